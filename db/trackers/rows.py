"""One row of a tracker as the raw values of one record: columns joined, words translated, nothing left behind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from db.catalogue import Refused
from db.catalogue.kinds import DATE, NOTE
from db.errors import Problem
from db.folding import fold
from db.trackers.cells import BadCell, day, shown, time_of_day
from db.trackers.header import Header
from db.trackers.mapping import IMPORTED, Rule, TrackerMapping
from db.workbooks.book import Row, is_total, letter

_LABEL_LIMIT = 100


Bad = tuple[int, str, Mapping[str, object]]  # a column by number, a key of `REASONS`, what its sentence mentions


@dataclass(slots=True)
class RawRow:
    """What was found for one record: its kind, raw values, lines of the description and bad cells by column number."""

    kind: str
    values: dict[str, object] = field(default_factory=dict[str, object])
    tallies: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    lines: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    bad: list["Bad"] = field(default_factory=list["Bad"])

    @property
    def rest(self) -> str:
        """The field that takes what no other field does."""
        return "description" if "description" in IMPORTED[self.kind].by_key else "note"

    def raw(self) -> dict[str, object]:
        """Return the values as `read_entry` takes them, the lines at the end of the field for the rest."""
        own = self.values.get(self.rest)
        text = "\n".join([*([str(own)] if own else []), *(line for _, line in self.lines)])
        values = {key: value for key, value in self.values.items() if value is not None}
        return values | ({self.rest: text} if text else {}) | ({"tallies": self.tallies} if self.tallies else {})


class RowReader:
    """Reads the rows of one sheet by one mapping."""

    def __init__(self, mapping: TrackerMapping, header: Header, epoch: date) -> None:
        self.mapping = mapping
        self.header = header
        self.epoch = epoch
        self.rules = [
            (rule, numbers)
            for rule in mapping.rules
            if (numbers := [header.places[column] for column in rule.columns if column in header.places])
        ]
        self.ignored = {number for number, name in header.names.items() if fold(name) in mapping.ignore} | header.aside
        self.ruled = {number for _, numbers in self.rules for number in numbers}
        self._folds: dict[str, str] = {}
        self.title = next((numbers[0] for rule, numbers in self.rules if rule.key.startswith(("title_", "text_"))), 0)

    def name(self, column: int) -> str:
        """Return a column's name; its letter where the sheet gives none."""
        return self.header.names.get(column) or f"Column {letter(column)}"

    def is_empty(self, row: Row) -> bool:
        """Whether a row says nothing; running numbers and dashes alone are nothing."""
        blank = self.mapping.blanks.is_blank
        return all(blank(cell) for number, cell in row.cells.items() if number not in self.ignored)

    def read(self, row: Row) -> RawRow:
        """Read one row."""
        found = RawRow(self.mapping.kind, dict(self.mapping.constants))
        for column, fault in sorted(row.faults.items()):
            ours = column in self.ruled or (column in self.header.names and column not in self.ignored)
            if ours and fault.misleading:
                code = f"cell-{fault.what}"
                found.bad.append((column, code, {"row": fault.row}))
        if code := self._not_a_record(row):
            found.bad.append((self.title, code, {}))
            return found
        for rule, numbers in sorted(self.rules, key=lambda pair: pair[0].key != "type"):  # the kind decides the rest
            self._apply(found, rule, [n for n in numbers if not self.mapping.blanks.is_blank(row.cells.get(n))], row)
        for number, cell in sorted(row.cells.items()):
            if number not in self.ruled | self.ignored and not self.mapping.blanks.is_blank(cell):
                self._line(found, number, self.name(number), shown(cell))
        for key in sorted(found.values.keys() - IMPORTED[found.kind].by_key.keys()):
            self._line(
                found, 0, key, str(found.values.pop(key))
            )  # a constant that this kind of record has no field for
        return found

    def column_of(self, problem: Problem, raw: RawRow) -> int:
        """Return the column that a problem of the entry comes from, 0 where it comes from none."""
        found = next((numbers[0] for rule, numbers in self.rules if _is_about(rule, problem.field)), 0)
        if problem.field == raw.rest:
            own = str(raw.values.get(raw.rest) or "")
            return _culprit([(found, own), *raw.lines])
        return found

    def _not_a_record(self, row: Row) -> str:
        title = row.cells.get(self.title)
        if not isinstance(title, str) or len(title) > _LABEL_LIMIT:
            return ""
        said = self._folded(title)
        if said == self._folded(self.header.names.get(self.title, "")):
            return "header-again"
        return "totals-row" if is_total(said) else ""

    def _folded(self, text: str) -> str:
        """Fold a word that comes again in many rows."""
        if text not in self._folds:
            self._folds[text] = fold(text)
        return self._folds[text]

    def _apply(self, found: RawRow, rule: Rule, numbers: list[int], row: Row) -> None:
        if not numbers:
            return
        text = rule.joiner.join(shown(row.cells[number]) for number in numbers)
        if rule.key == "tally":
            count: dict[str, object] = {"dimension": rule.dimension, "category": rule.category, "count": text}
            found.tallies.append(count)
            return
        known = rule.translate.get(self._folded(text)) if rule.translate else None
        if rule.key == "type":
            found.kind = known or found.kind
        if rule.key == "" or rule.keep or (rule.key == "type" and known is None):
            self._line(found, numbers[0], rule.label, text)
        if rule.key in ("", "type"):
            return
        catalogued = IMPORTED[found.kind].by_key.get(rule.key)
        if catalogued is None:  # a field that this kind of record does not have, such as the budget of a town hall
            self._line(found, numbers[0], rule.label, text)
        elif catalogued.kind is DATE:
            found.values[rule.key] = self._day(found, numbers[0], row)
        else:
            found.values[rule.key] = known or text

    def _day(self, found: RawRow, number: int, row: Row) -> object:
        cell = row.cells[number]
        if hour := time_of_day(cell):
            self._line(found, number, self.name(number), hour)
        try:
            return day(cell, self.mapping.dates, self.epoch)
        except BadCell as bad:
            found.bad.append((number, bad.code, bad.values))
            return None

    def _line(self, found: RawRow, number: int, label: str, text: str) -> None:
        found.lines.append((number, f"{label[:_LABEL_LIMIT]}: {text}"))


def _is_about(rule: Rule, key: str) -> bool:
    if key.startswith("title_"):
        return rule.key.startswith("title_")
    if rule.key == "tally":
        return f"tallies.{rule.dimension}.{rule.category}".startswith(key)
    return rule.key == key


def _culprit(lines: list[tuple[int, str]]) -> int:
    """Return the column whose line makes a description impossible: one with a bad character, else the longest."""

    def badness(line: tuple[int, str]) -> tuple[bool, int]:
        try:
            NOTE.parse(line[1], None)
        except Refused:
            return True, len(line[1])
        return False, len(line[1])

    return max(lines, key=badness)[0]


def data_rows(reader: RowReader, rows: tuple[Row, ...]) -> Iterator[Row]:
    """Give the rows below the header that say something; a row of HXL tags right below it is part of it."""
    below = [row for row in rows if row.number > reader.header.row.number]
    for place, row in enumerate(below):
        tags = [cell for cell in row.cells.values() if cell != ""]
        if place == 0 and tags and all(isinstance(tag, str) and tag.startswith("#") for tag in tags):
            continue
        if not reader.is_empty(row):
            yield row
