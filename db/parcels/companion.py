"""The companion of a parcel: a zip beside the workbook with the bytes of photos and papers, each one sealed.

Entries are called by the SHA-256 of what is inside and by nothing else. Each is sealed with AES-GCM under a key that
only the parcel carries, so that the zip alone tells nobody anything. It may come before the parcel, after it, twice or
never; whatever is wrong with one entry is told of that entry and stops no other.
"""

import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.errors import KnownError
from db.marks import N_
from db.store.attachments import Attachments
from db.store.files import make_aside

SUFFIX = ".zip"
PART = 20 * 1024 * 1024  # bytes in one zip, unless a single paper is larger: what a mail server takes
ENTRIES = 5_000
FILE_LIMIT = 300 * 1024 * 1024
ENTRY_LIMIT = 25 * 1024 * 1024  # above what may be attached
EARLY_LIMIT = 500 * 1024 * 1024  # kept in all for parcels that have not come

REFUSALS = {
    "name": N_("its name is no digest, so it is not ours"),
    "twice": N_("it is in the file twice; the first one was taken"),
    "locked": N_("it is behind a password of its own"),
    "packed": N_("it is packed in a way that is not read"),
    "large": N_("it is larger than any photo or paper can be"),
    "broken": N_("it was changed on the way, or its parcel was another one; ask for it again"),
    "full": N_("too many wait for their parcels already; take those parcels in first"),
}
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NONCE = 12
_RATIO = 2  # what is sealed does not shrink; whatever does is a trap


@dataclass(frozen=True, slots=True)
class Refusal:
    """An entry that was not taken: its name, and why, a key of `REFUSALS`."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a companion's entries: `new` ones, those that were here (`same`), those that wait (`early`)."""

    new: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def seal(content: bytes, digest: str, key: bytes) -> bytes:
    """Return bytes sealed under a key."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, digest.encode())


def unseal(sealed: bytes, digest: str, keys: Iterable[bytes]) -> tuple[bytes, bytes] | None:
    """Return the bytes of a digest and the key that opened them; None where none does, or they are others."""
    for key in keys:
        try:
            content = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], digest.encode())
        except (InvalidTag, ValueError):
            continue
        if hashlib.sha256(content).hexdigest() == digest:
            return content, key
    return None


def write_companions(store: Attachments, workbook: Path, digests: Collection[str]) -> list[Path]:
    """Write the bytes of digests beside a parcel's workbook, into as many files as mail can carry; return them.

    Raises KnownError `cannot-write`, `disk-full`.
    """
    left, written = sorted(digests), list[Path]()
    while left:
        target = _free(workbook, len(written) + 1)
        make_aside(target, partial(_pack, store, left))
        written.append(target)
    return written


def _pack(store: Attachments, left: list[str], file: Path) -> None:
    """Write one companion with as many of the digests that are `left` as it may hold, and take those off the list."""
    size = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        while left:
            content = store.get(left[0])
            if size and size + len(content) > PART:
                return
            size += len(content)
            digest = left.pop(0)
            # No time in it: when something was packed is nobody's business.
            archive.writestr(zipfile.ZipInfo(digest), seal(content, digest, store.seal_of(digest)))


def _free(workbook: Path, number: int) -> Path:
    """Return the next name of a companion at which nothing lies."""
    names = (workbook.with_suffix(f".{n}{SUFFIX}" if n > 1 else SUFFIX) for n in range(number, number + 1000))
    return next(path for path in names if not path.exists())


def companions_of(workbook: Path) -> list[Path]:
    """Return the companions that lie beside a parcel's workbook."""
    named = re.compile(rf"{re.escape(workbook.stem)}(\.\d+)?\{SUFFIX}", re.IGNORECASE)
    try:
        return sorted(path for path in workbook.parent.iterdir() if named.fullmatch(path.name))
    except OSError:
        return []


def companion_of(workbook: Path) -> Path:
    """Return where the first companion of a parcel's workbook lies."""
    return workbook.with_suffix(SUFFIX)


def digests_in(path: Path) -> set[str]:
    """Return the digests of the photos and papers in a companion; none where the file is no companion, or damaged."""
    try:
        with _opened(path) as archive:
            return {entry.filename for entry in archive.infolist() if _DIGEST.fullmatch(entry.filename)}
    except KnownError as error:
        if error.code not in ("no-file", "bad-companion"):
            raise
        return set()


def is_companion(path: Path) -> bool:
    """Whether a file is called like a companion."""
    return path.suffix.lower() == SUFFIX


def take_entries(store: Attachments, path: Path, keys: dict[str, list[bytes]], *, dry_run: bool = False) -> Taken:
    """Take what a companion holds into the store; a `dry_run` only says what would be taken.

    `keys` are those that parcels of a dry run bring, which the store does not know yet.

    Raises KnownError `no-file`, `bad-companion`, and as the store does.
    """
    new: list[str] = []
    same: list[str] = []
    early: list[str] = []
    refusals: list[Refusal] = []
    with _opened(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        held = store.held(entry.filename for entry in entries if _DIGEST.fullmatch(entry.filename))
        seen: set[str] = set()
        for entry in entries:
            digest = entry.filename
            why = _outside(entry, seen)
            seen.add(digest)
            if why:
                refusals.append(Refusal(digest[:80], why))
            elif digest in held:
                same.append(digest)
            else:
                found = _take(store, digest, _content(archive, entry), keys.get(digest, []), dry_run)
                if found == "new":
                    new.append(digest)
                elif found == "early":
                    early.append(digest)
                else:
                    refusals.append(Refusal(digest, found))
    return Taken(tuple(new), tuple(same), tuple(early), tuple(refusals))


def _take(store: Attachments, digest: str, sealed: bytes | None, more: list[bytes], dry_run: bool) -> str:
    """Take one entry; return "new", "early" or why it is refused."""
    keys = [*store.keys_for(digest), *more]
    if sealed is None:
        return "broken"
    if not keys:
        return "early" if dry_run or store.keep_early(digest, sealed, EARLY_LIMIT) else "full"
    opened = unseal(sealed, digest, keys)
    if opened is None:
        return "broken"
    if not dry_run:
        store.put(*opened)
    return "new"


def open_early(store: Attachments, digests: Iterable[str]) -> list[str]:
    """Open what came before the keys of these digests; return those that are here now."""
    here: list[str] = []
    for digest in digests:
        for sealed in store.early(digest):
            opened = unseal(sealed, digest, store.keys_for(digest))
            if opened is not None:
                store.put(*opened)
                here.append(digest)
                break
        store.forget_early(digest)
    return here


@contextmanager
def _opened(path: Path) -> Generator[zipfile.ZipFile]:
    """Open a companion after a look at the outside."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise KnownError("bad-companion", file=path.name, detail=f"it has more than {FILE_LIMIT >> 20} MB")
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            if len(archive.infolist()) > ENTRIES:
                raise KnownError("bad-companion", file=path.name, detail=f"it has more than {ENTRIES} parts")
            if not any(_DIGEST.fullmatch(entry.filename) for entry in archive.infolist()):
                raise KnownError("bad-companion", file=path.name, detail="no photo and no paper of a parcel is in it")
            yield archive
    except FileNotFoundError:
        raise KnownError("no-file", path=path) from None
    except OSError as error:
        detail = f"it cannot be opened ({error.strerror})"
        raise KnownError("bad-companion", file=path.name, detail=detail) from error
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        detail = "it is damaged or was not copied completely"
        raise KnownError("bad-companion", file=path.name, detail=detail) from error


def _outside(entry: zipfile.ZipInfo, seen: Collection[str]) -> str:
    """Say what is wrong with an entry before anything of it is read, "" for nothing."""
    if not _DIGEST.fullmatch(entry.filename):
        return "name"
    if entry.filename in seen:
        return "twice"
    if entry.flag_bits & 0x1:
        return "locked"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "packed"
    if entry.file_size > min(ENTRY_LIMIT, _RATIO * entry.compress_size + 1024):
        return "large"
    return ""


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """Return the bytes of an entry, None where they are damaged; never more than it says it has."""
    try:
        with archive.open(entry) as packed:
            return packed.read(entry.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        return None
