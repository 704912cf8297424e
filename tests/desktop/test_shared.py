"""Programme cycles, organisations and initiatives through the real window: entered, weighted, found, kept, chosen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.catalogue import SHARED_TYPES, load_mission
from db.catalogue.layout import composed_fields
from db.records import grid, list_parts, view
from db.revisions import RecordKey
from db.store import Office
from desktop.forms.record_form import PARTS
from desktop.parts.arrangement import columns
from desktop.parts.dialog import PartDialog
from desktop.shared.page import SharedPage
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.projects.papers import add, cycle, proposal

MISSION = load_mission("kosovo")
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def page_of(window: MainWindow, qtbot: QtBot) -> SharedPage:
    """The page, with everything read."""
    window.go_to("shared")
    page = window.pages["shared"]
    assert isinstance(page, SharedPage)
    qtbot.waitUntil(lambda: page.desk.parts is not None and QApplication.activeWindow() is window)
    return page


@pytest.fixture
def dialog(notices: RecordingNotices, qtbot: QtBot) -> Callable[[], PartDialog]:
    """A function that waits for the form that was opened last."""

    def found() -> PartDialog:
        last = notices.dialogs[-1]
        assert isinstance(last, PartDialog)
        qtbot.waitUntil(lambda: last.focusWidget() is not None and last.session.state.value == "clean")
        return last

    return found


def named(office: Office, kind: str) -> list[str]:
    """What the records of a kind are called."""
    with office.read() as reading:
        return [row.name for row in list_parts(reading, kind)]


@pytest.mark.parametrize("key", SHARED_TYPES)
def test_forms_and_tables_show_fields_of_the_catalogue(key: str):
    kind = SHARED_TYPES[key]
    mine = {f.key for f in kind.fields if f.editable and (not f.language or f.language in MISSION.languages)}
    assert composed_fields(kind, MISSION) == mine
    assert set(columns(kind)) <= kind.by_key.keys()


def test_a_cycle_is_entered_with_its_rules_and_its_grid(
    office: Office, window: MainWindow, notices: RecordingNotices, dialog: Callable[[], PartDialog], qtbot: QtBot
):
    page = page_of(window, qtbot)
    assert page.empty["cycle"].isVisible()
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    form = dialog()
    boxes = form.sheet.boxes
    assert (boxes["months"].editor.text(), boxes["target"].editor.text()) == ("6", "18")
    write(boxes["title_en"].editor.inner, "Community trust building projects")
    write(boxes["scheme_sr"].editor.inner, "Пројекти")
    write(boxes["ceiling"].editor.inner, "25000")
    write(boxes["call_deadline"].editor.inner, "2022-03-27 23:59 CEST")
    applicants = boxes["applicants"].editor
    assert applicants.text() == "local_ngo;ngo_branch;local_authority;institution"
    qtbot.mouseClick(applicants.chips["ngo_branch"], LEFT)
    qtbot.keyClick(form, Qt.Key.Key_S, CTRL)
    section = page.sections["cycle"]
    qtbot.waitUntil(lambda: len(section.rows) == 1)
    assert not form.isVisible()
    values = section.rows[0].values
    assert (values["ceiling"], values["currency"], values["months"]) == ("25000.00", "USD", 6)
    assert values["applicants"] == "local_ngo;local_authority;institution"
    assert values["call_deadline"] == "2022-03-27T23:59+02:00"
    assert page.tabs.chips["cycle"].text() == "Programme cycles  1"

    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    form = dialog()
    criteria = form.sections[0]
    form.list_criteria()
    qtbot.waitUntil(lambda: len(criteria.rows) == len(office.mission.lists["criterion"].entries))
    weight = criteria.table.parts.index(0, columns(criteria.kind).index("weight"))
    assert weight.data() == "1"
    criteria.table.parts.setData(weight, "2.5")
    qtbot.waitUntil(lambda: criteria.rows[0].values["weight"] == "2.5")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    with office.read() as reading:
        weights = grid(reading, section.rows[0].uid)
    assert str(weights[str(criteria.rows[0].values["code"])]) == "2.5"
    for _ in range(3):
        window.undoing.undo()
        qtbot.waitUntil(lambda: window.context.tasks.idle)
    assert named(office, "cycle") == []
    assert page.empty["cycle"].isVisible()


def test_what_is_named_stays_and_what_is_not_goes(office: Office, open_window, notices: RecordingNotices, qtbot: QtBot):
    year = cycle(office)
    proposal(office, year)
    cycle(office, title_en="Confidence-building projects 2019-20", year_start="2019-07-01", year_end=None, cutoff=None)
    page = page_of(open_window(office), qtbot)
    section = page.sections["cycle"]
    assert [row.values["title_en"] for row in section.rows] == [
        "Confidence-building projects 2018-19",
        "Confidence-building projects 2019-20",
    ]
    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(notices.problems))
    assert "Records that name it: 1." in notices.problems[0]
    section.table.choose(1, 0)
    qtbot.keyClick(section.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(section.rows) == 1)
    assert notices.messages[-1] == "Deleted Programme cycle · Confidence-building projects 2019-20"


def test_names_are_found_in_any_script(office: Office, open_window, qtbot: QtBot):
    add(office, "organisation", title_sr="Мрежа жена", acronym="MŽ")
    add(office, "organisation", title_en="Green Valley", municipality="XK29")
    page = page_of(open_window(office), qtbot)
    qtbot.mouseClick(page.tabs.chips["organisation"], LEFT)
    section = page.sections["organisation"]
    assert [row[0] for row in section.table.plain.rows] == ["Green Valley", "Мрежа жена"]
    write(page.search_line, "mreza")
    qtbot.waitUntil(lambda: [row.name for row in section.rows] == ["Мрежа жена"])
    write(page.search_line, "zzz")
    qtbot.waitUntil(page.empty["organisation"].isVisible)
    assert page.empty["organisation"].button is not None
    qtbot.mouseClick(page.empty["organisation"].button, LEFT)
    qtbot.waitUntil(lambda: len(section.rows) == 2)


def test_a_chooser_makes_what_is_not_there_yet(
    office: Office, open_window, notices: RecordingNotices, dialog: Callable[[], PartDialog], qtbot: QtBot
):
    hall = town_hall(office)
    project = proposal(office, cycle(office))
    window = open_window(office)
    window.go_to("town_hall")
    window.register.open(hall.uid)
    form = window.register.form
    qtbot.waitUntil(lambda: form.parts.desk.parts is not None)
    form.tabs.choose(PARTS)
    form.parts.sections["involvement"].add.click()
    part = dialog()
    chooser = part.sheet.boxes["organisation"].editor
    qtbot.keyClick(chooser.box, Qt.Key.Key_Insert)
    new = dialog()
    assert new.kind.key == "organisation"
    write(new.sheet.boxes["title_en"].editor.inner, "Women's forum")
    qtbot.keyClick(new, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: chooser.box.currentText() == "Women's forum")
    part.sheet.boxes["role"].editor.set_text("organising")
    part.sheet.boxes["role"].editor.edited.emit()
    qtbot.mouseClick(part.go, LEFT)
    section = form.parts.sections["involvement"]
    qtbot.waitUntil(lambda: [row[0] for row in section.table.plain.rows] == ["Women's forum"])

    window.open_record(RecordKey("project", project))
    form = window.register.form
    qtbot.waitUntil(lambda: form.session.key is not None and form.header.standing is not None)
    year = form.sheet.boxes["cycle"].editor
    qtbot.mouseClick(year.add, LEFT)
    new = dialog()
    write(new.sheet.boxes["title_en"].editor.inner, "Community trust building projects")
    qtbot.keyClick(new, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: year.box.currentText() == "Community trust building projects")
    form.save()
    qtbot.waitUntil(lambda: form.session.state.value == "clean")
    with office.read() as reading:
        chosen = view(reading, RecordKey("project", project)).values["cycle"]
        assert view(reading, RecordKey("cycle", str(chosen))).values["title_en"] == "Community trust building projects"
    assert notices.problems == []


def test_what_the_mission_knows_of_is_made_with_one_click(office: Office, open_window, qtbot: QtBot):
    page = page_of(open_window(office), qtbot)
    assert not page.known_button.isVisible(), "this mission brings no cycles"
    page.tabs.choose("recommendation_set")
    qtbot.waitUntil(page.known_button.isVisible)
    page.known_button.click()
    qtbot.waitUntil(lambda: len(page.sections["recommendation_set"].rows) == 3)
    qtbot.waitUntil(lambda: not page.known_button.isVisible())
    assert sorted(int(str(row.values["expected"])) for row in page.sections["recommendation_set"].rows) == [27, 50, 135]
