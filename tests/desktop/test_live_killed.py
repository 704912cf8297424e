"""The process of a live town hall is killed outright: what was typed and counted is there when somebody comes back."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.records import drafts, list_parts, view
from db.store import Office, verify
from desktop.forms.session import State
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.conftest import PASSPHRASE

CTRL = Qt.KeyboardModifier.ControlModifier
ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from db.records import drafts, find
from db.store import Office
from desktop import theme
from desktop.bus import Bus
from desktop.context import Context
from desktop.tasks import Tasks
from desktop.window.main_window import MainWindow
from tests.desktop.recorder import RecordingNotices

home, passphrase, hall = sys.argv[1:]
app = QApplication([])
theme.Theme(app).wear(theme.LIGHT)
office = Office.open(Path(home), passphrase)
bus, notices = Bus(), RecordingNotices()
tasks = Tasks(bus)
tasks.attach(office)
window = MainWindow(Context(office, tasks, bus, notices, QSettings(home + ".ini", QSettings.Format.IniFormat)))
window.show()

def until(true):
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        app.processEvents()

window.activateWindow()
page = window.register
with office.read() as reading:
    key = find(reading, hall)
until(lambda: page.model.row_of(hall) == 0 and tasks.idle and QApplication.activeWindow() is window)
QTest.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
QTest.keyClick(page.table, Qt.Key.Key_Return)
until(lambda: page.form.session.key == key and tasks.idle)
QTest.mouseClick(page.form.live_button, Qt.MouseButton.LeftButton)
dialog = notices.dialogs[-1]
until(lambda: dialog._ready and dialog.desk.parts is not None)
for text in ("When is the road mended?", "Who pays?"):
    QTest.keyClicks(dialog.line, text)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
until(lambda: len(dialog.section.rows) == 2)
for count in (Qt.Key.Key_F5, Qt.Key.Key_F5, Qt.Key.Key_F6):
    QTest.keyClick(dialog.line, count)
QTest.keyClicks(dialog.line, "A third one, beg")

def kept():
    with office.read() as reading:
        return drafts(reading, "question").get(hall, {}).get("question") == "A third one, beg"

until(kept)
print("typed", flush=True)
while True:
    app.processEvents()
"""


def test_a_kill_in_the_middle_of_the_evening_loses_nothing_and_the_form_offers_it_back(
    home: Path, open_window: Callable[[Office], MainWindow], qtbot: QtBot
):
    office = Office.open(home, PASSPHRASE)
    hall = town_hall(office, title_en="Evening in Peja")
    office.close(note=False)
    command = [sys.executable, "-c", SCRIPT, str(home), PASSPHRASE, hall.uid]
    quiet = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "typed\n"
        running.kill()  # kill -9 of that one process: nothing is closed, nothing is flushed
    office = Office.open(home, PASSPHRASE)
    with office.read() as reading:
        questions = [row.values["question"] for row in list_parts(reading, "question", hall.uid)]
        assert questions == ["When is the road mended?", "Who pays?"]
        assert drafts(reading, "question")[hall.uid]["question"] == "A third one, beg"
        assert drafts(reading, "town_hall")[hall.uid] == {
            "total": "3",
            "tallies.sex.women": "2",
            "tallies.sex.men": "1",
        }
    assert verify(office).ok
    window = open_window(office)
    page = window.register
    assert page is not None
    qtbot.keyClick(page.table, Qt.Key.Key_Home, CTRL)
    qtbot.waitUntil(lambda: "not saved" in str(page.model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.form.session.key == hall and window.context.tasks.idle)
    assert window.status.state.text() == "Not saved yet"
    assert page.form.session.changed() == {"total": "3", "tallies.sex.women": "2", "tallies.sex.men": "1"}
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.form.session.state is State.CLEAN and window.context.tasks.idle)
    with office.read() as reading:
        assert view(reading, hall).values["total"] == 3 and drafts(reading, "town_hall") == {}
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    office.close()
