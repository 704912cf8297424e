"""This laptop's own code, large enough to read aloud over a bad line, and what codes can and cannot protect from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QVBoxLayout

from desktop.widgets.parts import button, label, line

WIDTH = 318


class OwnCard(QFrame):
    """The code of this laptop, and how strict it is with others."""

    strict_wanted = Signal(bool)

    def __init__(self, name: str, office: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setFixedWidth(WIDTH)
        self.code = label("", "code")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName(self.tr("Code of this laptop"))
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = button(self.tr("Copy"), self._copy, "", "copy")
        self.strict = QCheckBox(self.tr("Take in first parcels only after\ntheir code was compared"))
        self.strict.clicked.connect(self.strict_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("This laptop: {name}").format(name=name), "section"))
        column.addWidget(label(office, "muted", wrap=True))
        column.addWidget(self.code)
        column.addWidget(label(self.tr("Read it aloud when another office calls you to compare it."), "", wrap=True))
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(line())
        column.addWidget(self.strict)
        text = self.tr(
            "A compared code proves which laptop wrote a parcel and that nobody changed it on the way. It cannot tell "
            "who sat at that laptop: after a theft only your report helps."
        )
        column.addStretch()
        column.addWidget(label(text, "small", wrap=True))

    def show_code(self, code: str) -> None:
        """Show the code in two lines, so that it can be large."""
        groups = code.split("-")
        self.code.setText("-".join(groups[:2]) + "-\n" + "-".join(groups[2:]))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.code.text().replace("\n", ""))
