"""Every control has a name, a role and a visible focus, the keyboard goes as one reads, and words can be read."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.catalogue import ACTIVITY_TYPES, CHILD_TYPES, SHARED_TYPES, load_mission
from db.store import Office
from desktop import theme
from desktop.forms.sheet import FormSheet
from desktop.portfolio.page import BOARD, COMING, MONTH, TABLE, PortfolioPage
from desktop.widgets.tabs import Tabs
from desktop.window.main_window import MainWindow
from tests.builders import counts, town_hall
from tests.desktop.walking import backwards, faults, name_of, stops

MISSION = load_mission("kosovo")
NARROWEST = 470  # pixels of a form beside a list


def parts_of(page: QWidget) -> Iterator[str]:
    """Show one after the other what is on a page: its tabs, its views; yield the name of each."""
    tabs = page.findChildren(Tabs)
    for one in tabs:
        for key in one.chips:
            one.choose(key)
            yield key
    if isinstance(page, PortfolioPage):
        for view in (TABLE, BOARD, COMING, MONTH):
            page.show_view(view)
            yield str(view)
    if not tabs:
        yield ""


def test_the_keyboard_walks_over_every_page(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
) -> None:
    key = town_hall(office, actual_start="2026-03-12", total=40, tallies=counts(women=22))
    window = open_window(office)
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    seen: set[str] = set()
    wrong: dict[str, list[str]] = {}
    walked = 0

    def quiet() -> None:
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        QApplication.processEvents()

    for page_key in (*ACTIVITY_TYPES, *window._office_pages):
        window.go_to(page_key)
        quiet()
        if page_key == "town_hall":
            window.register.open(key.uid)
        page = window.pages[page_key]
        for part in parts_of(page):
            quiet()
            walked += len(stops(page))
            wrong[f"{page_key} {part}"] = faults(page, seen)
    wrong["navigation"] = faults(window.navigation, seen)
    assert walked > 250 and len(seen) > 15
    assert wrong and [*wrong.values()] == [[] for _ in wrong], "\n".join(
        f"{where}: {what}" for where, found in wrong.items() for what in found
    )


def test_every_form_is_walked_as_it_is_read_and_needs_no_scrolling_sideways(dressed: theme.Theme, qtbot: QtBot) -> None:
    wrong: dict[str, list[str]] = {}
    wide: dict[str, int] = {}
    for kind in (*ACTIVITY_TYPES.values(), *CHILD_TYPES.values(), *SHARED_TYPES.values()):
        sheet = FormSheet(kind, MISSION)
        qtbot.addWidget(sheet)
        sheet.resize(NARROWEST, 700)
        sheet.show()
        walk = stops(sheet)
        rows = [box.editor.inner for box in sheet.boxes.values()]  # as the form is read
        order = [widget for widget in walk if widget in rows]
        assert order == [widget for widget in rows if widget in order], kind.key
        nameless = [type(widget).__name__ for widget in walk if not name_of(widget)]
        if found := [*backwards(sheet, walk), *nameless]:
            wrong[kind.key] = found
        if (needed := sheet._inside.minimumSizeHint().width()) > sheet.area.viewport().width():
            wide[kind.key] = needed
        sheet.hide()
    assert not wrong, "\n".join(f"{where}: {what}" for where, found in wrong.items() for what in found)
    assert wide == {}


def _light(colour: str) -> float:
    parts = [part / 255 for part in QColor(colour).getRgb()[:3]]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_what_is_written_can_be_read(worn: theme.Tokens):
    pairs = {
        (text, ground)
        for text in ("text", "muted", "accent_text", "danger", "good", "warn")
        for ground in ("page", "card", "field")
    }
    pairs |= {
        ("text", "soft"),
        ("accent_text", "soft"),
        ("text", "hover"),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
    }
    pairs |= {("warn", "warn_soft"), ("danger", "danger_soft"), ("nav_text", "nav"), ("nav_muted", "nav")}
    pairs |= {("nav_strong", "nav_selected"), ("nav_text", "nav_selected")}
    weak = {pair: round(ratio, 2) for pair in pairs if (ratio := contrast(*(getattr(worn, one) for one in pair))) < 4.5}
    assert weak == {}
