"""A hint while a person types: seen, gone to, left with a reason, never in the way."""

from pytestqt.qtbot import QtBot

from db.store import Office
from db.store.access import HINT, access_log
from desktop.forms.session import State
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices


def test_dp_15_a_hint_is_left_with_a_reason_and_stays_away(
    window: MainWindow, notices: RecordingNotices, office: Office, qtbot: QtBot
) -> None:
    key = town_hall(office, title_en="Town hall", description="Call +383 44 123 456.")
    window.go_to("town_hall")
    page, tasks = window.register, window.context.tasks
    assert page is not None
    page.open(key.uid)
    qtbot.waitUntil(lambda: tasks.idle and page.form.hints.isVisible())
    line, note = page.form.hints, page.form.sheet.boxes["description"].editor.inner
    assert "phone number: +383 44 123 456" in line.words.text()
    write(note, "The victim Arta Berisha came. Call +383 44 123 456.")
    page.form.session.check()
    assert [hint.kind for _, hint in line.found] == ["name", "phone"]
    assert "Do not name victims" in line.words.text()
    line.leave.click()
    notices.dialogs[-1].go.click()
    assert "Without a reason" in notices.dialogs[-1].problem.text()
    notices.dialogs[-1].reject()
    window.save()
    qtbot.waitUntil(lambda: tasks.idle and page.form.session.state is State.CLEAN)
    write(note, "Call +383 44 123 456.")
    page.form.session.check()
    line.leave.click()
    reason = notices.dialogs[-1].findChild(type(page.form.sheet.boxes["venue"].editor.inner))
    write(reason, "the town hall's own switchboard")
    notices.dialogs[-1].go.click()
    qtbot.waitUntil(lambda: tasks.idle)
    assert line.isHidden()
    with office.read() as reading:
        (noted,) = access_log(reading, act=HINT)
    assert noted.note.endswith("description phone: the town hall's own switchboard")
    assert "383" not in noted.note
    window.save()
    qtbot.waitUntil(lambda: tasks.idle)
    page.back()
    page.open(key.uid)
    qtbot.waitUntil(lambda: tasks.idle)
    page.form.session.check()
    assert line.isHidden(), "once is enough"
