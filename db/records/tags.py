"""What holds among the tags of one activity: one main tag a framework, one peacebuilding role at a time."""

from collections.abc import Iterable

from db.catalogue import Values
from db.catalogue.parts import TAG
from db.errors import KnownError, Problem
from db.records.family import children, reference
from db.revisions import RecordKey, setting
from db.store.writing import Reading, Write

ROLE = "pb_role"


def tags_of(reading: Reading, activity: str) -> dict[str, Values]:
    """Return the living tags of an activity, by id."""
    keys = [key for key in children(reading, activity, alive=True) if key.type == TAG.key]
    return {key.uid: TAG.field_values(reading.folded(key.uid).values) for key in keys}


def settle_tags(write: Write, record: RecordKey) -> None:
    """Let the tag that was just written be the only main one of its framework, where it is a main one.

    Raises KnownError `second-role` where it gives an activity another peacebuilding role for the same days.
    """
    mine = TAG.field_values(write.folded(record.uid).values)
    others = {uid: tag for uid, tag in tags_of(write, str(mine["activity"])).items() if uid != record.uid}
    rivals = {u: t for u, t in others.items() if t["framework"] == mine["framework"] and _together(mine, t)}
    if mine["framework"] == ROLE and rivals:
        ref = reference(write, RecordKey(str(write.type_of(str(mine["activity"]))), str(mine["activity"])))
        raise KnownError("second-role", ref=ref, role=next(iter(rivals.values()))["code"])
    for uid, tag in rivals.items():
        if mine["main"] == "yes" and tag["main"] == "yes":
            draft = setting(RecordKey(TAG.key, uid), write.folded(uid), {"main": "no"})
            if draft is not None:
                write.append(draft)


def tag_flags(tags: Iterable[Values]) -> list[Problem]:
    """Return what a merge may have brought together: two main tags of a framework, two roles at a time."""
    known = list(tags)
    found: list[Problem] = []
    for number, one in enumerate(known):
        for other in known[number + 1 :]:
            if one["framework"] == other["framework"] and _together(one, other):
                codes = {"one": one["code"], "other": other["code"]}
                if one["framework"] == ROLE:
                    found.append(Problem("tag", "two-roles", codes, "warn"))
                elif one["main"] == other["main"] == "yes":
                    found.append(Problem("tag", "two-main-tags", codes, "warn"))
    return found


def _together(one: Values, other: Values) -> bool:
    """Whether two tags hold on some same day; one without days holds on every day."""
    start = max(str(tag.get("start") or "") for tag in (one, other))
    ends = [str(end) for tag in (one, other) if (end := tag.get("end"))]
    return not ends or start <= min(ends)
