"""What can be done about a parcel of which something could not be taken: save its rows to mend, import it as a list."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.errors import KnownError
from db.parcels import Received, write_fixup
from db.progress import Progress
from db.store import Office
from desktop.context import Context
from desktop.i18n import breakable, counted, sentence, tr_db
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.widgets.parts import button, label

_FOLDER = "mend_folder"


class MendBar(QWidget):
    """Two ways on from the chosen parcel, and what came of the first."""

    list_wanted = Signal(object)  # the file that shall be imported as a list

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._file = Path()
        self._passwords: tuple[str, ...] = ()
        self.said = label("", "good", wrap=True)
        self.save = button(self.tr("Save the rows to mend…"), self.choose_target, "", "pencil")
        self.save.setToolTip(self.tr("A workbook of the rows that cannot enter, with the cells to mend coloured"))
        self.bring = button(self.tr("Bring it in as a list…"), self.bring_in, "", "import")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.save)
        row.addWidget(self.bring)
        row.addWidget(self.said, 1)
        self.hide()

    def show_parcel(self, one: Received, passwords: tuple[str, ...]) -> None:
        """Offer what can be done about one parcel; hide where there is nothing."""
        self._file, self._passwords = Path(one.file), passwords
        self.said.setText("")
        self.save.setVisible(bool(one.problems))
        self.bring.setVisible(one.refused is not None and one.refused.code == "parcel-stripped")
        self.setVisible(not (self.save.isHidden() and self.bring.isHidden()))

    def choose_target(self) -> None:
        """Let the person say where the workbook of rows to mend goes."""
        folder = Path(self._context.remembered(_FOLDER) or self._file.parent)
        proposal = folder / self.tr("{name} to mend.xlsx").format(name=self._file.stem)
        pattern = self.tr("Workbooks (*.xlsx)")
        self._context.notices.choose_target(self.tr("Save the rows to mend"), proposal, pattern, self._save)

    def bring_in(self) -> None:
        """Carry the file to the page of imports."""
        self.list_wanted.emit(self._file)

    def _save(self, targets: list[Path]) -> None:
        if not targets:
            return
        self._context.remember(_FOLDER, str(targets[0].parent))
        self.save.setEnabled(False)
        self._say(self.tr("Writing…"), "muted")
        job = partial(_write, self._context.office, self._file, targets[0], self._passwords)
        self._context.tasks.long(job, self._saved, self._failed)

    def _saved(self, written: tuple[Path, int]) -> None:
        self.save.setEnabled(True)
        path, rows = written
        if not rows:
            self._say(self.tr("No single row can be mended: what is wrong is said above."), "muted")
            return
        one = self.tr("Saved: 1 row in {file}. Mend the coloured cells and receive it like a parcel.")
        many = self.tr("Saved: {count} rows in {file}. Mend the coloured cells and receive it like a parcel.")
        self._say(counted(rows, one, many, file=breakable(path.name)), "good")

    def _failed(self, error: Failure) -> None:
        self.save.setEnabled(True)
        self._say(sentence(error) if isinstance(error, KnownError) else self.tr("Stopped."), "problem")

    def _say(self, text: str, look: str) -> None:
        self.said.setText(text)
        mark(self.said, look=look)


def _write(
    office: Office, file: Path, target: Path, passwords: tuple[str, ...], progress: Progress
) -> tuple[Path, int]:
    return target, write_fixup(office, file, target, passwords=passwords, translate=tr_db)
