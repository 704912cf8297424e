"""What stands above and beside the form of a project, through the real window with keys and clicks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.records import list_parts, list_uids, missing_for, update, view
from db.revisions import RecordKey
from db.store import Office
from desktop.forms.record_form import FORM, PARTS
from desktop.forms.session import State
from desktop.parts.dialog import PartDialog
from desktop.projects.form import EVENTS, ProjectForm
from desktop.projects.move_on import MoveOn
from desktop.window.main_window import MainWindow
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.projects.papers import bring_to, cycle, proposal

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def project(office: Office) -> str:
    return proposal(office, cycle(office), received_at=None)


@pytest.fixture
def form_of(open_window: Callable[[Office], MainWindow], office: Office, qtbot: QtBot) -> Callable[[str], ProjectForm]:
    """A function that opens a project in the window."""

    def open_one(uid: str) -> ProjectForm:
        window = open_window(office)
        window.go_to("project")
        page = window.register
        assert page is not None
        page.open(uid)
        form = page.form
        assert isinstance(form, ProjectForm)
        qtbot.waitUntil(lambda: form.header.standing is not None and form.parts.desk.parts is not None)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        return form

    return open_one


@pytest.fixture
def asked(notices: RecordingNotices, qtbot: QtBot) -> Callable[[ProjectForm], MoveOn]:
    """A function that asks to move on and returns the dialog."""

    def ask(form: ProjectForm) -> MoveOn:
        before = len(notices.dialogs)
        qtbot.mouseClick(form.header.move_button, LEFT)
        qtbot.waitUntil(lambda: len(notices.dialogs) > before)
        dialog = notices.dialogs[-1]
        assert isinstance(dialog, MoveOn)
        return dialog

    return ask


def status(office: Office, uid: str) -> object:
    with office.read() as reading:
        return view(reading, RecordKey("project", uid)).values["status"]


def test_what_is_missing_is_listed_and_each_line_goes_there(
    office: Office, project: str, form_of, asked, notices: RecordingNotices, qtbot: QtBot
):
    form = form_of(project)
    assert form.header.state.text() == "Draft"
    assert form.header.step.text() == "Hand in the proposal: this is not on file: Proposal received."
    dialog = asked(form)
    offered = [dialog.choice.itemData(number) for number in range(dialog.choice.count())]
    assert offered == ["submitted", "dropped", "cancelled", "terminated"]
    assert [line.accessibleName() for line in dialog.lines] == ["This is not on file: Proposal received."]
    assert not dialog.go.isEnabled()
    qtbot.mouseClick(dialog.lines[0], LEFT)
    assert not dialog.isVisible()
    assert form.tabs.now == FORM
    received = form.sheet.boxes["received_at"].editor.inner
    assert form.window().focusWidget() is received  # no window manager is here to make the window active again
    write(received, "2018-09-20 10:00 CEST")

    dialog = asked(form)  # what was typed is saved first
    assert dialog.told.text() == "Everything for it is on file."
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.header.state.text() == "Submitted")
    assert status(office, project) == "submitted"
    assert notices.messages[-1].startswith("Multi-ethnic Women Advocacy Group is now: Submitted.")

    dialog = asked(form)
    assert [line.accessibleName() for line in dialog.lines] == ["There is none on file: Screening sheet."]
    qtbot.mouseClick(dialog.lines[0], LEFT)
    part = notices.dialogs[-1]
    assert isinstance(part, PartDialog)
    assert part.kind.key == "screening"
    assert form.tabs.now == PARTS
    qtbot.waitUntil(lambda: part.session.state is State.CLEAN)
    qtbot.keyClick(part, Qt.Key.Key_Escape)


def test_an_exception_needs_a_reason_and_stays_in_sight(office: Office, project: str, form_of, asked, qtbot: QtBot):
    form = form_of(project)
    dialog = asked(form)
    write(dialog.reason, "The form came by hand, without a date.")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.header.state.text() == "Submitted")
    flags = [form.header._flags.itemAt(n).widget().text() for n in range(form.header._flags.count())]
    assert len(flags) == 1
    assert flags[0].startswith("Exception: went on to Submitted")
    assert flags[0].endswith("The form came by hand, without a date.")
    qtbot.mouseClick(form.tabs.chips[EVENTS], LEFT)
    said = [row[1] for row in form.timeline.table.plain.rows]
    assert said == ["Submitted", "Draft", "Exception: The form came by hand, without a date."]


def test_the_form_offers_only_the_states_that_may_follow(
    office: Office, project: str, form_of, notices: RecordingNotices, qtbot: QtBot
):
    form = form_of(project)
    choice = form.sheet.boxes["status"].editor
    offered = [choice.box.itemData(number) for number in range(choice.box.count())]
    assert offered == ["", "draft", "submitted", "dropped", "cancelled", "terminated"]
    choice.box.setFocus()
    qtbot.keyClick(choice.box, Qt.Key.Key_Down)
    qtbot.keyClick(form, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(notices.dialogs) == 1)
    assert status(office, project) == "draft"
    qtbot.keyClick(notices.dialogs[-1], Qt.Key.Key_Escape)
    form.throw_away()
    form.open_new()
    assert choice.box.count() > 20
    assert form.header.isHidden()


def test_how_it_stands_in_time_and_money(office: Office, project: str, form_of, qtbot: QtBot):
    with office.write("save") as writing:
        update(writing, project, {"received_at": "2018-09-20 10:00 CEST"})
    bring_to(office, project, "active")
    form = form_of(project)
    assert form.header.clock.text().startswith("Late · due 14 Jun 2019 · late since 15 Jun 2019 · visit by ")
    assert form.header.clock.property("look") == "problem"
    money = form.header.money.text().replace("\N{NO-BREAK SPACE}", " ")
    assert money == "USD  planned 24,800.00 · approved 24,800.00 · paid 19,840.00 · balance 4,960.00"
    assert form.header.step.text().startswith("Finish it: it was due on 14 Jun 2019.")


def test_a_visit_in_one_click_lists_the_deliverables(office: Office, form_of, notices: RecordingNotices, qtbot: QtBot):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    form = form_of(project)
    qtbot.mouseClick(form.header.visit_button, LEFT)
    qtbot.waitUntil(lambda: bool(notices.dialogs))
    dialog = notices.dialogs[-1]
    assert isinstance(dialog, PartDialog)
    qtbot.waitUntil(lambda: len(dialog.sections[0].rows) == 1)
    assert dialog.session.view is not None
    assert dialog.session.view.values["number"] == 1
    assert dialog.sections[0].rows[0].values["deliverable"] == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.mouseClick(form.tabs.chips[EVENTS], LEFT)
    qtbot.waitUntil(lambda: any(event.what == "visited" for event in form.timeline.events))
    row = [event.what for event in form.timeline.events].index("paid")
    table = form.timeline.table
    table.setFocus()
    table.setCurrentIndex(table.plain.index(row, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    opened = notices.dialogs[-1]
    assert opened is not dialog
    assert opened.kind.key == "payment"
    qtbot.waitUntil(lambda: opened.session.view is not None)
    qtbot.keyClick(opened, Qt.Key.Key_Escape)


def test_a_project_is_proposed_again(office: Office, form_of, qtbot: QtBot):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    form = form_of(project)
    qtbot.mouseClick(form.header.again_button, LEFT)
    qtbot.waitUntil(lambda: form.session.key is not None and form.session.key.uid != project)
    qtbot.waitUntil(lambda: form.header.standing is not None and form.header.standing.state == "draft")
    assert form.header.visit_button.isHidden()
    with office.read() as reading:
        assert len(list_uids(reading, "project")) == 2
        assert len(list_parts(reading, "budget_line", form.session.key.uid)) == 1


def test_what_the_board_finds_missing_is_mended_in_the_form(
    office: Office, project: str, open_window, notices: RecordingNotices, qtbot: QtBot
):
    other = proposal(office, cycle(office), title_en="Another one")
    window = open_window(office)
    window.open_record(RecordKey("project", other))
    with office.read() as reading:
        (received,) = missing_for(reading, project, "submitted")
    window.context.bus.mending_wanted.emit(RecordKey("project", project), received)
    form = window.register.form
    qtbot.waitUntil(lambda: form.session.key == RecordKey("project", project))
    box = form.sheet.boxes["received_at"].editor.inner
    qtbot.waitUntil(lambda: window.focusWidget() is box)
    with office.read() as reading:
        screening = next(one for one in missing_for(reading, other, "screened") if one.field == "screening")
    window.context.bus.mending_wanted.emit(RecordKey("project", other), screening)
    qtbot.waitUntil(lambda: bool(notices.dialogs))
    part = notices.dialogs[-1]
    assert isinstance(part, PartDialog)
    assert part.kind.key == "screening"
    qtbot.waitUntil(lambda: part.session.state is State.CLEAN)
    part.reject()
