"""What becomes of single rows and cells: every problem names its place and says what would be accepted."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from db.records import find, list_uids, view
from db.store import Office
from db.trackers import ImportResult, import_tracker
from tests.trackers.sheets import CellValue, fill, workbook

MAPPING = """
name = "Test"
kind = "other_activity"
blanks = ["-", "n/a"]
{dates}
[constants]
classification = "CONFIDENTIAL"
[field.title_en]
column = "Title"
needed = true
[field.planned_start]
column = "Start"
[field.planned_end]
column = "End"
[field.settlement]
join = ["Village", "Zone"]
with = " / "
[field.status]
column = "State"
label = "State said"
keep = true
[field.status.translate]
"En cours" = "active"
[field.total]
column = "People"
[[note]]
label = "Money"
column = "Budget"
"""


def run(office: Office, tmp_path: Path, table: str, dates: str = "") -> ImportResult:
    file = workbook(tmp_path / "rows.xlsx", table)
    mapping = tmp_path / "rows.toml"
    mapping.write_text(MAPPING.format(dates=dates), encoding="utf-8")
    return import_tracker(office, file, mapping=mapping)


def values(office: Office) -> dict[str, object]:
    """The values of the only record."""
    with office.read() as reading:
        (uid,) = list_uids(reading, "other_activity")
        return {key: value for key, value in view(reading, find(reading, uid)).values.items() if value is not None}


def found(result: ImportResult) -> list[tuple[int, str, str]]:
    assert result.read == result.new + result.duplicate + result.problem
    return [(problem.row, problem.column, problem.code) for problem in result.problems]


def test_columns_are_joined_translated_and_never_lost(office: Office, tmp_path: Path) -> None:
    run(
        office,
        tmp_path,
        """
        | Title | Village | Zone | State    | Budget | Donor\\n(name) | Remarks |
        | Visit | Sočanica| 12   | EN COURS | 0.3    | Åland          | n/a     | beside
        """,
    )
    kept = values(office)
    assert kept["settlement"] == "Sočanica / 12"
    assert kept["status"] == "active"
    assert kept["classification"] == "CONFIDENTIAL"
    assert str(kept["description"]).split("\n") == [
        "State said: EN COURS",
        "Money: 0.3",
        "Donor (name): Åland",
        "Column H: beside",
    ]


@pytest.mark.parametrize(
    ("cell", "code", "accepted"),
    [
        ("next week", "date-unreadable", "2026-03-12"),
        ("31/2/2026", "date-impossible", "2026-03-12"),
        ("3/4/2026", "date-ambiguous", "2026-04-03 or 2026-03-04"),
        ("'12", "date-unreadable", "2026-03-12"),
    ],
)
def test_a_start_that_is_no_day(office: Office, tmp_path: Path, cell: str, code: str, accepted: str) -> None:
    result = run(office, tmp_path, f"| Title | Start |\n| Visit | {cell} |")
    assert found(result) == [(2, "Start", code)]
    assert accepted in result.problems[0].message
    assert result.new == 0


@pytest.mark.parametrize(
    ("cell", "dates", "day"),
    [
        ("2026-03-12", "", "2026-03-12"),
        ("'2026-03-12", "", "2026-03-12"),
        ("25.3.2026", "", "2026-03-25"),
        ("3/25/2026", "", "2026-03-25"),
        ("3/3/2026", "", "2026-03-03"),
        ("3/4/2026", 'dates = "day-first"', "2026-04-03"),
        ("3/4/2026", 'dates = "month-first"', "2026-03-04"),
        ("46093", "", "2026-03-12"),  # a day that lost its format
    ],
)
def test_a_start_that_is_a_day(office: Office, tmp_path: Path, cell: str, dates: str, day: str) -> None:
    assert found(run(office, tmp_path, f"| Title | Start |\n| Visit | {cell} |", dates)) == []
    assert values(office)["planned_start"] == day


@pytest.mark.parametrize("cell", ["about 40", "-5", "12.5", "40%", "12345678901"])
def test_people_who_are_not_counted(office: Office, tmp_path: Path, cell: str) -> None:
    result = run(office, tmp_path, f"| Title | People |\n| Visit | {cell} |")
    assert [(row, column) for row, column, _ in found(result)] == [(2, "People")]


def test_blank_is_not_recorded_and_zero_is_zero(office: Office, tmp_path: Path) -> None:
    assert run(office, tmp_path, "| Title | People |\n| Visit | - |").new == 1
    assert "total" not in values(office)
    assert run(office, tmp_path, "| Title | People |\n| Visit | 0 |").new == 1  # and so another record


def test_all_problems_of_a_row_are_told_at_once_and_the_row_counts_once(office: Office, tmp_path: Path) -> None:
    result = run(
        office,
        tmp_path,
        """
        | Title | Start      | End        | State   | People |
        |       | 2026-03-12 | 2026-03-11 | Unclear | many   |
        | Visit | 2026-03-12 | 2026-03-13 | En cours| 3      |
        """,
    )
    assert (result.read, result.new, result.problem) == (2, 1, 1)
    assert sorted(found(result)) == [
        (2, "End", "end-before-start"),
        (2, "People", "count-unreadable"),
        (2, "State", "code-unknown"),
        (2, "Title", "title-missing"),
    ]


def test_lines_that_are_no_records(office: Office, tmp_path: Path) -> None:
    result = run(
        office,
        tmp_path,
        """
        | Title     | Start      | People |
        | #activity | #date      | #num   |
        | Visit     | 2026-03-12 | 3      |
        |           |            |        |
        | -         |            |        |
        | TITLE     | Start      | People |
        | Grand total |          | 3      |
        """,
    )
    assert result.read == 3  # tags, empty lines and lines of dashes are not rows
    assert found(result) == [(6, "Title", "header-again"), (7, "Title", "totals-row")]


def test_text_that_is_too_long_or_cannot_be_printed_is_found_in_its_column(office: Office, tmp_path: Path) -> None:
    book = Workbook()
    lines: list[list[CellValue]] = [["Title", "Budget", "Remarks"], ["t" * 1001, 1, None], ["u", 1, "x" * 32_001]]
    fill(book.worksheets[0], lines)
    book.save(tmp_path / "long.xlsx")
    (tmp_path / "m.toml").write_text(MAPPING.format(dates=""), encoding="utf-8")
    result = import_tracker(office, tmp_path / "long.xlsx", mapping=tmp_path / "m.toml")
    assert found(result) == [(2, "Title", "text-too-long"), (3, "Remarks", "text-too-long")]


def test_cells_that_only_seem_blank_are_problems(office: Office, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    fill(sheet, [["Title", "Start", "People", "Remarks"], ["Error", None, None], ["Formula", None, "=1+1"]])
    sheet["B2"] = "#REF!"
    sheet["B2"].data_type = "e"
    fill(sheet, [["Over", None, 40], ["Under", None, None], ["Fine", None, 2]])
    sheet.merge_cells("C4:C5")
    book.save(tmp_path / "seeming.xlsx")
    (tmp_path / "m.toml").write_text(MAPPING.format(dates=""), encoding="utf-8")
    result = import_tracker(office, tmp_path / "seeming.xlsx", mapping=tmp_path / "m.toml")
    assert found(result) == [
        (2, "Start", "cell-error"),
        (3, "People", "cell-formula"),
        (5, "People", "cell-merged"),
    ]
    assert result.new == 2
    assert "row 4" in result.problems[-1].message


def test_an_hour_is_kept_beside_its_day(office: Office, tmp_path: Path) -> None:
    book = Workbook()
    fill(book.worksheets[0], [["Title", "Start", "Length"]])
    book.worksheets[0].append(["Visit", datetime(2026, 3, 12, 10, 30), timedelta(hours=2)])
    book.save(tmp_path / "hours.xlsx")
    (tmp_path / "m.toml").write_text(MAPPING.format(dates=""), encoding="utf-8")
    import_tracker(office, tmp_path / "hours.xlsx", mapping=tmp_path / "m.toml")
    kept = values(office)
    assert kept["planned_start"] == date(2026, 3, 12).isoformat()
    assert kept["description"] == "Start: 2026-03-12 10:30\nLength: 2:00:00"
