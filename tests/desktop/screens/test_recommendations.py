"""Draws the pages of recommendations, frameworks and indicators."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.store import Office
from desktop.recommendations.page import DUE, WAITING
from desktop.window.main_window import MainWindow
from tests.desktop.screens.looks import CASES, settle
from tests.desktop.test_figures import measured
from tests.promises.forum import forum

Open = Callable[[Office], MainWindow]
Save = Callable[[QWidget, str], None]


@pytest.mark.usefixtures("worn")
@pytest.mark.parametrize(("size", "look"), CASES)
def test_recommendations(office: Office, open_window: Open, save: Save, end: str, size, qtbot: QtBot):
    forum(office, 30)
    window = open_window(office)
    window.resize(*size)
    window.go_to("recommendations")
    settle(window, qtbot)
    save(window, f"recommendations-{end}")
    page = window.pages["recommendations"]
    for tab in (WAITING, DUE):
        page.tabs.choose(tab)
        settle(window, qtbot)
        save(window, f"recommendations-{tab}-{end}")
    measured(office)
    for key in ("frameworks", "indicators"):
        window.go_to(key)
        settle(window, qtbot)
        save(window, f"{key}-{end}")
