"""The key of an office: random, and wrapped once for each way in.

The database is encrypted with a random 256-bit key. `keys.json` holds it wrapped by AES-GCM under a key that Argon2id
derives from each officer's passphrase and from the recovery code; the parameters are authenticated with it. A tag that
does not fit means a wrong passphrase, so it is never mistaken for a damaged database. Beside these it may lie sealed to
the recovery key of headquarters (`db.store.recovery`).
"""

import base64
import json
import math
import os
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from db.errors import KnownError
from db.store.files import write_aside

RECOVERY = "recovery"
OFFICER = "officer"
# Without letters and digits that look alike on paper (0/O, 1/I/L, 8/B).
_ALPHABET = "2345679ACDEFGHJKMNPQRSTUVWXYZ"
CODE_GROUPS, CODE_GROUP = 6, 5  # 29^30: 145 bits


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: Argon2id passes, memory in KiB, lanes (RFC 9106, second choice)."""

    passes: int = 3
    memory: int = 64 * 1024
    lanes: int = 4


USUAL_COST = Cost()
GUESS = 0.5  # seconds that one guess shall take on the laptop where the passphrase was made
_MOST = (20, 1024 * 1024, 16)  # passes, KiB, lanes


@dataclass(frozen=True, slots=True)
class Wrap:
    """The office's key as one secret opens it. `kind` is "officer" or "recovery", `name` the officer."""

    kind: str
    name: str
    passes: int
    memory: int
    lanes: int
    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """The office's key as the private half of `public` (hexadecimal) opens it, in base64."""

    public: str
    content: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An opened key: the key itself and who opened it."""

    key: bytes = field(repr=False)
    kind: str
    name: str


def new_recovery_code() -> str:
    """Return a fresh recovery code, in groups that can be read out and typed in."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(CODE_GROUP)) for _ in range(CODE_GROUPS))


def new_key() -> bytes:
    """Return a fresh random 256-bit key."""
    return secrets.token_bytes(32)


def calibrated() -> Cost:
    """Return the cost at which one guess takes about `GUESS` seconds on this machine, never less than the usual."""
    started = perf_counter()
    _derive("how long does one pass take", OFFICER, bytes(16), Cost(passes=1))
    passes = math.ceil(GUESS / (perf_counter() - started))
    return Cost(passes=min(max(passes, USUAL_COST.passes), _MOST[0]))


def wrap(key: bytes, secret: str, kind: str, name: str, cost: Cost) -> Wrap:
    """Wrap the office's key under a secret."""
    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = AESGCM(_derive(secret, kind, salt, cost)).encrypt(nonce, key, _authenticated(kind, name, cost))
    return Wrap(kind, name, cost.passes, cost.memory, cost.lanes, _text(salt), _text(nonce), _text(sealed))


def write_keys(path: Path, wraps: Sequence[Wrap], sealed: Sequence[Sealed] = ()) -> None:
    """Write the key file whole or not at all."""
    content = {"format": 1, "wraps": [asdict(w) for w in wraps], "sealed": [asdict(s) for s in sealed]}
    write_aside(path, json.dumps(content, indent=1).encode())


def read_keys(path: Path) -> list[Wrap]:
    """Read the key file.

    Raises KnownError `keys-damaged` where it is missing or not a key file.
    """
    try:
        return parse_keys(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        raise KnownError("keys-damaged", path=path, backups=path.parent / "backups") from None


def parse_keys(content: bytes) -> list[Wrap]:
    """Return the wraps in a key file's content.

    Raises ValueError, KeyError or TypeError where it is damaged, or asks for more than an honest one does: whoever can
    write the file must not be able to make us take all memory.
    """
    wraps = [Wrap(**wrapped) for wrapped in json.loads(content)["wraps"]]
    for wrapped in wraps:
        cost = (wrapped.passes, wrapped.memory, wrapped.lanes)
        if not all(type(part) is int and 0 < part <= most for part, most in zip(cost, _MOST, strict=True)):
            raise ValueError("the cost of a wrap is out of bounds")
        if wrapped.memory < 8 * wrapped.lanes or len(_bytes(wrapped.salt)) < 8 or len(_bytes(wrapped.nonce)) != 12:
            raise ValueError("a wrap is damaged")
    if not wraps:
        raise ValueError("there is no wrap")
    return wraps


def read_sealed(path: Path) -> list[Sealed]:
    """Return the office's key as it lies sealed to headquarters; nothing where no headquarters has asked for it.

    Raises KnownError `keys-damaged`.
    """
    try:
        found = [Sealed(**one) for one in json.loads(path.read_bytes()).get("sealed", [])]
        if not all(len(bytes.fromhex(one.public)) == 32 and _bytes(one.content) for one in found):
            raise ValueError("a sealed key is damaged")
    except (OSError, ValueError, TypeError, AttributeError):
        raise KnownError("keys-damaged", path=path, backups=path.parent / "backups") from None
    return found


def unlock(wraps: Sequence[Wrap], secret: str) -> Unlocked:
    """Open the office's key with a passphrase or the recovery code.

    Raises KnownError `not-unlocked`; which wrap was tried is not told.
    """
    for wrapped in wraps:
        cost = Cost(wrapped.passes, wrapped.memory, wrapped.lanes)
        derived = _derive(secret, wrapped.kind, _bytes(wrapped.salt), cost)
        try:
            key = AESGCM(derived).decrypt(
                _bytes(wrapped.nonce), _bytes(wrapped.wrapped), _authenticated(wrapped.kind, wrapped.name, cost)
            )
        except InvalidTag:
            continue
        return Unlocked(key, wrapped.kind, wrapped.name)
    raise KnownError("not-unlocked")


def _derive(secret: str, kind: str, salt: bytes, cost: Cost) -> bytes:
    """Return the 256-bit key that wraps, derived from what a person typed."""
    secret = unicodedata.normalize("NFKC", secret)  # an accent typed on another keyboard is the same accent
    if kind == RECOVERY:
        secret = "".join(c for c in secret.upper() if c in _ALPHABET)  # hyphens, blanks and case do not matter
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return kdf.derive(secret.encode(errors="surrogateescape"))


def _authenticated(kind: str, name: str, cost: Cost) -> bytes:
    return json.dumps([kind, name, cost.passes, cost.memory, cost.lanes]).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
