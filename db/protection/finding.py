"""Finding a person in everything the office holds: records, their history, reasons, drafts, proposals (DP-13)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, func, select

from db.catalogue import RECORD_TYPES
from db.catalogue.attachments import FILE
from db.errors import KnownError
from db.naming import NAMING, UNTOLD, excerpt, may_name, named, placeless, within, words_of
from db.progress import Progress, silent
from db.records.headings import headings
from db.records.untold import kept_back
from db.revisions import REASON, RecordKey, fold
from db.schema.exchange import proposal, signing_key
from db.schema.tables import draft, gesture, revision
from db.store.writing import Reading

VALUE, WHY, DRAFT, PROPOSED, OWN = "value", "reason", "draft", "proposal", "own"
# Texts of this laptop alone that a person may have written a name into, by the column that says which row it is.
LOCAL: tuple[tuple[Table, Column[Any], tuple[Column[Any], ...]], ...] = (
    (gesture, gesture.c.id, (gesture.c.reason,)),
    (proposal, proposal.c.id, (proposal.c.why, proposal.c.reason, proposal.c.before, proposal.c.after)),
    (signing_key, signing_key.c.replica, (signing_key.c.reason,)),
)
_STEP = 2_000  # revisions between two reports of progress


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a person.

    `what` is "value", "reason" (why something was changed), "draft", "proposal" or "own" (a reason that only this
    laptop knows). `key` is the record and `unit` its merge unit, `field` what people call it; `ref` and `title` are of
    the record, or of what it belongs to. `now` says that it can be read at present, not only in the history; `count`
    how many revisions name them, `since` when the first of these was written. Of a photo or paper whose file bears the
    name `file` is true: the whole file goes with it.
    """

    id: str
    what: str
    key: RecordKey
    unit: str
    field: str
    ref: str
    title: str
    excerpt: str
    now: bool
    count: int = 1
    since: str = ""
    file: bool = False


@dataclass(slots=True)
class _Found:
    text: str
    count: int
    since: str


def find_person(reading: Reading, name: str, progress: Progress = silent) -> tuple[Mention, ...]:
    """Return every place that names a person; all the words must be there, in any order, ending and script.

    At headquarters the name of a protected place is nobody's: asked for, it is not found (DP-07).

    Raises KnownError `name-too-short` where nearly every text would match; `Cancelled`.
    """
    words = words_of(name)
    if not any(len(word) > 2 for word in words):
        raise KnownError("name-too-short", name=name)
    found = _in_revisions(reading, words, progress)
    uids = {key.uid for key, _ in found}
    folds = {uid: fold(revisions) for uid, revisions in reading.revisions_of(uids).items()}
    owners = {uid: _owner(key, folds[uid].values) for key, _ in found if (uid := key.uid)}
    named_as = headings(reading, {*uids, *owners.values()})
    kept = kept_back(reading, owners.values())
    mentions: list[Mention] = []
    for (key, unit), hit in found.items():
        places = [str(own[name]) for name in NAMING if own[name]] if (own := kept.get(owners[key.uid])) else []
        if own and (unit in UNTOLD or any(named(place, words) for place in places)):
            continue
        heading = named_as.get(owners[key.uid]) or named_as.get(key.uid)
        candidates = folds[key.uid].candidates(unit) if unit != REASON else []
        now = not folds[key.uid].deleted and any(within(value, words) for value in candidates)
        mentions.append(
            Mention(
                f"{key.uid}/{unit}",
                WHY if unit == REASON else VALUE,
                key,
                unit,
                _field(key, unit),
                heading.ref if heading else key.uid,
                heading.title if heading and not named(heading.title, words) else "",
                excerpt(placeless(hit.text, places), words),
                now,
                hit.count,
                hit.since,
                unit == FILE,
            )
        )
    mentions.sort(key=lambda one: (not one.now, one.ref, one.field))
    return (*mentions, *_in_drafts(reading, words), *_local(reading, words))


def _in_revisions(reading: Reading, words: tuple[str, ...], progress: Progress) -> dict[tuple[RecordKey, str], _Found]:
    """Return the units, and the reasons, whose history names them."""
    found: dict[tuple[RecordKey, str], _Found] = {}
    table = revision.c
    total = reading.connection.scalar(select(func.max(table.arrived))) or 0
    columns = select(table.arrived, table.type, table.uid, table.at, table.reason, table.body).order_by(table.arrived)
    for row in reading.connection.execute(columns.execution_options(yield_per=_STEP)):
        if row.arrived % _STEP == 0:
            progress(row.arrived, total)
        if not may_name(f"{row.reason} {row.body}", words):
            continue
        key = RecordKey(row.type, row.uid)
        texts = {unit: within(value, words) for unit, value in json.loads(row.body)["set"].items()}
        texts[REASON] = within(row.reason, words)
        for unit, hits in texts.items():
            if hits:
                known = found.setdefault((key, unit), _Found(hits[0], 0, row.at))
                known.text, known.count = hits[0], known.count + 1  # the newest is the one that people remember
                known.since = min(known.since, row.at)
    return found


def _in_drafts(reading: Reading, words: tuple[str, ...]) -> Iterator[Mention]:
    for row in reading.connection.execute(select(draft)):
        for field, text in json.loads(row.body).items():
            if named(text, words):
                key = RecordKey(row.type, row.uid)
                ident = f"draft/{row.type}/{row.uid}/{field}"
                shown = excerpt(text, words)
                yield Mention(ident, DRAFT, key, field, _field(key, field), "", "", shown, now=True, since=row.at)


def _local(reading: Reading, words: tuple[str, ...]) -> Iterator[Mention]:
    for table, ident, columns in LOCAL:
        for row in reading.connection.execute(select(table)).mappings():
            for column in columns:
                text = str(row[column.name])
                if named(text, words):
                    what = PROPOSED if table is proposal else OWN
                    key = RecordKey(row["type"], row["uid"]) if table is proposal else RecordKey("", "")
                    mine = f"{table.name}/{row[ident.name]}/{column.name}"
                    yield Mention(mine, what, key, column.name, "", "", "", excerpt(text, words), now=True)


def _owner(key: RecordKey, values: Any) -> str:
    """Return the record that people know a record by: what it belongs to, itself where it belongs to nothing."""
    kind = RECORD_TYPES.get(key.type)
    return str(values.get(kind.owner) or key.uid) if kind is not None and kind.owner else key.uid


def _field(key: RecordKey, unit: str) -> str:
    """Return the label of a unit; one that a newer program made is its own label."""
    kind = RECORD_TYPES.get(key.type)
    fields = kind.units.get(unit) or ((kind.by_key[unit],) if unit in kind.by_key else ()) if kind else ()
    return fields[0].label if fields else unit
