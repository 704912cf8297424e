"""Which photos and papers go along with a parcel, and what became of those that came.

Their bytes are no revisions, so no channel counts them. A peer has the bytes of an attachment once it has confirmed the
revision that made it, unless its newest parcel says that it lacks them: a lost companion is sent again with the next
parcel, a doubled one does nothing, and an old parcel that comes late says nothing new.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import delete, insert, select

from db.catalogue.attachments import ATTACHMENT, FILE
from db.parcels.companion import open_early
from db.parcels.rows import Record
from db.schema.exchange import channel_ack, channel_in, channel_out, lacking
from db.schema.tables import metadata
from db.store.attachments import Attachments
from db.store.log import batched_list
from db.store.writing import Reading, Write

_table = metadata.tables[ATTACHMENT.key]


def files_in(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return the photos and papers among records that are not deleted, by digest."""
    found: dict[str, list[Record]] = {}
    for record in records:
        digest = record.values.get("digest") if record.type == ATTACHMENT.key else None
        if digest and not record.folded.deleted:
            found.setdefault(str(digest), []).append(record)
    return found


def bytes_for(
    reading: Reading, store: Attachments, records: Mapping[str, Record], peers: Sequence[str], *, full: bool
) -> tuple[str, ...]:
    """Return the digests whose bytes go along with a parcel of these records: what not all of the peers have.

    Where no peer has been met yet, or `full` asks for everything, these are all that are here.
    """
    files = files_in(records.values())
    wanted = store.held(files)
    if full or not peers:
        return tuple(sorted(wanted))
    # The revisions that say what a file is, by its digest.
    made = {digest: [r for one in files[digest] for r in one.revisions if FILE in r.set] for digest in wanted}
    missing: set[str] = set()
    for peer in peers:
        told = _told(reading, peer)
        confirmed = _confirmed(reading, peer, [r.id for revisions in made.values() for r in revisions])
        has = {d for d, revisions in made.items() if any(r.replica == peer or r.id in confirmed for r in revisions)}
        missing |= wanted - (has - told)
    return tuple(sorted(missing))


def lacking_of(store: Attachments, records: Mapping[str, Record]) -> tuple[str, ...]:
    """Return the digests of photos and papers among records whose bytes are not here."""
    files = files_in(records.values())
    return tuple(sorted(files.keys() - store.held(files)))


def seals_of(store: Attachments, digests: Iterable[str]) -> dict[str, str]:
    """Return the keys under which the bytes of digests travel, as a manifest has them."""
    return {digest: store.seal_of(digest).hex() for digest in digests}


def note_lacking(write: Write, peer: str, serial: int, digests: Collection[str]) -> None:
    """Note what a peer lacks, unless a newer parcel of it has said so already."""
    known = write.connection.scalar(select(lacking.c.serial).where(lacking.c.peer == peer))
    if known is not None and known > serial:
        return
    write.connection.execute(delete(lacking).where(lacking.c.peer == peer))
    row = {"peer": peer, "serial": serial, "digests": json.dumps(sorted(digests))}
    write.connection.execute(insert(lacking).values(**row))


def take_seals(reading: Reading, store: Attachments, seals: Mapping[str, str]) -> None:
    """Remember the keys of a parcel that was taken in, and open what came before them.

    Only of what a record here speaks of: a redaction forgets the bytes, and an old parcel does not bring them back.
    """
    spoken = {
        digest
        for chunk in batched_list(list(seals))
        for digest in reading.connection.scalars(select(_table.c.digest).where(_table.c.digest.in_(chunk)))
    }
    fresh = spoken - store.held(spoken)
    store.expect((digest, bytes.fromhex(seals[digest])) for digest in sorted(fresh))
    open_early(store, sorted(fresh))


def _told(reading: Reading, peer: str) -> set[str]:
    said = reading.connection.scalar(select(lacking.c.digests).where(lacking.c.peer == peer))
    return set(json.loads(said)) if said else set()


def _confirmed(reading: Reading, peer: str, revisions: Sequence[str]) -> set[str]:
    """Return those of the revisions that a peer has: it made or relayed them, or has confirmed their place."""
    me, connection = reading.identity.replica, reading.connection
    acked = connection.scalar(select(channel_ack.c.position).where(channel_ack.c.me == me, channel_ack.c.peer == peer))
    out, came = channel_out.c, channel_in.c
    found: set[str] = set()
    for chunk in batched_list(revisions):
        sent = select(out.revision).where(out.me == me, out.peer == peer, out.position <= (acked or 0))
        got = select(came.revision).where(came.me == me, came.peer == peer)
        found |= set(connection.scalars(sent.where(out.revision.in_(chunk))))
        found |= set(connection.scalars(got.where(came.revision.in_(chunk))))
    return found
