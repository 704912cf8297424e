"""What is written from a list: cells that are typed into, one value for many records, deletions, rows pasted."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from db.catalogue import RecordType
from db.errors import KnownError
from db.progress import Progress
from db.records import (
    ListColumn,
    PastePlan,
    Verb,
    changing,
    deleting_all,
    do_bulk,
    list_rows,
    plan_paste,
    refuse_unexplained,
    restoring_all,
)
from db.store import Changes, Reading, Write
from desktop.context import Context
from desktop.forms.texts import raw_of
from desktop.i18n import counted, sentence, tr_db
from desktop.registers.behind import can_be_typed, field_behind, fields_behind
from desktop.registers.bulk_dialog import BulkDialog
from desktop.registers.model import RegisterModel
from desktop.registers.paste_dialog import PasteDialog
from desktop.registers.table import RegisterTable
from desktop.tasks import Failure
from desktop.widgets.working import WorkBar


class ListWriting(QObject):
    """Writes into the records of one register from its list; everything it does is one gesture, which undo takes back.

    What cannot be saved is told to whoever keeps unsaved text.
    """

    kept = Signal(str, str, str)  # text typed into a cell that cannot be saved: the record, the field, the text
    cell_saved = Signal(str, str)  # it was saved after all, with the reason that it wanted: the record, the field

    def __init__(
        self,
        context: Context,
        kind: RecordType,
        model: RegisterModel,
        table: RegisterTable,
        work: WorkBar,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._context, self._kind, self.model, self.table, self._work = context, kind, model, table, work
        table.paste_wanted.connect(self.paste)
        table.fill_wanted.connect(self.fill_down)
        model.typed.connect(self._write_cell)

    def change_chosen(self) -> None:
        """Open the dialog that gives many records a value: the chosen ones."""
        uids = self.table.uids
        if not uids:
            self._context.notices.say(self.tr("Choose records first: Ctrl+click, Shift+Down, or Ctrl+A for all."))
            return
        dialog = BulkDialog(self._context, self._kind, uids)
        dialog.done_with.connect(self._changed)
        self._context.notices.show_dialog(dialog)

    def delete_chosen(self) -> bool:
        """Delete (or restore) the chosen records as one gesture, where they are several; return whether they are."""
        uids = self.table.uids
        if len(uids) < 2:
            return False
        verb, kind = (restoring_all, "restore") if self.model.wanted.deleted else (deleting_all, "delete")
        self._do(self.tr("Restoring…") if kind == "restore" else self.tr("Deleting…"), uids, verb, kind)
        return True

    def fill_down(self) -> None:
        """Give the chosen cells of each column the value of the topmost one, as one gesture."""
        fills: dict[str, list[tuple[ListColumn, str]]] = {}
        for span in self.table.selectionModel().selection().toList():
            for place in range(span.left(), span.right() + 1):
                column = self.model.columns[place]
                if not can_be_typed(column):
                    continue
                top = str(self.model.index(span.top(), place).data(Qt.ItemDataRole.EditRole) or "")
                for row in range(span.top() + 1, span.bottom() + 1):
                    if uid := self.model.uid_at(row):
                        fills.setdefault(uid, []).append((column, top))
        if not fills:
            self._context.notices.say(self.tr("Choose cells below each other first: Shift+Down."))
            return

        mission = self._context.mission
        behind = fields_behind(self.model.columns, mission)

        def fill(write: Write, uid: str) -> object:
            (row,) = list_rows(write, [uid], behind)  # not every line that is chosen has been painted
            texts = {field_behind(column, row, mission, text, date.today()): text for column, text in fills[uid]}
            return changing(raw_of(texts))(write, uid)

        self._do(self.tr("Changing…"), list(fills), fill, "bulk")

    def _do(self, text: str, uids: list[str], verb: Verb, kind: str, reason: str = "") -> None:
        """Do something to many records as one gesture, and show how far it is; a reason is asked once for all."""
        office, notices = self._context.office, self._context.notices

        def job(progress: Progress) -> Changes:
            return do_bulk(office, uids, verb, kind, progress, reason)

        def failed(error: Failure) -> None:
            if isinstance(error, KnownError) and error.wants_reason:
                notices.ask_reason(error, partial(self._do, text, uids, verb, kind), many=len(uids))
            else:
                notices.problem(error)

        self._work.run(self._context.tasks, text, job, self._changed, failed)

    def paste(self) -> None:
        """Plan what the rows on the clipboard would become."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._context.notices.say(self.tr("Copy rows in the spreadsheet first."))
            return
        kind, shown = self._kind.key, self.model.wanted.columns

        def plan(reading: Reading) -> PastePlan:
            return plan_paste(reading, kind, text, shown, date.today())

        self._context.tasks.read(plan, self._planned)

    def _write_cell(self, uid: str, key: str, text: str, reason: str = "") -> None:
        verb = changing(raw_of({key: text}))

        def work(write: Write) -> None:
            verb(write, uid)
            refuse_unexplained(write)

        done = partial(self._cell_written, uid, key) if reason else None
        self._context.tasks.write("save", reason, work, done, partial(self._cell_refused, uid, key, text))

    def _cell_written(self, uid: str, key: str, _: None) -> None:
        self.cell_saved.emit(uid, key)

    def _cell_refused(self, uid: str, key: str, text: str, error: Failure) -> None:
        """Keep what was typed, whatever the answer will be, and ask why where only a reason is missing."""
        if isinstance(error, KnownError) and error.wants_reason:
            self.kept.emit(uid, key, text)
            self._context.notices.ask_reason(error, partial(self._write_cell, uid, key, text))
        elif isinstance(error, KnownError):
            self.kept.emit(uid, key, text)
            said = self.tr("Kept as typed but not saved: {why}")
            self._context.notices.say(said.format(why=sentence(error)))
        else:
            self._context.notices.problem(error)

    def _changed(self, changes: Changes) -> None:
        """Tell everybody what long work committed, and say it."""
        self._context.bus.changed.emit(changes)
        count = len({record.uid for record in changes.records if record.type == self._kind.key})
        words = {
            "delete": (self.tr("Deleted 1 record."), self.tr("Deleted {count} records.")),
            "restore": (self.tr("Restored 1 record."), self.tr("Restored {count} records.")),
            "paste": (self.tr("Entered 1 record."), self.tr("Entered {count} records.")),
        }
        text = words.get(changes.kind, (self.tr("Changed 1 record."), self.tr("Changed {count} records.")))
        self._context.notices.say(counted(count, *text), undo=True)

    def _planned(self, plan: PastePlan) -> None:
        dialog = PasteDialog(self._context, plan, tr_db(self._kind.plural).lower())
        dialog.done_with.connect(self._changed)
        self._context.notices.show_dialog(dialog)
