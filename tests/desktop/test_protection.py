"""The page of protection: officers, keys, the log."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.parcels import confirm, laptops, own_code, receive_parcels
from db.records import create, view
from db.store import Office
from db.store.officers import officers
from db.store.recovery import seal_for_headquarters, take_keys
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.conftest import CHEAP, PASSPHRASE
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.parcels.helpers import send

SECOND = "otter moss window eleven"


def test_an_officer_is_added_and_the_log_tells(
    window: MainWindow,
    notices: RecordingNotices,
    office: Office,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("db.store.keys.calibrated", lambda: CHEAP)
    window.go_to("protection")
    page = window.pages["protection"]
    tasks = window.context.tasks
    qtbot.waitUntil(lambda: page.officers.table.plain.rows == [("A. Officer", "Head of office", "you")])
    assert not page.officers.remove.isEnabled(), "somebody must be able to open the office"
    page.officers.add.click()
    dialog = notices.dialogs[-1]
    write(dialog.name, "Bardh Officer")
    write(dialog.passphrase, "password1")
    dialog.go.click()
    assert "harder to guess" in dialog.problem.text()
    write(dialog.passphrase, SECOND)
    write(dialog.again, SECOND)
    write(dialog.secret, "not mine")
    dialog.go.click()
    qtbot.waitUntil(lambda: "does not open" in dialog.problem.text())
    write(dialog.secret, PASSPHRASE)
    dialog.go.click()
    qtbot.waitUntil(lambda: tasks.idle and not dialog.isVisible())
    assert officers(office) == ("A. Officer", "Bardh Officer")
    page.officers.table.selectRow(1)
    page.officers.remove.click()
    write(notices.dialogs[-1].secret, PASSPHRASE)
    notices.dialogs[-1].go.click()
    qtbot.waitUntil(lambda: officers(office) == ("A. Officer",))
    page.officers.renew.click()
    write(notices.dialogs[-1].secret, PASSPHRASE)
    notices.dialogs[-1].go.click()
    qtbot.waitUntil(lambda: hasattr(notices.dialogs[-1], "step"))
    shown = notices.dialogs[-1]
    code = shown.step.code
    shown.close()
    assert shown.isVisible(), "closing would lose the code"
    shown.step.written.click()
    shown.close_it.click()
    Office.open(office.paths.home, code).close()
    page.tabs.choose("log")
    qtbot.waitUntil(lambda: len(page.log.table.plain.rows) == 5)
    assert [row[2] for row in page.log.table.plain.rows][:2] == ["Opened", "Officers or keys changed"]
    window.print_page()
    qtbot.waitUntil(lambda: tasks.idle)
    paper = notices.dialogs[-1]
    notices.files = [tmp_path / "log.pdf"]
    paper.save_as()
    qtbot.waitUntil(lambda: tasks.idle and (tmp_path / "log.pdf").exists())
    paper.close()


def test_headquarters_opens_an_office_that_is_locked_out(
    make_office: Callable[..., Office],
    open_window: Callable[[Office], MainWindow],
    notices: RecordingNotices,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("db.store.keys.calibrated", lambda: CHEAP)
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    with hq.write("key") as w:
        code = own_code(w)
    with office.write("confirm") as w:
        confirm(w, next(one.name for one in laptops(w) if one.role == "hq"), code)
    assert seal_for_headquarters(office)
    window = open_window(hq)
    window.go_to("protection")
    tab = window.pages["protection"].officers
    assert not tab.reopen.isHidden()
    sent = Path(shutil.copy(office.paths.keys, tmp_path / "keys.json"))
    notices.files = [sent]
    tab.reopen.click()
    qtbot.waitUntil(lambda: bool(notices.dialogs))
    shown = notices.dialogs[-1]
    home, code = office.paths.home, shown.step.code
    office.close()
    take_keys(home, tmp_path / "keys-from-headquarters.json", code)
    Office.open(home, code).close()
    shown.step.written.click()
    shown.close_it.click()


def test_what_was_kept_too_long_is_purged(
    window: MainWindow, notices: RecordingNotices, office: Office, qtbot: QtBot
) -> None:
    with office.write("save") as w:
        ngo = create(w, "organisation", {"title_en": "Mother and child"})
        grounds = {"purpose": "calls", "basis": "consent", "source": "card", "organisation": ngo.uid}
        contact = create(w, "contact", {"name": "Arta Berisha", "used_on": "2020-01-01", **grounds})
    window.go_to("protection")
    page, tasks = window.pages["protection"].keeping, window.context.tasks
    window.pages["protection"].tabs.choose("keeping")
    qtbot.waitUntil(lambda: tasks.idle and len(page.found) == 1)
    assert "never" in page.said.text()
    assert not page.go.isEnabled()
    page.model.setData(page.model.index(0, 0), None, Qt.ItemDataRole.CheckStateRole)
    notices.answers = ["purge"]
    page.go.click()
    qtbot.waitUntil(lambda: tasks.idle and not page.found)
    assert "never" not in page.said.text()
    with office.read() as reading:
        assert view(reading, contact).deleted
        assert view(reading, contact).values["name"] is None


def test_a_person_is_found_looked_at_and_taken_out(
    window: MainWindow, notices: RecordingNotices, office: Office, qtbot: QtBot
) -> None:
    key = town_hall(office, title_en="Talk with Arta Berisha", description="Arta Berisha spoke.", venue="School")
    office.backup("asked")
    window.go_to("protection")
    page, tasks = window.pages["protection"].person, window.context.tasks
    window.pages["protection"].tabs.choose("person")
    write(page.name, "berisha arta")
    page.look.click()
    qtbot.waitUntil(lambda: tasks.idle and len(page.found) == 2)
    assert "1 backup still holds it" in page.held.text()
    title = next(place for place, one in enumerate(page.found) if one.unit == "title_en")
    page.model.setData(page.model.index(title, 0), None, Qt.ItemDataRole.CheckStateRole)
    page.go.click()
    assert notices.questions == ["Redact 1 place for ever?"]
    with office.read() as reading:
        assert view(reading, key).values["description"] == "Arta Berisha spoke.", "nobody said yes"
    notices.answers = ["redact"]
    page.go.click()
    qtbot.waitUntil(lambda: tasks.idle and len(page.found) == 1)
    with office.read() as reading:
        assert view(reading, key).values["description"] == "[name removed] spoke."
        assert view(reading, key).values["title_en"] == "Talk with Arta Berisha"
    assert notices.dialogs[-1].windowTitle() == "Report of a redaction"
    notices.dialogs[-1].close()
