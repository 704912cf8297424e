"""Whatever a table holds: read = new + duplicate + problem, the plan is what happens, and undo takes all of it back."""

import shutil
import string
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from db.catalogue import load_mission
from db.records import undo
from db.store import Office, verify
from db.trackers import import_tracker
from db.trackers.header import fit_best
from db.trackers.mapping_file import known_mappings
from db.trackers.plan import PlannedRow, read_rows
from db.workbooks.book import Book, Cell, Fault, Row, Sheet
from tests.builders import dumped
from tests.conftest import PASSPHRASE

HEADER = ["Title", "Type", "Start date", "End date", "Municipality", "Participants", "Women", "Men", "Description", "X"]
WORDS = st.sampled_from(["-", "N/A", "Town hall", "Zvečan", "Звечан", "12", "1,200", "3/4/2026", "Total", "Title", " "])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
CELLS = st.one_of(st.none(), WORDS, TEXTS, DAYS, st.integers(-3, 2000), st.booleans(), st.floats(-5, 5))
TITLES = st.one_of(st.sampled_from(list(string.ascii_lowercase[:4])), CELLS)
ROWS = st.lists(st.tuples(TITLES, *[CELLS] * (len(HEADER) - 1)), max_size=12)


def book_of(rows: list[tuple[object, ...]], faults: dict[int, Fault]) -> Book:
    lines = [tuple(HEADER), *rows]
    made = [
        Row(number, {column: _cell(cell) for column, cell in enumerate(line, 1) if cell not in (None, "")}, faults)
        for number, line in enumerate(lines, 1)
    ]
    return Book("t.xlsx", "", (Sheet("S", True, tuple(made)),), date(1899, 12, 30))


def _cell(value: object) -> Cell:
    assert isinstance(value, str | float | int | bool | date)
    return float(value) if type(value) is int else value


@settings(max_examples=150)
@given(ROWS, st.dictionaries(st.integers(1, 10), st.just(Fault("error", 0)), max_size=1))
def test_every_row_is_a_record_or_has_problems_with_addresses(
    rows: list[tuple[object, ...]], faults: dict[int, Fault]
) -> None:
    book = book_of(rows, faults)
    fitting = fit_best(book, known_mappings())
    outcomes = read_rows(load_mission("kosovo"), book, fitting, lambda done, total: None)
    assert len(outcomes) <= len(rows)
    for outcome in outcomes:
        if isinstance(outcome, PlannedRow):
            assert not outcome.entry.problems
            assert not faults
        else:
            assert outcome
            assert all(problem.code and problem.message and 1 < problem.row <= len(rows) + 1 for problem in outcome)


@settings(max_examples=8)
@given(ROWS)
def test_an_import_adds_up_and_undo_takes_it_back(template: Path, rows: list[tuple[object, ...]]) -> None:
    with TemporaryDirectory() as folder:
        book = Workbook()
        for line in [HEADER, *rows]:
            book.worksheets[0].append([cell.lstrip("=") if isinstance(cell, str) else cell for cell in line])
        file = Path(folder) / "t.xlsx"
        book.save(file)
        office = Office.open(Path(shutil.copytree(template, Path(folder) / "home")), PASSPHRASE)
        before = dumped(office)
        planned = import_tracker(office, file, dry_run=True)
        assert dumped(office) == before
        result = import_tracker(office, file)
        assert (result.read, result.new, result.duplicate, result.problem, result.problems) == (
            planned.read,
            planned.new,
            planned.duplicate,
            planned.problem,
            planned.problems,
        )
        assert result.read == result.new + result.duplicate + result.problem
        assert len({(problem.sheet, problem.row) for problem in result.problems}) == result.problem
        again = import_tracker(office, file)
        assert (again.new, again.duplicate, again.problem) == (0, result.new + result.duplicate, result.problem)
        if result.batch:
            with office.write("undo") as write:
                undo(write, result.batch)
        assert dumped(office) == before
        assert verify(office).ok
        office.close()
