"""The left side: where one can go, with live counts, and whose office it is."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import icons
from desktop.i18n import number
from desktop.widgets.parts import button, clear, in_order, label

WIDTH = 196


class Entry(QPushButton):
    """One place to go, with a number at its right end."""

    def __init__(self, key: str, text: str, icon: str, is_view: bool = False) -> None:
        super().__init__(text)
        self.key, self.is_view = key, is_view
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIconSize(QSize(18, 18))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        icons.put(self, icon, "nav_text")
        self.number = label("", "number")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(self.number)
        row.addSpacing(14)  # no margin: that would not change sides where one reads from right to left

    def sizeHint(self) -> QSize:
        """Return the button's own wish, with room for the number beside its words."""
        words = self.fontMetrics().horizontalAdvance(self.text()) + 18 + 6 + 28
        return QSize(words + self.number.sizeHint().width() + 16, self.fontMetrics().height() + 13)

    def minimumSizeHint(self) -> QSize:
        """Return the least: on a low screen the entries close up, so that more of them are in sight."""
        return QSize(self.sizeHint().width(), self.fontMetrics().height() + 6)


class Navigation(QWidget):
    """The list of pages."""

    chosen = Signal(str)
    lock_wanted = Signal()
    about_wanted = Signal()
    view_chosen = Signal(str)  # the id of a saved view

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # a plain QWidget paints no background
        self.entries: dict[str, Entry] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 14, 0, 12)
        self._column.setSpacing(2)
        self._pages = QVBoxLayout()
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.setSpacing(1)
        self._add_label(self._column, "Groundwork", "brand")
        inside = QWidget()
        inside.setLayout(self._pages)
        area = QScrollArea(self)  # where a screen is lower than the list is long
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column.addWidget(area, 1)

    def add_group(self, text: str) -> None:
        """Begin a group of pages."""
        self._pages.addSpacing(12)
        self._add_label(self._pages, text.upper(), "group", wrap=False)
        self._pages.addSpacing(3)

    def add_page(self, key: str, text: str, icon: str) -> None:
        """Add one page."""
        entry = Entry(key, text, icon)
        self.entries[key] = entry
        self._group.addButton(entry)
        self._pages.addWidget(entry)

    def add_views(self, text: str) -> None:
        """Leave a place for the saved views, under a heading that is there only where there are any."""
        self._before_views = list(self.entries.values())[-1]
        self._views = QVBoxLayout()
        self._views.setContentsMargins(0, 0, 0, 0)
        self._views.setSpacing(1)
        self._views_head = label(text.upper(), "group")
        self._views_head.setContentsMargins(16, 12, 12, 3)
        self._views_head.hide()
        self._pages.addWidget(self._views_head)
        self._pages.addLayout(self._views)

    def show_views(self, views: Sequence[tuple[str, str]]) -> None:
        """Show the saved views: id and name."""
        clear(self._views)
        self.entries = {key: entry for key, entry in self.entries.items() if not entry.is_view}
        for key, name in views:
            entry = Entry(key, name, "search", is_view=True)
            entry.setCheckable(False)  # a view opens its register; that is where one is then
            entry.clicked.connect(partial(self.view_chosen.emit, key))
            self.entries[key] = entry
            self._views.addWidget(entry)
        in_order(self._before_views, *(entry for entry in self.entries.values() if entry.is_view))
        self._views_head.setVisible(bool(views))

    def finish(self, office: str, officer: str) -> None:
        """Put the office and the officer at the bottom."""
        self._pages.addStretch()
        self._column.addSpacing(6)
        self._add_label(self._column, office, "office")
        self._add_label(self._column, officer, "")
        lock = button(self.tr("Lock  (Ctrl+L)"), self.lock_wanted, "link")
        lock.setToolTip(self.tr("Close the records; what was typed is kept"))
        row = QHBoxLayout()
        row.setContentsMargins(2, 0, 12, 0)
        row.addWidget(lock)
        row.addStretch()
        about = button(self.tr("About"), self.about_wanted, "link")
        about.setToolTip(self.tr("Version, what is new, licences  (Shift+F1)"))
        row.addWidget(about)
        self._column.addLayout(row)

    def show_counts(self, counts: Mapping[str, int | None]) -> None:
        """Show how many records each register holds, and how many things wait on a page; None shows no number."""
        for key, count in counts.items():
            if key in self.entries:
                self.entries[key].number.setText("" if count is None else number(count))

    def mark(self, key: str) -> None:
        """Show which page is open."""
        self.entries[key].setChecked(True)

    def _add_label(self, column: QVBoxLayout, text: str, look: str, wrap: bool = True) -> None:
        made = label(text, look, wrap)  # where all can wrap, a layout does not close up
        made.setContentsMargins(16, 0, 12, 0)
        column.addWidget(made)

    def _clicked(self, entry: Entry) -> None:
        self.chosen.emit(entry.key)
