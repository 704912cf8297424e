"""What a person should think of once, where tags or parts of an activity suggest it. Nothing of it stops anybody."""

from collections.abc import Mapping

from sqlalchemy import select

from db.errors import Problem
from db.records.tags import ROLE, tag_flags, tags_of
from db.revisions import Json, RecordKey
from db.schema.parts import involvement, organisation
from db.schema.projects import screening
from db.store.writing import Reading

_ASSESSED = ("screen_hrddp",)
_DAYS = ("planned_start", "planned_end", "actual_start", "actual_end")


def hints(reading: Reading, record: RecordKey) -> list[Problem]:
    """Return the prompts of an activity, and what is wrong among its tags; each is a warning in one sentence."""
    tags = list(tags_of(reading, record.uid).values())
    codes = {str(tag["code"]) for tag in tags}
    frameworks = {str(tag["framework"]) for tag in tags}
    values = reading.folded(record.uid).values
    found = tag_flags(tags)
    if tags and ROLE not in frameworks:
        found.append(_hint("hint-no-role"))
    if codes & {"PB-3", "PB-5"}:
        found.append(_hint("hint-labour-market"))
    if _security_forces(reading, record) and not _assessed(reading, record, frameworks):
        found.append(_hint("hint-due-diligence"))
    campaign = _campaign(reading, values)
    if campaign:
        found.append(_hint("hint-campaign", campaign=campaign))
    elif any(code == "OO5" or code.startswith("OO5-") for code in codes):
        found.append(_hint("hint-neutrality"))
    if "PBR-IMP-4" in codes and values.get("classification") == "UNCLASSIFIED":
        found.append(_hint("hint-good-offices"))
    return found


def _hint(code: str, **values: str) -> Problem:
    return Problem("tag", code, values, "warn")


def _campaign(reading: Reading, values: Mapping[str, Json]) -> str:
    """Return the election campaign in which an activity falls, "" for none; headquarters keeps their days as a list."""
    days = [str(values[key]) for key in _DAYS if values.get(key)]
    for one in reading.mission.lists["campaign"].entries if days else ():
        if one.start <= max(days) and (not one.end or min(days) <= one.end):
            return one.label()
    return ""


def _security_forces(reading: Reading, record: RecordKey) -> bool:
    """Whether security forces take part: the project says so, or an organisation of that type does."""
    if reading.folded(record.uid).values.get("security_forces") == "yes":
        return True
    reading.settle(record.uid)
    i, o = involvement.c, organisation.c
    there = (
        select(i.uid)
        .join(organisation, o.uid == i.organisation)
        .where(i.activity == record.uid, i.deleted.is_(False), o.organisation_type == "security_force")
    )
    return reading.connection.scalar(there.limit(1)) is not None


def _assessed(reading: Reading, record: RecordKey, frameworks: set[str]) -> bool:
    """Whether somebody has answered what due diligence asks: in a tag, or in the project's screening."""
    if frameworks & set(_ASSESSED):
        return True
    s = screening.c
    there = select(s.uid).where(s.project == record.uid, s.deleted.is_(False), s.hrddp.is_not(None))
    return reading.connection.scalar(there.limit(1)) is not None
