"""Keys with which a database signs its parcels (Ed25519), and the codes by which people compare them.

Each replica has a key of its own. One that was born from another (restored from a backup, or a copy) lets the key of
its former life vouch for the new one, so that nobody needs to compare codes again. Keys and signatures are hexadecimal.
"""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PARCEL, _HEIR = b"groundwork parcel 1\0", b"groundwork heir 1\0"
# Without letters and digits that sound or look alike over a bad line.
_ALPHABET = "2345679ACDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _SIZE = 4, 4  # 29^16: 77 bits of the key's digest, enough against making a key that has the same code


def new_private_key() -> str:
    """Return a fresh private key."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_of(private: str) -> str:
    """Return the public key of a private one."""
    return _private(private).public_key().public_bytes_raw().hex()


def sign(private: str, manifest: bytes) -> str:
    """Return a private key's signature on a parcel's manifest."""
    return _private(private).sign(_PARCEL + manifest).hex()


def vouch(private: str, replica: str, public: str) -> str:
    """Return a former life's signature on the key of the replica that goes on."""
    return _private(private).sign(_HEIR + f"{replica}\n{public}".encode()).hex()


def is_signed(public: str, signature: str, manifest: bytes) -> bool:
    """Whether a signature is this key's on this manifest."""
    return _verifies(public, signature, _PARCEL + manifest)


def is_vouched(parent: str, voucher: str, replica: str, public: str) -> bool:
    """Whether the key `parent` vouches for the key `public` of a replica."""
    return _verifies(parent, voucher, _HEIR + f"{replica}\n{public}".encode())


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


def _private(private: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private))


def _verifies(public: str, signature: str, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except InvalidSignature:
        return False
    return True
