"""Indicators: a small expression over the records, the figure it gives with the records behind it, values by period."""

from db.indicators.expression import Expression, read_expression
from db.indicators.figures import Behind, Figure, work_out
from db.indicators.periods import budget_year, mid_month, quarter
from db.indicators.values import IndicatorLine, PeriodValue, indicator_lines, keep_value, period_values

__all__ = [
    "Behind",
    "Expression",
    "Figure",
    "IndicatorLine",
    "PeriodValue",
    "budget_year",
    "indicator_lines",
    "keep_value",
    "mid_month",
    "period_values",
    "quarter",
    "read_expression",
    "work_out",
]
