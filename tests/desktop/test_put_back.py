"""A backup that a person opens takes the place of the office, which can be put back in the same way."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.records import count_records
from db.store import Office, Paths
from desktop import theme
from desktop.app import Program
from desktop.startup.put_back import PutBack
from desktop.startup.unlock import Unlock
from tests.builders import town_hall
from tests.conftest import PASSPHRASE
from tests.desktop.keys import write
from tests.desktop.screens.clipping import clipped


def test_a_backup_is_put_in_the_place_of_the_office(
    home: Path, tmp_path: Path, qtbot: QtBot, dressed: theme.Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.notices.Notices.ask", lambda *_: None)
    office = Office.open(home, PASSPHRASE)
    backup = Path(shutil.copy2(office.backup("asked"), tmp_path / "stick.gwbackup"))
    town_hall(office)
    office.close()
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(1))
    program = Program(home, backup=backup)
    program.begin()
    asked = program.start
    assert isinstance(asked, PutBack)
    assert "stick" in " ".join(label.text() for label in asked.findChildren(type(asked.problem)))
    write(asked.secret, "another office's words")
    asked.go.click()
    qtbot.waitUntil(lambda: not asked.problem.isHidden())
    assert "does not open" in asked.problem.text() and clipped(asked) == []
    write(asked.secret, PASSPHRASE)
    asked.go.click()
    qtbot.waitUntil(lambda: program.window is not None)
    qtbot.waitUntil(lambda: program.tasks.idle)
    with program.tasks.office.read() as reading:
        assert count_records(reading)["town_hall"] == 0, "the office is as the backup has it"
    assert list(Paths(home).backups.glob("*restore.gwbackup")), "what was there can be put back"
    window = program.window
    assert window is not None
    window.close()
    qtbot.waitUntil(lambda: bool(ended))
    window.deleteLater()


def test_who_does_not_want_it_comes_to_the_lock(home: Path, tmp_path: Path, qtbot: QtBot, dressed: theme.Theme) -> None:
    program = Program(home, backup=tmp_path / "b.gwbackup")
    program.begin()
    asked = program.start
    assert isinstance(asked, PutBack)
    asked.reject()
    assert isinstance(program.start, Unlock)
    program.start.rejected.disconnect()
    program.start.close()
    program.start.deleteLater()
    program.tasks.close()
