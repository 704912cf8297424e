"""A day at the desk: a pile of paper by keyboard, and a new record that was begun the day before."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.records import drafts, keep_draft, list_rows, list_uids
from db.store import Office
from desktop.forms.session import State
from desktop.window.main_window import MainWindow
from tests.desktop.keys import write

CTRL = Qt.KeyboardModifier.ControlModifier


def test_twelve_records_are_entered_without_the_mouse(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(office)
    page = window.register
    assert page is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    for number in range(12):
        qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
        focus = QApplication.focusWidget()
        assert focus is page.form.sheet.boxes["title_en"].editor.inner, "the cursor is where one begins"
        write(focus, f"Paper {number}")
        qtbot.keyClick(page.form.sheet, Qt.Key.Key_PageDown, CTRL)
        start = page.form.sheet.boxes["planned_start"].editor
        assert QApplication.focusWidget() is start.inner, "the section When begins with it"
        write(start.inner, "12 Mar")
        assert "12 March" in page.form.sheet.boxes["planned_start"].note, "what was understood is shown"
        qtbot.keyClick(page.form.sheet, Qt.Key.Key_PageDown, CTRL)
        write(QApplication.focusWidget(), "Звечан")
        qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
        qtbot.waitUntil(lambda: page.form.session.state is State.CLEAN and page.form.session.key is not None)
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    with office.read() as reading:
        rows = list_rows(reading, list_uids(reading, "town_hall"))
    assert len(rows) == 12 and {row.municipality for row in rows} == {"XK29"}
    assert {row.date[4:] for row in rows} == {"-03-12"}


def test_a_new_record_that_was_begun_is_offered_back_at_the_next_start(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
) -> None:
    with office.write("draft") as writing:  # what a kill leaves: see test_live_killed
        keep_draft(writing, "town_hall", "", {"title_en": "Half a record"})
    window = open_window(office)
    page = window.register
    assert page is not None and page._draft_bar.isVisible()
    go_on = page._draft_bar.findChild(QPushButton)
    go_on.setFocus()
    qtbot.keyClick(go_on, Qt.Key.Key_Space)
    assert page.form.sheet.boxes["title_en"].editor.text() == "Half a record"
    assert window.status.state.text() == "Not saved yet"
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.form.session.state is State.CLEAN and page.form.session.key is not None)
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    with office.read() as reading:
        assert [row.title for row in list_rows(reading, list_uids(reading, "town_hall"))] == ["Half a record"]
        assert drafts(reading, "town_hall") == {}
