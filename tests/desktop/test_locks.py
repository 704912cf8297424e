"""Locks in the window: told before typing, made and lifted on the page of protection, named on the page of today."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.locks import approve, close
from db.records import deleting_all, history, update, view
from db.store import Office
from db.store.officers import add_officer
from desktop.registers.bulk_dialog import BulkDialog
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.conftest import CHEAP, PASSPHRASE
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices

SECOND = "otter moss window eleven"


def form_of(window: MainWindow, uid: str, qtbot: QtBot):
    window.go_to("town_hall")
    page = window.register
    assert page is not None
    page.open(uid)
    qtbot.waitUntil(lambda: page.form.session.loaded is not None and window.context.tasks.idle)
    return page.form


def test_a_head_approves_in_the_form_and_is_asked_why_something_changes(
    window: MainWindow, notices: RecordingNotices, office: Office, qtbot: QtBot
) -> None:
    hall = town_hall(office, status="held", venue="School")
    form = form_of(window, hall.uid, qtbot)
    assert form.locks.words.text() == "" and not form.locks.back.isVisibleTo(form)
    form.locks.approve.click()
    notices.dialogs[-1].go.click()
    qtbot.waitUntil(lambda: form.locks.words.text().startswith("Approved on"))
    assert "A. Officer, Head of office" in form.locks.words.text() and not form.locks.approve.isVisibleTo(form)
    write(form.sheet.boxes["venue"].editor.line, "Library")
    form.save()
    qtbot.waitUntil(lambda: bool(notices.dialogs) and notices.dialogs[-1].isVisible())
    dialog = notices.dialogs[-1]
    dialog.go.click()
    assert dialog.isVisible(), "no reason, no change"
    write(dialog.findChild(QLineEdit), "The school was closed")
    dialog.go.click()
    qtbot.waitUntil(lambda: "Changed since it was approved" in form.locks.words.text())
    assert "Venue" in form.locks.words.text() and form.locks.approve.isVisibleTo(form)
    with office.read() as reading:
        assert history(reading, hall)[0].reason == "The school was closed"
    desk = window.register.desk

    def answer(reason: str) -> None:
        count = len(notices.dialogs)
        qtbot.waitUntil(lambda: len(notices.dialogs) > count)
        write(notices.dialogs[-1].findChild(QLineEdit), reason)
        notices.dialogs[-1].go.click()
        qtbot.waitUntil(lambda: window.context.tasks.idle)

    desk.writing._write_cell(hall.uid, "venue", "Hotel")
    answer("Typed into the list")
    assert window.register.drafts.of(hall.uid) == {}, "saved, not only kept"
    desk.writing._do("Deleting", [hall.uid, town_hall(office).uid], deleting_all, "delete")
    answer("Both entered twice")
    form.open(hall)
    qtbot.waitUntil(lambda: form.session.view is not None and form.session.view.deleted)
    form._restore()
    qtbot.waitUntil(lambda: form.session.view is not None and not form.session.view.deleted)
    bulk = BulkDialog(window.context, window.register.kind, [hall.uid])
    qtbot.addWidget(bulk)
    bulk.choose("status", "planned")
    bulk.make_plan()
    qtbot.waitUntil(lambda: not bulk._why.isHidden())
    assert bulk.said.text().endswith("1 changes only if you say why.") and not bulk.go.isEnabled()
    qtbot.keyClicks(bulk.reason, "Postponed, all of them")
    bulk.go.click()
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    with office.read() as reading:
        told = [entry.reason for entry in history(reading, hall)]
    assert list(dict.fromkeys(filter(None, told)))[:3] == [
        "Postponed, all of them",
        "Both entered twice",
        "Typed into the list",
    ]
    form.locks.ask_allow()
    dialog = notices.dialogs[-1]
    write(dialog.until.line, "31/12/2999")
    write(dialog.reason, "The figures come late")
    dialog.go.click()
    qtbot.waitUntil(lambda: "Changes are allowed in spite of a lock" in form.locks.words.text())


def test_an_officer_sees_the_lock_before_typing_and_a_draft_survives_it(
    office: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot
) -> None:
    add_officer(office, PASSPHRASE, "Bardh Officer", SECOND, CHEAP)
    hall, later = town_hall(office, actual_start="2026-03-12"), town_hall(office, actual_start="2026-04-12", venue="A")
    with office.write("close") as writing:
        close(writing, "2026-03-01", "2026-03-31", reason="Reported")
    office.author = "Bardh Officer"
    window = open_window(office)
    form = form_of(window, hall.uid, qtbot)
    assert "are closed" in form.locks.words.text() and "Head of office can allow" in form.locks.words.text()
    assert form.session.locked and not form._save.isVisibleTo(form)
    form = form_of(window, later.uid, qtbot)
    assert not form.session.locked and form.locks.isHidden(), "nothing is said where nothing is locked"
    write(form.sheet.boxes["venue"].editor.line, "Library")
    office.author = "A. Officer"
    with office.write("approve") as writing:
        approve(writing, later.uid)
    office.author = "Bardh Officer"
    form.save()
    qtbot.waitUntil(lambda: bool(notices.problems))
    assert form.sheet.texts()["venue"] == "Library", "what was typed is still there"
    with office.read() as reading:
        assert view(reading, later).values["venue"] == "A"


def test_a_period_is_closed_and_opened_on_the_page_that_everybody_can_read(
    window: MainWindow, notices: RecordingNotices, office: Office, qtbot: QtBot
) -> None:
    hall = town_hall(office, actual_start="2026-03-12")
    window.go_to("protection")
    page = window.pages["protection"]
    page.show_part("locks")
    tab = page.locks
    qtbot.waitUntil(lambda: tab._shown is not None)
    tab.close_days.click()
    dialog = notices.dialogs[-1]
    dialog.go.click()
    assert "day is missing" in dialog.problem.text()
    for editor, text in ((dialog.start, "1/3/2026"), (dialog.end, "31/3/2026")):
        write(editor.line, text)
    write(dialog.reason, "Reported")
    dialog.go.click()
    qtbot.waitUntil(lambda: len(tab.closed.plain.rows) == 1)
    assert tab.closed.plain.rows[0][3] == "Reported"
    tab.allow.click()
    dialog = notices.dialogs[-1]
    write(dialog.until.line, "31/12/2999")
    write(dialog.reason, "A list came late")
    dialog.go.click()
    qtbot.waitUntil(lambda: len(tab.exceptions.plain.rows) == 1)
    window.go_to("today")
    today = window.pages["today"]
    qtbot.waitUntil(lambda: {"closed", "exceptions"} <= {item.what for item in today.today.items})
    with office.write("save", "") as writing:
        update(writing, hall.uid, {"total": 41})
    page.show_part("locks")
    window.go_to("protection")
    qtbot.waitUntil(lambda: len(tab.late.plain.rows) == 1)
    assert "A list came late" in str(tab.late.plain.rows[0][4])
    tab.end.click()
    qtbot.waitUntil(lambda: tab.exceptions.plain.rows == [])
    tab.open_again.click()
    write(notices.dialogs[-1].reason, "The list was wrong")
    notices.dialogs[-1].go.click()
    qtbot.waitUntil(lambda: "The list was wrong" in str(tab.closed.plain.rows[0][5]))
    assert not tab.allow.isEnabled()
