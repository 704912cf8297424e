"""An invented mission goes the whole way, so no fact of a real one is in code; and what a profile says reaches offices.

Its places are Arabic and French, its years begin in January, and nothing of it lies outside its own folder.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from db.catalogue import RECORD_TYPES, Code, load_mission, mission_keys
from db.cli import main
from db.frameworks import usual_tags
from db.indicators import budget_year, indicator_lines
from db.parcels import HEADQUARTERS, export_parcel, receive_parcels
from db.records import create, find, list_uids, make_known, unmade, update, view
from db.resources import ROOT
from db.store import Office
from db.store.code_lists import set_list
from tests.builders import town_hall
from tests.conftest import CHEAP, PASSPHRASE

TITLE_AR = "لقاء البلدة حول المياه"


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stick")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Office]:
    """An office and the headquarters of the invented mission."""
    made = {}
    for code, role in (("WAD", "field"), ("HQ", "hq")):
        home = tmp_path_factory.mktemp("sample") / code
        made[code], _ = Office.create(
            home, mission="sample", office=code, role=role, officer=f"{code} O", passphrase=PASSPHRASE, cost=CHEAP
        )
    yield made
    for office in made.values():
        office.close(note=False)


@pytest.mark.parametrize("key", mission_keys())
def test_a_profile_has_every_list_that_a_field_names(key: str):
    mission = load_mission(key)
    for kind in RECORD_TYPES.values():
        for field in kind.fields:
            assert not field.choices or mission.lists[field.choices].entries, (kind.key, field.key)
    assert all(mission.lists[code.code].entries for code in mission.lists["framework"].entries)
    # Every place is in the area of an office that is there, and nothing is in two.
    areas = [place for office in mission.offices for place in mission.area(office)]
    assert sorted(areas) == sorted(place.code for place in mission.lists["municipality"].entries)
    first = next(iter(mission.place_names))
    assert all(first in place.labels for place in mission.lists["municipality"].entries)


def test_the_whole_way_in_another_mission(
    sample: dict[str, Office], stick: Path, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
):
    office, hq = sample["WAD"], sample["HQ"]
    with hq.write("save") as write:
        cycle = make_known(write, "cycle")[0]
        make_known(write, "indicator")
        make_known(write, "recommendation_set")
    with hq.read() as reading:
        assert [unmade(reading, kind) for kind in office.mission.known] == [[], [], []]
        assert view(reading, cycle).values["currency"] == "USD"
    hall = town_hall(
        office,
        title_en=None,
        title_fr="Débat public sur l'eau",
        title_ar=TITLE_AR,
        municipality="بئر تمرة",
        status="held",
        actual_start="2026-05-04",
        total=40,
        tallies=[{"dimension": "community", "category": "أهل النهر", "count": 25}],
    )
    with office.write("save") as write:
        create(write, "other_activity", {"title_fr": "Jour de marché", "activity_type": "market_day"})
    with office.read() as reading:
        found = view(reading, hall)
        assert found.ref.startswith("TH-") and found.values["municipality"] == "NL03"
        assert found.title(reading.mission) == "Débat public sur l'eau"
        assert ("compact_2021", "NC-3") in usual_tags(reading, hall)
        for words in ("مياه", "debat", "puits des dattes", "BIR TAM", "بئر"):
            assert list_uids(reading, "town_hall", words) == [hall.uid], words
    # There, and back with what headquarters keeps for all.
    sent = export_parcel(office, HEADQUARTERS, stick).file
    assert sent.name.startswith("UNSMIN_CA_WAD-A_")
    assert receive_parcels(hq, [sent])[0].new == 3  # two activities and a count
    answer = export_parcel(hq, "WAD", stick).file
    receive_parcels(office, [answer])
    with office.read() as reading:
        assert unmade(reading, "cycle") == []
        first, last = budget_year(date(2026, 5, 31), office.mission.budget_year_begins)
        (line,) = indicator_lines(reading, (first.isoformat(), last.isoformat()))
        assert str(line.actual) == "1"
    sheet = load_workbook(sent)["Town halls"]
    heads = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=3)]
    assert dict(zip(heads[1], heads[2], strict=True))["#activity+name+i_ar"] == TITLE_AR
    assert any(tag and tag.endswith("+v_nahr") for tag in heads[1])
    # Paper, in each form of the names; the command line chooses it.
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)
    for form, place in (("", "Bir Tamra"), ("fr", "Puits-des-Dattes"), ("ar", "ﺑﺌﺮ")):
        target = tmp_path / f"summary{form}.pdf"
        chosen = ["--names", form] if form else []
        asked = ["--home", str(office.paths.home), "summary", found.ref, "--to", str(target), "--lang", "fr", *chosen]
        assert main(asked) == 0, capsys.readouterr().err
        text = PdfReader(target).pages[0].extract_text()
        assert place in text or form == "ar", text
        assert "Nahrland and everything in it is invented" in text and "1244" not in text
    assert main([*asked[:-2], "--names", "sq"]) == 1
    assert "en, fr, ar" in capsys.readouterr().err


def test_what_headquarters_changes_in_the_profile_reaches_the_offices(sample: dict[str, Office], stick: Path):
    """Places, offices, kinds of activity, themes, communities, frameworks: lists of versions, with one writer."""
    office, hq = sample["WAD"], sample["HQ"]
    lists = hq.mission.lists
    places = [
        replace(one, parent="MAR", group="Côte", aliases=(*one.aliases, "Vieux-Puits")) if one.code == "NL03" else one
        for one in lists["municipality"].entries
    ]
    new = {
        "municipality": [*places, Code("NL11", {"en": "Ain Jdida", "ar": "عين جديدة"}, (), "Côte", "NEW")],
        "office": [*lists["office"].entries, Code("NEW", {"en": "New office"})],
        "activity_type": [*lists["activity_type"].entries, Code("regatta", {"en": "Regatta", "fr": "Régate"})],
        "community": [*lists["community"].entries, Code("island", {"en": "Islanders"})],
        "compact_2021": [*lists["compact_2021"].entries, Code("NC-4", {"en": "Islands"})],
        "framework": [*lists["framework"].entries, Code("plan_2027", {"en": "Shared plan, 2027"})],
    }
    hall = town_hall(office, municipality="NL03", title_en="Well committee")
    with hq.write("list") as write:
        for name, codes in new.items():
            set_list(write, name, codes)
    with hq.write("list") as write:
        set_list(write, "plan_2027", [Code("SP-1", {"en": "Water for all"})])
    (got,) = receive_parcels(office, [export_parcel(hq, "WAD", stick).file])
    assert set(got.lists) == {*new, "plan_2027"}
    mission = office.mission
    assert mission.office_name("NEW") == "New office" and mission.area("NEW") == ("NL11",)
    assert "NL03" in mission.area("MAR") and "NL03" not in mission.area("WAD")
    assert mission.lists["recommendation_theme"].label("NC-4") == "Islands"
    with office.read() as reading:  # what was written before is found by the new spelling
        assert list_uids(reading, "town_hall", "vieux puits committee") == [hall.uid]
        assert list_uids(reading, "town_hall", "debat")
    with office.write("save") as write:
        update(write, hall.uid, {"municipality": "عين جديدة"})
        create(write, "other_activity", {"title_fr": "Régates", "activity_type": "Régate"})
        tag = create(write, "tag", {"activity": hall.uid, "framework": "plan_2027", "code": "Water for all"})
    with office.read() as reading:
        assert view(reading, tag).values["code"] == "SP-1"
        assert view(reading, find(reading, hall.uid)).values["municipality"] == "NL11"


def test_no_fact_of_a_mission_is_in_code():
    """Neither names nor codes of places, communities and themes: all in a mission's folder, but for sources."""
    fact = re.compile(
        r"kosovo|unmik|1244|prishtin|pristina|albanian|gorani|\bXK\d|\bTB\d\d|CBPA-|A4PU-|trust-building", re.I
    )
    # A language is no place, a rule says where it was read, and hints about names know how people there are called.
    quoted = ('"sq": N_(', "UNMIK call", "CALLS =")
    sources = [*(path for folder in ("db", "desktop") for path in (ROOT.parent / folder).rglob("*.py"))]
    sources += [*(ROOT / "codes").glob("*.csv"), *(ROOT / "reports").glob("*.typ"), ROOT / "usual_tags.csv"]
    found = [
        f"{path.name}: {line.strip()}"
        for path in sources
        if path.name != "naming.py" and path.parent.name != "protection"
        for line in path.read_text("utf-8").splitlines()
        if fact.search(line) and not any(one in line for one in quoted)
    ]
    assert found == []
    lists = load_mission("sample").lists.values()
    assert not [code.code for one in lists for code in one.entries if fact.search(f"{code.code} {code.labels}")]
