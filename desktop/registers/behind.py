"""What is changed by typing into a cell: the column's own field, or the one that is shown in what was worked out.

A register shows one title and one day: typed into, the title changes in the language in which it is shown, the day
changes the day that is shown, which is that of the plan until something happened.
"""

from collections.abc import Sequence
from datetime import date

from db.catalogue import Mission
from db.records import DATE, TITLE, ListColumn, ListRow, day_field
from desktop.forms.texts import TALLIES

DAYS = ("actual_start", "planned_start")


def can_be_typed(column: ListColumn) -> bool:
    """Whether a column is simple enough to be changed in the list."""
    if column.key in (TITLE, DATE) or column.kind == "tally":
        return True
    return bool(column.field) and column.kind not in ("link", "note")


def fields_behind(columns: Sequence[ListColumn], mission: Mission) -> list[str]:
    """Return the columns that have to be read besides, so that it is known what is shown in these."""
    keys = {column.key for column in columns}
    return [*(titles(mission) if TITLE in keys else ()), *(DAYS if DATE in keys else ())]


def titles(mission: Mission) -> list[str]:
    """Return the titles in the order in which one is chosen to be shown."""
    return [f"title_{language}" for language in mission.languages]


def field_behind(column: ListColumn, row: ListRow | None, mission: Mission, text: str, today: date) -> str:
    """Return the key under which the form knows what a cell shows; `text` is what is typed where it shows nothing."""
    if column.kind == "tally":
        return f"{TALLIES}{column.key}"
    keys = titles(mission) if column.key == TITLE else DAYS if column.key == DATE else [column.key]
    shown = next((key for key in keys if row is not None and row.cells.get(key)), "")
    return shown or (day_field(text, today) if column.key == DATE else keys[0])
