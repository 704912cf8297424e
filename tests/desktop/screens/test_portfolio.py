"""Draws the portfolio of projects and the dialog of a move."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.revisions import RecordKey
from db.store import Office
from desktop.context import Context
from desktop.portfolio.page import BOARD, COMING, MONTH, TABLE
from desktop.projects.move import Mover
from desktop.window.main_window import MainWindow
from tests.desktop.keys import write
from tests.desktop.programme import fill
from tests.desktop.recorder import RecordingNotices
from tests.desktop.screens.looks import CASES, WORN
from tests.projects.papers import bring_to, cycle, proposal

Open = Callable[[Office], MainWindow]
Save = Callable[[QWidget, str], None]


pytestmark = pytest.mark.usefixtures("worn")


@pytest.mark.parametrize("look", WORN)
def test_a_move_that_is_not_ready(
    look: str, context: Context, notices: RecordingNotices, office: Office, save: Save, qtbot: QtBot
) -> None:
    project = proposal(office, cycle(office))
    bring_to(office, project, "submitted")
    owner = QWidget()
    qtbot.addWidget(owner)
    mover = Mover(context, owner)
    mover.move(RecordKey("project", project), "screened")
    qtbot.waitUntil(lambda: bool(notices.dialogs))
    (dialog,) = notices.dialogs
    save(dialog, f"move-{look}")
    dialog.reject()


@pytest.mark.parametrize(("size", "look"), CASES)
def test_the_portfolio(look: str, size: tuple[int, int], office: Office, open_window: Open, save: Save, qtbot: QtBot):
    fill(office)
    window = open_window(office)
    window.resize(*size)
    window.go_to("portfolio")
    page = window.pages["portfolio"]
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    for view, name in ((TABLE, "table"), (BOARD, "board"), (COMING, "days"), (MONTH, "month")):
        page.show_view(view)
        page.calendar.month.go(date(2019, 6, 14))
        save(window, f"portfolio-{name}-{size[0]}-{look}")


@pytest.mark.parametrize("look", WORN)
def test_the_portfolio_where_nothing_is_like_that(
    look: str, office: Office, open_window: Open, save: Save, qtbot: QtBot
) -> None:
    fill(office)
    window = open_window(office)
    window.go_to("portfolio")
    page = window.pages["portfolio"]
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    write(page.filters.search, "zzz")
    qtbot.waitUntil(page.empty.isVisible)
    save(window, f"portfolio-nothing-{look}")


@pytest.mark.parametrize("look", WORN)
def test_a_card_over_a_column(look: str, office: Office, open_window: Open, save: Save, qtbot: QtBot) -> None:
    fill(office)
    window = open_window(office)
    window.resize(1366, 768)
    window.go_to("portfolio")
    page = window.pages["portfolio"]
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    page.show_view(BOARD)
    page.board.columns["mou_signed"].list.over.emit("approved")
    page.board.columns["closed"].list.over.emit("approved")
    save(window, f"portfolio-over-{look}")
