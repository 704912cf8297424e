"""What people call many records at once: number and title, whatever their types."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from db.catalogue import RECORD_TYPES
from db.records.views import best_title
from db.revisions import RecordKey
from db.schema.tables import metadata
from db.schema.tables import revision as revision_table
from db.store.log import batched_list
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


def headings(reading: Reading, uids: Iterable[str]) -> dict[str, Heading]:
    """Return what people call these records, by uid; what is no record known here is left out."""
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
                values = {str(key): value for key, value in row.items()}
                title = best_title(values, reading.mission) or ("" if kind.prefix else kind.called_by(values))
                found[row["uid"]] = Heading(RecordKey(kind.key, row["uid"]), values.get("ref") or row["uid"], title)
    return found
