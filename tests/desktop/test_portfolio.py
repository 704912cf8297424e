"""The portfolio as a person uses it: looking, filtering, dragging, walking with the keyboard."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from db.records import list_parts, update, view
from db.revisions import RecordKey
from db.store import Office
from desktop.portfolio.cards import MIME, CardList
from desktop.portfolio.model import LIGHT, TITLE, PortfolioModel
from desktop.portfolio.page import BOARD, COMING, MONTH, TABLE, PortfolioPage
from desktop.portfolio.source import ALL
from desktop.projects.move_on import MoveOn
from desktop.window.main_window import MainWindow
from tests.conftest import PASSPHRASE
from tests.desktop.keys import write
from tests.desktop.programme import TODAY, fill
from tests.desktop.recorder import RecordingNotices
from tests.projects.papers import cycle, proposal, write_papers

Open = Callable[[Office], MainWindow]


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder of an office with a year of projects, to be copied, and the ids of the projects."""
    home = Path(shutil.copytree(template, tmp_path_factory.mktemp("year") / "home"))
    office = Office.open(home, PASSPHRASE)
    made = fill(office)
    office.close(note=False)  # what is copied from it is no copy
    return home, made


@pytest.fixture
def home(filled: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    """The folder of an office with a year of projects, not opened."""
    return Path(shutil.copytree(filled[0], tmp_path / "home"))


@pytest.fixture
def made(filled: tuple[Path, dict[str, str]], office: Office) -> dict[str, str]:
    """The ids of the projects."""
    office.clock = lambda: TODAY
    return filled[1]


@pytest.fixture
def window(open_window: Open, made: dict[str, str], office: Office) -> MainWindow:
    """The window, over a year of projects."""
    return open_window(office)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> PortfolioPage:
    """The page, with all of it read."""
    window.go_to("portfolio")
    found = window.pages["portfolio"]
    assert isinstance(found, PortfolioPage)
    quiet(found, qtbot)
    return found


def quiet(page: PortfolioPage, qtbot: QtBot) -> None:
    """Wait until everything asked for has arrived."""
    qtbot.waitUntil(lambda: page.context.tasks.idle)


def titles(page: PortfolioPage) -> list[str]:
    """The first words of the titles in the table."""
    model = page.model
    return [str(model.index(row, TITLE).data()).split()[0] for row in range(model.rowCount())]


def cards(page: PortfolioPage, state: str) -> list[str]:
    """The first words of the cards of a state."""
    return [line.title.split()[0] for line in page.board.columns[state].list.cards.lines]


def state(office: Office, uid: str) -> object:
    """The state a project is in."""
    with office.read() as reading:
        return view(reading, RecordKey("project", uid)).values["status"]


def drop(page: PortfolioPage, uid: str, source: str, target: str) -> CardList:
    """Let a card fall into another column, as the window system says it."""
    column = page.board.columns[target].list
    data = page.board.columns[source].list.cards.mimeData(
        [
            index
            for row in range(page.board.columns[source].list.cards.rowCount())
            if (index := page.board.columns[source].list.cards.index(row)).data(Qt.ItemDataRole.UserRole) == uid
        ]
    )
    place, keys = QPoint(20, 20), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, keys)
    QApplication.sendEvent(column.viewport(), enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(place), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, keys)
    QApplication.sendEvent(column.viewport(), event)
    return column


# ---- looking ----


def test_what_changes_while_nobody_looks_is_read_when_somebody_does(
    page: PortfolioPage, window: MainWindow, made: dict[str, str], qtbot: QtBot
):
    before, uid = page.portfolio, next(iter(made.values()))
    window.go_to("history")
    page.context.tasks.write("save", "", lambda write: update(write, uid, {"title_en": "Renamed meanwhile"}))
    quiet(page, qtbot)
    assert page.portfolio is before
    window.go_to("portfolio")
    quiet(page, qtbot)
    assert "Renamed" in titles(page)


def test_what_burns_stands_first_with_its_light_in_words(page: PortfolioPage):
    assert titles(page)[:2] == ["Start-up", "Shared"]
    assert page.model.index(0, LIGHT).data() == "Visit overdue\n14 Jun 2019"
    assert page.count.text() == "8 projects"


def test_the_year_stands_above_it_in_projects_and_money(page: PortfolioPage):
    assert page.standing.count.text() == "6 of 18"
    assert page.standing.figures == [
        "EUR  ·  planned 9,500.00",
        "USD  ·  planned 173,600.00  ·  approved 148,800.00  ·  paid 89,280.00  ·  spent 49,000.00"
        "  ·  still to pay 59,520.00",
    ]


def test_the_model_is_sound(page: PortfolioPage):
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.model.sort(TITLE, Qt.SortOrder.DescendingOrder)
    assert titles(page) == sorted(titles(page), reverse=True)
    page.model.sort(-1)
    assert titles(page)[0] == "Start-up"
    page.model.show([])
    assert page.model.rowCount() == 0
    QAbstractItemModelTester(page.coming.coming, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(
        page.board.columns["active"].list.cards if page.board.columns else PortfolioModel(page.context.mission, page),
        QAbstractItemModelTester.FailureReportingMode.Fatal,
    )


def test_another_year_is_chosen_above(page: PortfolioPage, office: Office, qtbot: QtBot):
    with qtbot.waitSignal(page.context.bus.changed):
        page.context.tasks.write("save", "", lambda write: update(write, page.portfolio.cycle, {"target": 20}))
    quiet(page, qtbot)
    assert page.standing.count.text() == "6 of 20"
    other = cycle(office, budget_year="2017-18", title_en="The year before", year_start=None, year_end=None, target=9)
    proposal(office, other, title_en="An older one")
    page.reload()
    quiet(page, qtbot)
    assert [page.cycles.itemText(row) for row in range(page.cycles.count())] == [
        "The year before",
        "Confidence-building projects 2018-19",
        "All cycles",
    ]
    qtbot.keyClick(page.cycles, Qt.Key.Key_Up)
    quiet(page, qtbot)
    assert titles(page) == ["An"]
    assert page.standing.count.text() == "0 of 9"
    page.cycles.setCurrentIndex(page.cycles.findData(ALL))
    page.cycles.activated.emit(2)
    quiet(page, qtbot)
    assert len(titles(page)) == 9
    assert page.standing.count.text() == "6 of 29"


# ---- filtering ----


def test_words_and_lists_narrow_all_three_views(page: PortfolioPage, qtbot: QtBot):
    page.search()
    write(page.filters.search, "green valley")
    qtbot.waitUntil(lambda: page.count.text() == "2 of 8 projects")
    assert set(titles(page)) == {"Shared", "Greenhouses"}
    page.filters.state.setFocus()
    page.filters.state.setCurrentIndex(page.filters.state.findData("active"))
    page.filters.state.activated.emit(1)
    assert titles(page) == ["Shared"]
    page.show_view(BOARD)
    assert cards(page, "active") == ["Shared"]
    page.show_view(COMING)
    assert {row.title.split()[0] for row in page.coming.coming.rows if not isinstance(row, str)} == {"Shared"}
    page.filters.clear()
    page.show_view(TABLE)
    assert len(titles(page)) == 8


def test_where_nothing_is_like_that_one_button_shows_all_again(page: PortfolioPage, qtbot: QtBot):
    write(page.filters.search, "zzz")
    qtbot.waitUntil(page.empty.isVisible)
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert len(titles(page)) == 8
    assert page.table.isVisible()


# ---- opening ----


def test_enter_opens_a_project_in_its_register(
    page: PortfolioPage, window: MainWindow, made: dict[str, str], qtbot: QtBot
):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    quiet(page, qtbot)
    assert window.register is not None
    assert window.register.form.session.key == RecordKey("project", made["Start-up"])


def test_a_day_to_come_opens_its_project(page: PortfolioPage, window: MainWindow, made: dict[str, str], qtbot: QtBot):
    page.show_view(COMING)
    headings = [row for row in page.coming.coming.rows if isinstance(row, str)]
    assert headings[0] == "Overdue"
    row = next(
        row
        for row, due in enumerate(page.coming.coming.rows)
        if not isinstance(due, str) and due.what == "action" and due.project == made["Shared"]
    )
    place = page.coming.visualRect(page.coming.coming.index(row, 1)).center()
    qtbot.mouseClick(page.coming.viewport(), Qt.MouseButton.LeftButton, pos=place)
    quiet(page, qtbot)
    assert window.register is not None
    assert window.register.form.session.key == RecordKey("project", made["Shared"])


# ---- moving ----


def test_a_card_that_is_dropped_where_all_is_on_file_moves(
    page: PortfolioPage, office: Office, made: dict[str, str], notices: RecordingNotices, qtbot: QtBot
):
    write_papers(office, made["Mobile"], "screened")
    page.show_view(BOARD)
    drop(page, made["Mobile"], "submitted", "screened")
    quiet(page, qtbot)
    assert state(office, made["Mobile"]) == "screened"
    assert cards(page, "screened") == ["Mobile"]
    assert cards(page, "submitted") == []
    assert notices.messages[-1] == "Mobile theatre on everyday misunderstandings is now: Screened."


def test_a_drop_where_no_way_leads_is_refused_with_the_sentence(
    page: PortfolioPage, office: Office, made: dict[str, str], notices: RecordingNotices, qtbot: QtBot
):
    page.show_view(BOARD)
    drop(page, made["Bilingual"], "approved", "closed")
    quiet(page, qtbot)
    assert state(office, made["Bilingual"]) == "approved"
    assert cards(page, "approved") == ["Bilingual"]
    assert notices.messages[-1].startswith("From Approved a project cannot go to Closed. It can go to: MoU signed,")
    assert not notices.dialogs


def test_the_month_is_walked_by_keyboard_and_opens_what_falls_due(
    page: PortfolioPage, made: dict[str, str], window: MainWindow, qtbot: QtBot
):
    page.show_view(MONTH)
    calendar, month = page.calendar, page.calendar.month
    qtbot.waitUntil(month.hasFocus)
    QAbstractItemModelTester(month.days, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert (calendar.name.text(), month.day.isoformat(), month.days.rowCount()) == ("March 2019", "2019-03-01", 5)
    for key, day in (
        (Qt.Key.Key_Left, "2019-02-28"),
        (Qt.Key.Key_Up, "2019-02-21"),
        (Qt.Key.Key_PageDown, "2019-03-21"),
        (Qt.Key.Key_Home, "2019-03-01"),
    ):
        qtbot.keyClick(month, key)
        assert month.day.isoformat() == day
    assert calendar.nothing.isVisible() and not calendar.list.isVisible()
    wanted: list[RecordKey] = []
    page.context.bus.wanted.disconnect(window.open_record)
    page.context.bus.wanted.connect(wanted.append)
    for _ in range(11):
        qtbot.keyClick(month, Qt.Key.Key_Right)
    assert [(due.what, due.title.split()[0]) for due in calendar.dues] == [("action", "Shared")]
    qtbot.keyClick(month, Qt.Key.Key_Return)
    assert wanted == [RecordKey("project", made["Shared"])]
    box = month.visualRect(month.currentIndex())
    line = month.fontMetrics().lineSpacing()
    qtbot.mouseClick(month.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(20, line + line // 2 + 3))
    assert len(wanted) == 2
    qtbot.mouseClick(month.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(20, 4))
    assert len(wanted) == 2  # the number of a day only chooses it
    month.turn(3)
    month.go(month.day.replace(day=14))  # the last day before the cut-off: several projects
    assert {due.what for due in calendar.dues} == {"due"} and len(calendar.dues) > 1
    qtbot.keyClick(month, Qt.Key.Key_Return)
    assert calendar.list.hasFocus()
    qtbot.keyClick(calendar.list, Qt.Key.Key_Down)
    qtbot.keyClick(calendar.list, Qt.Key.Key_Return)
    assert wanted[-1].uid == calendar.dues[1].project


def test_while_a_card_hangs_over_a_column_it_says_what_a_drop_would_do(page: PortfolioPage):
    page.show_view(BOARD)
    data = QMimeData()
    data.setData(MIME, b"some-id approved")
    for target, words in (("mou_signed", "Sign the MoU"), ("closed", "No way leads here from “Approved”")):
        column = page.board.columns[target]
        enter = QDragEnterEvent(
            *(QPoint(5, 5), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        )
        QApplication.sendEvent(column.list.viewport(), enter)
        assert column.hint.isVisible()
        assert column.hint.text() == words
        column.list.over.emit("")
        assert not column.hint.isVisible()


def test_what_is_missing_is_asked_for_and_a_reason_moves_the_card(
    page: PortfolioPage, office: Office, made: dict[str, str], notices: RecordingNotices, qtbot: QtBot
):
    page.show_view(BOARD)
    drop(page, made["Bilingual"], "approved", "mou_signed")
    quiet(page, qtbot)
    (dialog,) = notices.dialogs
    assert isinstance(dialog, MoveOn)
    assert cards(page, "approved") == ["Bilingual"]
    qtbot.keyClicks(dialog.reason, "Both sign on Monday")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    quiet(page, qtbot)
    assert state(office, made["Bilingual"]) == "mou_signed"
    assert "Bilingual" in cards(page, "mou_signed")
    with office.read() as reading:
        assert len(list_parts(reading, "override", made["Bilingual"])) == 1


def test_the_keyboard_walks_across_moves_a_card_and_stays_on_it(
    page: PortfolioPage, office: Office, made: dict[str, str], notices: RecordingNotices, qtbot: QtBot
):
    write_papers(office, made["Greenhouses"], "submitted")
    write_papers(office, made["Mobile"], "screened")
    page.show_view(BOARD)
    columns = page.board.columns
    qtbot.waitUntil(columns["draft"].list.hasFocus)
    qtbot.keyClick(columns["draft"].list, Qt.Key.Key_Right)
    assert columns["submitted"].list.hasFocus()
    qtbot.keyClick(columns["submitted"].list, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    quiet(page, qtbot)
    assert state(office, made["Mobile"]) == "screened"
    assert page.board.columns["screened"].list.hasFocus()
    assert page.board.columns["screened"].list.uid == made["Mobile"]
    qtbot.keyClick(page.board.columns["screened"].list, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    quiet(page, qtbot)
    assert "From Screened" in notices.messages[-1] or state(office, made["Mobile"]) == "returned"


def test_the_menu_offers_only_states_that_a_way_leads_to(
    page: PortfolioPage, office: Office, made: dict[str, str], qtbot: QtBot
):
    page.offer_moves(made["Greenhouses"], page.mapToGlobal(QPoint(50, 50)))
    (menu,) = page.findChildren(QMenu)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Open",
        "Hand in the proposal  →  Submitted",
        "Drop it  →  Dropped",
        "Cancel it  →  Cancelled",
        "Terminate it  →  Terminated",
    ]
    dropping = next(action for action in menu.actions() if action.text().startswith("Drop it"))
    dropping.trigger()
    menu.close()
    quiet(page, qtbot)
    assert state(office, made["Greenhouses"]) == "dropped"
    assert page.count.text() == "8 projects"


def test_a_new_order_stays_on_the_project_one_was_on(page: PortfolioPage, made: dict[str, str], qtbot: QtBot):
    page.table.setCurrentIndex(page.model.index(1, TITLE))
    assert page.table.currentIndex().data(Qt.ItemDataRole.UserRole) == made["Shared"]
    header = page.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(TITLE) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert titles(page) == sorted(titles(page))
    assert page.table.currentIndex().data(Qt.ItemDataRole.UserRole) == made["Shared"]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (TABLE, ("Portfolio of projects", "2 of 8 projects: with the words “green valley”", "USD: planned 173,600.00")),
        (COMING, ("What falls due", "2 of 8 projects: with the words “green valley”", "Mend the fence")),
    ],
)
def test_what_is_shown_is_printed_with_its_filter(
    page: PortfolioPage,
    window: MainWindow,
    notices: RecordingNotices,
    qtbot: QtBot,
    tmp_path: Path,
    view: int,
    words: tuple[str, ...],
):
    write(page.filters.search, "green valley")
    qtbot.waitUntil(lambda: page.count.text() == "2 of 8 projects")
    page.show_view(view)
    window.print_page()
    (preview,) = notices.dialogs
    qtbot.waitUntil(preview.save.isEnabled)
    notices.files = [tmp_path / "portfolio.pdf"]
    qtbot.mouseClick(preview.save, Qt.MouseButton.LeftButton)
    quiet(page, qtbot)
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(notices.files[0]).pages)
    for word in words:
        assert word in text
    assert "Start-up kits" not in text
    preview.close()
