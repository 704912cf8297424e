"""The page of recommendations: bars, filters, confirming a status, what falls due, opening and importing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.promises import proposed_statuses
from db.records import view
from db.store import Office
from desktop.parts.dialog import PartDialog
from desktop.recommendations.page import DUE, WAITING, RecommendationsPage
from desktop.trackers.page import ImportPage
from desktop.window.main_window import MainWindow
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.promises.forum import forum
from tests.trackers.sheets import workbook


@pytest.fixture
def page(open_window: Callable[[Office], MainWindow], office: Office, qtbot: QtBot) -> RecommendationsPage:
    """The page over a forum with twelve of its recommendations."""
    forum(office)
    return shown(open_window(office), qtbot)


def shown(window: MainWindow, qtbot: QtBot) -> RecommendationsPage:
    window.go_to("recommendations")
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    page = window.pages["recommendations"]
    assert isinstance(page, RecommendationsPage)
    return page


def test_the_known_sets_are_added_by_a_button(window: MainWindow, qtbot: QtBot, notices: RecordingNotices):
    page = shown(window, qtbot)
    assert page.bars.figures == [] and not page.make.isHidden()
    qtbot.mouseClick(page.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.bars.figures) == 3)
    assert page.make.isHidden() and page.bars.figures[0] == "0 of 27 in progress or further"


def test_bars_and_filters_show_what_is_asked_for(page: RecommendationsPage, qtbot: QtBot):
    assert "8 of 135 in progress or further · 123 missing" in page.bars.figures
    assert len(page.lines.shown) == 12
    page.lines.filters.unserved.click()
    assert {line.number for line in page.lines.shown} == {1, 3, 4, 6, 7, 8, 9, 10, 12}
    page.lines.filters.unserved.click()
    write(page.lines.filters.search, "grade 5")
    qtbot.waitUntil(lambda: not page.lines.shown)
    write(page.lines.filters.search, "5 justice")
    qtbot.waitUntil(lambda: len(page.lines.shown) == 1 or not page.lines.shown)
    write(page.lines.filters.search, "")
    qtbot.waitUntil(lambda: len(page.lines.shown) == 12)
    page.by.setCurrentIndex(page.by.findData("status"))
    page.by.activated.emit(0)
    assert page.bars.figures == ["2 of 12", "4 of 12", "2 of 12", "2 of 12", "2 of 12"]


def test_a_status_moves_when_somebody_confirms_it(page: RecommendationsPage, office: Office, qtbot: QtBot):
    page.tabs.choose(WAITING)
    with office.read() as reading:
        waiting = proposed_statuses(reading)
    assert [one.number for one in waiting] == [5, 11] and page.tabs.chips[WAITING].text().endswith("2")
    page.waiting.table.selectRow(1)
    qtbot.mouseClick(page.waiting.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.standing.waiting) == 1)
    with office.read() as reading:
        assert view(reading, waiting[1].recommendation).values["status"] == "in_progress"
        assert view(reading, waiting[0].recommendation).values["status"] == "no_activity"


def test_rows_open_their_forms_with_enter(page: RecommendationsPage, notices: RecordingNotices, qtbot: QtBot):
    page.lines.table.selectRow(0)
    qtbot.keyClick(page.lines.table, Qt.Key.Key_Return)
    page.tabs.choose(DUE)
    page.due.table.selectRow([one.kind for one in page.standing.due].index("commitment"))
    qtbot.keyClick(page.due.table, Qt.Key.Key_Return)
    first, second = notices.dialogs
    assert isinstance(first, PartDialog) and isinstance(second, PartDialog)
    qtbot.waitUntil(lambda: second.session.view is not None)
    assert first.sheet.texts()["text_en"].startswith("Invented recommendation 1:")
    assert second.sheet.texts()["what"] == "Repair the road to the school"
    for dialog in (first, second):
        dialog.reject()


def test_a_recommendation_is_written_with_the_next_number(
    page: RecommendationsPage, notices: RecordingNotices, qtbot: QtBot
):
    page.sets.setCurrentIndex(page.sets.findText("Trust-building Forum 2018"))
    page.sets.activated.emit(0)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.new()
    (dialog,) = notices.dialogs
    assert isinstance(dialog, PartDialog)
    qtbot.waitUntil(lambda: dialog.sheet.texts()["number"] == "13")
    write(dialog.sheet.boxes["text_en"].editor.line, "An invented text")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.lines.shown) == 13)
    assert page.lines.shown[-1].text == "An invented text"


def test_a_list_is_imported_into_the_chosen_set(
    page: RecommendationsPage, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
):
    page.sets.setCurrentIndex(page.sets.findText("Trust-building Forum 2023"))
    page.sets.activated.emit(0)
    notices.files = [workbook(tmp_path / "l.xlsx", "| No. | Recommendation |\n|---|---|\n| 1 | One |\n| 3 | Three |")]
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    window = page.window()
    assert isinstance(window, MainWindow)
    imports = window.pages["import"]
    assert isinstance(imports, ImportPage)
    qtbot.waitUntil(lambda: imports.take.isVisible())
    assert "2 rows, 25 of 27 missing: no. 2, 4, 5" in imports.words.text()
    qtbot.mouseClick(imports.take, Qt.MouseButton.LeftButton)
    window.go_to("recommendations")
    qtbot.waitUntil(lambda: len(page.lines.shown) == 2)
