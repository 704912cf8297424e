"""Trackers of their own: what the monthly report says in a section, in full."""

from datetime import timedelta

from db.indicators import indicator_lines
from db.marks import N_
from db.reports.blocks import Block
from db.reports.listing import Column
from db.reports.office.activities import tagged
from db.reports.office.data import Window
from db.reports.office.figures import alone, benchmarks, plan_table, points, systems
from db.reports.office.programme import by_group, due_table, status_bar

_ALL = (
    Column(N_("No."), 0, "right"),
    Column(N_("Recommendation"), 3.0),
    Column(N_("Theme"), 1.1),
    Column(N_("Addressed to"), 1.2),
    Column(N_("Due"), 0),
    Column(N_("Status"), 0.9),
    Column(N_("Served by"), 0, "right"),
)


def _status(w: Window) -> tuple[Block, ...]:
    return tuple(status_bar(w, w.recommendations))


def _theme(w: Window) -> tuple[Block, ...]:
    return tuple(by_group(w, w.recommendations, "theme", N_("Theme")))


def _addressee(w: Window) -> tuple[Block, ...]:
    return tuple(by_group(w, w.recommendations, "addressee", N_("Addressed to")))


def _promised(w: Window) -> tuple[Block, ...]:
    found = w.due(w.today + timedelta(days=365))
    return (due_table(w, found),) if found else ()


def _every(w: Window) -> tuple[Block, ...]:
    say = w.say
    rows = [
        (
            say.whole(line.number),
            line.text,
            say.label("recommendation_theme", line.theme),
            "; ".join(line.addressees),
            say.short(line.due),
            say.label("progress_status", line.status) + (f" · {say(N_('overdue'))}" if line.overdue else ""),
            say.whole(line.served),
        )
        for line in w.recommendations
    ]
    return (say.table(_ALL, rows),) if rows else ()


def rbb(w: Window) -> tuple[Block, ...]:
    """Return the indicators of the results-based budget and the office's own."""
    found = [line for line in indicator_lines(w.reading, (w.start, w.until), w.narrow) if line.system != "cpas"]
    tables = [plan_table(w, [line for line in found if line.system == one], one) for one in systems(w, found)]
    return (*alone(w), *tables) if tables else ()


def cpas(w: Window) -> tuple[Block, ...]:
    """Return the data points of the planning and impact assessment."""
    found = [line for line in indicator_lines(w.reading, (w.start, w.until), w.narrow) if line.system == "cpas"]
    return (*alone(w), points(w, found, "cpas")) if found else ()


def every_benchmark(w: Window) -> tuple[Block, ...]:
    """Return every benchmark that has evidence, and the log of risks."""
    return benchmarks(w, every=True)


def _a4p(w: Window) -> tuple[Block, ...]:
    named = sorted(one.code for one in w.say.maker.mission.lists["framework"].entries if one.code.startswith("a4p"))
    return tagged(w, [name for name in named if not name.startswith("a4p_plus")], all_codes=True)


def _a4p_plus(w: Window) -> tuple[Block, ...]:
    return tagged(w, ("a4p_plus", "a4p_plus_xc"), all_codes=True)


RECOMMENDATIONS = (
    ("", N_("By status"), _status),
    ("", N_("By theme"), _theme),
    ("", N_("By addressee"), _addressee),
    ("", N_("Promises that are open"), _promised),
    ("", N_("All recommendations"), _every),
)
A4P = (
    ("", N_("Action for Peacekeeping"), _a4p),
    ("", N_("Action for Peacekeeping Plus"), _a4p_plus),
)
