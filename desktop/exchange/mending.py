"""What could not be taken from parcels, and what a person can do about it: save the rows to mend, import a list."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.catalogue import Mission
from db.errors import KnownError
from db.parcels import Notice, worded, write_fixup
from db.progress import Progress
from desktop.context import Context
from desktop.exchange.plans import FilePlan
from desktop.i18n import breakable, number, sentence, tr_db
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.widgets.parts import button, label

_FOLDER = "mend_folder"
_SHOWN = 4  # notices shown in words


class MendBar(QWidget):
    """Stands beside a plan: what was left aside; and two ways on, `save` and `bring`, for the card's row of buttons."""

    list_wanted = Signal(object)  # the file that shall be imported as a list

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wrong: list[Path] = []
        self._lists: list[Path] = []
        self.aside = label("", "small", wrap=True)
        self.said = label("", "good", wrap=True)
        self.save = button(self.tr("Save the rows to mend…"), self.choose_target, "", "pencil")
        self.save.setToolTip(self.tr("A workbook of the rows that cannot enter, with the cells to mend coloured"))
        self.bring = button(self.tr("Bring it in as a list…"), self.bring_in, "", "import")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.aside)
        column.addWidget(self.said)
        self.show_plans([])

    def show_plans(self, plans: Sequence[FilePlan]) -> None:
        """Show what can be done about these files; hide where there is nothing."""
        good = [found for found in plans if found.received is not None]
        self._wrong = [found.file for found in good if found.received and found.received.problems]
        self._lists = [p.file for p in plans if p.refused is not None and p.refused.code == "parcel-stripped"]
        notices = [notice for found in good if found.received for notice in found.received.notices]
        self.aside.setText(self._in_words(notices))
        self.aside.setVisible(bool(notices))
        self.said.hide()
        self.save.setVisible(bool(self._wrong))
        self.bring.setVisible(bool(self._lists))
        self.setVisible(bool(notices))

    def choose_target(self) -> None:
        """Let the person say where the workbook of rows to mend goes."""
        first = self._wrong[0]
        folder = Path(self._context.remembered(_FOLDER) or first.parent)
        proposal = folder / self.tr("{name} to mend.xlsx").format(name=first.stem)
        pattern = self.tr("Workbooks (*.xlsx)")
        self._context.notices.choose_target(self.tr("Save the rows to mend"), proposal, pattern, self._save)

    def bring_in(self) -> None:
        """Carry the file to the page of imports."""
        self.list_wanted.emit(self._lists[0])

    def _save(self, targets: list[Path]) -> None:
        if not targets:
            return
        self._context.remember(_FOLDER, str(targets[0].parent))
        self.save.setEnabled(False)
        job = partial(_write, self._context.mission, tuple(self._wrong), targets[0])
        self._context.tasks.long(job, self._saved, self._failed)

    def _saved(self, written: list[tuple[Path, int]]) -> None:
        self.save.setEnabled(True)
        if not written:
            self._say(self.tr("No single row can be mended: what is wrong is said above."), "muted")
            return
        names = ", ".join(breakable(path.name) for path, _ in written)
        text = self.tr("Saved: {count} rows in {files}. Mend the coloured cells and receive it like a parcel.")
        self._say(text.format(count=number(sum(rows for _, rows in written)), files=names), "good")

    def _failed(self, error: Failure) -> None:
        self.save.setEnabled(True)
        self._say(sentence(error) if isinstance(error, KnownError) else self.tr("Stopped."), "problem")

    def _say(self, text: str, look: str) -> None:
        self.said.setText(text)
        mark(self.said, look=look)
        self.said.show()
        self.show()

    def _in_words(self, notices: Sequence[Notice]) -> str:
        lines: list[str] = []
        for notice in notices[:_SHOWN]:
            text = worded(notice, tr_db)
            if notice.row:
                text = self.tr("{sheet}, row {row}: {text}").format(sheet=notice.sheet, row=notice.row, text=text)
            elif notice.sheet:
                text = self.tr("{sheet}: {text}").format(sheet=notice.sheet, text=text)
            lines.append(text)
        if len(notices) > _SHOWN:
            lines.append(self.tr("and {count} more").format(count=number(len(notices) - _SHOWN)))
        return "\n".join(lines)


def _write(mission: Mission, files: Sequence[Path], target: Path, progress: Progress) -> list[tuple[Path, int]]:
    """Write the rows to mend of each file into a workbook of its own; return those that were written."""
    written: list[tuple[Path, int]] = []
    for place, file in enumerate(files, 1):
        mine = target if len(files) == 1 else target.with_name(f"{target.stem}-{place}{target.suffix}")
        rows = write_fixup(mission, file, mine, translate=tr_db)
        if rows:
            written.append((mine, rows))
        progress(place, len(files))
    return written
