"""What the search box offers while somebody types: names of filters, then their values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from db.catalogue import Mission, RecordType
from db.folding import fold
from db.search.days import SPANS
from db.search.filters import (
    CODES,
    DATES,
    DAYS,
    NAMES,
    NUMBER,
    SEVERAL,
    STATES,
    TALLY,
    Named,
    entries_named,
    vocabulary,
)
from db.search.query import Token, tokens, written

MOST = 12  # as many as one looks through
_FIRST = ("status", "place", "from", "to", "people", "women", "men", "is", "has")  # what people ask most stands first


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer: the `text` that takes the place of the query from `start` to `end`, and what it means.

    `label` is English to be translated, or the name of a code.
    """

    text: str
    label: str
    start: int
    end: int


def completions(query: str, at: int, kinds: Sequence[RecordType], mission: Mission) -> list[Completion]:
    """Return what can stand in the place of the token that ends where the cursor is (`at`)."""
    token = next((token for token in tokens(query) if token.end == at and not token.quoted), None)
    if token is None:
        return []
    known = vocabulary(kinds, mission)
    minus = "-" if token.negative else ""
    offers = _values(token, known, mission) if token.sign else _names(token, known)
    found = [Completion(minus + text, label, token.start, token.end) for text, label in offers]
    return [one for one in found if one.text != token.text][:MOST]


def _names(token: Token, known: dict[str, Named]) -> Iterator[tuple[str, str]]:
    said = fold(token.value)
    labels = {**{name: named.label for name, named in known.items()}, **dict.fromkeys(DATES, "Date")}
    labels |= {"is": "State", "has": "Recorded"}
    names = [name for name in labels if said and name.startswith(said) and " " not in name]
    keys: set[tuple[str, str]] = set()
    for name in sorted(names, key=lambda name: (name not in _FIRST, name not in NAMES, name)):
        named = known.get(name)
        if named is not None and (named.key, named.dimension) in keys:
            continue  # the key, the label and the short name of a field are one offer
        keys |= {(named.key, named.dimension)} if named is not None else set()
        yield name + (">" if named is not None and named.what in (NUMBER, TALLY) else ":"), labels[name]


def _values(token: Token, known: dict[str, Named], mission: Mission) -> Iterable[tuple[str, str]]:
    name, said = fold(token.name), fold(token.value)
    named = known.get(name)
    if name in DATES or (named is not None and named.what == DAYS):
        return [(f"{token.name}{token.sign}{one}", "Date") for one in SPANS if one.startswith(token.value)]
    if name == "is":
        return [(f"is:{state}", label) for state, label in STATES.items() if state.startswith(said)]
    if name == "has":
        fields = ((key, one.label) for key, one in known.items() if key.startswith(said) and " " not in key)
        return [(f"has:{key}", label) for key, label in fields]
    if named is None or named.what not in (CODES, SEVERAL):
        return []
    lists = [mission.lists[one] for one in named.choices]
    codes = [code for one in lists for code in (entries_named(one, token.value) if said else one.entries)]
    return [(written(token.name, code.code), code.label()) for code in codes]
