"""The recovery code: shown once, large, to be printed or copied; nobody goes on before saying it is written down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from db.store import Office
from desktop.notices import Notices
from desktop.widgets.parts import button, label


class RecoveryStep(QWidget):
    """Shows the code of the office just made."""

    changed = Signal()

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self._printer: QPrinter | None = None
        self._office: Office | None = None
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
        self.print = button(self.tr("Print…"), self.print_code, "", "print")
        row.addWidget(self.print)
        row.addWidget(button(self.tr("Copy"), self.copy_code, "", "copy"))
        row.addWidget(self._said)
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(self.written)
        column.addStretch()

    def show_code(self, code: str, office: Office | None) -> None:
        """Show a code of an office, in two lines so that it can be large; the sheet is printed where the office is."""
        self.code, self._office = code, office
        self.print.setVisible(office is not None)
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        self.shown.setText("-".join(groups[:half]) + "-\n" + "-".join(groups[half:]))

    def copy_code(self) -> None:
        """Put the code on the clipboard."""
        QApplication.clipboard().setText(self.code)
        self._said.setText(self.tr("Copied. Paste it only where it is safe."))

    def print_code(self) -> None:
        """Print the sheet with the code. It goes to a printer alone: in a file it would lie beside what it opens."""
        if not self._notices.has_printer():
            self._said.setText(self.tr("There is no printer on this computer. Write the code down by hand."))
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setFullPage(True)
        self._notices.print_dialog(self._printer, self._print)

    def _print(self) -> None:
        from desktop.reports.printing import code_images, paint  # paper is not needed to open the program

        assert self._printer is not None and self._office is not None
        name = self._printer.printerName() or self.tr("printer")
        paint(code_images(self._office, self.code, name), self._printer)
        self._printer = None
        self._said.setText(self.tr("Sent to the printer."))
