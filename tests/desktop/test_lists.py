"""Lists to live in, through the real window: many records, grids, views, paste, what is shown taken elsewhere."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHeaderView, QMenu
from pytestqt.qtbot import QtBot

from db.records import Wanted, create, find_records, view
from db.revisions import RecordKey
from db.store import Office
from desktop.registers.bulk_dialog import BulkDialog
from desktop.registers.columns_dialog import ColumnsDialog
from desktop.registers.page import RegisterPage
from desktop.registers.paste_dialog import PasteDialog
from desktop.widgets.ask import AskDialog
from desktop.window.main_window import MainWindow
from tests.builders import counts
from tests.conftest import PASSPHRASE
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLACES = ("XK29", "XK28", "XK38")


@pytest.fixture(scope="module")
def crowd(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with two hundred town halls, made once."""
    home = Path(shutil.copytree(template, tmp_path_factory.mktemp("crowd") / "home"))
    office = Office.open(home, PASSPHRASE)
    with office.write("import") as writing:
        for number in range(200):
            values = {"title_en": f"Hall {number:03d}", "municipality": PLACES[number % 3], "total": number}
            more = {"planned_start": f"2026-{1 + number % 3:02d}-11", "tallies": counts(women=number % 2)}
            create(writing, "town_hall", values | more)
    office.close(note=False)
    return home


@pytest.fixture
def many(crowd: Path, tmp_path: Path) -> Iterator[Office]:
    office = Office.open(Path(shutil.copytree(crowd, tmp_path / "many")), PASSPHRASE)
    yield office
    office.close()


Quiet = Callable[[], None]


def page_of(window: MainWindow, qtbot: QtBot) -> tuple[RegisterPage, Quiet]:
    page = window.register
    assert page is not None

    def quiet() -> None:
        for _ in range(3):
            window.repaint()
            qtbot.waitUntil(lambda: window.context.tasks.idle)

    quiet()
    return page, quiet


def dialog(notices: RecordingNotices, kind: type[QDialog]):
    assert isinstance(notices.dialogs[-1], kind)
    return notices.dialogs[-1]


def matching(office: Office, query: str) -> int:
    with office.read() as reading:
        return len(find_records(reading, "town_hall", Wanted(query)).uids)


def close(window: MainWindow, qtbot: QtBot) -> None:
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def back_to(window: MainWindow, qtbot: QtBot) -> None:
    """A dialog went away: shortcuts work again when the window is the active one."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def choose(qtbot: QtBot, menu: QMenu, text: str) -> None:
    """Click an entry of a menu."""
    qtbot.waitUntil(menu.isVisible)
    action = next(one for one in menu.actions() if one.text() == text)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def click(qtbot: QtBot, header: QHeaderView, column: int, keys=Qt.KeyboardModifier.NoModifier) -> None:
    """Click the head of a column."""
    place = QPoint(header.sectionViewportPosition(column) + 30, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_two_hundred_are_changed_at_once_and_taken_back_after_a_restart(
    many: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot
) -> None:
    window = open_window(many)
    page, quiet = page_of(window, qtbot)
    qtbot.keyClick(page.table, Qt.Key.Key_A, CTRL)
    quiet()
    assert page.desk.line.text.text().startswith("200 chosen · People 19,900")
    qtbot.keyClick(page.table, Qt.Key.Key_B, CTRL)
    bulk = dialog(notices, BulkDialog)
    qtbot.keyClicks(bulk.field, "Stat")
    assert bulk.editor is not None
    qtbot.keyClicks(bulk.editor.inner, "Held")
    qtbot.keyClick(bulk.look, Qt.Key.Key_Space)
    qtbot.waitUntil(bulk.go.isVisible)
    assert bulk.said.text() == "200 records change." and matching(many, "status:held") == 0
    qtbot.keyClick(bulk.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: matching(many, "status:held") == 200)
    quiet()
    assert notices.messages[-1] == "Changed 200 records."
    close(window, qtbot)
    again = open_window(many)
    page, quiet = page_of(again, qtbot)
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: matching(many, "status:draft") == 200)
    quiet()
    assert notices.problems == []


def test_two_hundred_rows_are_pasted_and_seven_are_faulty(
    office: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot
) -> None:
    window = open_window(office)
    page, quiet = page_of(window, qtbot)
    rows = [f"Row {n}\t{'Atlantis' if n in range(30, 37) else 'Звечан'}\t11.3.2026" for n in range(200)]
    QGuiApplication.clipboard().setText("\n".join(["Title\tPlace\tPlanned start", *rows]))
    qtbot.keyClick(page.table, Qt.Key.Key_V, CTRL)
    quiet()
    paste = dialog(notices, PasteDialog)
    assert (len(paste.plan.new), len(paste.plan.faulty)) == (193, 7)
    assert paste.problems.plain.rows[0][:2] == (32, "Place"), "as the spreadsheet counts: the names are its first row"
    qtbot.keyClick(paste.back, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text().count("Atlantis") == 7
    qtbot.keyClick(paste.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: matching(office, "place:XK29") == 193)
    quiet()
    assert page.model.rowCount() == 193
    QGuiApplication.clipboard().setText(QGuiApplication.clipboard().text().replace("Atlantis", "Zubin Potok"))
    qtbot.keyClick(page.table, Qt.Key.Key_V, CTRL)
    quiet()
    assert len(dialog(notices, PasteDialog).plan.new) == 7
    dialog(notices, PasteDialog).reject()


def test_a_saved_view_survives_a_restart(
    many: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot
) -> None:
    window = open_window(many)
    window.resize(1400, 800)
    page, quiet = page_of(window, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(page.top.search, "place:zvecan women>0 shoes:3")
    qtbot.waitUntil(lambda: page.model.wanted.query.endswith("shoes:3"))
    quiet()
    assert [chip.text() for chip in page.desk.bar.chips] == ["Municipality: Zvečan/Zveçan", "Women > 0", "“shoes 3”"]
    assert page.desk.bar.unclear.text() == "There is no filter “shoes”: its words are searched instead."
    qtbot.mouseClick(page.desk.bar.chips[-1], Qt.MouseButton.LeftButton)
    quiet()
    assert page.top.search.text() == "place:zvecan women>0" and page.model.rowCount() == 33
    qtbot.keyClick(page, Qt.Key.Key_C, CTRL | SHIFT)
    columns = dialog(notices, ColumnsDialog)
    for name in ("women", "status"):  # one more, one less
        write(columns.filter, name)
        qtbot.waitUntil(lambda name=name: columns.list.item(columns.list.currentRow()).text().lower().startswith(name))
        qtbot.keyClick(columns.list, Qt.Key.Key_Space)
    qtbot.keyClick(columns.go, Qt.Key.Key_Return)
    quiet()
    back_to(window, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.desk._menu is not None)
    menu = page.desk._menu
    assert menu is not None
    choose(qtbot, menu, "Group by")
    choose(qtbot, next(one for one in menu.findChildren(QMenu) if one.title() == "Group by"), "Month")
    quiet()
    header = page.table.horizontalHeader()
    click(qtbot, header, page.model.column("title"))
    click(qtbot, header, page.model.column("total"), SHIFT)
    edge = QPoint(header.sectionViewportPosition(0) + header.sectionSize(0) - 1, header.height() // 2)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(40, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    wide = header.sectionSize(0)
    assert page.table.widths["ref"] == wide
    quiet()
    assert page.model.rowCount() == 33 + len(page.model.found.groups)
    head = page.model.index(0, 0).data()
    assert head.startswith("March 2026") or head.startswith("January 2026") or head.startswith("February 2026")
    assert "Women" in head
    back_to(window, qtbot)  # the menus were windows too
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL | SHIFT)
    ask = dialog(notices, AskDialog)
    qtbot.keyClicks(ask.focusWidget(), "North, women")
    qtbot.keyClick(ask, Qt.Key.Key_Return)
    quiet()
    back_to(window, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_F, CTRL)
    write(page.top.search, "")
    qtbot.waitUntil(lambda: page.model.wanted.query == "")
    qtbot.mouseClick(page.desk.bar.chips[-1], Qt.MouseButton.LeftButton)  # by no month any more
    quiet()
    assert page.model.wanted.group == ""
    close(window, qtbot)
    again = open_window(many)
    page, quiet = page_of(again, qtbot)
    assert "sex.women" in page.model.wanted.columns and page.model.wanted.query == ""
    (kept,) = page.context.views.of("town_hall")
    entry = again.navigation.entries[kept.id]
    assert (entry.text(), entry.number.text()) == ("North, women", "33")
    qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    quiet()
    assert page.model.wanted.sort == (("title", True), ("total", True)) and page.model.wanted.group == "month"
    assert len(page.model.found.uids) == 33 and page.table.widths["ref"] == wide
    group = page.model.found.groups[0]
    qtbot.keyClick(page.table, Qt.Key.Key_Home, CTRL)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.model.rowCount() == 33 + len(page.model.found.groups) - group.sums.records


def test_cells_are_typed_into_and_filled_down(
    many: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot
) -> None:
    window = open_window(many)
    page, quiet = page_of(window, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_F, CTRL)
    write(page.top.search, "hall 00")
    qtbot.waitUntil(lambda: page.model.wanted.query == "hall 00")
    quiet()
    qtbot.keyClick(page.top.search, Qt.Key.Key_E, CTRL)

    def click_cell(row: int, key: str) -> None:
        cell = page.table.visualRect(page.model.index(row, page.model.column(key)))
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())

    def type_into(row: int, key: str, text: str) -> None:
        click_cell(row, key)
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
        editor = page.table.focusWidget()
        write(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        quiet()

    type_into(0, "total", "77")
    assert page.table.currentIndex().row() == 1, "Enter goes down"
    type_into(0, "title", "Hall 009, water")
    type_into(0, "date", "12 Mar 2026")
    uid = page.model.uid_at(0)
    with many.read() as reading:
        values = view(reading, RecordKey("town_hall", uid)).values
    typed = {key: values[key] for key in ("total", "title_en", "planned_start", "actual_start")}
    said = {"total": 77, "title_en": "Hall 009, water", "planned_start": "2026-03-12", "actual_start": None}
    assert typed == said, "the day that is shown was the planned one"
    click_cell(0, "total")
    for _ in range(4):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(page.table, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: matching(many, "people:77") == 5 + 1)
    quiet()
    type_into(1, "total", "many")
    assert "not a whole number" in notices.messages[-1]
    assert page.drafts.of(page.model.uid_at(1)) == {"total": "many"}, "what was typed is kept"
    qtbot.keyClick(page.table, Qt.Key.Key_E, CTRL)
    assert not page.model.editing


def test_what_is_shown_is_copied_printed_and_saved_as_a_workbook(
    many: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(many)
    page, quiet = page_of(window, qtbot)
    write(page.top.search, '"hall 004"')
    qtbot.waitUntil(lambda: page.model.wanted.query == '"hall 004"')
    page.desk.group_by("municipality")
    quiet()
    qtbot.keyClick(page.table, Qt.Key.Key_C, CTRL)
    quiet()
    assert QGuiApplication.clipboard().text() == (
        "Ref\tDate\tPlace\tTitle\tStatus\tPeople\nTH-2026-MIT-A005\t2026-02-11\tZubin Potok\tHall 004\tDraft\t4\n"
    ).replace("2026-MIT", page.model.row_at(1).ref[3:11])
    notices.files = [tmp_path / "list.xlsx"]
    page.desk.export()
    qtbot.waitUntil(lambda: notices.messages[-1] == "Saved list.xlsx.")
    book = load_workbook(tmp_path / "list.xlsx")
    assert [cell.value for cell in book["Town halls"][3]][2:] == ["Zubin Potok", "Hall 004", "Draft", 4]
    qtbot.keyClick(page.table, Qt.Key.Key_P, CTRL | SHIFT)
    paper = notices.dialogs[-1]
    qtbot.waitUntil(lambda: paper._drawn is not None)
    lines = paper._drawn.composed.document.lines
    assert lines[0].look == "strong" and lines[0].cells[0] == "Zubin Potok (1) · People 4"
    assert lines[1].cells[3] == "Hall 004"
    paper.language.setCurrentIndex(paper.language.findData("fr"))
    paper.language.activated.emit(paper.language.currentIndex())
    qtbot.waitUntil(lambda: paper._drawn.composed.document.language == "fr")
    found = paper._drawn.composed.document
    assert [column.title for column in found.columns][:2] == ["Réf.", "Date"] and found.lines[1].cells[4] == "Brouillon"
    paper.reject()
    page.desk.print_list()
    again = notices.dialogs[-1]
    assert again.language.currentData() == "fr", "the last choice for this list"
    qtbot.waitUntil(lambda: again._drawn is not None)
    again.reject()
    page.ask("people<10")
    quiet()
    page.table.selectAll()
    quiet()
    page.print_shown()
    summaries = notices.dialogs[-1]
    assert summaries is not paper
    qtbot.waitUntil(lambda: summaries._drawn is not None)
    made = summaries._drawn.composed.document
    assert made.title == "Town halls" and len(made.summaries) == 10
    summaries.reject()


def test_a_record_is_found_by_a_misspelt_place_in_another_script(
    many: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(many)
    page, quiet = page_of(window, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_F, CTRL)
    write(page.top.search, "Звечн")
    qtbot.waitUntil(lambda: page.model.wanted.query == "Звечн")
    quiet()
    offer = page.empty.button
    assert offer is not None and offer.text() == "Search in Zvečan/Zveçan"
    qtbot.keyClick(offer, Qt.Key.Key_Space)
    quiet()
    assert page.top.search.text() == "place:XK29" and page.model.rowCount() == 67
    write(page.top.search, "place:Звечн")
    qtbot.waitUntil(lambda: page.model.wanted.query == "place:Звечн")
    quiet()
    assert page.model.rowCount() == 67 and "Zvečan/Zveçan is shown instead" in page.desk.bar.unclear.text()
