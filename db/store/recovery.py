"""The last way in: headquarters can open an office whose officers and recovery code are gone.

Headquarters has a recovery key, whose public half its parcels carry. An office that has compared the code of
headquarters' laptop seals its own key to it, beside the other ways in, so that every backup has it as well. When all
else is lost, the office sends its key file, from which nobody but headquarters can take anything; headquarters answers
with one that has a new recovery code, and reads that code over the phone.
"""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from sqlalchemy import select

from db.errors import KnownError
from db.schema.exchange import signing_key
from db.schema.tables import fact
from db.store import keys
from db.store.access import OFFICERS, RECOVER, note_access
from db.store.engine import connect, sqlcipher
from db.store.files import write_aside
from db.store.lock import alone
from db.store.office import Office
from db.store.paths import Paths
from db.store.writing import Reading, Write, put_fact

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_INFO = b"groundwork recovery 1\0"
_OWN, _KNOWN = "recovery_key", "headquarters_recovery"


def own_recovery_key(write: Write) -> str:
    """Return the public half of headquarters' recovery key (hexadecimal), made when it is first asked for."""
    found = _fact(write, _OWN)
    if not found:
        private = X25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw().hex()
        found = {"public": public, "private": private.private_bytes_raw().hex()}
        put_fact(write.connection, _OWN, found)
    return found["public"]


def note_recovery_key(write: Write, replica: str, public: str) -> None:
    """Remember the recovery key that a headquarters told; nothing is sealed to it before its code was compared.

    Raises ValueError where it is no key.
    """
    X25519PublicKey.from_public_bytes(bytes.fromhex(public))
    known = {"replica": replica, "public": public}
    if _fact(write, _KNOWN) != known:
        put_fact(write.connection, _KNOWN, known)


def seal_for_headquarters(office: Office) -> bool:
    """Seal the office's key to headquarters, if its code was compared and that is not done yet; return whether it is.

    Raises KnownError `keys-damaged`, `cannot-write`.
    """
    with office.read() as reading:
        known = _fact(reading, _KNOWN)
        state = reading.connection.scalar(
            select(signing_key.c.state).where(signing_key.c.replica == known.get("replica", ""))
        )
    if not known or state != "confirmed":
        return False
    public = known["public"]
    if [one.public for one in keys.read_sealed(office.paths.keys)] != [public]:
        content = _SUITE.encrypt(office.key, X25519PublicKey.from_public_bytes(bytes.fromhex(public)), info=_INFO)
        sealed = keys.Sealed(public, base64.b64encode(content).decode())
        with office.write("officers") as write:
            note_access(write, OFFICERS, note="+ headquarters")
            keys.write_keys(office.paths.keys, keys.read_keys(office.paths.keys), [sealed])
    return True


def reopen(office: Office, source: Path, target: Path, cost: keys.Cost | None = None) -> str:
    """Open the key file of an office at headquarters; write one with a new recovery code and return the code.

    Raises KnownError `keys-damaged`, `not-sealed-to-us`, `cannot-write`.
    """
    wraps = keys.read_keys(source)
    with office.read() as reading:
        own = _fact(reading, _OWN)
    sealed = keys.read_sealed(source)
    mine = next((one for one in sealed if one.public == own.get("public")), None)
    if mine is None:
        raise KnownError("not-sealed-to-us", path=source)
    private = X25519PrivateKey.from_private_bytes(bytes.fromhex(own["private"]))
    try:
        key = _SUITE.decrypt(base64.b64decode(mine.content), private, info=_INFO)
    except InvalidTag:
        raise KnownError("keys-damaged", path=source, backups=source.parent) from None
    code = keys.new_recovery_code()
    made = keys.wrap(key, code, keys.RECOVERY, "headquarters", cost or keys.calibrated())
    keys.write_keys(target, [*(one for one in wraps if one.kind != keys.RECOVERY), made], sealed)
    with office.write("officers") as write:
        note_access(write, RECOVER, file=source.name, note=", ".join(w.name for w in wraps if w.kind == keys.OFFICER))
    return code


def take_keys(home: Path, source: Path, secret: str) -> None:
    """Put the key file that headquarters sent in the place of an office's own; the old one is kept under `backups`.

    `secret` is the code that headquarters read out; it must open this very office.

    Raises KnownError `no-office`, `keys-damaged`, `not-unlocked`, `other-office`, `office-in-use`, `cannot-write`.
    """
    paths = Paths(home)
    if not paths.database.exists():
        raise KnownError("no-office", home=home)
    unlocked = keys.unlock(keys.read_keys(source), secret)
    with alone(home):
        try:
            connect(paths.database, unlocked.key).close()
        except sqlcipher.DatabaseError:
            raise KnownError("other-office", path=source) from None
        if paths.keys.exists():
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
            paths.backups.mkdir(exist_ok=True)
            write_aside(paths.backups / f"{stamp}-keys.json", paths.keys.read_bytes())
        write_aside(paths.keys, source.read_bytes())


def _fact(reading: Reading, key: str) -> dict[str, str]:
    found = reading.connection.scalar(select(fact.c.value).where(fact.c.key == key))
    return json.loads(found) if found else {}
