"""Who did what to one record while nobody heard of anybody: office, headquarters, a hand in the workbook."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.parcels import receive_parcels
from db.records import delete
from db.store import Office, verify
from tests.builders import dumped, town_hall
from tests.conftest import PASSPHRASE, offices_under
from tests.parcels.helpers import change_at, column, edit, open_conflicts, send

ACTIONS = ("add", "same", "other", "delete")
SIDES = (("office", "headquarters"), ("office", "hand"), ("headquarters", "hand"))


def act(office: Office, uid: str, action: str, who: str) -> None:
    """Do something at an office."""
    if action == "add":
        town_hall(office, venue=f"added by {who}")
    elif action == "delete":
        with office.write("delete") as write:
            delete(write, uid)
    else:
        change_at(office, uid, **{"venue" if action == "same" else _other(who): f"by {who}"})


def by_hand(file: Path, action: str) -> Path:
    """Do something in the workbook."""

    def change(page):
        if action == "add":
            page.cell(9, column(page, "#activity+name+i_en")).value = "Added by hand"
        elif action == "delete":
            page.cell(3, column(page, "#meta+change")).value = "Delete"
        else:
            tag = "#loc+venue+name" if action == "same" else "#loc+settlement+name"
            page.cell(3, column(page, tag)).value = "by hand"

    return edit(file, "Town halls", change)


def lines(office: Office) -> list[str]:
    return [line.rstrip(",") for line in dumped(office).splitlines()[1:-1] if line]


def _other(who: str) -> str:
    return {"office": "partner", "headquarters": "description"}[who]


def expected(first: str, second: str) -> tuple[list[str], int]:
    """Return the conflicts and the number of live records."""
    added = [first, second].count("add")
    if {first, second} == {"same"}:
        return ["venue"], 1
    if "delete" in (first, second):
        other = second if first == "delete" else first
        return ([], added) if other in ("delete", "add") else (["_life"], 1)
    return [], 1 + added


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], str, Path]:
    """The folders of an office and of headquarters that know of one town hall, its id, and the parcel that told it."""
    folder = tmp_path_factory.mktemp("begun")
    with offices_under(folder) as make:
        office, hq = make("MIT"), make("HQ", "hq")
        key = town_hall(office)
        file = send(office, "HQ", folder)
        receive_parcels(hq, [file])
        receive_parcels(office, [send(hq, "MIT", folder)])
        for one in (office, hq):
            one.close(note=False)  # what is copied from it is no copy
    return [office.paths.home, hq.paths.home], key.uid, file


@pytest.fixture
def pair(begun: tuple[list[Path], str, Path], tmp_path: Path) -> Iterator[list[Office]]:
    """Both of them, opened."""
    opened = [Office.open(Path(shutil.copytree(home, tmp_path / home.name)), PASSPHRASE) for home in begun[0]]
    yield opened
    for one in opened:
        one.close()


@pytest.mark.parametrize("sides", SIDES, ids="-".join)
@pytest.mark.parametrize(("first", "second"), list(itertools.product(ACTIONS, ACTIONS)))
def test_both_are_kept(
    begun: tuple[list[Path], str, Path],
    pair: list[Office],
    tmp_path: Path,
    sides: tuple[str, str],
    first: str,
    second: str,
):
    office, hq = pair
    _, uid, file = begun
    for side, action in zip(sides, (first, second), strict=True):
        if side != "hand":
            act({"office": office, "headquarters": hq}[side], uid, action, side)
        else:
            receive_parcels(hq, [by_hand(file, action)], accept_edits=True)
    for _ in range(2):
        receive_parcels(hq, [send(office, "HQ", tmp_path)])
        receive_parcels(office, [send(hq, "MIT", tmp_path)])
    conflicts, alive = expected(first, second)
    assert lines(office) == [line for line in lines(hq) if '"office":"HQ"' not in line]
    assert (open_conflicts(hq), dumped(hq).count('"type":"town_hall"')) == (conflicts, alive)
    if not conflicts and alive and "same" in (first, second):
        assert "by " in dumped(hq)
    for one in (office, hq):
        assert verify(one).problems == ()
