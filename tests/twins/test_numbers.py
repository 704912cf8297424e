"""Reference numbers given twice, by two laptops with the same letter: listed, renamed by a person, never merged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import KnownError
from db.records import create, delete, find, undo
from db.revisions import setting
from db.store import Office
from db.twins import renumber, shared_numbers
from tests.builders import dumped, one_of_each, town_hall
from tests.twins.helpers import pass_on, seen

CLOCK = "2026-11-22T10:00:00Z"


@pytest.fixture
def cloned(make_office: Callable[..., Office], tmp_path: Path):
    """Headquarters, with what two laptops wrote that both think they are laptop A of one office."""
    hq = make_office("HQ", "hq")
    twins = [make_office("MIT"), make_office("MIT")]
    for office in (hq, *twins):
        office.clock = lambda: CLOCK
    keys = [town_hall(office, title_en=title) for office, title in zip(twins, ("Waste", "Roads"), strict=True)]
    for office in twins:
        pass_on(office, hq, tmp_path)
    return hq, keys


def test_both_are_there_and_the_number_is_listed(cloned):
    hq, keys = cloned
    with hq.read() as reading:
        (shared,) = shared_numbers(reading)
        assert shared.ref == "TH-2026-MIT-A001"
        assert {(one.key, one.title) for one in shared.records} == {(keys[0], "Waste"), (keys[1], "Roads")}
        with pytest.raises(KnownError, match="Several records") as error:
            find(reading, shared.ref)
    assert all(key.uid in str(error.value) for key in keys)


def test_one_of_them_gets_the_next_number_of_this_office_and_undo_takes_it_back(cloned):
    hq, keys = cloned
    before = dumped(hq)
    town_hall(hq)
    with hq.write("renumber") as write:
        assert renumber(write, keys[1].uid) == keys[1]
    assert seen(hq, keys[1]).ref == "TH-2026-HQ-A002"
    assert seen(hq, keys[0]).ref == "TH-2026-MIT-A001"
    with hq.read() as reading:
        assert shared_numbers(reading) == []
    for _ in range(2):
        with hq.write("undo") as write:
            undo(write)
    assert dumped(hq) == before


def test_a_number_that_names_two_or_a_deleted_record_is_refused(cloned):
    hq, keys = cloned
    with hq.write("renumber") as write, pytest.raises(KnownError, match="Several records"):
        renumber(write, "TH-2026-MIT-A001")
    with hq.write("delete") as write:
        delete(write, keys[0].uid)
    with hq.write("renumber") as write, pytest.raises(KnownError, match="has been deleted"):
        renumber(write, keys[0].uid)


def test_a_number_shared_with_a_deleted_record_is_not_listed(cloned):
    hq, keys = cloned
    with hq.write("delete") as write:
        delete(write, keys[0].uid)
    with hq.read() as reading:
        assert shared_numbers(reading) == []


def test_what_has_no_number_gets_none(office: Office):
    made = one_of_each(office)
    with office.write("renumber") as write, pytest.raises(KnownError, match="has no reference number"):
        renumber(write, made["visit"].uid)


def test_organisations_have_numbers_too(office: Office):
    keys = []
    with office.write("save") as write:
        keys = [create(write, "organisation", {"title_en": title}) for title in ("Radio", "Theatre")]
        numbers = [write.folded(key.uid) for key in keys]
        write.append(setting(keys[1], numbers[1], {"ref": numbers[0].values["ref"]}))
    with office.read() as reading:
        (shared,) = shared_numbers(reading)
        assert [one.title for one in shared.records] == ["Radio", "Theatre"]
    with office.write("renumber") as write:
        renumber(write, keys[0].uid)
    with office.read() as reading:
        assert shared_numbers(reading) == []
