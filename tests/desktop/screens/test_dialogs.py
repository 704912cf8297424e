"""Draws every dialog, looks in each for words that are cut off, and walks through it with the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.store import Office
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.desktop.dialogs import every_dialog, shown
from tests.desktop.recorder import RecordingNotices
from tests.desktop.screens.looks import WORN, settle
from tests.desktop.walking import faults, stops


@pytest.mark.usefixtures("worn")
@pytest.mark.parametrize("look", WORN)
def test_every_dialog(
    look: str,
    office: Office,
    open_window: Callable[[Office], MainWindow],
    notices: RecordingNotices,
    save: Callable[[QWidget, str], None],
    qtbot: QtBot,
) -> None:
    key = town_hall(office, actual_start="2026-03-12", total=40)
    window = open_window(office)
    window.go_to("town_hall")
    settle(window, qtbot)
    window.register.table.selectAll()
    seen: set[str] = set()
    wrong: dict[str, list[str]] = {}
    for name, opened in every_dialog(window, office, key).items():
        dialog = shown(window, opened, notices.dialogs)
        settle(window, qtbot)
        save(dialog, f"dialog-{name}-{look}")
        assert stops(dialog), name
        if found := faults(dialog, seen):
            wrong[name] = found
        dialog.hide()  # some ask a question where they are left; nobody is here to answer
        dialog.deleteLater()
    assert wrong == {} and len(seen) > 15
