"""Draws the main pages in two sizes and both themes, and looks for clipped words.

The pictures lie in pytest's temporary folder, or in the folder that GROUNDWORK_SCREENS names.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.revisions import RecordKey
from db.store import Office
from desktop.window.main_window import MainWindow
from tests.desktop.sample import fill
from tests.desktop.screens.looks import CASES


@pytest.mark.usefixtures("worn")
@pytest.mark.parametrize(("size", "look"), CASES)
def test_the_main_pages(
    size: tuple[int, int],
    office: Office,
    open_window: Callable[[Office], MainWindow],
    qtbot: QtBot,
    end: str,
    save: Callable[[QWidget, str], None],
) -> None:
    uids = fill(office)
    window = open_window(office)
    window.resize(*size)

    def ready() -> None:
        for _ in range(4):  # painting asks for rows, rows make the layout change, and that paints again
            window.repaint()
            qtbot.waitUntil(lambda: window.context.tasks.idle)
            QCoreApplication.sendPostedEvents()
        page = window.register
        if page is not None and page.model.rowCount():
            qtbot.waitUntil(lambda: page.model.index(0, 0).data() is not None)
        window.repaint()
        qtbot.waitUntil(lambda: window.context.tasks.idle)

    ready()
    save(window, f"list-{end}")
    page = window.register
    assert page is not None
    page.open(uids[0])
    ready()
    save(window, f"form-basics-{end}")
    for section in ("when", "people", "history"):
        page.form.sheet.go_to(section)
        ready()
        save(window, f"form-{section}-{end}")
    page.form.sheet.boxes["total"].editor.set_text("25")
    page.form.sheet.boxes["total"].edited.emit()
    page.form.sheet.boxes["planned_end"].editor.set_text("31/2/2026")
    page.form.sheet.boxes["planned_end"].edited.emit()
    page.form.session.check()
    page.form.sheet.go_to("people")
    ready()
    save(window, f"form-problems-{end}")
    page.form.throw_away()
    page.new()
    ready()
    save(window, f"form-new-{end}")
    page.back()
    window.go_to("project")
    ready()
    window.register.step(1)
    ready()
    window.register.form.sheet.go_to("money")
    ready()
    save(window, f"project-{end}")
    window.register.top.search.setText("no such words")
    qtbot.waitUntil(lambda: window.register.model.rowCount() == 0)
    ready()
    save(window, f"nothing-found-{end}")
    for name in ("exchange", "import", "history"):
        window.go_to(name)
        ready()
        save(window, f"{name}-{end}")
    window.print_record(RecordKey("town_hall", uids[0]))
    preview = window.context.notices.dialogs[-1]
    ready()
    preview.repaint()
    save(preview, f"preview-{end}")
    preview.reject()
