"""One office and its parcel for all faults of a workbook: a test changes a copy and looks what becomes of it."""

import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.parcels import Received, export_parcel, receive_parcels
from db.records import create
from db.revisions import RecordKey
from db.store import Office
from tests.builders import counts, project, town_hall
from tests.conftest import CHEAP, PASSPHRASE
from tests.parcels.helpers import column

HALLS = 12


@dataclass(frozen=True)
class Bench:
    """A parcel of `office` to `hq`, and the ways in which people change it. Nothing is ever kept at `hq`."""

    office: Office
    hq: Office
    file: Path
    halls: tuple[RecordKey, ...]
    folder: Path

    def look(self, file: Path) -> Received:
        """Return what would become of a file; every row has its one state."""
        (got,) = receive_parcels(self.hq, [file], dry_run=True)
        assert got.read == got.new + got.updated + got.same + got.conflict + got.proposal + got.problem
        return got

    def edited(self, change: Callable, sheet: str = "Town halls") -> Received:
        """Change a sheet by hand and return what would become of it."""
        return self.look(self.edit(change, sheet))

    def edit(self, change: Callable, sheet: str = "Town halls", file: Path | None = None) -> Path:
        """Return a copy in which a sheet was changed by hand."""
        book = load_workbook(file or self.file)
        change(book[sheet])
        target = self.folder / f"edited-{len(list(self.folder.iterdir()))}.xlsx"
        book.save(target)
        return target

    def written(self, tag: str, value: object, row: int = 4) -> Received:
        """Write one value into a cell of the sheet of town halls."""

        def change(page):
            page.cell(row, column(page, tag)).value = value

        return self.edited(change)

    def operated(self, parts: Mapping[str, Callable[[bytes], bytes]]) -> Path:
        """Return a copy of which some parts were changed as raw XML."""
        target = self.folder / f"operated-{len(list(self.folder.iterdir()))}.xlsx"
        with zipfile.ZipFile(self.file) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, parts[name](old.read(name)) if name in parts else old.read(name))
        return target


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("bench")
    made = []
    for code, role in (("MIT", "field"), ("HQ", "hq")):
        office, _ = Office.create(
            folder / code,
            mission="kosovo",
            office=code,
            role=role,
            officer=f"{code} Officer",
            passphrase=PASSPHRASE,
            cost=CHEAP,
        )
        made.append(office)
    office, hq = made
    halls = tuple(
        town_hall(
            office,
            title_en=f"Town hall {number}",
            venue=f"hall {number}",
            partner=f"partner {number}",
            planned_start=f"2026-03-{number + 1:02d}",
            total=100 + number,
            status="draft" if number % 2 else "planned",
            tallies=counts(women=number, men=1),
        )
        for number in range(HALLS)
    )
    owner = project(office, title_en="Clean river", approved_amount="25000.00")
    with office.write("save") as write:
        create(write, "visit", {"project": owner.uid, "number": 1, "day": "2026-04-01"})
    (folder / "out").mkdir()
    yield Bench(office, hq, export_parcel(office, "HQ", folder / "out").file, halls, folder)
    for office in made:
        office.close()


@pytest.fixture
def bench(offices: Bench, tmp_path: Path) -> Bench:
    file = Path(shutil.copy(offices.file, tmp_path / "parcel.xlsx"))
    return Bench(offices.office, offices.hq, file, offices.halls, tmp_path)
