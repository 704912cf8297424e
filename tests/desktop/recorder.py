"""A person who is not there: answers what windows ask, and remembers what was said."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog

from db.errors import KnownError
from db.progress import Cancelled
from desktop.i18n import sentence
from desktop.notices import Choice, Notices


class RecordingNotices(Notices):
    """Keeps everything; questions are answered with `answers`, files with `files`."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []
        self.problems: list[str] = []
        self.questions: list[str] = []
        self.dialogs: list[QDialog] = []
        self.answers: list[str] = []
        self.files: list[Path] = []
        self.printer = True

    def say(self, text: str, undo: bool = False) -> None:
        self.messages.append(text)
        super().say(text, undo)

    def problem(self, error: KnownError | Cancelled) -> None:
        self.problems.append(sentence(error) if isinstance(error, KnownError) else "cancelled")

    def ask(self, title: str, text: str, choices: Sequence[Choice], answered: Callable[[str], object]) -> None:
        self.questions.append(title)
        answered(self.answers.pop(0) if self.answers else "")

    def ask_password(self, title: str, text: str, answered: Callable[[str], object]) -> None:
        self.questions.append(f"{title} {text}")
        if self.answers:
            answered(self.answers.pop(0))

    def choose_files(self, title: str, folder: str, pattern: str, chosen: Callable[[list[Path]], object]) -> None:
        chosen(list(self.files))

    def choose_folder(self, title: str, folder: str, chosen: Callable[[list[Path]], object]) -> None:
        chosen(list(self.files))

    def choose_target(self, title: str, proposal: Path, pattern: str, chosen: Callable[[list[Path]], object]) -> None:
        chosen(list(self.files))

    def has_printer(self) -> bool:
        return self.printer

    def print_dialog(self, printer: QPrinter, agreed: Callable[[], object]) -> None:
        if self.files:  # "print" into a file
            printer.setOutputFileName(str(self.files[0]))
        agreed()

    def show_dialog(self, dialog: QDialog) -> None:
        self.dialogs.append(dialog)
        dialog.show()
