"""Who wrote a parcel: an Ed25519 signature over its manifest, which has the digest of everything else in it.

Each replica has a key of its own. A replica that was born from another one (restored from a backup, or a copy) lets the
key of its former life vouch for the new one, so that nobody needs to compare codes again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PARCEL, _HEIR = b"groundwork parcel 1\0", b"groundwork heir 1\0"
# Without letters and digits that sound or look alike over a bad line.
_ALPHABET = "2345679ACDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _SIZE = 4, 4  # 29^16: 77 bits of the key's digest, enough against making a key that has the same code


@dataclass(frozen=True, slots=True)
class Seal:
    """A signature, the public key that it is of, and who vouches for that key: a former replica and its signature.

    `parent` and `voucher` are empty where nobody does. Keys and signatures are hexadecimal.
    """

    key: str
    signature: str
    parent: str = ""
    voucher: str = ""


def new_private_key() -> str:
    """Return a fresh private key."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_of(private: str) -> str:
    """Return the public key of a private one."""
    return _private(private).public_key().public_bytes_raw().hex()


def sign(private: str, content: bytes) -> str:
    """Return a private key's signature on a manifest."""
    return _private(private).sign(_PARCEL + content).hex()


def vouch(private: str, replica: str, public: str) -> str:
    """Return a former life's signature on the key of the replica that goes on."""
    return _private(private).sign(_HEIR + f"{replica}\n{public}".encode()).hex()


def is_signed(seal: Seal, content: bytes) -> bool:
    """Whether a seal is the signature of its key on this manifest."""
    return _verifies(seal.key, seal.signature, _PARCEL + content)


def is_vouched(seal: Seal, replica: str, parent_public: str) -> bool:
    """Whether a known key vouches for the key of a seal."""
    return _verifies(parent_public, seal.voucher, _HEIR + f"{replica}\n{seal.key}".encode())


def code_of(public: str) -> str:
    """Return the code by which two people compare a key over the phone."""
    number = int.from_bytes(hashlib.sha256(bytes.fromhex(public)).digest(), "big")
    letters: list[str] = []
    for _ in range(_GROUPS * _SIZE):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "-".join("".join(letters[at : at + _SIZE]) for at in range(0, len(letters), _SIZE))


def same_code(typed: str, code: str) -> bool:
    """Whether a person typed this code; case, blanks and hyphens do not matter."""
    return "".join(c for c in typed.upper() if c.isalnum()) == code.replace("-", "")


def read_seal(raw: Mapping[str, Any] | None) -> Seal | None:
    """Return the seal of a parcel, None where it has none.

    Raises ValueError, KeyError or TypeError where it is damaged.
    """
    if raw is None:
        return None
    found = Seal(*(str(raw.get(name) or "") for name in ("key", "signature", "parent", "voucher")))
    if len(bytes.fromhex(found.key)) != 32 or len(bytes.fromhex(found.signature)) != 64:
        raise ValueError("its seal is damaged")
    bytes.fromhex(found.voucher)
    return found


def _private(private: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private))


def _verifies(public: str, signature: str, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except InvalidSignature:
        return False
    return True
