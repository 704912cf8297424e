"""A quiet place for windows: no modal box, no leftover window, timer or thread, no Qt warning."""

import gc
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from db.store import Office
from desktop import i18n, icons, theme
from desktop.bus import Bus
from desktop.context import Context
from desktop.tasks import Tasks
from desktop.window.main_window import MainWindow
from tests.desktop.recorder import RecordingNotices

_BOXES = {
    QDialog: ("exec",),
    QMessageBox: ("exec", "information", "question", "warning", "critical", "about"),
    QFileDialog: ("exec", "getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"),
    QInputDialog: ("exec", "getText", "getItem", "getInt"),
    QMenu: ("exec",),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of popups what it cannot do; that is no fault of ours."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Waits longer than usual before it gives up: a machine with others at work is slow, and nothing is wrong."""
    monkeypatch.setattr(qtbot, "waitUntil", partial(qtbot.waitUntil, timeout=20_000))
    return qtbot


@pytest.fixture(autouse=True)
def no_modal_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A modal box would wait for ever for somebody who is not there."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a modal box was executed; ask through notices")

    for owner, names in _BOXES.items():
        for name in names:
            monkeypatch.setattr(owner, name, refuse)


@pytest.fixture(autouse=True)
def garbage_on_the_main_thread() -> Iterator[None]:
    """As in the program: a collector that runs in a worker thread may destroy a window there."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> theme.Theme:
    """The application in the theme of the program."""
    i18n.install(i18n.ENGLISH, qapp)
    worn = theme.Theme(qapp)
    worn.changed.connect(icons.repaint_all)
    worn.wear(theme.LIGHT)
    return worn


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """A window or a running timer that outlives its test fails the test that made it."""
    before = set(map(id, qapp.topLevelWidgets()))
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [w for w in qapp.topLevelWidgets() if id(w) not in before and w.isVisible()]
    running = [timer for widget in left for timer in widget.findChildren(QTimer) if timer.isActive()]
    names = [f"{type(w).__name__} {w.windowTitle()}" for w in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    assert not left, f"windows were left open: {names}"
    assert not running


@pytest.fixture
def notices(qapp: QApplication) -> RecordingNotices:
    """What was said, and answers to what was asked."""
    return RecordingNotices()


@pytest.fixture
def bus(qapp: QApplication) -> Bus:
    """The bus."""
    return Bus()


@pytest.fixture
def tasks(bus: Bus, notices: RecordingNotices, qtbot: QtBot) -> Iterator[Tasks]:
    """The door to the background, closed at the end."""
    made = Tasks(bus)
    made.on_known = notices.problem
    made.on_reason = notices.ask_reason
    yield made
    made.close()
    qtbot.waitUntil(lambda: made.idle)


@pytest.fixture
def context_of(
    tasks: Tasks, bus: Bus, notices: RecordingNotices, tmp_path: Path, dressed: theme.Theme
) -> Callable[[Office], Context]:
    """A function that gives the context of an office."""

    def make(office: Office) -> Context:
        tasks.attach(office)
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        return Context(office, tasks, bus, notices, settings)

    return make


@pytest.fixture
def context(context_of: Callable[[Office], Context], office: Office) -> Context:
    """The context of an empty field office."""
    return context_of(office)


@pytest.fixture
def open_window(context_of: Callable[[Office], Context], qtbot: QtBot) -> Iterator[Callable[[Office], MainWindow]]:
    """A function that opens the main window over an office and waits until it is quiet.

    `qtbot.addWidget` would delete the window while it waits for its last save.
    """
    opened: list[MainWindow] = []

    def open_one(office: Office) -> MainWindow:
        context = context_of(office)
        window = MainWindow(context)
        opened.append(window)
        window.resize(1280, 760)  # the screen that is not there is smaller
        window.show()
        qtbot.waitUntil(lambda: context.tasks.idle)
        return window

    yield open_one
    for window in opened:
        window._sure = True
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible())
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window: Callable[[Office], MainWindow], office: Office) -> MainWindow:
    """The main window over an empty field office."""
    return open_window(office)
