"""Replicas in memory over the pure planner: the protocol without files and without a database.

Hub and spokes; files may be lost, doubled, stale, or reach the wrong clone; replicas may be restored from any old
backup, or cloned, without noticing. `BUGS` names seeded defects: the checks must be able to fail.
"""

import itertools
from dataclasses import dataclass, field, replace

from db.parcels.channels import Piece, Receipt, acknowledge, advance, beginning, link
from db.revisions import Draft, RecordKey, Revision, deleting, fold, restoring, setting

BUGS: set[str] = set()
UNITS = ("title_en", "venue")


@dataclass(frozen=True)
class File:
    """A parcel on the stick: for every database ever met that bears the name of its target."""

    sender: str
    target: str
    pieces: tuple[Piece, ...]
    revisions: tuple[Revision, ...]
    receipts: tuple[Receipt, ...]
    view: dict[str, tuple[Revision, ...]]  # the revisions that its visible cells show, by record


@dataclass
class Replica:
    """One database. `name` is the machine, `id` the replica that it believes to be."""

    name: str
    hub: bool
    id: str
    born: int = 0
    seq: int = 0
    last: str = ""
    known: dict[str, Revision] = field(default_factory=dict)
    sent: dict[str, list[str]] = field(default_factory=dict)
    sent_chain: dict[str, list[str]] = field(default_factory=dict)
    got: dict[str, list[str]] = field(default_factory=dict)
    got_chain: dict[str, list[str]] = field(default_factory=dict)
    acked: dict[str, int] = field(default_factory=dict)
    acks_seen: list[tuple[str, int]] = field(default_factory=list)

    def revisions(self, uid: str) -> list[Revision]:
        """All revisions of a record that are known here."""
        return [r for r in self.known.values() if r.record.uid == uid]

    def write(self, draft: Draft | None, clock: int) -> Revision | None:
        """Append a draft to this replica's chain."""
        if draft is None:
            return None
        self.seq += 1
        place = {"replica": self.id, "seq": self.seq, "prev": self.last}
        made = draft.placed(**place, author=self.name, at=str(clock), batch=str(self.seq))
        if "id_without_hash" in BUGS:
            made = replace(made, id=f"{self.id}:{self.seq}")
        self.last = made.id
        self.known.setdefault(made.id, made)
        return made

    def edit(self, uid: str, unit: str, value: str, clock: int) -> Revision | None:
        """Give a unit a value."""
        folded = fold(self.revisions(uid))
        record = RecordKey("town_hall", uid)
        if folded.deleted:
            return self.write(restoring(record, folded), clock)
        return self.write(setting(record, folded, {unit: value}), clock)

    def delete(self, uid: str, clock: int) -> Revision | None:
        """Delete a record."""
        folded = fold(self.revisions(uid))
        if not folded.heads or folded.deleted:
            return None
        return self.write(deleting(RecordKey("town_hall", uid), folded), clock)

    def peers(self, target: str) -> list[str]:
        """The replicas that bear a name: every life and every clone that was ever met."""
        return sorted(peer for peer in self.sent if peer.split(".")[0] == target)

    def open(self, peer: str) -> None:
        """Begin a channel to a peer."""
        self.sent.setdefault(peer, [])
        self.sent_chain.setdefault(peer, [beginning(self.id, peer)])

    def _fill(self, peer: str) -> None:
        """Queue what the peer does not have: everything that neither went to it nor was covered coming from it."""
        self.open(peer)
        there = {*self.sent[peer], *self.got.get(peer, [])}
        if "no_echo" in BUGS:
            there |= {i for i, r in self.known.items() if r.replica == peer}
        for revision in self.known:
            if revision not in there:
                self.sent[peer].append(revision)
                self.sent_chain[peer].append(link(self.sent_chain[peer][-1], revision))

    def export(self, target: str, skip: int = 0, limit: int | None = None) -> File:
        """Write a parcel; `skip` and `limit` make it one part of several."""
        pieces = tuple(self._piece(peer, skip, limit) for peer in self.peers(target))
        receipts = tuple(self._receipt(peer) for peer in self.peers(target))
        ids = dict.fromkeys(i for piece in pieces for i in piece.ids)
        uids = sorted({r.record.uid for r in self.known.values()})
        view = {uid: tuple(self.revisions(uid)) for uid in uids}
        return File(self.id, target, pieces, tuple(self.known[i] for i in ids), receipts, view)

    def _piece(self, peer: str, skip: int, limit: int | None) -> Piece:
        self._fill(peer)
        acked = self.acked.get(peer, 0)
        start = min(acked + skip, len(self.sent[peer]))
        return Piece(self.id, peer, start, acked, self.sent_chain[peer][start], tuple(self.sent[peer][start:][:limit]))

    def _receipt(self, peer: str) -> Receipt:
        chain = self.got_chain.get(peer, [beginning(peer, self.id)])
        return Receipt(peer, self.id, len(chain) - 1, chain[-1])

    def take(self, file: File) -> None:
        """Receive a parcel."""
        if file.target != self.name:
            return
        self.open(file.sender)
        for piece in file.pieces:
            if piece.receiver == self.id:
                self._advance(piece)
        for revision in file.revisions:
            self.known.setdefault(revision.id, revision)
        for receipt in file.receipts:
            self._acknowledge(receipt)

    def _advance(self, piece: Piece) -> None:
        chain = self.got_chain.setdefault(piece.sender, [beginning(piece.sender, self.id)])
        step = advance(chain, piece)
        if step.alarm == "restored" and "trust_own_position" not in BUGS:
            self.renew()
            return
        for revision, value in step.added:
            self.got.setdefault(piece.sender, []).append(revision)
            chain.append(value)

    def _acknowledge(self, receipt: Receipt) -> None:
        if receipt.sender != self.id or receipt.receiver not in self.sent_chain:
            return
        peer, sent = receipt.receiver, self.sent_chain[receipt.receiver]
        acked = self.acked.get(peer, 0)
        new = acknowledge(sent, acked, receipt)
        if "blind_ack" in BUGS:
            new = max(acked, min(receipt.position, len(sent) - 1))
        if new is None:
            self.renew()
            return
        self.acked[peer] = new
        self.acks_seen.append((f"{self.id}>{peer}", new))

    def renew(self) -> None:
        """Take a new replica id: new channels, everything offered again."""
        peers = list(self.sent)
        self.id, self.seq, self.last = f"{self.name}.{next(COUNTER)}", 0, ""
        self.sent, self.sent_chain, self.got, self.got_chain, self.acked = {}, {}, {}, {}, {}
        for peer in peers:
            self.open(peer)


COUNTER = itertools.count()


def born(name: str, *, hub: bool = False) -> Replica:
    """Make a replica."""
    return Replica(name, hub, f"{name}.{next(COUNTER)}")


def hand_edit(replica: Replica, file: File, uid: str, value: str, clock: int) -> Revision | None:
    """A person changed a cell of a file: the base is what the FILE showed, not what the receiver holds now."""
    replica.take(file)
    base = fold(file.view.get(uid, ()))
    if "hand_edit_base_now" in BUGS:
        base = fold(replica.revisions(uid))
    over = tuple(i for i in base.head_ids("title_en") if i in replica.known)
    return replica.write(Draft(RecordKey("town_hall", uid), "set", {"title_en": value}, {"title_en": over}), clock)
