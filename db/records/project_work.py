"""Work on a project that writes several records at once: a visit with its progress, the same project proposed again."""

from collections.abc import Mapping

from db.catalogue import RECORD_TYPES, Code
from db.errors import KnownError
from db.records.family import find
from db.records.parts import list_parts
from db.records.project_files import grid
from db.records.verbs import create
from db.records.views import view
from db.revisions import RecordKey
from db.store.writing import Write

_AGAIN = ("tag", "place", "involvement", "initiative_link", "budget_line", "deliverable", "instalment")
_PROPOSAL_ONLY = {
    *(
        "ref",
        "office",
        "origin",
        "entered_as",
        "status",
        "received_at",
        "stop_reason",
        "description",
        "total",
        "counted_by",
    ),
    *("planned_start", "planned_end", "actual_start", "actual_end", "cycle"),
    *("approved_amount", "currency", "approved_rate", "approved_rate_day", "recovered", "written_off"),
}
_NOT_AGAIN = {
    *("delivered", "delivered_on", "status", "due", "spent", "variance_reason", "start", "end"),
}


def add_visit(
    write: Write, ref: str, raw: Mapping[str, object], progress: Mapping[int, object] | None = None
) -> RecordKey:
    """Write down a monitoring visit, with a line of progress for every deliverable that the plan still has.

    `progress` has the percentages that are known already, by number of deliverable.

    Raises KnownError as `create` does.
    """
    project = find(write, ref)
    write.settle(project.uid)
    plan = list_parts(write, "deliverable", project.uid)
    visit = create(write, "visit", {"project": project.uid, **raw})
    for part in plan:
        number = part.values.get("number")
        if isinstance(number, int) and part.values.get("status") != "dropped":
            percent = (progress or {}).get(number)
            line = {"project": project.uid, "visit": visit.uid, "deliverable": number, "percent": percent}
            create(write, "progress", line)
    return visit


def add_scores(write: Write, ref: str) -> list[RecordKey]:
    """Write down an empty score for every criterion of the project's grid that has none yet.

    Raises KnownError as `create` does.
    """
    project = view(write, find(write, ref))
    write.settle(project.key.uid)
    had = {part.values.get("criterion") for part in list_parts(write, "score", project.key.uid)}
    wanted = grid(write, str(project.values.get("cycle") or ""))
    return [
        create(write, "score", {"project": project.key.uid, "criterion": code}) for code in wanted if code not in had
    ]


def add_criteria(write: Write, ref: str) -> list[RecordKey]:
    """Write down every criterion that ships and that the grid of a programme cycle has not yet, to be weighted.

    Raises KnownError as `create` does.
    """
    cycle = find(write, ref)
    write.settle(cycle.uid)
    had = {part.values.get("code") for part in list_parts(write, "criterion", cycle.uid)}
    return [
        create(write, "criterion", {"cycle": cycle.uid, "code": entry.code, **_titles(entry)})
        for entry in write.mission.lists["criterion"].entries
        if entry.code not in had
    ]


def _titles(entry: Code) -> dict[str, str]:
    known = RECORD_TYPES["criterion"].by_key
    return {key: text for language, text in entry.labels.items() if (key := f"title_{language}") in known}


def duplicate(write: Write, ref: str, raw: Mapping[str, object]) -> RecordKey:
    """Make a new proposal out of a project: its form, budget and work plan, without days, money given and results.

    `raw` are the values that differ.

    Raises KnownError as `create` does, and `no-record`.
    """
    model = view(write, find(write, ref))
    if model.key.type != "project":
        raise KnownError("not-a-project", ref=ref)
    values = {key: value for key, value in model.values.items() if value is not None and key not in _PROPOSAL_ONLY}
    made = create(write, "project", {**values, **raw})
    for type_key in _AGAIN:
        owner = RECORD_TYPES[type_key].owner
        for part in list_parts(write, type_key, model.key.uid):
            again = {key: value for key, value in part.values.items() if key not in _NOT_AGAIN}
            create(write, type_key, {**again, owner: made.uid})
    return made
