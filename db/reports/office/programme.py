"""Projects, recommendations and promises of an office."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from db.catalogue.recommendations import WAY
from db.marks import N_
from db.projects import AMBER, GREEN, RED, STATES
from db.promises import Promise, RecommendationLine, grouped
from db.records.portfolio import ProjectLine, Sums, portfolio
from db.records.window import parts_of
from db.reports.blocks import Block, Part, Span, Stack, Text, Timeline
from db.reports.listing import Column
from db.reports.office.data import Window
from db.reports.portfolio import LIGHTS
from db.reports.standing import light_text, step_text
from db.reports.wording import thousandths

_PROJECTS = (
    Column(N_("Ref"), 0),
    Column(N_("Project"), 2.2),
    Column(N_("State"), 0.9),
    Column(N_("In time"), 1.1),
    Column(N_("Paid"), 0, "right"),
    Column(N_("Balance"), 0, "right"),
    Column(N_("Next step"), 1.8),
)
_MODIFIED = (
    Column(N_("Approved on"), 0),
    Column(N_("Project"), 1.3),
    Column(N_("What changes"), 0.8),
    Column(N_("Cause"), 0.8),
    Column(N_("Before"), 1.3),
    Column(N_("After"), 1.5),
    Column(N_("Approved by"), 0.9),
)
_PLAN = (
    Column(N_("Project"), 1.4),
    Column(N_("No."), 0, "right"),
    Column(N_("Deliverable"), 1.8),
    Column(N_("Planned"), 0, "right"),
    Column(N_("Delivered"), 0, "right"),
    Column(N_("Status"), 0.9),
)
_VISITS = (
    Column(N_("Day"), 0),
    Column(N_("Project"), 1.8),
    Column(N_("Progress"), 0, "right"),
    Column(N_("Risk"), 0.6),
    Column(N_("Recommendation"), 1.2),
    Column(N_("What is to be done"), 1.8),
)
_MONEY = (
    (N_("planned {amount}"), "requested"),
    (N_("approved {amount}"), "approved"),
    (N_("paid {amount}"), "paid"),
    (N_("spent {amount}"), "spent"),
    (N_("still to be paid {amount}"), "balance"),
)


def portfolio_blocks(w: Window) -> tuple[Block, ...]:
    """Return the portfolio: states, money, a row for each project alive, visits, and everything that was modified."""
    say, blocks = w.say, list[Block]()
    for sums in portfolio(w.reading, office=w.narrow):
        if not (sums.start <= w.until and (sums.end or w.until) >= w.start):
            continue  # a year that the window does not touch
        if w.narrow and not sums.states:
            continue  # a year in which that office has no project
        name = sums.title or say(N_("Projects of no cycle"))
        states = [(state, sums.states[state]) for state in STATES if sums.states.get(state)]
        told = say.counted((say.label("project_status", state), number) for state, number in states)
        promised = say.whole(sums.promised)
        if sums.target is not None and not w.narrow:  # a target is that of all offices
            promised = say(N_("{count} of {target}"), count=promised, target=say.whole(sums.target))
        text = N_("{cycle}: approved or further {promised}. By state: {told}.")
        blocks.append(Text(say(text, cycle=name, promised=promised, told=told), "numbered"))
        blocks += [money_line(w, currency, amounts) for currency, amounts in sorted(sums.sums.items())]
    if w.projects:
        blocks.append(_lights(w))
        blocks.append(say.table(_PROJECTS, [_project(w, line) for line in w.projects]))
        if (spans := _timeline(w)) is not None:
            blocks.append(spans)
    names = {line.uid: f"{line.ref} {line.title}" for line in w.projects}
    blocks += _visits(w, names)
    blocks += _modified(w, names)
    return tuple(blocks)


def money_line(w: Window, currency: str, sums: Sums) -> Block:
    """Return the money of a year in one currency: paid and still to be paid as a bar, all of it in words."""
    told = [w.say(text, amount=w.say.money(getattr(sums, key))) for text, key in _MONEY if getattr(sums, key)]
    caption = f"{currency}: {', '.join(told)}"
    if not sums.approved:
        return Text(caption, "numbered")
    paid = thousandths(int(min(sums.paid, sums.approved) * 100), int(sums.approved * 100))
    return Stack(
        caption,
        (
            Part(w.say(N_("Paid")), paid, w.say.money(sums.paid, currency)),
            Part(w.say(N_("Still to be paid")), 1000 - paid, w.say.money(sums.balance, currency)),
        ),
    )


def _lights(w: Window) -> Block:
    found = Counter(line.clock.light for line in w.projects)
    order = (RED, AMBER, GREEN)
    told = w.say.counted((w.say(LIGHTS[light]), found[light]) for light in order if found[light])
    rest = len(w.projects) - sum(found[light] for light in order)
    text = N_("Clocks on {day}: {told}; not running: {rest}.")
    return Text(w.say(text, day=w.say.day(w.today.isoformat()), told=told or "–", rest=w.say.whole(rest)), "numbered")


def _project(w: Window, line: ProjectLine) -> tuple[str, ...]:
    say, money = w.say, line.money
    place = say.place(line.municipality)
    return (
        line.ref,
        " · ".join(filter(None, (line.title, place, line.partner))),
        say.label("project_status", line.state),
        light_text(line.clock, say.maker.translate, say.locale),
        say.money(money.paid, money.currency) if money.paid or money.approved is not None else "",
        say.money(money.balance, money.currency),
        step_text(line.step, say.maker.mission, say.maker.translate, say.locale),
    )


def _timeline(w: Window) -> Timeline | None:
    """Return when projects ran, over the window and what lies around it."""
    found = [(line, w.by_uid[line.uid]) for line in w.projects if line.uid in w.by_uid and w.by_uid[line.uid].start]
    if not found or len(found) > 30:
        return None
    today = w.today.isoformat()
    ends = [one.end if one.text("actual_end") else max(today, one.text("planned_end") or today) for _, one in found]
    first, last = min(one.start for _, one in found), max(ends)
    whole = max(1, (date.fromisoformat(last) - date.fromisoformat(first)).days)

    def at(day: str) -> int:
        return thousandths((date.fromisoformat(day) - date.fromisoformat(first)).days, whole)

    spans = [
        Span(line.ref, at(one.start), at(end), w.say.days(one.start, end), not one.text("actual_end"))
        for (line, one), end in zip(found, ends, strict=True)
    ]
    caption = w.say(N_("When they ran; hatched: not ended yet"))
    return Timeline(caption, tuple(spans), (w.say.short(first), w.say.short(last)))


def _visits(w: Window, names: dict[str, str]) -> list[Block]:
    say = w.say
    rows = [
        (
            say.short(row["day"]),
            names.get(row["project"], ""),
            f"{row['progress']}\N{NO-BREAK SPACE}%" if row["progress"] is not None else "",
            say.label("risk_level", row["risk"]),
            say.label("visit_advice", row["advice"]),
            row["action"] or "",
        )
        for row in w.dated("visit", "day", "project")
    ]
    return [say.table(_VISITS, rows, caption=N_("Monitoring visits"))] if rows else []


def _modified(w: Window, names: dict[str, str]) -> list[Block]:
    """Return what was modified, with the old and the new plan of each project that was."""
    say, changes = w.say, w.dated("modification", "day", "project")
    if not changes:
        return []
    rows = [
        (
            say.short(row["day"]),
            names.get(row["project"], ""),
            say.label("modification", row["change"]),
            " · ".join(filter(None, (say.label("modification_cause", row["cause"]), row["reason"]))),
            row["before"] or "",
            row["after"] or "",
            row["approver"] or "",
        )
        for row in changes
    ]
    plans = parts_of(w.reading, "deliverable", sorted({row["project"] for row in changes}))
    lines = [
        (
            names.get(project, ""),
            say.whole(one["number"]),
            one["what"] or "",
            say.whole(one["planned"]),
            say.whole(one["delivered"]),
            say.label("deliverable_status", one["status"]),
        )
        for project, found in plans.items()
        for one in sorted(found, key=lambda one: (one["number"] or 0, one["uid"]))
    ]
    blocks: list[Block] = [say.table(_MODIFIED, rows, caption=N_("Modified"))]
    if lines:
        blocks.append(say.table(_PLAN, lines, caption=N_("Deliverables of the modified projects, old and new")))
    return blocks


# ---- recommendations and promises ----

_THEMES = (Column(N_("Theme"), 2.2), *(Column(title, 0, "right") for title in (
    N_("No activity"), N_("In progress"), N_("Partially completed"), N_("Completed"), N_("Other"), N_("All"),
)))  # fmt: skip
_MOVED = (
    Column(N_("Day"), 0),
    Column(N_("No."), 0, "right"),
    Column(N_("Recommendation"), 2.6),
    Column(N_("Status"), 0.9),
    Column(N_("Shown by"), 1.1),
)
_DUE = (
    Column(N_("Due"), 0),
    Column(N_("What"), 2.2),
    Column(N_("Of"), 1.4),
    Column(N_("By whom"), 1.0),
    Column(N_("Status"), 0.8),
)
PROMISED = 40  # overdue promises printed; all of them are in the register


def tracker(w: Window) -> tuple[Block, ...]:
    """Return what was opened, moved, completed and is overdue, and the recommendations by theme."""
    say, blocks = w.say, list[Block]()
    opened = w.dated("commitment", "made_on", "activity")
    moved = w.moved
    kept = [row for row in w.dated("commitment", "status_on", "activity") if row["status"] == "completed"]
    done = [row for row in moved if row["status"] == "completed"]
    late = [one for one in w.due(w.today) if one.overdue]
    if opened or moved or kept or late:
        text = N_(
            "Commitments made: {opened}; recommendations moved: {moved}; completed: {done}; commitments kept: {kept}; "
            "overdue on {day}: {late}."
        )
        numbers = {"opened": len(opened), "moved": len(moved), "done": len(done), "kept": len(kept), "late": len(late)}
        said = {key: say.whole(number) for key, number in numbers.items()}
        blocks.append(Text(say(text, day=say.day(w.today.isoformat()), **said), "numbered"))
    blocks += status_bar(w, w.recommendations)
    blocks += by_group(w, w.recommendations, "theme", N_("Theme"))
    if moved:
        lines = {line.uid: line for line in w.recommendations}
        rows = [
            (
                say.short(row["status_on"]),
                say.whole(row["number"]),
                lines[row["uid"]].text if row["uid"] in lines else "",
                say.label("progress_status", row["status"]),
                " · ".join(filter(None, (say.label("evidence_kind", row["evidence_kind"]), row["evidence"]))),
            )
            for row in moved
        ]
        blocks.append(say.table(_MOVED, rows, caption=N_("Moved in the period")))
    if late:
        blocks.append(due_table(w, late[:PROMISED], N_("Overdue")))
    return tuple(blocks)


def due_table(w: Window, found: Sequence[Promise], caption: str = "") -> Block:
    """Return what is to be done by a day as a table."""
    rows = [
        (
            w.say.short(one.day),
            w.told(one.owner, one.text),
            one.ref,
            w.told(one.owner, one.by_whom),
            w.say.label("progress_status", one.status),
        )
        for one in found
    ]
    return w.say.table(_DUE, rows, caption=caption)


def status_bar(w: Window, lines: list[RecommendationLine]) -> list[Block]:
    """Return how far recommendations are, as one bar."""
    if not lines:
        return []
    found = Counter(line.status for line in lines)
    order = [*WAY, *sorted(found.keys() - set(WAY))]
    parts = [
        Part(w.say.label("progress_status", code), thousandths(found[code], len(lines)), w.say.whole(found[code]))
        for code in order
        if found[code]
    ]
    return [Stack(w.say(N_("How far the {number} recommendations are"), number=w.say.whole(len(lines))), tuple(parts))]


def by_group(w: Window, lines: list[RecommendationLine], by: str, head: str) -> list[Block]:
    """Return recommendations counted by theme, addressee or municipality and status."""
    if not lines:
        return []
    say, rows = w.say, list[tuple[str, ...]]()
    for group, counted in grouped(lines, by).items():
        name = {"theme": say.label("recommendation_theme", group), "municipality": say.place(group)}.get(by, group)
        known = [counted.get(code, 0) for code in WAY]
        whole = sum(counted.values())
        rows.append((name or say(N_("Not recorded")), *map(say.whole, (*known, whole - sum(known), whole))))
    heads = (Column(head, 2.2), *_THEMES[1:])
    return [say.table(heads, rows)]
