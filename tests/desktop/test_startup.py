"""The first start up to the recovery code, and the lock."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import KnownError
from db.store import Office
from db.store.keys import RECOVERY, new_recovery_code, read_keys, unlock, wrap, write_keys
from desktop import theme
from desktop.startup.strength import FAIR, GOOD, STRONG, WEAK, judge
from desktop.startup.unlock import Unlock
from desktop.startup.wizard import FirstStart
from desktop.tasks import Tasks
from tests.conftest import CHEAP, PASSPHRASE
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.desktop.screens.clipping import clipped

GOOD_PASSPHRASE = "river lantern basket seventeen"


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", WEAK),
        ("password", WEAK),
        ("password1234", WEAK),
        ("aaaaaaaaaaaaaaaa", WEAK),
        ("1234567890123", WEAK),
        ("Ana Officer", WEAK),
        ("river lantern basket", FAIR),
        ("river lantern basket seventeen", GOOD),
        ("river lantern basket seventeen otter moss", STRONG),
    ],
)
def test_how_strong_a_passphrase_is(passphrase: str, level: int, qapp: QApplication) -> None:
    assert judge(passphrase, ("Ana Officer",)).level == level


@pytest.fixture
def first_start(
    tasks: Tasks, notices: RecordingNotices, tmp_path: Path, dressed: theme.Theme, qtbot: QtBot
) -> FirstStart:
    made = FirstStart(tasks, notices, tmp_path / "new", CHEAP)
    qtbot.addWidget(made)
    made.show()
    return made


def test_first_start_to_recovery_code(
    first_start: FirstStart, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    mission, office, officer = first_start.steps
    first_start.next.click()
    office.office.setEditText("mit")
    write(office.laptop, "b")
    assert "TH-2026-MIT-B001" in office.example.text()
    first_start.next.click()
    write(officer.officer, "Ana Officer")
    write(officer.passphrase, GOOD_PASSPHRASE)
    write(officer.again, "something else")
    first_start.next.click()
    assert "not the same" in first_start.problem.text()
    write(officer.again, GOOD_PASSPHRASE)
    first_start.next.click()
    assert not first_start.next.isEnabled()
    qtbot.waitUntil(lambda: bool(first_start.recovery.code))
    assert clipped(first_start) == []
    assert not first_start.next.isEnabled(), "not before it is written down"
    first_start.close()
    assert first_start.isVisible(), "closing would lose the code"
    first_start.recovery.copy_code()
    assert QApplication.clipboard().text() == first_start.recovery.code
    notices.files = [tmp_path / "code.pdf"]
    first_start.recovery.print_code()
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")
    first_start.recovery.written.click()
    with qtbot.waitSignal(first_start.made) as made:
        first_start.next.click()
    opened: Office = made.args[0]
    assert opened.identity.office == "MIT"
    assert opened.identity.laptop == "B"
    opened.close()
    Office.open(tmp_path / "new", first_start.recovery.code).close()


def test_a_weak_passphrase_is_refused(first_start: FirstStart, qtbot: QtBot) -> None:
    for _ in range(2):
        first_start.next.click()
    officer = first_start.steps[2]
    write(officer.officer, "Ana Officer")
    write(officer.passphrase, "password1")
    write(officer.again, "password1")
    first_start.next.click()
    assert "harder to guess" in first_start.problem.text()
    first_start.close()


def test_an_office_that_is_there_is_not_touched(first_start: FirstStart, home: Path, qtbot: QtBot) -> None:
    first_start._home = home
    first_start.next.click()
    first_start.next.click()
    officer = first_start.steps[2]
    write(officer.officer, "Ana Officer")
    write(officer.passphrase, GOOD_PASSPHRASE)
    write(officer.again, GOOD_PASSPHRASE)
    first_start.next.click()
    qtbot.waitUntil(lambda: "already" in first_start.problem.text())
    first_start.close()


@pytest.fixture
def lock(tasks: Tasks, notices: RecordingNotices, home: Path, dressed: theme.Theme, qtbot: QtBot) -> Unlock:
    made = Unlock(tasks, notices, home, second=60)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_wrong_passphrase_waits_longer_each_time(lock: Unlock, qtbot: QtBot) -> None:
    for seconds in (1, 2, 4):
        write(lock.secret, "wrong words here")
        lock.go.click()
        qtbot.waitUntil(lambda seconds=seconds: lock._wait == seconds, timeout=5000)
        assert lock.problem.text() == str(KnownError("not-unlocked"))
        assert not lock.go.isEnabled()
        assert str(seconds) in lock.go.text()
        qtbot.waitUntil(lock.go.isEnabled)
    lock.close()


def test_the_right_passphrase_opens(lock: Unlock, qtbot: QtBot) -> None:
    write(lock.secret, PASSPHRASE)
    with qtbot.waitSignal(lock.opened) as opened:
        lock.go.click()
    opened.args[0].close()


def test_a_key_file_of_headquarters_opens_with_the_code_that_it_reads_out(
    lock: Unlock, notices: RecordingNotices, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    code, sent, before = new_recovery_code(), tmp_path / "sent.json", read_keys(home / "keys.json")
    key = unlock(before, PASSPHRASE).key
    write_keys(sent, [wrap(key, code, RECOVERY, "headquarters", CHEAP)])
    notices.files = [sent]
    lock.lost.click()
    assert "sent.json" in lock.caption.text()
    write(lock.secret, code)
    with qtbot.waitSignal(lock.opened) as opened:
        lock.go.click()
    opened.args[0].close()
    assert read_keys(home / "keys.json") != before
    assert list((home / "backups").glob("*keys.json")), "the old one is kept"


def test_a_damaged_file_is_said(lock: Unlock, home: Path, qtbot: QtBot) -> None:
    (home / "keys.json").write_text("{}")
    write(lock.secret, PASSPHRASE)
    lock.go.click()
    qtbot.waitUntil(lambda: "key file" in lock.problem.text())
    assert clipped(lock) == []
    lock.close()
