"""What leaves the office for partners, for the public, and for headquarters' own desk."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import hxl
import pytest
from openpyxl import load_workbook

from db.catalogue import load_mission
from db.catalogue.kinds import COUNT, DATE, MONEY
from db.errors import KnownError
from db.parcels import consolidate, export_parcel, ledger, missing_serials, publish, receive_parcels
from db.parcels.layout import sheets_of
from db.progress import Cancelled
from db.records import create, set_municipalities, update
from db.store import Office
from tests.builders import counts, one_of_each, project, record, town_hall
from tests.parcels.helpers import change_at, send

MISSION = load_mission("kosovo")
SECRET = {
    "settlement": "Hidden settlement",
    "venue": "Hidden venue",
    "latitude": "42.5",
    "longitude": "20.5",
    "description": "Told in confidence",
    "title_en": "A title with a name",
}


def training(office: Office, **values: object) -> str:
    """Write the training of US-01 into an office."""
    tallies = [
        *counts(women=41, men=9),
        *(
            {"dimension": "community", "category": name, "count": n}
            for name, n in {"serb": 39, "albanian": 6, "bosniak": 3, "gorani": 2}.items()
        ),
    ]
    given = {"status": "completed", "actual_start": "2019-01-01", "actual_end": "2019-06-01", "total": 50}
    return project(office, **{**given, **SECRET, "partner": "Women's Right", "tallies": tallies, **values}).uid


def rows(file: Path, sheet: str = "Activities") -> list[dict[str, object]]:
    """The rows of a sheet, by tag."""
    page = load_workbook(file)[sheet]
    tags = [cell.value for cell in page[2]]
    return [dict(zip(tags, row, strict=True)) for row in page.iter_rows(min_row=3, values_only=True)]


def words(file: Path) -> str:
    """Every word anywhere in a workbook, in whatever part of the file."""
    with zipfile.ZipFile(file) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def columns_of(file: Path, sheet: str) -> list[hxl.model.Column]:
    titles = load_workbook(file, read_only=True).sheetnames
    options = hxl.InputOptions(allow_local=True, sheet_index=titles.index(sheet))
    return hxl.data(hxl.make_input(io.BytesIO(file.read_bytes()), options)).columns


def no_text_among_numbers(file: Path) -> None:
    """Every cell of a column of numbers is a number, of a column of days a day."""
    wanted = {DATE: datetime, COUNT: int, MONEY: int | float}
    kinds = {(s.title, c.tag): c.field.kind for s in sheets_of(MISSION) for c in s.columns if c.field and not c.name}
    for page in load_workbook(file).worksheets[1:]:
        for column in page.iter_cols(min_row=2):
            tag = str(column[0].value)
            kind = kinds.get((page.title, tag), COUNT if tag.startswith("#reached") else None)
            for cell in column[1:]:
                assert cell.value is None or isinstance(cell.value, wanted.get(kind, object)), (page.title, tag)


# ---- partners ----


def test_a_partner_sees_who_does_what_where_and_when(office: Office, tmp_path: Path):
    uid = training(office)
    with office.write("save") as write:
        set_municipalities(write, uid, ["XK28", "XK12"])
        create(
            write, "tag", {"activity": uid, "framework": "theme", "code": office.mission.lists["theme"].entries[0].code}
        )
    made = publish(office, "partner", "UN Women", tmp_path)
    (row,) = rows(made.file)
    assert (row["#activity+type+code"], row["#status+code"], row["#org+impl+name"]) == (
        *("project", "completed"),
        "Women's Right",
    )
    assert row["#date+start+actual"] == datetime(2019, 1, 1) and row["#org+prog+name"] == "UNMIK Civil Affairs"
    assert (row["#adm2+code+v_kas"], row["#adm2+name"], row["#adm2+code+further+v_kas"]) == (
        *("XK28", "Zubin Potok"),
        "XK12",
    )
    people = {tag.removeprefix("#reached+ind+"): n for tag, n in row.items() if tag.startswith("#reached")}
    assert (people["total"], people["f"], people["m"], people["i"], people["not_recorded"]) == (50, 41, 9, None, 0)
    assert not [tag for tag in row if "comm" in tag], "communities never leave the office"
    assert row["#meta+suppressed"] is None and made.blanked == 0
    assert made.records == 1


@pytest.mark.parametrize("profile", ["partner", "public"])
def test_no_person_no_text_and_no_place_leaves_the_office(office: Office, tmp_path: Path, profile: str):
    made_of = one_of_each(office)
    training(office, contact="A. Person", need="A need")
    for kind in ("town_hall", "youth_assembly", "other_activity"):
        change_at(
            office,
            made_of[kind].uid,
            **SECRET,
            status="held",
            partner="NGO",
            classification="UNCLASSIFIED",
            override="public",
        )
    made = publish(office, profile, "Everybody", tmp_path)
    assert made.records == 4
    content = words(made.file)
    for secret in (*SECRET.values(), "A. Person", "A need", "Ордер 007", "= one"):
        assert secret not in content, secret
    assert load_workbook(made.file).sheetnames == ["Read me", "Activities"]


def test_small_counts_are_blank_and_named_and_no_number_column_holds_text(office: Office, tmp_path: Path):
    town_hall(office, status="held", total=50, tallies=counts(women=46, men=4))
    town_hall(office, status="held", total=3, tallies=counts(women=3))
    ages = [{"dimension": "age", "category": c, "count": n} for c, n in {"15_17": 2, "18_24": 3, "60_plus": 45}.items()]
    town_hall(office, status="held", total=50, tallies=ages)
    made = publish(office, "partner", "UNDP", tmp_path)
    first, second, third = rows(made.file)
    assert (first["#reached+ind+total"], first["#reached+ind+f"], first["#reached+ind+m"]) == (50, None, None)
    assert first["#meta+suppressed"] == "f; m"
    assert second["#reached+ind+total"] is None and second["#meta+suppressed"] == "all"
    assert (third["#reached+ind+age_15_17"], third["#reached+ind+elderly+age_60plus"]) == (None, 45)
    assert third["#meta+suppressed"] == "age_15_17; age_18_24"
    assert made.blanked == 3
    no_text_among_numbers(made.file)


def test_the_threshold_is_the_offices(office: Office, tmp_path: Path):
    town_hall(office, status="held", total=50, tallies=counts(women=41, men=9))
    office.set_setting("suppress_below", "10")
    (row,) = rows(publish(office, "partner", "UNDP", tmp_path).file)
    assert (row["#reached+ind+f"], row["#reached+ind+m"]) == (None, None)


def test_drafts_and_classified_records_stay_out_and_are_counted(office: Office, tmp_path: Path):
    town_hall(office, status="held")
    town_hall(office, status="draft")
    project(office, status="in_review")
    town_hall(office, status="held", classification="CONFIDENTIAL")
    town_hall(office, status="held", classification=None)
    made = publish(office, "public", "press", tmp_path)
    assert (made.records, made.left_out) == (1, {"draft": 2, "classified": 2})
    text = " ".join(str(c.value) for row in load_workbook(made.file)["Read me"].iter_rows() for c in row if c.value)
    assert "Drafts, and projects without approval: 2" in text and "For the public" in text and "1244" in text


def test_a_record_whose_classification_is_disputed_stays_out(make_office: Callable[..., Office], tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, status="held")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    change_at(office, key.uid, classification="CONFIDENTIAL")
    with hq.write("save") as write:
        update(write, key.uid, {"classification": "STRICTLY_CONFIDENTIAL"})
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert publish(hq, "public", "press", tmp_path).left_out["classified"] == 1


def test_a_protected_place_is_a_municipality_and_nobody_who_runs_it(office: Office, tmp_path: Path):
    training(office, protected="yes", partner="Safe House")
    made = publish(office, "partner", "UNDP", tmp_path)
    (row,) = rows(made.file)
    assert (row["#adm2+code+v_kas"], row["#org+impl+name"]) == ("XK28", None)
    assert "Safe House" not in words(made.file)


def test_the_public_gets_totals_only(office: Office, tmp_path: Path):
    training(office)
    town_hall(office, status="held", total=4)
    first, second = rows(publish(office, "public", "press", tmp_path).file)
    assert [tag for tag in first if tag.startswith("#reached")] == ["#reached+ind+total"]
    assert (first["#reached+ind+total"], first["#meta+suppressed"]) == (50, None)
    assert (second["#reached+ind+total"], second["#meta+suppressed"]) == (None, "all")
    assert not {"#org+impl+name", "#meta+office+code", "#meta+method"} & first.keys()


# ---- everything, for headquarters ----


@pytest.fixture
def three(make_office: Callable[..., Office], tmp_path: Path) -> Office:
    """A headquarters with records of two offices and of its own."""
    hq = make_office("HQ", "hq")
    town_hall(hq, title_en="Of headquarters", planned_start="2026-03-01")
    for code in ("MIT", "PRZ"):
        office = make_office(code)
        town_hall(office, title_en=f"Of {code}", planned_start="2026-03-12", tallies=counts(women=3))
        town_hall(office, title_en="Later", planned_start="2026-05-12")
        receive_parcels(hq, [send(office, "HQ", tmp_path)])
    return hq


def test_all_offices_of_a_period_stand_in_one_workbook(three: Office, tmp_path: Path):
    made = consolidate(three, tmp_path / "all.xlsx", period=("2026-03-01", "2026-03-31"))
    found = rows(made.file, "Town halls")
    assert [(row["#meta+office+code"], row["#activity+name+i_en"]) for row in found] == [
        ("HQ", "Of headquarters"),
        ("MIT", "Of MIT"),
        ("PRZ", "Of PRZ"),
    ]
    assert {(row["#meta+office+code"], row["#reached+ind"]) for row in rows(made.file, "Participants")} == {
        ("MIT", 3),
        ("PRZ", 3),
    }
    book = load_workbook(made.file)
    assert "_sync" not in book.sheetnames
    with pytest.raises(KnownError) as error:
        receive_parcels(three, [made.file])
    assert error.value.code == "not-a-parcel"


def test_the_consolidated_workbook_has_every_sheet_and_libhxl_reads_all_of_them(office: Office, tmp_path: Path):
    one_of_each(office)
    made = consolidate(office, tmp_path / "all.xlsx")
    book = load_workbook(made.file)
    for page in book.worksheets[1:]:
        tags = [cell.value for cell in page[2]]
        assert len(tags) == len(set(tags)) and tags[0] == "#meta+office+code" and not page.merged_cells.ranges
        # As a table: to open the file for each of its sheets takes half a minute, and shows no more.
        table = [[str(cell or "") for cell in row] for row in page.iter_rows(max_row=3, values_only=True)]
        assert len(hxl.data(table).columns) == len(tags)
        assert not page.data_validations.dataValidation
    assert len(columns_of(made.file, page.title)) == len(tags), "and out of the file"
    no_text_among_numbers(made.file)


@pytest.mark.parametrize("profile", ["partner", "public"])
def test_libhxl_reads_the_flat_sheets(office: Office, tmp_path: Path, profile: str):
    training(office)
    made = publish(office, profile, "UNDP", tmp_path)
    page = load_workbook(made.file)["Activities"]
    tags = [str(cell.value) for cell in page[2]]
    found = columns_of(made.file, "Activities")
    assert {column.display_tag for column in found} == {hxl.model.Column.parse(tag).display_tag for tag in tags}
    assert len(tags) == len(set(tags))


def test_only_the_municipality_of_a_protected_place_is_in_the_consolidated_workbook(office: Office, tmp_path: Path):
    uid = project(
        office, protected="yes", **{k: v for k, v in SECRET.items() if k not in ("description", "title_en")}
    ).uid
    with office.write("save") as write:
        create(write, "visit", {"project": uid, "number": 1, "day": "2026-03-01", "place": "Hidden house"})
        create(write, "place", {"activity": uid, "municipality": "XK12", "settlement": "Hidden hamlet"})
        moved = {"change": "place", "before": "Hidden street", "after": "Hidden square"}
        create(write, "modification", {"project": uid, "day": "2026-03-02", **moved})
    record(office, "town_hall", venue="Open hall")
    made = consolidate(office, tmp_path / "all.xlsx")
    content = words(made.file)
    assert "Hidden" not in content and "42.5" not in content and "Open hall" in content and "XK12" in content


# ---- the ledger ----


def test_every_workbook_is_noted_and_takes_no_number_of_a_parcel(office: Office, tmp_path: Path):
    town_hall(office, status="held", planned_start="2026-03-12")
    send(office, "HQ", tmp_path)
    made = publish(office, "partner", "HQ", tmp_path, period=("2026-03-01", "2026-03-31"))
    consolidate(office, tmp_path / "all.xlsx")
    assert export_parcel(office, "HQ", tmp_path).serial == 2
    with office.read() as reading:
        entries = {e.peer: e for e in ledger(reading) if e.kind == "report"}
        assert missing_serials(reading) == {}
    assert entries.keys() == {"HQ partner", "consolidated"}
    entry = entries["HQ partner"]
    assert (entry.profile, entry.start, entry.end, entry.records, entry.file) == (
        *("partner", "2026-03-01", "2026-03-31", 1),
        made.file.name,
    )
    assert entry.sha256 and entry.author == "A. Officer"
    assert made.file.name == "UNMIK_CA_MIT-A-HQ-partner_2026-03-01_2026-03-31_S001.xlsx"


def test_nothing_is_left_of_a_workbook_that_was_not_finished(office: Office, tmp_path: Path):
    town_hall(office, status="held")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        consolidate(office, tmp_path / "all.xlsx", progress=stop)
    assert not list(tmp_path.glob("*all*"))
    with office.read() as reading:
        assert ledger(reading) == []


@pytest.mark.parametrize("name", ["", "a/b", "=x", "x" * 41])
def test_a_name_that_no_file_can_have_is_refused(office: Office, tmp_path: Path, name: str):
    with pytest.raises(KnownError) as error:
        publish(office, "public", name, tmp_path)
    assert error.value.code == "bad-recipient"


def test_a_workbook_can_be_locked_with_a_password(office: Office, tmp_path: Path):
    town_hall(office, status="held")
    made = publish(office, "public", "press", tmp_path, password="a secret")
    assert made.file.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"
