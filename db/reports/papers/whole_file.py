"""Everything on one project from the proposal to the evaluation, and what a donor hears of it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from db.catalogue import CHILD_TYPES, RECORD_TYPES, SECTION_LABELS, Value
from db.catalogue.kinds import NOTE
from db.catalogue.sections import APPLICANT, BASICS, CARE, MONEY_SECTION, PEOPLE, PROPOSAL, WHEN, WHERE
from db.marks import N_
from db.projects import Part, clock, money, next_step
from db.records.outside import pages_now, whole_splits
from db.records.people import Tally, marginals
from db.reports.blocks import Bars, Block, Facts, Section, Stack, Text
from db.reports.blocks import Part as Piece
from db.reports.cutting import cuts
from db.reports.papers.about import About, parts_table, told
from db.reports.participation import dimension_of
from db.reports.problems import after
from db.reports.report import Report
from db.reports.standing import light_text, step_text
from db.reports.values import Fact
from db.reports.wording import moment, thousandths

_SECTIONS = (BASICS, APPLICANT, PROPOSAL, WHEN, WHERE, PEOPLE, MONEY_SECTION, CARE)
# In the order in which a project meets them; those of which there is one are told, the others are tables.
_PARTS = (
    *("budget_line", "funding", "screening", "score", "committee", "mou", "instalment", "payment", "deliverable"),
    *("visit", "progress", "modification", "output", "change_note", "commitment", "completion", "closure"),
    *("evaluation", "override"),
)
_TOLD = ("screening", "mou", "completion", "closure")
_PHOTOS = 8


def project_file_report(about: About) -> Report:
    """Return the whole file of a project: proposal, decision, money, delivery, visits, changes, ending, photos."""
    say, kind = about.say, RECORD_TYPES["project"]
    sections = [Section(say(N_("How the project stands")), tuple(standing(about)))]
    for section in _SECTIONS:
        fields = [field for field in kind.fields if field.section == section]
        if blocks := told(say, "project", about.record.values, fields):
            sections.append(Section(say(SECTION_LABELS[section]), tuple(blocks)))
    if bars := people(about, about.record.values, about.record.tallies):
        sections.append(Section(say(N_("Participants")), bars))
    for name in _PARTS:
        if (found := about.file.all(name)) and (blocks := _parts(about, name, found)):
            sections.append(Section(say(CHILD_TYPES[name].plural), tuple(blocks)))
    if photos := about.photos(_PHOTOS):
        sections.append(Section(say(N_("Photos")), photos))
    return about.report(say(N_("Project file")), sections, contents=True)


def _parts(about: About, name: str, found: tuple[Part, ...]) -> list[Block]:
    say, kind = about.say, CHILD_TYPES[name]
    ordered = sorted(found, key=lambda part: (part.text("number").rjust(6), part.text("day"), part.uid))
    if name in _TOLD:
        return [block for part in ordered for block in told(say, name, part.values, kind.fields)]
    if name in ("visit", "modification", "evaluation", "committee"):  # each is a story of its own
        blocks: list[Block] = []
        for number, part in enumerate(ordered, 1):
            day = say.day(part.text("day"))
            blocks.append(Text(f"{say(kind.label)} {number}{f', {day}' if day else ''}", "strong"))
            blocks += told(say, name, part.values, [f for f in kind.fields if f.key not in ("number", "day")])
        return blocks
    return [parts_table(say, name, ordered)]


def standing(about: About) -> list[Block]:
    """Return the money, the clock and the next step of a project."""
    say, file = about.say, about.file
    today = moment(say.maker.at).date()
    found, now = money(file), clock(file, today)
    amounts = [
        (N_("Approved"), found.approved),
        (N_("Paid"), found.paid),
        (N_("Spent"), found.spent),
        (N_("Returned"), found.returned),
        (N_("Still to be paid"), found.balance),
    ]
    facts = [
        Fact(say(N_("Programme cycle")), file.cycle_name if file.cycle is not None else ""),
        Fact(say(N_("Due")), say.day(now.due.isoformat() if now.due else "")),
        Fact(say(N_("In time")), light_text(now, say.maker.translate, say.locale)),
        *(Fact(say(label), say.money(amount, found.currency)) for label, amount in amounts if amount is not None),
    ]
    blocks: list[Block] = [Facts(tuple(fact for fact in facts if fact.value))]
    blocks += paid_bar(about, found.approved, found.paid, found.currency)
    step = step_text(next_step(file, today), say.maker.mission, say.maker.translate, say.locale)
    return [*blocks, Text(after(say(N_("Next step")), step, say.maker.translate))]


def paid_bar(about: About, whole: Decimal | None, part: Decimal | None, currency: str) -> list[Block]:
    """Return how much of an amount is paid, as a bar; nothing where either is not known."""
    if not whole or part is None or part > whole or part < 0:
        return []
    say, share = about.say, thousandths(int(part * 100), int(whole * 100))
    rest = say.money(whole - part, currency)
    pieces = (
        Piece(say(N_("Paid")), share, say.money(part, currency)),
        Piece(say(N_("Still to be paid")), 1000 - share, rest),
    )
    return [Stack("", pieces)]


def people(about: About, values: Mapping[str, Value], tallies: Sequence[Tally]) -> tuple[Block, ...]:
    """Return participants as bars."""
    say, mission = about.say, about.say.maker.mission
    found = marginals(values, tallies)
    bars = [dimension_of(m, mission, say.maker.language, say.locale, say.maker.translate) for m in found]
    return (Bars(tuple(bars)),) if bars else ()


def donor_report(about: About, part: Part) -> Report:
    """Return one page for who pays a funding line: what it is for, how far it is, whom it reached; no person's name."""
    say, file = about.say, about.file
    found = money(file)
    amount, currency = part.number("amount"), part.text("currency")
    days = say.days(part.text("start"), part.text("end"))
    source = say.label("funding", part.text("source"))
    cover = (
        Fact(say(N_("Donor")), part.text("donor") or source),
        Fact(say(N_("Funding line")), " · ".join(filter(None, (source, part.text("reference"))))),
        Fact(say(N_("Amount")), say.money(amount, currency)),
        Fact(say(N_("Period")), days),
        *about.heads(),
    )
    texts: list[Block] = []
    for field in RECORD_TYPES["project"].fields:
        if field.kind is NOTE and field.key in ("objective", "description", "confidence"):
            pieces = cuts(about.text(field.key), words=50, characters=340)
            texts += [Text(say(field.label), "strong"), Text(pieces[0])] if pieces else []
    sections = [Section(say(N_("What it is for")), tuple(texts))] if texts else []
    share: list[Block] = []
    if amount is not None and found.approved and currency == found.currency:
        told_share = say(
            N_("This funding line is {share} of what is approved."), share=say.percent(int(amount), int(found.approved))
        )
        share.append(Text(told_share))
    sections.append(Section(say(N_("Money")), (*share, *paid_bar(about, found.approved, found.paid, found.currency))))
    plan = [one for one in file.all("deliverable") if one.text("status") != "dropped"][:6]
    if plan:
        sections.append(Section(say(N_("Deliverables")), (parts_table(say, "deliverable", plan, 5),)))
    uid, values = about.record.key.uid, about.record.values
    page = pages_now(about.reading, {uid: (values.get("total"), about.record.tallies)})[uid]
    if bars := people(about, {**values, "total": page.total}, whole_splits(page)):
        sections.append(Section(say(N_("Participants")), bars))
    if photos := about.photos(2, 34):
        sections.append(Section(say(N_("Photos")), photos))
    return about.report(say(N_("For the donor")), sections, cover=cover, told={uid: page})
