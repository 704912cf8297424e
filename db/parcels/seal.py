"""The seal of a parcel: its sender's signature over the manifest, which has the digest of everything else in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Seal:
    """A signature, the public key that it is of, and who vouches for that key: a former replica and its signature.

    `parent` and `voucher` are empty where nobody does. Keys and signatures are hexadecimal.
    """

    key: str
    signature: str
    parent: str = ""
    voucher: str = ""


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
