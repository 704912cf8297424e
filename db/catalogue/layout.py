"""How a form is composed, on the screen and on paper: sections, rows, shares of the width. By hand, on purpose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.catalogue.fields import Field, RecordType
from db.catalogue.missions import Mission
from db.catalogue.records import ACTIVITY_TYPES, inner_links
from db.catalogue.sections import (
    AFTER,
    BASICS,
    CARE,
    DELEGATES,
    HELD,
    MONEY_SECTION,
    MOOD,
    PEOPLE,
    SECTION_LABELS,
    WHEN,
    WHERE,
)


@dataclass(frozen=True, slots=True)
class Matters:
    """When a field matters: where the field `of` says one of some `codes`; without codes, anything `but` these."""

    of: str
    codes: tuple[str, ...] = ()
    but: tuple[str, ...] = ("", "0")


# Fields that say more about another one. On the screen they appear when that one calls for them; paper has them all.
_DEPENDENT = {
    "total_source": Matters("total_is", but=("", "exact")),
    "remote_is": Matters("remote"),
    "remote_source": Matters("remote_is", but=("", "exact")),
    "delegates_is": Matters("delegates"),
    "delegates_source": Matters("delegates_is", but=("", "exact")),
    "audience_is": Matters("audience"),
    "recorded_on": Matters("recorded", ("yes",)),
    "recording": Matters("recorded", ("yes",)),
    "guardian_consent": Matters("minors"),
    "chaperone": Matters("minors"),
    "conditions_due": Matters("conditions"),
    "conditions_met": Matters("conditions"),
    "action_due": Matters("action"),
    "local_currency": Matters("local_amount"),
    "rate": Matters("local_amount"),
    "rate_day": Matters("local_amount"),
}
HISTORY = "history"
ATTACHED = "attached"
Row = tuple[tuple[str, int], ...]  # field and its share of the width


def sections(kind: RecordType, mission: Mission) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each section, in order; fields that the record type lacks are left out."""
    if kind.key not in ACTIVITY_TYPES:
        return _paired_sections(kind, mission)
    composed: dict[str, tuple[Row, ...]] = {
        BASICS: (
            *((((f"title_{language}", 1),)) for language in mission.languages),
            (("status", 1), ("classification", 1)),
            (("series", 3), ("episode", 1)),
            (("edition", 1), ("theme", 3)),
            (("activity_type", 1),),
            (("format", 1),),
            (("description", 1),),
        ),
        WHEN: (
            (("planned_start", 1), ("planned_end", 1)),
            (("actual_start", 1), ("actual_end", 1)),
            (("start_time", 1), ("end_time", 1)),
            (("call_opened", 1), ("call_closed", 1)),
        ),
        WHERE: (
            (("municipality", 1), ("settlement", 1)),
            (("venue", 1), ("partner", 1)),
            (("latitude", 1), ("longitude", 1)),
            (("venue_type", 2), ("step_free", 1), ("sign_language", 1)),
            (("organiser", 1), ("media_partner", 1)),
            (("funding", 1), ("project", 1)),
        ),
        HELD: ((("recorded", 1), ("recorded_on", 1)),),
        PEOPLE: (
            (("total", 1), ("total_is", 1), ("counted_by", 1)),
            (("total_source", 1),),
            (("remote", 1), ("remote_is", 1), ("attendances", 1)),
            (("remote_source", 1), ("community_by", 1)),
        ),
        DELEGATES: (
            (("delegates", 1), ("delegates_is", 1), ("applications", 1)),
            (("delegates_source", 1),),
        ),
        MOOD: ((("mood", 1), ("walkouts", 1), ("incident", 1)),),
        CARE: ((("minors", 1), ("guardian_consent", 1)), (("chaperone", 1), ("image_consent", 1))),
        AFTER: (
            (("forms_returned", 1), ("satisfaction", 1), ("met_other", 1)),
            (("follow_up_body", 2), ("next_meeting", 1)),
        ),
        MONEY_SECTION: ((("approved_amount", 1), ("currency", 1)),),
    }
    placed = {field for rows in composed.values() for row in rows for field, _ in row}
    rest = [f for f in kind.fields if f.editable and not f.language and f.key not in placed]
    known = {
        key: (
            *(row for row in composed.get(key, ()) if all(field in kind.by_key for field, _ in row)),
            *_paired(field for field in rest if field.section == key),
        )
        for key in SECTION_LABELS
    }
    return {key: rows for key, rows in known.items() if rows}


def dependent_fields(kind: RecordType) -> dict[str, Matters]:
    """Return the fields of a type that matter only where another one says so, each with when."""
    return {key: one for key, one in _DEPENDENT.items() if key in kind.by_key and one.of in kind.by_key}


def matters(one: Matters, texts: Mapping[str, str]) -> bool:
    """Whether a dependent field matters beside what the others say."""
    said = texts.get(one.of, "")
    return said in one.codes if one.codes else said not in one.but


def _paired_sections(kind: RecordType, mission: Mission) -> dict[str, tuple[Row, ...]]:
    """Return the rows of a part, or of a shared record: not what it belongs to, no language but the mission's."""
    left_out = {kind.owner, hangs_on(kind)}
    shown = [
        field
        for field in kind.fields
        if field.editable and field.key not in left_out and (not field.language or field.language in mission.languages)
    ]
    if kind.owner:
        return {BASICS: _paired(shown)}
    known = {key: _paired(field for field in shown if field.section == key) for key in SECTION_LABELS}
    return {key: rows for key, rows in known.items() if rows}


def _paired(fields: Iterable[Field]) -> tuple[Row, ...]:
    """Return rows of two short fields beside each other; what needs the whole width has a row for itself."""
    rows: list[Row] = []
    room = False
    for field in fields:
        long = bool(field.language) or field.kind.name in ("note", "codes")
        if room and not long:
            rows[-1] = (*rows[-1], (field.key, 1))
            room = False
        else:
            rows.append(((field.key, 1),))
            room = not long
    return tuple(rows)


def hangs_on(kind: RecordType) -> str:
    """Return the field by which a part belongs to another part (progress to its visit), "" where it does not."""
    return next(iter(inner_links(kind)), "") if kind.owner else ""


def composed_fields(kind: RecordType, mission: Mission) -> set[str]:
    """Return every field that the form shows; a test compares it with the catalogue."""
    return {field for rows in sections(kind, mission).values() for row in rows for field, _ in row}
