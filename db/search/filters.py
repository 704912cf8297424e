"""What a query means: each token as a term that can be looked for, or the sentence about what was not understood.

Pure: the catalogue and the mission's lists go in, plain values come out.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from db.catalogue import DIMENSIONS, Code, CodeList, Field, Mission, RecordType, Value
from db.catalogue.kinds import plain_number
from db.folding import fold
from db.marks import N_
from db.search.days import span
from db.search.query import Token, tokens

WORDS, CODES, SEVERAL, DAYS, NUMBER, TEXT, PRESENT, STATE, TALLY = (
    *("words", "codes", "several", "days", "number", "text", "present", "state", "tally"),
)  # `SEVERAL` is a column that holds several codes
STATES = {
    "conflict": N_("holds two values for one field"),
    "draft": N_("holds text that is not saved"),
    "deleted": N_("is deleted"),
}
# Short names for what people ask most, besides the key and the label of every field.
NAMES = {"place": "municipality", "people": "total", "text": "description", "amount": "approved_amount"}
DATES = {"from": ">=", "since": ">=", "to": "<=", "until": "<=", "on": "=", "date": "=", "month": "="}
FEW = 3  # codes that a chip names
CHANGED = "changed"
DAY = "date"  # stands for the day of an activity: when it began, else when it shall begin
UNCLEAR = {
    "no-filter": N_("There is no filter “{name}”: its words are searched instead."),
    "no-code": N_("“{text}” is no {name}; it is left out."),
    "near-code": N_("“{text}” is no {name}: {near} is shown instead."),
    "no-day": N_("“{text}” is no day, month or year; it is left out."),
    "no-number": N_("“{text}” is no number; it is left out."),
    "no-state": N_("“{text}” is nothing that a record can be; it is left out."),
    "no-field": N_("“{text}” is no field; it is left out."),
    "no-order": N_("{name} has no more and no less; it is left out."),
    "no-value": N_("Say which {name}; until then it is left out."),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for. `text` is how it was typed, `label` and `shown` are what a chip says.

    `values` are codes or texts of which any will do, the first and the last day, or one number with its `sign`.
    """

    text: str
    what: str
    values: tuple[Value, ...]
    field: str = ""
    sign: str = ":"
    negative: bool = False
    label: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """What was not understood: a key of `UNCLEAR`, and what its sentence mentions (`name` is a label to translate)."""

    text: str
    code: str
    values: Mapping[str, str]

    @property
    def message(self) -> str:
        """The sentence in English; a window words it in its own language."""
        name = self.values.get("name", "")
        return UNCLEAR[self.code].format(**{**self.values, "name": name[:1].lower() + name[1:]})


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood."""

    terms: tuple[Term, ...] = ()
    unclear: tuple[Unclear, ...] = ()


NOTHING = Query()


def understand(query: str, kinds: Sequence[RecordType], mission: Mission, today: date) -> Query:
    """Return what a query asks of records of these types; what it does not understand is said and left out."""
    terms: list[Term] = []
    unclear: list[Unclear] = []
    known = vocabulary(kinds, mission)
    for token in tokens(query):
        for found in _meaning(token, known, mission, today):
            if isinstance(found, Unclear):
                unclear.append(found)
            else:
                terms.append(found)
    return Query(tuple(terms), tuple(unclear))


@dataclass(frozen=True, slots=True)
class Named:
    """What a name before a sign stands for: a field, or a category of people (its `dimension`)."""

    key: str
    label: str
    what: str
    choices: tuple[str, ...] = ()
    dimension: str = ""


def vocabulary(kinds: Sequence[RecordType], mission: Mission) -> dict[str, Named]:
    """Return every name that can stand before a sign, in its folded spelling."""
    found: dict[str, Named] = {CHANGED: Named(CHANGED, N_("Changed"), DAYS)}
    fields = [field for kind in kinds for field in kind.fields if not field.choices_by and not field.links]
    for field in fields:
        before = found.get(fold(field.key), Named(field.key, field.label, _what(field)))
        lists = tuple(dict.fromkeys((*before.choices, *([field.choices] if field.choices else []))))
        found[fold(field.key)] = replace(before, choices=lists)  # two types may take one field from two lists
    for field in fields:
        found.setdefault(fold(field.label), found[fold(field.key)])
    for short, key in NAMES.items():
        if fold(key) in found:
            found[short] = found[fold(key)]
    for dimension in (key for key, one in DIMENSIONS.items() if any(one.has(kind.key) for kind in kinds)):
        for code in mission.lists[dimension].entries:
            named = Named(code.code, code.label(), TALLY, dimension=dimension)
            found.setdefault(fold(f"{dimension}.{code.code}"), named)
            if dimension in ("sex", "age", "community"):
                found.setdefault(fold(code.code), named)
    return found


def _what(field: Field) -> str:
    return {"date": DAYS, "count": NUMBER, "money": NUMBER, "code": CODES, "codes": SEVERAL}.get(field.kind.name, TEXT)


Found = Iterable[Term | Unclear]


def _meaning(token: Token, known: Mapping[str, Named], mission: Mission, today: date) -> Found:
    name = fold(token.name)
    if not name:
        return [_words(token)]
    if name in DATES:
        return _days(token, Named(DAY, N_("Date"), DAYS), DATES[name] if token.sign == ":" else token.sign, today)
    if name == "is":
        return _state(token)
    if name == "has":
        return _present(token, known)
    named = known.get(name)
    if named is None:
        return [_words(token, whole=True), Unclear(token.text, "no-filter", {"name": token.name})]
    if not token.value:
        return [Unclear(token.text, "no-value", {"name": named.label})]
    if named.what == DAYS:
        return _days(token, named, "=" if token.sign == ":" else token.sign, today)
    if named.what in (NUMBER, TALLY):
        return _number(token, named)
    if token.sign not in (":", "="):
        return [Unclear(token.text, "no-order", {"name": named.label})]
    if named.what in (CODES, SEVERAL):
        return _codes(token, named, mission)
    term = Term(token.text, TEXT, (fold(token.value),), named.key, ":", token.negative, named.label, token.value)
    return [term]


def _words(token: Token, whole: bool = False) -> Term:
    text = f"{token.name} {token.value}" if whole else token.value
    sign = '"' if token.quoted else ""
    return Term(token.text, WORDS, (fold(text),), "", sign, token.negative, "", text)


def _codes(token: Token, named: Named, mission: Mission) -> Found:
    """Find the codes that a text names: one, a region's, or all that begin so; else the nearest, and that is said."""
    lists = [mission.lists[name] for name in named.choices]
    found: dict[str, Code] = {}
    unclear: list[Unclear] = []
    for part in filter(None, token.value.split(",")):
        here = [code for codes in lists for code in entries_named(codes, part)]
        if not here:
            here = [code for codes in lists for code in codes.nearest(part, 1)][:1]
            code = "near-code" if here else "no-code"
            near = {"near": here[0].label()} if here else {}
            unclear.append(Unclear(token.text, code, {"text": part, "name": named.label, **near}))
        found |= {code.code: code for code in here}
    if not found:
        return unclear
    term = Term(
        token.text, named.what, tuple(found), named.key, ":", token.negative, named.label, _told(found.values())
    )
    return [term, *unclear]


def _told(found: Collection[Code]) -> str:
    """Return what some codes are called: a group by its name, else the first few."""
    groups = {code.group for code in found}
    if len(found) > 1 and len(groups) == 1 and "" not in groups:
        return groups.pop()
    return ", ".join([code.label() for code in found][:FEW]) + (" …" if len(found) > FEW else "")


def entries_named(codes: CodeList, text: str) -> list[Code]:
    """Return the entries that a text means: the one of this code or spelling, those of a group, those that begin so."""
    said = fold(text)
    exact = codes.find(text)
    if exact is not None or not said:
        return [exact] if exact is not None else []
    group = [
        entry for entry in codes.entries if said in {fold(part) for part in (entry.group, *entry.group.split("/"))}
    ]
    if group:
        return group
    return [entry for entry in codes.entries if any(fold(name).startswith(said) for name in _spellings(entry))]


def nearest_place(query: str, mission: Mission) -> Code | None:
    """Return the place that a query of plain words may have meant, where nothing was found by them."""
    words = tokens(query)
    if not words or any(token.name or token.negative for token in words):
        return None
    found = mission.lists["municipality"].nearest(" ".join(token.value for token in words), 1)
    return found[0] if found else None


def _spellings(entry: Code) -> Iterable[str]:
    return [part for name in (*entry.labels.values(), *entry.aliases) for part in _halves(name)]


def _halves(name: str) -> tuple[str, ...]:
    return name, *name.split("/")


def _days(token: Token, named: Named, sign: str, today: date) -> Found:
    if not token.value:
        return [Unclear(token.text, "no-value", {"name": named.label})]
    first, until, last = token.value.partition("..")
    here, there = span(first, today), span(last, today) if until else None
    if here is None or (until and there is None):
        return [Unclear(token.text, "no-day", {"text": token.value})]
    start, end = here[0], (there or here)[1]
    values: dict[str, tuple[Value, ...]] = {
        "=": (start, end),
        ":": (start, end),
        ">=": (start, None),
        ">": (_after(end), None),
        "<=": (None, end),
        "<": (None, _after(start, -1)),
    }
    return [Term(token.text, DAYS, values[sign], named.key, sign, token.negative, named.label, token.value)]


def _after(day: str, by: int = 1) -> str:
    return date.fromordinal(max(date.fromisoformat(day).toordinal() + by, 1)).isoformat()


def _number(token: Token, named: Named) -> Found:
    try:
        number = Decimal(plain_number(token.value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        return [Unclear(token.text, "no-number", {"text": token.value})]
    key = f"{named.dimension}.{named.key}" if named.dimension else named.key
    sign = "=" if token.sign == ":" else token.sign
    return [Term(token.text, named.what, (str(number),), key, sign, token.negative, named.label, token.value)]


def _state(token: Token) -> Found:
    if token.value not in STATES:
        return [Unclear(token.text, "no-state", {"text": token.value})]
    return [Term(token.text, STATE, (token.value,), "", ":", token.negative, "", STATES[token.value])]


def _present(token: Token, known: Mapping[str, Named]) -> Found:
    named = Named(DAY, N_("Date"), DAYS) if fold(token.value) == DAY else known.get(fold(token.value))
    if named is None:
        return [Unclear(token.text, "no-field", {"text": token.value})]
    key = f"{named.dimension}.{named.key}" if named.dimension else named.key
    return [Term(token.text, PRESENT, (named.what,), key, ":", token.negative, named.label, "")]
