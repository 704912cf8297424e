"""What a form asks of the office, run in the background."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db.catalogue import KNOWN_TO_ALL, Field, RecordType, inner_links
from db.locks import Standing, standing
from db.records import (
    Conflict,
    HistoryEntry,
    RecordView,
    create,
    delete,
    history,
    list_parts,
    list_rows,
    list_uids,
    refuse_unexplained,
    resolve,
    restore,
    restore_record,
    restore_value,
    told_conflicts,
    told_view,
    update,
    view,
)
from db.revisions import Json, RecordKey
from db.store import Reading, Write
from desktop.forms.editors import Options
from desktop.forms.texts import raw_of

PROJECT = ("project",)
NEWEST = 300  # projects that a form offers; a mission has some twenty a year


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything a form shows of one record."""

    view: RecordView
    conflicts: tuple[Conflict, ...]
    history: tuple[HistoryEntry, ...]
    standing: Standing
    role: str
    kept: frozenset[str] = frozenset()


def load(key: RecordKey) -> Callable[[Reading], Loaded]:
    """Return the function that reads one record."""

    def run(reading: Reading) -> Loaded:
        seen, kept = told_view(reading, view(reading, key))
        told = tuple(told_conflicts(reading, key.uid)), tuple(history(reading, key))
        return Loaded(seen, *told, standing(reading, key), reading.role, kept)

    return run


def link_options(kind: RecordType) -> Callable[[Reading], dict[str, Options]]:
    """Return the function that reads what the fields of a form may point at: what all offices know."""

    def run(reading: Reading) -> dict[str, Options]:
        found: dict[str, Options] = {}
        for field in linking(kind):
            if field.links == PROJECT:
                uids = list_uids(reading, PROJECT[0])[:NEWEST]
                found[field.key] = [(row.uid, f"{row.ref} {row.title}") for row in list_rows(reading, uids)]
                continue
            rows = [row for key in field.links for row in list_parts(reading, key)]
            found[field.key] = sorted(((row.uid, row.name) for row in rows), key=lambda option: option[1])
        return found

    return run


def linking(kind: RecordType) -> list[Field]:
    """Return the fields of a form that point at records which it can offer; not at its owner's other parts."""
    own = {kind.owner, *inner_links(kind)}
    offered = [f for f in kind.fields if f.links and f.key not in own and f.editable]
    return [f for f in offered if f.links == PROJECT or set(f.links) <= KNOWN_TO_ALL.keys()]


def save(
    kind: RecordType, key: RecordKey | None, texts: Mapping[str, str], override: str = "", ask: bool = True
) -> Callable[[Write], RecordKey]:
    """Return the function that writes what was typed into a record, a new one where `key` is None.

    With an `override` (the reason) the rules of its project are set aside. Without one a value that was in a parcel
    already is not replaced where `ask` says that the person can be asked why (DP-18).
    """
    raw = raw_of(texts) | ({"override": override} if override else {})

    def run(write: Write) -> RecordKey:
        written = create(write, kind.key, raw) if key is None else update(write, key.uid, raw)
        if ask:
            refuse_unexplained(write)
        return written

    return run


def remove(key: RecordKey, override: str = "") -> Callable[[Write], RecordKey]:
    """Return the function that deletes a record; with an `override` (the reason) although it breaks a rule."""

    def run(write: Write) -> RecordKey:
        return delete(write, key.uid, override)

    return run


def bring_back(key: RecordKey, override: str = "") -> Callable[[Write], RecordKey]:
    """Return the function that restores a deleted record; `override` as for all of them."""

    def run(write: Write) -> RecordKey:
        return restore(write, key.uid, override)

    return run


def say_again(revision: str, unit: str, override: str = "") -> Callable[[Write], RecordKey]:
    """Return the function that lets a unit say again what it said with a revision."""

    def run(write: Write) -> RecordKey:
        return restore_value(write, revision, unit, override)

    return run


def go_back(key: RecordKey, revision: str, override: str = "") -> Callable[[Write], RecordKey]:
    """Return the function that brings a record back to the moment of a revision."""

    def run(write: Write) -> RecordKey:
        return restore_record(write, key, revision, override)

    return run


def decide(key: RecordKey, unit: str, take: str, value: Json = None) -> Callable[[Write], RecordKey]:
    """Return the function that decides a conflict."""

    def run(write: Write) -> RecordKey:
        return resolve(write, key, unit, take=take, value=value)

    return run
