"""What people call many records at once: number and title, whatever their types."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.catalogue import RECORD_TYPES
from db.catalogue.kinds import LINK
from db.records.untold import told_title
from db.records.views import best_title
from db.revisions import Folded, Json, RecordKey
from db.schema.tables import metadata
from db.schema.tables import revision as revision_table
from db.store.log import batched_list
from db.store.rows import by_name
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class Heading:
    """A record as a line of text names it: `ref` is its number, or its id where it has none."""

    key: RecordKey
    ref: str
    title: str

    @property
    def name(self) -> str:
        """Number and title, as far as there are any."""
        number = self.ref if self.ref != self.key.uid else ""
        return " ".join(filter(None, (number, self.title))) or self.ref


def headings(reading: Reading, uids: Iterable[str], *, leaving: bool = False) -> dict[str, Heading]:
    """Return what people call these records, by uid; what is no record known here is left out.

    No title says which a protected place is where it is `leaving` the window, nor at headquarters (DP-07).
    """
    found: dict[str, Heading] = {}
    for chunk in batched_list(sorted(set(uids))):
        types = select(revision_table.c.type, revision_table.c.uid).where(revision_table.c.uid.in_(chunk)).distinct()
        by_type: dict[str, list[str]] = {}
        for type_key, uid in reading.connection.execute(types):
            found[uid] = Heading(RecordKey(type_key, uid), uid, "")
            by_type.setdefault(type_key, []).append(uid)
        for kind in (RECORD_TYPES[key] for key in by_type if key in RECORD_TYPES):
            table = metadata.tables[kind.tables[0]]
            rows = reading.connection.execute(select(table).where(table.c.uid.in_(by_type[kind.key]))).mappings()
            for row in rows:
                values = by_name(row)
                title = best_title(values, reading.mission) or ("" if kind.prefix else kind.called_by(values))
                if (leaving or reading.identity.role == "hq") and values.get("protected") == "yes":
                    title = told_title(values, reading.mission)
                found[row["uid"]] = Heading(RecordKey(kind.key, row["uid"]), values.get("ref") or row["uid"], title)
    return found


def told_apart(key: RecordKey, folded: Folded) -> dict[str, Json]:
    """Return the values that tell a part from its owner's others of the same type; its first value where none do."""
    kind = RECORD_TYPES.get(key.type)
    if kind is None or not kind.owner:
        return {}
    values = {key: value for key, value in kind.field_values(folded.values).items() if value is not None}
    told = [key for key in kind.named_by or kind.natural_key or () if key in values]
    if kind.natural_key is None and not told:
        told = [key for key in values if key != kind.owner][:1]
    return {key: values[key] for key in told}


def pointed_at(values: Iterable[Json]) -> set[str]:
    """Return those of some values, and of the parts of values, that may be the ids of other records."""
    parts = [part for value in values for part in (value.values() if isinstance(value, Mapping) else (value,))]
    return {part for part in parts if isinstance(part, str) and LINK.fits(part)}
