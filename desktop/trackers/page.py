"""Import: somebody's spreadsheet, looked at first, then taken in as one gesture that one undo takes back."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.errors import KnownError
from db.progress import Cancelled, Progress
from db.store import Office
from db.trackers import ImportResult, import_tracker, worded, write_fixup
from desktop.bus import EVERYTHING
from desktop.context import Context
from desktop.i18n import breakable, counted, number, sentence, tr_db
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.widgets.drop import DropCard
from desktop.widgets.empty import EmptyState
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label
from desktop.widgets.working import WorkBar

_FOLDER, _MEND_FOLDER = "import_folder", "mend_folder"
GAPS_TOLD = 12  # so many missing numbers are named
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")


class ImportPage(QWidget):
    """One tracker at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._file: Path | None = None
        self._mapping: Path | None = None
        self._into = ""  # the set that a list of recommendations goes into
        self._change = False  # whether its rows may change what is there already
        self.choose = button(self.tr("Choose a tracker…"), self.choose_file, "", "file")
        self.choose_map = button(self.tr("Choose a mapping…"), self.choose_mapping)
        self.take = button("", self.take_in, "main", "import")
        self.change = button("", self.let_change, "link")
        self.work = WorkBar()
        self.words = label("", "muted", wrap=True)
        self.numbers = {key: label("–", "display") for key in ("read", "new", "duplicate", "problem")}
        self.problems = Grid((self.tr("Sheet"), self.tr("Row"), self.tr("Column"), self.tr("What is wrong")), wide=3)
        self.problems.setAccessibleName(self.tr("Rows with problems"))
        self._problem_head = label(self.tr("Rows that cannot be taken"), "section")
        self.mend = button(self.tr("Save the rows to mend…"), self.choose_target, "", "pencil")
        self.mend.setToolTip(self.tr("A workbook of these rows, with the cells to mend coloured"))
        self._empty = EmptyState()
        self._build()
        self.reset()
        self.setFocusProxy(self.choose)

    def choose_file(self) -> None:
        """Let the person choose a tracker."""
        pattern = self.tr("Spreadsheets (*.xlsx *.xlsm *.xls *.ods)")
        folder = self._context.remembered(_FOLDER)
        self._context.notices.choose_files(self.tr("Which tracker?"), folder, pattern, self._file_chosen)

    def choose_mapping(self) -> None:
        """Let the person choose a mapping that says which column means what."""
        folder = self._context.remembered(_FOLDER)
        self._context.notices.choose_files(
            self.tr("Which mapping?"), folder, self.tr("Mappings (*.toml)"), self._mapped
        )

    def look_at(self, file: Path, mapping: Path | None = None, into: str = "") -> None:
        """Go through a tracker without keeping anything; a list of recommendations goes `into` a set."""
        self._file, self._mapping, self._into, self._change = file, mapping, into, False
        self._context.remember(_FOLDER, str(file.parent))
        self._say(self.tr("Looking into {file}…").format(file=file.name), "muted")
        self._run(dry=True)

    def take_in(self) -> None:
        """Import what can be imported."""
        self._run(dry=False)

    def let_change(self) -> None:
        """Look again, with the rows as changes of the recommendations that have their numbers already."""
        self._change = True
        self._run(dry=True)

    def choose_target(self) -> None:
        """Let the person say where the workbook of rows to mend goes."""
        assert self._file is not None
        folder = Path(self._context.remembered(_MEND_FOLDER) or self._file.parent)
        proposal = folder / self.tr("{name} to mend.xlsx").format(name=self._file.stem)
        pattern = self.tr("Workbooks (*.xlsx)")
        self._context.notices.choose_target(self.tr("Save the rows to mend"), proposal, pattern, self._save)

    def reset(self) -> None:
        """Show the empty page."""
        for widget in (
            self._counts,
            self.problems,
            self._problem_head,
            self.mend,
            self.take,
            self.change,
            self.choose_map,
        ):
            widget.hide()
        text = self.tr(
            "Choose a spreadsheet that your office kept so far, or drop it here. "
            "It is only read, and you see first what comes of it."
        )
        self._say(text, "muted")
        self._empty.show()
        explained = self.tr(
            "Groundwork finds the row with the names and reads the columns it knows. Rows that cannot be taken are "
            "listed here with sheet, row, column and what would be accepted. One undo takes an import back."
        )
        self._empty.say(self.tr("What happens to a tracker"), explained)

    def _run(self, dry: bool) -> None:
        assert self._file is not None
        self.choose.setEnabled(False)
        self.take.setEnabled(False)
        self.choose_map.hide()
        self.work.start(self.tr("Reading…") if dry else self.tr("Importing…"))
        job = partial(_import, self._context.office, self._file, self._mapping, self._into, self._change, dry)
        done = self._planned if dry else self._imported
        self.work.watch(self._context.tasks.long(job, done, self._failed, self.work.step))

    def _planned(self, result: ImportResult) -> None:
        self._over()
        self._show(result)
        verb = counted(result.new, self.tr("Import 1 record"), self.tr("Import {count} records"))
        if result.changed:
            verb = self.tr("{verb}, change {changed}").format(verb=verb, changed=number(result.changed))
        self.take.setText(verb)
        self.take.setVisible(result.new + result.changed > 0)
        self.take.setEnabled(True)
        text = self.tr("{file}: nothing is imported yet. Read as “{mapping}”, sheets: {sheets}.")
        assert self._file is not None
        said = text.format(file=self._file.name, mapping=result.mapping, sheets=", ".join(result.sheets))
        self._say(" ".join(filter(None, (said, self._gaps(result)))), "muted")
        self.take.setFocus() if result.new else self.choose.setFocus()

    def _imported(self, result: ImportResult) -> None:
        self._over()
        self._show(result)
        self.take.hide()
        self._say(
            counted(
                result.new,
                self.tr("Imported 1 record. One undo takes it back."),
                self.tr("Imported {count} records. One undo takes all of them back."),
            ),
            "good",
        )
        self._context.bus.changed.emit(EVERYTHING)
        said = counted(result.new, self.tr("Imported 1 record"), self.tr("Imported {count} records"))
        self._context.notices.say(said, undo=True)

    def _save(self, targets: list[Path]) -> None:
        if not targets or self._file is None:
            return
        self._context.remember(_MEND_FOLDER, str(targets[0].parent))
        self.mend.setEnabled(False)
        job = partial(
            _write_fixup, self._context.office, self._file, self._mapping, self._into, self._change, targets[0]
        )
        self.work.start(self.tr("Writing the rows to mend…"))
        self.work.watch(self._context.tasks.long(job, self._saved, self._failed, self.work.step))

    def _saved(self, target: Path) -> None:
        self._over()
        text = self.tr("Saved: {file}. Mend the coloured cells and import it like the tracker.")
        self._say(text.format(file=breakable(target.name)), "good")

    def _failed(self, error: Failure) -> None:
        self._over()
        if isinstance(error, Cancelled):
            self._say(self.tr("Stopped. Nothing was imported."), "muted")
        elif isinstance(error, KnownError):
            self._say(sentence(error), "problem")
            self.choose_map.setVisible(error.code in ("no-mapping", "bad-mapping", "mapping-mismatch"))

    def _over(self) -> None:
        self.work.stop()
        self.choose.setEnabled(True)
        self.take.setEnabled(True)
        self.mend.setEnabled(True)

    def _show(self, result: ImportResult) -> None:
        for key, shown in self.numbers.items():
            shown.setText(number(getattr(result, key)))
        self._counts.show()
        self.problems.show_rows([(p.sheet, p.row, p.column, worded(p, tr_db)) for p in result.problems])
        self.problems.setVisible(bool(result.problems))
        self._empty.setVisible(not result.problems)
        self._empty.say(self.tr("Every row can be taken"), self._gaps(result) or self.tr("No row has a problem."))
        self._problem_head.setVisible(bool(result.problems))
        self.mend.setVisible(bool(result.problems))
        taken = sum(problem.code == "number-taken" for problem in result.problems)
        self.change.setText(self.tr("Let {count} of them change what is there already").format(count=number(taken)))
        self.change.setVisible(taken > 0)

    def _gaps(self, result: ImportResult) -> str:
        """Say which numbers of a set are in no row of its list."""
        if result.expected is None:
            return ""
        rows = counted(result.read, self.tr("1 row"), self.tr("{count} rows"))
        expected = number(result.expected)
        if not result.missing:
            return self.tr("{rows}, none of {expected} numbers missing.").format(rows=rows, expected=expected)
        told = ", ".join(str(one) for one in result.missing[:GAPS_TOLD])
        told += "…" if len(result.missing) > GAPS_TOLD else ""
        text = self.tr("{rows}, {missing} of {expected} missing: no. {told}")
        return text.format(rows=rows, missing=number(len(result.missing)), expected=expected, told=told)

    def _file_chosen(self, files: list[Path]) -> None:
        if files:
            self.reset()
            self.look_at(files[0])

    def _mapped(self, files: list[Path]) -> None:
        if files and self._file is not None:
            self.look_at(self._file, files[0], self._into)

    def _say(self, text: str, look: str) -> None:
        self.words.setText(text)
        mark(self.words, look=look)

    def _build(self) -> None:
        frame = DropCard(_SPREADSHEETS)
        frame.dropped.connect(self._file_chosen)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(18, 16, 18, 16)
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.choose_map)
        head.addWidget(self.choose)
        inside.addLayout(head)
        self._counts = QWidget()
        row = QHBoxLayout(self._counts)
        row.setContentsMargins(0, 8, 0, 4)
        row.setSpacing(40)
        names = {
            "read": self.tr("rows read"),
            "new": self.tr("new records"),
            "duplicate": self.tr("here already"),
            "problem": self.tr("with problems"),
        }
        for key, shown in self.numbers.items():
            part = QVBoxLayout()
            part.setSpacing(0)
            part.addWidget(shown)
            part.addWidget(label(names[key], "small"))
            row.addLayout(part)
        row.addStretch()
        row.addWidget(self.take)
        inside.addWidget(self._counts)
        inside.addWidget(self.work)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Import"), "title"))
        column.addWidget(frame)
        above = QHBoxLayout()
        above.addWidget(self._problem_head, 1)
        above.addWidget(self.change)
        above.addWidget(self.mend)
        column.addLayout(above)
        column.addWidget(self.problems, 1)
        column.addWidget(self._empty, 1)


def _import(
    office: Office, file: Path, mapping: Path | None, into: str, change: bool, dry: bool, progress: Progress
) -> ImportResult:
    return import_tracker(office, file, mapping=mapping, into=into, change=change, dry_run=dry, progress=progress)


def _write_fixup(
    office: Office, file: Path, mapping: Path | None, into: str, change: bool, target: Path, progress: Progress
) -> Path:
    how = {"mapping": mapping, "into": into, "change": change}
    write_fixup(office, file, target, **how, translate=tr_db, progress=progress)
    return target
