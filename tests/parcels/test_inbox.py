"""The inbox folder: what lies in it and has not been taken in, whatever the files are called."""

from collections.abc import Callable
from pathlib import Path

from db.parcels import receive_parcels, waiting_in
from db.store import Office
from tests.builders import town_hall
from tests.parcels.helpers import send
from tests.trackers.sheets import workbook

Make = Callable[..., Office]


def waiting(office: Office, folder: Path, *known: str) -> list[str]:
    with office.read() as reading:
        return [one.path.name for one in waiting_in(reading, office.attachments, folder, known)]


def test_what_was_taken_in_or_set_aside_waits_no_more(make_office: Make, tmp_path: Path):
    hq, office, other = make_office("HQ", "hq"), make_office("MIT"), make_office("PEJ")
    folder = tmp_path / "inbox"
    assert waiting(hq, folder) == []
    folder.mkdir()
    assert waiting(hq, folder) == []
    for one in (office, other):
        town_hall(one)
    first, second = send(office, "HQ", folder), send(other, "HQ", folder)
    assert waiting(hq, folder) == [first.name, second.name]
    receive_parcels(hq, [first])
    assert waiting(hq, folder) == [second.name]
    hq.set_setting("strict", "yes")
    receive_parcels(hq, [second])
    assert waiting(hq, folder) == [], "what lies aside is on the Laptops page"
    first.rename(folder / "the same under another name.xlsx")
    town_hall(office, title_en="More")
    third = send(office, "HQ", folder)
    assert waiting(hq, folder) == [third.name]


def test_what_a_person_saw_to_be_no_parcel_waits_no_more(make_office: Make, tmp_path: Path):
    hq, folder = make_office("HQ", "hq"), tmp_path / "inbox"
    folder.mkdir()
    workbook(folder / "a list.xlsx", "| A | B |\n|---|---|\n| 1 | 2 |")
    (folder / "~$a list.xlsx").write_bytes(b"owner")
    (folder / "letter.docx").write_bytes(b"not a workbook")
    with hq.read() as reading:
        (one,) = waiting_in(reading, hq.attachments, folder)
    assert waiting(hq, folder, one.sha256) == []
