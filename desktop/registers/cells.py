"""Values of a register in words: as a list shows them, and plainly as a spreadsheet takes them."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from db.catalogue import Mission, Value
from db.records import Group, ListColumn, ListRow, Totals
from desktop.i18n import moment, money_text, number, short_date, tr_db

CENT = Decimal("0.01")


def cell_text(column: ListColumn, row: ListRow, mission: Mission) -> str:
    """Return one cell in words; "" where nothing is recorded. A record without a place shows its settlement."""
    value = row.cells.get(column.key)
    if value is None and column.key == "municipality":
        return row.settlement
    if column.kind == "money" and value is not None:
        return money_text(Decimal(str(value)), str(row.cells.get(column.currency) or ""))
    return value_text(column, value, mission)


def value_text(column: ListColumn, value: Value, mission: Mission) -> str:
    """Return a value of a column in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        return number(value)
    if column.choices:
        codes = value.split(";") if column.kind == "codes" else [value]
        return ", ".join(tr_db(mission.lists[column.choices].label(code)) for code in codes)
    if column.kind == "date":
        return short_date(value)
    if column.kind == "instant":
        return moment(value)
    return value.partition("\n")[0]


def plain_text(column: ListColumn, row: ListRow, mission: Mission) -> str:
    """Return a cell as a spreadsheet reads it back: days as ISO text, numbers without separators."""
    value = row.cells.get(column.key)
    if value is None and column.key == "municipality":
        return row.settlement
    if isinstance(value, int) or column.kind in ("date", "money", "instant"):
        return "" if value is None else str(value)
    return " ".join(value_text(column, value, mission).split())


def header_text(column: ListColumn) -> str:
    """Return what a column is called: a category of people beside its dimension where it could be of another."""
    return tr_db(column.label)


def group_text(group: str, value: str, column: ListColumn | None, mission: Mission) -> str:
    """Return what a group of records is called."""
    if not value:
        return QCoreApplication.translate("registers", "Not recorded")
    if group == "month":
        return QLocale().toString(QDate.fromString(f"{value}-01", "yyyy-MM-dd"), "MMMM yyyy")
    return value_text(column, value, mission) if column is not None else value


def totals_text(totals: Totals, columns: Sequence[ListColumn]) -> str:
    """Return sums in words, column by column; what holds estimates says so."""
    parts: list[str] = []
    for column in columns:
        name = header_text(column)
        if column.key in totals.numbers:
            text = f"{name} {number(totals.numbers[column.key])}"
            if some := totals.estimates.get(column.key):
                text += " " + QCoreApplication.translate("registers", "({count} estimated)").format(count=number(some))
            parts.append(text)
        parts += [
            f"{name} {money_text(amount.quantize(CENT), currency)}"
            for (key, currency), amount in totals.money.items()
            if key == column.key
        ]
    return " · ".join(parts)


def head_text(group: Group, name: str, columns: Sequence[ListColumn]) -> str:
    """Return the head of a group: its name, how many records, and what they add up to."""
    sums = totals_text(group.sums, columns)
    return " · ".join(filter(None, (f"{name} ({number(group.sums.records)})", sums)))
