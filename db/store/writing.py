"""Reading and writing inside one transaction.

A `Reading` sees one consistent state. A `Write` is one gesture: it collects revisions, gives each its place in this
replica's chain, and projects what they make of their records before the transaction ends.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import uuid_utils
from sqlalchemy import Connection, func, insert, select, update

from db.catalogue import CHILD_TYPES, DATA_FORMAT, Mission
from db.catalogue.attachments import FILE
from db.identity import Identity
from db.revisions import Draft, Folded, RecordKey, Revision, blank, fold, new_salt, redacted
from db.schema.tables import fact
from db.schema.tables import gesture as gesture_table
from db.schema.tables import replica as replica_table
from db.schema.tables import revision as revision_table
from db.store.log import known_ids, revisions_of, to_row
from db.store.own_key import OwnKey, make_own_key, own_key
from db.store.projection import Words, project
from db.store.redacting import forget, store_blanked


@dataclass(frozen=True, slots=True)
class Changes:
    """What one gesture touched: pages decide by it what to read again."""

    gesture: str
    kind: str
    reason: str
    records: frozenset[RecordKey]

    def touches(self, *types: str) -> bool:
        """Whether a record of one of these types was touched."""
        return any(record.type in types for record in self.records)


class Reading:
    """One consistent view of the office; the functions in `db.records` and beyond receive it."""

    def __init__(
        self, connection: Connection, identity: Identity, mission: Mission, *, author: str, role: str, at: str
    ) -> None:
        self.connection = connection
        self.identity = identity
        self.mission = mission
        self.author = author  # the officer who opened the office, and what that one is (`db.store.roles`)
        self.role = role
        self.at = at  # this laptop's time; information only

    def revisions(self, uid: str) -> list[Revision]:
        """Return all revisions of a record in order of arrival."""
        return self.revisions_of([uid])[uid]

    def revisions_of(self, uids: Iterable[str]) -> dict[str, list[Revision]]:
        """Return all revisions of many records at once."""
        return revisions_of(self.connection, uids)

    def folded(self, uid: str) -> Folded:
        """Return a record as its revisions make it."""
        return fold(self.revisions(uid))

    def type_of(self, uid: str) -> str | None:
        """Return the type of the record `uid`, None where there is no such record."""
        known = select(revision_table.c.type).where(revision_table.c.uid == uid).limit(1)
        return self.connection.scalar(known)

    def settle(self, owner: str = "") -> None:
        """Let the tables say what the parts of `owner` (or all records) say; a reading has nothing to wait for."""


class Write(Reading):
    """One gesture being written. Made by `Office.write`, which also ends it."""

    def __init__(
        self,
        connection: Connection,
        identity: Identity,
        mission: Mission,
        *,
        author: str,
        role: str,
        at: str,
        kind: str,
        reason: str,
        gesture: str,
        words: Words,
        guard: Callable[["Write", str], Callable[[Draft, str], str]],
    ) -> None:
        super().__init__(connection, identity, mission, author=author, role=role, at=at)
        self._passed = guard(self, kind)
        self.kind = kind
        self.reason = reason
        self.gesture = gesture
        self._words = words
        self.lists_changed = False  # whether the mission's code lists must be read again
        self.lost: set[str] = set()  # digests of attachments that a redaction took out of a revision
        self.numbers: dict[str, int] = {}  # the last reference number given, by its beginning
        self._undoes: str | None = None
        self._stands = self._noted = False
        self._new: list[Revision] = []
        self._by_uid: dict[str, list[Revision]] = {}
        self._folds: dict[str, Folded] = {}  # of those in `_by_uid` that somebody asked for
        self._settled = 0  # how many of the new ones are in the tables
        self._unsettled: set[str] = set()  # the records whose parts are not in the tables as they are
        self._seq, self._last = end_of_chain(connection, identity.replica)

    def revisions_of(self, uids: Iterable[str]) -> dict[str, list[Revision]]:
        """Return all revisions of many records at once, those of this gesture last."""
        wanted = list(uids)
        self.preload(wanted)
        return {uid: list(self._by_uid[uid]) for uid in wanted}

    def folded(self, uid: str) -> Folded:
        """Return a record as its revisions make it, those of this gesture among them."""
        known = self._folds.get(uid)
        if known is None:
            self.preload([uid])
            known = self._folds[uid] = fold(self._by_uid[uid])
        return known

    def preload(self, uids: Iterable[str]) -> None:
        """Read the revisions of many records at once, before a loop asks for each."""
        missing = [uid for uid in uids if uid not in self._by_uid]
        self._by_uid.update(revisions_of(self.connection, missing))

    def expect_new(self, uid: str) -> None:
        """Say that a record's id was made just now: there is nothing to look for."""
        self._by_uid.setdefault(uid, [])

    def type_of(self, uid: str) -> str | None:
        """Return the type of the record `uid`, None where there is no such record."""
        known = self._by_uid.get(uid)
        return known[0].record.type if known else super().type_of(uid)

    @property
    def written(self) -> int:
        """How many revisions this gesture has so far."""
        return len(self._new)

    @property
    def made(self) -> tuple[Revision, ...]:
        """The revisions that this gesture has so far."""
        return tuple(self._new)

    def undoes(self, gesture: str) -> None:
        """Note that this gesture takes back another one."""
        self._undoes = gesture
        self.stand()

    def stand(self) -> None:
        """Let this gesture stand in the history, and be taken back, even where it changes no record: a decision."""
        self._stands = True

    def append(self, draft: Draft, reason: str = "") -> Revision:
        """Give a draft its place in this replica's chain; `reason` is its own where the gesture's is not meant.

        Every change that is made here passes this way, so here is asked whether it may be made.

        Raises KnownError: what `Locks.of_draft` raises.
        """
        self.preload([draft.record.uid])
        reason = self._passed(draft, reason or self.reason)
        made = draft.placed(
            replica=self.identity.replica,
            seq=self._seq + 1,
            prev=self._last,
            author=self.author,
            at=self.at,
            batch=self.gesture,
            reason=reason,
            salt=new_salt(secrets.token_hex(8)),
            format=DATA_FORMAT,
        )
        self._seq, self._last = made.seq, made.id
        self._keep(made)
        return made

    def receive(self, revisions: Sequence[Revision]) -> list[Revision]:
        """Add revisions of other replicas as they are; return those that were not known here.

        Raises ValueError where a value was taken out of one and no redaction says why.
        """
        known = known_ids(self.connection, [revision.id for revision in revisions])
        known |= {revision.id for revision in self._new}
        fresh = list({r.id: r for r in revisions if r.id not in known}.values())
        if any(revision.replica == self.identity.replica for revision in fresh):
            self.renew("restored")  # our own past or our twin's: this database is a copy, whatever the channels say
        self.preload(revision.record.uid for revision in fresh)
        for revision in fresh:
            if revision.blanked:
                uid = revision.record.uid
                why = redacted([*self._by_uid[uid], *(r for r in fresh if r.record.uid == uid)])
                if revision.blanked.keys() - why.get(revision.id, set()):
                    raise ValueError(f"a value was taken out of revision {revision.seq} of {revision.replica}")
        for revision in fresh:
            self._keep(revision)
        return fresh

    def _keep(self, revision: Revision) -> None:
        self._new.append(revision)
        known = self._by_uid[revision.record.uid]
        known.append(revision)
        self._folds.pop(revision.record.uid, None)
        if kind := CHILD_TYPES.get(revision.record.type):
            self._unsettled |= {str(owner) for r in known if (owner := r.set.get(kind.owner))}

    def settle(self, owner: str = "") -> None:
        """Put what this gesture has written so far into the tables, where what is asked next would miss it."""
        fresh = self._new[self._settled :]
        if not fresh or (owner and owner not in self._unsettled):
            return
        self._note()
        touched = {revision.record.uid for revision in fresh}
        self._obey_redactions(touched)
        self.connection.execute(insert(revision_table), [to_row(r, self.gesture) for r in self._new[self._settled :]])
        records = {uid: (self._by_uid[uid], self.folded(uid)) for uid in sorted(touched)}
        project(self.connection, records, self._words)
        self._settled = len(self._new)
        self._unsettled.clear()

    def finish(self) -> Changes:
        """Store the gesture with all its revisions and what they make; nothing at all when it is empty."""
        self.settle()
        if self._stands:
            self._note()
        return Changes(self.gesture, self.kind, self.reason, frozenset(r.record for r in self._new))

    def _note(self) -> None:
        """Note the gesture in the history of this laptop, once."""
        if not self._noted:
            number = (self.connection.scalar(select(func.max(gesture_table.c.number))) or 0) + 1
            row = {"id": self.gesture, "number": number, "at": self.at, "author": self.author, "kind": self.kind}
            self.connection.execute(insert(gesture_table), row | {"reason": self.reason, "undoes": self._undoes})
            self._noted = True

    def _obey_redactions(self, uids: Iterable[str]) -> None:
        """Blank what the known redactions of these records cover: stored already, or arriving now in an old parcel."""
        arriving = {self._new[place].id: place for place in range(self._settled, len(self._new))}
        for uid in uids:
            asked = redacted(self._by_uid[uid])
            for place, revision in enumerate(self._by_uid[uid] if asked else ()):
                if revision.kind == "redact" and revision.id in arriving:
                    forget(self.connection, revision)
                blanked = blank(revision, asked.get(revision.id, ()))
                if blanked is revision:
                    continue
                if isinstance(file := revision.set.get(FILE), Mapping) and FILE not in blanked.set:
                    self.lost.add(str(file.get("digest")))
                self._by_uid[uid][place] = blanked
                self._folds.pop(uid, None)
                if revision.id in arriving:
                    self._new[arriving[revision.id]] = blanked
                else:
                    store_blanked(self.connection, blanked)

    def renew(self, origin: str) -> None:
        """Take a new replica id: this database turned out to be restored from a backup, or a clone.

        Its own chain begins anew, its laptop letter gets a number so that reference numbers given in the other life are
        not given again, everything is offered to every peer again, and nothing is lost.
        """
        letter, lives = self.identity.laptop[0], int(self.identity.laptop[1:] or 1)
        self.identity = replace(self.identity, replica=new_uid(), laptop=f"{letter}{lives + 1}")
        self._seq, self._last = 0, ""
        self.keep_identity(origin)

    def keep_identity(self, origin: str) -> None:
        """Write down who this database is, and make its key. `origin`: "made", "restored" or "copied"."""
        put_fact(self.connection, "identity", asdict(self.identity))
        self.note_replica(self.identity, self.at, origin)
        make_own_key(self.connection, self.identity.replica, self.at, self.author)

    def own_key(self) -> OwnKey:
        """Return the key with which this database signs; made now where an older program never did."""
        found = own_key(self.connection)
        return found or make_own_key(self.connection, self.identity.replica, self.at, self.author)

    def note_replica(self, identity: Identity, born: str, origin: str) -> None:
        """Remember a replica: our own when it is born, another when its first parcel arrives.

        `origin` is "made", "restored", "copied", "met" or, where its parcel was set aside, "heard".
        """
        known = self.connection.scalar(select(replica_table.c.id).where(replica_table.c.id == identity.replica))
        if known is not None and origin == "met":
            self.meet(identity.replica)
        elif known is None:
            row = {"id": identity.replica, "office": identity.office, "laptop": identity.laptop}
            self.connection.execute(
                insert(replica_table), row | {"role": identity.role, "born": born, "origin": origin}
            )

    def meet(self, replica: str) -> None:
        """Note that a replica that was only heard of is a peer now."""
        heard = (replica_table.c.id == replica, replica_table.c.origin == "heard")
        self.connection.execute(update(replica_table).where(*heard).values(origin="met"))


def end_of_chain(connection: Connection, replica: str) -> tuple[int, str]:
    """Return the number and the id of a replica's newest revision; 0 and "" where it has none."""
    table = revision_table
    last = connection.execute(
        select(table.c.seq, table.c.id).where(table.c.replica == replica).order_by(table.c.seq.desc()).limit(1)
    ).one_or_none()
    return (last.seq, last.id) if last else (0, "")


def put_fact(connection: Connection, key: str, value: Mapping[str, str]) -> None:
    """Keep a fact about this database inside it."""
    text = json.dumps(value, ensure_ascii=False)
    if connection.execute(update(fact).where(fact.c.key == key).values(value=text)).rowcount == 0:
        connection.execute(insert(fact).values(key=key, value=text))


def new_uid() -> str:
    """Return a new id (UUIDv7). The time inside it is never read."""
    return str(uuid_utils.uuid7())
