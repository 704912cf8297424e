"""A protected place: an unmistakable venue is hunted in everything that people read outside the office (DP-07)."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from db import attachments
from db.board import lost_laptop
from db.parcels import consolidate, export_parcel, parcel_files, publish, receive_parcels
from db.progress import silent
from db.protection import find_person
from db.records import (
    Shortlist,
    Wanted,
    agenda,
    columns_of,
    conflicts,
    count_told_conflicts,
    create,
    find_everywhere,
    gestures,
    history,
    list_parts,
    list_rows,
    list_uids,
    portfolio_lines,
    set_municipalities,
    timeline,
    told_conflicts,
    update,
    view,
    views_of,
)
from db.records.headings import headings
from db.records.untold import unplaced
from db.reports import maker_of, pdf, summarise
from db.reports.coming import coming_listing
from db.reports.lost import lost_listing
from db.reports.office import office_report
from db.reports.papers import PAPERS, paper_of
from db.reports.portfolio import portfolio_listing
from db.reports.register import parts_listing, register_listing
from db.revisions import RecordKey
from db.store import Office
from db.store.access import COPY, EXPORT, PRINT, access_log
from db.twins import compare, told_lines
from desktop.forms.working import load
from desktop.registers.sharing import Shown, as_table, compose, write_workbook
from tests.attachments.pictures import photo
from tests.builders import project, town_hall
from tests.cli.test_commands import Cli
from tests.conftest import PASSPHRASE
from tests.parcels.helpers import send

VENUE, PLACE, RUN_BY = "Zzkulla Brenda", "Qqfshati Ulet", "Wwstrehimi"
HUNTED = ("zzkulla", "qqfshati", "wwstrehimi", "42.123456", "20.654321", "xxtitulli")


def shelter(office: Office) -> RecordKey:
    return town_hall(
        office,
        title_en="Visit of the Xxtitulli",
        description=f"We met the women in the {VENUE}. Forty came.",
        venue=VENUE,
        settlement=PLACE,
        latitude="42.123456",
        longitude="20.654321",
        partner=RUN_BY,
        protected="yes",
        municipality="XK20",
        status="held",
        actual_start="2026-03-12",
        total=40,
    )


def value(office: Office, key: RecordKey, field: str):
    with office.read() as reading:
        return view(reading, key).values[field]


def cells(file: Path) -> str:
    """Everything that a person sees in a workbook, comments and names of its sheets included."""
    book = load_workbook(file)
    shown = [page for page in book.worksheets if page.sheet_state == "visible"]
    words = [book.properties.title or "", *(page.title for page in shown)]
    for page in shown:
        for row in page.iter_rows():
            words += [f"{cell.value} {cell.comment.text if cell.comment else ''}" for cell in row if cell.value]
    return "\n".join(words).lower()


def said(document: object) -> str:
    """Everything that a paper says, whether it is drawn or not."""
    return repr(document).lower()


def paper(document: object) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(document))).pages).lower()


def hunt(text: str, *, title: bool = True) -> list[str]:
    return [word for word in HUNTED if word in text and (title or word != "xxtitulli")]


def test_dp_07_the_venue_is_in_nothing_that_leaves(
    make_office: Callable[..., Office], tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    office, hq = make_office("PRZ"), make_office("HQ", "hq")
    key = shelter(office)
    with office.write("save") as write:  # a photo that was there before
        update(write, key.uid, {"protected": "no"})
    attachments.attach(
        office, key.uid, [attachments.prepare_bytes(photo(), "hall.jpg")], caption=f"{VENUE}, front", consent="written"
    )
    with office.write("save") as write:
        update(write, key.uid, {"protected": "yes"})
        set_municipalities(write, key.uid, ["XK20", "XK24"])
        promise = {"activity": key.uid, "what": f"A ramp at the {VENUE}", "made_on": "2026-03-12", "due": "2026-04-01"}
        create(write, "commitment", promise)
    sent = export_parcel(office, "HQ", tmp_path)
    assert hunt(cells(sent.file)) == [], "what people see in the parcel; the exact records are in its envelope"
    receive_parcels(hq, parcel_files([sent.file]))
    assert value(hq, key, "venue") == VENUE, "headquarters has the whole record"
    for one in (office, hq):
        for profile in ("partner", "public"):
            made = publish(one, profile, "UNDP", tmp_path)
            assert hunt(cells(made.file)) == []
            assert "xk20" in cells(made.file), "the municipality may be told"
        whole = tmp_path / f"all-{one.identity.role}.xlsx"
        consolidate(one, whole)
        assert hunt(cells(whole)) == []
        with one.read() as reading:
            maker = maker_of(one)
            uids = list_uids(reading, "town_hall")
            drawn = [register_listing(reading, maker, "town_hall", uids)]
            drawn.append(summarise(reading, key, language="en", printed_at=one.clock()))
            march = ("2026-03-01", "2026-03-31")
            drawn += [office_report(reading, maker, name, march) for name in ("recommendations", "monthly")]
            for words in (VENUE, PLACE, RUN_BY, "zzkulla"):
                assert list_uids(reading, "town_hall", words) == [], "nobody finds it by where it is"
        assert "a ramp at the" in said(drawn[-1])
        for text in (*map(said, drawn), paper(drawn[1])):
            assert hunt(text, title=False) == [], text[max(0, text.find("zzkulla") - 300) : text.find("zzkulla") + 60]
    with hq.read() as reading:
        assert hunt(said(lost_listing(lost_laptop(reading, "PRZ-A"), maker_of(hq)))) == []
        log = "\n".join(f"{one.file} {one.note} {one.recipient}" for one in access_log(reading))
    assert hunt(log.lower()) == []
    names = "\n".join(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert hunt(names.lower()) == []
    written = capfd.readouterr()
    assert hunt((written.out + written.err).lower()) == []


def refuge(office: Office) -> tuple[RecordKey, RecordKey]:
    """Write a project at a protected place whose every text says which; return it and a line of its funding."""
    wheres = {"venue": VENUE, "settlement": PLACE, "latitude": "42.123456", "longitude": "20.654321"}
    texts = {"description": f"Works at {VENUE}.", "objective": f"A safe {VENUE}", "partner": RUN_BY}
    key = project(office, title_en=f"Roof of the {VENUE}", protected="yes", status="active", **wheres, **texts)
    with office.write("save", f"{VENUE} asked for it") as write:
        update(write, key.uid, {"venue": "Xxtitulli"})  # what it was called once is no less secret
        update(write, key.uid, {"venue": VENUE})
        own = {"project": key.uid, "number": 1}
        create(write, "deliverable", {**own, "what": f"A door for {VENUE}", "due": "2026-04-01"})
        create(write, "visit", {**own, "day": "2026-03-20", "action": f"Look at {PLACE}", "action_due": "2026-04-02"})
        return key, create(write, "funding", {"project": key.uid, "source": "FUND-BIL", "donor": "Norway"})


def test_dp_07_neither_is_it_in_what_is_taken_elsewhere_or_seen_at_headquarters(
    make_office: Callable[..., Office], tmp_path: Path
):
    office, hq = make_office("PRZ"), make_office("HQ", "hq")
    key, line = refuge(office)
    twin = project(office, title_en="Roof of the Xx", municipality="XK20")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    known = columns_of("project", office.mission)
    columns = tuple(known[key] for key in known if known[key].kind in ("title", "text", "note"))
    assert {"venue", "partner", "description"} <= {column.key for column in columns}
    for one in (office, hq):
        shown = Shown("project", "Projects", (), Wanted(), columns, dict(known), (key.uid,))
        target = tmp_path / f"list-{one.identity.role}.xlsx"
        write_workbook(shown, target, one, silent)
        composed, copied = compose(shown, one, "en"), as_table(shown, one)
        with one.read() as reading:
            maker, day, log = maker_of(one), date(2026, 3, 25), access_log(reading)
            assert [(line.act, line.count, bool(line.file)) for line in log[:2]] == [(COPY, 1, True), (EXPORT, 1, True)]
            lines, dues = portfolio_lines(reading, [key.uid], day), agenda(reading, day, date(2026, 4, 30))
            parts = list_parts(reading, "deliverable", key.uid)
            found = {
                "clipboard": copied,
                "log": log,
                "list": composed,
                "workbook": cells(target),
                "cards of the board, the calendar, the portfolio": (lines, dues),
                "portfolio": portfolio_listing([], lines, Shortlist(), maker),
                "days to come": coming_listing(dues, lines, Shortlist(), (day, day), maker),
                "register": register_listing(reading, maker, "project", [key.uid]),
                "list of parts": parts_listing(reading, maker, "deliverable", parts),
                "donor": paper_of(one, reading, line.uid, "", maker),
                **{name: paper_of(one, reading, key.uid, name, maker) for name in PAPERS},
                "titles of windows, names of files": (composed.title, composed.name),
            }
            if one is hq:
                ref = str(view(reading, key).values["ref"])
                found |= {
                    "rows": list_rows(reading, [key.uid], [column.key for column in columns]),
                    "search": find_everywhere(reading, ref),
                    "history": history(reading, key),
                    "timeline": timeline(reading, key.uid),
                    "names": headings(reading, [key.uid]),
                    "page of the batch": views_of(reading, [one.id for one in gestures(reading)]),
                }
                assert "a door for" in said(found["history"]) and "roof of the" in said(found["search"])
                assert find_person(reading, VENUE) == find_person(reading, RUN_BY) == ()
                form = load(key)(reading)
                assert {"venue", "settlement", "partner", "latitude", "protected", "title_en"} <= form.kept
                assert "status" not in form.kept and form.view.values["municipality"], "the rest is theirs to correct"
                found |= {"form": form, "parts": list_parts(reading, "deliverable", key.uid)}
                both = ((key, twin), (twin, key))
                found |= {"duplicates": [told_lines(reading, *two, compare(reading, *two)) for two in both]}
            assert {name: hunt(said(one)) for name, one in found.items() if hunt(said(one))} == {}
    for one, text in ((office, "Zzkulla Nova"), (hq, "Zzkulla Vjeter")):
        with one.write("save") as write:
            update(write, key.uid, {"venue": text})
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with hq.read() as reading:
        assert len(conflicts(reading)) == 1 and told_conflicts(reading) == [] and count_told_conflicts(reading) == 0
    receive_parcels(office, [send(hq, "PRZ", tmp_path)])
    with office.read() as reading:
        assert [one.field for one in told_conflicts(reading)] == ["venue"], "the office decides it"
        (row,) = list_rows(reading, [key.uid], ["venue"])
        assert (str(row.cells["venue"])[:7], row.masked) == (VENUE[:7], False), "the office itself works with it"


def test_a_correction_of_a_masked_row_is_read_all_the_same(make_office: Callable[..., Office], tmp_path: Path):
    office, hq = make_office("PRZ"), make_office("HQ", "hq")
    key = shelter(office)
    (got,) = receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert (got.new, got.proposal, got.problem) == (1, 0, 0)
    with office.write("save") as write:
        update(write, key.uid, {"total": 41})
    file = send(office, "HQ", tmp_path)
    book = load_workbook(file)
    page = book["Town halls"]
    tags = [cell.value for cell in page[2]]
    page.cell(3, tags.index("#reached+ind+total") + 1).value = 44
    book.save(tmp_path / "edited.xlsx")
    (got,) = receive_parcels(hq, [tmp_path / "edited.xlsx"])
    assert (got.proposal, got.problem) == (1, 0)
    assert [dict(one.after) for one in got.proposals] == [{"total": 44}]
    assert value(hq, key, "venue") == VENUE


def test_dp_09_what_is_printed_is_logged(cli: Cli, tmp_path: Path):
    office = Office.open(cli.home, PASSPHRASE)
    shelter(office)
    office.close()
    cli("summary", "TH-2026-MIT-A001", "--to", str(tmp_path / "one.pdf"))
    (line,) = [one for one in cli("access-log")["log"] if one["act"] == PRINT]
    assert (line["file"], bool(line["digest"]), line["note"]) == ("one.pdf", True, "TH-2026-MIT-A001")


def test_a_code_stays_when_a_venue_is_called_like_it():
    values = {"protected": "yes", "venue": "Held", "status": "held", "title_en": "It was held there"}
    told = unplaced("town_hall", values)
    assert (told["status"], told["venue"], "held" in told["title_en"]) == ("held", None, False)
    moved = {"change": "place", "before": "Held", "after": "elsewhere", "reason": "held no more"}
    told = unplaced("modification", moved, values)
    assert (told["before"], told["after"], "held" in told["reason"]) == (None, None, False)
