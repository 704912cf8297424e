"""One photo or paper: what it looks like, what is said of it, and what can be done with it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from db.attachments import Attached
from db.catalogue import Mission
from desktop.i18n import number, tr_db
from desktop.icons import icon
from desktop.wheel_guard import guard
from desktop.widgets.parts import as_it_is, label, tool_button

PICTURE = QSize(170, 116)
WIDTH = 190  # two beside each other in the narrowest form


class Tile(QFrame):
    """Shows one attachment; tells what a person wants with it and what they wrote."""

    open_wanted = Signal(object)
    save_wanted = Signal(object)
    remove_wanted = Signal(object)
    blur_wanted = Signal(object)
    said = Signal(object, str, str)  # the attachment, a field, its new text

    def __init__(self, one: Attached, mission: Mission) -> None:
        super().__init__()
        self.one = one
        self.setProperty("look", "side")
        self.setFixedWidth(WIDTH)
        self.picture = QLabel()
        self.picture.setFixedSize(PICTURE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = label("", "small")
        self.caption = QLineEdit()
        self.caption.setPlaceholderText(self.tr("Caption, no names"))
        self.consent = QComboBox()
        guard(self.consent)
        self.consent.addItem(self.tr("Consent: not recorded"), "")
        for code in mission.lists["consent"].entries:
            self.consent.addItem(tr_db(code.label()), code.code)
        self.consent.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.consent.view().setMinimumWidth(2 * PICTURE.width())  # the words of a choice are never cut in the list
        self.open = tool_button(self.tr("Open"), "eye", self._open)
        self.save = tool_button(self.tr("Save a copy"), "down", self._save)
        self.blur = tool_button(self.tr("Make faces unrecognisable"), "blur", self._blur)
        self.minors = QCheckBox(self.tr("Shows a minor"))
        self.minors.setToolTip(self.tr("Then only a parent or guardian can give the consent"))
        self.remove = tool_button(self.tr("Remove from the record"), "close", self._remove)
        self._build()
        self.caption.editingFinished.connect(self._caption_said)
        self.consent.activated.connect(self._consent_said)
        self.minors.clicked.connect(self._minors_said)
        self.show_one(one)

    def show_one(self, one: Attached) -> None:
        """Show what is said of it now; what is being typed is left alone."""
        self.one = one
        name = one.name or self.tr("taken out for good")
        about = self.tr("{name} · {size} KB").format(name=name, size=number(max(1, round(one.size / 1024))))
        self.name.setText(self.name.fontMetrics().elidedText(about, Qt.TextElideMode.ElideMiddle, PICTURE.width()))
        self.name.setToolTip(as_it_is(about))
        if not self.caption.hasFocus():
            self.caption.setText(one.caption)
            self.caption.setCursorPosition(0)
            self.caption.setToolTip(as_it_is(one.caption))
        self.consent.setCurrentIndex(max(self.consent.findData(one.consent), 0))
        self.consent.setToolTip(self.consent.currentText())
        self.open.setEnabled(one.here)
        self.save.setEnabled(one.here)
        picture = one.media_type.startswith("image/")
        self.blur.setVisible(picture and not self.caption.isReadOnly())
        self.blur.setEnabled(one.here)
        self.minors.setVisible(picture)
        self.minors.setChecked(one.minors)
        called = one.caption or name
        self.caption.setAccessibleName(self.tr("Caption of {name}").format(name=name))
        self.consent.setAccessibleName(self.tr("Consent for {name}").format(name=name))
        for tool, text in (
            (self.open, self.tr("Open {name}")),
            (self.save, self.tr("Save a copy of {name}")),
            (self.blur, self.tr("Make faces in {name} unrecognisable")),
            (self.remove, self.tr("Remove {name} from the record")),
        ):
            tool.setAccessibleName(text.format(name=called))

    def show_picture(self, thumbnail: bytes) -> None:
        """Show a small picture; a paper, or one that has not come, gets a sign or a word."""
        pixmap = QPixmap()
        if thumbnail and pixmap.loadFromData(thumbnail):
            ratio = self.devicePixelRatio()
            wanted = QSize(round(PICTURE.width() * ratio), round(PICTURE.height() * ratio))
            scaled = pixmap.scaled(
                wanted, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            self.picture.setPixmap(scaled)
        elif self.one.here:
            self.picture.setPixmap(icon("file").pixmap(QSize(40, 40)))
        else:
            self.picture.setText(self.tr("Has not come yet") if self.one.digest else self.tr("Taken out for good"))

    def lock(self, locked: bool) -> None:
        """Let everything be read only."""
        self.caption.setReadOnly(locked)
        self.consent.setEnabled(not locked)
        self.minors.setEnabled(not locked)
        self.blur.setVisible(not locked and self.one.media_type.startswith("image/"))
        self.remove.setVisible(not locked)

    def _open(self) -> None:
        self.open_wanted.emit(self.one)

    def _save(self) -> None:
        self.save_wanted.emit(self.one)

    def _blur(self) -> None:
        self.blur_wanted.emit(self.one)

    def _minors_said(self, minors: bool) -> None:
        self.said.emit(self.one, "minors", "yes" if minors else "no")

    def _remove(self) -> None:
        self.remove_wanted.emit(self.one)

    def _caption_said(self) -> None:
        text = self.caption.text().strip()
        if text != self.one.caption and not self.caption.isReadOnly():
            self.said.emit(self.one, "caption", text)

    def _consent_said(self, _: int) -> None:
        code = str(self.consent.currentData())
        if code != self.one.consent:
            self.said.emit(self.one, "consent", code)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 9, 9, 9)
        column.setSpacing(5)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.open)
        row.addWidget(self.save)
        row.addWidget(self.blur)
        row.addStretch()
        row.addWidget(self.remove)
        column.addWidget(self.picture)
        column.addWidget(self.name)
        column.addLayout(row)
        column.addWidget(self.caption)
        column.addWidget(self.consent)
        column.addWidget(self.minors)
