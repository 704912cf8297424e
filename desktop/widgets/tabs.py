"""Pages of which one is in sight, and a row of chips above them to choose by click or with the arrow keys."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.widgets.parts import in_order


class Tabs(QWidget):
    """Some pages by name."""

    chosen = Signal(str)

    def __init__(self, left: int = 18, right: int = 14, parent: QWidget | None = None) -> None:
        """Make the row of chips, with room beside it."""
        super().__init__(parent)
        self.chips: dict[str, QPushButton] = {}
        self._pages: dict[str, QWidget] = {}
        self._names: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._stack = QStackedWidget()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(left, 0, right, 0)
        self._row.setSpacing(6)
        self._row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._row)
        column.addWidget(self._stack, 1)

    def room(self, key: str, name: str) -> QVBoxLayout:
        """Add an empty page and return what takes its widget: what is made in its place need not be moved there."""
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self.add(key, name, page)
        return column

    def add(self, key: str, name: str, page: QWidget) -> None:
        """Add a page; the first one is shown."""
        chip = QPushButton(name)
        chip.setProperty("look", "chip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        self._row.insertWidget(len(self.chips), chip)
        self._group.addButton(chip)
        self._stack.addWidget(page)
        self.chips[key], self._pages[key], self._names[key] = chip, page, name
        if len(self.chips) == 1:
            chip.setChecked(True)
        in_order(*self.chips.values())

    def put_beside(self, *widgets: QWidget) -> None:
        """Put some widgets at the end of the row of chips."""
        for widget in widgets:
            self._row.addWidget(widget)
        in_order(*self.chips.values(), *widgets)

    def choose(self, key: str) -> None:
        """Show a page."""
        self.chips[key].setChecked(True)
        if self._stack.currentWidget() is not self._pages[key]:
            self._stack.setCurrentWidget(self._pages[key])
            self.chosen.emit(key)

    def count(self, key: str, number: int) -> None:
        """Say how many things are on a page."""
        self.chips[key].setText(f"{self._names[key]}  {number}" if number else self._names[key])

    @property
    def now(self) -> str:
        """The page in sight."""
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    def _clicked(self, chip: QPushButton) -> None:
        self.choose(next(key for key, one in self.chips.items() if one is chip))
