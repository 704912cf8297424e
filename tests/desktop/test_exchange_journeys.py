"""Whole ways through the window: a hand edit, a stolen laptop, a strict office; and what the frame tells meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.parcels import receive_parcels
from db.records import find, gestures, view
from db.store import Office
from desktop.window.main_window import MainWindow
from tests.builders import dumped, town_hall
from tests.desktop.exchanges import drop, edited_by_hand, own_code_of, said, stolen
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.parcels.helpers import send

Make = Callable[..., Office]
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A person at one window."""

    def __init__(self, window: MainWindow, notices: RecordingNotices, qtbot: QtBot) -> None:
        self.window, self.notices, self.qtbot = window, notices, qtbot

    def page(self, key: str):
        """Go to a page by its entry of the navigation."""
        self.window.navigation.entries[key].click()
        self.quiet()
        return self.window.pages[key]

    def receive(self, *files: Path) -> list[str]:
        """Drop parcels, look, take in; return what became of each."""
        card = self.page("exchange").receive
        drop(card, *files)
        self.qtbot.waitUntil(card.take.isVisible)
        self.quiet()
        card.take.click()
        self.qtbot.waitUntil(lambda: card.take.isHidden() and card.work.isHidden())
        self.quiet()
        return [str(row[1]) for row in card.table.plain.rows]

    def key(self, widget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key."""
        self.qtbot.keyClick(widget, key, modifier)
        self.quiet()

    def quiet(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: self.window.context.tasks.idle)

    def number(self, key: str) -> str:
        """Return the number beside a page in the navigation."""
        self.quiet()
        return self.window.navigation.entries[key].number.text()


@pytest.fixture
def desk(open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot):
    """A function that sits somebody down before an office."""

    def sit(office: Office) -> Desk:
        return Desk(open_window(office), notices, qtbot)

    return sit


def value(office: Office, uid: str, field: str) -> object:
    with office.read() as reading:
        return view(reading, find(reading, uid)).values[field]


def test_a_hand_edit_from_the_file_to_the_record_and_back(
    desk, office: Office, make_office: Make, tmp_path: Path
) -> None:
    key = town_hall(office, title_en="Language rights", venue="Hall", total=50, description="Words")
    hq = make_office("HQ", "hq")
    at = desk(hq)
    assert at.receive(edited_by_hand(office, tmp_path)) == ["Taken in"]
    assert (at.number("proposals"), value(hq, key.uid, "venue")) == ("3", "Hall")
    at.window.pages["exchange"].receive.to_edits.click()
    at.quiet()
    page = at.window.pages["proposals"]
    at.key(page.table, Qt.Key.Key_T)
    assert (at.number("proposals"), value(hq, key.uid, "venue")) == ("2", "Primary school")
    at.key(page.table, Qt.Key.Key_R)
    assert at.number("proposals") == "1"
    for expected in ("2", "3"):
        at.key(at.window, Qt.Key.Key_Z, CTRL)
        assert at.number("proposals") == expected
    assert value(hq, key.uid, "venue") == "Hall"
    names = [str(row[2]) for row in at.page("history").table.plain.rows]
    assert [name.partition(":")[0] for name in names] == [
        "Undo of hand edits taken",
        "Undo of hand edits refused",
        "Hand edits refused",
        "Hand edits taken",
        "Parcel received",
    ]
    with hq.read() as reading:
        assert [one.undone for one in gestures(reading)] == [False, False, True, True, False]


def test_a_stolen_laptop_from_the_report_to_taking_its_parcel_in_all_the_same(
    desk, make_office: Make, tmp_path: Path
) -> None:
    hq, files = stolen(make_office, tmp_path)
    at = desk(hq)
    page = at.page("laptops")
    page.table.selectRow([row[0] for row in page.table.plain.rows].index("MIT-B"))
    page.report.click()
    dialog = at.notices.dialogs[-1]
    write(dialog.day.line, "9/5/2026")
    write(dialog.why, "taken from a car")
    at.key(dialog.why, Qt.Key.Key_Return)
    assert at.receive(*files) == ["Taken in", "Set aside"]
    card = at.window.pages["exchange"].receive
    card.table.selectRow(1)
    at.qtbot.waitUntil(lambda: "MIT-B was reported lost" in said(card.details))
    assert at.number("laptops") == "1" and "Written by a thief" not in dumped(hq)
    card.details.laptops.click()
    at.quiet()
    page.asides.take.click()
    asked = at.notices.dialogs[-1]
    write(asked.why, "the officer had it with him after all")
    at.key(asked.why, Qt.Key.Key_Return)
    at.qtbot.waitUntil(lambda: "Written by a thief" in dumped(hq))
    at.qtbot.waitUntil(lambda: at.number("laptops") == "")
    assert at.number("town_hall") == "3"
    with hq.read() as reading:
        assert gestures(reading)[0].reason == "the officer had it with him after all"


def test_a_strict_office_compares_a_code_and_takes_in_what_waited(desk, make_office: Make, tmp_path: Path) -> None:
    hq, office = make_office("HQ", "hq"), make_office("MIT")
    town_hall(office)
    at = desk(hq)
    page = at.page("laptops")
    at.key(page.own.strict, Qt.Key.Key_Space)
    assert hq.settings()["strict"] == "yes"
    assert at.receive(send(office, "HQ", tmp_path)) == ["Set aside"]
    page = at.page("laptops")
    page.compare.click()
    write(at.notices.dialogs[-1].code, own_code_of(office))
    at.key(at.notices.dialogs[-1].code, Qt.Key.Key_Return)
    page.asides.look.click()
    at.qtbot.waitUntil(lambda: dumped(hq) == dumped(office))
    at.qtbot.waitUntil(lambda: at.number("laptops") == "")
    assert at.number("town_hall") == "1"


def test_the_status_line_knows_of_receipts(desk, office: Office, make_office: Make, tmp_path: Path) -> None:
    hq, back = make_office("HQ", "hq"), tmp_path / "back"
    back.mkdir()
    town_hall(office)
    at = desk(office)
    assert at.window.status.exchange.text() == "No parcel sent yet"
    card = at.page("exchange").send
    write(card.folder, str(tmp_path))
    for number in (1, 2):
        town_hall(office, title_en=f"Town hall {number}")
        card.write.click()
        at.qtbot.waitUntil(lambda number=number: f"S{number:03d}" in at.window.status.exchange.text())
        at.quiet()
        assert at.window.status.exchange.text().endswith("no receipt yet")
        receive_parcels(hq, sorted(tmp_path.glob("*.xlsx")))
        at.receive(send(hq, "MIT", back))
        at.qtbot.waitUntil(lambda: at.window.status.exchange.text().endswith("receipt received"))
        at.window.pages["exchange"].receive.forget.click()
