"""What two records say, in words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from db.catalogue import RECORD_TYPES, Mission, RecordType
from db.twins import FieldLine, Line, Part, says
from desktop.forms.wording import field_name, value_text
from desktop.i18n import tr_db

MOST = 1_500  # characters of a text that are shown
_FEW = 4  # fields of a part that are shown
NOTHING = "—"


def is_counts(line: Line) -> bool:
    """Whether a line is about counts of people."""
    return line.choice.startswith("tallies.")


def line_name(kind: RecordType, line: Line, mission: Mission) -> str:
    """Return what a line is about: a field, a dimension in which people are counted, or a kind of part."""
    if isinstance(line, FieldLine):
        return field_name(kind, line.choice, mission)
    if is_counts(line):
        return tr_db(mission.lists["dimension"].label(line.choice.removeprefix("tallies.")))
    return tr_db(RECORD_TYPES[line.choice].plural)


def side_words(kind: RecordType, line: Line, side: int, mission: Mission) -> str:
    """Return what one of the two records says; "—" where it says nothing."""
    if isinstance(line, FieldLine):
        value = (line.first, line.second)[side]
        text = line.names[side] or value_text(kind, line.choice, value, mission)
        return text if len(text) <= MOST else text[: MOST - 1].rstrip() + "…"
    parts = [part for part in (line.first, line.second)[side] if says((part,))]
    if is_counts(line):
        return _counts(parts, line.choice.removeprefix("tallies."), mission) or NOTHING
    return "\n".join(_part(part, mission) for part in parts) or NOTHING


def _counts(parts: Sequence[Part], dimension: str, mission: Mission) -> str:
    """Return the counts of a dimension in the order of its list."""
    codes = mission.lists[dimension]
    order = {entry.code: place for place, entry in enumerate(codes.entries)}
    counted = {str(part.values["category"]): part.values["count"] for part in parts}
    ordered = sorted(counted, key=lambda code: order.get(code, len(order)))
    return ", ".join(f"{tr_db(codes.label(code))}: {counted[code]}" for code in ordered)


def _part(part: Part, mission: Mission) -> str:
    """Return a part in one line: by what tells it apart, then by what it says first."""
    kind = RECORD_TYPES[part.key.type]
    keys = dict.fromkeys((*(kind.natural_key or ()), *kind.named_by, *kind.by_key))
    wanted = [key for key in keys if key != kind.owner and part.values.get(key) is not None]
    words = [part.names.get(key) or value_text(kind, key, part.values[key], mission) for key in wanted[:_FEW]]
    more = QCoreApplication.translate("twins", "and more") if len(wanted) > _FEW else ""
    return " · ".join(filter(None, [*words, more]))
