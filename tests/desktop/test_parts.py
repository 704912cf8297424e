"""The tables of parts in the form, through the real window with keys and clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from db.attachments import attached
from db.catalogue import ACTIVITY_TYPES, CHILD_TYPES, load_mission
from db.catalogue.layout import composed_fields, hangs_on
from db.records import list_parts
from db.store import Office
from desktop.forms.record_form import FORM, PARTS
from desktop.history.page import HistoryPage
from desktop.parts.arrangement import columns, inner_kinds, part_kinds
from desktop.parts.dialog import PartDialog
from desktop.registers.page import RegisterPage
from desktop.window.main_window import MainWindow
from tests.attachments.pictures import photo
from tests.builders import town_hall
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.projects.papers import add, bring_to, cycle, proposal

MISSION = load_mission("kosovo")
CTRL = Qt.KeyboardModifier.ControlModifier


def parts(office: Office, kind: str, owner: str):
    with office.read() as reading:
        return list_parts(reading, kind, owner)


@pytest.fixture
def dialog(notices: RecordingNotices, qtbot: QtBot) -> Callable[[], PartDialog]:
    """A function that waits for the form of a part."""

    def found() -> PartDialog:
        last = notices.dialogs[-1]
        assert isinstance(last, PartDialog)
        qtbot.waitUntil(lambda: last.focusWidget() is not None and last.session.state.value == "clean")
        return last

    return found


def opened(window: MainWindow, kind: str, uid: str, qtbot: QtBot) -> RegisterPage:
    window.go_to(kind)
    page = window.register
    assert page is not None
    page.open(uid)
    qtbot.waitUntil(lambda: page.form.session.key is not None and page.form.parts.desk.parts is not None)
    qtbot.mouseClick(page.form.tabs.chips[PARTS], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return page


@pytest.mark.parametrize("kind", ACTIVITY_TYPES)
def test_every_kind_of_part_has_its_place(kind: str):
    shown = {part.key for group in part_kinds(ACTIVITY_TYPES[kind]).values() for part in group}
    shown |= {inner.key for key in shown for inner in inner_kinds(CHILD_TYPES[key])}
    mine = {k for k, part in CHILD_TYPES.items() if kind in part.by_key[part.owner].links}
    assert shown == mine - {"tally", "override", "attachment", "approval"}


@pytest.mark.parametrize("part", CHILD_TYPES)
def test_tables_and_forms_of_parts_show_fields_of_the_catalogue(part: str):
    kind = CHILD_TYPES[part]
    assert set(columns(kind)) <= kind.by_key.keys()
    given = {kind.owner, hangs_on(kind)}
    spoken = {f.key for f in kind.fields if not f.language or f.language in MISSION.languages}
    assert composed_fields(kind, MISSION) == {f.key for f in kind.fields if f.editable} & spoken - given


def test_parts_are_added_changed_and_deleted_by_keyboard(
    office: Office, open_window, notices: RecordingNotices, dialog: Callable[[], PartDialog], qtbot: QtBot
):
    project = proposal(office, cycle(office))
    window = open_window(office)
    page = opened(window, "project", project, qtbot)
    section = page.form.parts.sections["deliverable"]
    assert [row.values["what"] for row in section.rows] == ["Training days"]

    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_Insert)
    form = dialog()
    assert form.sheet.boxes["number"].editor.text() == "2"  # the next one
    write(form.sheet.boxes["what"].editor.inner, "Meetings")
    write(form.sheet.boxes["due"].editor.inner, "30/4/2019")
    qtbot.keyClick(form.sheet.boxes["due"].editor.inner, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(section.rows) == 2)
    assert not form.isVisible()
    assert section.table.plain.rows[1] == [2, "Meetings", "30 Apr 2019", "Planned"]

    section.table.setCurrentIndex(section.table.plain.index(1, 0))
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    form = dialog()
    assert form.sheet.boxes["number"].editor.inner.isReadOnly()  # which one it is never changes
    write(form.sheet.boxes["planned"].editor.inner, "many")
    qtbot.keyClick(form, Qt.Key.Key_S, CTRL)
    assert form.isVisible()
    assert form.problems.isVisible()
    write(form.sheet.boxes["planned"].editor.inner, "4")
    qtbot.keyClick(form, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not form.isVisible())
    qtbot.waitUntil(lambda: section.rows[1].values.get("planned") == 4)

    qtbot.keyClick(section.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(section.rows) == 1)
    assert notices.messages[-1] == "Deleted Deliverable · 2"
    window.undoing.undo()
    qtbot.waitUntil(lambda: len(section.rows) == 2)
    assert len(parts(office, "deliverable", project)) == 2


def test_leaving_a_part_with_text_asks_what_becomes_of_it(
    office: Office, open_window, notices: RecordingNotices, dialog: Callable[[], PartDialog], qtbot: QtBot
):
    project = proposal(office, cycle(office))
    page = opened(open_window(office), "project", project, qtbot)
    section = page.form.parts.sections["funding"]
    section.go()
    qtbot.keyClick(section.add, Qt.Key.Key_Space)
    form = dialog()
    write(form.sheet.boxes["donor"].editor.inner, "A donor")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()  # nothing was answered
    notices.answers.append("drop")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert parts(office, "funding", project) == []
    assert notices.questions == ["What was typed is not saved yet."] * 2


def test_a_part_that_breaks_a_rule_needs_a_reason(
    office: Office, open_window, notices: RecordingNotices, dialog: Callable[[], PartDialog], qtbot: QtBot
):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    page = opened(open_window(office), "project", project, qtbot)
    page.form.parts.desk.add(CHILD_TYPES["payment"])
    form = dialog()
    for key, text in {"instalment": "2", "amount": "9000", "paid_on": "2/5/2019", "voucher": "V-2"}.items():
        write(form.sheet.boxes[key].editor.inner, text)
    qtbot.keyClick(form, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: notices.dialogs[-1] is not form)
    asked = notices.dialogs[-1]
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert asked.isVisible()
    write(asked.focusWidget(), "The board agreed by letter.")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(parts(office, "payment", project)) == 2)
    (exception,) = parts(office, "override", project)
    assert exception.values["reason"] == "The board agreed by letter."
    assert exception.values["rules"] == "payment.amount:paid-over-approved"


def test_a_deletion_that_breaks_a_rule_needs_a_reason(
    office: Office, open_window, notices: RecordingNotices, qtbot: QtBot
):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    page = opened(open_window(office), "project", project, qtbot)
    section = page.form.parts.sections["payment"]
    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(notices.dialogs))
    asked = notices.dialogs[-1]
    qtbot.keyClicks(asked.focusWidget(), "The bank called it back")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: section.rows == [])
    (exception,) = parts(office, "override", project)
    assert exception.values["reason"] == "The bank called it back"


def test_an_undo_that_breaks_a_rule_needs_a_reason(
    office: Office, open_window, notices: RecordingNotices, qtbot: QtBot
):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    window = open_window(office)
    window.go_to("history")
    page = window.pages["history"]
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: len(page.table.plain.rows) > 2)
    page.table.selectRow(1)  # the first payment, by which the project became active in the gesture above
    page.take_back.click()
    qtbot.waitUntil(lambda: bool(notices.dialogs))
    asked = notices.dialogs[-1]
    assert len(parts(office, "payment", project)) == 1
    qtbot.keyClicks(asked.focusWidget(), "Entered for another project")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: parts(office, "payment", project) == [])
    (exception,) = parts(office, "override", project)
    assert exception.values["reason"] == "Entered for another project"


def test_a_visit_shows_its_progress(office: Office, open_window, dialog: Callable[[], PartDialog], qtbot: QtBot):
    project = proposal(office, cycle(office))
    visit = add(office, "visit", project=project, number=1, day="2019-02-20")
    add(office, "visit", project=project, number=2, day="2019-03-20")
    page = opened(open_window(office), "project", project, qtbot)
    section = page.form.parts.sections["visit"]
    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    form = dialog()
    inner = form.sections[0]
    qtbot.waitUntil(lambda: inner.isVisible())
    inner.go()
    qtbot.keyClick(inner.add, Qt.Key.Key_Insert)
    line = dialog()
    write(line.sheet.boxes["deliverable"].editor.inner, "1")
    write(line.sheet.boxes["percent"].editor.inner, "40")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(inner.rows) == 1)
    (made,) = parts(office, "progress", project)
    assert (made.values["visit"], made.values["percent"]) == (visit.uid, "40")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_a_photo_is_added_in_the_form_of_a_visit(
    office: Office,
    open_window,
    notices: RecordingNotices,
    dialog: Callable[[], PartDialog],
    tmp_path: Path,
    qtbot: QtBot,
):
    project = proposal(office, cycle(office))
    visit = add(office, "visit", project=project, number=1, day="2019-02-20")
    page = opened(open_window(office), "project", project, qtbot)
    section = page.form.parts.sections["visit"]
    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    form = dialog()
    assert form.attached is not None
    notices.files = [tmp_path / "hall.jpg"]
    notices.files[0].write_bytes(photo())
    form.sheet.go_to("attached")
    qtbot.mouseClick(form.attached.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(form.attached.tiles) == 1)
    with office.read() as reading:
        assert [one.name for one in attached(office, reading, visit.uid)] == ["hall.jpg"]
    form.reject()
    page.form.parts.desk.add(CHILD_TYPES["budget_line"])
    line = dialog()
    assert line.attached is None
    line.reject()


def test_a_town_hall_has_parts_once_it_is_saved(office: Office, open_window, dialog, qtbot: QtBot):
    women = add(office, "organisation", title_en="Women's forum")
    hall = town_hall(office)
    window = open_window(office)
    window.register.new()
    assert window.register.form.tabs.now == FORM
    assert window.register.form.parts.sections["involvement"].isHidden()
    page = opened(window, "town_hall", hall.uid, qtbot)
    page.form.parts.sections["involvement"].add.click()
    form = dialog()
    organisation = form.sheet.boxes["organisation"].editor.inner
    qtbot.waitUntil(lambda: organisation.count() == 2)
    organisation.setFocus()
    qtbot.keyClicks(organisation, "W")
    qtbot.keyClick(form.sheet.boxes["role"].editor.inner, Qt.Key.Key_Down)
    qtbot.keyClick(form, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(page.form.parts.sections["involvement"].rows) == 1)
    (made,) = parts(office, "involvement", hall.uid)
    assert made.values["organisation"] == women.uid
    assert page.form.tabs.chips[PARTS].text() == "Parts  1"


def test_the_codes_of_a_tag_follow_its_framework(office: Office, open_window, dialog, qtbot: QtBot):
    hall = town_hall(office)
    page = opened(open_window(office), "town_hall", hall.uid, qtbot)
    page.form.parts.sections["tag"].add.click()
    form = dialog()
    framework, code = (form.sheet.boxes[key].editor for key in ("framework", "code"))
    assert code.inner.count() == 1
    framework.set_text("cbp_aim")
    framework.edited.emit()
    assert code.inner.count() == len(MISSION.lists["cbp_aim"].entries) + 1
    form.session.throw_away()
    form.reject()


def test_plain_cells_are_typed_into_one_below_the_other(
    office: Office, open_window, notices: RecordingNotices, qtbot: QtBot
):
    year = cycle(office)
    add(office, "criterion", cycle=year.uid, code="need", title_en="How much it is needed")
    project = proposal(office, year)
    for criterion in ("confidence", "need", "impact"):
        add(office, "score", project=project, criterion=criterion)
    page = opened(open_window(office), "project", project, qtbot)
    section = page.form.parts.sections["score"]
    section.table.setFocus()
    names = [str(section.table.parts.index(row, 0).data()) for row in range(3)]
    assert names == ["confidence", "impact", "How much it is needed"], "by its name where the cycle gives one"
    section.table.setCurrentIndex(section.table.parts.index(0, 1))
    for row, text in enumerate(("2", "3", "1")):
        qtbot.keyClick(section.table, text)
        line = section.table.indexWidget(section.table.currentIndex())
        assert isinstance(line, QLineEdit)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda row=row: section.table.currentIndex().row() == min(row + 1, 2))
    qtbot.waitUntil(lambda: [row.values.get("score") for row in section.rows] == [2, 3, 1])
    assert notices.dialogs == []
    assert section.table.currentIndex().row() == 2
    section.table.parts.setData(section.table.parts.index(0, 1), "many")
    qtbot.waitUntil(lambda: bool(notices.problems))
    assert "'many' is not a whole number" in notices.problems[-1]
    assert section.table.parts.index(0, 1).data() == "2"
    assert not section.table.parts.flags(section.table.parts.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
