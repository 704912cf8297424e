"""Draws the conflict desk with each kind of conflict, and empty, in a small and a large window and in both themes."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.store import Office
from desktop.bus import EVERYTHING
from desktop.window.main_window import MainWindow
from tests.desktop.disputes import disputed
from tests.desktop.screens.looks import CASES, settle


@pytest.mark.usefixtures("worn")
@pytest.mark.parametrize(("size", "look"), CASES)
def test_the_conflict_desk(
    size: tuple[int, int],
    office: Office,
    make_office: Callable[..., Office],
    open_window: Callable[[Office], MainWindow],
    qtbot: QtBot,
    end: str,
    save: Callable[[QWidget, str], None],
) -> None:
    window = open_window(office)
    window.resize(*size)
    window.go_to("conflicts")
    page = window.pages["conflicts"]

    settle(window, qtbot)
    save(window, f"conflicts-none-{end}")
    disputed(office, make_office)
    window.context.bus.changed.emit(EVERYTHING)
    settle(window, qtbot)
    names = [one.field for one in page.model.conflicts]
    for field in ("approved_amount", "status", "venue", "municipality", "description", "_life", "planned_start"):
        page.table.selectRow(names.index(field))
        settle(window, qtbot)
        save(window, f"conflicts-{field.strip('_')}-{end}")
    page.table.selectRow(names.index("planned_start"))
    page.pane.answer.boxes[0].set_text("31/2/2026")
    page.pane.answer.take_typed()
    settle(window, qtbot)
    save(window, f"conflicts-wrong-{end}")
    page.rule.click()
    dialog = window.context.notices.dialogs[-1]
    settle(window, qtbot)
    save(dialog, f"conflicts-rule-{end}")
    dialog.reject()
