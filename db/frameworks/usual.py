"""The tags that an activity of a type usually has; offered, and never given without being asked for."""

from db.catalogue.parts import TAG
from db.catalogue.projects.project import PROJECT
from db.records.family import find
from db.records.tags import ROLE, tags_of
from db.records.verbs import create
from db.revisions import RecordKey
from db.store.writing import Reading, Write

_OWN, _THROUGH = "PBR-IMP", "PBR-ENA"  # what the mission does itself, and what it lets a partner do


def usual_tags(reading: Reading, record: RecordKey) -> list[tuple[str, str]]:
    """Return framework and code of the usual tags that an activity has not got.

    A project without a partner is the mission's own, so that its role is another one. A role is not offered beside one
    that is there.
    """
    there = {(str(tag["framework"]), str(tag["code"])) for tag in tags_of(reading, record.uid).values()}
    values = reading.folded(record.uid).values
    offered: list[tuple[str, str]] = []
    for row in reading.mission.usual_tags:
        framework, code = row["framework"], row["code"]
        if row["kind"] not in (record.type, values.get("activity_type")) or (
            framework == ROLE and any(known == ROLE for known, _ in there)
        ):
            continue
        own = record.type == PROJECT.key and code == _THROUGH and not values.get("partner")
        offered.append((framework, _OWN if own else code))
    return [tag for tag in offered if tag not in there]


def add_usual_tags(write: Write, ref: str) -> list[RecordKey]:
    """Give an activity the usual tags that it has not got.

    Raises KnownError `no-record`, `deleted-record`.
    """
    record = find(write, ref)
    wanted = usual_tags(write, record)
    return [create(write, TAG.key, {"activity": record.uid, "framework": f, "code": code}) for f, code in wanted]
