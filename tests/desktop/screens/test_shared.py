"""Draws the page of partners and cycles and the form of a cycle."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.store import Office
from desktop.window.main_window import MainWindow
from tests.desktop.screens.looks import CASES, settle
from tests.projects.papers import add, cycle, proposal


@pytest.mark.parametrize(("size", "look"), CASES)
def test_partners_and_cycles(
    worn: None,
    size: tuple[int, int],
    end: str,
    office: Office,
    open_window: Callable[[Office], MainWindow],
    qtbot: QtBot,
    save: Callable[[QWidget, str], None],
) -> None:
    year = cycle(office, title_sr="Пројекти изградње поверења 2018-19")
    for number in range(12):
        name = f"Association of village councils {number}"
        add(office, "organisation", title_en=name, acronym=f"AVC{number}", organisation_type="ngo")
    project = proposal(office, year)
    window = open_window(office)
    window.resize(*size)
    window.go_to("shared")
    page = window.pages["shared"]
    settle(window, qtbot)
    save(window, f"shared-cycles-{end}")
    page.desk.open(page.kind, year.uid)
    settle(window, qtbot)
    form = window.context.notices.dialogs[-1]
    save(form, f"shared-cycle-{end}")
    form.list_criteria()
    settle(window, qtbot)
    form.sheet.go_to("people")
    save(form, f"shared-grid-{end}")
    form.reject()
    page.tabs.choose("organisation")
    settle(window, qtbot)
    save(window, f"shared-organisations-{end}")
    page.tabs.choose("initiative")
    settle(window, qtbot)
    save(window, f"shared-none-{end}")
    window.go_to("project")
    window.register.open(project)
    settle(window, qtbot)
    window.register.form.go_to_field("cycle")
    settle(window, qtbot)
    save(window, f"shared-chooser-{end}")
