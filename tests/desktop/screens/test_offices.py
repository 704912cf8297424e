"""Draws the Offices page, its paper and the lost-laptop sheet, in a small and a large window and in both themes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.window.main_window import MainWindow
from tests.board.mission import Make, in_november

LOOKS = {"light": theme.LIGHT, "dark": theme.DARK}
SIZES = ((1180, 640), (1920, 1080))
Save = Callable[[QWidget, str], None]
pytestmark = [pytest.mark.parametrize("size", SIZES), pytest.mark.parametrize("look", LOOKS)]


@pytest.fixture(autouse=True)
def worn(look: str, dressed: theme.Theme):
    dressed.wear(LOOKS[look])
    yield
    dressed.wear(theme.LIGHT)


@pytest.fixture
def end(look: str, size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}-{look}"


def ready(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(4):
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        window.repaint()
        QCoreApplication.sendPostedEvents()


def test_the_board(
    end: str, size: tuple[int, int], make_office: Make, open_window, tmp_path: Path, save: Save, qtbot: QtBot
) -> None:
    calm = open_window(make_office("HQ", "hq"))
    calm.resize(*size)
    calm.go_to("offices")
    ready(calm, qtbot)
    save(calm, f"offices-none-{end}")
    window = open_window(in_november(make_office, tmp_path))
    window.resize(*size)
    window.go_to("offices")
    ready(window, qtbot)
    page = window.pages["offices"]
    assert page.table.board.rowCount() == 6
    save(window, f"offices-{end}")
    page.bar.go_forward()
    ready(window, qtbot)
    save(window, f"offices-next-month-{end}")
    page.print.click()
    dialog = window.context.notices.dialogs[-1]
    qtbot.waitUntil(dialog.print.isEnabled)
    ready(window, qtbot)
    save(dialog, f"offices-paper-{end}")
    dialog.reject()
    window.go_to("laptops")
    ready(window, qtbot)
    laptops = window.pages["laptops"]
    laptops.table.selectRow([row[0] for row in laptops.table.plain.rows].index("MIT-B"))
    save(window, f"laptops-sheet-{end}")
    laptops.sheet.click()
    dialog = window.context.notices.dialogs[-1]
    qtbot.waitUntil(dialog.print.isEnabled)
    ready(window, qtbot)
    save(dialog, f"lost-paper-{end}")
    dialog.reject()
