"""Brings a tracker in: reads, plans, and writes the plan as one gesture that one undo takes back."""

from dataclasses import dataclass
from pathlib import Path

from db.progress import Progress, silent
from db.records.people import tally_uid
from db.records.verbs import put
from db.store.office import Office
from db.store.writing import Write
from db.trackers.listing import read_list
from db.trackers.mapping_file import load_mapping
from db.trackers.plan import STEP, Plan, RowProblem
from db.workbooks.reading import read_book


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a tracker: read = new + changed + duplicate + problem, always.

    `batch` is the gesture that one can undo, "" where nothing was written. `mapping` is the name of the mapping used,
    `sheets` were read, `other_sheets` hold something but not this tracker and were not. Of a list of recommendations
    `missing` are the numbers that are neither in it nor in its set, of so many `expected`.
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
    missing: tuple[int, ...] = ()
    expected: int | None = None
    changed: int = 0


def import_tracker(
    office: Office,
    file: Path,
    *,
    mapping: Path | None = None,
    into: str = "",
    change: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ImportResult:
    """Bring the rows of somebody's spreadsheet in as records; with `dry_run` only say what would happen.

    Without `mapping` one of the known mappings must fit, or the workbook is one of our own that lost its hidden sheet.
    `into` is the number or name of the set that a list of recommendations goes into; with
    `change` rows whose number is there already change it, and without they are problems.
    The file is only read. A backup is made before records are written, and they are written whole or not at all.

    Raises KnownError `no-file`, `not-a-workbook`, `workbook-too-large`, `bad-mapping`, `mapping-mismatch`,
    `no-mapping`, `is-a-parcel`, `set-needed`, `no-record`, `office-busy`, `disk-full`, `cannot-write`; whatever
    `progress` raises.
    """
    chosen = load_mapping(mapping) if mapping is not None else None  # a mistake in it is told before the long work
    book = read_book(file)
    with office.read() as reading:
        listing = read_list(reading, book, chosen, progress, into, change)
        plan = listing.settle(reading, listing.outcomes)
    batch = ""
    if (plan.new or plan.changed) and not dry_run:
        office.backup("import")
        with office.write("import", reason=file.name) as write:
            plan = listing.settle(write, listing.outcomes)  # again: nobody else can write from here on
            _apply(write, plan, progress)
        batch = write.gesture if plan.new or plan.changed else ""
    return ImportResult(
        read=plan.read,
        new=len(plan.new),
        duplicate=plan.duplicate,
        problem=plan.problem,
        batch=batch,
        problems=plan.problems,
        mapping=listing.name,
        sheets=tuple(head.sheet.name for head in listing.heads),
        other_sheets=listing.others,
        missing=plan.missing,
        expected=plan.expected,
        changed=len(plan.changed),
    )


def _apply(write: Write, plan: Plan, progress: Progress) -> None:
    rows = (*plan.new, *plan.changed)
    counts = [tally_uid(row.uid, t.dimension, t.category) for row in rows for t in row.entry.tallies]
    write.preload([*(row.uid for row in rows), *counts])
    for done, row in enumerate(rows):
        if done % STEP == 0:
            progress(plan.read + done, plan.read * 2)
        put(write, row.kind, row.uid, row.entry)
    progress(plan.read * 2, plan.read * 2)  # the last word before the commit: afterwards it is too late to cancel
