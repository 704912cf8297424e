"""Sending: to whom, which period, what kind of workbook, behind a password or not, into which folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from db.errors import KnownError
from db.parcels import Published, Sent, export_parcel, publish
from db.progress import Cancelled, Progress
from db.store import Office, is_removable
from desktop.bus import EVERYTHING
from desktop.context import Context
from desktop.exchange.recipient import Recipient
from desktop.exchange.words import published, written
from desktop.forms.date_editor import DateEditor
from desktop.i18n import sentence
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.widgets.parts import add_named, button, label
from desktop.widgets.secret import SecretLine
from desktop.widgets.working import WorkBar

_FOLDER = "export_folder"


class SendCard(QFrame):
    """Writes one parcel, or one report for somebody outside."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._context = context
        self.to = Recipient(context)
        self.start, self.end = DateEditor(), DateEditor()
        self.start.line.setPlaceholderText(self.tr("earliest"))
        self.end.line.setPlaceholderText(self.tr("latest"))
        self.full = QCheckBox(self.tr("Everything again"))
        self.full.setToolTip(self.tr("Also what the other side has confirmed already: for a computer that lost it"))
        self.nil = QCheckBox(self.tr("Nothing to report for this period"))
        self.about_nil = label("", "small", wrap=True)
        self.password, self.again = SecretLine(self.tr("Password")), SecretLine(self.tr("Password again"))
        self.again.setPlaceholderText(self.tr("Password again"))
        self.folder = QLineEdit(context.remembered(_FOLDER))
        self.folder.setPlaceholderText(self.tr("Choose one"))
        self.write = button("", self.send, "main", "send")
        self.work = WorkBar()
        self.result = label("", "good", wrap=True)
        self.show_folder = button(self.tr("Open the folder"), self._open_folder, "link")
        self.show_folder.hide()
        self._build()
        self.to.changed.connect(self._refresh)
        self.folder.textChanged.connect(self._refresh)
        self.password.textChanged.connect(self._refresh)
        self.nil.toggled.connect(self._refresh)
        self._refresh()

    def send(self) -> None:
        """Write the workbook in the background."""
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
        period, password = (self.start.text(), self.end.text()), self.password.text()
        if self.to.profile:
            job = partial(_publish, self._context.office, self.to.profile, self.to.who, folder, period, password)
        else:
            nil = self.nil.isChecked()
            full = self.full.isChecked() and not nil
            job = partial(_export, self._context.office, self.to.who, folder, period, password, full, nil)
        self.work.watch(self._context.tasks.long(job, self._done, self._failed, self.work.step))

    def choose_folder(self) -> None:
        """Let the person choose where the workbook goes."""
        self._context.notices.choose_folder(self.tr("Where shall the workbook go?"), self.folder.text(), self._chosen)

    def _chosen(self, folders: list[Path]) -> None:
        if folders:
            self.folder.setText(str(folders[0]))

    # ---- answers ----

    def _done(self, made: Sent | Published) -> None:
        self._over()
        for line in (self.password, self.again):
            line.clear()
        text = written(made, self.start.text(), self.end.text()) if isinstance(made, Sent) else published(made)
        if is_removable(made.file.parent):
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
        nil, parcel = self.nil.isChecked(), not self.to.profile
        self.write.setText(self.tr("Write parcel") if parcel else self.tr("Write report"))
        ready = bool(self.folder.text().strip() and self.to.who)
        self.write.setEnabled(ready and self.work.isHidden())
        self.write.setToolTip("" if ready else self.tr("Say for whom it is and choose a stick or a folder first."))
        self.full.setVisible(parcel)
        self.full.setEnabled(not nil)
        self.nil.setVisible(parcel)
        self.about_nil.setVisible(parcel and nil)
        self.again.setVisible(bool(self.password.text()))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))

    # ---- building ----

    def _build(self) -> None:
        inputs = QScrollArea()  # what a low screen has no room for can be scrolled to; the button stays in sight
        inputs.setWidget(self._inputs())
        inputs.setWidgetResizable(True)
        inputs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inputs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(5)
        column.addWidget(label(self.tr("Send"), "section"))
        column.addWidget(inputs, 1)
        column.addSpacing(4)
        column.addWidget(self.result)
        column.addWidget(self.work)
        last = QHBoxLayout()
        last.addWidget(self.write)
        last.addWidget(self.show_folder)
        last.addStretch()
        column.addSpacing(4)
        column.addLayout(last)

    def _inputs(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.to)
        column.addSpacing(4)
        dates = QHBoxLayout()
        dates.setSpacing(12)
        for name, editor in ((self.tr("From (optional)"), self.start), (self.tr("Until (optional)"), self.end)):
            part = QVBoxLayout()
            part.setSpacing(3)
            add_named(part, name, editor)
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
        column.addWidget(label(self.tr("Stick or folder"), "label"))
        self.folder.setAccessibleName(self.tr("Stick or folder"))
        column.addLayout(row)
        column.addSpacing(4)
        add_named(column, self.tr("Password (optional)"), self.password)
        column.addWidget(self.again)
        column.addStretch()
        return inside


def _export(
    office: Office,
    peer: str,
    folder: Path,
    period: tuple[str, str],
    password: str,
    full: bool,
    nil: bool,
    progress: Progress,
) -> Sent:
    start, end = period
    return export_parcel(
        office, peer, folder, start=start, end=end, full=full, nil=nil, password=password, progress=progress
    )


def _publish(
    office: Office,
    profile: str,
    name: str,
    folder: Path,
    period: tuple[str, str],
    password: str,
    progress: Progress,
) -> Published:
    return publish(office, profile, name, folder, period=period, password=password, progress=progress)
