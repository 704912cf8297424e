"""Safeguards, partnerships, the plan ahead, what the office asks for, and the annexes."""

from collections import Counter, defaultdict
from datetime import date
from operator import itemgetter

from sqlalchemy import select

from db.catalogue import ACTIVITY_TYPES, RECORD_TYPES
from db.marks import N_
from db.records.agenda import WHAT, agenda
from db.records.sums import gaps
from db.records.views import best_title
from db.records.window import Happened, written
from db.reports.blocks import Block, Text
from db.reports.listing import Column
from db.reports.office.activities import days_of, people_of, place_of, status_of
from db.reports.office.data import Window
from db.schema.tables import activity, metadata, revision
from db.store.rows import by_name

_SCREENED = (
    ("hrddp", "screen_hrddp", N_("Human rights due diligence")),
    ("sea", "screen_sea", N_("Prevention of sexual exploitation and abuse")),
    ("do_no_harm", "screen_dnh", N_("Do no harm")),
    ("environment", "clearance", N_("Environment")),
)
_PARTNERS = (
    Column(N_("Organisation"), 2.4),
    Column(N_("Type"), 1.4),
    Column(N_("Role"), 1.4),
    Column(N_("Activities"), 0, "right"),
)
_PLAN = (
    Column(N_("Day"), 0),
    Column(N_("What"), 1.0),
    Column(N_("Ref"), 0),
    Column(N_("Title"), 2.4),
    Column(N_("Place or details"), 1.6),
)
_LATE = 14  # days after an activity by which it should be written down
_AHEAD = 40


def safeguards(w: Window) -> tuple[Block, ...]:
    """Return what was screened in the window, in words of outcome alone: no case detail."""
    say, blocks = w.say, list[Block]()
    sheets = w.dated("screening", "day", "project")
    for field, codes, name in _SCREENED:
        found = Counter(row[field] for row in sheets if row[field])
        if found:
            told = say.counted((say.label(codes, code), number) for code, number in found.most_common())
            blocks.append(Text(say(N_("{what}: {told}."), what=say(name), told=told), "numbered"))
    agreed = [row for row in w.dated("mou", "signed_un", "project") if row["clause_misconduct"] == "yes"]
    if agreed:
        text = N_("Agreements signed with the clause on misconduct: {number}.")
        blocks.append(Text(say(text, number=say.whole(len(agreed))), "numbered"))
    incidents = sum(
        1 for row in w.dated("visit", "day", "project") if row.get("incident") not in (None, "", "no", "none")
    )
    if incidents:
        text = N_("Monitoring visits that noted an incident, referred through the proper channel: {number}.")
        blocks.append(Text(say(text, number=say.whole(incidents)), "numbered"))
    return tuple(blocks)


def partnerships(w: Window) -> tuple[Block, ...]:
    """Return the organisations that took part, by their type, and the partners that activities name."""
    say, table = w.say, metadata.tables["organisation"]
    known = {row["uid"]: by_name(row) for row in w.reading.connection.execute(select(table)).mappings()}
    counted: Counter[tuple[str, str]] = Counter()
    for row in w.parts("involvement"):
        counted[(row["organisation"] or "", row["role"] or "")] += 1
    rows = [
        (
            best_title(known[uid], say.maker.mission) or known[uid]["acronym"] or "",
            say.label("organisation_type", known[uid]["organisation_type"]),
            say.label("organisation_role", role),
            say.whole(number),
        )
        for (uid, role), number in counted.items()
        if uid in known
    ]
    blocks: list[Block] = [say.table(_PARTNERS, sorted(rows, key=itemgetter(1, 0, 2)))] if rows else []
    named = Counter(one.text("partner") for one in w.acts if one.text("partner"))
    if named:
        told = "; ".join(f"{name} ({say.whole(number)})" for name, number in named.most_common(20))
        blocks.append(Text(say(N_("Partners named in the activities: {told}."), told=told), "numbered"))
    return tuple(blocks)


def ahead(w: Window) -> tuple[Block, ...]:
    """Return what is planned or falls due in the month that follows."""
    say = w.say
    start, until = w.after
    rows: list[tuple[str, str, str, str, str, str]] = [
        (one.start, say.short(one.start), say.kind(one.type), one.ref, one.title, place_of(w, one)) for one in w.coming
    ]
    for due in agenda(w.reading, date.fromisoformat(start), date.fromisoformat(until)):
        if w.narrow and due.project not in w.made:
            continue
        rows.append(
            (due.day, say.short(due.day), say(WHAT[due.what]), due.ref, due.title, w.told(due.project, due.text))
        )
    for one in w.due(date.fromisoformat(until)):
        if one.day >= start:
            rows.append(
                (
                    one.day,
                    say.short(one.day),
                    say(RECORD_TYPES[one.kind].label),
                    one.ref,
                    w.told(one.owner, one.text),
                    w.told(one.owner, one.by_whom),
                )
            )
    rows.sort()
    blocks: list[Block] = [say.table(_PLAN, [row[1:] for row in rows[:_AHEAD]])] if rows else []
    if len(rows) > _AHEAD:
        blocks.append(Text(say(N_("And {number} more."), number=say.whole(len(rows) - _AHEAD)), "soft"))
    return tuple(blocks)


def support(w: Window) -> tuple[Block, ...]:
    """Return what waits for somebody else: advice of visits, recommendations that are blocked, risks that happened."""
    say, blocks = w.say, list[Block]()
    names = {line.uid: f"{line.ref} {line.title}" for line in w.projects}
    for row in w.dated("visit", "day", "project"):
        if row["advice"] in ("hold", "modify", "stop"):
            text = N_("Decide on {project}: the visit of {day} advises “{advice}”.")
            values = {"project": names.get(row["project"], ""), "day": say.day(row["day"])}
            blocks.append(Text(say(text, advice=say.label("visit_advice", row["advice"]), **values), "numbered"))
    blocked = [line for line in w.recommendations if line.status == "blocked"]
    for line in blocked[:10]:
        text = N_("Recommendation {number} is blocked: {words}")
        blocks.append(Text(say(text, number=say.whole(line.number), words=line.text), "numbered"))
    for row in w.risks:
        if row["status"] == "happened":
            text = N_("A risk has happened: {risk}. {measures}")
            risk = best_title(row, say.maker.mission) or say.label("op_risk", row["risk"])
            blocks.append(Text(say(text, risk=risk, measures=row["measures"] or "").strip(), "numbered"))
    return tuple(blocks)


# ---- annexes ----

_LIST = (
    Column(N_("Ref"), 0),
    Column(N_("Date"), 0),
    Column(N_("Kind"), 1.4),
    Column(N_("Title"), 2.4),
    Column(N_("Place"), 1.2),
    Column(N_("Partner"), 1.2),
    Column(N_("People"), 0, "right"),
    Column(N_("Women"), 0, "right"),
    Column(N_("Men"), 0, "right"),
    Column(N_("Youth"), 0, "right"),
    Column(N_("Tags"), 1.2),
    Column(N_("Status"), 0),
)
_TAGS = 4
_CHANGES = (
    Column(N_("Day"), 0),
    Column(N_("Ref"), 0),
    Column(N_("Record"), 2.0),
    Column(N_("What was done"), 1.2),
    Column(N_("Reason"), 1.6),
)
_CHANGED = 200
_DONE = {
    "set": N_("corrected"),
    "delete": N_("deleted"),
    "restore": N_("restored"),
    "resolve": N_("conflict decided"),
    "redact": N_("words taken out"),
}


def all_activities(w: Window) -> tuple[Block, ...]:
    """Return every activity of the window on a line of its own."""
    return (w.say.table(_LIST, [_line(w, one) for one in w.acts]),) if w.acts else ()


def _line(w: Window, one: Happened) -> tuple[str, ...]:
    tags = [code for _, code in w.tags.get(one.uid, ())]
    told = w.say.listed(tags[:_TAGS]) + (f" +{len(tags) - _TAGS}" if len(tags) > _TAGS else "")
    return (
        one.ref,
        days_of(w, one),
        w.say.kind(one.type),
        one.title,
        place_of(w, one),
        one.text("partner"),
        *people_of(w, one),
        told,
        status_of(w, one),
    )


def changes(w: Window) -> tuple[Block, ...]:
    """Return what was changed in the window about activities that were over before it began."""
    say, r = w.say, revision.c
    until = f"{w.until}T99"
    over = select(activity.c.uid).where(activity.c.actual_start < w.start)
    if w.office:
        over = over.where(activity.c.office == w.office)
    chosen = (
        select(r.uid, r.at, r.kind, r.reason)
        .where(r.type.in_(ACTIVITY_TYPES), r.at >= w.start, r.at < until, r.uid.in_(over))
        .order_by(r.at, r.arrived)
    )
    rows = w.reading.connection.execute(chosen).all()
    first = written(w.reading, sorted({row.uid for row in rows}))
    late = [row for row in rows if row.at != first[row.uid].first]
    named = w.named({row.uid for row in late})
    cells = [
        (
            say.short(row.at[:10]),
            str(named[row.uid]["ref"] or ""),
            best_title(named[row.uid], say.maker.mission),
            say(_DONE.get(row.kind, _DONE["set"])),
            row.reason,
        )
        for row in late
        if row.uid in named
    ]
    blocks: list[Block] = [say.table(_CHANGES, cells[-_CHANGED:])] if cells else []
    if len(cells) > _CHANGED:
        blocks.append(Text(say(N_("And {number} more."), number=say.whole(len(cells) - _CHANGED)), "soft"))
    return tuple(blocks)


def quality(w: Window) -> tuple[Block, ...]:
    """Return what the figures do not say: counts that leave people out, titles missing, entries that came late."""
    say, mission, blocks = w.say, w.say.maker.mission, list[Block]()
    uids = list(w.by_uid)
    found: dict[str, list[str]] = defaultdict(list)
    for gap in gaps(w.reading, uids):
        more = gap.not_recorded < 0
        text = N_("Counts exceed the total: {refs}.") if more else N_("Counts leave people out: {refs}.")
        said = f"{gap.ref} ({say.label('dimension', gap.dimension)} {say.whole(gap.sum)}/{say.whole(gap.whole)})"
        found[text].append(said)
    for one in w.acts:
        if not one.values.get("total") and one.type != "project":
            found[N_("No number of people: {refs}.")].append(one.ref)
        lacking = [
            code for code in mission.languages if f"title_{code}" in one.values and not one.text(f"title_{code}")
        ]
        if lacking:
            found[N_("Title missing in a language: {refs}.")].append(f"{one.ref} ({', '.join(lacking)})")
        if one.type != "project" and one.text("status") in ("draft", "planned"):
            found[N_("Has actual days and is not said to be held: {refs}.")].append(one.ref)
    first = w.written
    for one in w.acts:
        if one.type != "project" and one.uid in first:
            days = (date.fromisoformat(first[one.uid].first[:10]) - date.fromisoformat(one.end)).days
            if days > _LATE:
                found[N_("Written down more than two weeks later: {refs}.")].append(f"{one.ref} ({say.whole(days)})")
    for text, refs in found.items():
        shown = refs[:_NAMED]
        if len(refs) > _NAMED:
            shown.append(say(N_("and {number} more"), number=say.whole(len(refs) - _NAMED)))
        blocks.append(Text(say(text, refs="; ".join(shown)), "bullet"))
    return tuple(blocks)


_NAMED = 25


def revisions_of(w: Window) -> tuple[int, int]:
    """Return how many records the report is made of, and in how many revisions these stand."""
    return len(w.by_uid), sum(one.revisions for one in w.written.values())
