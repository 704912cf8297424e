"""How reports say things: every word, day, number and code in the language of the paper, and tables of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from babel import Locale
from babel.dates import format_interval

from db.catalogue import RECORD_TYPES, Value
from db.catalogue.instants import INSTANT
from db.catalogue.kinds import CODE, CODES, COUNT, DATE, MONEY
from db.catalogue.quantities import PERCENT
from db.marks import N_
from db.reports.blocks import Table
from db.reports.listing import CELL_LIMIT, Column, Line, Maker
from db.reports.wording import clip, day, listed, locale_of, money, percent, period, short_day, whole, zoned


@dataclass(frozen=True)
class Say:
    """The maker of a paper, and the ways in which it says things."""

    maker: Maker

    @cached_property
    def locale(self) -> Locale:
        """How the language of the paper writes dates and numbers."""
        return locale_of(self.maker.language)

    def __call__(self, text: str, **values: object) -> str:
        """Return a sentence of ours in the language of the paper, with its values put in."""
        said = self.maker.translate(text)
        return said.format(**values) if values else said

    def whole(self, number: int | None) -> str:
        """Return a count; nothing where it is not recorded."""
        return "" if number is None else whole(number, self.locale)

    def day(self, iso: object) -> str:
        """Return a day as sentences have it; nothing where there is none."""
        return day(str(iso), self.locale) if iso else ""

    def short(self, iso: object) -> str:
        """Return a day as tables have it; nothing where there is none."""
        return short_day(str(iso), self.locale) if iso else ""

    def days(self, start: str, end: str) -> str:
        """Return two days as tables have them, "30 May – 1 Jun 2020": one where they are the same."""
        if not start or not end or start >= end:
            return self.short(start or end)
        return format_interval(date.fromisoformat(start), date.fromisoformat(end), "yMMMd", locale=self.locale)

    def period(self, start: str, end: str) -> str:
        """Return a window of days in words."""
        return period(start, end, self.locale)

    def money(self, amount: object, currency: object = "") -> str:
        """Return an amount exactly, with its currency; nothing where there is none."""
        if amount is None or amount == "":
            return ""
        said = money(str(amount), self.locale)
        return f"{currency}\N{NO-BREAK SPACE}{said}" if currency else said

    def percent(self, part: int, base: int) -> str:
        """Return a share in per cent."""
        return percent(part, base, self.locale)

    def label(self, codes: str, code: object) -> str:
        """Return what a code of a list means; nothing of no code."""
        if not code:
            return ""
        found = self.maker.mission.lists[codes]
        return self.maker.translate(found.label(str(code), self.maker.language))

    def labels(self, codes: str, said: object) -> str:
        """Return what several codes of a list mean."""
        return self.listed(self.label(codes, code) for code in str(said or "").split(";"))

    def listed(self, parts: Iterable[str]) -> str:
        """Return what is there of some words, with commas between them."""
        return listed(parts, self.locale)

    def place(self, code: object) -> str:
        """Return a municipality by the double name that the United Nations uses, in every language."""
        return self.maker.mission.lists["municipality"].label(str(code)) if code else ""

    def kind(self, type_key: str) -> str:
        """Return what a type of record is called."""
        return self(RECORD_TYPES[type_key].label)

    def shown(self, type_key: str, key: str, value: Value) -> str:
        """Return a value of a field of a type as people read it."""
        field = RECORD_TYPES[type_key].by_key[key]
        if value is None or value == "":
            return ""
        if field.kind is CODE:
            return self.place(value) if field.choices == "municipality" else self.label(field.choices, value)
        if field.kind is CODES:
            return self.labels(field.choices, value)
        if field.kind is DATE:
            return self.day(value)
        if field.kind is INSTANT:
            return zoned(str(value), self.locale)
        if field.kind is MONEY:
            return self.money(value)
        if field.kind is PERCENT:
            return f"{value}\N{NO-BREAK SPACE}%"
        if field.kind is COUNT and isinstance(value, int):
            return self.whole(value)
        return str(value)

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[str] | Line],
        totals: Sequence[str] = (),
        caption: str = "",
    ) -> Table:
        """Return a table whose heads are ours and whose cells are as they are; a cell too long for a line is cut."""
        lines = [row if isinstance(row, Line) else Line(tuple(row)) for row in rows]
        return Table(
            tuple(replace(column, title=self(column.title) if column.title else "") for column in columns),
            tuple(replace(line, cells=tuple(clip(cell, CELL_LIMIT) for cell in line.cells)) for line in lines),
            tuple(totals),
            self(caption) if caption else "",
        )

    def counted(self, pairs: Iterable[tuple[str, int]]) -> str:
        """Return names with how many there are of each: "Draft 2, Held 5"."""
        return self.listed(self(N_("{name} {number}"), name=name, number=self.whole(number)) for name, number in pairs)
