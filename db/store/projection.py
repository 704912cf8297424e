"""The projection: what lists, search, reports and foreign tools read, written from the folds and from nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from db.catalogue import RECORD_TYPES
from db.folding import fold as fold_words
from db.naming import NAMING, placeless
from db.revisions import Folded, Revision, fold
from db.schema import drop_guards, make_guards
from db.schema.tables import activity, child, conflict, metadata, revision
from db.search.index import SEARCHED, index_words
from db.store.log import batched_list, revisions_of
from db.store.rows import by_name


@dataclass(frozen=True, slots=True)
class ProjectedRow:
    """One row of one projected table."""

    table: Table
    values: Mapping[str, object]


def projected_rows(revisions: list[Revision], folded: Folded) -> list[ProjectedRow]:
    """Return the rows that a record should have; none for a type that this program does not know.

    `revisions` are all of the record in order of arrival; the last one's id is what the guard triggers ask for.
    """
    last = revisions[-1]
    kind = RECORD_TYPES.get(last.record.type)
    if kind is None:
        return []  # kept and relayed; it appears after the upgrade
    values: dict[str, object] = {
        **kind.field_values(folded.values),
        "uid": last.record.uid,
        "type": kind.key,
        "deleted": folded.deleted,
        "changed": max(r.at for r in revisions),
        "revision": last.id,
    }
    values |= {"owner": values[kind.owner]} if kind.owner else {}
    tables = [metadata.tables[name] for name in (*kind.tables, *(("child",) if kind.owner else ()))]
    return [
        ProjectedRow(table, {c.name: values[c.name] for c in table.columns if c.name in values}) for table in tables
    ]


def project(connection: Connection, records: Mapping[str, tuple[list[Revision], Folded]], words: "Words") -> None:
    """Write the rows, open conflicts and search words of records, each given by its revisions and their fold."""
    by_table: dict[Table, list[Mapping[str, object]]] = {}
    conflicts: list[dict[str, object]] = []
    for uid, (revisions, folded) in records.items():
        for row in projected_rows(revisions, folded):
            by_table.setdefault(row.table, []).append(row.values)
        type_key = revisions[0].record.type
        conflicts += [dict[str, object](uid=uid, unit=unit, type=type_key) for unit in folded.conflicts]
    for table, rows in by_table.items():
        _write_rows(connection, table, rows)
    for chunk in batched_list(list(records)):
        connection.execute(delete(conflict).where(conflict.c.uid.in_(chunk)))
    if conflicts:
        connection.execute(insert(conflict), conflicts)
    _index(connection, [r["uid"] for r in by_table.get(activity, [])], words)


class Words:
    """Turns codes into the words people search by: a municipality is found by any of its spellings."""

    def __init__(self, spellings: Mapping[str, str]) -> None:
        self._spellings = {place: fold_words(known) for place, known in spellings.items()}

    def of(self, row: Mapping[str, Any]) -> str:
        """Return the searchable words of an activity's row."""
        place = self._spellings.get(row["municipality"] or "", "")
        if row["protected"] != "yes":
            return " ".join([*(row[key] or "" for key in SEARCHED), place])
        texts = " ".join(row[key] or "" for key in SEARCHED if key not in NAMING)
        return f"{placeless(texts, [row[key] for key in NAMING], '')} {place}"


def _write_rows(connection: Connection, table: Table, rows: list[Mapping[str, object]]) -> None:
    statement, names = _upsert(table, tuple(rows[0]), connection.dialect)
    values = itemgetter(*names)
    # Values are plain already: to ask the library for each of them again takes longer than the database.
    connection.exec_driver_sql(statement, [values(row) for row in rows])


@lru_cache(maxsize=200)
def _upsert(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, Sequence[str]]:
    """Return the statement that writes rows over those of the same uid, and the columns it takes, in its order."""
    made = upsert(table).values({name: bindparam(name) for name in columns})
    changing = {name: made.excluded[name] for name in columns if name != "uid"}
    whole = made.on_conflict_do_update(index_elements=["uid"], set_=changing).compile(dialect=dialect)
    return str(whole), whole.positiontup or ()


def _index(connection: Connection, uids: list[Any], words: Words) -> None:
    columns = [activity.c.id, activity.c.municipality, activity.c.protected, *(activity.c[key] for key in SEARCHED)]
    for chunk in batched_list(uids):
        found = connection.execute(select(*columns).where(activity.c.uid.in_(chunk))).mappings()
        index_words(connection, [(row["id"], words.of(by_name(row))) for row in found])


def index_again(connection: Connection, words: Words) -> None:
    """Write the search words of every activity again: places have other names now."""
    connection.exec_driver_sql("DELETE FROM search")
    _index(connection, list(connection.scalars(select(activity.c.uid))), words)


def rebuild(connection: Connection, words: Words) -> int:
    """Throw the projection away and write it again from the revisions; return the number of records."""
    drop_guards(connection)
    projected = {name for kind in RECORD_TYPES.values() for name in kind.tables}
    for table in (conflict, child, *(table for table in metadata.sorted_tables[::-1] if table.name in projected)):
        connection.execute(delete(table))
    connection.exec_driver_sql("DELETE FROM search")
    uids = list(connection.scalars(select(revision.c.uid).distinct()))
    for chunk in batched_list(uids):
        found = revisions_of(connection, chunk)
        project(connection, {uid: (revisions, fold(revisions)) for uid, revisions in found.items()}, words)
    make_guards(connection)
    return len(uids)


def differences(connection: Connection) -> list[str]:
    """Fold every record again and compare it with the tables; return one sentence per difference.

    Order of arrival and row numbers are this laptop's own and are not compared.
    """
    found: list[str] = []
    stored: dict[str, dict[str, dict[str, object]]] = {
        name: {row["uid"]: dict(row) for row in connection.execute(select(metadata.tables[name])).mappings()}
        for name in {"child", *(name for kind in RECORD_TYPES.values() for name in kind.tables)}
    }
    open_conflicts = set(connection.execute(select(conflict.c.uid, conflict.c.unit)).all())
    expected_conflicts: set[tuple[str, str]] = set()
    uids = list(connection.scalars(select(revision.c.uid).distinct()))
    for chunk in batched_list(uids):
        for uid, revisions in revisions_of(connection, chunk).items():
            folded = fold(revisions)
            expected_conflicts |= {(uid, unit) for unit in folded.conflicts}
            for row in projected_rows(revisions, folded):
                there = stored[row.table.name].pop(uid, None)
                if there is None:
                    found.append(f"{row.table.name} {uid}: the row is missing")
                    continue
                found += [
                    f"{row.table.name} {uid}: {key} is not what the revisions say"
                    for key, value in row.values.items()
                    if there[key] != value
                ]
    found += [f"{name} {uid}: no revision made this row" for name, rows in stored.items() for uid in rows]
    found += [f"{uid}: open conflict in {unit} is not listed" for uid, unit in expected_conflicts - open_conflicts]
    found += [f"{uid}: listed conflict in {unit} does not exist" for uid, unit in open_conflicts - expected_conflicts]
    return found
