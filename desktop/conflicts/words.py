"""Conflicts as people read them: fields by their names, values by their labels, who wrote what and when."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from db.catalogue import RECORD_TYPES, Field, Mission
from db.records import Candidate, Change, Conflict
from db.revisions import DELETED, LIFE, Json
from desktop.forms.wording import unit_name, value_text, with_names
from desktop.forms.working import linking
from desktop.i18n import moment, tr_db

LONG = 60  # characters of a text that is better compared word by word


def _tr(text: str) -> str:
    return QCoreApplication.translate("conflicts", text)


def fields_of(one: Conflict) -> tuple[Field, ...]:
    """Return the fields that a person can type another value into; none where only taking one is possible."""
    kind = RECORD_TYPES.get(one.key.type)
    if kind is None:
        return ()
    fields, offered = kind.units.get(one.unit, ()), linking(kind)
    typed = all(f.editable and not f.choices_by and (not f.links or f in offered) for f in fields)
    return fields if typed else ()


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


def number_of(one: Conflict) -> str:
    """Return the number of the record in conflict; its type where it has none."""
    return one.ref if one.ref != one.owner.uid else tr_db(one.label)


def about(one: Conflict) -> str:
    """Return number and type of the record."""
    return " · ".join(dict.fromkeys((number_of(one), tr_db(one.label))))


def field_of(one: Conflict, mission: Mission) -> str:
    """Return what people call the field in conflict."""
    if one.unit == LIFE and one.key == one.owner:
        return _tr("Whole record")
    return _name(one, one.key.type, one.unit, one.field, one.part, mission)


def _name(one: Conflict, type_key: str, unit: str, name: str, part: Mapping[str, Json], mission: Mission) -> str:
    """Return what people call a unit, of a part with what tells it apart: "Venue", "Sex, Women", "Place · Visit 2"."""
    kind = RECORD_TYPES.get(type_key)
    return name if kind is None else unit_name(kind, unit, name, part, one.called, mission)


def value_of(one: Conflict, value: Json, mission: Mission) -> str:
    """Return a value as people write it: labels, not codes; dates in words; records by their names."""
    if one.unit == LIFE:
        return _tr("Deleted") if value == DELETED else _tr("Kept")
    if value is None or value == "":
        return _tr("Left empty")
    kind = RECORD_TYPES.get(one.key.type)
    return value_text(kind, one.unit, with_names(kind, value, one.called), mission) if kind else str(value)


def change_of(one: Conflict, change: Change, mission: Mission) -> str:
    """Return what was changed in a record that was deleted elsewhere."""
    kind = RECORD_TYPES.get(change.type)
    name = _name(one, change.type, change.unit, change.field, change.part, mission)
    if kind is None:
        return name
    values = (with_names(kind, value, one.called) for value in (change.before, change.after))
    before, after = (brief(value_text(kind, change.unit, value, mission)) for value in values)
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
