"""What can be done with a list as a whole: its views, columns and groups; many records at once; taking it elsewhere."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from db.catalogue import Mission, RecordType
from db.errors import KnownError
from db.records import (
    GROUPS,
    PastePlan,
    SavedView,
    Totals,
    changing,
    deleting_all,
    do_bulk,
    plan_paste,
    restoring_all,
    sum_matching,
    sum_records,
)
from db.store import Changes, Reading, Write
from desktop.context import Context
from desktop.forms.texts import TALLIES, raw_of
from desktop.i18n import number, sentence, tr_db
from desktop.registers.bulk_dialog import BulkDialog
from desktop.registers.cells import header_text
from desktop.registers.columns_dialog import ColumnsDialog
from desktop.registers.filter_bar import FilterBar, term_text
from desktop.registers.model import RegisterModel, can_be_typed
from desktop.registers.paste_dialog import PasteDialog
from desktop.registers.sharing import PAGE_LIMIT, Shown, as_table, compose, write_workbook
from desktop.registers.table import RegisterTable
from desktop.registers.totals_line import TotalsLine
from desktop.reports.preview import open_paper
from desktop.tasks import Failure, Ticket
from desktop.widgets.ask import AskDialog


class ListDesk(QObject):
    """Serves the list of one register. What it wants shown it says; the page shows it."""

    wanted = Signal(object)  # a `Wanted`
    view_opened = Signal(object)  # a `SavedView`
    editing_changed = Signal(bool)
    kept = Signal(str, str, str)  # text typed into a cell that cannot be saved: the record, the field, the text

    def __init__(self, context: Context, kind: RecordType, model: RegisterModel, table: RegisterTable, page: QWidget):
        super().__init__(page)
        self._context, self._kind, self._page = context, kind, page
        self.model, self.table = model, table
        self.bar = FilterBar()
        self.line = TotalsLine()
        self._summing: Ticket | None = None
        self._menu: QMenu | None = None
        self.bar.ungrouped.connect(self.ungroup)
        self.line.change_wanted.connect(self.change_chosen)
        self.line.copy_wanted.connect(self.copy)
        table.chosen.connect(self.show_totals)
        table.copy_wanted.connect(self.copy)
        table.paste_wanted.connect(self.paste)
        table.fill_wanted.connect(self.fill_down)
        table.sort_wanted.connect(self.sort_by)
        table.columns_wanted.connect(self.show_columns)
        model.typed.connect(self._write_cell)

    # ---- how the list is arranged ----

    def sort_by(self, key: str, after: bool) -> None:
        """Sort by a column, the other way round when it sorts already; `after` the others, or in their place."""
        before = dict(self.model.wanted.sort)
        ascending = not before[key] if key in before else key not in ("ref", "date", "changed")
        sort = {**before, key: ascending} if after else {key: ascending}
        self._show(sort=tuple(sort.items()))

    def group_by(self, group: str) -> None:
        """Put the records under heads, or under none."""
        self._show(group=group)

    def ungroup(self) -> None:
        """Put the records under no heads."""
        self.group_by("")

    @property
    def group_name(self) -> str:
        """What the list is grouped by, "" where it is not."""
        return self._group_names().get(self.model.wanted.group, "")

    def _group_names(self) -> dict[str, str]:
        names = {key: header_text(self.model.known[key]) for key in GROUPS if key in self.model.known}
        return {**names, "month": self.tr("Month")}

    def show_columns(self, keys: list[str]) -> None:
        """Show these columns in this order."""
        self._show(columns=tuple(keys))

    def choose_columns(self) -> None:
        """Let the person choose the columns."""
        dialog = ColumnsDialog(self.model.known, self.model.wanted.columns, self._page.window())
        dialog.agreed.connect(self.show_columns)
        self._context.notices.show_dialog(dialog)

    def edit_in_list(self, editing: bool) -> None:
        """Let cells be typed into, or stop it."""
        self.table.edit_cells(editing)
        self.editing_changed.emit(editing)
        if editing:
            self._context.notices.say(
                self.tr("Type into a cell; Enter goes down, Ctrl+D fills down. Each change is saved at once.")
            )

    def toggle_editing(self) -> None:
        """Begin to type into cells, or stop it."""
        self.edit_in_list(not self.model.editing)

    def remember(self) -> None:
        """Remember how the list is arranged for the next start."""
        self._context.views.leave(self._kind.key, self.model.wanted, self.table.widths)

    # ---- saved views ----

    def save_view(self) -> None:
        """Ask for a name and keep what is shown under it."""
        line = QLineEdit()
        text = self.tr("Filter, columns, order and groups are kept in the office, and it stands in the navigation.")
        dialog = AskDialog(self.tr("Save this view"), text, self.tr("Save"), self._page.window())
        dialog.add(self.tr("Name"), line)

        def agreed() -> None:
            name = line.text().strip()
            if name:
                dialog.accept()
                self.save_as(name)
            else:
                dialog.refuse(self.tr("Give it a name."))

        dialog.agreed.connect(agreed)
        self._context.notices.show_dialog(dialog)

    def save_as(self, name: str) -> None:
        """Keep what is shown under a name."""
        self._context.views.save(name, self._kind.key, self.model.wanted, self.table.widths)
        self._context.notices.say(self.tr("Saved the view “{name}”.").format(name=name))

    def open_menu(self, button: QWidget) -> None:
        """Offer everything that can be done with the list, beneath a button."""
        self._menu = menu = QMenu(self._page)
        for view in self._context.views.of(self._kind.key):
            menu.addAction(view.name, partial(self.view_opened.emit, view))
        menu.addAction(self.tr("Save this view…"), self.save_view)
        if views := self._context.views.of(self._kind.key):
            forget = menu.addMenu(self.tr("Forget a view"))
            for view in views:
                forget.addAction(view.name, partial(self.forget_view, view))
        menu.addSeparator()
        menu.addAction(self.tr("Columns…"), self.choose_columns)
        groups = menu.addMenu(self.tr("Group by"))
        for key, name in {"": self.tr("Nothing"), **self._group_names()}.items():
            action = groups.addAction(name, partial(self.group_by, key))
            action.setCheckable(True)
            action.setChecked(key == self.model.wanted.group)
        menu.addSeparator()
        edit = QAction(self.tr("Edit in the list"), menu)
        edit.setCheckable(True)
        edit.setChecked(self.model.editing)
        edit.setShortcut(QKeySequence("Ctrl+E"))
        edit.toggled.connect(self.edit_in_list)
        menu.addAction(edit)
        for text, slot, key in (
            (self.tr("Change chosen records…"), self.change_chosen, "Ctrl+B"),
            (self.tr("Copy as a table"), self.copy, "Ctrl+C"),
            (self.tr("Paste rows…"), self.paste, "Ctrl+V"),
            (self.tr("Print this list…"), self.print_list, "Ctrl+Shift+P"),
            (self.tr("Save as a workbook…"), self.export, ""),
        ):
            action = menu.addAction(text, slot)
            action.setShortcut(QKeySequence(key))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def forget_view(self, view: SavedView) -> None:
        """Forget a saved view; the records stay."""
        self._context.views.forget(view)
        self._context.notices.say(
            self.tr("Forgot the view “{name}”. Its records are not touched.").format(name=view.name)
        )

    # ---- many records ----

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
        work = partial(do_bulk, self._context.office, uids, verb, kind)

        def job(progress):
            return work(progress=progress)

        self._context.tasks.long(job, self._changed)
        return True

    def fill_down(self) -> None:
        """Give the chosen cells of each column the value of the topmost one, as one gesture."""
        fills: dict[str, dict[str, object]] = {}
        for span in self.table.selectionModel().selection().toList():
            for place in range(span.left(), span.right() + 1):
                column = self.model.columns[place]
                if not can_be_typed(column):
                    continue
                top = self.model.index(span.top(), place).data(Qt.ItemDataRole.EditRole)
                for row in range(span.top() + 1, span.bottom() + 1):
                    if uid := self.model.uid_at(row):
                        fills.setdefault(uid, {})[_key(column.key, column.kind)] = str(top or "")
        if not fills:
            self._context.notices.say(self.tr("Choose cells below each other first: Shift+Down."))
            return

        def fill(write: Write, uid: str) -> object:
            return changing(raw_of({key: str(text) for key, text in fills[uid].items()}))(write, uid)

        def job(progress):
            return do_bulk(self._context.office, list(fills), fill, progress=progress)

        self._context.tasks.long(job, self._changed)

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

    # ---- taking it elsewhere ----

    def copy(self) -> None:
        """Put the chosen records on the clipboard as a table; all that are shown where fewer than two are chosen."""
        uids = self.table.uids
        shown = self._shown(uids if len(uids) > 1 else self.model.found.uids, grouped=False)
        self._context.tasks.read(partial(_table, shown, self._context.mission), self._copied)

    def print_list(self) -> None:
        """Show what is shown as it will be printed."""
        shown = self._shown(self.model.found.uids)
        if len(shown.uids) > PAGE_LIMIT:
            text = self.tr("{count} lines are too many for paper: search for fewer, or save a workbook.")
            self._context.notices.say(text.format(count=number(len(shown.uids))))
            return
        open_paper(self._context, partial(compose, shown))

    def export(self) -> None:
        """Let the person say where the workbook goes, and write it."""
        folder = Path(self._context.remembered("list_folder", str(Path.home())))
        name = f"{tr_db(self._kind.plural)} {date.today().isoformat()}.xlsx"
        self._context.notices.choose_target(
            self.tr("Save the list as"), folder / name, self.tr("Workbooks (*.xlsx)"), self._export_to
        )

    def _export_to(self, files: list[Path]) -> None:
        if files:
            self._context.remember("list_folder", str(files[0].parent))
            shown = self._shown(self.model.found.uids)
            self._context.tasks.long(partial(write_workbook, shown, files[0], self._context.office), self._exported)

    # ---- what is added up ----

    def show_totals(self) -> None:
        """Add up the chosen records, all that match where fewer than two are chosen."""
        uids = self.table.uids
        several, columns, kind = len(uids) > 1, self.model.wanted.columns, self._kind.key
        self.line.offer(len(uids), self.model.wanted.deleted)
        if self._summing is not None:
            self._summing.drop()
        wanted = self.model.wanted
        everything = not several or len(uids) == len(self.model.found.uids)

        def add(reading: Reading) -> Totals:
            if everything:
                return sum_matching(reading, kind, wanted)
            return sum_records(reading, kind, columns, uids)

        self._summing = self._context.tasks.read(add, partial(self._show_totals, several))

    def _show_totals(self, several: bool, totals: Totals) -> None:
        self._summing = None
        self.line.show_totals(totals, self.model.columns, several)

    # ---- answers ----

    def _show(self, **changes: Any) -> None:
        self.wanted.emit(replace(self.model.wanted, **changes))

    def _shown(self, uids: list[str], grouped: bool = True) -> Shown:
        query = self.model.found.query
        about = [", ".join(term_text(term) for term in query.terms)] if query.terms else []
        if self.model.wanted.deleted:
            about.append(self.tr("Deleted records"))
        groups = self.model.found.groups if grouped else ()
        return Shown(
            self._kind.key,
            tr_db(self._kind.plural),
            (*about, self.tr("{count} records").format(count=number(len(uids)))),
            self.model.wanted,
            tuple(self.model.columns),
            self.model.known,
            tuple(uids),
            groups,
        )

    def _write_cell(self, uid: str, key: str, text: str) -> None:
        raw = raw_of({_key(key, self.model.known[key].kind): text})
        verb = changing(raw)

        def work(write: Write) -> object:
            return verb(write, uid)

        self._context.tasks.write("save", "", work, None, partial(self._cell_refused, uid, key, text))

    def _cell_refused(self, uid: str, key: str, text: str, error: Failure) -> None:
        if isinstance(error, KnownError):
            self.kept.emit(uid, _key(key, self.model.known[key].kind), text)
            said = self.tr("Kept as typed but not saved: {why}")
            self._context.notices.say(said.format(why=sentence(error)))
        else:
            self._context.notices.problem(error)

    def _changed(self, changes: Changes) -> None:
        """Tell everybody what long work committed, and say it."""
        self._context.bus.changed.emit(changes)
        count = len({record.uid for record in changes.records if record.type == self._kind.key})
        words = {
            "delete": self.tr("Deleted {count} records."),
            "restore": self.tr("Restored {count} records."),
            "paste": self.tr("Entered {count} records."),
        }
        text = words.get(changes.kind, self.tr("Changed {count} records."))
        self._context.notices.say(text.format(count=number(count)), undo=True)

    def _planned(self, plan: PastePlan) -> None:
        dialog = PasteDialog(self._context, plan, tr_db(self._kind.plural).lower())
        dialog.done_with.connect(self._changed)
        self._context.notices.show_dialog(dialog)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.notices.say(self.tr("Copied {count} rows.").format(count=number(text.count("\n") - 1)))

    def _exported(self, target: Path) -> None:
        self._context.notices.say(self.tr("Saved {name}.").format(name=target.name))


def _key(key: str, kind: str) -> str:
    """Return the key under which the form knows a column."""
    return f"{TALLIES}{key}" if kind == "tally" else key


def _table(shown: Shown, mission: Mission, reading: Reading) -> str:
    return as_table(reading, shown, mission)
