"""What can be done with a list as a whole: its views, columns and groups; taking it elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from db.catalogue import RecordType
from db.progress import Progress
from db.records import (
    GROUPS,
    SavedView,
    Totals,
    sum_matching,
    sum_records,
)
from db.revisions import RecordKey
from db.store import Reading
from desktop.context import Context
from desktop.i18n import counted, number, tr_db
from desktop.registers.cells import header_text
from desktop.registers.columns_dialog import ColumnsDialog
from desktop.registers.filter_bar import FilterBar, term_text
from desktop.registers.model import RegisterModel
from desktop.registers.sharing import PAGE_LIMIT, SUMMARIES_LIMIT, Shown, as_table, compose, write_workbook
from desktop.registers.table import RegisterTable
from desktop.registers.totals_line import TotalsLine
from desktop.registers.writing import ListWriting
from desktop.reports.preview import open_paper, open_papers
from desktop.reports.printing import Choice, summaries_of
from desktop.tasks import Ticket
from desktop.widgets.ask import AskDialog
from desktop.widgets.working import WorkBar


class ListDesk(QObject):
    """Serves the list of one register. What it wants shown it says; the page shows it."""

    wanted = Signal(object)  # a `Wanted`
    view_opened = Signal(object)  # a `SavedView`
    editing_changed = Signal(bool)

    def __init__(self, context: Context, kind: RecordType, model: RegisterModel, table: RegisterTable, page: QWidget):
        super().__init__(page)
        self._context, self._kind, self._page = context, kind, page
        self.model, self.table = model, table
        self.bar = FilterBar()
        self.line = TotalsLine()
        self._summing: Ticket | None = None
        self._menu: QMenu | None = None
        self.work = WorkBar()
        self.writing = ListWriting(context, kind, model, table, self.work, page)
        self.bar.ungrouped.connect(self.ungroup)
        self.line.change_wanted.connect(self.writing.change_chosen)
        self.line.copy_wanted.connect(self.copy)
        table.chosen.connect(self.show_totals)
        table.copy_wanted.connect(self.copy)
        table.sort_wanted.connect(self.sort_by)
        table.columns_wanted.connect(self.show_columns)

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
            (self.tr("Change chosen records…"), self.writing.change_chosen, "Ctrl+B"),
            (self.tr("Copy as a table"), self.copy, "Ctrl+C"),
            (self.tr("Paste rows…"), self.writing.paste, "Ctrl+V"),
            (self.tr("Print this list…"), self.print_list, "Ctrl+Shift+P"),
            (self.tr("Print the summaries of the chosen…"), self.print_summaries, "Ctrl+Alt+P"),
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

    # ---- taking it elsewhere ----

    def copy(self) -> None:
        """Put the chosen records on the clipboard as a table; all that are shown where fewer than two are chosen."""
        uids = self.table.uids
        shown = self._shown(uids if len(uids) > 1 else self.model.found.uids, grouped=False)
        self._run(self.tr("Copying…"), partial(as_table, shown, self._context.office), self._copied)

    def print_list(self) -> None:
        """Show what is shown as it will be printed."""
        shown = self._shown(self.model.found.uids)
        if len(shown.uids) > PAGE_LIMIT:
            text = self.tr("{count} lines are too many for paper: search for fewer, or save a workbook.")
            self._context.notices.say(text.format(count=number(len(shown.uids))))
            return
        open_paper(self._context, f"list-{shown.kind}", partial(compose, shown))

    def print_summaries(self) -> None:
        """Show the summaries of the chosen records as one paper; of all that are shown where fewer than two are chosen.

        They stand behind a contents, and a reader of PDF has a bookmark for each.
        """
        uids = self.table.uids
        wanted = uids if len(uids) > 1 else self.model.found.uids
        if not wanted:
            self._context.notices.say(self.tr("There is nothing to print."))
        elif len(wanted) > SUMMARIES_LIMIT:
            text = self.tr("{count} summaries are too many for one paper: choose at most {most}.")
            self._context.notices.say(text.format(count=number(len(wanted)), most=number(SUMMARIES_LIMIT)))
        else:
            keys = tuple(RecordKey(self._kind.key, uid) for uid in wanted)
            compose = partial(summaries_of, keys, self._kind.plural)
            open_papers(self._context, [Choice("summaries", self.tr("Summaries"), compose, counted=True)])

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
            self._run(
                self.tr("Writing…"), partial(write_workbook, shown, files[0], self._context.office), self._exported
            )

    def _run(self, text: str, work: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        self.work.run(self._context.tasks, text, work, done, self._context.notices.problem)

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
            (*about, counted(len(uids), self.tr("1 record"), self.tr("{count} records"))),
            self.model.wanted,
            tuple(self.model.columns),
            self.model.known,
            tuple(uids),
            groups,
        )

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        rows = text.count("\n") - 1
        self._context.notices.say(counted(rows, self.tr("Copied 1 row."), self.tr("Copied {count} rows.")))

    def _exported(self, target: Path) -> None:
        self._context.notices.say(self.tr("Saved {name}.").format(name=target.name))
