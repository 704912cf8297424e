"""A parcel's file that is byte for byte as it was written needs no look at its cells; any other is compared whole."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import KnownError
from db.parcels import receive_parcels
from db.parcels.reader import read_parcel
from db.store import Office
from tests.builders import town_hall
from tests.parcels.helpers import send

Make = Callable[..., Office]


def rewritten(file: Path, change: Callable[[str, bytes], bytes], twice: str = "") -> Path:
    """Write a workbook's parts again, some changed, one of them perhaps a second time."""
    target = file.with_name(f"again-{file.name}")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            made.writestr(name, change(name, source.read(name)))
        if twice:
            with pytest.warns(UserWarning, match="Duplicate name"):
                made.writestr(twice, source.read(twice))
    return target


@pytest.fixture
def file(make_office: Make, tmp_path: Path) -> Path:
    office = make_office("MIT")
    town_hall(office, venue="Old hall")
    return send(office, "HQ", tmp_path)


def test_what_nobody_changed_is_not_compared(file: Path):
    assert read_parcel(file).book is None
    assert read_parcel(rewritten(file, lambda _, data: data)).book is None


@pytest.mark.parametrize("end", ["sheet2.xml", "styles.xml", "workbook.xml", "core.xml"])
def test_any_other_byte_makes_every_cell_be_compared(file: Path, end: str):
    again = rewritten(file, lambda name, data: data + b" " if name.endswith(end) else data)
    assert read_parcel(again).book is not None


def test_a_part_that_is_there_twice_is_no_way_to_hide_another_one(file: Path):
    with pytest.raises(KnownError, match="as no program does it"):
        read_parcel(rewritten(file, lambda _, data: data, twice="xl/styles.xml"))


def test_a_cell_changed_in_the_bytes_alone_is_a_proposal(file: Path, make_office: Make):
    again = rewritten(file, lambda _, data: data.replace(b"Old hall", b"New hall"))
    (got,) = receive_parcels(make_office("HQ", "hq"), [again], dry_run=True)
    assert [proposal.after for proposal in got.proposals] != []
    assert (got.proposal, got.new) == (1, 0)
