"""Faults E: what people and their programs write into cells of values."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from db.catalogue import RECORD_TYPES
from db.parcels import receive_parcels
from db.parcels.layout import sheets_of
from db.records import create, find, view
from db.store import Office
from tests.builders import project, town_hall
from tests.parcels.faults.conftest import Bench
from tests.parcels.helpers import column, edit, send
from tests.parcels.nasty import write_raw

Make = Callable[..., Office]
START, TOTAL, VENUE, PLACE = "#date+start+planned", "#reached+ind+total", "#loc+venue+name", "#adm2+code+v_kas"
HELD = {"planned_start": "2026-03-02", "total": 101, "venue": "hall 1", "municipality": "XK28"}  # in row 4


def outcome(got) -> object:
    """What became of the only cell that was changed: the new value, the code of its problem, or None for no change."""
    assert len(got.proposals) + len(got.problems) <= 1
    if got.problems:
        assert got.problems[0].row == 4
        return got.problems[0].code
    return next(iter(got.proposals[0].after.values())) if got.proposals else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-04-03", "2026-04-03"),
        ("2026-4-3", "2026-04-03"),
        ("2026-04-03T00:00:00Z", "2026-04-03"),
        ("٢٠٢٦-٠٤-٠٣", "2026-04-03"),
        ("25/4/2026", "2026-04-25"),
        ("3/4/2026", "date-ambiguous"),
        ("03.04.2026", "date-ambiguous"),
        ("03.04.26", "date-unreadable"),
        ("3 April 2026", "date-unreadable"),
        ("31/2/2026", "date-impossible"),
        ("4/25/2026", "date-impossible"),
        ("spring", "date-unreadable"),
        ("2/3/2026", "date-ambiguous"),  # even where it could be the day that stood there
    ],
)
def test_e01_days_as_text(bench: Bench, text: str, expected: str):
    """Day before month is only guessed where the other way round there is no such day."""
    assert outcome(bench.written(START, text)) == expected


def test_e02_days_counted_from_1904(bench: Bench):
    book = load_workbook(bench.file)
    book.epoch = CALENDAR_MAC_1904
    page = book["Town halls"]
    page.cell(4, column(page, START)).value = date(2026, 4, 3)
    book.save(bench.folder / "mac.xlsx")
    assert outcome(bench.look(bench.folder / "mac.xlsx")) == "2026-04-03"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (46083, None),  # the day that stood there, without its format
        (46115, "2026-04-03"),
        (46115.75, "2026-04-03"),
        (datetime(2026, 4, 3, 18), "2026-04-03"),
        (datetime(2026, 3, 2, 9, 30), None),
        (60, "date-early"),  # the 29th of February 1900, which never was
        (-5, "date-unreadable"),
        (20260403, "date-unreadable"),
    ],
)
def test_e03_days_as_plain_numbers(bench: Bench, value: object, expected: str | None):
    assert outcome(bench.written(START, value)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("2026-04-03", "2026-04-03"), ("2026-04-03T00:00:00", "2026-04-03"), ("2026-03-02", None)]
)
def test_e04_days_as_iso_cells(bench: Bench, text: str, expected: str | None):
    def change(part: bytes) -> bytes:
        day = str((date(2026, 3, 2) - date(1899, 12, 30)).days).encode()
        head, _, rest = part.partition(b"<v>" + day + b"</v>")
        start = head.rindex(b"<c ")
        return head[:start] + head[start:].replace(b't="n"', b't="d"') + b"<v>" + text.encode() + b"</v>" + rest

    assert outcome(bench.look(bench.operated({sheet_of(bench): change}))) == expected


def sheet_of(bench: Bench, title: str = "Town halls") -> str:
    return f"xl/worksheets/sheet{load_workbook(bench.file).sheetnames.index(title) + 1}.xml"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("101", None),
        ("101.0", None),
        (101.0, None),
        ("41", 41),
        (41, 41),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234", 1234),
        ("1'234", 1234),
        ("1,234", "count-unreadable"),
        ("1.234", "count-unreadable"),
        ("12%", "count-unreadable"),
        ("1E3", "count-unreadable"),
        ("１２", "count-unreadable"),
        ("about 40", "count-unreadable"),
    ],
)
def test_e05_numbers_as_text(bench: Bench, value: object, expected: object):
    """A comma is one thing in Pristina and another in New York, so it is never read."""
    assert outcome(bench.written(TOTAL, value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(("25,000.00", "money-unreadable"), ("1E3", "money-unreadable"), ("1_000", "money-unreadable")),
        *(("25.001", "money-fraction"), ("30000", "30000.00"), (30000.5, "30000.50"), ("30 000.50", "30000.50")),
        *(("12,50", "money-unreadable"), (0.125, "money-fraction"), (1e300, "money-too-large")),
    ],
)
def test_e05_e17_amounts_as_text_and_commas(bench: Bench, value: object, expected: str):
    def change(page):
        page.cell(3, column(page, "#value+approved")).value = value

    got = bench.edited(change, "Projects")
    found = got.problems[0].code if got.problems else got.proposals[0].after["approved_amount"]
    assert found == expected


def test_e05_a_share_of_a_hundred_that_a_spreadsheet_made_a_hundredth(bench: Bench):
    """Somebody who types 12% into a cell gets 0.12."""

    def change(page):
        page.cell(3, column(page, "#indicator+value+actual+num")).value = 0.12

    assert [p.code for p in bench.edited(change, RECORD_TYPES["visit"].sheet).problems] == ["percent-unclear"]


@pytest.mark.parametrize(
    ("held", "value", "expected"),
    [
        ("00123", 123, None),
        ("00123", "123", "123"),
        ("00123", 124, "number-in-text"),
        ("12345678901234567890", 1.2345678901234567e19, None),
        ("12345678901234567890", 1.5e19, "digits-lost"),
        ("hall", 45, "45"),
        ("hall", 1234567890123456, "digits-lost"),
        ("hall", 4.5, "4.5"),
    ],
)
def test_e06_e15_text_that_became_a_number(make_office: Make, tmp_path: Path, held: str, value: object, expected):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office, venue=held)

    def change(page):
        cell = page.cell(3, column(page, VENUE))
        cell.value, cell.number_format = value, "General"

    (got,) = receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)], dry_run=True)
    found = got.problems[0].code if got.problems else dict(got.proposals[0].after)["venue"] if got.proposals else None
    assert found == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-1, "count-negative"), (2.5, "count-unreadable"), (10**9, "count-too-large"), ("0", 0), (0, 0)],
)
def test_e07_counts_that_cannot_be(bench: Bench, value: object, expected: object):
    assert outcome(bench.written(TOTAL, value)) == expected


def test_e08_a_total_below_its_parts_enters_and_is_flagged(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, total=50, tallies=[{"dimension": "sex", "category": "women", "count": 41}])

    def change(page):
        page.cell(3, column(page, TOTAL)).value = 9

    receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)], accept_edits=True)
    assert flagged(hq, key.uid) == ["more-than-total"]


def flagged(office: Office, uid: str) -> list[str]:
    with office.read() as reading:
        return [problem.code for problem in view(reading, find(reading, uid)).problems]


@pytest.mark.parametrize("value", [True, "VRAI", "yes", "oui"])
def test_e09_truth_is_no_number_and_no_text(bench: Bench, value: object):
    assert outcome(bench.written(TOTAL, value)) == "count-unreadable"
    assert outcome(bench.written(VENUE, value)) == ("text-unreadable" if value is True else value)


@pytest.mark.parametrize(
    ("value", "expected"), [("Yes", "yes"), ("NO", "no"), ("perhaps", "code-unknown"), (1, "code-unknown")]
)
def test_e09_yes_and_no_are_a_list(bench: Bench, value: object, expected: str):
    tag = next(
        column.tag
        for sheet in sheets_of(bench.office.mission)
        for column in sheet.columns
        if sheet.title == "Town halls" and column.choices == "yes_no"
    )
    assert outcome(bench.written(tag, value)) == expected


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?"])
@pytest.mark.parametrize("tag", [START, TOTAL, VENUE, "#loc+settlement+name"])
def test_e10_errors_are_refused_also_where_nothing_stood(bench: Bench, error: str, tag: str):
    def change(page):
        cell = page.cell(4, column(page, tag))
        cell.value, cell.data_type = error, "e"

    assert outcome(bench.edited(change)) == "cell-error"


@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        (TOTAL, None, None),
        (TOTAL, "", None),
        (TOTAL, "  ", None),
        (TOTAL, "-", "count-unreadable"),
        (TOTAL, "n/a", "count-unreadable"),
        (START, "-", "date-unreadable"),
        (VENUE, "-", "-"),
        (PLACE, "n/a", "code-unknown"),
    ],
)
def test_e11_blank_is_a_proposal_to_clear_and_a_dash_is_not_blank(bench: Bench, tag: str, value, expected):
    got = bench.written(tag, value)
    if expected is None:
        assert [dict(p.after) for p in got.proposals] == [{"total": None}]
    else:
        assert outcome(got) == expected


@pytest.mark.parametrize("text", ["first\r\nsecond", "first\rsecond", "first_x000D_\nsecond", "first \nsecond\n"])
def test_e12_ends_of_lines_are_no_edit(make_office: Make, tmp_path: Path, text: str):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office, description="first\nsecond")

    def change(page):
        page.cell(3, column(page, "#description")).value = text

    (got,) = receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)], dry_run=True)
    assert (got.proposals, got.problems) == ((), ())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("hall\u00a01", None),
        ("hall 1\u200b", None),
        ("ha\u00adll 1", None),
        ("\u200ehall 1", None),
        ("\u202ehall 1", None),
        ("Çağlavicë", "Çağlavicë"),
        ("C\u0327ag\u0306lavice\u0308", "C\u0327ag\u0306lavice\u0308"),  # kept as it was typed
    ],
)
def test_e13_what_nobody_sees_is_no_edit_and_what_is_typed_is_kept(bench: Bench, value: str, expected: str | None):
    assert outcome(bench.written(VENUE, value)) == expected


def test_e13_marks_that_turn_the_direction_are_said(bench: Bench):
    got = bench.written(VENUE, "hall \u202e31 eht fo")
    assert [n.code for n in got.notices if n.code != "saved-again"] == ["marks-hidden"]
    assert outcome(got) == "hall \u202e31 eht fo"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(("ＸＫ２９", "XK29"), (" xk29 ", "XK29"), ("Звечан", "XK29"), ("zvecan", "XK29"), ("Зубин Поток", None)),
        ("ХК29", "code-unknown"),  # with Cyrillic letters that look like these
    ],
)
def test_e13_codes_in_any_script(bench: Bench, value: str, expected: str | None):
    """What was understood is the proposal itself; no notice is needed beside it."""
    assert outcome(bench.written(PLACE, value)) == expected


def test_e14_rich_text_readings_and_inline_text_are_plain_text(bench: Bench):
    def change(page):
        page.cell(4, column(page, VENUE)).value = CellRichText("ha", TextBlock(InlineFont(b=True), "ll"), " 1")
        page.cell(5, column(page, VENUE)).hyperlink = "http://example.org"

    got = bench.edited(change)
    assert (got.proposals, got.problems) == ((), ())
    phonetic = b'<is><r><t>ha</t></r><r><t>ll 1</t></r><rPh sb="0" eb="1"><t>XX</t></rPh></is>'
    for new in (phonetic, b"<is><t><![CDATA[hall 1]]></t></is>"):
        parts = {sheet_of(bench): lambda part, new=new: part.replace(b"<is><t>hall 1</t></is>", new)}
        file = bench.operated(parts)
        got = bench.look(file)
        assert (got.proposals, got.problems) == ((), ())


@pytest.mark.parametrize(
    ("held", "value", "expected"),
    [("0.30", 0.1 + 0.2, None), ("0.30", 0.3000001, None), ("0.30", 0.306, "money-fraction"), ("0.10", 0.1, None)],
)
def test_e16_amounts_are_compared_to_the_cent(
    make_office: Make, tmp_path: Path, held: str, value: float, expected: str | None
):
    """Less than half a cent is what programs make of an amount; more is a change that cannot be kept."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    project(office, approved_amount=held)

    def change(page):
        page.cell(3, column(page, "#value+approved")).value = value

    (got,) = receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Projects", change)], dry_run=True)
    assert [p.code for p in got.problems] == ([expected] if expected else []) and got.proposals == ()


def test_e18_a_broken_code_is_told_with_the_nearest_ones(bench: Bench):
    got = bench.written(PLACE, "Zubin Potak")
    assert outcome(got) == "code-unknown" and "XK28 (Zubin Potok)" in got.problems[0].message


def test_e18_a_code_that_this_list_does_not_have_is_kept_and_is_no_edit(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office)
    write_raw(office, key, "municipality", "XK99")
    file = send(office, "HQ", tmp_path)
    assert load_workbook(file)["Town halls"].cell(3, column(load_workbook(file)["Town halls"], PLACE)).value == "XK99"
    (got,) = receive_parcels(hq, [file])
    assert (got.proposals, got.problems, got.new) == ((), (), 1)


def test_e18_a_name_that_another_list_has_is_left_aside_and_one_of_another_code_is_a_problem(bench: Bench):
    got = bench.written("#adm2+name", "Zubin Potok (new spelling)")
    assert (got.proposals, got.problems) == ((), ())
    assert "name-ignored" in [n.code for n in got.notices]
    got = bench.written("#adm2+name", "Zvečan")
    assert outcome(got) == "name-changed" and "XK29" in got.problems[0].message


@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        ("#geo+lon", -200, "degrees-beyond"),
        ("#geo+lat", 142.9, "degrees-beyond"),
        ("#geo+lat", "42°54'49\"N", "degrees-unreadable"),
        ("#geo+lat", "42,9", "degrees-unreadable"),
        ("#geo+lat", 42.9136, "42.9136"),
    ],
)
def test_e19_coordinates(bench: Bench, tag: str, value: object, expected: str):
    """Latitude and longitude the wrong way round are both in range here; that is for a map to show."""
    assert outcome(bench.written(tag, value)) == expected


def test_e20_an_end_before_its_start_enters_and_is_flagged(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, planned_start="2026-03-12")

    def change(page):
        page.cell(3, column(page, "#date+end+planned")).value = date(2026, 3, 1)
        page.cell(4, column(page, "#activity+name+i_en")).value = "Long past, and the wrong way round"
        page.cell(4, column(page, START)).value = date(1912, 5, 1)
        page.cell(4, column(page, "#date+end+planned")).value = date(1911, 5, 1)

    (got,) = receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)], accept_edits=True)
    assert (got.proposal, got.problem) == (2, 0)
    assert flagged(hq, key.uid) == flagged(hq, got.proposals[1].uid) == ["end-before-start"]


def test_one_bad_cell_does_not_stop_the_good_cells_of_its_row(bench: Bench):
    def change(page):
        page.cell(4, column(page, START)).value = "spring"
        page.cell(4, column(page, TOTAL)).value = "many"
        page.cell(4, column(page, VENUE)).value = "square"
        page.cell(4, column(page, "#org+impl+name")).value = "Bridges"

    got = bench.edited(change)
    assert [p.code for p in got.problems] == ["date-unreadable", "count-unreadable"]
    assert [dict(p.after) for p in got.proposals] == [{"venue": "square", "partner": "Bridges"}]
    assert (got.proposal, got.problem) == (0, 1)


def test_a_link_is_written_by_what_people_call_a_record(make_office: Make, tmp_path: Path):
    """The id is hidden, so people change the name beside it."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    with office.write("save") as write:
        old, new = (
            create(write, "cycle", {"title_en": f"Year {year}", "budget_year": year}) for year in ("2025/26", "2026/27")
        )
    project(office, cycle=old.uid)
    file = send(office, "HQ", tmp_path)
    for name, expected in (("2026/27", new.uid), ("2030/31", "link-unknown"), ("2025/26", None)):

        def change(page, name=name):
            page.cell(3, column(page, "#activity+programme+name")).value = name

        (got,) = receive_parcels(hq, [edit(file, "Projects", change)], dry_run=True)
        found = got.problems[0].code if got.problems else got.proposals[0].after["cycle"] if got.proposals else None
        assert found == expected


def test_what_says_which_record_it_is_cannot_be_changed(bench: Bench):
    for tag, sheet in (("#activity+code", "Town halls"), ("#activity+code", "Participants")):
        got = bench.edited(lambda page, tag=tag: setattr(page.cell(4, column(page, tag)), "value", "mine"), sheet)
        assert [p.code for p in got.problems] == ["column-fixed"] and "TH-" in got.problems[0].message
