"""Hand edits as people read them: fields by their names, values by their labels, where each came from."""

from PySide6.QtCore import QCoreApplication

from db.catalogue import RECORD_TYPES, Mission
from db.parcels import Reviewed
from db.revisions import DELETED, Json
from desktop.conflicts.words import LONG, brief
from desktop.forms.wording import field_name, unit_name, value_text, with_names
from desktop.i18n import breakable, moment, tr_db


def _tr(text: str) -> str:
    return QCoreApplication.translate("proposals", text)


def heading_of(one: Reviewed) -> str:
    """Return what people call the record: its number and title; its type where it is new."""
    label = tr_db(RECORD_TYPES[one.owner.type].label)
    return " · ".join(filter(None, (one.ref or _tr("New: {kind}").format(kind=label), one.title)))


def field_of(one: Reviewed, mission: Mission) -> str:
    """Return what people call that which was changed."""
    kind = RECORD_TYPES[one.proposed.type]
    if one.proposed.what == "new":
        return _tr("New row")
    if one.proposed.what == "delete":
        return _tr("Whole record")
    return unit_name(kind, one.proposed.unit, one.field, one.part, one.called, mission)


def value_of(one: Reviewed, value: Json, mission: Mission) -> str:
    """Return a value of what was changed as people write it: labels, not codes; dates in words."""
    if value is None or value == "":
        return _tr("Left empty")
    kind = RECORD_TYPES[one.proposed.type]
    return value_text(kind, one.proposed.unit, with_names(kind, value, one.called), mission)


def change_of(one: Reviewed, mission: Mission) -> str:
    """Return the change in one line."""
    if one.proposed.what == "delete":
        return _tr("Delete it")
    if one.proposed.what == "new":
        return brief("; ".join(new_values(one, mission)))
    before, after = (brief(value_of(one, v, mission), 80) for v in (one.proposed.before, one.proposed.after))
    return f"{before} → {after}"


def new_values(one: Reviewed, mission: Mission) -> list[str]:
    """Return what a new row says, field by field."""
    kind, after = RECORD_TYPES[one.proposed.type], one.proposed.after
    named = with_names(kind, after, one.called)
    if not isinstance(named, dict):
        return []
    return [
        f"{field_name(kind, key, mission)}: {value_text(kind, key, value, mission)}" for key, value in named.items()
    ]


def is_long(one: Reviewed) -> bool:
    """Whether the values are text that is better compared word by word."""
    kind = RECORD_TYPES[one.proposed.type]
    fields = kind.units.get(one.proposed.unit, ())
    if one.proposed.what != "set" or len(fields) != 1 or fields[0].kind.name not in ("text", "note"):
        return False
    longest = max(len(str(value or "")) for value in (one.proposed.before, one.proposed.after))
    return fields[0].kind.name == "note" or longest > LONG


def place_of(one: Reviewed) -> str:
    """Return sheet and row."""
    return _tr("{sheet}, row {row}").format(sheet=one.proposed.sheet, row=one.proposed.row)


def origin_of(one: Reviewed, mission: Mission) -> str:
    """Return who sent it, in which file, and where in it."""
    text = _tr("Changed by hand in {file}: {place}. The file came from {office}, {when}.")
    p = one.proposed
    office = mission.office_name(p.office)
    return text.format(file=breakable(p.file), place=place_of(one), office=office, when=moment(p.at))


def why_of(one: Reviewed) -> str:
    """Return the reason that stood beside the row; "" where none did."""
    return _tr("Reason given: {why}").format(why=one.proposed.why) if one.proposed.why else ""


def outlook_of(one: Reviewed, mission: Mission) -> str:
    """Return what the record says meanwhile and what taking would do; "" where it is as the file showed it."""
    what = one.proposed.what
    now = brief(value_of(one, one.now, mission)) if what == "set" and one.now != DELETED else ""
    if one.outlook == "conflict":
        if what == "delete":
            return _tr("This will become a conflict: the record was changed after this file was written.")
        if one.now == DELETED:
            return _tr("This will become a conflict: the record has been deleted meanwhile.")
        return _tr("This will become a conflict: the record now says “{now}”.").format(now=now)
    if one.outlook == "moved":
        return _tr("The record now says “{now}”; taking this puts it in the place of that.").format(now=now)
    if one.outlook == "nothing":
        if what == "delete" or one.now == DELETED:
            return _tr("Taking this changes nothing: the record is deleted, or was deleted so and brought back.")
        if what == "new":
            return _tr("Taking this changes nothing: the record is here already.")
        return _tr("Taking this changes nothing: the record now says “{now}”.").format(now=now)
    return ""


def decided(one: Reviewed) -> str:
    """Return who decided what, when and why; "" while it is open."""
    p = one.proposed
    words = {"taken": _tr("Taken by {who}, {when}."), "refused": _tr("Refused by {who}, {when}.")}
    if p.state not in words:
        return ""
    text = words[p.state].format(who=p.decided_by, when=moment(p.decided_at))
    return f"{text} “{p.reason}”" if p.reason else text
