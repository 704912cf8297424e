"""Conflicts as people read them: fields by their names, values by their labels, who wrote what and when."""

from PySide6.QtCore import QCoreApplication

from db.catalogue import RECORD_TYPES, Field, Mission
from db.records import Candidate, Change, Conflict
from db.revisions import DELETED, LIFE, Json
from desktop.forms.wording import field_name, value_text
from desktop.i18n import moment

LONG = 60  # characters of a text that is better compared word by word


def _tr(text: str) -> str:
    return QCoreApplication.translate("conflicts", text)


def fields_of(one: Conflict) -> tuple[Field, ...]:
    """Return the fields that a person can type another value into; none where only taking one is possible."""
    kind = RECORD_TYPES.get(one.key.type)
    fields = kind.units.get(one.unit, ()) if kind else ()
    return fields if all(field.editable for field in fields) else ()


def is_text(one: Conflict) -> bool:
    """Whether the values are free text, which can be merged."""
    fields = fields_of(one)
    return len(fields) == 1 and fields[0].kind.name in ("text", "note")


def is_long(one: Conflict) -> bool:
    """Whether the values are text that is better shown word by word."""
    texts = [text_of(candidate.value) for candidate in one.candidates]
    return is_text(one) and (fields_of(one)[0].kind.name == "note" or max(map(len, texts)) > LONG)


def text_of(value: Json) -> str:
    """Return a text value; "" where nothing is recorded."""
    return "" if value is None else str(value)


def name_of(one: Conflict, field: str, mission: Mission) -> str:
    """Return what people call a field of a conflict's record."""
    kind = RECORD_TYPES.get(one.owner.type)
    if kind is None:
        return field
    if field in kind.by_key:
        field = kind.by_key[field].merge_unit
    return field_name(kind, field, mission)


def field_of(one: Conflict, mission: Mission) -> str:
    """Return what people call the field in conflict."""
    if one.unit == LIFE and one.key == one.owner:
        return _tr("Whole record")
    return name_of(one, one.field, mission)


def value_of(one: Conflict, value: Json, mission: Mission) -> str:
    """Return a value as people write it: labels, not codes; dates in words."""
    if one.unit == LIFE:
        return _tr("Deleted") if value == DELETED else _tr("Kept")
    if value is None or value == "":
        return _tr("Left empty")
    kind = RECORD_TYPES.get(one.key.type)
    return value_text(kind, one.unit, value, mission) if kind else str(value)


def change_of(one: Conflict, change: Change, mission: Mission) -> str:
    """Return what was changed in a record that was deleted elsewhere."""
    kind = RECORD_TYPES.get(one.owner.type)
    name = name_of(one, change.field, mission)
    if kind is None:
        return name
    unit = kind.by_key[change.field].merge_unit if change.field in kind.by_key else change.field
    before, after = (brief(value_text(kind, unit, value, mission)) for value in (change.before, change.after))
    return f"{name}: {before} → {after}"


def who(candidate: Candidate) -> str:
    """Return who wrote a value, on which laptop and when by that laptop's clock."""
    laptop = candidate.laptop or _tr("not met yet")
    text = _tr("{author}, laptop {laptop}, {when}")
    return text.format(author=candidate.author, laptop=laptop, when=moment(candidate.at))


def place_of(side: tuple[Candidate, ...], mission: Mission) -> str:
    """Return where a value was written."""
    names = dict.fromkeys(mission.office_name(c.office) if c.office else c.author for c in side)
    return ", ".join(names)


def against(one: Conflict) -> str:
    """Return who stands against whom, short."""
    places = " ↔ ".join(one.places)
    return _tr("Deleted? {places}").format(places=places) if one.unit == LIFE else places


def brief(text: str, most: int = 160) -> str:
    """Return a text on one line, cut where it is long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
