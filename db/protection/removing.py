"""Taking a person out of the places that were found: as redactions, which travel and cannot be undone."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from db.catalogue import RECORD_TYPES
from db.catalogue.attachments import FILE
from db.catalogue.fields import PERSONS_NAME
from db.naming import REMOVED, replaced, within, without, words_of
from db.progress import Progress, silent
from db.protection.finding import DRAFT, LOCAL, VALUE, WHY, Mention
from db.records.drafts import keep_draft
from db.records.redaction import blank_unit
from db.revisions import REASON, RecordKey
from db.schema.tables import draft
from db.store.access import REDACT, note_access
from db.store.writing import Write


@dataclass(frozen=True, slots=True)
class Removed:
    """What a redaction of a person did: in how many records, revisions and texts of this laptop; how many files."""

    records: int
    revisions: int
    texts: int
    files: int


def redact_person(
    write: Write, name: str, mentions: Sequence[Mention], instead: str = REMOVED, progress: Progress = silent
) -> Removed:
    """Take a person out of these places, with `instead` where the name stands now.

    Other words of a text stay, its former versions are blanked whole, and so are the reasons given for changes of the
    record. Of somebody who is named in a field for a name, phone and everything else that says who they are goes too.

    Raises what `progress` raises; then nothing was changed.
    """
    words = words_of(name)
    wanted: dict[RecordKey, set[str]] = {}
    for one in mentions:
        if one.what in (VALUE, WHY):
            wanted.setdefault(one.key, set()).add(one.unit)
    write.preload(key.uid for key in wanted)
    revisions = 0
    for number, (key, units) in enumerate(wanted.items()):
        progress(number, len(wanted))
        revisions += _redact(write, key, units, words, instead)
    texts = _in_drafts(write, {one.id for one in mentions if one.what == DRAFT}, words, instead)
    texts += _locally(write, {one.id for one in mentions}, words, instead)
    done = Removed(len(wanted), revisions, texts, sum(one.file for one in mentions))
    note_access(write, REDACT, count=done.records, note="a person")
    return done


def _redact(write: Write, key: RecordKey, units: set[str], words: tuple[str, ...], instead: str) -> int:
    """Redact the units of one record; return how many revisions lose something."""
    kind = RECORD_TYPES.get(key.type)
    values = write.folded(key.uid).values
    blanked: set[str] = set()
    persons = {f.merge_unit for f in kind.fields if f.personal} if kind else set[str]()
    is_person = kind is not None and any(
        field.hxl.startswith(PERSONS_NAME) and field.merge_unit in units for field in kind.fields
    )
    for unit in units - {REASON}:
        value = None if unit == FILE else replaced(values.get(unit), lambda text: without(text, words, instead))
        if unit == FILE and kind is not None:
            value = kind.unit_value(FILE, {})  # a file goes whole, and its bytes with it
        blanked |= blank_unit(write, key, unit, value)
    if is_person:
        for unit in persons - units:
            blanked |= blank_unit(write, key, unit, None)
    if not units - {REASON}:
        blanked |= blank_unit(write, key, REASON, None)
    return len(blanked)


def _in_drafts(write: Write, ids: Collection[str], words: tuple[str, ...], instead: str) -> int:
    count = 0
    for row in write.connection.execute(select(draft)).all():
        texts: dict[str, str] = json.loads(row.body)
        hits = [field for field in texts if f"draft/{row.type}/{row.uid}/{field}" in ids]
        if hits:
            changed = {key: without(text, words, instead) if key in hits else text for key, text in texts.items()}
            keep_draft(write, row.type, row.uid, changed)
            count += len(hits)
    return count


def _locally(write: Write, ids: Collection[str], words: tuple[str, ...], instead: str) -> int:
    """Take the name out of texts that only this laptop has; what was found there is looked up again by its row."""
    count = 0
    for table, ident, columns in LOCAL:
        for row in write.connection.execute(select(table)).mappings().all():
            hits = [column for column in columns if f"{table.name}/{row[ident.name]}/{column.name}" in ids]
            changed: dict[str, Any] = {
                column.name: without(row[column.name], words, instead)
                for column in hits
                if within(row[column.name], words)
            }
            if changed:
                write.connection.execute(update(table).where(ident == row[ident.name]).values(**changed))
                count += len(changed)
    return count
