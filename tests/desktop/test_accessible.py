"""Every control has a name, a role and a visible focus, the keyboard goes as one reads, and words can be read."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from db.catalogue import ACTIVITY_TYPES, CHILD_TYPES, SHARED_TYPES, load_mission
from db.store import Office
from desktop import theme
from desktop.forms.sheet import FormSheet
from desktop.reports.office_dialog import OfficeReportDialog
from desktop.window.main_window import MainWindow
from tests.builders import counts, town_hall
from tests.desktop.recorder import RecordingNotices

MISSION = load_mission("kosovo")
NARROWEST = 470  # pixels of a form beside a list


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says of a control."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text() or widget.toolTip()
    if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox):
        return name_of(widget.parentWidget())
    return ""


def stops(root: QWidget) -> list[QWidget]:
    """Return everything under a widget that Tab reaches, in the order in which it does."""
    here, found = root.nextInFocusChain(), []
    while here is not root:
        if (
            here.focusPolicy() & Qt.FocusPolicy.TabFocus
            and here.isEnabled()
            and here.focusProxy() is None
            and here.isVisibleTo(root)
            and root.isAncestorOf(here)
        ):
            found.append(here)
        here = here.nextInFocusChain()
    return found


def _way_to(widget: QWidget, root: QWidget) -> list[QWidget]:
    """Return the scroll areas that a control stands in, from outside to inside, and the control."""
    way, above = [widget], widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QScrollArea):
            way.append(above)
        above = above.parentWidget()
    return way[::-1]


def backwards(root: QWidget, walk: list[QWidget]) -> list[str]:
    """Return each step of a walk that goes against the way one reads: back in a line, or up in a column.

    What can be scrolled stands, for what is outside of it, where its area stands.
    """

    def place(widget: QWidget) -> QRect:
        return QRect(widget.mapTo(root, QPoint()), widget.size())

    found: list[str] = []
    for one, other in pairwise(walk):
        ways = zip(_way_to(one, root), _way_to(other, root), strict=False)
        here, there = next(((place(a), place(b)) for a, b in ways if a is not b), (place(one), place(other)))
        above = there.bottom() <= here.top() and there.left() <= here.right()
        beside = there.top() < here.bottom() and here.top() < there.bottom()
        if above or (beside and there.right() <= here.left()):
            found.append(f"{name_of(one)} → {name_of(other)}")
    return found


def faults(root: QWidget, seen: set[str]) -> list[str]:
    """Return what is wrong with the controls under a widget; the look of focus is tried once for each kind of them."""
    walk = stops(root)
    steps = backwards(root, [*walk, walk[0]] if root.isWindow() else walk)
    if root.isWindow() and len(steps) == 1:
        steps = []  # Tab goes round in a dialog: once it comes back to where one begins to read
    found = [f"goes back: {step}" for step in steps]
    for widget in walk:
        kind = f"{type(widget).__name__} {widget.property('look') or ''}".strip()
        if not name_of(widget):
            found.append(f"no name: {kind} {widget.objectName()}")
        if QAccessible.queryAccessibleInterface(widget).role() == QAccessible.Role.NoRole:
            found.append(f"no role: {kind} {name_of(widget)}")
        if kind not in seen:
            seen.add(kind)
            if not shows_focus(widget):
                found.append(f"focus cannot be seen: {kind} {name_of(widget)}")
    return found


def shows_focus(widget: QWidget) -> bool:
    """Whether a control looks different while the keyboard is in it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if not widget.hasFocus():
        return True  # its window is not the active one: tried where it is
    within = widget.grab().toImage()
    widget.clearFocus()
    return within != widget.grab().toImage()


def test_the_keyboard_walks_over_every_page_and_dialog(
    office: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot
) -> None:
    key = town_hall(office, actual_start="2026-03-12", total=40, tallies=counts(women=22))
    window = open_window(office)
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    seen: set[str] = set()
    wrong: dict[str, list[str]] = {}
    walked = 0
    for page_key in (*ACTIVITY_TYPES, *window._office_pages):
        window.go_to(page_key)
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        if page_key == "town_hall":
            window.register.open(key.uid)
            qtbot.waitUntil(lambda: window.context.tasks.idle)
        QApplication.processEvents()
        page = window.pages[page_key]
        walked += len(stops(page))
        if found := faults(page, seen):
            wrong[page_key] = found
    wrong |= {"navigation": found} if (found := faults(window.navigation, seen)) else {}
    assert walked > 100 and len(seen) > 15
    window.go_to("town_hall")
    page = window.register
    assert page is not None
    page.table.selectAll()
    for open_dialog in (
        page.desk.choose_columns,
        page.desk.writing.change_chosen,
        page.desk.save_view,
        window.open_palette,
        window.about,
        window.print_keys,
        lambda: notices.show_dialog(OfficeReportDialog(window.context)),
    ):
        open_dialog()
        shown = notices.dialogs[-1]
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        QApplication.processEvents()
        assert stops(shown)
        if found := faults(shown, seen):
            wrong[type(shown).__name__] = found
        shown.reject()
    assert not wrong, "\n".join(f"{where}: {what}" for where, found in wrong.items() for what in found)


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
