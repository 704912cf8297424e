"""What a sync workbook shows: its sheets and columns, worked out from the catalogue.

A column is known by its HXL tag in row 2, never by its position or its label: people move columns and translate labels.
"""

from dataclasses import dataclass
from functools import cache

from db.catalogue import RECORD_TYPES, Field, Mission, RecordType
from db.catalogue.kinds import CODE
from db.marks import N_

README_SHEET = "Read me"
LISTS_SHEET = "Lists"
SYNC_SHEET = "_sync"
HEADER_ROWS = 2

UID_TAG = "#meta+id"
CHANGE_TAG = "#meta+change"
UPDATED_TAG = "#date+updated"
# What a person may write into the change column, and what the program writes there.
NEW, UPDATE, NO_UPDATE, DELETE = "New", "Update", "No update", "Delete"
CHANGES = (NEW, UPDATE, NO_UPDATE, DELETE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    `field` is the catalogue's field whose value it carries; a column without one is about the row itself, and one that
    is a `name` only says in words what the code beside it means. `choices` names its list on the sheet of lists.
    """

    tag: str
    label: str
    field: Field | None = None
    name: bool = False
    choices: str = ""
    width: int = 14
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a record type and its columns."""

    title: str
    kind: RecordType
    columns: tuple[Column, ...]


@cache
def sheets(mission_key: str, vocabulary: str) -> tuple[Sheet, ...]:
    """Return the sheets of a mission's workbooks. `vocabulary` is the HXL attribute of its place codes."""
    return tuple(Sheet(kind.sheet, kind, _columns(kind, vocabulary)) for kind in RECORD_TYPES.values())


def sheets_of(mission: Mission) -> tuple[Sheet, ...]:
    """Return the sheets of a mission's workbooks."""
    return sheets(mission.key, mission.place_vocabulary)


def _columns(kind: RecordType, vocabulary: str) -> tuple[Column, ...]:
    columns = [
        Column(UID_TAG, N_("Id"), width=10, hidden=True),
        Column(CHANGE_TAG, N_("Change"), choices="change", width=11),
    ]
    for field in kind.fields:
        tag = f"{field.hxl}+{vocabulary}" if field.choices == "municipality" else field.hxl
        columns.append(Column(tag, field.label, field, choices=field.choices, width=_width(field)))
        if field.kind is CODE:
            name_tag = field.hxl.replace("+code", "") + "+name"
            columns.append(Column(name_tag, N_("{label} (name)"), field, name=True, width=22))
    columns.append(Column(UPDATED_TAG, N_("Last changed (UTC)"), width=21))
    return tuple(columns)


def _width(field: Field) -> int:
    """Return a column's width in characters."""
    widths = {"note": 60, "date": 12, "count": 10, "money": 14, "code": 12, "link": 38}
    return 34 if field.language else widths.get(field.kind.name, 20)
