"""What happened: highlights, the table of activities, town halls, youth, women."""

from collections import Counter
from collections.abc import Iterable

from db.catalogue import ACTIVITY_TYPES
from db.marks import N_
from db.records.people import UNDISCLOSED
from db.records.window import Happened
from db.reports.blocks import Block, Columns, Part, Text
from db.reports.listing import Column, Line
from db.reports.office.data import YOUTH, Window, counts_of, summed
from db.reports.participation import dimension_of
from db.reports.values import Fact
from db.reports.wording import thousandths

LISTED = 40  # activities in the body of a report; more of them stand in its annex alone
_TABLE = (
    Column(N_("Date"), 0),
    Column(N_("Place"), 1.1),
    Column(N_("Activity"), 2.4),
    Column(N_("People"), 0, "right"),
    Column(N_("Women"), 0, "right"),
    Column(N_("Men"), 0, "right"),
    Column(N_("Youth"), 0, "right"),
    Column(N_("Status"), 0),
)
_BY_KIND = (
    Column(N_("Kind"), 2.0),
    Column(N_("Activities"), 0, "right"),
    Column(N_("Municipalities"), 0, "right"),
    Column(N_("People"), 0, "right"),
    Column(N_("Women"), 0, "right"),
    Column(N_("Men"), 0, "right"),
    Column(N_("Youth"), 0, "right"),
)


def highlights(w: Window) -> tuple[Block, ...]:
    """Return at most five sentences, each with a number."""
    say, told = w.say, list[str]()
    if w.acts:
        places = {one.text("municipality") for one in w.acts} - {""}
        kinds = Counter(one.type for one in w.acts)
        names = say.counted((say(ACTIVITY_TYPES[key].plural), number) for key, number in kinds.most_common())
        text = N_("Activities: {number}, in {places} municipalities ({kinds}).")
        told.append(say(text, number=say.whole(len(w.acts)), places=say.whole(len(places)), kinds=names))
    if (total := w.people.get("total")) is not None:
        sex = counts_of("sex", w.acts)
        base = sum(count for code, count in sex.items() if code != UNDISCLOSED)
        share = (
            say(
                N_("; women are {share} of the {base} whose sex was recorded"),
                share=say.percent(sex.get("women", 0), base),
                base=say.whole(base),
            )
            if base
            else ""
        )
        about = (
            N_("People in the room: about {number}{share}.")
            if total.estimates
            else N_("People in the room: {number}{share}.")
        )
        told.append(say(about, number=say.whole(total.number), share=share))
    changed = w.dated("modification", "day", "project")
    running = sum(line.state == "active" for line in w.projects)
    if w.projects:
        text = N_("Projects alive in the period: {number}; running: {running}; modified: {changed}.")
        told.append(
            say(text, number=say.whole(len(w.projects)), running=say.whole(running), changed=say.whole(len(changed)))
        )
    asked = w.parts("question")
    if asked:
        answered = sum(row["status"] == "answered" for row in asked)
        text = N_("Questions asked at town halls: {number}; answered on the spot: {answered}.")
        told.append(say(text, number=say.whole(len(asked)), answered=say.whole(answered)))
    moved, overdue = w.moved, sum(one.overdue for one in w.due(w.today))
    if moved or overdue:
        text = N_("Recommendations whose status moved: {moved}; promises overdue: {overdue}.")
        told.append(say(text, moved=say.whole(len(moved)), overdue=say.whole(overdue)))
    return tuple(Text(text, "bullet") for text in told[:5])


def table(w: Window) -> tuple[Block, ...]:
    """Return the activities by kind, and one by one where they are few."""
    if not w.acts:
        return ()
    say = w.say
    kinds = [key for key in ACTIVITY_TYPES if w.of(key)]
    rows = [(say(ACTIVITY_TYPES[key].plural), *_numbers(w, w.of(key))) for key in kinds]
    blocks: list[Block] = [say.table(_BY_KIND, rows, (say(N_("All")), *_numbers(w, w.acts)))]
    blocks.append(
        Text(
            say(
                N_(
                    "People are those in the room, youth those of 18–29 years (SCR 2250). "
                    "Activities are counted in the period when their actual days lie in it."
                )
            ),
            "soft",
        )
    )
    if len(w.acts) <= LISTED:
        blocks.append(say.table(_TABLE, [_line(w, one) for one in w.acts]))
    else:
        blocks.append(Text(say(N_("The {number} activities are listed in Annex A."), number=say.whole(len(w.acts)))))
    if (months := _months(w)) is not None:
        blocks.append(months)
    return tuple(blocks)


def days_of(w: Window, one: Happened) -> str:
    """Return the days of an activity; of a project that goes on only since when."""
    if one.type == "project" and not one.text("actual_end"):
        return w.say(N_("since {day}"), day=w.say.short(one.start))
    return w.say.days(one.start, one.end)


def place_of(w: Window, one: Happened) -> str:
    """Return where an activity was; of a protected place only the municipality."""
    parts = [w.say.place(one.text("municipality"))]
    if one.text("protected") != "yes":
        parts.append(one.text("settlement"))
    return w.say.listed(parts)


def people_of(w: Window, one: Happened) -> tuple[str, str, str, str]:
    """Return people, women, men and youth of an activity; blank where nobody counted."""
    total = one.values.get("total")
    counts = (one.count("sex", "women"), one.count("sex", "men"), one.count("age", *YOUTH))
    return (w.say.whole(total if isinstance(total, int) else None), *map(w.say.whole, counts))  # pyright: ignore[reportReturnType]


def status_of(w: Window, one: Happened) -> str:
    """Return how far an activity has come."""
    return w.say.shown(one.type, "status", one.values.get("status"))


def _line(w: Window, one: Happened) -> tuple[str, ...]:
    kind = (
        w.say.shown(one.type, "activity_type", one.values.get("activity_type")) if one.type == "other_activity" else ""
    )
    named = " · ".join(filter(None, (one.title, kind or w.say.kind(one.type), one.ref)))
    return (days_of(w, one), place_of(w, one), named, *people_of(w, one), status_of(w, one))


def _numbers(w: Window, acts: list[Happened]) -> tuple[str, ...]:
    total = summed(acts).get("total")
    sex, age = counts_of("sex", acts), counts_of("age", acts)
    youth = sum(age.get(code, 0) for code in YOUTH) if any(code in age for code in YOUTH) else None
    return (
        w.say.whole(len(acts)),
        w.say.whole(len({one.text("municipality") for one in acts} - {""})),
        w.say.whole(total.number) if total else "",
        w.say.whole(sex.get("women")),
        w.say.whole(sex.get("men")),
        w.say.whole(youth),
    )


def _months(w: Window) -> Columns | None:
    """Return the activities by month, where the window has more than one."""
    months = Counter(max(one.start, w.start)[:7] for one in w.acts)
    if w.start[:7] == w.until[:7] or not months:
        return None
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (w.start, w.until))
    if last - first > 17:
        return None
    keys = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1)]
    most = max(months.values())
    parts = [Part(key, thousandths(months[key], most), w.say.whole(months[key])) for key in keys]
    return Columns(w.say(N_("Activities by month")), tuple(parts))


# ---- town halls, youth, women ----

_COMMITMENTS = (
    Column(N_("Promised on"), 0),
    Column(N_("What was promised"), 2.4),
    Column(N_("By whom"), 1.2),
    Column(N_("Due"), 0),
    Column(N_("Status"), 0.9),
)
_MEDIA = (
    Column(N_("On the air on"), 0),
    Column(N_("Channel"), 1.0),
    Column(N_("Kind of medium"), 0.8),
    Column(N_("Audience"), 0, "right"),
    Column(N_("Source of the number"), 1.0),
)


def outreach(w: Window) -> tuple[Block, ...]:
    """Return questions, topics, commitments made and media reach."""
    say, blocks = w.say, list[Block]()
    asked = w.parts("question")
    if asked:
        states = Counter(row["status"] or "" for row in asked)
        order = [code.code for code in say.maker.mission.lists["question_status"].entries]
        told = say.counted((say.label("question_status", code), states[code]) for code in order if states[code])
        blocks.append(
            Text(say(N_("Questions asked: {number} ({told})."), number=say.whole(len(asked)), told=told), "numbered")
        )
        topics = Counter(row["topic"] for row in asked if row["topic"])
        if topics:
            named = say.counted((say.label("topic", code), number) for code, number in topics.most_common(5))
            blocks.append(Text(say(N_("What they were about most: {topics}."), topics=named), "numbered"))
    made = w.dated("commitment", "made_on", "activity")
    if made:
        rows = [
            (
                say.short(row["made_on"]),
                row["what"] or "",
                row["holder"] or "",
                say.short(row["due"]),
                say.label("progress_status", row["status"]),
            )
            for row in made
        ]
        blocks.append(say.table(_COMMITMENTS, rows, caption=N_("Commitments made")))
    aired = w.dated("broadcast", "day", "activity")
    if aired:
        rows = [
            (
                say.short(row["day"]),
                row["channel"] or "",
                say.label("medium", row["medium"]),
                say.whole(row["audience"]),
                row["audience_source"] or "",
            )
            for row in aired
        ]
        blocks.append(say.table(_MEDIA, rows, caption=N_("Broadcasts; an audience is nobody in the room")))
    items = w.dated("media_item", "day", "activity")
    if items:
        tones = Counter(row["tone"] or "" for row in items)
        told = say.counted(
            (say.label("tone", code) or say(N_("tone not recorded")), number) for code, number in tones.most_common()
        )
        blocks.append(
            Text(say(N_("Media items: {number} ({told})."), number=say.whole(len(items)), told=told), "numbered")
        )
    return tuple(blocks)


_ASSEMBLIES = (
    Column(N_("Date"), 0),
    Column(N_("Youth assembly"), 2.2),
    Column(N_("Place"), 1.0),
    Column(N_("Delegates"), 0, "right"),
    Column(N_("Women"), 0, "right"),
    Column(N_("Sessions"), 0, "right"),
    Column(N_("Ideas"), 0, "right"),
)


def youth(w: Window) -> tuple[Block, ...]:
    """Return the youth assemblies, youth in all activities by its definition, and what serves the agenda."""
    say, blocks = w.say, list[Block]()
    age = w.marginal("age", w.acts)
    if age is not None:
        shown = dimension_of(age, say.maker.mission, say.maker.language, say.locale, say.maker.translate)
        blocks += [Text(note, "numbered") for note in shown.notes[:2]]
    blocks += untold(w, "age")
    sessions, ideas = (Counter(row["activity"] for row in w.parts(kind)) for kind in ("session", "project_idea"))
    rows = [
        (
            days_of(w, one),
            one.title or one.ref,
            place_of(w, one),
            say.whole(one.values.get("delegates")),
            say.whole(one.count("delegates_sex", "women")),
            say.whole(sessions[one.uid]),
            say.whole(ideas[one.uid]),
        )
        for one in w.of("youth_assembly")
    ]
    if rows:
        blocks.append(say.table(_ASSEMBLIES, rows))
    return (*blocks, *tagged(w, ("yps_pillar",)))


def women(w: Window) -> tuple[Block, ...]:
    """Return the share of women by kind of activity, and what serves the women, peace and security agenda."""
    say, blocks = w.say, list[Block]()
    rows: list[Line] = []
    for key in ACTIVITY_TYPES:
        if (found := w.marginal("sex", w.of(key))) is not None and found.recorded:
            number = found.counts.get("women", 0)
            rows.append(
                Line(
                    (
                        say(ACTIVITY_TYPES[key].plural),
                        say.whole(number),
                        say.whole(found.recorded),
                        say.percent(number, found.recorded),
                    )
                )
            )
    if rows:
        heads = (
            Column(N_("Kind"), 2.0),
            Column(N_("Women"), 0, "right"),
            Column(N_("Base"), 0, "right"),
            Column(N_("Share"), 0, "right"),
        )
        blocks.append(say.table(heads, rows, caption=N_("Women among those whose sex was recorded")))
    blocks += untold(w, "sex")
    panel = Counter(row["sex"] for row in w.parts("panellist") if row["sex"])
    if panel:
        text = N_("Women on panels: {women} of {all}.")
        blocks.append(Text(say(text, women=say.whole(panel["women"]), all=say.whole(sum(panel.values()))), "numbered"))
    return (*blocks, *tagged(w, ("wps_pillar", "gender_marker")))


def untold(w: Window, dimension: str) -> list[Block]:
    """Return how many activities are not in the figures that others are told, because a count in them is small."""
    number = len(w.untold(dimension, w.acts))
    text = N_("Not in these figures, because a count is too small to be told: activities {number}.")
    return [Text(w.say(text, number=w.say.whole(number)), "soft")] if number else []


_TAGGED = (
    Column(N_("Code"), 0),
    Column(N_("Serves"), 1.6),
    Column(N_("Activities"), 0, "right"),
    Column(N_("Which"), 2.4),
)
_NAMED = 6  # activities named beside a code; the others are counted


def tagged(w: Window, frameworks: Iterable[str], *, all_codes: bool = False) -> tuple[Block, ...]:
    """Return the codes of frameworks with the activities of the window that serve them, a table for each framework."""
    say, lists = w.say, w.say.maker.mission.lists
    blocks: list[Block] = []
    for framework in frameworks:
        served: dict[str, list[Happened]] = {}
        for uid, tags in w.tags.items():
            for code in {code for name, code in tags if name == framework}:
                served.setdefault(code, []).append(w.by_uid[uid])
        known = [entry.code for entry in lists[framework].entries]
        codes = [code for code in [*known, *sorted(served.keys() - set(known))] if all_codes or code in served]
        rows = [
            (code, say.label(framework, code), say.whole(len(served.get(code, ()))), _which(w, served.get(code, [])))
            for code in codes
        ]
        if rows:
            caption = lists["framework"].label(framework)
            blocks.append(say.table(_TAGGED, rows, caption=caption))
    return tuple(blocks)


def _which(w: Window, acts: list[Happened]) -> str:
    named = [f"{one.ref} {one.title}".strip() for one in sorted(acts, key=lambda one: (one.start, one.ref))]
    more = len(named) - _NAMED
    told = named[:_NAMED] + ([w.say(N_("and {number} more"), number=w.say.whole(more))] if more > 0 else [])
    return "; ".join(told)


def cover(w: Window) -> tuple[Fact, ...]:
    """Return whose report it is and of which days."""
    say, mission = w.say, w.say.maker.mission
    office = say(mission.office_name(w.office)) if w.office else say(N_("All offices known here"))
    places = sorted({say.place(one.text("municipality")) for one in w.acts if one.text("municipality")})
    return (
        Fact(say(N_("Office")), office),
        Fact(say(N_("Period")), say.period(w.start, w.until)),
        Fact(say(N_("Area covered")), say(N_("{number} municipalities"), number=say.whole(len(places)))),
    )
