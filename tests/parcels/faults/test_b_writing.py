"""Faults B: writing a parcel, and what a workbook cannot hold.

B8 (too much for one file) and B12 (nothing new) are in `tests/parcels/test_sending.py`. B2 and B3 have a part that only
Windows, a FAT32 stick and a running Excel can show: `tests/workbooks/MANUAL.md`.
"""

import errno
import math
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.catalogue import Refused
from db.catalogue.kinds import COUNT, DATE, MONEY, NOTE
from db.errors import KnownError
from db.parcels import cells, export_parcel, ledger, receive_parcels
from db.parcels.payload import Damaged, read_revision, revision_lines
from db.parcels.reader import read_parcel
from db.records import create, list_uids
from db.store import Office, verify
from db.workbooks import read_book
from tests.builders import dumped, town_hall
from tests.conftest import PASSPHRASE
from tests.parcels.helpers import column, send, states
from tests.parcels.nasty import write_raw

Make = Callable[..., Office]
ROOT = Path(__file__).parents[3]
LONGEST = 4096  # characters of a path; Windows stops at 260
# The step, where in the program it is, whether before or after it, and whether a file is there afterwards.
STEPS = {
    "before the workbook is made": ("db.parcels.writer.write_workbook", "before", False),
    "made, not written": ("db.parcels.writer.write_workbook", "after", False),
    "written aside": ("db.parcels.packing.read_back", "before", False),
    "read back": ("db.parcels.packing.read_back", "after", False),
    "before the rename": ("os.replace", "before", False),
    "after the rename": ("os.replace", "after", True),
    "before it is noted": ("db.parcels.sending.note_sent", "before", True),
    "noted, not committed": ("db.parcels.sending.note_sent", "after", True),
}
SCRIPT = """
import importlib, os, sys
from pathlib import Path

home, folder, passphrase, where, when = sys.argv[1:]
from db.parcels import sending
from db.store import Office

office = Office.open(Path(home), passphrase)
path, name = where.rsplit(".", 1)
holder = importlib.import_module(path)
original = getattr(holder, name)

def fatal(*args, **named):
    if when == "after":
        original(*args, **named)
    os._exit(137)  # as kill -9: nothing is closed, nothing is flushed

setattr(holder, name, fatal)
sending.export_parcel(office, "HQ", Path(folder))
"""


@pytest.mark.parametrize("step", STEPS)
def test_b01_killed_while_a_parcel_is_written(make_office: Make, tmp_path: Path, step: str):
    """Afterwards there is no file or a whole one, and a number that was used is never used again."""
    where, when, there = STEPS[step]
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    stick, home = tmp_path / "stick", office.paths.home
    stick.mkdir()
    office.close(note=False)
    command = [sys.executable, "-c", SCRIPT, str(home), str(stick), PASSPHRASE, where, when]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 137, done.stderr
    files = list(stick.glob("*.xlsx"))
    assert len(files) == int(there)
    for file in files:
        assert receive_parcels(hq, [file])[0].new == 1
    office = Office.open(home, PASSPHRASE)
    again = export_parcel(office, "HQ", stick)
    assert again.file not in files
    (got,) = receive_parcels(hq, [again.file])
    assert (got.new, got.same) == ((0, 1) if there else (1, 0)) and dumped(hq) == dumped(office)
    serials = {read_parcel(file).manifest.serial for file in stick.glob("[!.]*.xlsx")}
    assert len(serials) == len(list(stick.glob("[!.]*.xlsx")))
    assert verify(office).problems == ()
    office.close()


def test_b02_a_file_of_that_name_is_never_replaced(make_office: Make, tmp_path: Path):
    """It may be open in Excel, or be the only copy of what somebody changed in it."""
    office = make_office("MIT")
    town_hall(office)
    first = export_parcel(office, "HQ", tmp_path)
    other = first.file.with_name(first.file.name.replace("S001", "S002"))
    other.write_text("mine")
    assert export_parcel(office, "HQ", tmp_path).file == other.with_name(f"{other.stem}-2.xlsx")
    assert other.read_text() == "mine"


def test_b02_a_path_that_cannot_be_written_is_a_sentence_and_books_nothing(make_office: Make, tmp_path: Path):
    office = make_office("MIT")
    town_hall(office)
    deep = tmp_path
    while (room := LONGEST - 40 - len(str(deep))) > 1:
        deep = deep / ("d" * min(room - 1, 200))
    deep.mkdir(parents=True)
    with pytest.raises(KnownError, match="Cannot write"):
        export_parcel(office, "HQ", deep)
    with office.read() as reading:
        assert ledger(reading) == []
    assert export_parcel(office, "HQ", tmp_path).serial == 1


NO_FOLDER = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody call a folder so")


@pytest.mark.parametrize(
    "name",
    ["Милица Јовановић", "صباح الخير", "Zyra e Përgjithshme", "a'b & c %20", pytest.param("CON", marks=NO_FOLDER)],
)
def test_b02_folders_in_any_script(make_office: Make, tmp_path: Path, name: str):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    folder = tmp_path / name
    folder.mkdir()
    assert states(receive_parcels(hq, [send(office, "HQ", folder)])[0]) == {"read": 1, "new": 1}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.ENOENT])
@pytest.mark.parametrize("where", ["pathlib.Path.write_bytes", "os.fsync", "os.replace"])
def test_b03_a_stick_that_is_full_locked_or_pulled_out(
    make_office: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, where: str
):
    office = make_office("MIT")
    town_hall(office)
    stick = tmp_path / "stick"
    stick.mkdir()

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "no more")

    with monkeypatch.context() as broken:
        broken.setattr(where, fail)
        with pytest.raises(KnownError) as error:
            export_parcel(office, "HQ", stick)
    assert error.value.code == ("disk-full" if number == errno.ENOSPC else "cannot-write")
    assert list(stick.iterdir()) == []
    with office.read() as reading:
        assert ledger(reading) == []
    assert export_parcel(office, "HQ", stick).serial == 1


def test_b03_what_cannot_be_read_back_was_not_safely_written(
    make_office: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A stick may take everything and keep something else."""
    office = make_office("MIT")
    town_hall(office)
    write = Path.write_bytes

    def lie(path: Path, data: bytes) -> int:
        return write(path, data[: len(data) // 2] + bytes(len(data) - len(data) // 2))

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", lie)
        with pytest.raises(KnownError):
            export_parcel(office, "HQ", tmp_path)
    assert not list(tmp_path.glob("*.xlsx*"))
    with office.read() as reading:
        assert ledger(reading) == []


@pytest.mark.parametrize("length", [32_766, 32_767, 32_768, 100_000])
def test_b04_text_longer_than_a_cell_travels_whole(make_office: Make, tmp_path: Path, length: int):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key, text = town_hall(office), "ab" * (length // 2) + "c" * (length % 2)
    write_raw(office, key, "description", text)
    file = send(office, "HQ", tmp_path)
    page = load_workbook(file)["Town halls"]
    cell = page.cell(3, column(page, "#description")).value
    assert cell == text if length <= cells.CELL_LIMIT else cell.endswith(cells.CUT) and len(cell) == cells.CELL_LIMIT
    (got,) = receive_parcels(hq, [file])
    assert states(got) == {"read": 1, "new": 1} and dumped(hq) == dumped(office) and text in dumped(hq)


BAD = ["a\x00b", "a\x07b", "a\x1bb", "a\ufffeb", "a\uffffb"]
HALF = "a\ud800b"


def test_b05_characters_that_no_workbook_holds(make_office: Make, tmp_path: Path):
    """A form refuses them; what another program sent all the same is shown with a mark and travels whole."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for text in (*BAD, HALF):
        with pytest.raises(KnownError, match="cannot be printed"):
            town_hall(office, description=text)
    assert "\ud800" not in cells.shown_text(HALF)  # half a character cannot be stored either
    for text in BAD:
        write_raw(office, town_hall(office), "description", text)
    (got,) = receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert states(got) == {"read": len(BAD), "new": len(BAD)}
    assert dumped(hq) == dumped(office)


def test_b05_no_character_stops_the_writer():
    for start in range(0, 0x11_0000, 0x1000):
        text = "".join(map(chr, range(start, start + 0x1000)))
        shown = cells.shown(NOTE, text)
        str(shown).encode()
        assert cells.same(NOTE, shown, shown)


LIKE_MORE = ["=1+1", "=cmd|'/c calc'!A1", "+49 30", "-5 °C", "@name", "\tled", "#N/A", "00123", "1E5", "1/2", "TRUE"]


def test_b06_b07_text_that_looks_like_more_stays_text(make_office: Make, tmp_path: Path):
    """Saved again by LibreOffice they are in `tests/parcels/test_untouched.py`."""
    texts = [*LIKE_MORE, "_x0041_", "_x005F_", "_x0041_x0042_", "a_x000D_b"]
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for text in texts:
        town_hall(office, title_en=f"x{text}", venue=text)
    file = send(office, "HQ", tmp_path)
    page = load_workbook(file)["Town halls"]
    place = column(page, "#loc+venue+name")
    assert {page.cell(row, place).data_type for row in range(3, 3 + len(texts))} == {"s"}
    read = [value for sheet in read_book(file).sheets for row in sheet.rows for value in row.cells.values()]
    assert [text for text in texts if text.strip() not in read] == []
    (got,) = receive_parcels(hq, [file])
    assert (got.new, got.proposals, got.problems, got.notices) == (len(texts), (), (), ())
    assert dumped(hq) == dumped(office)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1899-12-31", "1899-12-31"),
        ("1900-02-28", "1900-02-28"),
        ("1900-03-01", None),
        ("9999-12-31", None),
        ("1900-02-29", "1900-02-29"),  # a day that never was, from another program
        ("2026-03-12T23:59:59+02:00", "2026-03-12T23:59:59+02:00"),
    ],
)
def test_b09_days_that_a_workbook_counts_wrongly_are_text(value: str, shown: str | None):
    found = cells.shown(DATE, value)
    assert found == shown if shown else str(found) == value
    assert cells.same(DATE, found, found)


def test_b09_a_moment_with_its_zone_travels_whole(make_office: Make, tmp_path: Path):
    """Days are days here, so no zone can move one; a moment is text with its zone, to the minute."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for day in ("1899-12-31", "9999-12-31"):
        town_hall(office, planned_start=day)
    with office.write("save") as write:
        create(write, "project", {"title_en": "Late", "received_at": "2022-03-27 23:59 CEST"})
    (got,) = receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert (got.proposal, got.problem) == (0, 0) and "2022-03-27T23:59+02:00" in dumped(hq)
    assert dumped(hq) == dumped(office)


@pytest.mark.parametrize("raw", [math.nan, math.inf, -math.inf, 10**16, "NaN", "Infinity", "1e400", Decimal("NaN")])
def test_b10_numbers_that_are_none_or_not_exact_never_enter(make_office: Make, raw: object):
    for kind in (COUNT, MONEY):
        with pytest.raises(Refused):
            kind.parse(raw, None)


def test_b10_zero_has_no_sign_and_a_payload_no_fractions(make_office: Make):
    assert MONEY.parse(-0.0, None) == "0.00" and COUNT.parse("-0", None) == 0
    office = make_office("MIT")
    key = town_hall(office, total=41)
    with office.read() as reading:
        (line,) = revision_lines(reading.revisions(key.uid))
    for wrong in ("41.5", "NaN", "Infinity", "12345678901234567890", "-0.0"):
        with pytest.raises(Damaged):
            read_revision(line.replace(":41", f":{wrong}"))


def test_b11_a_clock_that_jumps_changes_no_name_into_another(
    make_office: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    files = []
    for moment in ("2026-10-25T02:59:59Z", "2024-10-25T02:00:00Z", "2026-10-25T02:59:59Z", "2099-01-01T00:00:00Z"):
        monkeypatch.setattr(office, "clock", lambda moment=moment: moment)
        town_hall(office, title_en=moment)
        files.append(send(office, "HQ", tmp_path))
    assert len({file.name for file in files}) == 4
    receive_parcels(hq, files[::-1])
    assert dumped(hq) == dumped(office)
    with hq.read() as reading:
        assert len(list_uids(reading, "town_hall")) == 4
