"""A day at the desk: a pile of paper by keyboard, and a crash in the middle of a form."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.records import list_rows, list_uids
from db.store import Office
from desktop.forms.session import KEEP_AFTER, State
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
        start.edited.emit()
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


def test_what_was_being_typed_in_a_crash_is_offered_back(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot, monkeypatch
) -> None:
    window = open_window(office)
    page = window.register
    assert page is not None
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    write(page.form.sheet.boxes["title_en"].editor.inner, "Half a record")
    page.form.session._keep_soon.setInterval(1)
    page.form.session._edited()
    qtbot.waitUntil(lambda: bool(page.drafts.uids))
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    assert KEEP_AFTER <= 2000
    monkeypatch.setattr(page.form.session, "leave", lambda: None)  # a crash asks nobody
    monkeypatch.setattr(page.form.session, "settle", lambda: None)
    again = open_window(office)  # what the next start sees
    there = again.register
    assert there is not None
    qtbot.waitUntil(lambda: again.context.tasks.idle)
    assert there._draft_bar.isVisible()
    there.new()
    assert there.form.sheet.boxes["title_en"].editor.text() == "Half a record"
    assert there.form.session.state is State.DIRTY
    there.form.throw_away()
    qtbot.waitUntil(lambda: again.context.tasks.idle)
