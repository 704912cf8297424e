"""Laptops: codes compared over the phone, a stolen one, and the parcels that lie aside."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.parcels import asides, export_parcel, laptops, receive_parcels
from db.store import Office
from desktop.bus import EVERYTHING
from desktop.laptops.page import LaptopsPage
from desktop.window.main_window import MainWindow
from tests.builders import dumped, town_hall
from tests.desktop.exchanges import own_code_of, stolen
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.parcels.helpers import send

Make = Callable[..., Office]


@pytest.fixture
def shown(open_window: Callable[[Office], MainWindow], qtbot: QtBot) -> Callable[[Office], LaptopsPage]:
    """A function that opens the page over an office."""

    def show(office: Office) -> LaptopsPage:
        window = open_window(office)
        window.go_to("laptops")
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        page = window.pages["laptops"]
        assert isinstance(page, LaptopsPage)
        return page

    return show


def states(office: Office) -> dict[str, str]:
    with office.read() as reading:
        return {one.name: one.state for one in laptops(reading)}


def rows(page: LaptopsPage) -> list[tuple[object, ...]]:
    return [tuple(row) for row in page.table.plain.rows]


def test_an_office_that_met_nobody_shows_its_own_code(shown, office: Office, qtbot: QtBot) -> None:
    page = shown(office)
    assert page.own.code.text().replace("\n", "") == own_code_of(office)
    assert page.empty.isVisible() and page.table.isHidden()
    assert "No parcel lies aside" in page.asides.words.text()
    page.own.copy.click()
    assert QApplication.clipboard().text() == own_code_of(office)


def test_a_code_is_compared_and_a_wrong_one_is_explained(
    shown, make_office: Make, tmp_path: Path, notices: RecordingNotices, qtbot: QtBot
) -> None:
    hq, office = make_office("HQ", "hq"), make_office("MIT")
    town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    page = shown(hq)
    assert rows(page) == [("MIT-A", "Mitrovica field office", "Seen, code not compared")]
    assert "Call Mitrovica field office" in page.words.text()
    page.compare.click()
    (dialog,) = notices.dialogs
    qtbot.waitUntil(dialog.code.hasFocus)
    write(dialog.code, "2222-2222-2222-2222")
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "not the code of" in dialog.problem.text()
    assert states(hq)["MIT-A"] == "seen"
    write(dialog.code, own_code_of(office).lower().replace("-", " "))
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    qtbot.waitUntil(lambda: rows(page)[0][2] == "Code compared")
    assert "HQ Officer compared its code" in page.words.text()
    assert not page.compare.isEnabled()


def test_a_strict_office_waits_for_the_code_and_then_looks_again(
    shown, make_office: Make, tmp_path: Path, notices: RecordingNotices, qtbot: QtBot
) -> None:
    hq, office = make_office("HQ", "hq"), make_office("MIT")
    page = shown(hq)
    qtbot.mouseClick(page.own.strict, Qt.MouseButton.LeftButton, pos=page.own.strict.rect().center() * 0.2)
    qtbot.waitUntil(lambda: hq.settings().get("strict") == "yes")
    town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    page.window().context.bus.changed.emit(EVERYTHING)
    qtbot.waitUntil(lambda: len(page.asides.table.plain.rows) == 1)
    assert rows(page)[0][2] == "Waits for its code"
    assert page.asides.table.plain.rows[0][3] == "Code not compared yet"
    qtbot.waitUntil(lambda: page.window().navigation.entries["laptops"].number.text() == "1")
    page.asides.look.click()
    qtbot.waitUntil(lambda: "still lie aside" in "".join(notices.messages))
    page.compare.click()
    write(notices.dialogs[0].code, own_code_of(office))
    notices.dialogs[0].go.click()
    qtbot.waitUntil(lambda: "Look again" in notices.messages[-1])
    page.asides.look.click()
    qtbot.waitUntil(lambda: page.asides.table.isHidden())
    assert dumped(hq) == dumped(office)
    assert "Parcels taken in: 1 (1 new)" in notices.messages
    qtbot.waitUntil(lambda: page.window().navigation.entries["laptops"].number.text() == "")


def test_a_stolen_laptop_from_the_report_to_taking_its_parcel_in_all_the_same(
    shown, make_office: Make, tmp_path: Path, notices: RecordingNotices, qtbot: QtBot
) -> None:
    hq, files = stolen(make_office, tmp_path)
    page = shown(hq)
    page.table.selectRow([row[0] for row in rows(page)].index("MIT-B"))
    page.report.click()
    (dialog,) = notices.dialogs
    assert dialog.day.text() == hq.clock()[:10]
    write(dialog.day.line, "31/2/2026")
    dialog.go.click()
    assert "does not exist" in dialog.problem.text()
    write(dialog.day.line, "9/5/2026")
    write(dialog.why, "taken from a car")
    dialog.go.click()
    qtbot.waitUntil(lambda: states(hq)["MIT-B"] == "revoked")
    qtbot.waitUntil(lambda: "Reported lost, from 9 May 2026 on" in [row[2] for row in rows(page)])
    assert "taken from a car" in page.words.text()
    assert [got.aside for got in receive_parcels(hq, files)] == ["", "revoked"]
    page.window().context.bus.changed.emit(EVERYTHING)
    qtbot.waitUntil(lambda: len(page.asides.table.plain.rows) == 1)
    assert "MIT-B was reported lost" in page.asides.words.text()
    page.asides.take.click()
    asked = notices.dialogs[-1]
    asked.go.click()
    assert "Say why" in asked.problem.text()
    write(asked.why, "the officer had it with him after all")
    qtbot.keyClick(asked.why, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.asides.table.isHidden())
    assert "Written by a thief" in dumped(hq)
    with hq.read() as reading:
        assert asides(reading) == []
    qtbot.waitUntil(lambda: page.window().context.tasks.idle)


def test_a_parcel_behind_a_password_asks_for_it_when_it_is_looked_at_again(
    shown, make_office: Make, tmp_path: Path, notices: RecordingNotices, qtbot: QtBot
) -> None:
    hq, office = make_office("HQ", "hq"), make_office("MIT")
    hq.set_setting("strict", "yes")
    town_hall(office)
    file = export_parcel(office, "HQ", tmp_path, password="river lantern").file
    receive_parcels(hq, [file], passwords=("river lantern",))
    page = shown(hq)
    assert len(page.asides.table.plain.rows) == 1
    page.asides.take.click()
    notices.answers = ["wrong", "river lantern"]
    write(notices.dialogs[-1].why, "they confirmed it by phone")
    notices.dialogs[-1].go.click()
    qtbot.waitUntil(lambda: page.asides.table.isHidden())
    assert len(notices.questions) == 2 and "does not open" in notices.questions[1]
    assert dumped(hq) == dumped(office)
    qtbot.waitUntil(lambda: page.window().context.tasks.idle)


def test_what_a_laptop_held_is_printed_in_counts(
    shown, make_office: Make, tmp_path: Path, notices: RecordingNotices, qtbot: QtBot
) -> None:
    hq, _ = stolen(make_office, tmp_path)
    page = shown(hq)
    page.table.selectRow([row[0] for row in rows(page)].index("MIT-B"))
    page.sheet.click()
    (preview,) = notices.dialogs
    qtbot.waitUntil(preview.print.isEnabled)
    assert preview.windowTitle() == "Lost laptop MIT-B"
    notices.files = [tmp_path / "lost.pdf"]
    preview.save.click()
    qtbot.waitUntil(lambda: "Saved" in preview.state.text())
    text = PdfReader(tmp_path / "lost.pdf").pages[0].extract_text()
    assert "Lost laptop MIT-B" in text and "Safe road" not in text
    preview.reject()
