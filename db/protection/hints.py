"""What in a text may say who somebody is: phones, e-mails, id numbers, names beside an incident (DP-15).

Hints, not rules: they ask a person to look again, in English, Albanian and Serbian, and stop nobody.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.catalogue import Mission, RecordType
from db.catalogue.kinds import NOTE, TEXT
from db.folding import fold
from db.marks import N_
from db.schema.tables import fact
from db.store.access import HINT, note_access
from db.store.writing import Reading, Write, put_fact

PHONE, EMAIL, NUMBER, NAME = "phone", "email", "number", "name"
SENTENCES = {
    PHONE: N_("This looks like a phone number: {text}. Contacts belong to their organisation, not into a text."),
    EMAIL: N_("This looks like an e-mail address: {text}. Contacts belong to their organisation, not into a text."),
    NUMBER: N_("This looks like an identity number: {text}. No such number is needed here."),
    NAME: N_("This may name somebody beside an incident: {text}. Do not name victims or alleged offenders."),
}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
# With a country code or a leading zero, and long enough that no amount of money and no day is meant.
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+\s?\d|00\d|0\d)[\d ()/.-]{5,17}\d(?![\w/-])")
_DIGITS = (8, 15)  # of a phone number with its country code; without one it has nine
_DAY = re.compile(r"0?\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}")
# Ten digits in Kosovo, thirteen in the states that were Yugoslavia: what is on an identity card there.
_NUMBER = re.compile(r"(?<![\w.,/+-])(?:\d{13}|\d{10})(?![\w.,]\d|\w)")
# Beginnings of folded words that tell of somebody who suffered or did something.
_CONTEXT = (
    *("victim", "surviv", "rape", "violen", "assault", "abus", "harass", "attack", "offend", "suspect", "perpetrat"),
    *("threat", "injur", "incident", "arrest", "misconduct", "shelter", "stabb", "beaten", "kidnap"),
    *("viktim", "mbijetuar", "mbijetues", "dhun", "sulm", "kercen", "perdhun", "abuz", "dyshuar", "dyshim", "lendua"),
    *("lendim", "ngacm", "arrestua", "strehim", "rrah"),
    *("zrtv", "preziv", "nasil", "napad", "silova", "zlostav", "pocinil", "osumnj", "osumnic", "povred", "prijetn"),
    *("pretnj", "uznemir", "hapsen", "uhaps", "sigurna kuc", "pretuk"),
)
_CONTEXT_WIDTH = 160  # characters on either side within which such a word concerns a name
_NAMES = re.compile(r"(?<![\w-])[^\W\d_a-zа-яёђјљњћџ][\w’'-]*\w(?:\s+[^\W\d_a-zа-яёђјљњћџ][\w’'-]*\w)+")
# Folded words that begin with a capital and name no person.
_NO_NAMES = (
    *(
        "united",
        "nations",
        "unmik",
        "undp",
        "unhcr",
        "osce",
        "kfor",
        "eulex",
        "police",
        "court",
        "ministry",
        "municipal",
    ),
    *("assembly", "kosovo", "mitrovica", "town", "hall", "women", "youth", "council", "centre", "center", "school"),
    *("komuna", "policia", "gjykata", "ministria", "kuvendi", "shkolla", "qendra", "kombet", "bashkuara", "veriu"),
    *("opstina", "policija", "sud", "ministarstvo", "skupstina", "skola", "centar", "ujedinjene", "nacije", "severna"),
    *("north", "south", "east", "west", "confidence", "building", "civil", "affairs", "security", "resolution"),
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    *("december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "the", "this", "that"),
)


@dataclass(frozen=True, slots=True)
class Hint:
    """What a part of a text may be: `kind` is a key of `SENTENCES`."""

    kind: str
    text: str


def hints_in(text: str, places: frozenset[str] = frozenset()) -> tuple[Hint, ...]:
    """Return what in a text may say who somebody is, in the order in which it stands there.

    `places` are folded words that a mission's places are called by: they name no person.
    """
    found = sorted(_found(text, places), key=lambda hit: hit[0])
    return tuple(dict.fromkeys(hint for _, hint in found))


def _found(text: str, places: frozenset[str]) -> Iterator[tuple[int, Hint]]:
    taken: list[tuple[int, int]] = []
    for match in _EMAIL.finditer(text):
        taken.append(match.span())
        yield match.start(), Hint(EMAIL, match[0])
    for match in _NUMBER.finditer(text):
        taken.append(match.span())
        yield match.start(), Hint(NUMBER, match[0])
    for match in _PHONE.finditer(text):
        digits = sum(c.isdigit() for c in match[0])
        free = all(match.end() <= start or match.start() >= end for start, end in taken)
        if free and _DIGITS[0] <= digits <= _DIGITS[1] and not _DAY.match(match[0]):
            yield match.start(), Hint(PHONE, match[0].strip())
    yield from _names(text, places)


def _no_name(said: str, places: frozenset[str]) -> bool:
    return said in _NO_NAMES or said in places or said.startswith(_CONTEXT)


def _names(text: str, places: frozenset[str]) -> Iterator[tuple[int, Hint]]:
    """Yield names of two words or more that stand near a word of the context."""
    for match in _NAMES.finditer(text):
        words = match[0].split()
        persons = [word for word in words if not _no_name(fold(word), places)]
        if len(persons) < 2:
            continue
        near = fold(text[max(0, match.start() - _CONTEXT_WIDTH) : match.end() + _CONTEXT_WIDTH])
        if any(f" {word}" in f" {near}" for word in _CONTEXT):
            yield match.start(), Hint(NAME, " ".join(persons))


# ---- the hints of a record, and those that somebody has put aside ----

_ASIDE = "hints_aside"


def hints_of(
    kind: RecordType, texts: Mapping[str, str], places: frozenset[str], aside: frozenset[str], uid: str
) -> tuple[tuple[str, Hint], ...]:
    """Return the hints on the free texts of a record by field, without those that were put aside.

    A field that is for a name, a phone or an address may hold one.
    """
    return tuple(
        (field.key, hint)
        for field in kind.fields
        if field.kind in (TEXT, NOTE) and not field.personal and texts.get(field.key)
        for hint in hints_in(texts[field.key], places)
        if mark_of(uid, field.key, hint) not in aside
    )


def place_words(mission: Mission) -> frozenset[str]:
    """Return the folded words of every spelling of a mission's places."""
    spellings = (
        spelling
        for place in mission.lists["municipality"].entries
        for spelling in (*place.labels.values(), *place.aliases, place.group)
    )
    return frozenset(word for spelling in spellings for word in fold(spelling).split())


def mark_of(uid: str, field: str, hint: Hint) -> str:
    """Return what a hint that was put aside is known by; the text itself is not kept a second time."""
    return hashlib.sha256(f"{uid}\n{field}\n{hint.kind}\n{hint.text}".encode()).hexdigest()[:24]


def put_aside(write: Write, uid: str, name: str, field: str, hint: Hint, reason: str) -> None:
    """Note that a person left a text as it is, and why; `name` is what the record is called."""
    known = dict.fromkeys(hints_aside(write), "")
    put_fact(write.connection, _ASIDE, known | {mark_of(uid, field, hint): ""})
    note_access(write, HINT, note=f"{name} {field} {hint.kind}: {reason}")


def hints_aside(reading: Reading) -> frozenset[str]:
    """Return the marks of the hints that were put aside on this laptop."""
    found = reading.connection.scalar(select(fact.c.value).where(fact.c.key == _ASIDE))
    return frozenset(json.loads(found)) if found else frozenset()
