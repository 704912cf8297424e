"""Commands on indicators: their figures for a period, with the records behind them, and values written by hand."""

import argparse
from dataclasses import asdict

from db.cli.common import Answer, opened
from db.cli.exchange import day
from db.indicators import indicator_lines, keep_value, period_values, read_expression, work_out


def indicators(arguments: argparse.Namespace) -> Answer:
    """Say what every indicator comes to in a period."""
    period = (day(arguments.start), day(arguments.end))
    with opened(arguments) as office, office.read() as reading:
        found = indicator_lines(reading, period)
    data = {"indicators": [asdict(line) | {"actual": line.actual, "estimated": line.estimated} for line in found]}
    told = [
        f"{line.code or line.ref:<16}{line.shown or '–':>10} {line.measure}  {line.title}  {line.problem}".rstrip()
        for line in found
    ]
    return Answer(data, "\n".join([*told, f"{len(found)} found."]))


def figure(arguments: argparse.Namespace) -> Answer:
    """Work an expression out, and list the records behind the figure."""
    expression = read_expression(arguments.expression)
    with opened(arguments) as office, office.read() as reading:
        found = work_out(reading, expression, (day(arguments.start), day(arguments.end)))
    told = [
        f"{'~' if found.estimates else ''}{found.value or 'nothing'}" + (f" (base {found.base})" if found.base else "")
    ]
    return Answer(asdict(found), "\n".join([*told, *(f"{one.amount:>10}  {one.name}" for one in found.records)]))


def value(arguments: argparse.Namespace) -> Answer:
    """Write planned, actual or remark of an indicator for a period, and list what is written."""
    said = {key: getattr(arguments, key) for key in ("planned", "actual", "source", "remark")}
    raw = {key: text for key, text in said.items() if text is not None}
    with opened(arguments) as office:
        if raw:
            with office.write("save") as write:
                keep_value(write, arguments.ref, (day(arguments.start), day(arguments.end)), raw)
        with office.read() as reading:
            found = period_values(reading, arguments.ref)
    told = [
        f"{one.start} {one.end}  {one.planned or '–'} planned  {one.actual or '–'} actual  {one.variance}  {one.remark}"
        for one in found
    ]
    return Answer({"values": [asdict(one) for one in found]}, "\n".join(told))
