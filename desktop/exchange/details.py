"""Everything about the chosen parcel of a plan, in plain sentences."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.catalogue import Mission
from db.parcels import Received
from desktop.exchange.words import details, is_locked
from desktop.i18n import number
from desktop.widgets.parts import button, clear, label

MOST = 200  # lines; more are counted, the file itself has them all


class Details(QFrame):
    """Sentences about one parcel, and what can be done about it; `mend` stands among the buttons."""

    password_wanted = Signal()
    laptops_wanted = Signal()

    def __init__(self, mission: Mission, mend: QWidget) -> None:
        super().__init__()
        self._mission = mission
        self.setProperty("look", "side")
        self.password = button(self.tr("Give the password…"), self.password_wanted)
        self.laptops = button(self.tr("Go to Laptops"), self.laptops_wanted)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 0, 12, 0)
        buttons.setSpacing(10)
        buttons.addWidget(self.password)
        buttons.addWidget(self.laptops)
        buttons.addWidget(mend, 1)
        buttons.addStretch()
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(12, 8, 8, 8)
        self._lines.setSpacing(4)
        inside = QWidget()
        inside.setLayout(self._lines)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("About the chosen parcel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(4)
        column.addWidget(area, 1)
        column.addLayout(buttons)

    def show_parcel(self, one: Received, taken: bool) -> None:
        """Show one parcel of a plan, or of what was `taken` in."""
        clear(self._lines)
        lines = details(one, self._mission, taken)
        for look, text in lines[:MOST]:
            self._lines.addWidget(label(text, look, wrap=True))
        if len(lines) > MOST:
            more = self.tr("and {count} more").format(count=number(len(lines) - MOST))
            self._lines.addWidget(label(more, "muted"))
        self._lines.addStretch()
        self.password.setVisible(is_locked(one) and not taken)
        self.laptops.setVisible(bool(one.aside) and taken)
