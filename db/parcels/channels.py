"""Channels: how two replicas know what the other has, whatever happens to the files between them. Pure.

A channel goes from one replica to another and has positions 1, 2, 3 … without holes, chained by hashes. Every parcel
starts at the last acknowledged position, so a lost one needs no repair. Receipts are positions with their chain value;
one that does not fit means that somebody was restored from a backup or cloned, and a new replica id cures it: it offers
everything again and loses nothing. What the records say never depends on any of this.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a channel that a parcel carries: positions `start` + 1 … `start` + len(`ids`).

    `sender` and `receiver` are replica ids, `acked` the last position for which the sender holds a receipt, `before`
    the chain value at `start`.
    """

    sender: str
    receiver: str
    start: int
    acked: int
    before: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receiver of a channel has of it, derived from what it has committed: a position and its chain value."""

    sender: str
    receiver: str
    position: int
    chain: str


@dataclass(frozen=True, slots=True)
class Advance:
    """What a piece does to its receiver.

    `added` are the ids and chain values that follow the known positions; `covered` says how many of the piece's ids a
    position now covers (those need not be offered back); `alarm` is "", "restored", "gap" or "fork".
    """

    added: tuple[tuple[str, str], ...] = ()
    covered: int = 0
    alarm: str = ""


def beginning(sender: str, receiver: str) -> str:
    """Return the chain value at position 0."""
    return _hash(f"groundwork channel\n{sender}\n{receiver}")


def link(chain: str, revision: str) -> str:
    """Return the chain value after one more revision."""
    return _hash(f"{chain}\n{revision}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def advance(known: Sequence[str], piece: Piece) -> Advance:
    """Return what a piece does to a receiver that knows the chain values `known` (of positions 0, 1, 2 …).

    Whatever the alarm, the piece's revisions themselves are merged by the caller: meaning never waits for order.
    """
    position = len(known) - 1
    if piece.acked > position:
        return Advance(alarm="restored")  # the sender holds a receipt that this replica never gave
    if piece.start > position:
        return Advance(alarm="gap")  # the next parcel starts at the acknowledged position again
    chain = piece.before
    if chain != known[piece.start]:
        return Advance(alarm="fork")
    added: list[tuple[str, str]] = []
    for place, revision in enumerate(piece.ids, piece.start + 1):
        chain = link(chain, revision)
        if place <= position and known[place] != chain:
            return Advance(alarm="fork")
        if place > position:
            added.append((revision, chain))
    return Advance(tuple(added), len(piece.ids))


def acknowledge(sent: Sequence[str], acked: int, receipt: Receipt) -> int | None:
    """Return the new acknowledged position of a channel whose sender knows the chain values `sent`.

    None: the receipt does not fit, so the sender itself was restored or cloned.
    """
    if receipt.position >= len(sent) or receipt.chain != sent[receipt.position]:
        return None
    return max(acked, receipt.position)
