"""How a form is composed: sections, their rows, and how the width of a row is shared. By hand, on purpose."""

from db.catalogue import CHILD_TYPES, Mission, RecordType
from db.catalogue.sections import BASICS, MONEY_SECTION, PEOPLE, SECTION_LABELS, WHEN, WHERE

HISTORY = "history"
ATTACHED = "attached"
Row = tuple[tuple[str, int], ...]  # field and its share of the width


def sections(kind: RecordType, mission: Mission) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each section, in order; fields that the record type lacks are left out."""
    if kind.owner:
        return {BASICS: part_rows(kind)}
    composed: dict[str, tuple[Row, ...]] = {
        BASICS: (
            *((((f"title_{language}", 1),)) for language in mission.languages),
            (("status", 1), ("classification", 1)),
            (("description", 1),),
        ),
        WHEN: (
            (("planned_start", 1), ("planned_end", 1)),
            (("actual_start", 1), ("actual_end", 1)),
        ),
        WHERE: (
            (("municipality", 1), ("settlement", 1)),
            (("venue", 1), ("partner", 1)),
        ),
        PEOPLE: ((("total", 1), ("counted_by", 1)),),
        MONEY_SECTION: ((("approved_amount", 1), ("currency", 1)),),
    }
    placed = {field for rows in composed.values() for row in rows for field, _ in row}
    rest = [f for f in kind.fields if f.editable and not f.language and f.key not in placed]
    known = {
        key: (
            *(row for row in composed.get(key, ()) if all(field in kind.by_key for field, _ in row)),
            *(((field.key, 1),) for field in rest if field.section == key),
        )
        for key in SECTION_LABELS
    }
    return {key: rows for key, rows in known.items() if rows}


def part_rows(kind: RecordType) -> tuple[Row, ...]:
    """Return the rows of a part: two short fields beside each other, a note for itself; not what it belongs to."""
    rows: list[Row] = []
    for field in kind.fields:
        if field.key == kind.owner or not field.editable or field.key == hangs_on(kind):
            continue
        beside = rows[-1][0][0] if rows and len(rows[-1]) == 1 else ""
        if beside and "note" not in (field.kind.name, kind.by_key[beside].kind.name):
            rows[-1] = (*rows[-1], (field.key, 1))
        else:
            rows.append(((field.key, 1),))
    return tuple(rows)


def hangs_on(kind: RecordType) -> str:
    """Return the field by which a part belongs to another part (progress to its visit), "" where it does not."""
    inner = (f.key for f in kind.fields if f.key != kind.owner and f.links and set(f.links) <= CHILD_TYPES.keys())
    return next(inner, "") if kind.owner else ""


def composed_fields(kind: RecordType, mission: Mission) -> set[str]:
    """Return every field that the form shows; a test compares it with the catalogue."""
    return {field for rows in sections(kind, mission).values() for row in rows for field, _ in row}
