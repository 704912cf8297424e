"""The one door to the user: everything modal, and the messages of the status line. Tests put a recorder here.

A dialog is opened, never executed: the answer arrives through a function, so no second event loop ever runs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMessageBox, QPushButton, QWidget

from db.errors import KnownError
from db.progress import Cancelled
from desktop.i18n import number, sentence
from desktop.widgets.ask import AskDialog
from desktop.widgets.parts import as_it_is
from desktop.widgets.secret import SecretLine
from desktop.widgets.working import WorkBar

Answer = Callable[[str], object]
Files = Callable[[list[Path]], object]


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a question: what it answers, what it says, and what it is like ("main", "danger" or "")."""

    key: str
    label: str
    look: str = ""


class Notices(QObject):
    """Shows messages, questions and the system's dialogs above one window."""

    said = Signal(str, bool)  # a message for the status line; whether an undo belongs beside it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: QWidget | None = None
        self.work: WorkBar | None = None  # of the window, for work that belongs to no page
        self.sentence: Callable[[KnownError], str] = sentence  # a window that knows its mission has better words

    def say(self, text: str, undo: bool = False) -> None:
        """Put a message into the status line."""
        self.said.emit(text, undo)

    def problem(self, error: KnownError | Cancelled) -> None:
        """Say what went wrong, what was not lost and what to do."""
        if isinstance(error, Cancelled):
            self.say(self.tr("Stopped. Nothing of it was kept."))
            return
        box = QMessageBox(self.window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Groundwork"))
        box.setText(as_it_is(self.sentence(error)))
        self._show(box)

    def ask(self, title: str, text: str, choices: Sequence[Choice], answered: Answer) -> None:
        """Ask a question; `answered` gets the key of the choice, or "" when the box was closed."""
        box = QMessageBox(self.window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Groundwork"))
        box.setText(as_it_is(title))
        box.setInformativeText(as_it_is(text))
        keys: dict[QPushButton, str] = {}
        for choice in choices:
            button = QPushButton(choice.label)
            button.setProperty("look", choice.look)
            button.setAutoDefault(False)
            box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
            keys[button] = choice.key
            if choice.look == "main":
                box.setDefaultButton(button)

        def closed() -> None:
            clicked = box.clickedButton()
            answered(next((key for button, key in keys.items() if button is clicked), ""))

        box.finished.connect(closed)
        self._show(box)

    def ask_password(self, title: str, text: str, answered: Answer) -> None:
        """Ask for a password; `answered` gets what was typed, and is not called where the person gives none."""
        line = SecretLine(self.tr("Password"))
        dialog = AskDialog(title, text, self.tr("Go on"), self.window)
        dialog.add(self.tr("Password"), line)

        def agreed() -> None:
            if line.text():
                dialog.accept()
                answered(line.text())

        dialog.agreed.connect(agreed)
        self._show(dialog)

    def ask_reason(self, error: KnownError, answered: Answer, many: int = 1) -> None:
        """Say what breaks a rule and ask why it may; `answered` is called only with a reason, one for all of `many`."""
        line = QLineEdit()
        line.setPlaceholderText(self.tr("It stays on file and is printed"))
        titles = {"approved-why": self.tr("This is approved"), "correction": self.tr("This was sent already")}
        title = titles.get(error.code, self.tr("This breaks a rule"))
        text = self.sentence(error)
        if many > 1:
            all_ = self.tr("This is one of {count} records that are changed together; the reason is kept with each.")
            text = f"{text} {all_.format(count=number(many))}"
        dialog = AskDialog(title, text, self.tr("Go on anyway"), self.window)
        dialog.add(self.tr("Reason"), line)

        def agreed() -> None:
            reason = line.text().strip()
            if reason:
                dialog.accept()
                answered(reason)
            else:
                dialog.refuse(self.tr("Without a reason the rule holds."))

        dialog.agreed.connect(agreed)
        self.show_dialog(dialog)

    def choose_files(self, title: str, folder: str, pattern: str, chosen: Files) -> None:
        """Let the person choose existing files; `chosen` is called only when some were."""
        dialog = QFileDialog(self.window, title, folder, pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._choose(dialog, chosen)

    def choose_folder(self, title: str, folder: str, chosen: Files) -> None:
        """Let the person choose a folder."""
        dialog = QFileDialog(self.window, title, folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._choose(dialog, chosen)

    def choose_target(self, title: str, proposal: Path, pattern: str, chosen: Files) -> None:
        """Let the person say where a new file goes."""
        dialog = QFileDialog(self.window, title, str(proposal.parent), pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(proposal.suffix.lstrip("."))
        dialog.selectFile(proposal.name)
        self._choose(dialog, chosen)

    def has_printer(self) -> bool:
        """Whether this computer knows any printer."""
        return bool(QPrinterInfo.availablePrinterNames())

    def print_dialog(self, printer: QPrinter, agreed: Callable[[], object]) -> None:
        """Let the person choose a printer; `agreed` is called when they want it printed."""
        dialog = QPrintDialog(printer, self.window)
        dialog.accepted.connect(agreed)
        self._show(dialog)

    def show_dialog(self, dialog: QDialog) -> None:
        """Open a dialog of ours above the window."""
        self._show(dialog)

    def _choose(self, dialog: QFileDialog, chosen: Files) -> None:
        def picked(names: list[str]) -> None:
            chosen([Path(name) for name in names])

        dialog.filesSelected.connect(picked)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        room = dialog.screen().availableSize()
        if dialog.size().boundedTo(room) != dialog.size():  # letters are enlarged on a small screen
            dialog.resize(dialog.size().boundedTo(room))
