"""The window of the self-check opens, is pictured and ends."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from db.store import Paths
from desktop import grab, theme
from tests.conftest import PASSPHRASE


def test_the_window_is_pictured_and_closed(home: Path, dressed: theme.Theme):
    picture, said = grab.grab(home, PASSPHRASE)
    image = QImage.fromData(picture)
    assert image.width() >= 1180 and f"{image.width()} × {image.height()}" in said
    assert not Paths(home).backups.exists() or not list(Paths(home).backups.glob("*close*")), "nothing was changed"


def test_a_window_that_stays_empty_is_told(home: Path, dressed: theme.Theme, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(grab, "COLOURS", 1_000_000)
    with pytest.raises(RuntimeError, match="shows only"):
        grab.grab(home, PASSPHRASE)
