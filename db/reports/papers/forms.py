"""Blank forms for the field: a list to sign, a record on paper, a checklist for a monitoring visit."""

from db.catalogue import ACTIVITY_TYPES, CHILD_TYPES, DIMENSIONS, SECTION_LABELS, Field, dimensions_of
from db.catalogue.kinds import CODE, CODES, DATE, LINK, MONEY, NOTE
from db.catalogue.layout import sections
from db.catalogue.sections import DELEGATES, PEOPLE
from db.marks import N_
from db.reports.blocks import Blank, Blanks, Block, Facts, Grid, Section, Signatures, Text
from db.reports.frame import highest_marking, lowest_of
from db.reports.listing import Column
from db.reports.notices import privacy_notices
from db.reports.papers.about import About
from db.reports.report import Report, report
from db.reports.telling import Say
from db.reports.values import Fact

_BOXES = 14  # choices printed as boxes; a longer list is written by hand
_ROWS = 16  # people on the first sheet of a list to sign
_SIGN = (
    Column(N_("No."), 0, "right"),
    Column(N_("Name (may stay empty)"), 1.7),
    Column(N_("Organisation or place"), 1.5),
    Column(N_("Sex"), 0.45),
    Column(N_("Age"), 0.45),
    Column(N_("Community (as you say yourself)"), 1.1),
    Column(N_("Signature"), 1.3),
)

_LINES = 8  # of a list on a form
# What is noted line by line on the spot: the part, and its columns with their shares of the width.
_LISTED = (
    ("question", (("number", 0), ("question", 2.4), ("asked_by", 0.9), ("topic", 0.9), ("status", 0.9))),
    ("commitment", (("what", 2.4), ("holder", 1.2), ("due", 0.8))),
    ("deliverable", (("number", 0), ("what", 2.4), ("item", 0.9), ("planned", 0.7), ("due", 0.8))),
    ("follow_up", (("what", 2.4), ("who", 1.2), ("due", 0.8))),
)


def sign_in(about: About) -> Report:
    """Return a list to sign for an event, with the privacy notice in the languages of its place (DP-16)."""
    say = about.say
    say_of = say.maker.mission
    notices = privacy_notices(say_of, say.maker.office, about.text("municipality"))
    blocks: list[Block] = []
    for notice in notices:
        own = notice.language
        blocks += [Text(notice.title, "strong", own), Text("\n".join(notice.lines), "", own)]
    day = about.text("actual_start") or about.text("planned_start")
    facts = (
        Fact(say(N_("Reference no.")), about.record.ref),
        Fact(say(N_("Title")), about.title),
        Fact(say(N_("Date")), say.day(day)),
        Fact(say(N_("Place")), say.place(about.text("municipality"))),
    )
    numbers = tuple(str(number) for number in range(1, _ROWS + 1))
    grid = Grid(tuple(Column(say(column.title), column.width, column.align) for column in _SIGN), _ROWS, numbers)
    return about.report(
        say(N_("Sign-in sheet")),
        [
            Section(say(N_("Before you sign")), tuple(blocks)),
            Section(say(N_("Who is here")), (grid,), wide=True),
        ],
        cover=facts,
        signed=False,
    )


def blank_form(say: Say, kind: str) -> Report:
    """Return the form of a type of activity to fill in by hand: the fields, sections and order of the screen form."""
    found, mission = ACTIVITY_TYPES[kind], say.maker.mission
    made: list[Section] = []
    for key, rows in sections(found, mission).items():
        blanks = tuple(
            _blank(say, found.by_key[field], wide=len(row) == 1)
            for row in rows
            for field, _ in row
            if found.by_key[field].kind is not LINK
        )
        blocks: list[Block] = [Blanks(blanks)] if blanks else []
        if key in (PEOPLE, DELEGATES):
            blocks += _counts(say, kind, "delegates" if key == DELEGATES else "total")
        made.append(Section(say(SECTION_LABELS[key]), tuple(blocks)))
    for name, rows in _LISTED:
        part = CHILD_TYPES[name]
        if kind in part.links[part.owner]:
            columns = tuple(Column(say(part.by_key[key].label), width) for key, width in rows)
            made.append(Section(say(part.plural), (Grid(columns, _LINES),)))
    made.append(Section(say(N_("Filled in by")), (Signatures((say(N_("Filled in by")), say(N_("Typed in by")))),)))
    return report(
        say.maker,
        say(found.label),
        made,
        marking=_lowest(say),
        subtitles=[
            say(N_("Blank form. Empty means not recorded; 0 means nobody. No names of participants.")),
            say(N_("Do not name victims or alleged offenders.")),
        ],
        signed=False,
    )


def visit_checklist(about: About) -> Report:
    """Return the checklist of a monitoring visit, with what the project should have delivered by now."""
    say, kind = about.say, CHILD_TYPES["visit"]
    plan = [one for one in about.file.all("deliverable") if one.text("status") != "dropped"]
    heads = (
        Column(say(N_("Deliverable")), 2.2),
        Column(say(N_("Planned")), 0, "right"),
        Column(say(N_("Progress, %")), 0.8),
        Column(say(N_("Seen")), 1.6),
    )
    rows = [f"{one.text('number')}  {one.text('what')}".strip() for one in plan]
    grid: list[Block] = [Grid(heads, max(3, len(rows)), tuple(rows))]
    open_actions = [one for one in about.file.all("visit") if one.text("action")]
    asked = [
        Fact(say.day(one.text("day")), " · ".join(filter(None, (one.text("action"), one.text("action_by")))))
        for one in open_actions
    ]
    if asked:
        grid = [Text(say(N_("Asked for at earlier visits")), "strong"), Facts(tuple(asked)), *grid]
    fields = [field for field in kind.fields if field.editable and field.kind is not LINK and field.key != "progress"]
    return about.report(
        say(N_("Checklist of a monitoring visit")),
        [
            Section(say(N_("Deliverables")), tuple(grid)),
            Section(say(N_("The visit")), (Blanks(tuple(_blank(say, f, wide=f.kind is NOTE) for f in fields)),)),
            Section(say(N_("Signatures")), (Signatures((say(N_("Visited by")), say(N_("Partner")))),)),
        ],
    )


def _blank(say: Say, field: Field, *, wide: bool) -> Blank:
    """Return a field as something to fill in: boxes of a short list, lines of a long text, its help as a hint."""
    label = say(field.label) + (f" ({say(field.measure)})" if field.measure else "")
    if field.kind in (CODE, CODES):
        choices = _choices(say, field)
        if choices:
            return Blank(label, choices, wide=wide or len(choices) > 3)
    if field.kind is NOTE:
        return Blank(label, lines=4, hint=say(field.help) if field.help else "", wide=True)
    hint = {DATE: N_("day, month, year"), MONEY: N_("with its currency")}.get(field.kind, field.help)
    return Blank(label, hint=say(hint) if hint and len(hint) < 70 else "", wide=wide)


def _choices(say: Say, field: Field) -> tuple[str, ...]:
    entries = say.maker.mission.lists[field.choices].entries
    return tuple(say.label(field.choices, one.code) for one in entries) if len(entries) <= _BOXES else ()


def _counts(say: Say, kind: str, of: str) -> list[Block]:
    """Return the counts that split a number of people, to be written beside each category."""
    lists = say.maker.mission.lists
    blocks: list[Block] = []
    for key in dimensions_of(kind, of):
        if crossed := DIMENSIONS[key].crosses:
            blocks += _crossed(say, key, *crossed)
            continue
        entries = lists[key].entries
        columns = tuple(Column(say.label(key, one.code), 1.0, "center") for one in entries)
        if len(columns) <= 8:
            blocks += [Text(say.label("dimension", key), "strong"), Grid(columns, 1)]
        else:
            names = tuple(say.label(key, one.code) for one in entries)
            two = (Column(say.label("dimension", key), 1.4), Column(say(N_("Number")), 1.0))
            blocks.append(Grid(two, len(names), names))
    return blocks


def _crossed(say: Say, key: str, down: str, across: str) -> list[Block]:
    """Return two counts at once as a table: a line for each category of one, a column for each of the other."""
    lists = say.maker.mission.lists
    codes = {one.code for one in lists[key].entries}
    lines = [one.code for one in lists[down].entries if any(code.startswith(f"{one.code}_") for code in codes)]
    heads = [one.code for one in lists[across].entries if f"{lines[0]}_{one.code}" in codes]
    columns = (
        Column(say.label("dimension", down), 1.2),
        *(Column(say.label(across, one), 1.0, "center") for one in heads),
    )
    names = tuple(say.label(down, one) for one in lines)
    return [Text(say.label("dimension", key), "strong"), Grid(columns, len(names), names)]


def _lowest(say: Say) -> str:
    lowest = lowest_of(say.maker.mission)
    return highest_marking(say.maker.mission, [lowest], say.maker.translate)
