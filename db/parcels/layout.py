"""What a sync workbook shows: its sheets and columns, worked out from the catalogue.

A column is known by its HXL tag in row 2, never by its position or its label: people move columns and translate labels.
"""

from dataclasses import dataclass
from functools import cache

from db.catalogue import ACTIVITY_TYPES, RECORD_TYPES, Field, Mission, RecordType
from db.catalogue.kinds import CODE, CODES, LINK
from db.marks import N_
from db.workbooks import Row
from db.workbooks import Sheet as Found

README_SHEET = "Read me"
LISTS_SHEET = "Lists"
SYNC_SHEET = "_sync"
HEADER_ROWS = 2
TAG_ROWS = 25  # HXL tags stand within the first rows

UID_TAG = "#meta+id"
CHANGE_TAG = "#meta+change"
REASON_TAG = "#meta+reason"
UPDATED_TAG = "#date+updated"
STATE_TAG = "#meta+hash"  # which state of which record the row was written from
# What a person may write into the change column, and what the program writes there.
NEW, UPDATE, NO_UPDATE, DELETE = "New", "Update", "No update", "Delete"
CHANGES = (NEW, UPDATE, NO_UPDATE, DELETE)
# The record types whose sheets are there even when nothing stands in them: always, and where there is a project.
ALWAYS_SHOWN = {*ACTIVITY_TYPES, "tally"}
SHOWN_WITH_PROJECTS = {"payment", "deliverable", "visit", "modification"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    `field` is the catalogue's field whose value it carries; a column without one is about the row itself, and one that
    is a `name` only says in words what the code or id beside it means. `choices` names its list on the sheet of lists.
    """

    tag: str
    label: str
    field: Field | None = None
    name: bool = False
    choices: str = ""
    width: int = 14
    hidden: bool = False

    @property
    def key(self) -> str:
        """The field's key, "" where the column carries none."""
        return self.field.key if self.field else ""

    @property
    def heading(self) -> str:
        """What stands above the column."""
        return self.label.format(label=self.field.label if self.field else "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a record type and its columns."""

    title: str
    kind: RecordType
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _Attributes:
    """What only the mission knows: in the HXL tags whose place codes and which currencies, and its languages."""

    places: str
    base: str
    local: str
    languages: tuple[str, ...]

    def tag(self, field: Field) -> str:
        """Return a field's HXL tag."""
        if field.choices == "municipality":
            return f"{field.hxl}+{self.places}"
        return field.hxl.replace("+c_base", f"+c_{self.base}").replace("+c_local", f"+c_{self.local}")

    def foreign(self, field: Field) -> bool:
        """Whether a field is for a language that nobody of the mission writes; another one's records may have it."""
        return bool(field.language) and field.language not in ("en", *self.languages)


@cache
def _sheets(attributes: _Attributes) -> tuple[Sheet, ...]:
    return tuple(Sheet(kind.sheet, kind, _columns(kind, attributes)) for kind in RECORD_TYPES.values())


def sheets_of(mission: Mission) -> tuple[Sheet, ...]:
    """Return the sheets of a mission's workbooks."""
    currencies = (mission.currency.lower(), mission.local_currency.lower())
    return _sheets(_Attributes(mission.place_vocabulary, *currencies, mission.languages))


def find_tags(sheet: Found) -> tuple[Row, dict[str, int]] | None:
    """Return the row of tags of one of our sheets, and the columns of its tags; any other sheet is somebody's own."""
    for row in sheet.rows[:TAG_ROWS]:
        tags: dict[str, int] = {}
        for column, tag in sorted(row.cells.items()):
            if isinstance(tag, str) and tag.strip().startswith("#"):
                tags.setdefault(tag.strip(), column)
        if UID_TAG in tags or CHANGE_TAG in tags:
            return row, tags
    return None


def _columns(kind: RecordType, attributes: _Attributes) -> tuple[Column, ...]:
    columns = [
        Column(UID_TAG, N_("Id"), width=10, hidden=True),
        Column(CHANGE_TAG, N_("Change"), choices="change", width=11),
        Column(REASON_TAG, N_("Reason"), width=24),
    ]
    for field in kind.fields:
        linked = field.kind is LINK
        tag, hidden = attributes.tag(field), linked or attributes.foreign(field)
        columns.append(Column(tag, field.label, field, choices=_list(field), width=_width(field), hidden=hidden))
        if field.kind in (CODE, CODES):
            name_tag = field.hxl.replace("+code", "") + "+name"
            columns.append(Column(name_tag, N_("{label} (name)"), field, name=True, width=22))
        elif linked:
            name_tag = field.hxl.replace("+id", "+code" if field.key == kind.owner else "+name")
            columns.append(Column(name_tag, field.label, field, name=True, width=24))
    columns.append(Column(UPDATED_TAG, N_("Last changed (UTC)"), width=21))
    # Far from the Id, so that a part of the columns moved or sorted without the rest leaves one of the two behind.
    columns.append(Column(STATE_TAG, N_("State"), width=10, hidden=True))
    return tuple(columns)


def _list(field: Field) -> str:
    """Return the list that a cell of the column is chosen from; a cell of several codes cannot be."""
    return field.choices if field.kind is CODE else ""


def _width(field: Field) -> int:
    """Return a column's width in characters."""
    widths = {"note": 60, "date": 12, "count": 10, "money": 14, "code": 12, "link": 38}
    return 34 if field.language else widths.get(field.kind.name, 20)
