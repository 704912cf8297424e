"""People, indicators, benchmarks and risks of an office in a window."""

from datetime import date

from db.catalogue.dimensions import DIMENSIONS
from db.frameworks import benchmark_lines
from db.indicators import IndicatorLine, indicator_lines
from db.marks import N_
from db.projects import add_months
from db.records.views import best_title
from db.records.window import municipalities_reached
from db.reports.blocks import Bars, Block, Facts, Text, Tile, Tiles
from db.reports.listing import Column
from db.reports.office.data import Window, marginal
from db.reports.participation import dimension_of
from db.reports.values import Fact

_QUIET = 3  # months in which nobody came to a municipality
_NUMBERS = {
    "total": N_("People in the room"),
    "remote": N_("Took part remotely"),
    "attendances": N_("Attendances"),
    "delegates": N_("Delegates"),
}
_BARS = ("sex", "age", "community", "disability", "displacement")
_INDICATORS = (
    Column(N_("Code"), 0),
    Column(N_("Indicator"), 2.4),
    Column(N_("Unit"), 0.8),
    Column(N_("Planned"), 0, "right"),
    Column(N_("Actual"), 0, "right"),
    Column(N_("Difference"), 0, "right"),
    Column(N_("Why it differs from the plan"), 1.8),
)
_POINTS = (
    Column(N_("Code"), 0),
    Column(N_("Indicator"), 2.4),
    Column(N_("Baseline"), 0, "right"),
    Column(N_("Target"), 0, "right"),
    Column(N_("Value"), 0, "right"),
    Column(N_("Records behind it"), 0, "right"),
    Column(N_("Remark"), 1.6),
)
_BENCHMARKS = (
    Column(N_("Code"), 0),
    Column(N_("Benchmark"), 2.8),
    Column(N_("Evidence"), 0.8),
    Column(N_("Before"), 0.8),
    Column(N_("Trend"), 0, "center"),
    Column(N_("In the period"), 0, "right"),
)
_RISKS = (
    Column(N_("Risk"), 2.4),
    Column(N_("Likelihood"), 0.8),
    Column(N_("Effect"), 0.8),
    Column(N_("Status"), 0.8),
    Column(N_("Watched by"), 1.0),
    Column(N_("What is done about it"), 2.0),
)


def dashboard(w: Window) -> tuple[Block, ...]:
    """Return people by every dimension with who was not recorded, and the municipalities that were reached."""
    say, mission, blocks = w.say, w.say.maker.mission, list[Block]()
    facts: list[Fact] = []
    for key, found in w.people.items():
        text = (
            N_("about {number} (said by activities: {records})")
            if found.estimates
            else N_("{number} (said by activities: {records})")
        )
        facts.append(
            Fact(say(_NUMBERS[key]), say(text, number=say.whole(found.number), records=say.whole(found.records)))
        )
    if facts:
        blocks.append(Facts(tuple(facts)))
    dimensions = [
        dimension_of(found, mission, say.maker.language, say.locale, say.maker.translate)
        for key in _BARS
        if key in DIMENSIONS and (found := marginal(key, w.acts)) is not None
    ]
    if dimensions:
        blocks.append(Bars(tuple(dimensions)))
    return (*blocks, *coverage_blocks(w))


def coverage_blocks(w: Window) -> list[Block]:
    """Return the map of municipalities, and those where nothing happened for three months."""
    say, entries = w.say, w.say.maker.mission.lists["municipality"].entries
    reached = municipalities_reached(w.reading, w.start, w.until, office=w.office)
    known = sum(entry.code in reached for entry in entries)
    text = N_("Municipalities reached: {number} of {all}.")
    blocks: list[Block] = [Text(say(text, number=say.whole(known), all=say.whole(len(entries))), "numbered")]
    groups: dict[str, list[Tile]] = {}
    for entry in entries:
        number = reached.get(entry.code, 0)
        groups.setdefault(entry.group, []).append(Tile(say.place(entry.code), say.whole(number), bool(number)))
    blocks.append(Tiles(tuple((name, tuple(tiles)) for name, tiles in groups.items())))
    since = add_months(date.fromisoformat(w.until), -_QUIET).isoformat()
    lately = municipalities_reached(w.reading, since, w.until, office=w.office)
    quiet = [say.place(entry.code) for entry in entries if entry.code not in lately]
    if quiet:
        text = N_("Not reached since {day}: {places}.")
        blocks.append(Text(say(text, day=say.day(since), places=say.listed(quiet)), "numbered"))
    return blocks


def indicators(w: Window) -> tuple[Block, ...]:
    """Return planned, actual, difference and why, and the data points of the impact assessment."""
    found = indicator_lines(w.reading, (w.start, w.until), w.narrow)
    blocks: list[Block] = [*alone(w)] if found else []
    for system in systems(w, found):
        mine = [line for line in found if line.system == system]
        blocks.append(points(w, mine, system) if system == "cpas" else plan_table(w, mine, system))
    return tuple(blocks)


def alone(w: Window) -> tuple[Block, ...]:
    """Return what one should know of the indicators of one office at headquarters."""
    text = N_("Worked out of the records of this office alone; plans are those of all offices and are left out.")
    return (Text(w.say(text), "soft"),) if w.narrow else ()


def systems(w: Window, lines: list[IndicatorLine]) -> list[str]:
    """Return the systems that indicators are kept for, in the order of their list."""
    order = [code.code for code in w.say.maker.mission.lists["indicator_system"].entries]
    found = {line.system for line in lines}
    return [*(code for code in order if code in found), *sorted(found - set(order))]


def plan_table(w: Window, lines: list[IndicatorLine], system: str) -> Block:
    """Return indicators with plan, actual, difference and why; a figure that nobody wrote is worked out."""
    say = w.say
    rows: list[tuple[str, ...]] = []
    for line in lines:
        written = line.written
        rows.append(
            (
                line.code,
                line.title,
                line.measure,
                written.planned if written is not None else "",
                line.shown or (say(N_("cannot be worked out")) if line.problem else ""),
                written.variance if written is not None else "",
                written.remark if written is not None else "",
            )
        )
    return say.table(_INDICATORS, rows, caption=say.label("indicator_system", system) or N_("Indicators"))


def points(w: Window, lines: list[IndicatorLine], system: str) -> Block:
    """Return data points: where an indicator stood, should stand and stands, and how many records say so."""
    say = w.say
    rows = [
        (
            line.code,
            line.title,
            line.baseline,
            line.target,
            line.shown,
            say.whole(len(line.figure.records)) if line.figure is not None else "",
            line.written.remark if line.written is not None else "",
        )
        for line in lines
    ]
    return say.table(_POINTS, rows, caption=say.label("indicator_system", system))


def benchmarks(w: Window, *, every: bool = False) -> tuple[Block, ...]:
    """Return the benchmarks that got evidence in the window with their trend (or every one), and the log of risks."""
    say, blocks = w.say, list[Block]()
    added: dict[str, int] = {}
    for row in w.dated("evidence", "day", "activity"):
        added[row["benchmark"] or ""] = added.get(row["benchmark"] or "", 0) + 1
    order = ["", *(entry.code for entry in say.maker.mission.lists["judgement"].entries)]
    rows: list[tuple[str, ...]] = []
    for line in benchmark_lines(w.reading, w.narrow):
        if line.code in added or (every and line.count):
            rows.append(
                (
                    line.code,
                    line.label,
                    say.label("judgement", line.judgement),
                    say.label("judgement", line.before),
                    say(_trend(order, line.before, line.judgement)),
                    say.whole(added.get(line.code, 0)),
                )
            )
    if rows:
        blocks.append(say.table(_BENCHMARKS, rows, caption=N_("Evidence for benchmarks")))
    risks = [
        (
            best_title(row, say.maker.mission) or say.label("op_risk", row["risk"]),
            say.label("risk_level", row["likelihood"]),
            say.label("risk_level", row["impact"]),
            say.label("risk_status", row["status"]),
            row["responsible"] or "",
            row["measures"] or "",
        )
        for row in w.risks
    ]
    if risks:
        blocks.append(say.table(_RISKS, risks, caption=N_("Risks that are open")))
    return tuple(blocks)


def _trend(order: list[str], before: str, now: str) -> str:
    """Return the trend in a word; nothing where there was no judgement before, for then there is none."""
    if not before or before not in order or now not in order:
        return ""
    step = order.index(now) - order.index(before)
    return N_("better") if step > 0 else N_("worse") if step < 0 else N_("the same")
