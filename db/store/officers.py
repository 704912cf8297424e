"""The officers of a laptop: each opens the office with a passphrase of their own, and is the author of what they do.

Whoever changes anything here proves first that they can open the office: a window that was left open is not enough. One
who was removed cannot open the office any more; a copy of it that was made before still opens as it did.
"""

from collections.abc import Sequence

from db.errors import KnownError
from db.folding import fold
from db.store import keys
from db.store.access import OFFICERS, note_access
from db.store.office import Office
from db.store.strength import WEAK, strength


def officers(office: Office) -> tuple[str, ...]:
    """Return the names of the officers who can open this office.

    Raises KnownError `keys-damaged`.
    """
    return tuple(one.name for one in keys.read_keys(office.paths.keys) if one.kind == keys.OFFICER)


def add_officer(office: Office, secret: str, name: str, passphrase: str, cost: keys.Cost | None = None) -> None:
    """Let one more officer open the office. `secret` is the passphrase of whoever does this.

    Raises KnownError `not-unlocked`, `bad-officer`, `officer-exists`, `weak-passphrase`, `passphrase-taken`.
    """
    name = " ".join(name.split())
    wraps = _proved(office, secret)
    if not name:
        raise KnownError("bad-officer")
    if any(fold(name) == fold(one.name) for one in wraps if one.kind == keys.OFFICER):
        raise KnownError("officer-exists", name=name)
    _write(office, [*wraps, _wrapped(office, wraps, name, passphrase, cost)], f"+ {name}")


def remove_officer(office: Office, secret: str, name: str) -> None:
    """Let an officer open the office no more; the last one stays.

    Raises KnownError `not-unlocked`, `no-officer`, `last-officer`.
    """
    wraps = _proved(office, secret)
    _named(wraps, name)
    rest = [one for one in wraps if one.kind != keys.OFFICER or one.name != name]
    if not any(one.kind == keys.OFFICER for one in rest):
        raise KnownError("last-officer", name=name)
    _write(office, rest, f"- {name}")


def change_passphrase(office: Office, secret: str, name: str, passphrase: str, cost: keys.Cost | None = None) -> None:
    """Give an officer another passphrase; the office's own key stays as it is.

    Raises KnownError `not-unlocked`, `no-officer`, `weak-passphrase`, `passphrase-taken`.
    """
    wraps = _proved(office, secret)
    _named(wraps, name)
    made = _wrapped(office, wraps, name, passphrase, cost)
    mine = (keys.OFFICER, name)
    _write(office, [made if (one.kind, one.name) == mine else one for one in wraps], f"= {name}")


def renew_recovery_code(office: Office, secret: str, cost: keys.Cost | None = None) -> str:
    """Return a new recovery code, to be shown once; the old one opens nothing any more.

    Raises KnownError `not-unlocked`.
    """
    wraps = _proved(office, secret)
    code = keys.new_recovery_code()
    made = keys.wrap(office.key, code, keys.RECOVERY, office.author, cost or keys.calibrated())
    _write(office, [*(one for one in wraps if one.kind != keys.RECOVERY), made], "= recovery code")
    return code


def _proved(office: Office, secret: str) -> list[keys.Wrap]:
    """Return the wraps of the office, after the secret has opened one of them."""
    wraps = keys.read_keys(office.paths.keys)
    keys.unlock(wraps, secret)
    return wraps


def _named(wraps: Sequence[keys.Wrap], name: str) -> None:
    known = [one.name for one in wraps if one.kind == keys.OFFICER]
    if name not in known:
        raise KnownError("no-officer", name=name, known=", ".join(known))


def _wrapped(
    office: Office, wraps: Sequence[keys.Wrap], name: str, passphrase: str, cost: keys.Cost | None
) -> keys.Wrap:
    """Wrap the office's key for an officer. Two with the same passphrase could not be told apart."""
    if strength(passphrase, (name, office.identity.office)) == WEAK:
        raise KnownError("weak-passphrase")
    try:
        keys.unlock(wraps, passphrase)
    except KnownError:
        return keys.wrap(office.key, passphrase, keys.OFFICER, name, cost or keys.calibrated())
    raise KnownError("passphrase-taken")


def _write(office: Office, wraps: Sequence[keys.Wrap], note: str) -> None:
    with office.write("officers") as write:  # one at a time, and in the log together with what happened
        note_access(write, OFFICERS, note=note)
        keys.write_keys(office.paths.keys, wraps, keys.read_sealed(office.paths.keys))
