"""Draws the states that are rarer: first start, lock, plans, problems, conflicts, an empty office, a fault."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.parcels import export_parcel
from db.records import update
from db.store import Office
from desktop.crash import CrashDialog
from desktop.notices import Choice, Notices
from desktop.startup.unlock import Unlock
from desktop.startup.wizard import FirstStart
from desktop.tasks import Tasks
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.conftest import CHEAP
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.desktop.screens.looks import SIZES, WORN
from tests.parcels.helpers import column, edit
from tests.trackers.sheets import workbook

TRACKER = """
| Title           | Type      | Start date | Municipality | People | Women |
|-----------------|-----------|------------|--------------|--------|-------|
| Language rights | Town hall | 2026-03-12 | Звечан       | 60     | 41    |
| Young voices    | Workshop  | 2026-04-01 | prishtine    |        | 12    |
| Bad day         | Town hall | in spring  | Zubin Potok  | many   |       |
|                 | Town hall | 2026-04-01 | Zubin Potok  | 12     |       |
"""
Save = Callable[[QWidget, str], None]
pytestmark = [pytest.mark.parametrize("look", WORN), pytest.mark.usefixtures("worn")]


def test_first_start(look: str, tasks: Tasks, notices: RecordingNotices, tmp_path: Path, save: Save, qtbot: QtBot):
    start = FirstStart(tasks, notices, tmp_path / "new", CHEAP)
    qtbot.addWidget(start)
    start.show()
    save(start, f"start-1-{look}")
    start.next.click()
    save(start, f"start-2-{look}")
    start.next.click()
    officer = start.steps[2]
    write(officer.officer, "Ana Officer")
    write(officer.passphrase, "river lantern basket seventeen")
    write(officer.again, "river lantern")
    start.next.click()
    save(start, f"start-3-{look}")
    write(officer.again, "river lantern basket seventeen")
    start.next.click()
    qtbot.waitUntil(lambda: bool(start.recovery.code))
    start.recovery.copy_code()
    save(start, f"start-4-{look}")
    start.recovery.written.click()
    with qtbot.waitSignal(start.made) as made:
        start.next.click()
    made.args[0].close()


def test_lock(look: str, tasks: Tasks, home: Path, save: Save, qtbot: QtBot):
    lock = Unlock(tasks, Notices(), home)
    qtbot.addWidget(lock)
    lock.show()
    save(lock, f"lock-{look}")
    write(lock.secret, "wrong")
    lock.go.click()
    qtbot.waitUntil(lock.problem.isVisible)
    save(lock, f"lock-wrong-{look}")
    lock.close()


def test_office_pages(look: str, make_office, open_window, tmp_path: Path, save: Save, qtbot: QtBot):
    sender, hq = make_office("PEJ"), make_office("HQ", "hq")
    for number in range(12):
        town_hall(sender, title_en=f"Town hall {number}")
    good = export_parcel(sender, "HQ", tmp_path).file
    window: MainWindow = open_window(hq)
    window.resize(1366, 768)
    save(window, f"empty-office-{look}")
    window.go_to("exchange")
    page = window.pages["exchange"]
    page.receive.look_at([good, workbook(tmp_path / "A list of ours.xlsx", TRACKER)])
    qtbot.waitUntil(page.receive.take.isVisible)
    save(window, f"exchange-plan-{look}")
    page.receive.take.click()
    qtbot.waitUntil(lambda: "Taken in" in page.receive.words.text())
    page.receive.forget.click()
    page.send.folder.setText(str(tmp_path))
    page.send.write.click()
    qtbot.waitUntil(lambda: "Written" in page.send.result.text())
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    save(window, f"exchange-done-{look}")
    window.go_to("import")
    window.pages["import"].look_at(tmp_path / "A list of ours.xlsx")
    qtbot.waitUntil(window.pages["import"].take.isVisible)
    save(window, f"import-plan-{look}")


def broken(page) -> None:
    """What a colleague did: broke two cells, corrected one, and wrote beside the table."""
    page.cell(4, column(page, "#date+start+planned")).value = "in spring"
    page.cell(4, column(page, "#loc+venue+name")).value = "Cultural centre"
    page.cell(5, column(page, "#adm2+code+v_kas")).value = "Zubin Potak"
    own = page.max_column + 1
    page.cell(1, own).value, page.cell(3, own).value = "Our remark", "call the mayor"
    page.parent.create_sheet("Our calendar")["A1"] = "Monday"


@pytest.mark.parametrize("size", SIZES[::2], ids=lambda size: str(size[0]))
def test_mending(look: str, size, make_office, open_window, tmp_path: Path, save: Save, qtbot: QtBot):
    sender, hq = make_office("PEJ"), make_office("HQ", "hq")
    for number in range(4):
        town_hall(sender, title_en=f"Town hall {number}")
    sent = export_parcel(sender, "HQ", tmp_path).file
    stripped = load_workbook(sent)
    del stripped["_sync"]
    stripped.save(tmp_path / "Parcel of Tuesday.xlsx")
    window: MainWindow = open_window(hq)
    window.resize(*size)
    window.go_to("exchange")
    page = window.pages["exchange"]
    page.receive.look_at([edit(sent, "Town halls", broken), tmp_path / "Parcel of Tuesday.xlsx"])
    qtbot.waitUntil(page.receive.mend.save.isVisible)
    save(window, f"exchange-mend-{size[0]}-{look}")
    window.go_to("import")
    window.pages["import"].look_at(workbook(tmp_path / "A list of ours.xlsx", TRACKER))
    qtbot.waitUntil(window.pages["import"].mend.isVisible)
    save(window, f"import-mend-{size[0]}-{look}")


def test_conflict(look: str, office: Office, make_office, open_window, save: Save, qtbot: QtBot):
    key = town_hall(office, title_en="Language rights in daily services", venue="Cultural centre")
    other = make_office("HQ", "hq")
    with office.read() as reading:
        known = reading.revisions(key.uid)
    with other.write("receive") as writing:
        writing.note_replica(office.identity, "2026-01-01T00:00:00Z", "met")
        writing.receive(known)
    with other.write("save") as writing:
        update(writing, key.uid, {"venue": "Municipal hall", "status": "held"})
    with office.write("save") as writing:
        update(writing, key.uid, {"venue": "Youth centre", "status": "aired"})
    with other.read() as reading:
        theirs = reading.revisions(key.uid)
    with office.write("receive") as writing:
        writing.note_replica(other.identity, "2026-01-01T00:00:00Z", "met")
        writing.receive(theirs)
    window: MainWindow = open_window(office)
    window.resize(1366, 768)
    window.register.open(key.uid)
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    window.repaint()
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    save(window, f"conflict-{look}")
    window.register.delete(key.uid)
    qtbot.waitUntil(lambda: window.register.model.rowCount() == 0)
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    save(window, f"deleted-undo-{look}")
    window.register.top.deleted.click()
    qtbot.waitUntil(lambda: window.register.model.rowCount() == 1)
    window.register.open(key.uid)
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    window.repaint()
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    save(window, f"deleted-{look}")


def test_boxes(look: str, save: Save, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    fault = CrashDialog('Groundwork 0.1.0 · Python 3.11\n\nbuiltins.ZeroDivisionError\n\n  File "desktop/app.py"')
    qtbot.addWidget(fault)
    fault.show()
    save(fault, f"fault-{look}")
    notices = Notices()
    shown: list[QWidget] = []
    monkeypatch.setattr(notices, "_show", shown.append)
    choices = (Choice("stay", "Go back", "main"), Choice("close", "Throw it away and close", "danger"))
    notices.ask("One record holds text that is not saved", "It has problems that must be put right.", choices, print)
    qtbot.addWidget(shown[0])
    shown[0].show()
    save(shown[0], f"question-{look}")
