"""US-14: nine days without network, two laptops, one headquarters."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from db.parcels import export_parcel, missing_serials, receive_parcels
from db.records import conflicts, create, delete, find, view
from db.store import Office, verify
from tests.builders import dumped
from tests.parcels.helpers import change_at, column, edit, states

Make = Callable[..., Office]


@pytest.fixture
def laptops(make_office: Make, tmp_path: Path) -> tuple[Office, Office, str]:
    """Two laptops of one office that both know one project."""
    first, second = make_office("MIT", laptop="A"), make_office("MIT", laptop="B")
    with first.write("save") as write:
        key = create(
            write,
            "project",
            {"title_en": "Shared school yard", "venue": "School", "approved_amount": "21500.00", "currency": "EUR"},
        )
    receive_parcels(second, [export_parcel(first, "MIT", tmp_path).file])
    return first, second, key.uid


def test_both_orders_twice_give_the_same_and_keep_every_value(
    laptops: tuple[Office, Office, str], make_office: Make, tmp_path: Path
):
    first, second, uid = laptops
    change_at(first, uid, venue="Yard of the lower school", partner="Parents' council")
    change_at(second, uid, venue="Yard of the upper school", settlement="Restelicë")
    with second.write("save") as write:
        draft = create(write, "project", {"title_en": "A draft that came to nothing"})
    with second.write("delete") as write:
        delete(write, draft.uid)
    export_parcel(first, "HQ", tmp_path)  # this one is lost on the way
    files = [export_parcel(laptop, "HQ", tmp_path).file for laptop in (first, second)]

    dumps = set()
    for order in itertools.permutations(files * 2):
        headquarters = make_office("HQ", "hq")
        for file in order:
            receive_parcels(headquarters, [file])
        dumps.add(dumped(headquarters))
    assert len(dumps) == 1

    with headquarters.read() as reading:
        merged = view(reading, find(reading, uid))
        (conflict,) = conflicts(reading)
        missing = missing_serials(reading)
    assert merged.values["partner"] == "Parents' council", "what only one changed is merged"
    assert merged.values["settlement"] == "Restelicë"
    assert conflict.field == "venue"
    assert {c.value for c in conflict.candidates} == {"Yard of the lower school", "Yard of the upper school"}
    assert {c.office for c in conflict.candidates} == {"MIT"}
    assert "came to nothing" not in dumped(headquarters), "a deleted draft stays deleted"
    assert missing == {"MIT-A": [1], "MIT-B": []}
    assert verify(headquarters).problems == ()


def test_a_cell_changed_by_hand_on_the_way_is_caught(
    laptops: tuple[Office, Office, str], make_office: Make, tmp_path: Path
):
    first, _, _ = laptops
    file = export_parcel(first, "HQ", tmp_path).file

    def richer(page):
        page.cell(3, column(page, "#value+approved")).value = 25000

    headquarters = make_office("HQ", "hq")
    (got,) = receive_parcels(headquarters, [edit(file, "Projects", richer)])
    assert states(got) == {"read": 1, "proposal": 1}
    assert dict(got.proposals[0].after) == {"approved_amount": "25000.00"}
    assert dumped(headquarters) == dumped(first), "the office's own figure stands until a person agrees"
