"""The envelope: who sends what to whom, and the exact revisions, in hashed chunks that survive any re-save."""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as dataclass_field
from typing import Any

from db.identity import Identity
from db.parcels.channels import Piece, Receipt
from db.parcels.payload import Damaged
from db.parcels.seal import Seal, read_seal
from db.revisions import Revision, canonical

FORMAT = 1  # of the envelope; a reader that knows less than `min_reader` must not guess
CHUNK = 32_000  # characters, below what a cell holds
SERIAL_LIMIT = 1_000_000  # nobody sends so many; what is missing below a number is listed one by one
PARTS_LIMIT = 10_000  # files that are written together
PAYLOAD_LIMIT = 512 * 1024 * 1024  # bytes after unpacking


_HEX = re.compile(r"[0-9a-f]{64}")


class TooNew(Exception):
    """The parcel says that this program must not try to read it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a parcel says of itself.

    `chan` has the sender's channels to the receiver's replicas: start, acked, before, and which of the payload's
    revisions (by their place, from 0) follow. `ack` has the sender's receipts. Both are empty between strangers.
    `kind` is "changes", "receipt" (nothing new but what was received) or "nil" (the office says that it has nothing
    to report for the period). From headquarters, `lists` has the version and digest of each list that travels
    along, and `revoked` the laptops whose parcels are no longer taken: replica, from which day, and why; `recovery`
    is the public half of its recovery key. `missing` are the serial numbers that never came, by the laptop that
    wrote them. `attachments` has the keys of the photos and papers whose sealed bytes lie in the companion, by
    digest; `lacking` the digests of those that the sender knows of and has not got, None where the parcel does not
    say. `others` is the digest of all other parts of the workbook, by which the receiver knows that nobody changed
    what they show. It is the `part`th of `parts` files that were written together, with serial numbers that follow
    each other.
    """

    parcel: str
    serial: int
    sender: Identity
    to: str
    created: str
    author: str
    app: str
    data_format: int
    records: int
    revisions: int
    digest: str
    sheets: Mapping[str, int]
    period: tuple[str, str]
    profile: str = "hq"
    kind: str = "changes"
    lists: Mapping[str, Any] = dataclass_field(default_factory=dict[str, Any])
    revoked: Sequence[Mapping[str, Any]] = ()
    recovery: str = ""
    missing: Mapping[str, Any] = dataclass_field(default_factory=dict[str, Any])
    fmt: int = FORMAT
    min_reader: int = 1
    chan: Sequence[Mapping[str, Any]] = ()
    ack: Sequence[Mapping[str, Any]] = ()
    others: str = ""
    attachments: Mapping[str, str] = dataclass_field(default_factory=dict[str, str])
    lacking: Sequence[str] | None = None
    part: int = 1
    parts: int = 1


def channel_parts(pieces: Iterable[Piece], revisions: Sequence[Revision]) -> tuple[dict[str, Any], ...]:
    """Return pieces as a manifest has them: revisions by their place in the payload."""
    places = {revision.id: place for place, revision in enumerate(revisions)}
    return tuple(
        {
            "receiver": piece.receiver,
            "start": piece.start,
            "acked": piece.acked,
            "before": piece.before,
            "places": [places[i] for i in piece.ids],
        }
        for piece in pieces
    )


def receipt_parts(receipts: Iterable[Receipt]) -> tuple[dict[str, Any], ...]:
    """Return receipts as a manifest has them."""
    return tuple({"sender": r.sender, "position": r.position, "chain": r.chain} for r in receipts)


def pieces_of(manifest: Manifest, revisions: Sequence[Revision]) -> list[Piece]:
    """Return the channels that a parcel carries.

    Raises Damaged.
    """
    sender = manifest.sender.replica
    try:
        return [
            Piece(
                sender,
                str(part["receiver"]),
                int(part["start"]),
                int(part["acked"]),
                str(part["before"]),
                tuple(revisions[_place(place)].id for place in part["places"]),
            )
            for part in manifest.chan
        ]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise Damaged(f"its channels cannot be read ({error})") from error


def _place(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 0:
        raise ValueError(f"{raw!r} is no place in the payload")
    return raw


def receipts_of(manifest: Manifest) -> list[Receipt]:
    """Return the receipts that a parcel carries.

    Raises Damaged.
    """
    receiver = manifest.sender.replica
    try:
        return [Receipt(str(p["sender"]), receiver, int(p["position"]), str(p["chain"])) for p in manifest.ack]
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(f"its receipts cannot be read ({error})") from error


def lines_digest(lines: Sequence[str]) -> str:
    """Return the SHA-256 that the manifest gives of the revision lines."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the hidden sheet holds: the manifest, the sender's seal on it, the lists that travel along, the revisions.

    `signed` are the bytes that the seal is about, with whatever a newer program put into its manifest. `lines` are the
    revisions as `db.parcels.payload` reads them: as a whole what the manifest says, one by one not proved yet.
    """

    manifest: Manifest
    signed: bytes
    seal: Seal | None
    lists: Mapping[str, Any]
    lines: Sequence[str]


def signed_bytes(manifest: Manifest) -> bytes:
    """Return what the sender signs."""
    return canonical(asdict(manifest)).encode()


def to_chunks(
    manifest: Manifest, seal: Seal | None, lists: Mapping[str, Any], lines: Sequence[str]
) -> list[tuple[int, int, str, str]]:
    """Return the rows of the hidden sheet: number, how many, SHA-256 of the chunk, chunk."""
    head = canonical({"manifest": asdict(manifest), "seal": seal and asdict(seal), "lists": lists})
    packed = base64.b64encode(zlib.compress("\n".join([head, *lines]).encode(), 6)).decode()
    parts = [packed[start : start + CHUNK] for start in range(0, len(packed), CHUNK)]
    return [(n, len(parts), hashlib.sha256(part.encode()).hexdigest(), part) for n, part in enumerate(parts, 1)]


def from_chunks(rows: Iterable[Sequence[object]]) -> Envelope:
    """Return what the hidden sheet's rows hold, everything checked but whose seal it is, and each revision.

    Raises Damaged, TooNew.
    """
    parts: dict[int, str] = {}
    total = 0
    for row in rows:
        if len(row) < 4 or not isinstance(row[3], str) or not row[3]:
            continue
        number, total = _whole(row[0]), _whole(row[1])
        if hashlib.sha256(row[3].encode()).hexdigest() != row[2]:
            raise Damaged(f"part {number} of {total} of its hidden sheet was changed")
        parts[number] = row[3]
    if not parts:
        raise Damaged("its hidden sheet is empty")
    if len(parts) != total or max(parts) != total:
        raise Damaged(f"{len(parts)} of the {total} parts of its hidden sheet are there")
    try:
        unpacker = zlib.decompressobj()
        packed = base64.b64decode("".join(parts[n] for n in range(1, total + 1)), validate=True)
        text = unpacker.decompress(packed, PAYLOAD_LIMIT)
        if unpacker.unconsumed_tail:
            raise Damaged("its payload is too large")
        first, *lines = text.decode().split("\n")
        head = json.loads(first)
        manifest, signed = _manifest(head["manifest"]), canonical(head["manifest"]).encode()
        seal = read_seal(head.get("seal"))
        lists = _lists(manifest, head.get("lists") or {})
    except Damaged:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error) as error:
        raise Damaged(f"its payload cannot be read ({error})") from error
    if lines_digest(lines) != manifest.digest or len(lines) != manifest.revisions:
        raise Damaged("its payload is not what its manifest says")
    return Envelope(manifest, signed, seal, lists, lines)


def list_digest(entries: object) -> str:
    """Return the SHA-256 that a manifest gives of a list."""
    return hashlib.sha256(canonical(entries).encode()).hexdigest()


def _lists(manifest: Manifest, found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the lists that travel along; one that is not what the manifest says breaks the parcel."""
    for name, about in manifest.lists.items():
        if list_digest(found[name]) != about["digest"]:
            raise Damaged(f"the list {name} in it is not what its manifest says")
    return {name: found[name] for name in manifest.lists}


def _whole(cell: object) -> int:
    """Return a whole number out of a cell, which a program may have saved as 1.0 or as text.

    Raises Damaged.
    """
    try:
        return int(float(str(cell)))
    except (ValueError, OverflowError) as error:
        raise Damaged("the numbering of its hidden sheet was changed") from error


def _hex(raw: object) -> str:
    """Return a digest or a key of 256 bits."""
    if not isinstance(raw, str) or not _HEX.fullmatch(raw):
        raise ValueError(f"{str(raw)[:80]!r} is no digest")
    return raw


def _manifest(found: dict[str, Any]) -> Manifest:
    """Read a manifest; what a newer program added is left out, and whether it may be read at all is asked first."""
    if int(found["min_reader"]) > FORMAT:
        raise TooNew
    known: dict[str, Any] = {name: found[name] for name in Manifest.__slots__ if name in found}
    known["sender"] = Identity(**{name: str(found["sender"][name]) for name in Identity.__slots__})
    known["period"] = (str(found["period"][0]), str(found["period"][1]))
    for name in ("chan", "ack", "revoked"):
        known[name] = tuple(found.get(name) or ())
    for name in ("lists", "missing"):
        known[name] = dict(found.get(name) or {})
    known["attachments"] = {_hex(d): _hex(key) for d, key in dict(found.get("attachments") or {}).items()}
    known["lacking"] = None if found.get("lacking") is None else tuple(_hex(digest) for digest in found["lacking"])
    known["recovery"] = _hex(found["recovery"]) if found.get("recovery") else ""
    for number in ("serial", "records", "revisions"):
        known[number] = int(found[number])
    known["part"], known["parts"] = int(found.get("part", 1)), int(found.get("parts", 1))
    if not 0 < known["serial"] < SERIAL_LIMIT:
        raise ValueError("its serial number is out of bounds")
    if not 0 < known["part"] <= known["parts"] < PARTS_LIMIT or known["part"] > known["serial"]:
        raise ValueError("it cannot be that part of so many")
    return Manifest(**known)
