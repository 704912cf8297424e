"""One window over one office."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.startup.single import say_already_open, single_instance


def test_a_second_window_over_one_office_is_refused_and_freed_with_the_first(tmp_path: Path) -> None:
    home = tmp_path / "ë home"
    first = single_instance(home)
    assert first is not None
    assert single_instance(home) is None
    assert single_instance(tmp_path / "other") is not None
    first.unlock()
    again = single_instance(home)
    assert again is not None
    again.unlock()


def test_the_second_start_says_so_and_ends_with_the_box(qapp: QApplication, qtbot: QtBot) -> None:
    box = say_already_open(qapp)
    qtbot.addWidget(box)
    assert box.isVisible()
    assert box.text() == "This office is open in another window already. Go on there."
    with qtbot.waitSignal(box.finished):
        box.close()
