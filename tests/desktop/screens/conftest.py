"""Saving pictures of widgets."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.window.main_window import MainWindow
from tests.desktop.screens.clipping import clipped
from tests.desktop.screens.looks import LOOKS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go."""
    wanted = Path(os.environ.get("GROUNDWORK_SCREENS", tmp_path))
    wanted.mkdir(parents=True, exist_ok=True)
    return wanted


@pytest.fixture
def worn(look: str, dressed: theme.Theme) -> Iterator[None]:
    """The theme that a test is drawn in."""
    dressed.wear(LOOKS[look])
    yield
    dressed.wear(theme.LIGHT)


@pytest.fixture
def end(look: str, size: tuple[int, int]) -> str:
    """How the name of a picture ends."""
    return f"{size[0]}x{size[1]}-{look}"


@pytest.fixture
def save(folder: Path, dressed: theme.Theme) -> Callable[[QWidget, str], None]:
    """A function that draws a widget, saves the picture, and fails on clipped words and on a window to be scrolled."""

    def draw(widget: QWidget, name: str) -> None:
        for _ in range(3):  # a layout of wrapped words takes a few rounds
            QCoreApplication.sendPostedEvents()
        picture = widget.grab()
        assert picture.size() == widget.size() * widget.devicePixelRatio()
        assert picture.save(str(folder / f"{name}.png"))
        assert clipped(widget) == []
        if isinstance(widget, MainWindow):
            assert widget.centralWidget().verticalScrollBar().maximum() == 0, "the window needs more than there is"

    return draw
