"""Brings a tracker in: reads, plans, and writes the plan as one gesture that one undo takes back."""

from dataclasses import dataclass
from pathlib import Path

from db.progress import Progress, silent
from db.records.family import link_finder
from db.records.people import tally_uid
from db.records.verbs import put
from db.store.office import Office
from db.store.writing import Write
from db.trackers.header import fit_best, fit_given
from db.trackers.mapping_file import known_mappings, load_mapping
from db.trackers.plan import STEP, Plan, RowProblem, read_rows, settle
from db.workbooks.reading import read_book


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a tracker: read = new + duplicate + problem, always.

    `batch` is the gesture that one can undo, "" where nothing was written. `mapping` is the name of the mapping used,
    `sheets` were read, `other_sheets` hold something but not this tracker and were not.
    """

    read: int
    new: int
    duplicate: int
    problem: int
    batch: str
    problems: tuple[RowProblem, ...]
    mapping: str
    sheets: tuple[str, ...]
    other_sheets: tuple[str, ...]


def import_tracker(
    office: Office,
    file: Path,
    *,
    mapping: Path | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ImportResult:
    """Bring the rows of somebody's spreadsheet in as records; with `dry_run` only say what would happen.

    Without `mapping` one of the known mappings must fit. The file is only read. A backup is made before records are
    written, and they are written whole or not at all.

    Raises KnownError `no-file`, `not-a-workbook`, `workbook-too-large`, `bad-mapping`, `mapping-mismatch`,
    `no-mapping`, `office-busy`, `disk-full`, `cannot-write`; whatever `progress` raises.
    """
    chosen = load_mapping(mapping) if mapping is not None else None  # a mistake in it is told before the long work
    book = read_book(file)
    fitting = fit_given(book, chosen) if chosen is not None else fit_best(book, known_mappings())
    with office.read() as reading:
        outcomes = read_rows(office.mission, book, fitting, progress, link_finder(reading))
        plan = settle(reading, outcomes)
    batch = ""
    if plan.new and not dry_run:
        office.backup("import")
        with office.write("import", reason=file.name) as write:
            plan = settle(write, outcomes)  # again: nobody else can write from here on
            _apply(write, plan, progress)
        batch = write.gesture if plan.new else ""
    return ImportResult(
        read=plan.read,
        new=len(plan.new),
        duplicate=plan.duplicate,
        problem=plan.problem,
        batch=batch,
        problems=plan.problems,
        mapping=fitting.mapping.name,
        sheets=tuple(sheet.name for sheet, _ in fitting.sheets),
        other_sheets=fitting.others,
    )


def _apply(write: Write, plan: Plan, progress: Progress) -> None:
    counts = [tally_uid(row.uid, t.dimension, t.category) for row in plan.new for t in row.entry.tallies]
    write.preload([*(row.uid for row in plan.new), *counts])
    for done, row in enumerate(plan.new):
        if done % STEP == 0:
            progress(plan.read + done, plan.read * 2)
        put(write, row.kind, row.uid, row.entry)
    progress(plan.read * 2, plan.read * 2)  # the last word before the commit: afterwards it is too late to cancel
