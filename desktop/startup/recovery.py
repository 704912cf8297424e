"""The recovery code: shown once, large, to be printed or copied; nobody goes on before saying it is written down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.notices import Notices
from desktop.widgets.parts import button, label


class RecoveryStep(QWidget):
    """Shows the code of the office just made."""

    changed = Signal()

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self._printer: QPrinter | None = None
        self._office = ""
        self.code = ""
        self.shown = label("", "code")
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.written = QCheckBox(self.tr("I have written it down or printed it"))
        self.written.toggled.connect(self.changed)
        self._said = label("", "good")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Your recovery code"), "title"))
        text = self.tr(
            "It opens the office when the passphrase is forgotten. It is shown only now. Keep it on paper, away from "
            "this computer, where your office keeps its sealed envelopes."
        )
        column.addWidget(label(text, "muted", wrap=True))
        column.addSpacing(6)
        column.addWidget(self.shown)
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Print…"), self.print_code, "", "print"))
        row.addWidget(button(self.tr("Copy"), self.copy_code, "", "copy"))
        row.addWidget(self._said)
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(self.written)
        column.addStretch()

    def show_code(self, code: str, office: str) -> None:
        """Show a code, in two lines so that it can be large."""
        self.code, self._office = code, office
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        self.shown.setText("-".join(groups[:half]) + "-\n" + "-".join(groups[half:]))

    def copy_code(self) -> None:
        """Put the code on the clipboard."""
        QApplication.clipboard().setText(self.code)
        self._said.setText(self.tr("Copied. Paste it only where it is safe."))

    def print_code(self) -> None:
        """Print the code through the system's dialog."""
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._notices.print_dialog(self._printer, self._print)

    def _print(self) -> None:
        assert self._printer is not None
        page = QTextDocument()
        page.setPlainText(
            self.tr(
                "Groundwork · recovery code\n\nOffice: {office}\n\n{code}\n\nKeep this sheet in a sealed envelope."
            ).format(office=self._office, code=self.code)
        )
        page.print_(self._printer)
        self._printer = None
        self._said.setText(self.tr("Sent to the printer."))
