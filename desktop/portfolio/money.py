"""How a year stands: so many projects of its target, and its money in each currency, as bars with their figures."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.records import CycleSums, Sums
from desktop import theme
from desktop.i18n import money_text, number
from desktop.widgets.parts import clear, label

HEIGHT = 14


class MoneyBar(QWidget):
    """One currency: a frame as long as what was planned, in it what is approved, paid and spent, each its own way."""

    def __init__(self, sums: Sums) -> None:
        super().__init__()
        self.sums = sums
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Be a thin bar."""
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint planned as a frame, approved hatched, paid filled, spent as a line through it."""
        sums, worn = self.sums, theme.tokens()
        whole = max(sums.requested, sums.approved, sums.paid, sums.spent)
        if not whole:
            return
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        for amount, brush in (
            (sums.approved, QBrush(QColor(worn.accent), Qt.BrushStyle.BDiagPattern)),
            (sums.paid, QBrush(QColor(worn.accent))),
        ):
            painter.fillRect(_part(room, amount / whole), brush)
        painter.fillRect(_part(room.adjusted(0, 5, 0, -5), sums.spent / whole), QColor(worn.on_accent))
        painter.setPen(QPen(QColor(worn.muted), 1))
        painter.drawRect(_part(room, (sums.requested or whole) / whole))
        painter.end()


def _part(room: QRectF, share: Decimal) -> QRectF:
    return QRectF(room.x(), room.y(), room.width() * float(share), room.height())


class YearCard(QFrame):
    """The card above a portfolio."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.count = label("", "display")
        self.caption = label("", "small")
        self.figures: list[str] = []
        self._money = QVBoxLayout()
        self._money.setSpacing(4)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.count)
        left.addWidget(self.caption)
        left.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 18, 12)
        row.setSpacing(32)
        row.addLayout(left)
        row.addLayout(self._money, 1)

    def show_sums(self, cycles: Sequence[CycleSums]) -> None:
        """Show one cycle, or several together; each currency stands alone."""
        promised = sum(cycle.promised for cycle in cycles)
        targets = [cycle.target for cycle in cycles if cycle.target is not None]
        if targets:
            text = self.tr("{count} of {target}").format(count=number(promised), target=number(sum(targets)))
        else:
            text = number(promised)
        self.count.setText(text)
        self.caption.setText(self.tr("projects approved or further"))
        clear(self._money)
        self.figures = []
        for currency, sums in in_currencies(cycles).items():
            self._add(currency, sums)
        if not self.figures:
            self._money.addWidget(label(self.tr("No money is asked for yet."), "muted"))
        self._money.addStretch()

    def _add(self, currency: str, sums: Sums) -> None:
        named = (
            (self.tr("planned {amount}"), sums.requested),
            (self.tr("approved {amount}"), sums.approved),
            (self.tr("paid {amount}"), sums.paid),
            (self.tr("spent {amount}"), sums.spent),
            (self.tr("still to pay {amount}"), sums.balance),
        )
        told = [words.format(amount=money_text(amount)) for words, amount in named if amount]
        text = "  ·  ".join((currency, *told))
        self.figures.append(text)
        bar = MoneyBar(sums)
        bar.setAccessibleName(text)
        bar.setToolTip(self.tr("Frame: planned. Hatched: approved. Filled: paid. Line inside: spent."))
        self._money.addWidget(label(text, "strong", wrap=True))
        self._money.addWidget(bar)


def in_currencies(cycles: Sequence[CycleSums]) -> Mapping[str, Sums]:
    """Return the money of several cycles, added within each currency."""
    found: dict[str, Sums] = {}
    for cycle in cycles:
        for currency, sums in cycle.sums.items():
            found[currency] = found.get(currency, Sums()) + sums
    return dict(sorted(found.items()))
