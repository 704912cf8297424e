"""What a form asks of the office, run in the background."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db.catalogue import RecordType
from db.records import (
    Conflict,
    HistoryEntry,
    RecordView,
    conflicts,
    create,
    delete,
    history,
    resolve,
    restore,
    update,
    view,
)
from db.revisions import Json, RecordKey
from db.store import Reading, Write
from desktop.forms.texts import raw_of


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything a form shows of one record."""

    view: RecordView
    conflicts: tuple[Conflict, ...]
    history: tuple[HistoryEntry, ...]


def load(key: RecordKey) -> Callable[[Reading], Loaded]:
    """Return the function that reads one record."""

    def run(reading: Reading) -> Loaded:
        return Loaded(view(reading, key), tuple(conflicts(reading, key.uid)), tuple(history(reading, key)))

    return run


def save(kind: RecordType, key: RecordKey | None, texts: Mapping[str, str]) -> Callable[[Write], RecordKey]:
    """Return the function that writes what was typed into a record, a new one where `key` is None."""
    raw = raw_of(texts)

    def run(write: Write) -> RecordKey:
        return create(write, kind.key, raw) if key is None else update(write, key.uid, raw)

    return run


def remove(key: RecordKey) -> Callable[[Write], RecordKey]:
    """Return the function that deletes a record."""

    def run(write: Write) -> RecordKey:
        return delete(write, key.uid)

    return run


def bring_back(key: RecordKey) -> Callable[[Write], RecordKey]:
    """Return the function that restores a deleted record."""

    def run(write: Write) -> RecordKey:
        return restore(write, key.uid)

    return run


def decide(key: RecordKey, unit: str, take: str, value: Json = None) -> Callable[[Write], RecordKey]:
    """Return the function that decides a conflict."""

    def run(write: Write) -> RecordKey:
        return resolve(write, key, unit, take=take, value=value)

    return run
