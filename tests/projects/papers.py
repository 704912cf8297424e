"""A project's papers for tests: everything that each state asks for, written as an officer would."""

from collections.abc import Callable, Mapping

from db.records import advance, create, list_parts, update
from db.revisions import RecordKey
from db.store import Office
from db.store.writing import Write

RULES = {
    "title_en": "Confidence-building projects 2018-19",
    "budget_year": "2018-19",
    "year_start": "2018-07-01",
    "year_end": "2019-06-30",
    "cutoff": "2019-06-15",
    "call_deadline": "2018-09-30 23:59 CEST",
    "ceiling": "25000.00",
    "currency": "USD",
}
FORM = {
    "title_en": "Multi-ethnic Women Advocacy Group",
    "partner": "Women's Right",
    "applicant_type": "local_ngo",
    "municipality": "XK38",
    "need": "Women of four municipalities never meet.",
    "objective": "They speak for themselves together.",
    "confidence": "Serb and Albanian women train together.",
    "requested_amount": "24800.00",
    "requested_currency": "USD",
    "direct": 50,
    "security_forces": "no",
    "received_at": "2018-09-20 10:00 CEST",
}
TICKS = ("is_registered", "is_non_profit", "is_complete", "is_one_off", "is_within_ceiling", "is_in_time", "is_shared")


def add(office: Office, kind: str, **values: object) -> RecordKey:
    """Write one record in a gesture of its own."""
    with office.write("save") as write:
        return create(write, kind, values)


def cycle(office: Office, **values: object) -> RecordKey:
    """Write the programme cycle 2018-19."""
    return add(office, "cycle", **{**RULES, **values})


def proposal(office: Office, year: RecordKey, **values: object) -> str:
    """Write a proposal that can be handed in; return its id."""
    with office.write("save") as write:
        project = create(write, "project", {**FORM, "cycle": year.uid, **values}).uid
        create(write, "tag", {"activity": project, "framework": "cbp_aim", "code": "CBPA-1"})
        line = {"number": 1, "category": "training", "quantity": "10", "unit_cost": "2480.00", "currency": "USD"}
        create(write, "budget_line", {"project": project, **line, "un_share": "24800.00"})
        create(write, "deliverable", {"project": project, "number": 1, "what": "Training days", "planned": 10})
    return project


def _screening(write: Write, project: str) -> None:
    sheet = dict.fromkeys((*TICKS, "has_aim"), "yes") | {"duplication": "none", "capacity": 2, "decision": "eligible"}
    create(write, "screening", {"project": project, **sheet, "screener": "Secretariat", "day": "2018-10-10"})


def _scores(write: Write, project: str) -> None:
    (sheet,) = list_parts(write, "screening", project)
    update(write, sheet.uid, {"recommendation": "approved"})
    for criterion in write.mission.lists["criterion"].entries:
        create(write, "score", {"project": project, "criterion": criterion.code, "score": 2})


def _decision(write: Write, project: str) -> None:
    record = {"meeting": "3/2018", "day": "2018-11-05", "decision": "approved", "amount": "24800", "currency": "USD"}
    create(write, "committee", {"project": project, **record, "members": "Chief of staff; finance; police"})
    update(write, project, {"approved_amount": "24800.00", "currency": "USD"})


def _mou(write: Write, project: str) -> None:
    days = {"signed_un": "2018-12-03", "signed_partner": "2018-12-05", "end": "2019-06-01"}
    clauses = dict.fromkeys(("clause_misconduct", "clause_visibility", "clause_records", "clause_refund"), "yes")
    agreed = {"number": "MOU-7", "amount": "24800.00", "currency": "USD"}
    create(write, "mou", {"project": project, **days, **clauses, **agreed})
    for number, amount in ((1, "19840.00"), (2, "4960.00")):
        line = {"number": number, "amount": amount, "currency": "USD", "due": f"2019-0{number}-10"}
        create(write, "instalment", {"project": project, **line})
    (deliverable,) = list_parts(write, "deliverable", project)
    update(write, deliverable.uid, {"due": "2019-04-30"})


def _first_payment(write: Write, project: str) -> None:
    paid = {"instalment": 1, "amount": "19840.00", "paid_on": "2019-01-01", "voucher": "V-1"}
    create(write, "payment", {"project": project, **paid})


def _completion(write: Write, project: str) -> None:
    (deliverable,) = list_parts(write, "deliverable", project)
    update(write, deliverable.uid, {"status": "accepted", "delivered": 10, "delivered_on": "2019-04-20"})
    create(write, "visit", {"project": project, "number": 1, "day": "2019-05-20", "final": "yes"})
    handed = {"handed_over_on": "2019-06-01", "handed_over_to": "The group", "handover_note": "H-7", "photos": "yes"}
    create(write, "completion", {"project": project, **handed})
    update(write, project, {"actual_start": "2019-01-01", "actual_end": "2019-06-01"})


def _settlement(write: Write, project: str) -> None:
    paid = {"instalment": 2, "amount": "4960.00", "paid_on": "2019-05-02", "voucher": "V-2"}
    create(write, "payment", {"project": project, **paid})
    money = {"spent": "24500.00", "returned": "300.00", "currency": "USD", "settled_on": "2019-08-01"}
    told = {"report": "yes", "receipts": "yes", "variance_reason": "The hall cost less."}
    create(write, "closure", {"project": project, **money, **told})


def _closure(write: Write, project: str) -> None:
    (closure,) = list_parts(write, "closure", project)
    signed = dict.fromkeys(("signed_partner", "signed_focal_point", "signed_manager", "signed_finance"), "yes")
    update(write, closure.uid, {**signed, "closed_on": "2019-08-20"})


def _evaluation(write: Write, project: str) -> None:
    create(write, "evaluation", {"project": project, "day": "2019-12-01", "in_use": "yes", "contact": "better"})


Papers = Callable[[Write, str], None]
# What an officer writes before each state of the main way.
WAY: Mapping[str, Papers | None] = {
    "submitted": None,
    "screened": _screening,
    "in_review": _scores,
    "approved": _decision,
    "mou_signed": _mou,
    "active": _first_payment,
    "completed": _completion,
    "settled": _settlement,
    "closed": _closure,
    "evaluated": _evaluation,
}


def write_papers(office: Office, project: str, state: str) -> None:
    """Write what a state asks for."""
    papers = WAY[state]
    if papers is not None:
        with office.write("save") as write:
            papers(write, project)


def bring_to(office: Office, project: str, state: str) -> None:
    """Take a proposal along the main way, each step with its papers, as far as a state."""
    for step in WAY:
        write_papers(office, project, step)
        with office.write("advance") as write:
            advance(write, project, step)
        if step == state:
            return
