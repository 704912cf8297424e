"""A register as a workbook: the lines and columns that a list shows, as real dates and numbers."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from db.catalogue import Mission
from db.marks import N_
from db.parcels.layout import Column
from db.parcels.profiles import Table
from db.parcels.rows import Shown
from db.progress import Progress
from db.records.columns import ListColumn
from db.records.lists import ListRow
from db.store import Office
from db.store.access import EXPORT, note_access
from db.store.files import write_aside

LIST = "list"  # the profile of such a workbook in the access log
_WIDTHS = {"note": 60, "text": 28, "date": 12, "count": 10, "tally": 10, "money": 16}


def list_book(
    office: Office,
    title: str,
    facts: Sequence[tuple[str, str]],
    columns: Sequence[ListColumn],
    rows: Sequence[ListRow],
    target: Path,
    progress: Progress,
) -> Path:
    """Write a workbook with these lines, whole or not at all, and note it in the access log (DP-09).

    `facts` say on its first sheet what was shown.

    Raises KnownError `cannot-write`, `disk-full`; what `progress` raises.
    """
    from db.parcels.plain_book import write_plain  # its library is slow to load and needed only here

    heads = [
        Column(f"#x_{column.key.replace('.', '+')}", column.label, width=_WIDTHS.get(column.kind, 22))
        for column in columns
    ]
    cells = [[_cell(column, row, office.mission) for column in columns] for row in rows]
    made = (N_("Made by"), f"{office.author}, {office.mission.office_name(office.identity.office)}")
    content = write_plain(title, (*facts, made), (), [Table(title, tuple(heads), cells)], office.mission, progress)
    write_aside(target, content)
    with office.write("export") as write:
        digest = hashlib.sha256(content).hexdigest()
        note_access(write, EXPORT, profile=LIST, count=len(rows), file=target.name, digest=digest)
    return target


def _cell(column: ListColumn, row: ListRow, mission: Mission) -> Shown:
    value = row.cells.get(column.key)
    if value is None and column.key == "municipality":
        return row.settlement or None
    if value is None or isinstance(value, int):
        return value
    if column.kind == "money":
        return Decimal(value)
    if column.kind == "date":
        return date.fromisoformat(value)
    if column.choices:
        codes: Mapping[str, object] = dict.fromkeys(value.split(";") if column.kind == "codes" else [value])
        return ", ".join(mission.lists[column.choices].label(code) for code in codes)
    return value
