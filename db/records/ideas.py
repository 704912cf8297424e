"""What is born at a youth assembly and becomes a project: the idea or grant points at it, and it back."""

from db.errors import KnownError
from db.records.family import find, reference
from db.records.verbs import create
from db.records.views import view
from db.revisions import RecordKey, setting
from db.store.writing import Write

IDEAS = ("project_idea", "small_grant")


def draft_project(write: Write, ref: str) -> RecordKey:
    """Make a project draft out of an idea or a small grant, with a link to where it comes from and one back.

    Raises KnownError `no-record`, `not-an-idea`, `already-a-project`, `deleted-record`, and what `create` raises.
    """
    found = view(write, find(write, ref))
    if found.key.type not in IDEAS:
        raise KnownError("not-an-idea", ref=ref)
    if found.deleted:
        raise KnownError("deleted-record", ref=ref)
    values = found.values
    before = values.get("project")
    if before and not write.folded(str(before)).deleted:
        raise KnownError("already-a-project", ref=reference(write, find(write, str(before))))
    raw = {
        f"title_{write.mission.languages[0]}": values.get("title"),
        "municipality": values.get("municipality"),
        "partner": values.get("team"),
        "work": values.get("description"),
        "requested_amount": values.get("amount"),
        "requested_currency": values.get("currency"),
        "status": "draft",
    }
    said = {key: value for key, value in raw.items() if value is not None}
    made = create(write, "project", said, given={"origin": values["activity"]})
    link = setting(found.key, write.folded(found.key.uid), {"project": made.uid})
    assert link is not None, "the project is new"
    write.append(link)
    return made
