"""What hands feel over a large register: each gesture is a real key or click, and is over when the window shows it.

What counts is the clock, or the work that was done meanwhile where that is less: other programs are not ours.
"""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.store import Office
from desktop.forms.session import State
from desktop.registers.page import RegisterPage
from desktop.window.main_window import MainWindow
from desktop.window.palette import Palette
from tests.benchmarks.pages import dressed, until, window_over
from tests.benchmarks.rows import Row, percentile, seconds_of_ours

HAND = 50  # milliseconds: what feels like at once
FORM, ORDER = 100, 250
TIMES = 40
ORDERS = (("title", "municipality"), ("municipality", "total"), ("status", "date"))
_LETTERS = cycle("abcdefghij")


def hands(office: Office) -> list[Row]:
    """Work in the window over a large register."""
    app = dressed()
    gc.disable()  # as in the window: see desktop/collector.py
    try:
        with window_over(app, office) as window:
            window.activateWindow()
            until(app, lambda: QApplication.activeWindow() is window)
            window.go_to("town_hall")
            page = window.register
            assert page is not None
            hand = Hand(app, window, page)
            return [*_records(hand), *_window(hand), _orders(hand)]
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody at the keyboard of a window."""

    app: QApplication
    window: MainWindow
    page: RegisterPage

    def rest(self) -> None:
        """Wait until nothing is under way."""
        until(self.app, lambda: self.window.context.tasks.idle and self.page.model.ready)

    def takes(self, gesture: Callable[[], object], shown: Callable[[], bool]) -> float:
        """Return how many milliseconds pass from a gesture until something is shown."""
        self.rest()

        def whole() -> None:
            gesture()
            until(self.app, shown)
            self.app.processEvents()

        return 1000 * seconds_of_ours(whole)

    def press(self, words: str, at: QWidget | None = None) -> None:
        """Press keys."""
        keys = QKeySequence(words)[0]
        QTest.keyClick(at or self.window, keys.key(), keys.keyboardModifiers())


def _records(hand: Hand) -> Iterator[Row]:
    page, table = hand.page, hand.page.table
    until(hand.app, lambda: page._form is not None and not page._ahead.isActive())  # as after a moment's look
    table.selectRow(2)
    table.setFocus()
    opened = hand.takes(lambda: hand.press("Return", table), lambda: page.shown is not None)
    yield Row("the first record opens", opened, "ms", FORM, "Enter until its form is there")
    hand.rest()
    session, title = page.form.session, page.form.sheet.boxes["title_en"].editor.inner
    steps: list[float] = []
    for _ in range(TIMES):
        hand.rest()
        before = session.key
        steps.append(hand.takes(lambda: hand.press("Ctrl+Down"), lambda before=before: session.key != before))
    yield Row("the next record, p95", percentile(steps, 0.95), "ms", HAND, "Ctrl+Down until it is read")

    title.setFocus()
    letters = [hand.takes(lambda: _letter(title), lambda: session.state is State.DIRTY) for _ in range(TIMES)]
    yield Row("a letter in a form, p95", percentile(letters, 0.95), "ms", HAND, "")
    saves: list[float] = []
    for _ in range(TIMES):
        _letter(title)
        saves.append(hand.takes(lambda: hand.press("Ctrl+S"), lambda: session.state is State.CLEAN))
    yield Row("save in the window, p95", percentile(saves, 0.95), "ms", FORM, "Ctrl+S until Saved, all read again")


def _window(hand: Hand) -> Iterator[Row]:
    window = hand.window
    window.go_to("today")
    turns: list[float] = []
    for key in ("town_hall", "today") * (TIMES // 2):
        entry = window.navigation.entries[key]
        turns.append(hand.takes(entry.click, lambda key=key: window.pages[key].isVisible()))
    yield Row("turn to another page, p95", percentile(turns, 0.95), "ms", HAND, "of two that were open before")

    window.go_to("town_hall")
    opened: list[float] = []
    for _ in range(TIMES):
        opened.append(hand.takes(lambda: hand.press("Ctrl+K"), lambda: _palette(hand) is not None))
        palette = _palette(hand)
        assert palette is not None
        palette.reject()
        window.activateWindow()
        until(hand.app, lambda: QApplication.activeWindow() is window)
    yield Row("the palette opens, p95", percentile(opened, 0.95), "ms", HAND, "Ctrl+K until it is there")


def _orders(hand: Hand) -> Row:
    page, header = hand.page, hand.page.table.horizontalHeader()
    page.form.close_form()
    hand.rest()
    lists: list[object] = []
    page.model.modelReset.connect(lambda: lists.append(None))
    orders: list[float] = []
    for columns in ORDERS:
        modifier = Qt.KeyboardModifier.NoModifier
        for name in columns:
            column, before = page.model.column(name), len(lists)
            spot = QPoint(
                header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2
            )
            click = (header.viewport(), Qt.MouseButton.LeftButton, modifier, spot)
            orders.append(hand.takes(lambda at=click: QTest.mouseClick(*at), lambda n=before: len(lists) > n))
            modifier = Qt.KeyboardModifier.ShiftModifier
    return Row("sort by two columns, worst", max(orders), "ms", ORDER, "a click until the first lines")


def _palette(hand: Hand) -> Palette | None:
    shown = (one for one in hand.app.topLevelWidgets() if isinstance(one, Palette) and one.isVisible())
    return next(shown, None)


def _letter(line: QWidget) -> None:
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClicks(line, next(_LETTERS))
