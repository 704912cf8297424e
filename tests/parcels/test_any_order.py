"""Six parcels of three offices in all their 720 orders, one of them twice, one renamed, one saved by LibreOffice."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.parcels import receive_parcels
from db.parcels.reader import Parcel, read_parcel
from db.parcels.receiving import _Opened, _take_in
from db.records import delete, dump
from db.store import Office, verify
from db.store.may_change import guard
from db.store.office import Gesture, new_uid
from db.store.roles import DESK
from tests.builders import counts, dumped, town_hall
from tests.conftest import offices_under
from tests.parcels.helpers import change_at, send
from tests.parcels.resaving import PROGRAM, resave

Make = Callable[..., Office]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two parcels of each of three offices that have seen one another's records and disagree about them."""
    folder = tmp_path_factory.mktemp("files")
    with offices_under(folder) as make:
        return parcels_of(make, folder)


def parcels_of(make_office: Make, tmp_path: Path) -> list[Path]:
    first, second, third = make_office("MIT"), make_office("MIT", laptop="B"), make_office("PRZ")
    keys = [town_hall(first, venue=f"hall {n}", tallies=counts(women=n + 1)) for n in range(4)]
    receive_parcels(second, [send(first, "MIT", tmp_path)])
    stick = tmp_path / "stick"
    stick.mkdir()
    away = town_hall(third, venue="far away")
    made = [send(one, "HQ", stick) for one in (first, second, third)]
    change_at(first, keys[0].uid, venue="school")
    change_at(second, keys[0].uid, venue="square")
    change_at(second, keys[1].uid, partner="media house")
    change_at(first, keys[1].uid, total=80)
    with first.write("delete") as write:
        delete(write, keys[2].uid)
    change_at(second, keys[2].uid, settlement="Upper village")
    with second.write("delete") as write:
        delete(write, keys[3].uid)
    change_at(third, away.uid, total=9)
    made += [send(one, "HQ", stick) for one in (first, second, third)]
    renamed = made[1].rename(made[1].with_name("parcel of Tuesday.xlsx"))
    return [made[0], renamed, *made[2:5], saved_again(made[5], tmp_path)]


def saved_again(file: Path, folder: Path) -> Path:
    """Save a file by LibreOffice; where it is not on this machine, by another library."""
    if PROGRAM is not None:
        return resave(folder, "xlsx", file)[0]
    print("LibreOffice is not on this machine: the file was saved again by openpyxl")
    (folder / "saved").mkdir()
    load_workbook(file).save(folder / "saved" / file.name)
    return folder / "saved" / file.name


@pytest.mark.timeout(400)
def test_all_orders_give_the_same_bytes(files: list[Path], make_office: Make):
    """Orders that begin alike share their beginning: each step is a savepoint that the next branch goes back to."""
    hq = make_office("HQ", "hq")
    parcels = [read_parcel(file) for file in files]
    dumps: list[str] = []

    def go_on(connection, rest: tuple[Parcel, ...]) -> None:
        if not rest:
            take(connection, parcels[len(dumps) % 6])
            dumps.append(dump(gesture(connection)))
        for parcel in rest:
            with connection.begin_nested() as savepoint:
                take(connection, parcel)
                go_on(connection, tuple(one for one in rest if one is not parcel))
                savepoint.rollback()

    def take(connection, parcel: Parcel) -> None:
        write = gesture(connection)
        got = _take_in(write, _Opened(parcel.path, parcel))
        write.finish()
        assert got.read == got.new + got.updated + got.same + got.conflict

    def gesture(connection) -> Gesture:
        names = {"author": hq.author, "role": DESK, "at": hq.clock(), "kind": "receive", "reason": ""}
        return Gesture(connection, hq.identity, hq.mission, **names, gesture=new_uid(), words=hq._words, guard=guard)

    with hq.write("receive", dry_run=True) as write:
        go_on(write.connection, tuple(parcels))
    assert len(dumps) == 720 and len(set(dumps)) == 1
    assert dumps[0].count('"type":"town_hall"') == 4 and '"venue":["school","square"]' in dumps[0]


def test_a_few_orders_through_the_whole_program(files: list[Path], make_office: Make):
    expected: set[str] = set()
    for order in itertools.islice(itertools.permutations(range(6)), 0, 720, 180):
        hq = make_office("HQ", "hq")
        for place in (*order, *order[::-1]):
            receive_parcels(hq, [files[place]])
        assert verify(hq).problems == ()
        expected.add(dumped(hq))
    assert len(expected) == 1
