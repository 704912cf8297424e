"""A project with all that belongs to it, read for the rules; and the rules kept while people write."""

from collections.abc import Generator
from contextlib import contextmanager
from decimal import Decimal

from db.catalogue import RECORD_TYPES, Value, Values
from db.catalogue.amounts import amount
from db.catalogue.projects.cycle import CRITERION, CYCLE
from db.catalogue.projects.ending import OVERRIDE
from db.catalogue.projects.project import PROJECT
from db.errors import KnownError, Problem
from db.marks import N_
from db.projects import Part, ProjectFile, broken, papers
from db.projects.gates import name
from db.projects.states import transition
from db.records.family import children, family_revisions, reference
from db.records.titles import best_title
from db.revisions import Draft, RecordKey, fold
from db.store.office import new_uid
from db.store.writing import Reading, Write

TOLD = 3  # so many problems are told in a sentence; the rest are counted


def project_file(reading: Reading, uid: str) -> ProjectFile:
    """Return a project as the rules see it: its values, its cycle and every part that is not deleted."""
    own = RecordKey(PROJECT.key, uid)
    family = family_revisions(reading, own, alive=True)
    values = PROJECT.field_values(fold(family.pop(own)).values)
    parts: dict[str, list[Part]] = {}
    for key, revisions in family.items():
        kind = RECORD_TYPES.get(key.type)
        if kind is not None:
            parts.setdefault(key.type, []).append(Part(key.uid, key.type, kind.field_values(fold(revisions).values)))
    cycle = str(values.get("cycle") or "")
    return ProjectFile(
        values,
        _cycle(reading, cycle),
        {kind: tuple(found) for kind, found in parts.items()},
        grid(reading, cycle),
        criterion_names(reading, cycle),
    )


def _cycle(reading: Reading, uid: str) -> Values | None:
    folded = reading.folded(uid) if uid else None
    if folded is None or folded.deleted or not folded.heads:
        return None
    return CYCLE.field_values(folded.values)


def grid(reading: Reading, cycle: str) -> dict[str, Decimal]:
    """Return the selection grid of a cycle: weights by criterion. One without criteria of its own uses the list."""
    found = {str(one["code"]): amount(one["weight"]) or Decimal(1) for one in _criteria(reading, cycle)}
    return found or {entry.code: Decimal(1) for entry in reading.mission.lists["criterion"].entries}


def criterion_names(reading: Reading, cycle: str) -> dict[str, str]:
    """Return what people call the criteria of a grid, by their codes: the cycle's own word, else that of the list."""
    names = {entry.code: entry.label() for entry in reading.mission.lists["criterion"].entries}
    own = {str(one["code"]): best_title(one, reading.mission) for one in _criteria(reading, cycle)}
    return names | {code: name for code, name in own.items() if name}


def _criteria(reading: Reading, cycle: str) -> list[dict[str, Value]]:
    """Return the values of the criteria that a cycle has of its own."""
    keys = [key for key in children(reading, cycle, alive=True) if key.type == CRITERION.key] if cycle else []
    found = reading.revisions_of(key.uid for key in keys).values()
    return [CRITERION.field_values(fold(revisions).values) for revisions in found]


@contextmanager
def rules_kept(write: Write, uid: str, reason: str = "", *, back: bool = False) -> Generator[None]:
    """Let something change in the project `uid`, or in its parts, only where no rule breaks that held before.

    With a `reason` the rules are set aside: the exception stays on the project's file. `back` says that something is
    taken back, which may lead to a state it was in before. A record that is no project has no such rules.

    Raises KnownError `state-refused`, `rule-broken`.
    """
    before = _standing(write, uid)
    yield
    after = _standing(write, uid)
    if before is None or after is None:
        return
    found = _fresh(before, after) if back or after.state == before.state else _entering(before, after)
    if found and not reason:
        ref = reference(write, RecordKey(PROJECT.key, uid))
        problems = " ".join(f"{problem.field}: {problem.message}" for problem in found[:TOLD])
        if len(found) > TOLD:
            problems += N_(" And {number} more.").format(number=len(found) - TOLD)
        if after.state != before.state:
            raise KnownError("state-refused", found[:TOLD], ref=ref, state=after.state, problems=problems)
        raise KnownError("rule-broken", found[:TOLD], ref=ref, problems=problems)
    if found:
        _note(write, uid, after.state, found, reason)


def _standing(write: Write, uid: str) -> ProjectFile | None:
    """Return the project `uid` as it stands; None where there is none, or it is deleted."""
    if write.type_of(uid) != PROJECT.key or write.folded(uid).deleted:
        return None
    return project_file(write, uid)


def _fresh(before: ProjectFile, after: ProjectFile) -> list[Problem]:
    """Return the rules that are broken now and were not before."""
    had = {name(problem) for problem in broken(before)}
    return [problem for problem in broken(after) if name(problem) not in had]


def _entering(before: ProjectFile, after: ProjectFile) -> list[Problem]:
    """Return what is in the way of another state: an illegal way there, its papers, or a rule that breaks besides."""
    jump, gate = transition(before, after.state), papers(after, after.state)
    listed = {name(problem) for problem in gate}
    rest = [problem for problem in _fresh(before, after) if name(problem) not in listed]
    return [*([jump] if jump else []), *gate, *rest]


def _note(write: Write, uid: str, state: str, set_aside: list[Problem], reason: str) -> None:
    """Put an exception on a project's file: which rules, why, by whom."""
    values = {
        "project": uid,
        "state": state,
        "rules": "\n".join(name(problem) for problem in set_aside),
        "reason": reason,
        "by": write.author,
        "day": write.at[:10],
    }
    made = new_uid()
    write.expect_new(made)
    write.append(Draft(RecordKey(OVERRIDE.key, made), "set", values, {}))
