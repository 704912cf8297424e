"""How a form is composed: sections, their rows, and how the width of a row is shared. By hand, on purpose."""

from db.catalogue import Mission, RecordType
from db.catalogue.sections import BASICS, MONEY_SECTION, PEOPLE, SECTION_LABELS, WHEN, WHERE

HISTORY = "history"
ATTACHED = "attached"
Row = tuple[tuple[str, int], ...]  # field and its share of the width


def sections(kind: RecordType, mission: Mission) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each section, in order; fields that the record type lacks are left out."""
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


def composed_fields(kind: RecordType, mission: Mission) -> set[str]:
    """Return every field that the form shows; a test compares it with the catalogue."""
    return {field for rows in sections(kind, mission).values() for row in rows for field, _ in row}
