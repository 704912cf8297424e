"""What must be on file for a project to enter a state: each gate lists what is missing, in plain words, by field."""

from collections.abc import Callable, Iterable

from db.catalogue import RECORD_TYPES
from db.catalogue.instants import moment
from db.catalogue.projects.decision import ELIGIBILITY
from db.errors import Problem
from db.projects.clocks import add_months
from db.projects.file import Part, ProjectFile
from db.projects.money import money, over_ceiling, settlement, total
from db.projects.scoring import unscored
from db.projects.states import way_to

Gate = Callable[[ProjectFile], list[Problem]]
CLAUSES = ("clause_misconduct", "clause_visibility", "clause_records", "clause_refund")


def _own(file: ProjectFile, *keys: str) -> list[Problem]:
    """Return the project's own fields that are empty."""
    fields = RECORD_TYPES["project"].by_key
    return [Problem(key, "not-on-file", {"what": fields[key].label}) for key in keys if file.values.get(key) is None]


def _has(file: ProjectFile, *kinds: str) -> list[Problem]:
    """Return the types of parts of which there is none."""
    return [Problem(kind, "no-part", {"what": RECORD_TYPES[kind].label}) for kind in kinds if not file.all(kind)]


def _filled(part: Part | None, kind: str, *keys: str) -> list[Problem]:
    """Return the fields of a part that are empty; the part itself where it is not on file."""
    if part is None:
        return [Problem(kind, "no-part", {"what": RECORD_TYPES[kind].label})]
    fields = RECORD_TYPES[kind].by_key
    return [part.problem(key, "not-on-file", what=fields[key].label) for key in keys if part.values.get(key) is None]


def _some(*found: Problem | None) -> list[Problem]:
    return [problem for problem in found if problem is not None]


def _submitted(file: ProjectFile) -> list[Problem]:
    """The full form, within the ceiling, before the call closed."""
    problems = _own(file, "cycle", "partner", "applicant_type", "municipality", "need", "objective", "confidence")
    problems += _own(file, "requested_amount", "requested_currency", "direct", "security_forces", "received_at")
    if not any(tag.text("framework") == "cbp_aim" for tag in file.all("tag")):
        problems.append(Problem("tag", "no-aim"))
    problems += _has(file, "budget_line", "deliverable")
    deadline, received = file.rule("call_deadline"), file.text("received_at")
    if isinstance(deadline, str) and received and moment(received) > moment(deadline):
        problems.append(Problem("received_at", "late", {"received": received, "deadline": deadline}))
    return problems + _some(over_ceiling(file, "requested_amount"))


def applicant(file: ProjectFile) -> Problem | None:
    """Return that such an applicant may not apply in this cycle."""
    allowed, form = str(file.rule("applicants") or ""), file.text("applicant_type")
    if not allowed or not form or form in allowed.split(";"):
        return None
    return Problem("applicant_type", "may-not-apply", {"applicant": form, "cycle": file.cycle_name})


def _screened(file: ProjectFile) -> list[Problem]:
    """Eligible, nobody else pays for it, the partner can do it, the questions are answered."""
    sheet = file.one("screening")
    ticks = [field.key for field in ELIGIBILITY]
    problems = _filled(sheet, "screening", *ticks, "duplication", "capacity", "screener", "day", "decision")
    if sheet is not None:
        labels = RECORD_TYPES["screening"].by_key
        problems += [
            sheet.problem(key, "screened-no", what=labels[key].label) for key in ticks if sheet.text(key) == "no"
        ]
        if sheet.text("decision") not in ("eligible", ""):
            problems.append(sheet.problem("decision", "not-eligible"))
    return problems + _some(applicant(file))


def _in_review(file: ProjectFile) -> list[Problem]:
    """Scored by the whole grid, with a recommendation; due diligence answered where security forces take part."""
    sheet = file.one("screening")
    problems = _filled(sheet, "screening", "recommendation")
    if file.text("security_forces") == "yes" and (sheet is None or sheet.text("hrddp") in ("", "HR-NA", "HR-REQ")):
        problems.append(Problem("screening.hrddp", "hrddp-open", part=sheet.uid if sheet else ""))
    return problems + unscored(file)


def _decided(file: ProjectFile, decisions: Iterable[str], *keys: str) -> list[Problem]:
    """The newest record of the committee says so, with its meeting and day."""
    record = file.newest("committee")
    problems = _filled(record, "committee", "meeting", "day", *keys)
    if record is not None and record.text("decision") not in decisions:
        problems.append(record.problem("decision", "not-decided"))
    return problems


def _approved(file: ProjectFile) -> list[Problem]:
    problems = _decided(file, ("approved", "conditions"), "amount", "currency")
    problems += _own(file, "approved_amount", "currency")
    return problems + _some(over_ceiling(file, "approved_amount"))


def _reserve(file: ProjectFile) -> list[Problem]:
    return _decided(file, ("reserve",), "rank")


def _deferred(file: ProjectFile) -> list[Problem]:
    return _decided(file, ("deferred",))


def _rejected(file: ProjectFile) -> list[Problem]:
    return _decided(file, ("rejected",))


def work_plan(file: ProjectFile) -> list[Problem]:
    """Return what the work plan lacks: dated deliverables."""
    plan = [one for one in file.all("deliverable") if one.text("status") != "dropped"]
    undated = [one for one in plan if one.day("due") is None]
    if undated and len(undated) == len(plan):
        return [undated[0].problem("due", "nothing-dated")]
    problems = [one.problem("due", "undated", number=one.text("number")) for one in undated]
    return problems or (
        [] if plan else [Problem("deliverable", "no-part", {"what": RECORD_TYPES["deliverable"].label})]
    )


def _mou_signed(file: ProjectFile) -> list[Problem]:
    """Both have signed: parties, amount, payment plan, work plan with dates, clauses; conditions are met."""
    problems = work_plan(file)
    mou = file.one("mou")
    problems += _filled(mou, "mou", "number", "signed_un", "signed_partner", "amount", "currency", "end")
    problems += _has(file, "instalment")
    if mou is not None:
        labels = RECORD_TYPES["mou"].by_key
        problems += [mou.problem(key, "no-clause", what=labels[key].label) for key in CLAUSES if mou.text(key) != "yes"]
        planned = [one.number("amount") for one in file.all("instalment")]
        agreed, known = mou.number("amount"), bool(planned) and None not in planned
        same = {one.text("currency") for one in file.all("instalment")} == {mou.text("currency")}
        if agreed is not None and known and same and total(planned) != agreed:
            problems.append(mou.problem("amount", "instalments-differ", sum=total(planned), amount=agreed))
        found = money(file)
        if found.agreed is not None and found.approved is not None and found.agreed > found.approved:
            problems.append(mou.problem("amount", "mou-over-approved", amount=found.agreed, approved=found.approved))
    committee = file.newest("committee")
    if committee is not None and committee.text("conditions") and committee.text("conditions_met") != "yes":
        problems.append(committee.problem("conditions_met", "conditions-open"))
    return problems


def _active(file: ProjectFile) -> list[Problem]:
    """The first instalment is paid: the clock runs."""
    paid = [one for one in file.all("payment") if one.text("paid_on")]
    if not paid:
        return [Problem("payment", "nothing-paid")]
    first = min(paid, key=lambda one: (one.text("paid_on"), one.uid))
    return [] if first.text("voucher") else [first.problem("voucher", "no-voucher")]


def _suspended(file: ProjectFile) -> list[Problem]:
    return _own(file, "stop_reason")


def _completed(file: ProjectFile) -> list[Problem]:
    """Everything is delivered and handed over, and somebody went to see it."""
    problems = [
        one.problem("status", "not-delivered", number=one.text("number"))
        for one in file.all("deliverable")
        if one.text("status") not in ("delivered", "accepted", "dropped")
    ]
    problems += _own(file, "actual_end")
    completion = file.one("completion")
    problems += _filled(completion, "completion", "handed_over_on", "handed_over_to", "handover_note")
    if completion is not None and completion.text("photos") != "yes" and not _photos(file):
        problems.append(completion.problem("photos", "no-photos"))
    if not any(visit.text("final") == "yes" and visit.text("day") for visit in file.all("visit")):
        problems.append(Problem("visit.final", "no-final-visit"))
    return problems


def _photos(file: ProjectFile) -> int:
    """Return how many photos are attached to a project, its visits or its completion."""
    places = {"", *(part.uid for kind in ("visit", "completion") for part in file.all(kind))}
    return sum(one.text("kind") == "photo" and one.text("part") in places for one in file.all("attachment"))


def _settled(file: ProjectFile) -> list[Problem]:
    """Report and receipts are accepted; spent and returned are what was paid; a difference is explained."""
    closure = file.one("closure")
    problems = _filled(closure, "closure", "spent", "returned", "currency", "settled_on")
    if closure is not None:
        for key in ("report", "receipts"):
            if closure.text(key) != "yes":
                problems.append(closure.problem(key, "not-accepted", what=RECORD_TYPES["closure"].by_key[key].label))
        found = money(file)
        differs = found.spent is not None and found.approved is not None and found.spent != found.approved
        if differs and not closure.text("variance_reason"):
            problems.append(
                closure.problem("variance_reason", "not-explained", spent=found.spent, approved=found.approved)
            )
    return problems + settlement(file)


def _closed(file: ProjectFile) -> list[Problem]:
    closure = file.one("closure")
    problems = _filled(closure, "closure", "closed_on")
    for key in ("signed_partner", "signed_focal_point", "signed_manager", "signed_finance"):
        if closure is not None and closure.text(key) != "yes":
            problems.append(closure.problem(key, "not-signed", what=RECORD_TYPES["closure"].by_key[key].label))
    return problems


def _evaluated(file: ProjectFile) -> list[Problem]:
    """Somebody looked again, some months later."""
    newest, closure = file.newest("evaluation"), file.one("closure")
    problems = _filled(newest, "evaluation", "day", "in_use", "contact")
    closed, day = (closure.day("closed_on") if closure else None), (newest.day("day") if newest else None)
    if newest is not None and closed is not None and day is not None:
        first = add_months(closed, file.threshold("evaluation_months"))
        if day < first:
            problems.append(newest.problem("day", "too-early", day=first.isoformat()))
    return problems


def _stopped(file: ProjectFile) -> list[Problem]:
    """A reason, and where money was paid what came back and what was written off."""
    promised = any(one.text("decision") in ("approved", "conditions") for one in file.all("committee"))
    if not (promised or file.all("mou") or file.all("payment")):
        return []  # an idea may be let go without a word
    problems = _own(file, "stop_reason")
    if money(file).paid and file.number("recovered") is None and file.number("written_off") is None:
        problems.append(Problem("recovered", "not-accounted"))
    return problems


def _ineligible(file: ProjectFile) -> list[Problem]:
    sheet = file.one("screening")
    problems = _filled(sheet, "screening", "screener", "day")
    if sheet is not None and sheet.text("decision") != "ineligible":
        problems.append(sheet.problem("decision", "not-decided"))
    return problems


GATES: dict[str, Gate] = {
    "submitted": _submitted,
    "screened": _screened,
    "ineligible": _ineligible,
    "in_review": _in_review,
    "approved": _approved,
    "reserve": _reserve,
    "deferred": _deferred,
    "rejected": _rejected,
    "mou_signed": _mou_signed,
    "active": _active,
    "suspended": _suspended,
    "completed": _completed,
    "settled": _settled,
    "closed": _closed,
    "evaluated": _evaluated,
    "withdrawn": _stopped,
    "cancelled": _stopped,
    "terminated": _stopped,
}


def papers(file: ProjectFile, state: str) -> list[Problem]:
    """Return everything that is not on file for a state: its own gate and those of the states it stands on.

    What somebody decided to go on without is left out, and so is what lies before the state in which the project was
    entered here.
    """
    waived = set(way_to(file.text("entered_as"))) if file.text("entered_as") else set[str]()
    allowed = exceptions(file)
    found: dict[str, Problem] = {}
    for one in way_to(state):
        for problem in GATES[one](file) if one in GATES and one not in waived else ():
            if name(problem) not in allowed:
                found.setdefault(name(problem), problem)
    return list(found.values())


def name(problem: Problem) -> str:
    """Return the word by which an exception names a rule: the field and what is wrong with it."""
    return f"{problem.field}:{problem.code}"


def exceptions(file: ProjectFile) -> set[str]:
    """Return the rules that were set aside for a project, with a reason that is on file."""
    return {rule for one in file.all("override") if one.text("reason") for rule in one.text("rules").splitlines()}
