"""How this replica stands with its peers: channels and receipts, kept in the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Table, func, insert, select, update

from db.parcels.channels import Piece, Receipt, acknowledge, advance, beginning, link
from db.parcels.trust import revoked_replicas
from db.schema.exchange import channel_ack, channel_in, channel_out
from db.schema.tables import replica
from db.store.writing import Reading, Write


@dataclass(frozen=True, slots=True)
class Standing:
    """How far we are with one peer, in numbers of changes.

    `sent` of ours were written into parcels to it, it has confirmed `confirmed` of them; `got` of its changes are here.
    """

    peer: str
    office: str
    laptop: str
    sent: int
    confirmed: int
    got: int

    @property
    def name(self) -> str:
        """What people call the peer: MIT-A."""
        return f"{self.office}-{self.laptop}"


def peers_of(reading: Reading, to: str) -> list[str]:
    """Return the replicas that a parcel to `to` (an office's code, or HQ) is for, as far as they are known here.

    A laptop that was reported lost is none of them.
    """
    mine = replica.c.id != reading.identity.replica
    wanted = replica.c.role == "hq" if to == "HQ" else replica.c.office == to
    met = reading.connection.scalars(select(replica.c.id).where(mine, wanted, replica.c.origin == "met"))
    return sorted(set(met) - revoked_replicas(reading))


def queue(write: Write, peer: str, revisions: Sequence[str]) -> None:
    """Put what a peer does not have at the end of the channel to it: what neither went to it nor came from it."""
    me = write.identity.replica
    sent = _along(write, channel_out, "revision", peer)
    there = {*sent, *_along(write, channel_in, "revision", peer)}
    position = len(sent)
    chain = _along(write, channel_out, "chain", peer)[-1] if sent else beginning(me, peer)
    rows: list[dict[str, object]] = []
    for revision in revisions:
        if revision not in there:
            position, chain = position + 1, link(chain, revision)
            rows.append({"me": me, "peer": peer, "position": position, "revision": revision, "chain": chain})
    if rows:
        write.connection.execute(insert(channel_out), rows)


def piece_for(reading: Reading, peer: str) -> Piece:
    """Return the part of the channel that goes into the next parcel: everything after the last receipt."""
    me = reading.identity.replica
    start = _acked(reading, peer)
    ids = _along(reading, channel_out, "revision", peer)[start:]
    chains = [beginning(me, peer), *_along(reading, channel_out, "chain", peer)]
    return Piece(me, peer, start, start, chains[start], tuple(ids))


def receipt_for(reading: Reading, peer: str) -> Receipt:
    """Return what we have of the channel from a peer, out of what is committed."""
    chains = [beginning(peer, reading.identity.replica), *_along(reading, channel_in, "chain", peer)]
    return Receipt(peer, reading.identity.replica, len(chains) - 1, chains[-1])


def take_pieces(write: Write, pieces: Iterable[Piece]) -> str:
    """Advance the channels that a parcel carries; return the alarm: "", "gap", "fork" or "restored".

    A piece for another life of this database says nothing to this one. "restored" has given this database a new replica
    id already: everything will be offered again.
    """
    alarm = ""
    for piece in pieces:
        if piece.receiver != write.identity.replica:
            continue
        known = [beginning(piece.sender, piece.receiver), *_along(write, channel_in, "chain", piece.sender)]
        step = advance(known, piece)
        alarm = step.alarm or alarm
        if step.alarm == "restored":
            write.renew("restored")
        rows = [
            {"peer": piece.sender, "me": piece.receiver, "position": place, "revision": revision, "chain": chain}
            for place, (revision, chain) in enumerate(step.added, len(known))
        ]
        if rows:
            write.connection.execute(insert(channel_in), rows)
    return alarm


def take_receipts(write: Write, receipts: Iterable[Receipt]) -> str:
    """Note what a peer confirms of ours; return "restored" where a receipt does not fit: then we are a copy."""
    for receipt in receipts:
        me, peer = write.identity.replica, receipt.receiver
        if receipt.sender != me:
            continue
        sent = [beginning(me, peer), *_along(write, channel_out, "chain", peer)]
        position = acknowledge(sent, _acked(write, peer), receipt)
        if position is None:
            write.renew("restored")
            return "restored"
        mine = (channel_ack.c.me == me, channel_ack.c.peer == peer)
        if write.connection.execute(update(channel_ack).where(*mine).values(position=position)).rowcount == 0:
            write.connection.execute(insert(channel_ack).values(me=me, peer=peer, position=position))
    return ""


def standings(reading: Reading) -> list[Standing]:
    """Return how this replica stands with every peer it has met."""
    met = reading.connection.execute(select(replica).where(replica.c.origin == "met").order_by(replica.c.office))
    out, into = _counts(reading, channel_out), _counts(reading, channel_in)
    return [Standing(r.id, r.office, r.laptop, out.get(r.id, 0), _acked(reading, r.id), into.get(r.id, 0)) for r in met]


def _counts(reading: Reading, table: Table) -> dict[str, int]:
    mine = table.c.me == reading.identity.replica
    return dict(reading.connection.execute(select(table.c.peer, func.count()).where(mine).group_by(table.c.peer)).all())


def _along(reading: Reading, table: Table, column: str, peer: str) -> list[str]:
    """Return a column of our channel to (`channel_out`) or from (`channel_in`) a peer, in order of positions."""
    mine = (table.c.me == reading.identity.replica, table.c.peer == peer)
    return list(reading.connection.scalars(select(table.c[column]).where(*mine).order_by(table.c.position)))


def _acked(reading: Reading, peer: str) -> int:
    mine = (channel_ack.c.me == reading.identity.replica, channel_ack.c.peer == peer)
    return reading.connection.scalar(select(channel_ack.c.position).where(*mine)) or 0
