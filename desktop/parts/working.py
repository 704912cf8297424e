"""What the tables of parts ask of the office, run in the background."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.catalogue import KNOWN_TO_ALL, RECORD_TYPES, RecordType
from db.catalogue.layout import hangs_on
from db.records import PartRow, add_criteria, criterion_names, list_parts, list_rows
from db.revisions import RecordKey
from db.store import Reading, Write
from desktop.forms.working import linking

SCORE = "score"
SHARED = RecordKey("", "")  # stands for the owner of what belongs to no record: all offices share it


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one record by kind, and the names of what they point at."""

    owner: RecordKey
    rows: Mapping[str, Sequence[PartRow]]
    called: Mapping[str, str]

    def of(self, kind: RecordType, within: str = "") -> list[PartRow]:
        """Return the parts of a kind, those `within` another part only where that is named."""
        found = self.rows.get(kind.key, ())
        return [row for row in found if not within or row.values.get(hangs_on(kind)) == within]


def read_parts(owner: RecordKey, kinds: Iterable[RecordType], words: str = "") -> Callable[[Reading], Parts]:
    """Return the function that reads the parts of a record, or what is `SHARED`; with `words` only those that match."""

    def run(reading: Reading) -> Parts:
        rows = {kind.key: sorted(list_parts(reading, kind.key, owner.uid, query=words), key=_place) for kind in kinds}
        links = {key for kind in kinds for field in linking(kind) for key in field.links if key in KNOWN_TO_ALL}
        shared = [row for key in sorted(links) for row in list_parts(reading, key)]
        called = {row.uid: row.name for row in shared}
        projects = {str(uid) for found in rows.values() for row in found if (uid := row.values.get("project"))}
        called |= {row.uid: row.ref for row in list_rows(reading, sorted(projects - {owner.uid}))}
        if rows.get(SCORE):
            cycle = reading.folded(owner.uid).values.get("cycle")
            called |= criterion_names(reading, cycle if isinstance(cycle, str) else "")
        return Parts(owner, rows, called)

    return run


def usual_criteria(cycle: RecordKey) -> Callable[[Write], list[RecordKey]]:
    """Return the function that writes the criteria that ship into the grid of a cycle."""

    def run(write: Write) -> list[RecordKey]:
        return add_criteria(write, cycle.uid)

    return run


def _place(row: PartRow) -> tuple[int, str, str, str]:
    """Return what parts are ordered by: their number, their day, what tells them apart, when they were written down."""
    kind, values = RECORD_TYPES[row.type], row.values
    told = [values.get(key) for key in (*(kind.natural_key or ()), "number", "instalment")]
    told += [row.name.casefold()] if kind.by_name else []
    number = next((value for value in told if isinstance(value, int)), 0)
    day = next((str(v) for field in kind.fields if field.kind.name == "date" and (v := values.get(field.key))), "~")
    return (number, day, " ".join(str(value or "") for value in told), row.uid)


def next_number(kind: RecordType, rows: Sequence[PartRow]) -> dict[str, str]:
    """Return the number that a new part would have, for kinds whose parts are numbered."""
    if "number" not in kind.by_key or kind.by_key["number"].kind.name != "count":
        return {}
    taken = [number for row in rows if isinstance(number := row.values.get("number"), int)]
    return {"number": str(max(taken, default=0) + 1)}
