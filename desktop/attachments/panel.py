"""The photos and papers of one record: dropped, pasted or chosen; looked at, described, given out, removed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import attachments
from db.attachments import Attached, Prepared, Region
from db.errors import KnownError
from db.progress import Progress
from db.records import update
from db.revisions import RecordKey
from db.store import Changes, Office, Write
from desktop.attachments.blurring import BlurDialog
from desktop.attachments.opened import lay_out
from desktop.attachments.tile import Tile
from desktop.bus import EVERYTHING
from desktop.context import Context
from desktop.i18n import number, sentence
from desktop.tasks import Failure, Ticket
from desktop.widgets.drop import DropCard, files_in
from desktop.widgets.flow import FlowLayout
from desktop.widgets.parts import button, label
from desktop.widgets.working import WorkBar

_FOLDER, _SAVE_FOLDER = "attach_folder", "attachment_folder"
Source = Path | bytes  # a file, or a picture from the clipboard


class AttachmentPanel(DropCard):
    """A section of a record's form."""

    shown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._key: RecordKey | None = None
        self._locked = False
        self._loading: Ticket | None = None
        self.tiles: dict[str, Tile] = {}
        self.words = label("", "muted", wrap=True)
        self.add = button(self.tr("Add photos or papers…"), self.choose, "", "plus")
        self.paste_in = button(self.tr("Paste"), self.paste, "", "copy")
        self.paste_in.setToolTip(self.tr("A picture or files from the clipboard"))
        self.work = WorkBar()
        self.problem = label("", "problem", wrap=True)
        self._tiles = QWidget()
        self._flow = FlowLayout(self._tiles, across=10, down=10)
        self._build()
        self.dropped.connect(self.take)
        context.bus.changed.connect(self._on_changes)
        self.show_record(None, locked=False)

    # ---- verbs ----

    def show_record(self, key: RecordKey | None, *, locked: bool) -> None:
        """Show the photos and papers of a record; None for one that is not saved yet. `locked` only to look at."""
        if key != self._key:
            self._clear()
            self.problem.hide()
        self._key, self._locked = key, locked
        for widget in (self.add, self.paste_in):
            widget.setVisible(key is not None and not locked)
        self._say()
        if key is not None and not locked:
            self._load()

    def choose(self) -> None:
        """Let the person choose files."""
        pattern = self.tr(
            "Photos and papers (*.jpg *.jpeg *.png *.webp *.pdf *.docx *.xlsx *.odt *.txt);;All files (*)"
        )
        folder = self._context.remembered(_FOLDER)
        self._context.notices.choose_files(self.tr("Which photos or papers?"), folder, pattern, self.take)

    def paste(self) -> None:
        """Take what lies in the clipboard: files, or a picture."""
        data = QGuiApplication.clipboard().mimeData()
        found: list[Source] = [path for path in files_in(data) if path.is_file()]
        if not found and data.hasImage():
            found = [_png(QImage(data.imageData()))]
        if not found:
            self._tell(self.tr("There is no picture and no file in the clipboard. Copy one, then paste again."))
            return
        self.take(found)

    def take(self, sources: Sequence[Source]) -> None:
        """Attach files and pictures to the record."""
        if self._key is None or self._locked or not sources or not self.work.isHidden():
            return
        if isinstance(first := sources[0], Path):
            self._context.remember(_FOLDER, str(first.parent))
        self.problem.hide()
        self.work.start(self.tr("Attaching…"))
        pasted = self.tr("pasted.png")
        job = partial(_attach, self._context.office, self._key.uid, tuple(sources), pasted)
        self.work.watch(self._context.tasks.long(job, self._attached, self._failed, self.work.step))

    def open(self, one: Attached) -> None:
        """Open one with the system's viewer."""
        self._context.tasks.long(partial(lay_out, self._context.office, one), self._laid_out, self._failed)

    def save_copy(self, one: Attached) -> None:
        """Let the person say where a copy goes."""
        name = attachments.safe_name(one)
        folder = Path(self._context.remembered(_SAVE_FOLDER) or Path.home())
        pattern = self.tr("This kind of file (*{ending})").format(ending=Path(name).suffix)
        chosen = partial(self._save_to, one)
        self._context.notices.choose_target(self.tr("Where shall the copy go?"), folder / name, pattern, chosen)

    def ask_blur(self, one: Attached) -> None:
        """Show a photo large, to drag rectangles over faces."""
        read = partial(_content, self._context.office, one)
        self._context.tasks.long(read, partial(self._blur_shown, one), self._failed)

    def _blur_shown(self, one: Attached, content: bytes) -> None:
        picture = QPixmap()
        picture.loadFromData(content)
        dialog = BlurDialog(picture, self._context.notices.window)
        dialog.wanted.connect(partial(self._blur, one))
        self._context.notices.show_dialog(dialog)

    def _blur(self, one: Attached, regions: Sequence[Region]) -> None:
        self._context.tasks.long(partial(_blur, self._context.office, one, regions), self._blurred, self._failed)

    def _blurred(self, uid: str) -> None:
        self._drop_tile(uid)  # its small picture still shows the face
        self._context.bus.changed.emit(EVERYTHING)

    def remove(self, one: Attached, reason: str = "") -> None:
        """Take one from the record; it can be undone. One without which a rule breaks needs a reason."""
        work, again = partial(_detach, one.uid, reason), partial(self.remove, one)
        self._context.tasks.write("detach", reason, work, self._removed, self._failed, again)

    def describe(self, one: Attached, field: str, text: str, reason: str = "") -> None:
        """Write down a caption or a consent."""
        work, again = partial(_describe, one.uid, field, text), partial(self.describe, one, field, text)
        self._context.tasks.write("save", reason, work, None, self._not_described, again)

    def _not_described(self, error: Failure) -> None:
        """Say what is wrong, and show again what is on record."""
        self._failed(error)
        self._load()

    def wanted(self, data: QMimeData) -> list[Path]:
        """Return the files that may be dropped here: of any kind, for what they are is looked at when they are read."""
        can = self._key is not None and not self._locked
        return [path for path in files_in(data) if path.is_file()] if can else []

    # ---- answers ----

    def _load(self) -> None:
        if self._loading is not None:
            self._loading.drop()
        assert self._key is not None
        known = frozenset(uid for uid, tile in self.tiles.items() if tile.one.here)
        job = partial(_load, self._context.office, self._key.uid, known)
        self._loading = self._context.tasks.long(job, self._loaded, self._not_loaded)

    def _loaded(self, found: "list[tuple[Attached, bytes]]") -> None:
        self._loading = None
        here = {one.uid for one, _ in found}
        for uid in [uid for uid in self.tiles if uid not in here]:
            self._drop_tile(uid)
        for one, thumbnail in found:
            tile = self.tiles.get(one.uid)
            other = tile is None or bool(thumbnail) or tile.one.here != one.here
            if tile is None:
                tile = self.tiles[one.uid] = self._tile(one)
                self._flow.addWidget(tile)
                tile.show()
            tile.show_one(one)
            if other:
                tile.show_picture(thumbnail)
            tile.lock(self._locked)
        self._tiles.setVisible(bool(self.tiles))
        self._tiles.updateGeometry()
        self._say()
        self.shown.emit()

    def _not_loaded(self, error: Failure) -> None:
        self._loading = None
        self._failed(error)

    def _attached(self, outcome: "tuple[int, list[KnownError]]") -> None:
        self.work.stop()
        count, refused = outcome
        if count:
            self._context.notices.say(self.tr("Attached: {count}").format(count=number(count)), undo=True)
            self._context.bus.changed.emit(EVERYTHING)
        if refused:
            self._tell("\n".join(sentence(error) for error in refused))

    def _laid_out(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _save_to(self, one: Attached, paths: list[Path]) -> None:
        if paths:
            self._context.remember(_SAVE_FOLDER, str(paths[0].parent))
            job = partial(_save, self._context.office, one, paths[0])
            self._context.tasks.long(job, self._saved, self._failed)

    def _saved(self, path: Path) -> None:
        self._context.notices.say(self.tr("Saved a copy: {path}").format(path=path))

    def _removed(self, _: RecordKey) -> None:
        self._context.notices.say(self.tr("Removed from the record."), undo=True)

    def _failed(self, error: Failure) -> None:
        self.work.stop()
        if isinstance(error, KnownError):
            self._tell(sentence(error))

    def _on_changes(self, changes: Changes) -> None:
        if self._key is not None and (changes.touches("attachment") or changes is EVERYTHING):
            self._load()

    # ---- what is shown ----

    def _say(self) -> None:
        if self._key is None:
            self.words.setText(self.tr("Save the record first; then photos and papers can be attached."))
        elif self._locked:
            self.words.setText(self.tr("The record is deleted or locked: its photos and papers can only be looked at."))
        else:
            self.words.setText(
                self.tr(
                    "Drop photos or papers here. Photos are made smaller, and where, when and with what they were "
                    "taken is removed from the file."
                )
            )

    def _tell(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def _tile(self, one: Attached) -> Tile:
        made = Tile(one, self._context.mission)
        made.open_wanted.connect(self.open)
        made.save_wanted.connect(self.save_copy)
        made.remove_wanted.connect(self.remove)
        made.blur_wanted.connect(self.ask_blur)
        made.said.connect(self.describe)
        return made

    def _drop_tile(self, uid: str) -> None:
        tile = self.tiles.pop(uid)
        self._flow.removeWidget(tile)
        tile.hide()
        tile.deleteLater()

    def _clear(self) -> None:
        for uid in list(self.tiles):
            self._drop_tile(uid)
        self._tiles.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add)
        row.addWidget(self.paste_in)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.work)
        column.addWidget(self.problem)
        column.addWidget(self._tiles)
        self.problem.hide()
        self._tiles.hide()


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue]
    return bytes(buffer.data().data())


def _attach(
    office: Office, uid: str, sources: tuple[Source, ...], pasted: str, progress: Progress
) -> tuple[int, list[KnownError]]:
    """Attach what can be attached, as one gesture; return how many, and what was refused."""
    ready: list[Prepared] = []
    refused: list[KnownError] = []
    for done, source in enumerate(sources):
        progress(done, len(sources))
        try:
            ready.append(
                attachments.prepare_bytes(source, pasted) if isinstance(source, bytes) else attachments.prepare(source)
            )
        except KnownError as error:
            refused.append(error)
    if ready:
        attachments.attach(office, uid, ready)
    return len(ready), refused


def _load(office: Office, uid: str, known: frozenset[str], progress: Progress) -> list[tuple[Attached, bytes]]:
    """Return the photos and papers of a record, with small pictures of those that are not `known` yet."""
    with office.read() as reading:
        found = attachments.attached(office, reading, uid)
    small = {one.uid: b"" for one in found}
    wanted = [one for one in found if one.uid not in known and one.here and one.media_type.startswith("image/")]
    pictures = attachments.thumbnails([attachments.content_of(office, one) for one in wanted])
    small |= {one.uid: picture for one, picture in zip(wanted, pictures, strict=True)}
    return [(one, small[one.uid]) for one in found]


def _save(office: Office, one: Attached, path: Path, progress: Progress) -> Path:
    return attachments.save(office, one, path)


def _content(office: Office, one: Attached, progress: Progress) -> bytes:
    return attachments.content_of(office, one)


def _blur(office: Office, one: Attached, regions: Sequence[Region], progress: Progress) -> str:
    return attachments.blur(office, one, regions).uid


def _detach(uid: str, reason: str, write: Write) -> RecordKey:
    return attachments.detach(write, uid, reason)


def _describe(uid: str, field: str, text: str, write: Write) -> RecordKey:
    return update(write, uid, {field: text})
