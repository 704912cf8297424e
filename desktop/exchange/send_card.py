"""Sending: to whom, which period, into which folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.catalogue import Refused
from db.catalogue.kinds import DATE
from db.errors import KnownError
from db.parcels import HEADQUARTERS, Sent, export_parcel
from db.progress import Cancelled, Progress
from db.store import Office
from desktop.bus import EVERYTHING
from desktop.context import Context
from desktop.forms.date_editor import DateEditor
from desktop.i18n import number, sentence
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.wheel_guard import guard
from desktop.widgets.parts import button, label
from desktop.widgets.working import WorkBar

_FOLDER = "export_folder"


class SendCard(QFrame):
    """Writes one parcel."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._context = context
        self.peer = QComboBox()
        guard(self.peer)
        own = context.office.identity.office
        offices = context.mission.offices
        for code in sorted(offices, key=lambda code: (code != HEADQUARTERS, code)):
            if code != own:
                self.peer.addItem(f"{code} · {offices[code]}", code)
        self.start, self.end = DateEditor(), DateEditor()
        self.start.line.setPlaceholderText(self.tr("earliest"))
        self.end.line.setPlaceholderText(self.tr("latest"))
        self.folder = QLineEdit(context.remembered(_FOLDER))
        self.folder.setPlaceholderText(self.tr("A stick, or a folder for e-mail"))
        self.folder.textChanged.connect(self._refresh)
        self.write = button(self.tr("Write parcel"), self.send, "main", "send")
        self.work = WorkBar()
        self.result = label("", "good", wrap=True)
        self.show_folder = button(self.tr("Open the folder"), self._open_folder, "link")
        self.show_folder.hide()
        self._build()
        self._refresh()

    def send(self) -> None:
        """Write the parcel in the background."""
        peer = str(self.peer.currentData())
        folder = Path(self.folder.text().strip())
        for editor in (self.start, self.end):
            wrong = _wrong_day(editor.text())
            editor.set_wrong(bool(wrong))
            if wrong:
                self._say(wrong, "problem")
                return
        self._context.remember(_FOLDER, str(folder))
        self._say("", "good")
        self.show_folder.hide()
        self.work.start(self.tr("Writing…"))
        self.write.setEnabled(False)
        job = partial(_export, self._context.office, peer, folder, self.start.text(), self.end.text())
        self.work.watch(self._context.tasks.long(job, self._done, self._failed, self.work.step))

    def choose_folder(self) -> None:
        """Let the person choose where the parcel goes."""
        self._context.notices.choose_folder(self.tr("Where shall the parcel go?"), self.folder.text(), self._chosen)

    def _chosen(self, folders: list[Path]) -> None:
        if folders:
            self.folder.setText(str(folders[0]))

    def _done(self, sent: Sent) -> None:
        self._over()
        text = self.tr("Written: {file} with {records} rows. It may be received any number of times.")
        self._say(text.format(file=sent.file.name, records=number(sent.records)), "good")
        self.show_folder.show()
        self._context.bus.changed.emit(EVERYTHING)

    def _failed(self, error: Failure) -> None:
        self._over()
        if isinstance(error, Cancelled):
            self._say(self.tr("Stopped. No file was left and no number was used."), "small")
        elif isinstance(error, KnownError):
            self._say(sentence(error), "problem")

    def _over(self) -> None:
        self.work.stop()
        self._refresh()

    def _say(self, text: str, look: str) -> None:
        self.result.setText(text)
        mark(self.result, look=look)

    def _refresh(self) -> None:
        self.write.setEnabled(bool(self.folder.text().strip()) and self.work.isHidden())

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(5)
        column.addWidget(label(self.tr("Send"), "section"))
        text = self.tr(
            "A parcel is a workbook that people can read and Groundwork can receive. A lost one does no harm."
        )
        column.addWidget(label(text, "muted", wrap=True))
        column.addSpacing(6)
        _add(column, self.tr("To"), self.peer)
        dates = QHBoxLayout()
        dates.setSpacing(12)
        for name, editor in ((self.tr("From (optional)"), self.start), (self.tr("Until (optional)"), self.end)):
            part = QVBoxLayout()
            part.setSpacing(3)
            _add(part, name, editor)
            editor.set_name(name, "")
            dates.addLayout(part)
        column.addLayout(dates)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(button(self.tr("Choose…"), self.choose_folder, "", "folder"))
        column.addWidget(label(self.tr("Folder"), "label"))
        self.folder.setAccessibleName(self.tr("Folder"))
        column.addLayout(row)
        column.addStretch()
        column.addWidget(self.result)
        column.addWidget(self.work)
        last = QHBoxLayout()
        last.addWidget(self.write)
        last.addWidget(self.show_folder)
        last.addStretch()
        column.addSpacing(4)
        column.addLayout(last)


def _add(column: QVBoxLayout, name: str, widget: QWidget) -> None:
    caption = label(name, "label")
    caption.setBuddy(widget)
    widget.setAccessibleName(name)
    column.addWidget(caption)
    column.addWidget(widget)
    column.addSpacing(4)


def _wrong_day(text: str) -> str:
    try:
        DATE.parse(text, None)
    except Refused as refused:
        return str(refused)
    return ""


def _export(office: Office, peer: str, folder: Path, start: str, end: str, progress: Progress) -> Sent:
    return export_parcel(office, peer, folder, start=start, end=end, progress=progress)
