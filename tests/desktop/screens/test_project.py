"""Draws the form of a project with its parts, its header and its dialogs."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.catalogue import CHILD_TYPES
from db.records import advance, list_parts
from db.store import Office
from desktop.forms.record_form import PARTS
from desktop.projects.form import EVENTS, ProjectForm
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.desktop.screens.looks import CASES, settle
from tests.projects.papers import add, bring_to, cycle, proposal


@pytest.mark.usefixtures("worn")
@pytest.mark.parametrize(("size", "look"), CASES)
def test_a_project(
    size: tuple[int, int],
    office: Office,
    open_window: Callable[[Office], MainWindow],
    qtbot: QtBot,
    end: str,
    save: Callable[[QWidget, str], None],
) -> None:
    year = cycle(office)
    project = proposal(office, year, approved_amount="24800.00", currency="USD")
    fresh = proposal(office, year, title_en="Shared sports ground for two villages", status="draft")
    bring_to(office, project, "active")
    idea = add(office, "project", title_en="An idea of last week").uid
    hall = town_hall(office)
    add(office, "output", activity=hall.uid, what="Leaflets in two languages", item="items", planned=500, delivered=480)
    add(office, "visit", project=project, number=1, day="2019-02-20", place="Zvečan", progress="30", advice="release")
    with office.write("advance") as write:
        advance(write, project, "completed", "The partner hands over by letter; the visit follows in spring.")
    with office.write("advance") as write:
        advance(write, fresh, "submitted")
    window = open_window(office)
    window.resize(*size)
    window.go_to("project")
    page = window.register
    assert page is not None
    form = page.form
    assert isinstance(form, ProjectForm)

    page.open(project)
    settle(window, qtbot)
    save(window, f"project-form-{end}")
    form.tabs.choose(PARTS)
    settle(window, qtbot)
    save(window, f"project-parts-{end}")
    form.parts.area.verticalScrollBar().setValue(10_000)
    settle(window, qtbot)
    save(window, f"project-parts-end-{end}")
    form.tabs.choose(EVENTS)
    settle(window, qtbot)
    save(window, f"project-events-{end}")
    page.open(fresh)
    settle(window, qtbot)
    save(window, f"project-draft-{end}")
    form.move_on()
    settle(window, qtbot)
    dialog = window.context.notices.dialogs[-1]
    save(dialog, f"project-move-{end}")
    dialog.reject()
    with office.read() as reading:
        (line,) = list_parts(reading, "budget_line", fresh)
    part = form.parts.desk.open(CHILD_TYPES["budget_line"], line.uid)
    assert part is not None
    settle(window, qtbot)
    save(part, f"project-part-{end}")
    part.reject()
    with office.read() as reading:
        (visit,) = list_parts(reading, "visit", project)
    page.open(project)
    settle(window, qtbot)
    seen = form.parts.desk.open(CHILD_TYPES["visit"], visit.uid)
    assert seen is not None
    settle(window, qtbot)
    save(seen, f"project-visit-{end}")
    seen.reject()
    form.parts.desk.add(CHILD_TYPES["payment"])
    settle(window, qtbot)
    new = window.context.notices.dialogs[-1]
    save(new, f"project-payment-{end}")
    new.reject()
    page.open(idea)
    settle(window, qtbot)
    form.move_on()
    settle(window, qtbot)
    dialog = window.context.notices.dialogs[-1]
    save(dialog, f"project-move-long-{end}")
    dialog.reject()
    window.go_to("town_hall")
    page = window.register
    page.open(hall.uid)
    page.form.tabs.choose(PARTS)
    settle(window, qtbot)
    save(window, f"town-hall-parts-{end}")
