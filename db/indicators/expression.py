"""The little language of indicators, read and checked before anything is looked up.

    count town_hall where tag = A4P-1
    sum women in activity where municipality = "Zubin Potok"
    share women of sex in project
    share of recommendation where status = completed
    distinct municipality in activity where status != cancelled and total > 20
    days requested_on to paid_on in payment

`count` counts records, `sum` adds a number, `share A of B` is a hundred times one sum over another, `share of` the
records that fulfil the conditions among all of the kind (conditions before `among` narrow those), `distinct` counts the
different values of a field, `days A to B` is how many days lie between two dates on average, of records with both.
"""

import re
from dataclasses import dataclass, replace

from db.errors import KnownError

COUNT, SUM, SHARE, SHARE_OF, DISTINCT, DAYS = "count", "sum", "share", "share of", "distinct", "days"
SIGNS = ("=", "!=", ">=", "<=", ">", "<")
_TOKEN = re.compile(r'\s*("[^"]*"|>=|<=|!=|=|>|<|[^\s"=<>!]+)')


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a field, a sign and what it is compared with."""

    field: str
    sign: str
    value: str


@dataclass(frozen=True, slots=True)
class Expression:
    """What is worked out. `field` is what is added or told apart, `base` what a share is of; of days they are the first
    and the last.

    `where` must hold for a record to be looked at; `counted` for it to be counted in a share of records.
    """

    measure: str
    kind: str
    field: str = ""
    base: str = ""
    where: tuple[Condition, ...] = ()
    counted: tuple[Condition, ...] = ()


def read_expression(text: str) -> Expression:
    """Read an expression; whether its kind and fields exist is seen where it is worked out.

    Raises KnownError `bad-expression` naming the word at which it stops making sense.
    """
    reader = _Reader(_tokens(text), text)
    measure = reader.one_of("count", "sum", "share", "distinct", "days")
    if measure == "count":
        found = Expression(COUNT, reader.word())
    elif measure in ("sum", "distinct"):
        field = reader.word()
        reader.one_of("in")
        found = Expression(SUM if measure == "sum" else DISTINCT, reader.word(), field)
    elif measure == "days":
        field = reader.word()
        reader.one_of("to")
        base = reader.word()
        reader.one_of("in")
        found = Expression(DAYS, reader.word(), field, base)
    elif reader.next_is("of"):
        reader.word()
        found = Expression(SHARE_OF, reader.word())
    else:
        field = reader.word()
        reader.one_of("of")
        base = reader.word()
        reader.one_of("in")
        found = Expression(SHARE, reader.word(), field, base)
    conditions = reader.conditions("where")
    if found.measure == SHARE_OF:
        return replace(found, counted=conditions, where=reader.conditions("among", last=True))
    reader.end()
    return replace(found, where=conditions)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise KnownError("bad-expression", text=text, word=text[at:].strip()[:20])
        found.append(match[1])
        at = match.end()
    return found


class _Reader:
    """Walks along the words of an expression."""

    def __init__(self, tokens: list[str], text: str) -> None:
        self._tokens, self._text, self._at = tokens, text, 0

    def next_is(self, *words: str) -> bool:
        """Whether one of these words comes next."""
        return self._at < len(self._tokens) and self._tokens[self._at].lower() in words

    def word(self) -> str:
        """Take the next word, without its quotation marks."""
        if self._at >= len(self._tokens):
            raise self._stop()
        self._at += 1
        return self._tokens[self._at - 1].strip('"')

    def one_of(self, *words: str) -> str:
        """Take the next word, which must be one of these."""
        if not self.next_is(*words):
            raise self._stop()
        return self.word().lower()

    def conditions(self, opening: str, *, last: bool = False) -> tuple[Condition, ...]:
        """Take the conditions that follow an opening word; none where it does not come."""
        found: list[Condition] = []
        if self.next_is(opening):
            self.word()
            found.append(self._condition())
            while self.next_is("and"):
                self.word()
                found.append(self._condition())
        if last:
            self.end()
        return tuple(found)

    def end(self) -> None:
        """See that nothing follows."""
        if self._at < len(self._tokens):
            raise self._stop()

    def _condition(self) -> Condition:
        field = self.word()
        return Condition(field, self.one_of(*SIGNS), self.word())

    def _stop(self) -> KnownError:
        word = self._tokens[self._at] if self._at < len(self._tokens) else "the end"
        return KnownError("bad-expression", text=self._text, word=word)
