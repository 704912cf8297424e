"""A tracker's rows that could not enter come back under its own columns; mended there, only they enter."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.store import Office, verify
from db.store.access import EXPORT, MENDING, access_log
from db.trackers import import_tracker, write_fixup
from tests.builders import dumped
from tests.trackers.sheets import workbook

TABLE = """
| Our activities in spring |
| No | Title           | Type      | Start date | Municipality | People | Women | Notes\\n(free text) | X      |
| 1  | Language rights | Town hall | 2026-03-12 | Звечан       | 60     | 41    | Good.               | beside |
| 2  | Young voices    | Workshop  | in spring  | prishtine    | many   | 12    | Windy               |        |
| 3  |                 | Town hall | 2026-04-01 | Atlantis     | 12     |       |                     | under  |
| 4  | Clean river     | Project   | 2026-05-01 | XK28         |        |       | Waste               |        |
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return workbook(tmp_path / "ours.xlsx", Spring=TABLE, Lists="| Kinds |\n| Town hall |")


def mend(path: Path, **cells: object) -> Path:
    book = load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    target = path.with_name(f"mended-{path.name}")
    book.save(target)
    return target


def test_it_has_the_trackers_own_columns_and_only_the_rows_to_mend(office: Office, file: Path, tmp_path: Path) -> None:
    assert write_fixup(office, file, tmp_path / "fix.xlsx", translate=lambda text: f"«{text}»") == 2
    with office.read() as reading:
        assert [(one.profile, one.count) for one in access_log(reading, act=EXPORT)] == [(MENDING, 2)]
    book = load_workbook(tmp_path / "fix.xlsx")
    assert book.sheetnames == ["Spring"]
    page = book["Spring"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][:4] == ["«What is wrong»", "No", "Title", "Type"] and rows[0][8] == "Notes\n(free text)"
    assert rows[2][1:9] == [2, "Young voices", "Workshop", "in spring", "prishtine", "many", 12, "Windy"]
    assert sorted(line.split(" «")[0] for line in rows[2][0].splitlines()) == ["People:", "Start date:"]
    assert "'in spring' is not a date" in rows[2][0]
    red = {cell.coordinate for row in page.iter_rows(min_row=3) for cell in row if cell.fill.fgColor.rgb == "00FFC7CE"}
    assert red == {"A3", "A4", "E3", "G3", "C4", "F4"}
    assert page.row_dimensions[2].hidden and page["A2"].value == "#meta+problem"


def test_mended_only_those_rows_enter_and_the_sentence_is_no_part_of_them(
    office: Office, file: Path, tmp_path: Path
) -> None:
    assert import_tracker(office, file).new == 2
    write_fixup(office, file, tmp_path / "fix.xlsx")
    again = import_tracker(office, tmp_path / "fix.xlsx", dry_run=True)
    assert (again.read, again.new, again.problem) == (2, 0, 2)
    done = mend(tmp_path / "fix.xlsx", E3="2026-04-05", G3=30, C4="Under water", F4="Zvečan")
    result = import_tracker(office, done)
    assert (result.read, result.new, result.duplicate, result.problem) == (2, 2, 0, 0)
    assert "What is wrong" not in dumped(office) and "is not a date" not in dumped(office)
    assert "Windy" in dumped(office) and "X: under" in dumped(office)
    assert import_tracker(office, done).duplicate == 2
    assert import_tracker(office, file).problem == 2, "the original is still wrong, and does no harm"
    assert verify(office).ok


def test_a_mended_row_is_what_it_would_have_been_in_the_whole_tracker(
    office: Office, make_office, file: Path, tmp_path: Path
) -> None:
    """Nothing depends on the column that was added: not the letters of columns without a name, either."""
    book = load_workbook(file)
    book["Spring"]["J4"] = "nameless"
    book.save(tmp_path / "nameless.xlsx")
    for place, value in {"D4": "2026-04-05", "F4": 30, "B5": "Under water", "E5": "Zvečan"}.items():
        book["Spring"][place] = value
    book.save(tmp_path / "whole.xlsx")
    other = make_office("MIT", laptop="B")
    import_tracker(other, tmp_path / "whole.xlsx")
    import_tracker(office, tmp_path / "nameless.xlsx")
    write_fixup(office, tmp_path / "nameless.xlsx", tmp_path / "fix.xlsx")
    done = mend(tmp_path / "fix.xlsx", E3="2026-04-05", G3=30, C4="Under water", F4="Zvečan")
    assert import_tracker(office, done).new == 2
    assert "Column J: nameless" in dumped(office)
    assert values(dumped(office)) == values(dumped(other))


def values(dump: str) -> list[str]:
    """What the records say, without the numbers that a laptop gives them."""
    records = json.loads(dump)["records"]
    return sorted(json.dumps({k: v for k, v in r["values"].items() if k != "ref"}, sort_keys=True) for r in records)


def test_cells_that_hold_no_value_do_not_become_blank_unnoticed(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "bad.xlsx", "| Title | Start date | People |\n| Visit | | |\n| Tour | 2026-03-01 | 2 |")
    book = load_workbook(file)
    book.worksheets[0]["B2"], book.worksheets[0]["C2"] = "#REF!", "=1+1"
    book.worksheets[0]["B2"].data_type = "e"
    book.save(file)
    assert write_fixup(office, file, tmp_path / "fix.xlsx") == 1
    assert import_tracker(office, tmp_path / "fix.xlsx", dry_run=True).problem == 1
    done = mend(tmp_path / "fix.xlsx", C3="2026-03-12", D3=5)
    assert import_tracker(office, done).new == 1


def test_a_row_of_tags_below_the_names_stays(office: Office, tmp_path: Path) -> None:
    table = "| Title | Start date | People |\n| #activity | #date | #num |\n| Visit | spring | 3 |"
    write_fixup(office, workbook(tmp_path / "tagged.xlsx", table), tmp_path / "fix.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "fix.xlsx").worksheets[0].iter_rows()]
    assert rows[1] == ["#meta+problem", "#activity", "#date", "#num"] and len(rows) == 3


def test_nothing_wrong_writes_nothing(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "good.xlsx", "| Title | Start date |\n| Visit | 2026-03-12 |")
    assert write_fixup(office, file, tmp_path / "fix.xlsx") == 0
    assert not (tmp_path / "fix.xlsx").exists()
