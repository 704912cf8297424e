"""Draws the pages of the exchange in their states, in a small and a large window and in both themes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.errors import KnownError
from db.parcels import receive_parcels, revoke
from db.store import Office
from desktop.bus import EVERYTHING
from desktop.i18n import sentence
from desktop.notices import Notices
from desktop.window.main_window import MainWindow
from tests.builders import project, town_hall
from tests.desktop.exchanges import TEXT, edited_by_hand, mixed, own_code_of, stolen
from tests.desktop.keys import write
from tests.desktop.screens.looks import CASES, settle
from tests.parcels.helpers import change_at, column, edit, send

Save = Callable[[QWidget, str], None]
pytestmark = [
    pytest.mark.parametrize(("size", "look"), CASES),
    pytest.mark.usefixtures("worn"),
]


@pytest.fixture
def opened(
    open_window: Callable[[Office], MainWindow], size: tuple[int, int], qtbot: QtBot
) -> Callable[[Office, str], MainWindow]:
    """A function that shows a page of an office."""

    def show(office: Office, key: str) -> MainWindow:
        window = open_window(office)
        window.resize(*size)
        window.go_to(key)
        settle(window, qtbot)
        return window

    return show


def test_laptops(
    end: str, office: Office, make_office: Callable[..., Office], opened, tmp_path: Path, save: Save, qtbot: QtBot
) -> None:
    save(opened(office, "laptops"), f"laptops-none-{end}")
    hq, files = stolen(make_office, tmp_path)
    for code in ("PEJ", "PRZ", "GJI", "PRI"):
        other = make_office(code)
        town_hall(other)
        receive_parcels(hq, [send(other, "HQ", tmp_path)])
    window = opened(hq, "laptops")
    page = window.pages["laptops"]
    save(window, f"laptops-{end}")
    page.compare.click()
    dialog = window.context.notices.dialogs[-1]
    write(dialog.code, own_code_of(hq))
    save(dialog, f"laptops-compare-{end}")
    dialog.go.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    save(dialog, f"laptops-wrong-code-{end}")
    dialog.reject()
    page.report.click()
    dialog = window.context.notices.dialogs[-1]
    save(dialog, f"laptops-lost-{end}")
    dialog.reject()
    with hq.write("revoke") as writing:
        revoke(writing, "MIT-B", "2026-05-09", "taken from a car near the bridge")
    hq.set_setting("strict", "yes")
    late = make_office("PEJ", laptop="B")
    town_hall(late)
    receive_parcels(hq, [*files, send(late, "HQ", tmp_path)])
    window.context.bus.changed.emit(EVERYTHING)
    settle(window, qtbot)
    page.table.selectRow([row[0] for row in page.table.plain.rows].index("MIT-B"))
    page.asides.table.selectRow(1)
    settle(window, qtbot)
    save(window, f"laptops-aside-{end}")
    page.asides.take.click()
    dialog = window.context.notices.dialogs[-1]
    save(dialog, f"laptops-overrule-{end}")
    dialog.reject()


def test_sending(end: str, office: Office, opened, tmp_path: Path, save: Save, qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr("desktop.exchange.send_card.is_removable", lambda folder: True)
    town_hall(office, actual_start="2026-03-12")
    window = opened(office, "exchange")
    card = window.pages["exchange"].send
    save(window, f"exchange-empty-{end}")
    write(card.folder, str(tmp_path))
    card.nil.click()
    write(card.start.line, "1/3/2026")
    write(card.end.line, "31/3/2026")
    write(card.password, "river lantern")
    write(card.again, "river lamp")
    card.write.click()
    settle(window, qtbot)
    save(window, f"send-passwords-differ-{end}")
    write(card.again, "river lantern")
    card.write.click()
    qtbot.waitUntil(lambda: "Activities of this period" in card.result.text())
    settle(window, qtbot)
    save(window, f"send-nil-refused-{end}")
    card.nil.click()
    card.write.click()
    qtbot.waitUntil(lambda: "Written" in card.result.text())
    settle(window, qtbot)
    save(window, f"send-done-{end}")
    card.to.peer.setCurrentIndex(card.to.peer.count() - 2)
    write(card.to.name, "ACTED")
    card.write.click()
    qtbot.waitUntil(lambda: "small counts" in card.result.text())
    settle(window, qtbot)
    save(window, f"send-partner-{end}")


def test_hand_edits(
    end: str, office: Office, make_office: Callable[..., Office], opened, tmp_path: Path, save: Save, qtbot: QtBot
) -> None:
    hq = make_office("HQ", "hq")
    save(opened(hq, "proposals"), f"proposals-none-{end}")
    key = town_hall(
        office, title_en="Language rights in daily services", venue="Cultural centre", total=50, description=TEXT
    )
    receive_parcels(hq, [edited_by_hand(office, tmp_path, "Report of March, corrected by the regional desk")])
    town_hall(office, title_en="Waste collection in the river settlements")
    project(office, title_en="Greenhouses for returnee families")
    file = send(office, "HQ", tmp_path)
    for sheet, tag, value in (("Town halls", "#meta+change", "Delete"), ("Projects", "#status+code", "approved")):
        file = edit(file, sheet, partial(put, tag=tag, value=value))
    file = edit(file, "Town halls", partial(put, row=5, tag="#activity+name+i_en", value="A meeting nobody entered"))
    receive_parcels(hq, [file])
    change_at(hq, key.uid, venue="Municipal library")
    window = opened(hq, "proposals")
    page = window.pages["proposals"]
    save(window, f"proposals-conflict-{end}")
    for row, name in ((2, "text"), (8, "new")):
        page.table.choose(row)
        settle(window, qtbot)
        save(window, f"proposals-{name}-{end}")
    page.table.choose(3)
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Space)
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
    write(page.pane.why, "the office counted again")
    settle(window, qtbot)
    save(window, f"proposals-marked-{end}")
    page.refuse()
    settle(window, qtbot)
    page.table.choose(1)
    page.take()
    settle(window, qtbot)
    save(window, f"proposals-taken-{end}")
    page.filters["refused"].click()
    settle(window, qtbot)
    save(window, f"proposals-refused-{end}")


def put(page, tag: str, value: object, row: int = 3) -> None:
    page.cell(row, column(page, tag)).value = value


def test_receiving(
    end: str, make_office: Callable[..., Office], opened, tmp_path: Path, save: Save, qtbot: QtBot, monkeypatch
) -> None:
    hq, inbox = mixed(make_office, tmp_path)
    window = opened(hq, "exchange")
    card = window.pages["exchange"].receive
    window.context.inbox.watch(inbox)
    settle(window, qtbot)
    save(window, f"receive-inbox-{end}")
    card.inbox.look.click()
    qtbot.waitUntil(card.take.isVisible)
    settle(window, qtbot)
    for row, name in enumerate(("tracker", "edited", "problem", "after", "plain", "elsewhere", "locked")):
        card.table.selectRow(row)
        settle(window, qtbot)
        if name in ("tracker", "edited", "problem", "locked"):
            save(window, f"receive-{name}-{end}")
    hq.set_setting("strict", "yes")
    card.take.click()
    qtbot.waitUntil(card.take.isHidden)
    settle(window, qtbot)
    card.table.selectRow(4)
    settle(window, qtbot)
    save(window, f"receive-aside-{end}")
    card.reset()
    window.context.inbox.watch(None)
    settle(window, qtbot)
    card.work.start("Taking in 3 of 12")
    card.work.step(14, 24)
    settle(window, qtbot)
    save(window, f"receive-work-{end}")
    card.work.stop()
    shown: list[QWidget] = []
    notices = Notices()
    monkeypatch.setattr(notices, "_show", shown.append)
    locked = KnownError("password-needed", file="UNMIK_CA_PRZ-A_all_2026-11-24_S001.xlsx")
    notices.ask_password("A password is needed", sentence(locked), print)
    qtbot.addWidget(shown[0])
    shown[0].show()
    save(shown[0], f"receive-password-{end}")
