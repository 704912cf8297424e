"""The pages of frameworks and of indicators: what they show, what opens, what is written."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.records import create
from db.revisions import RecordKey
from db.store import Office
from desktop.frameworks.page import FrameworksPage
from desktop.indicators.page import IndicatorsPage
from desktop.parts.dialog import PartDialog
from desktop.window.main_window import MainWindow
from tests.builders import counts, town_hall
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices


def measured(office: Office) -> RecordKey:
    """Fill an office with a tagged town hall, evidence and two indicators."""
    office.clock = lambda: "2026-03-31T10:00:00Z"
    hall = town_hall(office, actual_start="2026-03-10", tallies=counts(women=41, men=9))
    with office.write("save") as write:
        for framework, code in (("op_output", "OO4"), ("op_activity", "OO4-A3"), ("op_benchmark", "OO4-S5")):
            create(write, "tag", {"activity": hall.uid, "framework": framework, "code": code, "main": "yes"})
        evidence = {"benchmark": "OO4-S5", "judgement": "moderate", "day": "2026-03-20"}
        create(write, "evidence", {"activity": hall.uid, **evidence})
        for code, title, expression in (
            ("1.1", "Share of women among participants", "share women of sex in activity"),
            ("1.2", "Town halls held", "count town_hall"),
            ("1.3", "People who trust their neighbours", None),
        ):
            told = {"code": code, "title_en": title, "expression": expression, "system": "rbb", "target": "50"}
            create(write, "indicator", told)
    return hall


@pytest.fixture
def show(open_window: Callable[[Office], MainWindow], office: Office, qtbot: QtBot):
    """A function that opens a page of the window and returns it."""

    def one(key: str):
        window = open_window(office)
        window.go_to(key)
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        return window, window.pages[key]

    return one


def test_a_framework_shows_who_serves_what_and_opens_it(office: Office, show, qtbot: QtBot):
    hall = measured(office)
    window, page = show("frameworks")
    assert isinstance(page, FrameworksPage)
    assert page.count.text() == "1 of 5 codes are served" and len(page.shown) == 5
    page.unserved.click()
    assert [line.code for line in page.shown] == ["OO1", "OO2", "OO3", "OO5"] and page.served.isHidden()
    page.unserved.click()
    page.codes.selectRow(3)
    qtbot.keyClick(page.codes, Qt.Key.Key_Return)
    page.served.selectRow(0)
    qtbot.keyClick(page.served, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.register is not None and window.register.form.session.key == hall)


def test_benchmarks_show_their_newest_evidence(office: Office, show, qtbot: QtBot):
    measured(office)
    window, page = show("frameworks")
    page.frameworks.setCurrentIndex(page.frameworks.findData("op_benchmark"))
    page.frameworks.activated.emit(0)
    qtbot.waitUntil(lambda: len(page.shown) == 65)
    row = [line.code for line in page.shown].index("OO4-S5")
    assert [page.codes.plain.index(row, column).data() for column in (3, 4, 6)] == ["short", "Moderate", "1"]
    assert window.isVisible()


def test_indicators_show_figures_and_the_records_behind_them(
    office: Office, show, notices: RecordingNotices, qtbot: QtBot
):
    hall = measured(office)
    window, page = show("indicators")
    assert isinstance(page, IndicatorsPage)
    assert [line.actual for line in page.lines] == ["82", "1", ""]
    page.table.selectRow(0)
    assert page.behind.plain.rowCount() == 1
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    (dialog,) = notices.dialogs
    assert isinstance(dialog, PartDialog)
    qtbot.waitUntil(lambda: dialog.sheet.texts()["start"] == "2026-01-01")
    dialog.sheet.boxes["planned"].editor.line.setText("50")
    dialog.sheet.boxes["planned"].editor.line.textEdited.emit("50")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.lines[0].written is not None)
    assert page.lines[0].written.variance == "32"
    page.window_box.setCurrentIndex(page.window_box.findData("half_year"))
    page.window_box.activated.emit(0)
    qtbot.waitUntil(lambda: page.bar.period.start == "2025-09-16" and window.context.tasks.idle)
    assert (page.bar.period.end, page.lines[1].actual) == ("2026-03-15", "1")
    page.behind.selectRow(0)
    qtbot.keyClick(page.behind, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.register is not None and window.register.form.session.key == hall)


def test_an_indicator_is_defined_from_its_page(show, notices: RecordingNotices, qtbot: QtBot):
    window, page = show("indicators")
    assert page.empty.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = notices.dialogs
    assert isinstance(dialog, PartDialog)
    qtbot.waitUntil(lambda: dialog.session.state.value == "clean")
    write(dialog.sheet.boxes["title_en"].editor.inner, "Town halls held")
    write(dialog.sheet.boxes["expression"].editor.inner, "count town_hall")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [line.title for line in page.lines] == ["Town halls held"])
    assert page.table.isVisible() and not page.empty.isVisible()


def test_a_form_offers_usual_tags_and_says_what_to_think_of(office: Office, show, qtbot: QtBot):
    hall = measured(office)
    with office.write("save") as write:
        create(write, "tag", {"activity": hall.uid, "framework": "pb_priority", "code": "PB-3"})
    window, page = show("town_hall")
    window.open_record(hall)
    parts = page.form.parts
    qtbot.waitUntil(lambda: "No peacebuilding role yet" in parts.hints.text())
    assert "whom does it employ" in parts.hints.text()
    parts.usual.click()
    qtbot.waitUntil(lambda: "No peacebuilding role" not in parts.hints.text() and parts.usual.isHidden())
    assert "whom does it employ" in parts.hints.text()
