"""The Offices page: at headquarters only, who to call, the tree of offices, the period, the paper, the other pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from db.board import Period
from db.parcels import confirm
from db.store import Office
from desktop.bus import EVERYTHING
from desktop.offices.call_list import CallRow
from desktop.offices.page import OfficesPage
from desktop.window.main_window import MainWindow
from tests.board.mission import Make, arrive, at, written
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.parcels.helpers import send
from tests.parcels.test_trust import code


@pytest.fixture
def hq(november: Office) -> Office:
    return november


@pytest.fixture
def shown(open_window: Callable[[Office], MainWindow], qtbot: QtBot) -> Callable[[Office], OfficesPage]:
    """A function that opens the page over a headquarters."""

    def show(office: Office) -> OfficesPage:
        window = open_window(office)
        window.go_to("offices")
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        page = window.pages["offices"]
        assert isinstance(page, OfficesPage)
        return page

    return show


def cell(page: OfficesPage, name: str, key: str) -> str:
    return page.table.board.find(name, key).data()


def choose(page: OfficesPage, name: str, key: str = "name") -> None:
    page.table.setCurrentIndex(page.table.board.find(name, key))


def is_open(page: OfficesPage, name: str) -> bool:
    return page.table.isExpanded(page.table.board.find(name))


def test_the_tree_keeps_the_rules_of_qt(shown, hq: Office, qtmodeltester: ModelTester) -> None:
    page = shown(hq)
    assert page.table.board.find("FER-A").parent().data() == "FER"
    qtmodeltester.check(page.table.board, force_py=True)


def test_only_headquarters_has_the_page(window: MainWindow) -> None:
    assert "offices" not in window.navigation.entries
    window.context.remember("page", "offices")
    assert not window._known("offices")


def test_who_to_call_stands_above_the_offices_and_their_laptops(shown, hq: Office) -> None:
    page = shown(hq)
    assert [text.split(":")[0] for text in page.calls.texts][:3] == [
        "Call Mitrovica field office",
        "Call Peja/Peć field office",
        "Call Pristina field office",
    ]
    assert "due on 5 Nov 2026" in page.calls.texts[3]
    assert page.due.text() == "Reports are expected by 5 Nov 2026"
    assert cell(page, "Pristina field office", "report") == "Overdue"
    assert cell(page, "MIT-B", "remarks") == "reported lost"
    assert is_open(page, "Mitrovica field office")


def test_a_fold_stays_when_news_arrives(shown, hq: Office, make_office: Make, tmp_path: Path, qtbot: QtBot) -> None:
    page = shown(hq)
    choose(page, "Mitrovica field office")
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    assert not is_open(page, "Mitrovica field office")
    silent = written(make_office, "PRI")
    arrive(hq, "2026-11-20T09:00:00Z", send(at(silent, "2026-11-19T08:00:00Z"), "HQ", tmp_path))
    page.window().context.bus.changed.emit(EVERYTHING)
    qtbot.waitUntil(lambda: cell(page, "Pristina field office", "report") == "Came late")
    assert not is_open(page, "Mitrovica field office")
    assert is_open(page, "Peja/Peć field office")
    assert page.table.currentIndex().siblingAtColumn(0).data() == "Mitrovica field office"
    assert not [text for text in page.calls.texts if "nothing ever came" in text]


def test_a_compared_code_is_one_call_less(shown, hq: Office, make_office: Make, tmp_path: Path, qtbot: QtBot) -> None:
    calm = written(make_office, "PRI")
    arrive(hq, "2026-11-20T09:00:00Z", send(at(calm, "2026-11-19T08:00:00Z"), "HQ", tmp_path))
    page = shown(hq)
    assert [text for text in page.calls.texts if "compared the code of PRI-A" in text]
    word = code(calm)
    page.window().context.tasks.write("confirm", "", lambda writing: confirm(writing, "PRI-A", word))
    qtbot.waitUntil(lambda: not [text for text in page.calls.texts if "PRI-A" in text])


@pytest.mark.parametrize(
    ("name", "key", "page_key"),
    [("Peja/Peć field office", "missing", "exchange"), ("Pristina field office", "name", "exchange")],
)
def test_enter_opens_what_a_line_speaks_of(shown, hq: Office, qtbot: QtBot, name: str, key: str, page_key: str) -> None:
    page = shown(hq)
    choose(page, name, key)
    with qtbot.waitSignal(page.window().context.bus.page_wanted) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == [page_key, ""] and page.window()._now == page_key
    qtbot.waitUntil(lambda: page.window().context.tasks.idle)


@pytest.mark.parametrize(("name", "key"), [("MIT-B", "aside"), ("PRZ-A", "name")])
def test_a_line_of_a_laptop_chooses_that_laptop(shown, hq: Office, qtbot: QtBot, name: str, key: str) -> None:
    page = shown(hq)
    window = page.window()
    choose(page, name, key)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window._now == "laptops"
    laptops = window.pages["laptops"]
    qtbot.waitUntil(lambda: laptops._current() is not None and laptops._current().name == name)
    window.context.bus.changed.emit(EVERYTHING)
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    assert laptops._current().name == name


def test_a_call_about_a_laptop_chooses_that_laptop(shown, hq: Office, qtbot: QtBot) -> None:
    page = shown(hq)
    window = page.window()
    place = next(at for at, text in enumerate(page.calls.texts) if "a parcel of MIT-B came after" in text)
    page.calls.findChildren(CallRow)[place].more.click()
    laptops = window.pages["laptops"]
    qtbot.waitUntil(lambda: laptops._current() is not None and laptops._current().name == "MIT-B")
    qtbot.waitUntil(lambda: window.context.tasks.idle)


def test_the_period_goes_by_months_or_by_own_days(shown, hq: Office, qtbot: QtBot) -> None:
    page = shown(hq)
    assert (page.bar.month.text(), page.bar.start.text(), page.bar.end.text()) == (
        "October 2026",
        "2026-10-01",
        "2026-10-31",
    )
    page.bar.back.click()
    qtbot.waitUntil(lambda: cell(page, "Gjilan/Gnjilane field office", "report") == "Here")
    assert page.bar.month.text() == "September 2026"
    page.bar.forward.click()
    qtbot.waitUntil(lambda: cell(page, "Gjilan/Gnjilane field office", "report") == "Overdue")
    write(page.bar.end.line, "15/9/2026")
    assert page.bar.end.inner.property("wrong") and page.bar.period == Period("2026-10-01", "2026-10-31")
    write(page.bar.start.line, "1/9/2026")
    qtbot.waitUntil(lambda: page.bar.period == Period("2026-09-01", "2026-09-15"))
    assert page.bar.month.text() == "Own dates"
    qtbot.waitUntil(lambda: page.due.text().endswith("5 Oct 2026"))


def test_the_board_is_shown_as_paper_and_saved(
    shown, hq: Office, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    page = shown(hq)
    qtbot.keyClick(page.window(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (preview,) = notices.dialogs
    qtbot.waitUntil(preview.print.isEnabled)
    assert preview.windowTitle() == "Board of offices"
    notices.files = [tmp_path / "board.pdf"]
    preview.save.click()
    qtbot.waitUntil(lambda: "Saved" in preview.state.text())
    assert "WHO MUST I CALL" in PdfReader(tmp_path / "board.pdf").pages[0].extract_text()
    notices.files = [tmp_path / "printed.pdf"]
    preview.print.click()
    qtbot.waitUntil(lambda: "printer" in preview.state.text() and preview.print.isEnabled())
    box = PdfReader(tmp_path / "printed.pdf").pages[0]
    assert box.mediabox.width > box.mediabox.height or box.rotation in (90, 270)
    preview.reject()
