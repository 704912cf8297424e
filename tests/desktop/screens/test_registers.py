"""Lists, search, today and their dialogs as people see them."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.records import plan_paste
from db.store import Office
from desktop.registers.bulk_dialog import BulkDialog
from desktop.registers.columns_dialog import ColumnsDialog
from desktop.registers.paste_dialog import PasteDialog
from desktop.window.main_window import MainWindow
from tests.desktop.sample import fill
from tests.desktop.screens.looks import CASES, settle


@pytest.mark.usefixtures("worn")
@pytest.mark.parametrize(("size", "look"), CASES)
def test_lists_search_and_today(
    size: tuple[int, int],
    office: Office,
    open_window: Callable[[Office], MainWindow],
    qtbot: QtBot,
    end: str,
    save: Callable[[QWidget, str], None],
) -> None:
    office.clock = lambda: "2026-09-29T08:00:00Z"
    fill(office)
    window = open_window(office)
    window.resize(*size)
    page = window.register
    assert page is not None
    page.desk.show_columns(["ref", "date", "municipality", "title", "status", "total", "sex.women"])
    page.ask("place:mitrovica from:2026-01 -status:draft status:")
    page.desk.group_by("municipality")
    settle(window, qtbot)
    page.desk.save_as("The north, this year")
    page.table.choose_rows(1, 3)
    settle(window, qtbot)
    save(window, f"grouped-{end}")
    page.open(page.model.uid_at(1))
    settle(window, qtbot)
    save(window, f"grouped-form-{end}")
    page.back()
    page.ask("Звечн")
    settle(window, qtbot)
    save(window, f"misspelt-{end}")
    page.ask("")
    page.desk.group_by("")
    settle(window, qtbot)
    page.desk.open_menu(page.top.list)
    save(page.desk._menu, f"menu-{end}")
    page.desk._menu.close()
    notices = window.context.notices
    page.desk.choose_columns()
    columns = notices.dialogs[-1]
    assert isinstance(columns, ColumnsDialog)
    save(columns, f"columns-{end}")
    columns.reject()
    window.go_to("project")
    settle(window, qtbot)
    projects = window.register
    projects.table.selectAll()
    projects.desk.writing.change_chosen()
    bulk = notices.dialogs[-1]
    assert isinstance(bulk, BulkDialog)
    bulk.choose("status", "completed")
    bulk.make_plan()
    settle(window, qtbot)
    reasons = [str(why) for *_, why in bulk.refused.plain.rows]
    assert reasons and not any("_" in why or why.startswith("Status") for why in reasons), "states by their names"
    save(bulk, f"bulk-{end}")
    bulk.reject()
    with office.read() as reading:
        text = "Title\tPlace\tRemark\nWater\tZvečan\tx\nBad\tAtlantis\t\n"
        plan = plan_paste(reading, "town_hall", text, (), office.today)
    paste = PasteDialog(window.context, plan, "town halls")
    qtbot.addWidget(paste)
    paste.show()
    save(paste, f"paste-{end}")
    paste.reject()
    window.open_palette()
    save(notices.dialogs[-1], f"palette-{end}")
    notices.dialogs[-1].reject()
    for name in ("today", "search", "history"):
        window.go_to(name)
        settle(window, qtbot)
        save(window, f"{name}-{end}")
    window.search_everywhere("place:zvecan")
    qtbot.waitUntil(lambda: bool(window.pages["search"].found.rows))
    settle(window, qtbot)
    save(window, f"search-found-{end}")
