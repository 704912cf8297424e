"""What the program says about itself."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

import db
from desktop import about, theme
from desktop.about import About, tell_news
from tests.desktop.recorder import RecordingNotices
from tests.desktop.screens.clipping import clipped


def test_version_changes_and_licences(
    dressed: theme.Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "licences.txt").write_text("Qt is used under the LGPL", encoding="utf-8")
    (tmp_path / "changes.txt").write_text(about.changes(), encoding="utf-8")
    real = about.resource
    monkeypatch.setattr(about, "resource", lambda *parts: real(*parts) if parts[1:] else tmp_path.joinpath(*parts))
    dialog = About(None)
    qtbot.addWidget(dialog)
    dialog.show()
    newest = dialog.news.toPlainText().partition("\n")[0]
    assert newest == f"Groundwork {db.__version__}", "the newest version stands first in what is new"
    assert dialog.terms.toPlainText() == "Qt is used under the LGPL"
    assert clipped(dialog) == []


def test_an_upgrade_is_told_once(notices: RecordingNotices, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    tell_news(settings, notices)
    assert notices.messages == [], "the first start is no upgrade"
    settings.setValue("version", "0.0.1")
    tell_news(settings, notices)
    tell_news(settings, notices)
    assert notices.messages == [f"This is Groundwork {db.__version__} now. Shift+F1 shows what is new."]
