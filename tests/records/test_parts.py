"""Every type of record is made, changed, deleted, restored, undone, merged and carried by the catalogue alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.catalogue import CHILD_TYPES, KNOWN_TO_ALL, LOCK_TYPES, RECORD_TYPES, SHARED_TYPES, RecordType
from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels
from db.records import children, conflicts, create, delete, find, history, resolve_field, restore, undo, update, view
from db.revisions import RecordKey
from db.schema.tables import metadata
from db.store import Office, verify
from tests.builders import dumped, given_to, one_of_each, owner_in, sample
from tests.parcels.helpers import change_at, open_conflicts

Make = Callable[..., Office]
TYPES = {**CHILD_TYPES, **SHARED_TYPES}
# What the one project has; what is approved is another activity.
OF_PROJECT = {key for key, kind in CHILD_TYPES.items() if "project" in kind.links[kind.owner]} - {"approval"}
CHANGING = [kind for kind in TYPES.values() if any(f.editable and f.key not in kind.fixed for f in kind.fields)]
WHY = "Counted again"
NEWER = {
    **{"text": "Other", "note": "other", "date": "2026-05-01", "count": 1, "money": "70.00", "percent": "60"},
    **{"decimal": "2", "instant": "2026-03-28T00:00+02:00", "time": "19:00"},
}


def another(office: Office, kind: RecordType) -> dict[str, object]:
    """Return another value for one field of a record that may change."""
    free = [f for f in kind.fields if f.editable and f.key not in kind.fixed and not f.unit]
    simple = [f for f in free if f.kind.name in NEWER and not f.choices]
    if simple:
        return {simple[-1].key: NEWER[simple[-1].kind.name]}
    return {free[0].key: office.mission.lists[free[0].choices].entries[0].code}


@pytest.fixture
def made(office: Office) -> dict[str, RecordKey]:
    """One record of every type, around one project."""
    return one_of_each(office)


def test_there_is_a_part_of_every_type(office: Office, made: dict[str, RecordKey]):
    assert made.keys() == RECORD_TYPES.keys()
    with office.read() as reading:
        owners = [key for key in made.values() if key.type not in CHILD_TYPES]
        assert {part.type for key in owners for part in children(reading, key.uid)} == CHILD_TYPES.keys()
        for key in made.values():
            seen = view(reading, key)
            assert find(reading, seen.ref) == key and seen.conflicts == ()
            if key.type in TYPES:
                assert {f.key for f in RECORD_TYPES[key.type].fields if f.editable or not f.links} == {
                    k for k, v in seen.values.items() if v
                }
    assert verify(office).problems == ()


def test_parts_are_changed_deleted_restored_and_all_of_it_undone(office: Office, made: dict[str, RecordKey]):
    for kind in CHANGING:
        key = made[kind.key]
        if not kind.owner:  # one that no other record names, which would keep it from being deleted
            with office.write("save", WHY) as write:
                key = create(write, kind.key, sample(office.mission, kind, made))
        states = [dumped(office)]
        change_at(office, key.uid, **another(office, kind))
        states.append(dumped(office))
        with office.write("delete", WHY) as write:
            delete(write, key.uid)
        assert f'"uid":"{key.uid}"' not in dumped(office)
        with office.write("restore", WHY) as write:
            restore(write, key.uid)
        assert dumped(office) == states[1] != states[0], kind.key
        for state in (None, states[1], states[0]):
            with office.write("undo", WHY) as write:
                undo(write)
            assert state is None or dumped(office) == state, kind.key
    assert verify(office).ok


def test_a_project_takes_its_parts_along_and_brings_them_back(office: Office, made: dict[str, RecordKey]):
    before, project = dumped(office), made["project"]
    with office.write("delete") as write:
        delete(write, project.uid)
    types = [line.split('"type":"')[1].split('"')[0] for line in dumped(office).splitlines() if '"type":"' in line]
    assert sorted(types) == sorted({*RECORD_TYPES} - {"project"} - OF_PROJECT)
    with office.write("restore") as write:
        restore(write, project.uid)
    assert dumped(office) == before
    with office.read() as reading:
        assert {entry.part for entry in history(reading, project)} == {"", *OF_PROJECT}


def test_a_parcel_carries_every_part_both_ways(make_office: Make, tmp_path: Path):
    office, hq, other = make_office("MIT"), make_office("HQ", "hq"), make_office("PRZ")
    made = one_of_each(office)
    (got,) = receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    assert (got.new, got.proposal, got.problem) == (len(made), 0, 0)
    assert dumped(hq) == dumped(office) and verify(hq).problems == ()
    (got,) = receive_parcels(office, [export_parcel(hq, "MIT", tmp_path).file])
    assert got.read == got.same
    receive_parcels(other, [export_parcel(hq, "PRZ", tmp_path).file])
    with other.read() as reading:
        there = {key: reading.type_of(made[key].uid) for key in made}
    kept_at_home = {"contact", "context_note", "report_text"}  # people are known where they are met (DP-01)
    assert {key for key, found in there.items() if found} == {*KNOWN_TO_ALL, *LOCK_TYPES} - kept_at_home
    change_at(office, made["payment"].uid, voucher="V-2")
    file = export_parcel(office, "HQ", tmp_path).file
    (got,) = receive_parcels(hq, [file])
    assert (got.updated, got.problem, got.proposal) == (1, 0, 0) and dumped(hq) == dumped(office)


def test_the_same_field_changed_twice_is_a_conflict_with_a_name(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    made = one_of_each(office)
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    changed = {kind.key: next(iter(another(office, kind).items())) for kind in CHANGING}
    for key, (field, value) in changed.items():
        change_at(office, made[key].uid, **{field: value})
        change_at(hq, made[key].uid, **{field: None})
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    with hq.read() as reading:
        found = {one.key.type: one for one in conflicts(reading)}
        assert found.keys() == changed.keys()
        for kind in CHANGING:
            one, (field, _) = found[kind.key], changed[kind.key]
            assert one.ref == view(reading, owner_in(made, kind)).ref
            assert one.field in (field, kind.name_of(view(reading, one.key).values, field))
    with hq.write("resolve", WHY) as write:
        for one in found.values():
            resolve_field(write, one.ref, one.field, take=next(c.revision for c in one.candidates if c.value))
    assert open_conflicts(hq) == []
    with hq.read() as reading:
        for key, (field, value) in changed.items():
            assert view(reading, made[key]).values[field] == value


def test_two_laptops_that_write_down_the_same_one_mean_one_record(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    made = one_of_each(office)
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    for where in (office, hq):
        for kind in CHILD_TYPES.values():
            values = sample(where.mission, kind, made)
            if kind.natural_key is None:
                with where.write("save") as write:
                    assert create(write, kind.key, values, given=given_to(where, kind.key)) != made[kind.key]
            else:
                with pytest.raises(KnownError, match="already"), where.write("save") as write:
                    create(write, kind.key, values)
        with where.write("save") as write:
            create(write, "deliverable", {"project": made["project"].uid, "number": 7, "what": where.identity.office})
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    assert open_conflicts(hq) == ["deliverable.7.what"]
    free = sum(kind.natural_key is None for kind in CHILD_TYPES.values())
    with hq.read() as reading:
        owners = [key for key in made.values() if key.type not in CHILD_TYPES]
        parts = [part for key in owners for part in children(reading, key.uid)]
    assert len(parts) == len(CHILD_TYPES) + 2 * free + 1


def test_every_table_of_parts_is_found_by_its_owner():
    for kind in CHILD_TYPES.values():
        indexed = [list(index.columns.keys()) for index in metadata.tables[kind.tables[0]].indexes]
        assert [kind.owner] in indexed, kind.key


@pytest.mark.parametrize("called", ["2022-23", "Calls of the year", "PC-2026-MIT-A001", "pc-2026-mit-a001"])
def test_a_cycle_is_named_by_its_number_its_year_or_its_name(office: Office, called: str):
    office.clock = lambda: "2026-11-24T10:00:00Z"
    with office.write("save") as write:
        cycle = create(write, "cycle", {"title_en": "Calls of the year", "budget_year": "2022-23"})
    with office.write("save") as write:
        project = create(write, "project", {"title_en": "t", "cycle": called})
    with office.read() as reading:
        assert view(reading, project).values["cycle"] == cycle.uid
    with pytest.raises(KnownError, match="is not the number"), office.write("save") as write:
        update(write, project.uid, {"cycle": "2031-32"})
