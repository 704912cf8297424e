"""What belongs to a record: made, found, changed, deleted and brought back with it, whatever its type."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.catalogue.parts import TALLY
from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels
from db.records import (
    children,
    create,
    delete,
    find,
    gestures,
    history,
    list_parts,
    reference,
    resolve_field,
    restore,
    undo,
    update,
    view,
)
from db.revisions import RecordKey, setting
from db.store import Office, new_uid, verify
from tests.builders import counts, dumped, town_hall
from tests.parcels.helpers import open_conflicts
from tests.projects.papers import cycle, proposal

Make = Callable[..., Office]
WOMEN = {"dimension": "sex", "category": "women", "count": 41}


def add(office: Office, kind: str, **values: object) -> RecordKey:
    with office.write("save") as write:
        return create(write, kind, values)


def test_a_part_is_made_with_its_owners_number_and_found_by_its_path(office: Office):
    hall = town_hall(office)
    with office.read() as reading:
        ref = view(reading, hall).ref
    women = add(office, "tally", activity=ref, **WOMEN)
    with office.read() as reading:
        seen = view(reading, women)
        assert (seen.ref, seen.values["count"]) == (f"{ref}/tally/sex/women", 41)
        assert find(reading, seen.ref) == find(reading, women.uid) == women
        assert view(reading, hall).tallies[0].count == 41
        assert reference(reading, women) == seen.ref


def test_a_record_and_its_parts_can_be_made_in_one_gesture(office: Office):
    with office.write("save") as write:
        hall = create(write, "town_hall", {"title_en": "t"})
        women = create(write, "tally", {"activity": hall.uid, **WOMEN})
        assert children(write, hall.uid) == [women]
        delete(write, hall.uid)
        assert children(write, hall.uid, alive=True) == []
    assert '"tally"' not in dumped(office) and verify(office).ok


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "activity: is needed"),
        ({"activity": "TH-1"}, "'TH-1' is not the number"),
        ({"activity": "itself"}, "wrong type"),
        ({"category": "elves"}, "not in the list"),
        ({"dimension": None}, "dimension: is needed"),
    ],
)
def test_a_part_without_its_place_is_refused(office: Office, values: dict, sentence: str):
    hall = town_hall(office, tallies=counts(men=9))
    with office.read() as reading:
        (men,) = children(reading, hall.uid)
    asked = {"activity": hall.uid, **WOMEN, **values} if values else WOMEN
    if asked.get("activity") == "itself":
        asked["activity"] = men.uid
    with pytest.raises(KnownError, match=sentence):
        add(office, "tally", **asked)


def test_what_says_which_part_it_is_never_changes(office: Office):
    hall = town_hall(office, tallies=counts(women=41))
    with office.read() as reading:
        (women,) = children(reading, hall.uid)
    for field in TALLY.fixed:
        with pytest.raises(KnownError) as error, office.write("save") as write:
            update(write, women.uid, {field: "sex"})
        assert error.value.code == "fixed-field"
    with office.write("save") as write:
        update(write, women.uid, {"count": 42})
    with pytest.raises(KnownError, match="already"):
        add(office, "tally", activity=hall.uid, **WOMEN)
    with office.write("delete") as write:
        delete(write, women.uid)
    assert add(office, "tally", activity=hall.uid, **WOMEN) == women, "written down again, it is the same one"
    with office.write("delete") as write:
        delete(write, hall.uid)
    with pytest.raises(KnownError, match="has been deleted"):
        add(office, "tally", activity=hall.uid, dimension="sex", category="men", count=3)


def test_a_part_deleted_before_its_owner_stays_deleted_when_the_owner_comes_back(office: Office):
    hall = town_hall(office, tallies=counts(women=41, men=9))
    with office.read() as reading:
        ref = view(reading, hall).ref
    with office.write("delete") as write:
        delete(write, f"{ref}/tally/sex/men")
    before = dumped(office)
    for verb in (delete, restore):
        with office.write("delete") as write:
            verb(write, hall.uid)
    assert dumped(office) == before


def test_history_and_gestures_speak_of_the_owner(office: Office):
    hall = town_hall(office)
    with office.read() as reading:
        ref = view(reading, hall).ref
    women = add(office, "tally", activity=ref, **WOMEN)
    with office.write("save") as write:
        update(write, women.uid, {"count": 42})
    with office.read() as reading:
        newest = history(reading, hall)[0]
        assert (newest.part, newest.changes) == ("tally", (("tallies.sex.women", 41, 42),))
        assert {(g.records, g.subject) for g in gestures(reading)} == {(1, f"{ref} Language rights")}
    with office.write("undo") as write:
        undo(write)
    with office.read() as reading:
        assert view(reading, women).values["count"] == 41


def test_a_conflict_in_a_part_is_named_and_decided_from_its_owner_or_by_itself(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    hall = town_hall(office, tallies=counts(women=41))
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    for where, number in ((office, 42), (hq, 43)):
        with where.write("save") as write:
            update(write, hall.uid, {"tallies": counts(women=number)})
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    assert open_conflicts(hq) == ["tallies.sex.women"]
    with hq.read() as reading:
        (women,) = children(reading, hall.uid)
        ref = reference(reading, hall)
    for named, field in ((ref, "tallies.sex.women"), (women.uid, "count"), (f"{ref}/tally/sex/women", "count")):
        with hq.write("resolve") as write:
            resolve_field(write, named, field, value="44")
        assert open_conflicts(hq) == []
        with hq.write("undo") as write:
            undo(write)
        assert open_conflicts(hq) == ["tallies.sex.women"]


def test_a_part_of_an_unknown_owner_is_kept_relayed_and_found_again_when_the_owner_comes(
    make_office: Make, tmp_path: Path
):
    office, hq, other = make_office("MIT"), make_office("HQ", "hq"), make_office("MIT", laptop="B")
    owner = new_uid()
    lost = RecordKey("tally", TALLY.uid_of({"activity": owner, **WOMEN}))
    with office.write("save") as write:
        write.append(setting(lost, write.folded(lost.uid), {"activity": owner, **WOMEN}))  # pyright: ignore
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    receive_parcels(other, [export_parcel(hq, "MIT", tmp_path).file])
    assert dumped(other) == dumped(hq) == dumped(office)
    with office.write("save") as write:
        key = RecordKey("town_hall", owner)
        write.append(setting(key, write.folded(owner), {"title_en": "Found", "office": "MIT"}))
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    with hq.read() as reading:
        assert view(reading, key).tallies[0].count == 41
    assert verify(hq).problems == ()


def test_what_others_name_is_not_deleted_before_they_name_another(office: Office):
    year, forum = cycle(office), add(office, "organisation", title_en="Women's forum")
    project = proposal(office, year)
    part = add(office, "involvement", activity=project, organisation=forum.uid, role="implementing")
    for named, name in ((year, "Confidence-building projects 2018-19"), (forum, "Women's forum")):
        wanted = rf"^'{name}' was not deleted\. Records that name it: 1\."
        with pytest.raises(KnownError, match=wanted), office.write("delete") as write:
            delete(write, named.uid)
    with office.write("delete") as write:
        delete(write, part.uid)
        delete(write, forum.uid)  # in the same gesture, and nothing names it any more
    with office.read() as reading:
        assert [row.name for row in list_parts(reading, "organisation")] == []
        assert [row.name for row in list_parts(reading, "cycle")] == ["Confidence-building projects 2018-19"]
