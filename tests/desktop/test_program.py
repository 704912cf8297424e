"""From the command to the end: unlock, work, close with a backup; faults; translations."""

import gc
import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.store import Office, Paths
from desktop import theme
from desktop.app import Program
from desktop.collector import Collector
from desktop.crash import CrashDialog, report
from desktop.forms.session import State
from desktop.startup.unlock import Unlock
from desktop.startup.wizard import FirstStart
from tests.conftest import PASSPHRASE
from tests.desktop.keys import write

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"


def test_unlock_work_close_back_up(home: Path, qtbot: QtBot, dressed: theme.Theme, monkeypatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(1))
    program = Program(home, PASSPHRASE)
    program.begin()
    assert isinstance(program.start, Unlock)
    qtbot.waitUntil(lambda: program.window is not None)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: program.tasks.idle)
    page = window.register
    assert page is not None
    page.new()
    write(page.form.sheet.boxes["title_en"].editor.inner, "Typed at the last moment")
    assert page.form.session.state is State.DIRTY
    window.close()
    qtbot.waitUntil(lambda: bool(ended))
    assert list(Paths(home).backups.glob("*close.gwbackup"))
    again = Office.open(home, PASSPHRASE)
    with again.read() as reading:
        from db.records import count_records

        assert count_records(reading)["town_hall"] == 1
    again.close()
    window.deleteLater()


def test_an_office_that_came_back_from_an_older_day_says_so(
    home: Path, tmp_path: Path, qtbot: QtBot, dressed: theme.Theme, monkeypatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(1))
    asked: list[str] = []
    monkeypatch.setattr("desktop.notices.Notices.ask", lambda _, title, text, *more: asked.append(f"{title} {text}"))
    Office.open(home, PASSPHRASE).close()
    twin = Path(shutil.copytree(home, tmp_path / "twin"))
    program = Program(twin, PASSPHRASE)
    program.begin()
    qtbot.waitUntil(lambda: program.window is not None)
    window = program.window
    assert window is not None
    assert ["copy of one that lies elsewhere" in text and "A2" in text for text in asked] == [True]
    window.close()
    qtbot.waitUntil(lambda: bool(ended))
    window.deleteLater()


def test_the_first_start_comes_where_there_is_no_office(
    tmp_path: Path, qtbot: QtBot, dressed: theme.Theme, monkeypatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(1))
    program = Program(tmp_path / "new")
    program.begin()
    assert isinstance(program.start, FirstStart)
    program.start.close()
    assert ended == [1]
    assert not (tmp_path / "new").exists()


def test_garbage_is_collected_when_the_collector_says_so(qtbot: QtBot) -> None:
    collector = Collector()
    collector.start()
    assert not gc.isenabled()
    for _ in range(2 * gc.get_threshold()[0]):
        cycle: list[object] = []
        cycle.append(cycle)
    before = gc.get_count()[0]
    collector.collect()
    assert gc.get_count()[0] < before
    collector.stop()
    assert gc.isenabled()


def test_a_fault_tells_where_and_no_values(qtbot: QtBot, dressed: theme.Theme) -> None:
    try:
        raise ValueError("a name of a participant")
    except ValueError as error:
        text = report(type(error), error.__traceback__)
    assert "ValueError" in text
    assert "test_program" in text
    assert "participant" not in text.replace('raise ValueError("a name of a participant")', "")
    dialog = CrashDialog(text)
    qtbot.addWidget(dialog)
    dialog._copy()
    assert QApplication.clipboard().text() == text


@pytest.mark.parametrize("path", sorted(DESKTOP.rglob("*.py")), ids=lambda p: str(p.relative_to(DESKTOP)))
def test_house_rules(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\btr\(\s*f[\"']|translate\([^)]*\bf[\"']", text), "an f-string is never translated"
    assert "processEvents" not in text
    assert "sqlalchemy" not in text.lower()
    assert ".exec(" not in text or path.name in ("app.py", "grab.py"), "dialogs are opened, not executed"
    assert "Signal(int)" not in text, "numbers travel in Signal(object)"
    assert len(text.splitlines()) < 400
