"""The rows of a list that could not enter, as a workbook with its own columns: mended there, only they enter."""

from pathlib import Path

from db.parcels.fixup import hand_out
from db.parcels.problems import Translate, plain
from db.progress import Progress, silent
from db.store.office import Office
from db.trackers.listing import read_list
from db.trackers.mapping_file import load_mapping
from db.trackers.plan import RowProblem
from db.workbooks.reading import read_book


def write_fixup(
    office: Office,
    file: Path,
    target: Path,
    *,
    mapping: Path | None = None,
    into: str = "",
    change: bool = False,
    translate: Translate = plain,
    progress: Progress = silent,
) -> int:
    """Write the rows of a tracker that cannot enter into the workbook `target`; return how many there are.

    Where there are none, nothing is written; else the access log tells of it. Imported again with the same mapping,
    only what was mended is new. `translate` gives the sentences in the reader's language.

    Raises KnownError as `import_tracker` does, and `cannot-write`, `disk-full`; what `progress` raises.
    """
    chosen = load_mapping(mapping) if mapping is not None else None
    book = read_book(file)
    with office.read() as reading:
        listing = read_list(reading, book, chosen, progress, into, change)
        problems = listing.settle(reading, listing.outcomes).problems
    wrong: dict[str, dict[int, list[RowProblem]]] = {}
    for problem in problems:
        wrong.setdefault(problem.sheet, {}).setdefault(problem.row, []).append(problem)
    if not wrong:
        return 0
    from db.trackers.drawing import draw  # its library is slow to load and needed only here

    number = sum(len(rows) for rows in wrong.values())
    hand_out(office, target, draw(listing.heads, wrong, translate), number)
    return number
