"""Papers that are signed: the hand-over note, the annex of an agreement, the closure form."""

from db.catalogue import CHILD_TYPES, Values
from db.marks import N_
from db.projects import money
from db.reports.blocks import Blank, Blanks, Block, Facts, Section, Signatures, Text
from db.reports.listing import Column
from db.reports.papers.about import About, parts_table, told
from db.reports.report import Report
from db.reports.telling import Say
from db.reports.values import Fact

_INSTALMENTS = (
    Column(N_("No."), 0, "right"),
    Column(N_("Share"), 0, "right"),
    Column(N_("Amount"), 0, "right"),
    Column(N_("Paid when"), 2.0),
    Column(N_("Planned for"), 0),
)
_DELIVERABLES = (
    Column(N_("No."), 0, "right"),
    Column(N_("Deliverable"), 2.4),
    Column(N_("Unit"), 1.0),
    Column(N_("Planned"), 0, "right"),
    Column(N_("Due"), 0),
)
_CLAUSES = ("clause_misconduct", "clause_visibility", "clause_records", "clause_refund")


def handover(about: About) -> Report:
    """Return the note by which what a project made is handed over, with what is recorded of it filled in."""
    say, done = about.say, about.file.one("completion")
    values: Values = done.values if done is not None else {}
    to, on = str(values.get("handed_over_to") or ""), values.get("handed_over_on")
    facts = (
        Fact(say(N_("Handed over to")), to),
        Fact(say(N_("Handed over on")), say.day(on)),
        Fact(say(N_("Number of this note")), str(values.get("handover_note") or "")),
    )
    missing = [Blank(fact.label) for fact in facts if not fact.value]
    blocks: list[Block] = [Facts(tuple(fact for fact in facts if fact.value))]
    if missing:
        blocks.append(Blanks(tuple(missing)))
    assets = str(values.get("assets") or "")
    plan = [one for one in about.file.all("deliverable") if one.text("status") in ("delivered", "accepted", "partly")]
    items: list[Block] = [Text(line, "bullet") for line in assets.split("\n") if line.strip()]
    items += [parts_table(say, "deliverable", plan, 5)] if plan else []
    items = items or [Blanks((Blank(say(N_("Items, with number and condition")), lines=6, wide=True),))]
    sentence = say(
        N_("The items below were received in good order. From this day whoever receives them owns and maintains them.")
    )
    return about.report(
        say(N_("Hand-over note")),
        [
            Section(say(N_("Hand-over")), (Text(sentence), *blocks)),
            Section(say(N_("What is handed over")), tuple(items)),
            Section(say(N_("Remarks")), (Blanks((Blank(say(N_("Remarks")), lines=3, wide=True),)),)),
            _signed(say, N_("Hands over: partner"), N_("Receives"), N_("For the mission")),
        ],
    )


def mou_annex(about: About) -> Report:
    """Return the annex of an agreement: instalments with what each is paid for, deliverables, clauses."""
    say, file = about.say, about.file
    agreed = file.one("mou")
    values: Values = agreed.values if agreed is not None else {}
    cover = (
        *about.heads(),
        Fact(say(N_("Agreement")), str(values.get("number") or "")),
        Fact(say(N_("Amount")), say.money(values.get("amount"), values.get("currency"))),
        Fact(say(N_("Ends")), say.day(values.get("end"))),
        Fact(say(N_("Reports due")), str(values.get("reports") or "")),
    )
    rows = [
        (
            one.text("number"),
            f"{one.text('share')}\N{NO-BREAK SPACE}%" if one.text("share") else "",
            say.money(one.text("amount"), one.text("currency")),
            one.text("trigger"),
            say.short(one.text("due")),
        )
        for one in sorted(file.all("instalment"), key=lambda one: one.text("number").rjust(6))
    ]
    currencies = {one.text("currency") for one in file.all("instalment")}
    sums = [amount for one in file.all("instalment") if (amount := one.number("amount")) is not None]
    total = say.money(sum(sums), currencies.pop()) if len(currencies) == 1 and sums else ""
    plan = [
        (one.text("number"), one.text("what"), one.text("item"), one.text("planned"), say.short(one.text("due")))
        for one in sorted(file.all("deliverable"), key=lambda one: one.text("number").rjust(6))
        if one.text("status") != "dropped"
    ]
    kind = CHILD_TYPES["mou"]
    clauses = [
        Fact(say(kind.by_key[key].label), say.shown("mou", key, values.get(key)) or say(N_("not recorded")))
        for key in _CLAUSES
    ]
    return about.report(
        say(N_("Annex to the agreement: instalments and deliverables")),
        [
            Section(
                say(N_("Instalments")),
                (say.table(_INSTALMENTS, rows, ("", "", total, "", "") if total else ()),) if rows else (),
            ),
            Section(say(N_("Deliverables")), (say.table(_DELIVERABLES, plan),) if plan else ()),
            Section(say(N_("Clauses")), (Facts(tuple(clauses)),)),
            _signed(say, N_("For the mission"), N_("For the partner")),
        ],
        cover=cover,
    )


def closure(about: About) -> Report:
    """Return the form that closes a project: money, what was delivered, results; signed by all four (DOMAIN 6.1)."""
    say, file, found = about.say, about.file, money(about.file)
    amounts = [
        (N_("Approved"), found.approved),
        (N_("Paid"), found.paid),
        (N_("Spent"), found.spent),
        (N_("Returned"), found.returned),
    ]
    facts = [Fact(say(label), say.money(amount, found.currency)) for label, amount in amounts if amount is not None]
    sections = [Section(say(N_("Money")), (Facts(tuple(facts)),) if facts else ())]
    if file.all("payment"):
        sections.append(Section(say(N_("Payments")), (parts_table(say, "payment", file.all("payment"), 6),)))
    if file.all("deliverable"):
        sections.append(
            Section(say(N_("Deliverables")), (parts_table(say, "deliverable", file.all("deliverable"), 6),))
        )
    for name in ("completion", "closure"):
        if (part := file.one(name)) is not None:
            blocks = told(say, name, part.values, CHILD_TYPES[name].fields)
            sections.append(Section(say(CHILD_TYPES[name].label), tuple(blocks)))
    sections.append(_signed(say, N_("Partner"), N_("Focal point"), N_("Programme manager"), N_("Finance")))
    return about.report(say(N_("Closure form")), sections)


def _signed(say: Say, *who: str) -> Section:
    """Return the lines on which these sign."""
    return Section(say(N_("Signatures")), (Signatures(tuple(say(one) for one in who)),))
