"""A town hall is entered while it goes on, and a youth assembly's idea becomes a project, with keys and clicks."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.records import create, drafts, list_parts, view
from db.revisions import RecordKey
from db.store import Office
from desktop.events.form import EventForm
from desktop.events.live import MEN, TOTAL, WOMEN, LiveDialog
from desktop.forms.record_form import PARTS
from desktop.window.main_window import MainWindow
from tests.builders import record, town_hall
from tests.desktop.recorder import RecordingNotices

SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(window: MainWindow, key: RecordKey, qtbot: QtBot) -> EventForm:
    window.open_record(key)
    page = window.register
    assert page is not None
    qtbot.waitUntil(lambda: page.form.session.key == key and page.form.parts.desk.parts is not None)
    assert isinstance(page.form, EventForm)
    return page.form


def live(form: EventForm, notices: RecordingNotices, qtbot: QtBot) -> LiveDialog:
    qtbot.mouseClick(form.live_button, Qt.MouseButton.LeftButton)
    dialog = notices.dialogs[-1]
    assert isinstance(dialog, LiveDialog)
    qtbot.waitUntil(lambda: dialog._ready and dialog.desk.parts is not None)
    return dialog


def test_questions_and_people_are_entered_by_key(
    office: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot
):
    hall = town_hall(office, title_en="Evening in Peja")
    window = open_window(office)
    form = opened(window, hall, qtbot)
    dialog = live(form, notices, qtbot)
    for text in ("When is the road mended?", "Who pays for the school bus?"):
        qtbot.keyClicks(dialog.line, text)
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(dialog.section.rows) == 2)
    assert [row.values["number"] for row in dialog.section.rows] == [1, 2]
    assert re.fullmatch(r"\d\d:\d\d", str(dialog.section.rows[0].values["at"]))
    assert dialog.line.text() == ""

    for key in (Qt.Key.Key_F5, Qt.Key.Key_F5, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7):
        qtbot.keyClick(dialog.line, key)
    qtbot.keyClick(dialog.line, Qt.Key.Key_F5, SHIFT)
    qtbot.mouseClick(dialog.counters[MEN].less, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.counters[MEN].less, Qt.MouseButton.LeftButton)
    assert (dialog.numbers[WOMEN], dialog.numbers[MEN], dialog.numbers[TOTAL]) == (2, 0, 3)
    qtbot.keyClicks(dialog.line, "A third one, beg")
    qtbot.waitUntil(lambda: hall.uid in form._drafts.uids, timeout=4000)  # as a crash would find it
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    with office.read() as reading:
        assert drafts(reading, "town_hall")[hall.uid] == {TOTAL: "3", WOMEN: "2"}
        assert drafts(reading, "question")[hall.uid] == {"question": "A third one, beg"}

    qtbot.keyClick(dialog.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible() and window.context.tasks.idle and not form._drafts.uids)
    with office.read() as reading:
        seen = view(reading, hall)
    assert seen.values["total"] == 3
    assert [(t.category, t.count) for t in seen.tallies] == [("women", 2)]
    qtbot.waitUntil(lambda: form.sheet.texts()[TOTAL] == "3")
    again = live(form, notices, qtbot)
    assert again.line.text() == "A third one, beg"
    assert again.numbers[TOTAL] == 3
    again.reject()
    qtbot.waitUntil(lambda: window.context.tasks.idle)


def test_an_idea_becomes_a_project_with_one_click(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
):
    assembly = record(office, "youth_assembly", title_en="Fourth Youth Assembly")
    with office.write("save") as write:
        create(write, "project_idea", {"activity": assembly.uid, "number": 1, "title": "A podcast in two languages"})
    window = open_window(office)
    form = opened(window, assembly, qtbot)
    form.tabs.choose(PARTS)
    section = form.parts.sections["project_idea"]
    (make,) = [one for one in section.findChildren(QPushButton) if one.text() == "Make it a project"]
    qtbot.mouseClick(make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.register is not None and window.register.kind.key == "project")
    page = window.register
    assert page is not None
    qtbot.waitUntil(lambda: page.form.session.key is not None)
    with office.read() as reading:
        (idea,) = list_parts(reading, "project_idea", assembly.uid)
        project = view(reading, RecordKey("project", str(idea.values["project"])))
    assert project.values["origin"] == assembly.uid
    assert project.key == page.form.session.key
