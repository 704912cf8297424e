"""The officers of a laptop: each opens the office with a passphrase of their own, and is the author of what they do.

Whoever changes anything here proves first that they can open the office: a window that was left open is not enough. The
passphrase that is given says who does it, so a head of office can do it in a window that an officer opened. One who was
removed cannot open the office any more; a copy of it that was made before still opens as it did.
"""

from collections.abc import Mapping, Sequence

from db.errors import KnownError
from db.folding import fold
from db.store import keys
from db.store.access import OFFICERS, note_access
from db.store.office import Office
from db.store.roles import GIVEN, HEAD, KEYS, OFFICER, need, role_of, roles_given
from db.store.strength import WEAK, strength
from db.store.writing import put_fact


def officers(office: Office) -> tuple[str, ...]:
    """Return the names of the officers who can open this office.

    Raises KnownError `keys-damaged`.
    """
    return tuple(one.name for one in keys.read_keys(office.paths.keys) if one.kind == keys.OFFICER)


def officer_roles(office: Office) -> dict[str, str]:
    """Return what each officer of this office is, by name.

    Raises KnownError `keys-damaged`.
    """
    with office.read() as reading:
        given = roles_given(reading.connection)
    return {name: _role(office, given, name) for name in officers(office)}


def add_officer(
    office: Office, secret: str, name: str, passphrase: str, cost: keys.Cost | None = None, role: str = OFFICER
) -> None:
    """Let one more officer open the office, in a role. `secret` is the passphrase of whoever does this.

    Raises KnownError `not-unlocked`, `not-your-role`, `bad-officer`, `officer-exists`, `weak-passphrase`,
    `passphrase-taken`, `no-role`.
    """
    name = " ".join(name.split())
    wraps = _proved(office, secret)
    if not name:
        raise KnownError("bad-officer")
    if any(fold(name) == fold(one.name) for one in wraps if one.kind == keys.OFFICER):
        raise KnownError("officer-exists", name=name)
    _known_role(role)
    _write(office, [*wraps, _wrapped(office, wraps, name, passphrase, cost)], f"+ {name}", {name: role})


def remove_officer(office: Office, secret: str, name: str) -> None:
    """Let an officer open the office no more; the last one stays, and so does the last head of office.

    Raises KnownError `not-unlocked`, `not-your-role`, `no-officer`, `last-officer`, `last-head`.
    """
    wraps = _proved(office, secret)
    _named(wraps, name)
    rest = [one for one in wraps if one.kind != keys.OFFICER or one.name != name]
    if not any(one.kind == keys.OFFICER for one in rest):
        raise KnownError("last-officer", name=name)
    _keep_a_head(office, without=name)
    _write(office, rest, f"- {name}", {name: ""})


def give_role(office: Office, secret: str, name: str, role: str) -> None:
    """Make an officer head of office, or an officer again; one head of office stays.

    Raises KnownError `not-unlocked`, `not-your-role`, `no-officer`, `no-role`, `last-head`, `roles-of-headquarters`.
    """
    if office.identity.role == "hq":
        raise KnownError("roles-of-headquarters")
    wraps = _proved(office, secret)
    _named(wraps, name)
    _known_role(role)
    if role != HEAD:
        _keep_a_head(office, without=name)
    _write(office, wraps, f"{name}: {role}", {name: role})


def change_passphrase(office: Office, secret: str, name: str, passphrase: str, cost: keys.Cost | None = None) -> None:
    """Give an officer another passphrase; the office's own key stays as it is. One's own anybody can change.

    Raises KnownError `not-unlocked`, `not-your-role`, `no-officer`, `weak-passphrase`, `passphrase-taken`.
    """
    wraps = _proved(office, secret, own=name)
    _named(wraps, name)
    made = _wrapped(office, wraps, name, passphrase, cost)
    mine = (keys.OFFICER, name)
    _write(office, [made if (one.kind, one.name) == mine else one for one in wraps], f"= {name}")


def renew_recovery_code(office: Office, secret: str, cost: keys.Cost | None = None) -> str:
    """Return a new recovery code, to be shown once; the old one opens nothing any more.

    Raises KnownError `not-unlocked`, `not-your-role`.
    """
    wraps = _proved(office, secret)
    code = keys.new_recovery_code()
    made = keys.wrap(office.key, code, keys.RECOVERY, office.author, cost or keys.calibrated())
    _write(office, [*(one for one in wraps if one.kind != keys.RECOVERY), made], "= recovery code")
    return code


def _proved(office: Office, secret: str, own: str = "") -> list[keys.Wrap]:
    """Return the wraps of the office, after the secret of somebody who may change them has opened one of them.

    What is `own` anybody may change who proves to be that officer.
    """
    wraps = keys.read_keys(office.paths.keys)
    unlocked = keys.unlock(wraps, secret)
    if (unlocked.kind, unlocked.name) != (keys.OFFICER, own):
        with office.read() as reading:
            given = roles_given(reading.connection)
        need(_role(office, given, unlocked.name, unlocked.kind), KEYS)
    return wraps


def _role(office: Office, given: Mapping[str, str], name: str, kind: str = keys.OFFICER) -> str:
    return role_of(given, name, at_headquarters=office.identity.role == "hq", kind=kind)


def _known_role(role: str) -> None:
    if role not in GIVEN:
        raise KnownError("no-role", role=role, known=", ".join(GIVEN))


def _keep_a_head(office: Office, *, without: str) -> None:
    rest = [role for name, role in officer_roles(office).items() if name != without]
    if office.identity.role != "hq" and HEAD not in rest:
        raise KnownError("last-head", name=without)


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


def _write(office: Office, wraps: Sequence[keys.Wrap], note: str, roles: Mapping[str, str] | None = None) -> None:
    """Write the ways in and the roles that change ("": none any more), and note it in the log together."""
    with office.write("officers") as write:  # one at a time
        note_access(write, OFFICERS, note=note)
        if roles:
            given = {**roles_given(write.connection), **roles}
            put_fact(write.connection, "roles", {name: role for name, role in given.items() if role})
        keys.write_keys(office.paths.keys, wraps, keys.read_sealed(office.paths.keys))
