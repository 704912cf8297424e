"""Revisions as lines of a parcel's payload, and the strict reading of lines that come from anywhere."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, get_args

from db.revisions import Json, RecordKey, Revision, RevisionKind, canonical, content_id

_ID = re.compile(r"[0-9a-f]{64}")
_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,63}")
_EXACT = 2**53  # whole numbers beyond it do not survive every program's JSON


class Damaged(ValueError):
    """The envelope cannot be trusted; the message says which part."""


def revision_lines(revisions: Iterable[Revision]) -> list[str]:
    """Return each revision as one line of canonical JSON."""
    return [
        canonical(
            {
                "id": r.id,
                "replica": r.replica,
                "seq": r.seq,
                "prev": r.prev,
                "type": r.record.type,
                "uid": r.record.uid,
                "kind": r.kind,
                "set": r.set,
                "over": r.over,
                "author": r.author,
                "at": r.at,
                "batch": r.batch,
                "reason": r.reason,
                "salt": r.salt,
                "format": r.format,
                "blanked": r.blanked,
                **({"salts": r.salts} if r.salts else {}),
            }
        )
        for r in revisions
    ]


def read_revision(line: str) -> Revision:
    """Read one revision, check the shape of everything in it, and prove its id.

    What a value means is not checked here: a merged value that its field cannot take is kept and flagged.

    Raises Damaged.
    """
    try:
        made = _revision(json.loads(line))
        proved = content_id(made) == made.id
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged(f"one of its revisions cannot be read ({error})") from error
    if not proved:
        raise Damaged(f"revision {made.seq} of {made.replica} is not what its id says")
    return made


def _revision(raw: Mapping[str, Any]) -> Revision:
    kind = _text(raw["kind"])
    if kind not in get_args(RevisionKind):
        raise ValueError(f"unknown kind {kind}")
    return Revision(
        replica=_uid(raw["replica"]),
        seq=_number(raw["seq"]),
        prev=_id(raw["prev"]) if raw["prev"] else "",
        record=RecordKey(_name(raw["type"]), _uid(raw["uid"])),
        kind=kind,  # pyright: ignore[reportArgumentType]
        set={_name(unit): _value(value) for unit, value in dict(raw["set"]).items()},
        over={_name(unit): tuple(_id(i) for i in ids) for unit, ids in dict(raw["over"]).items()},
        author=_text(raw["author"]),
        at=_text(raw["at"]),
        batch=_text(raw["batch"]),
        reason=_text(raw["reason"]),
        salt=_text(raw["salt"]),
        format=_number(raw["format"]),
        blanked={_name(unit): _id(digest) for unit, digest in dict(raw["blanked"]).items()},
        salts={_name(unit): _text(salt) for unit, salt in dict(raw.get("salts") or {}).items()},
        id=_id(raw["id"]),
    )


def _value(raw: object) -> Json:
    """Return a unit's value: text, a whole number, nothing, or one flat object of those."""
    if isinstance(raw, str):
        return _text(raw)
    if isinstance(raw, dict):
        parts: dict[str, Any] = raw  # pyright: ignore[reportUnknownVariableType]
        if any(isinstance(part, dict) for part in parts.values()):
            raise ValueError("a value is nested too deep")
        return {_name(key): _value(part) for key, part in parts.items()}  # pyright: ignore[reportReturnType]
    if raw is None:
        return None
    if isinstance(raw, int):
        if isinstance(raw, bool) or abs(raw) >= _EXACT:
            raise ValueError(f"{raw} is no whole number that can be kept")
        return raw
    return _text(raw)


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError(f"text was expected, not {type(raw).__name__}")
    raw.encode()  # half a character cannot be stored
    return raw


def _number(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 < raw < _EXACT:
        raise ValueError(f"{raw!r} is no number in a chain")
    return raw


def _match(pattern: re.Pattern[str], raw: object) -> str:
    text = _text(raw)
    if not pattern.fullmatch(text):
        raise ValueError(f"{text[:80]!r} is no name")
    return text


@lru_cache(maxsize=4096)  # few names come again and again
def _name(raw: object) -> str:
    return _match(_NAME, raw)


def _id(raw: object) -> str:
    return _match(_ID, raw)


def _uid(raw: object) -> str:
    return _match(_UID, raw)
