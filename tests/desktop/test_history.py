"""What was done, and taking it back days later: the page of batches, and the history in a record's form."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.parcels import receive_parcels
from db.records import changing, do_bulk, update, view
from db.revisions import RecordKey
from db.store import Office
from desktop.history.page import HistoryPage
from desktop.window.main_window import MainWindow
from tests.builders import counts, town_hall
from tests.desktop.recorder import RecordingNotices
from tests.parcels.helpers import send


def act(office: Office, key: RecordKey, **values: object) -> None:
    with office.write("save") as write:
        update(write, key.uid, values)


def said(office: Office, key: RecordKey, *fields: str) -> list[object]:
    with office.read() as reading:
        values = view(reading, key).values
    return [values[field] for field in fields]


def press(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_batch_is_taken_back_days_later_and_what_changed_since_is_listed_first(
    office: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot
) -> None:
    halls = [town_hall(office, title_en=f"Hall {number}") for number in range(3)]
    do_bulk(office, [key.uid for key in halls], changing({"partner": "Radio"}))
    act(office, halls[1], partner="Television")
    act(office, halls[2], venue="School")
    window = open_window(office)

    def quiet() -> None:
        qtbot.waitUntil(lambda: window.context.tasks.idle)

    press(qtbot, window.navigation.entries["history"])
    quiet()
    page = window.pages["history"]
    assert isinstance(page, HistoryPage)
    page.table.setFocus()
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
        quiet()
    assert page.table.plain.rows[2][2] == "Change of partner in 3 town halls"
    assert [row[0].partition(" ")[2] for row in page.changes.plain.rows] == ["Hall 1"]
    assert page.changes.isVisible() and page.changes.plain.rows[0][1] == "Partner"
    notices.answers = ["undo", "undo"]
    press(qtbot, page.take_back)
    assert notices.work is not None and notices.work.isHidden(), "what is quick shows no bar"
    notices.work.cancel.click()
    qtbot.waitUntil(lambda: notices.problems == ["cancelled"])
    assert said(office, halls[0], "partner") == ["Radio"], "what was stopped has changed nothing"
    press(qtbot, page.take_back)
    qtbot.waitUntil(lambda: said(office, halls[0], "partner") == [None])
    assert notices.questions == ["Take this back?"] * 2
    assert said(office, halls[1], "partner") == ["Television"], "what was changed since stays"
    assert said(office, halls[2], "partner", "venue") == [None, "School"]
    quiet()
    assert notices.messages[-1].endswith("1 record was changed again since and kept.")


def test_a_record_goes_back_to_any_moment_and_says_out_of_which_parcel_it_came(
    make_office: Callable[..., Office], open_window: Callable[[Office], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, title_en="Water", venue="a", tallies=counts(women=1))
    file = send(office, "HQ", tmp_path)
    receive_parcels(hq, [file])
    for number in range(45):
        act(hq, key, venue=f"place {number}", **({"tallies": counts(women=number)} if number == 44 else {}))
    window = open_window(hq)
    page = window.register
    assert page is not None

    def quiet() -> None:
        qtbot.waitUntil(lambda: window.context.tasks.idle)

    page.open(key.uid)
    quiet()
    history = page.form.sheet.history
    page.form.sheet.go_to("history")
    quiet()

    def shown(kind: type[QWidget], text: str) -> list[QWidget]:
        return [one for one in history.findChildren(kind) if not one.isHidden() and text in one.text()]

    again = [one for one in history.findChildren(QToolButton) if one.accessibleName() == "Say this again"]
    press(qtbot, again[0])
    qtbot.waitUntil(lambda: said(hq, key, "venue") == ["place 43"])
    quiet()
    assert len(shown(QPushButton, "Back to here")) < 45 and not shown(QLabel, file.name[:12])
    (more,) = shown(QPushButton, "Earlier changes")
    press(qtbot, more)
    qtbot.waitUntil(lambda: bool(shown(QLabel, "came with")))
    assert [one.text().replace("\u200b", "") for one in shown(QLabel, "came with")] == [f"came with {file.name}"]
    press(qtbot, shown(QPushButton, "Back to here")[-1])
    qtbot.waitUntil(lambda: said(hq, key, "venue") == ["a"])
    with hq.read() as reading:
        assert [one.count for one in view(reading, key).tallies] == [1], "the whole record, its counts too"
    quiet()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: said(hq, key, "venue") == ["place 43"])
