"""The rows of a parcel that could not enter, as a workbook of the same layout: mended there, only they enter.

It carries the parcel's own envelope, so it is received like the parcel itself, any number of times, and what is mended
still stands over the values that the first file showed.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from db.parcels.edits import examine
from db.parcels.packing import locked
from db.parcels.problems import Translate, plain
from db.parcels.protected import masked
from db.parcels.reader import read_with
from db.parcels.rows import records_in
from db.store.access import EXPORT, MENDING, note_access
from db.store.files import write_aside
from db.store.office import Office
from db.workbooks import private_copy


def write_fixup(
    office: Office, file: Path, target: Path, *, passwords: Sequence[str] = (), translate: Translate = plain
) -> int:
    """Write the rows of the parcel `file` that cannot enter into the workbook `target`; return how many there are.

    Where there are none, nothing is written; else the access log tells of it. `translate` gives the sentences in the
    reader's language. A parcel that one of the `passwords` opens gives a workbook behind the same one.

    Raises KnownError as `read_with` does, and `cannot-write`, `disk-full`.
    """
    mission = office.mission
    parcel, password = read_with(file, private_copy(file), passwords)
    records = masked(records_in(parcel.revisions))
    examined = examine(parcel, records, mission)
    wrong = {(problem.sheet, problem.row) for problem in examined.edits.problems}
    number = sum((page.title, row.number) in wrong for page in examined.pages for row in page.rows)
    if number == 0:
        return 0
    from db.parcels.mending import draw  # its library is slow to load and needed only here

    written = draw(parcel, examined, records, mission, translate)
    hand_out(office, target, locked(written, password) if password else written, number)
    return number


def hand_out(office: Office, target: Path, content: bytes, number: int) -> None:
    """Write a workbook of rows to mend, and note in the access log that it left.

    Raises KnownError `cannot-write`, `disk-full`, `office-busy`.
    """
    write_aside(target, content)
    with office.write("export") as write:
        digest = hashlib.sha256(content).hexdigest()
        note_access(write, EXPORT, profile=MENDING, count=number, file=target.name, digest=digest)
