"""Values, fields and gestures as people read them: codes become labels, dates become words."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from db.catalogue import DIMENSIONS, RECORD_TYPES, Mission, RecordType
from db.catalogue.attachments import FILE
from db.catalogue.kinds import MONEY
from db.records import GestureView
from db.records.gestures import UNDO
from db.revisions import LIFE, Json
from desktop.i18n import inside, money_text, number, short_date, tr_db

TOLD = 3  # fields that the name of a gesture tells


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording", text)


def field_name(kind: RecordType, unit: str, mission: Mission) -> str:
    """Return the name of a unit: its field's label, of several fields the first one's; a part's name before it."""
    if unit.startswith("tallies."):
        return _count_name(unit, mission)
    if unit == LIFE:
        return _tr("Record")
    *part, last = unit.split(".")
    fields = kind.units.get(last)
    label = tr_db(fields[0].label) if fields else last
    return f"{' '.join([tr_db(kind.label), *part[1:]])}, {label}" if part else label


def unit_name(
    kind: RecordType, unit: str, name: str, part: Mapping[str, Json], called: Mapping[str, str], mission: Mission
) -> str:
    """Return what people call a unit, of a part with what tells it apart: "Venue", "Sex, Women", "Place · Visit 2".

    `name` is what the record's history calls the unit, `called` has the names of records that values point at.
    """
    if not kind.owner or name.startswith("tallies."):
        return field_name(kind, unit if not kind.owner else name, mission)
    told = [value_text(kind, key, with_names(kind, value, called), mission) for key, value in part.items()]
    head = " ".join(filter(None, (tr_db(kind.label), ", ".join(told))))
    alone = unit == LIFE or kind.units.keys() - kind.fixed == {unit}
    return head if alone else f"{field_name(kind, unit, mission)} · {head}"


def with_names(kind: RecordType, value: Json, called: Mapping[str, str]) -> Json:
    """Put the names of records in the place of their ids, and what moves together in the order of the form."""
    if isinstance(value, Mapping):
        ordered = sorted(value, key=list(kind.by_key).index) if value.keys() <= kind.by_key.keys() else list(value)
        return {key: called.get(str(value[key]), value[key]) for key in ordered}
    return called.get(value, value) if isinstance(value, str) else value


def _count_name(name: str, mission: Mission) -> str:
    """Return what "tallies.sex.women" is called: "Sex, Women"."""
    _, dimension, category, *_ = f"{name}..".split(".")
    if dimension not in DIMENSIONS:
        return name
    labels = (mission.lists["dimension"].label(dimension), mission.lists[dimension].label(category))
    return ", ".join(tr_db(label) for label in labels)


def value_text(kind: RecordType, unit: str, value: Json, mission: Mission) -> str:
    """Return a unit's value in words; "—" where nothing is recorded."""
    if unit == LIFE:
        return _tr("deleted") if value == "deleted" else _tr("kept")
    if isinstance(value, Mapping):
        if unit.rpartition(".")[2] == FILE:
            value = {"name": value.get("name")}  # its digest and its size say nothing to people
        found = {kind.by_key[key].kind.name: part for key, part in value.items() if key in kind.by_key}
        if found.keys() == {"money", "code"} and None not in found.values():
            return _amount(found["money"], f"{found['code']}")
        parts = [value_text(kind, key, part, mission) for key, part in value.items() if part is not None]
        return " ".join(parts) or "—"
    if value is None or value == "":
        return "—"
    field = kind.by_key.get(unit.rpartition(".")[2])
    if field is None:
        return str(value)
    if field.choices:
        codes = str(value).split(";") if field.kind.name == "codes" else [str(value)]
        return ", ".join(tr_db(mission.lists[field.choices].label(code)) for code in codes)
    if field.kind.name == "money":
        return _amount(value)
    if field.kind.name == "count" and isinstance(value, int):
        return number(value)
    return short_date(str(value)) if field.kind.name == "date" else str(value)


def _amount(value: Json, currency: str = "") -> str:
    """Return an amount with its separators; what came from elsewhere and is none, as it is."""
    return (
        money_text(Decimal(str(value)), currency)
        if not isinstance(value, Mapping) and MONEY.fits(value)
        else f"{value} {currency}".strip()
    )


def gesture_name(kind: str) -> str:
    """Return what a gesture is called in the history; the program's own word for one it does not know."""
    names = {
        "save": _tr("Saved"),
        "create": _tr("New record"),
        "delete": _tr("Deleted"),
        "restore": _tr("Restored"),
        "resolve": _tr("Conflict decided"),
        "attach": _tr("Attached"),
        "detach": _tr("Removed from the record"),
        "advance": _tr("State changed"),
        "undo": _tr("Undone"),
        "approve": _tr("Approved"),
        "unapprove": _tr("Approval taken back"),
        "close": _tr("Period closed"),
        "reopen": _tr("Period opened again"),
        "allow": _tr("Exception allowed"),
        "disallow": _tr("Exception ended"),
        "import": _tr("Tracker imported"),
        "receive": _tr("Parcel received"),
        "merge": _tr("Duplicates merged"),
        "different": _tr("Said not to be the same"),
        "renumber": _tr("New number given"),
        "bulk": _tr("Many changed"),
        "paste": _tr("Rows pasted"),
        "rewind": _tr("Brought back"),
        "set": _tr("Changed"),
        "accept": _tr("Hand edits taken"),
        "refuse": _tr("Hand edits refused"),
    }
    return names.get(kind, kind.capitalize())


def gesture_title(gesture: GestureView, mission: Mission) -> str:
    """Return a gesture in a few words that say what it did to what: "change of status in 14 projects"."""
    kind = RECORD_TYPES.get(gesture.type)
    many = gesture.records > 1
    of = _things(kind, gesture) if many else gesture.subject or (tr_db(kind.label) if kind else "")
    if gesture.kind == UNDO:
        return _tr("Undo of {what}").format(what=inside(gesture_name(gesture.takes_back)))
    if gesture.kind in ("save", "bulk", "set") and kind is not None and gesture.units:
        names = [field_name(kind, unit, mission) for unit in gesture.units if unit != LIFE]
        if kind.owner:
            names = [tr_db(kind.label)]
        said = ", ".join(inside(name) for name in names[:TOLD]) + (" …" if len(names) > TOLD else "")
        words = _tr("change of {fields} in {things}") if many else _tr("change of {fields}: {things}")
        return words.format(fields=said, things=of)
    said = inside(gesture_name(gesture.kind))
    return f"{said}: {gesture.reason or of}" if gesture.reason or of else said


def _things(kind: RecordType | None, gesture: GestureView) -> str:
    """Return how many records of what: a part's gesture speaks of what the parts belong to."""
    plural = tr_db(kind.plural).lower() if kind is not None and not kind.owner else _tr("records")
    return f"{number(gesture.records)} {plural}"
