"""Sending: to whom, which period, what kind of parcel, behind a password or not, into which folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.errors import KnownError
from db.parcels import HEADQUARTERS, Sent, export_parcel
from db.progress import Cancelled, Progress
from db.store import Office, is_removable
from desktop.bus import EVERYTHING
from desktop.context import Context
from desktop.exchange.words import written
from desktop.forms.date_editor import DateEditor
from desktop.i18n import sentence
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.wheel_guard import guard
from desktop.widgets.parts import button, label
from desktop.widgets.secret import SecretLine
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
        self.full = QCheckBox(self.tr("Everything again"))
        self.full.setToolTip(self.tr("Also what the other side has confirmed already: for a computer that lost it"))
        self.nil = QCheckBox(self.tr("Nothing to report for this period"))
        self.about_nil = label("", "small", wrap=True)
        self.password, self.again = SecretLine(self.tr("Password")), SecretLine(self.tr("Password again"))
        self.password.setPlaceholderText(self.tr("Password (optional)"))
        self.again.setPlaceholderText(self.tr("Password again"))
        self.folder = QLineEdit(context.remembered(_FOLDER))
        self.folder.setPlaceholderText(self.tr("A stick, or a folder for e-mail"))
        self.write = button(self.tr("Write parcel"), self.send, "main", "send")
        self.work = WorkBar()
        self.result = label("", "good", wrap=True)
        self.show_folder = button(self.tr("Open the folder"), self._open_folder, "link")
        self.show_folder.hide()
        self._build()
        self.folder.textChanged.connect(self._refresh)
        self.password.textChanged.connect(self._refresh)
        self.nil.toggled.connect(self._refresh)
        self._refresh()

    def send(self) -> None:
        """Write the parcel in the background."""
        wrong = self.start.wrong() or self.end.wrong()
        if not wrong and self.password.text() and self.password.text() != self.again.text():
            wrong = self.tr("The two passwords differ. Nothing was written. Type both again.")
        if wrong:
            self._say(wrong, "problem")
            return
        folder = Path(self.folder.text().strip())
        self._context.remember(_FOLDER, str(folder))
        self._say("", "good")
        self.show_folder.hide()
        self.work.start(self.tr("Writing…"))
        self.write.setEnabled(False)
        nil = self.nil.isChecked()
        job = partial(
            _export,
            self._context.office,
            str(self.peer.currentData()),
            folder,
            start=self.start.text(),
            end=self.end.text(),
            full=self.full.isChecked() and not nil,
            nil=nil,
            password=self.password.text(),
        )
        self.work.watch(self._context.tasks.long(job, self._done, self._failed, self.work.step))

    def choose_folder(self) -> None:
        """Let the person choose where the parcel goes."""
        self._context.notices.choose_folder(self.tr("Where shall the parcel go?"), self.folder.text(), self._chosen)

    def _chosen(self, folders: list[Path]) -> None:
        if folders:
            self.folder.setText(str(folders[0]))

    # ---- answers ----

    def _done(self, sent: Sent) -> None:
        self._over()
        for line in (self.password, self.again):
            line.clear()
        text = written(sent, self.start.text(), self.end.text())
        if is_removable(sent.file.parent):
            safe = self.tr("It was read back from the stick and is whole; the stick may be removed.")
            text = f"{text} {safe}"
        self._say(text, "good")
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

    def _refresh(self, *_: object) -> None:
        nil = self.nil.isChecked()
        self.write.setEnabled(bool(self.folder.text().strip()) and self.work.isHidden())
        self.full.setEnabled(not nil)
        self.about_nil.setVisible(nil)
        self.again.setVisible(bool(self.password.text()))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))

    # ---- building ----

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(5)
        column.addWidget(label(self.tr("Send"), "section"))
        text = self.tr("A parcel is a workbook that people can read. A lost one does no harm: the next brings it all.")
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
        column.addWidget(self.full)
        column.addWidget(self.nil)
        self.about_nil.setText(
            self.tr("Says that nothing happened, so that silence is not taken for work undone. Both days are needed.")
        )
        column.addWidget(self.about_nil)
        column.addSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(button(self.tr("Choose…"), self.choose_folder, "", "folder"))
        column.addWidget(label(self.tr("Folder"), "label"))
        self.folder.setAccessibleName(self.tr("Folder"))
        column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(self.password)
        column.addWidget(self.again)
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


def _export(
    office: Office,
    peer: str,
    folder: Path,
    progress: Progress,
    *,
    start: str,
    end: str,
    full: bool,
    nil: bool,
    password: str,
) -> Sent:
    return export_parcel(
        office, peer, folder, start=start, end=end, full=full, nil=nil, password=password, progress=progress
    )
