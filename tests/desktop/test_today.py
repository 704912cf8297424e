"""The page that a day begins with, the palette and the search over all registers, through the real window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.catalogue import load_mission
from db.records import create, keep_draft
from db.store import Office
from desktop.portfolio.page import PortfolioPage
from desktop.search.page import SearchPage
from desktop.today.page import TodayPage, short_names
from desktop.window.actions import inner_actions
from desktop.window.main_window import MainWindow
from desktop.window.palette import Palette
from tests.builders import counts, project, town_hall
from tests.desktop.recorder import RecordingNotices

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_names_on_tiles_are_short_and_told_apart() -> None:
    names = {code.code: code.label() for code in load_mission("kosovo").lists["municipality"].entries}
    short = short_names(names)
    assert (short["XK12"], short["XK11"], short["XK38"]) == ("Leposavić", "Mitrovicë South", "Mitrovica North")
    assert len({*short.values()}) == len(names)


def filled(office: Office) -> None:
    office.clock = lambda: "2026-11-29T08:00:00Z"
    day = {"actual_start": "2026-03-12", "status": "held"}
    town_hall(office, title_en="Water", total=40, tallies=counts(women=22, men=18), **day)
    town_hall(office, title_en="Roads", total=10, total_is="more_than", municipality="XK29", **day)
    town_hall(office, title_en="Old", actual_start="2024-01-01", total=99)
    project(office, title_en="Water project", approved_amount="25000.50", planned_start="2026-04-01")
    with office.write("draft") as write:
        keep_draft(write, "town_hall", "", {"venue": "half"})


def active(window: MainWindow, qtbot: QtBot) -> None:
    """A dialog went away: shortcuts work again when the window is the active one."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def test_today_says_what_waits_and_its_charts_filter_the_registers(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
) -> None:
    filled(office)
    window = open_window(office)
    window.go_to("today")
    page = window.pages["today"]
    assert isinstance(page, TodayPage)

    def quiet() -> None:
        qtbot.waitUntil(lambda: window.context.tasks.idle)

    quiet()
    lines = [entry.text() for entry in page.findChildren(QPushButton) if entry.property("look") == "line"]
    assert "1 begun and not saved: town halls" in lines and "4 records in no parcel yet" in lines
    assert page.exchange.text() == "No parcel has been sent yet."
    assert [(mark.name, mark.figure) for mark in page.months.drawing.marks] == [
        ("March 2026", "2"),
        ("April 2026", "1"),
    ]
    assert page.people.drawing.marks[0].figure == "≈ 50", "a sum that holds an estimate is one"
    assert [(mark.key, mark.value) for mark in page.sex.drawing.marks] == [("women", 22), ("men", 18)]
    assert page.money.drawing.marks[0].figure == "USD\N{NO-BREAK SPACE}25,000.50"
    assert len(page.places.drawing.marks) == 38

    page.places.drawing.setFocus()
    page.places.drawing.current = next(n for n, m in enumerate(page.places.drawing.marks) if m.key == "XK29")
    qtbot.keyClick(page.places.drawing, Qt.Key.Key_Left)
    assert page.places.drawing.marks[page.places.drawing.current].key == "XK28", "Zubin Potok lies west of it"
    qtbot.keyClick(page.places.drawing, Qt.Key.Key_T)
    assert page.places.stack.currentWidget() is page.places.table
    qtbot.keyClick(page.places.table, Qt.Key.Key_T)
    qtbot.keyClick(page.places.drawing, Qt.Key.Key_Return)
    quiet()
    found = window.pages["search"]
    assert isinstance(found, SearchPage)
    qtbot.waitUntil(lambda: len(found.table.plain.rows) == 2)
    quiet()
    assert found.line.text() == "place:XK28 from:2026-01-01 to:2026-12-31"
    assert [row[4] for row in found.table.plain.rows] == ["Water project", "Water"]


def test_each_line_opens_what_it_speaks_of(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
) -> None:
    office.clock = lambda: "2026-11-29T08:00:00Z"
    hall = town_hall(office, title_en="Water", actual_start="2026-03-12")
    running = project(office, title_en="Water project", status="active", planned_start="2026-04-01")
    with office.write("save") as write:
        create(write, "payment", {"project": running.uid, "amount": "1", "paid_on": "2026-06-01", "voucher": "V-1"})
        dated = {"number": 2, "amount": "1", "currency": "USD", "due": "2026-12-01"}
        create(write, "instalment", {"project": running.uid, **dated})
        create(write, "commitment", {"activity": hall.uid, "what": "Lights", "holder": "Mayor", "due": "2026-10-01"})
        old = {"name": "A. B.", "purpose": "calls", "basis": "consent", "source": "card", "used_on": "2020-02-29"}
        ngo = create(write, "organisation", {"title_en": "Radio"})
        create(write, "contact", {**old, "organisation": ngo.uid})
        keep_draft(write, "topic", hall.uid, {"remark": "half"})
    window = open_window(office)

    def quiet() -> None:
        qtbot.waitUntil(lambda: window.context.tasks.idle)

    def press(text: str) -> None:
        window.go_to("today")
        quiet()
        lines = [one for one in window.pages["today"].findChildren(QPushButton) if one.property("look") == "line"]
        (line,) = [one for one in lines if text in one.text()]
        qtbot.keyClick(line, Qt.Key.Key_Space)
        quiet()

    def portfolio() -> list[str]:
        page = window.pages["portfolio"]
        assert isinstance(page, PortfolioPage) and page.isVisible() and page.coming.isVisible()
        return [one if isinstance(one, str) else one.what for one in page.coming.coming.rows]

    press("1 visit overdue: CBP-")
    assert portfolio()[:2] == ["Overdue", "visit"]
    press("1 thing due in projects within two weeks")
    assert "instalment" in portfolio()
    press("1 commitment or recommendation overdue")
    assert window.pages["recommendations"].due.isVisible()
    press("1 record about people kept longer")
    assert [one.name for one in window.pages["protection"].keeping.found] == ["A. B."]
    press("1 part of a record begun")
    assert window.register is not None and window.register.form.session.key == hall
    press("in no parcel yet")
    assert window.pages["exchange"].isVisible()
    window.go_to("today")
    quiet()
    today = window.pages["today"]
    assert isinstance(today, TodayPage)
    qtbot.keyClick(today.money.drawing, Qt.Key.Key_Return)
    quiet()
    assert window.register.kind.key == "project"
    assert [chip.text() for chip in window.register.desk.bar.chips][:2] == [
        "Currency: US dollar",
        "Approved amount: recorded",
    ]
    assert window.register.model.found.uids == [running.uid]


def test_anything_is_found_and_done_from_the_keyboard(
    office: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot
) -> None:
    filled(office)
    window = open_window(office)

    def quiet() -> None:
        qtbot.waitUntil(lambda: window.context.tasks.idle)

    qtbot.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT)
    page = window.pages["search"]
    assert isinstance(page, SearchPage)
    qtbot.keyClicks(page.line, "water")
    qtbot.waitUntil(lambda: len(page.table.plain.rows) == 2)
    quiet()
    shown = [entry.text() for entry in page.registers.values() if entry.isVisible()]
    assert shown == ["Projects: all 1", "Town halls: all 1"]
    page.save_search()
    ask = notices.dialogs[-1]
    ask.findChild(type(page.line).__mro__[2]).setText("Water everywhere")
    ask.go.click()
    quiet()
    (view,) = window.context.views.named
    assert window.navigation.entries[view.id].number.text() == "2"
    town_hall(office, title_en="More water")
    window.context.views._count()
    quiet()
    assert window.navigation.entries[view.id].number.text() == "3", "counted anew"

    active(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    palette = notices.dialogs[-1]
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.line, "histo")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.pages["history"].isVisible()
    active(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    palette = notices.dialogs[-1]
    qtbot.keyClicks(palette.line, "roads")
    qtbot.waitUntil(lambda: palette.list.count() == 1)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    quiet()
    assert window.register is not None and window.register.form.session.title == "Roads"
    keys = [key for action in window.commands for key in action.keys]
    assert len(keys) == len(set(keys)), "no key does two things"
    window.print_keys()
    paper = notices.dialogs[-1]
    qtbot.waitUntil(lambda: paper._drawn is not None)
    said = {line.cells[0] for line in paper._drawn.composed.document.lines}
    assert {one.name for one in (*window.commands, *inner_actions()) if one.keys} <= said
    paper.reject()
