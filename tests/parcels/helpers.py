"""What the tests of parcels share."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from db.parcels import export_parcel
from db.records import conflicts, update
from db.store import Office
from db.store.keys import read_keys, wrap, write_keys
from tests.conftest import CHEAP


def states(result) -> dict[str, int]:
    names = ("read", "new", "updated", "same", "conflict", "proposal", "problem")
    return {name: n for name in names if (n := getattr(result, name))}


def send(office: Office, peer: str, folder: Path) -> Path:
    return export_parcel(office, peer, folder).file


def edit(file: Path, sheet: str, change: Callable) -> Path:
    """Change a workbook by hand, as a colleague would."""
    book = load_workbook(file)
    change(book[sheet])
    edited = file.with_name(f"edited-{file.name}")
    book.save(edited)
    return edited


def column(page, tag: str) -> int:
    return next(cell.column for cell in page[2] if cell.value == tag)


def change_at(office: Office, uid: str, **values: object) -> None:
    """Change a record at one office, with a reason: it may be approved."""
    with office.write("save", "Counted again") as write:
        update(write, uid, values)


def open_conflicts(office: Office) -> list[str]:
    """Return the fields in conflict at one office."""
    with office.read() as reading:
        return [c.field for c in conflicts(reading)]


def in_the_hands_of(office: Office, officer: str, passphrase: str) -> Office:
    """Close an office and open it as another officer does on the same machine, with a passphrase of their own."""
    home, key = office.paths.home, office.key
    office.close()
    wraps = read_keys(office.paths.keys)
    write_keys(office.paths.keys, [*wraps, wrap(key, passphrase, "officer", officer, CHEAP)])
    return Office.open(home, passphrase)
