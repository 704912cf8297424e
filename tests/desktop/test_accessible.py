"""Every control has a name, the keyboard reaches it in reading order, and what it says can be read."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.catalogue import ACTIVITY_TYPES
from db.store import Office
from desktop import theme
from desktop.window.main_window import MainWindow
from tests.builders import counts, town_hall

MOST = 100_000  # controls in a window; more is a walk in circles


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says of a control."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text() or widget.toolTip()
    if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox):
        return name_of(widget.parentWidget())
    return ""


def stops(page: QWidget) -> list[QWidget]:
    """Return everything on a page that Tab reaches, in the order in which it does."""
    here, chain = page, {}
    for place in range(MOST):
        here = here.nextInFocusChain()
        if here is page:
            break
        chain[here] = place
    return sorted(reached(page), key=lambda widget: chain[widget])


def reached(page: QWidget) -> list[QWidget]:
    """Return everything on a page that Tab reaches."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.isVisibleTo(page)
    ]


def test_the_keyboard_reaches_everything_by_name_and_in_reading_order(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
) -> None:
    key = town_hall(office, actual_start="2026-03-12", total=40, tallies=counts(women=22))
    window = open_window(office)
    window.resize(1366, 768)
    nameless: list[str] = []
    walked = 0
    for page_key in (*ACTIVITY_TYPES, *window._office_pages):
        window.go_to(page_key)
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        page = window.pages[page_key]
        if page_key == "town_hall":
            window.register.open(key.uid)
            qtbot.waitUntil(lambda: window.context.tasks.idle)
        QApplication.processEvents()
        for widget in reached(page):
            walked += 1
            if not name_of(widget):
                nameless.append(f"{page_key}: {type(widget).__name__} {widget.objectName()}")
    assert nameless == []
    assert walked > 100
    form = window.pages["town_hall"].form.sheet
    rows = [box.editor.inner for box in form.boxes.values()]  # as the form is read
    order = [widget for widget in stops(form) if widget in rows]
    assert len(order) > 20 and order == [widget for widget in rows if widget in order], "Tab goes as one reads"


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
