"""Finding a person in everything the office holds, looking at it, and taking them out for ever."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from db.errors import KnownError
from db.progress import Cancelled, Progress
from db.protection import Holder, Mention, Removed, find_person, holders, redact_person
from db.protection.finding import DRAFT, OWN, PROPOSED, WHY
from db.reports import maker_of
from db.reports.redaction import redaction_listing
from db.store import Office, Write
from desktop.bus import EVERYTHING
from desktop.context import Context
from desktop.i18n import counted, sentence, tr_db
from desktop.notices import Choice
from desktop.reports.preview import open_paper
from desktop.reports.printing import Composed
from desktop.tasks import Failure
from desktop.widgets.empty import EmptyState
from desktop.widgets.grid import Grid, PlainModel
from desktop.widgets.parts import button, label
from desktop.widgets.working import WorkBar

Index = QModelIndex | QPersistentModelIndex
Found = tuple[tuple[Mention, ...], tuple[Holder, ...]]


class ChosenModel(PlainModel):
    """Rows of which some are chosen by a tick in the first column."""

    def __init__(self, headers: Sequence[str]) -> None:
        super().__init__(headers)
        self.chosen: set[int] = set()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        tick = Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | tick

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell, or its tick."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if index.row() in self.chosen else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a row."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.chosen ^= {index.row()}
        self.dataChanged.emit(index, index)
        return True


def ticked(model: ChosenModel, headers: Sequence[str], wide: int, first: int) -> Grid:
    """Return a table of rows to be ticked, whose `first` column is so many pixels wide: a tick needs room."""
    made = Grid(headers, wide=wide, model=model)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    made.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    made.horizontalHeader().resizeSection(0, first)
    return made


class PersonTab(QWidget):
    """A name; where it stands; what else may still hold it; and a button that cannot be taken back."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._name = ""
        self.found: tuple[Mention, ...] = ()
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("First name and last name; any order, case and script"))
        self.name.setAccessibleName(self.tr("Name of the person"))
        self.name.returnPressed.connect(self.find_it)
        self.look = button(self.tr("Find"), self.find_it, "main", "search")
        self.work = WorkBar()
        self.said = label("", "muted", wrap=True)
        self.empty = EmptyState()
        headers = (self.tr("Take out of"), self.tr("Field"), self.tr("What it says"), self.tr("When"))
        self.model = ChosenModel(headers)
        self.table = ticked(self.model, headers, 2, 280)
        self.table.setAccessibleName(self.tr("Places that name the person"))
        self.held = label("", "small", wrap=True)
        self.go = button(self.tr("Redact the ticked…"), self.ask, "danger")
        self.model.dataChanged.connect(self._refresh)
        self._build()
        self._show(((), ()))

    # ---- verbs ----

    def find_it(self) -> None:
        """Look through everything in the background."""
        self._name = self.name.text().strip()
        if self._name and self.work.isHidden():
            self.work.start(self.tr("Looking through records, history and drafts…"))
            job = partial(_find, self._context.office, self._name)
            self.work.watch(self._context.tasks.long(job, self._show, self._failed, self.work.step))

    def ask(self) -> None:
        """Ask before something is taken out that nobody can bring back."""
        one, many = self.tr("Redact 1 place for ever?"), self.tr("Redact {count} places for ever?")
        title = counted(len(self.model.chosen), one, many)
        text = self.tr(
            "The name leaves these records, their history, drafts and the search, here and in every office that gets "
            "the next parcel. It cannot be undone. Files that were made before still hold it; the report names them."
        )
        choices = (Choice("keep", self.tr("Leave it"), "main"), Choice("redact", self.tr("Redact"), "danger"))
        self._context.notices.ask(title, text, choices, self._answered)

    def _answered(self, answer: str) -> None:
        if answer == "redact":
            chosen = [self.found[row] for row in sorted(self.model.chosen)]
            job, done = partial(_redact, self._name, chosen), partial(self._redacted, chosen)
            text = self.tr("Taking it out of records and history…")
            self.work.write(self._context.tasks, text, ("redact", ""), job, done, self._failed)

    def _redacted(self, chosen: list[Mention], done: Removed) -> None:
        self._context.bus.changed.emit(EVERYTHING)
        said = counted(done.records, self.tr("Redacted in 1 record."), self.tr("Redacted in {count} records."))
        self._context.notices.say(said)
        since = min((one.since for one in chosen if one.since), default="")
        open_paper(self._context, "redaction", partial(_report, done, since))
        self.find_it()

    def _failed(self, error: Failure) -> None:
        self.work.stop()
        if isinstance(error, KnownError):
            self._tell(sentence(error))
        elif isinstance(error, Cancelled):
            self._tell(self.tr("Stopped. Nothing was changed."))

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()

    # ---- what is shown ----

    def _show(self, found: Found) -> None:
        self.work.stop()
        self.found, held = found
        self.model.chosen = {place for place, one in enumerate(self.found) if not one.file}
        self.table.show_rows([self._row(one) for one in self.found])
        for widget in (self.table, self.go):
            widget.setVisible(bool(self.found))
        self.held.setText(self._held(held))
        self.held.setVisible(bool(held))
        text = ""
        if not self._name:
            why = self.tr("Somebody may ask what the office holds about them, and have it taken out.")
            self.empty.say(self.tr("Find everything about a person"), why)
        elif not self.found:
            why = self.tr("Records, their history, drafts and proposals were looked through, in any script.")
            self.empty.say(self.tr("Nothing here names {name}").format(name=self._name), why)
        else:
            one, many = self.tr("1 place names {name}."), self.tr("{count} places name {name}.")
            rest = self.tr("Other words of a text stay; its former versions go.")
            text = f"{counted(len(self.found), one, many, name=self._name)} {rest}"
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.empty.setVisible(not self.found)
        self._refresh()

    def _row(self, one: Mention) -> tuple[str, ...]:
        where = " ".join(filter(None, (one.ref, one.title)))
        names = {
            DRAFT: self.tr("Being typed"),
            PROPOSED: self.tr("Proposed by hand"),
            OWN: self.tr("History of this laptop"),
        }
        field = tr_db(one.field) if one.field and one.what != WHY else self.tr("Reason")
        if one.file:
            field = self.tr("The whole file")
        when = self.tr("now") if one.now else self.tr("history only")
        return (where or names.get(one.what, ""), field, one.excerpt, when)

    def _held(self, held: tuple[Holder, ...]) -> str:
        backups = [one for one in held if one.until]
        sent = [one for one in held if not one.until]
        words: list[str] = []
        if backups:
            text = self.tr("{count} backups still hold it; the last is gone by {day} at the latest.")
            single = self.tr("1 backup still holds it; it is gone by {day} at the latest.")
            words.append(counted(len(backups), single, text, day=max(one.until for one in backups)))
        if sent:
            text = self.tr("{count} files that were sent, printed or given out may hold it; the report lists them.")
            single = self.tr("1 file that was sent, printed or given out may hold it; the report names it.")
            words.append(counted(len(sent), single, text))
        return " ".join(words)

    def _refresh(self, *_: object) -> None:
        self.go.setEnabled(bool(self.model.chosen))

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.look)
        last = QHBoxLayout()
        last.addWidget(self.held, 1)
        last.addStretch()
        last.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.work)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(last)
        self.setFocusProxy(self.name)


def _find(office: Office, name: str, progress: Progress) -> Found:
    with office.read() as reading:
        found = find_person(reading, name, progress)
    since = min((one.since for one in found if one.since), default="")
    return found, holders(office, since) if found else ()


def _redact(name: str, chosen: list[Mention], write: Write, progress: Progress) -> Removed:
    return redact_person(write, name, chosen, progress=progress)


def _report(done: Removed, since: str, office: Office, language: str) -> Composed:
    made = redaction_listing(done, holders(office, since), maker_of(office, language=language))
    return Composed(made, made.title, made.title)
