"""Nobody is there, or somebody locks: the office is closed, its key forgotten, and nothing that was typed is lost."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.records import create
from db.store import Office
from db.store.access import UNLOCK, access_log
from desktop import theme
from desktop.app import Program
from desktop.forms.session import State
from desktop.startup.idle import Idle
from desktop.startup.unlock import Unlock
from tests.conftest import PASSPHRASE
from tests.desktop.keys import write


@pytest.fixture
def program(home: Path, qtbot: QtBot, dressed: theme.Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program over an office with one town hall, opened."""
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(1))
    office = Office.open(home, PASSPHRASE)
    with office.write("save") as w:
        create(w, "town_hall", {"title_en": "Language rights", "venue": "School"})
    office.close()
    made = Program(home, PASSPHRASE)
    made.begin()
    qtbot.waitUntil(lambda: made.window is not None and made.tasks.idle)
    yield made
    if made.window is not None:
        window = made.window
        window.close()
        qtbot.waitUntil(lambda: bool(ended))
        window.deleteLater()
    elif made.start is not None:
        made.start.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def lock(program: Program, qtbot: QtBot) -> Unlock:
    program.lock()
    qtbot.waitUntil(lambda: isinstance(program.start, Unlock))
    assert isinstance(program.start, Unlock)
    assert program.window is None
    return program.start


def unlock(program: Program, qtbot: QtBot) -> None:
    assert isinstance(program.start, Unlock)
    write(program.start.secret, PASSPHRASE)
    program.start.unlock()
    qtbot.waitUntil(lambda: program.window is not None and program.tasks.idle)


def test_h10_locking_forgets_the_key_and_keeps_what_was_typed(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda *_: True)  # offscreen it never says so
    assert program.window is not None
    page = program.window.register
    assert page is not None
    uid = page.model.uid_at(0)
    page.open(uid)
    qtbot.waitUntil(lambda: program.tasks.idle)
    write(page.form.sheet.boxes["venue"].editor.inner, "The old cinema")
    assert page.form.session.state is State.DIRTY
    opened = program._home / "opened"
    opened.mkdir()
    (opened / "photo.jpg").write_bytes(b"a face")
    QApplication.clipboard().setText("+383 44 123 456")
    office, window = weakref.ref(program.tasks.office), weakref.ref(program.window)
    del page
    said = lock(program, qtbot)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert (office(), window()) == (None, None), "somebody still holds the key"
    assert not opened.exists()
    assert QApplication.clipboard().text() == ""
    assert "kept" in said._said
    unlock(program, qtbot)
    page = program.window.register
    assert page is not None
    assert page.kind.key == "town_hall"
    assert page.form.session.key is not None
    assert page.form.session.key.uid == uid
    assert page.form.session.state is State.DIRTY
    assert page.form.sheet.texts()["venue"] == "The old cinema"
    with program.tasks.office.read() as reading:
        assert len(access_log(reading, act=UNLOCK)) == 3


def test_a_new_record_that_was_begun_is_there_again(program: Program, qtbot: QtBot) -> None:
    assert program.window is not None
    program.window.go_to("project")
    program.window.new()
    page = program.window.register
    assert page is not None
    write(page.form.sheet.boxes["title_en"].editor.inner, "Half a project")
    del page
    lock(program, qtbot)
    unlock(program, qtbot)
    page = program.window.register
    assert page is not None
    assert page.kind.key == "project"
    assert page.form.session.key is None
    assert page.form.sheet.texts()["title_en"] == "Half a project"
    page.form.session.throw_away()


def test_h10_minutes_without_anybody_lock_and_a_key_puts_it_off(program: Program, qtbot: QtBot) -> None:
    now = [1000.0]
    idle = Idle(clocks=lambda: (now[0], now[0]))
    wanted: list[int] = []
    idle.lock_wanted.connect(lambda: wanted.append(1))
    idle.start(10)
    handle = program.window.windowHandle()
    handle.installEventFilter(idle)
    now[0] += 599
    QTest.keyClick(handle, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: idle._last[0] == now[0])
    now[0] += 599
    idle.look()
    assert wanted == []
    now[0] += 1
    idle.look()
    assert wanted == [1]
    QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(wanted) == 2)
    idle.stop()
