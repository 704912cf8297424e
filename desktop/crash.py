"""A bug reaches this dialog: what happened, that the records are safe, and a text to send.

The text has the trace and versions and no values of records: the message of an exception could hold one, so only its
type is shown.
"""

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

import db
from desktop.notices import Notices
from desktop.widgets.parts import button, label


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what support needs to know: versions, the type of the failure, where it happened."""
    places = "".join(traceback.format_tb(trace))
    versions = f"Groundwork {db.__version__} · Python {platform.python_version()} · PySide6 {PySide6.__version__}"
    return f"{versions} · {platform.platform()}\n\n{kind.__module__}.{kind.__qualname__}\n\n{places}"


class CrashDialog(QDialog):
    """Says that something went wrong in the program."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Groundwork: a fault in the program"))
        self.resize(680, 460)
        self._text = QPlainTextEdit(text)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("What to send to support"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Something went wrong in the program"), "heading"))
        safe = self.tr(
            "Your records are safe: everything that was saved before is on the disk. Copy this text and send it to "
            "support; it holds no values of records. You can go on working; if something looks odd, start again."
        )
        column.addWidget(label(safe, "", wrap=True))
        column.addWidget(self._text, 1)
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Copy"), self._copy, "", "copy"))
        row.addStretch()
        row.addWidget(button(self.tr("Go on"), self.accept, "main"))
        column.addLayout(row)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._text.toPlainText())


class CrashHandler(QObject):
    """Takes the place of `sys.excepthook`; one dialog at a time, because a fault may repeat itself."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._open = False
        self._before: Callable[..., object] = sys.excepthook

    def install(self) -> None:
        """Begin to catch faults."""
        self._before = sys.excepthook
        sys.excepthook = self.caught

    def remove(self) -> None:
        """Leave faults to whoever had them before."""
        sys.excepthook = self._before

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show one fault."""
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        text = report(kind, trace)
        if sys.stderr is not None:  # a program without a console has none on Windows
            sys.stderr.write(text)
        if not self._open:
            self._open = True
            dialog = CrashDialog(text)
            dialog.finished.connect(self._closed)
            self._notices.show_dialog(dialog)

    def _closed(self, *_: object) -> None:
        self._open = False
