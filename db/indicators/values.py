"""Indicators as a list, and their values by period: planned, actual, the difference and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from db.catalogue.indicators import INDICATOR, INDICATOR_VALUE
from db.errors import KnownError
from db.indicators.expression import read_expression
from db.indicators.figures import Figure, plain, work_out
from db.records.family import find
from db.records.verbs import create, update
from db.records.views import best_title
from db.revisions import RecordKey
from db.schema.recommendations import indicator, indicator_value
from db.store.rows import by_name
from db.store.writing import Reading, Write


@dataclass(frozen=True, slots=True)
class PeriodValue:
    """A value of a period: `actual` was written by hand, else worked out; `variance` is actual less planned."""

    uid: str
    start: str
    end: str
    planned: str
    actual: str
    variance: str
    source: str
    remark: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator with its figure for a period. `problem` says why an expression cannot be worked out."""

    uid: str
    ref: str
    title: str
    system: str
    code: str
    measure: str
    baseline: str
    target: str
    expression: str
    figure: Figure | None
    written: PeriodValue | None
    problem: str

    @property
    def actual(self) -> str:
        """What stands for the period: the value written by hand, else the one worked out."""
        if self.written is not None and self.written.by_hand:
            return self.written.actual
        return self.figure.value if self.figure is not None else ""

    @property
    def estimated(self) -> bool:
        """Whether what stands for the period was worked out from numbers that are no exact counts."""
        by_hand = self.written is not None and self.written.by_hand
        return not by_hand and self.figure is not None and self.figure.estimates > 0

    @property
    def shown(self) -> str:
        """What stands for the period in lists and on paper: an estimate has a sign that every font knows."""
        return f"~{self.actual}" if self.estimated else self.actual


def indicator_lines(reading: Reading, period: tuple[str, str], office: str = "") -> list[IndicatorLine]:
    """Return every indicator with its figure for a period; values by hand are those of exactly this period.

    Of one office the figure is worked out of its records alone, and nothing written by hand is there: that is for all.
    """
    table = indicator
    written = _written(reading)
    lines: list[IndicatorLine] = []
    order = (table.c.system, table.c.code, table.c.ref)
    for row in reading.connection.execute(select(table).where(table.c.deleted.is_(False)).order_by(*order)).mappings():
        figure, problem = _figure(reading, row["expression"] or "", period, office)
        values = by_name(row)
        kept = None if office else written.get((row["uid"], *period))
        lines.append(
            IndicatorLine(
                uid=row["uid"],
                ref=row["ref"] or "",
                title=best_title(values, reading.mission),
                system=row["system"] or "",
                code=row["code"] or "",
                measure=row["measure"] or "",
                baseline=row["baseline"] or "",
                target=row["target"] or "",
                expression=row["expression"] or "",
                figure=figure,
                written=_value(kept, figure) if kept else None,
                problem=problem,
            )
        )
    return lines


def period_values(reading: Reading, ref: str) -> list[PeriodValue]:
    """Return the periods of an indicator that somebody wrote down, in order; the actual is worked out where it can be.

    Raises KnownError `no-record`.
    """
    key = _indicator(reading, ref)
    expression = str(reading.folded(key.uid).values.get("expression") or "")
    mine = (row for (uid, *_), row in _written(reading).items() if uid == key.uid)
    rows = sorted(mine, key=lambda row: str(row["start"]))
    return [_value(row, _figure(reading, expression, (row["start"] or "", row["end"] or ""))[0]) for row in rows]


def keep_value(write: Write, ref: str, period: tuple[str, str], raw: Mapping[str, object]) -> RecordKey:
    """Write planned, actual, source or remark of an indicator for a period, over those that are there.

    Raises KnownError `no-record`, `bad-record`.
    """
    key = _indicator(write, ref)
    start, end = period
    uid = INDICATOR_VALUE.uid_of({"indicator": key.uid, "start": start, "end": end})
    folded = write.folded(uid)
    if folded.heads and not folded.deleted:
        return update(write, uid, raw)
    return create(write, INDICATOR_VALUE.key, {"indicator": key.uid, "start": start, "end": end, **raw})


def _indicator(reading: Reading, ref: str) -> RecordKey:
    key = find(reading, ref)
    if key.type != INDICATOR.key:
        raise KnownError("no-record", ref=ref)
    return key


def _written(reading: Reading) -> dict[tuple[str, str, str], Mapping[str, str | None]]:
    reading.settle()
    table = indicator_value
    rows = reading.connection.execute(select(table).where(table.c.deleted.is_(False))).mappings()
    found = [by_name(row) for row in rows]
    return {(row["indicator"] or "", row["start"] or "", row["end"] or ""): row for row in found}


def _figure(reading: Reading, expression: str, period: tuple[str, str], office: str = "") -> tuple[Figure | None, str]:
    if not expression.strip():
        return None, ""
    try:
        return work_out(reading, read_expression(expression), period, office), ""
    except KnownError as error:
        if error.code not in ("bad-expression", "unknown-in-expression"):
            raise
        return None, str(error)


def _value(row: Mapping[str, str | None], figure: Figure | None) -> PeriodValue:
    by_hand = row["actual"] is not None
    actual = row["actual"] or "" if by_hand else (figure.value if figure is not None else "")
    variance = plain(Decimal(actual) - Decimal(row["planned"])) if actual and row["planned"] else ""
    return PeriodValue(
        uid=row["uid"] or "",
        start=row["start"] or "",
        end=row["end"] or "",
        planned=row["planned"] or "",
        actual=actual,
        variance=variance,
        source=row["source"] or "",
        remark=row["remark"] or "",
        by_hand=by_hand,
    )
