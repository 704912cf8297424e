"""Draws the Offices page, its paper and the lost-laptop sheet, in a small and a large window and in both themes."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.store import Office
from tests.board.mission import Make
from tests.desktop.screens.looks import CASES, settle

Save = Callable[[QWidget, str], None]
pytestmark = [
    pytest.mark.parametrize(("size", "look"), CASES),
    pytest.mark.usefixtures("worn"),
]


def test_the_board(
    end: str, size: tuple[int, int], make_office: Make, november: Office, open_window, save: Save, qtbot: QtBot
) -> None:
    calm = open_window(make_office("HQ", "hq"))
    calm.resize(*size)
    calm.go_to("offices")
    settle(calm, qtbot)
    save(calm, f"offices-none-{end}")
    window = open_window(november)
    window.resize(*size)
    window.go_to("offices")
    settle(window, qtbot)
    page = window.pages["offices"]
    assert page.table.board.rowCount() == 6
    save(window, f"offices-{end}")
    page.bar.go_forward()
    settle(window, qtbot)
    save(window, f"offices-next-month-{end}")
    page.print.click()
    dialog = window.context.notices.dialogs[-1]
    qtbot.waitUntil(dialog.print.isEnabled)
    settle(window, qtbot)
    save(dialog, f"offices-paper-{end}")
    dialog.reject()
    window.go_to("laptops")
    settle(window, qtbot)
    laptops = window.pages["laptops"]
    laptops.table.selectRow([row[0] for row in laptops.table.plain.rows].index("MIT-B"))
    save(window, f"laptops-sheet-{end}")
    laptops.sheet.click()
    dialog = window.context.notices.dialogs[-1]
    qtbot.waitUntil(dialog.print.isEnabled)
    settle(window, qtbot)
    save(dialog, f"lost-paper-{end}")
    dialog.reject()
