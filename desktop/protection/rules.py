"""The rules of data protection, each in two sentences: what the program does, to be shown to whoever asks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from db.protection.rules import RULES
from desktop.i18n import tr_db
from desktop.widgets.parts import label

_WIDEST = 760  # longer lines are hard to read


class RulesTab(QWidget):
    """A page to read."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(4)
        for rule in RULES:
            column.addWidget(label(f"{rule.number} · {tr_db(rule.name)}", "section", wrap=True))
            column.addWidget(label(tr_db(rule.help), "", wrap=True))
            column.addSpacing(10)
        honest = self.tr(
            "What this cannot do: whoever has the laptop and a passphrase can read what the office holds, and a file "
            "that was written, printed or photographed is beyond the program."
        )
        column.addWidget(label(honest, "warning", wrap=True))
        column.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = QFrame()
        card.setProperty("look", "card")
        around = QVBoxLayout(card)
        around.setContentsMargins(2, 2, 2, 2)
        around.addWidget(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
