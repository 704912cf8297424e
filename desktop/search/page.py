"""One box over all registers: what each holds of it, and the newest records together."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.catalogue import ACTIVITY_TYPES
from db.records import Everywhere, ListRow, Wanted, find_everywhere
from db.revisions import RecordKey
from db.search.query import without
from db.store import Changes, Reading
from desktop.context import Context
from desktop.i18n import number, short_date, tr_db
from desktop.registers.filter_bar import FilterBar
from desktop.registers.query_line import QueryLine
from desktop.registers.views import ALL
from desktop.tasks import Ticket
from desktop.widgets.ask import AskDialog
from desktop.widgets.empty import EmptyState
from desktop.widgets.freshness import Freshness
from desktop.widgets.grid import OpeningGrid
from desktop.widgets.parts import button, in_order, label


class SearchPage(QWidget):
    """Searches while somebody types; a row opens its record, a count its register with the same query."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.found = Everywhere()
        self._searching: Ticket | None = None
        hint = self.tr("Words in any script, or status:… place:… from:…  in all registers")
        self.line = QueryLine(list(ACTIVITY_TYPES.values()), context.mission, hint, self.tr("Search all registers"))
        self.line.searched.connect(self._search)
        self.bar = FilterBar()
        self.bar.removed.connect(self._remove)
        self.keep = button(self.tr("Save this search…"), self.save_search)
        self.keep.setEnabled(False)
        self.registers: dict[str, QPushButton] = {}
        counts = QHBoxLayout()
        counts.setSpacing(8)
        for key in ACTIVITY_TYPES:
            self.registers[key] = button("", partial(self._open_register, key), "link")
            self.registers[key].hide()
            counts.addWidget(self.registers[key])
        counts.addStretch()
        heads = (self.tr("Register"), self.tr("Ref"), self.tr("Date"), self.tr("Place"), self.tr("Title"))
        self.table = OpeningGrid((*heads, self.tr("Status"), self.tr("People")), wide=4, spare=(6,), room=900)
        self.table.setAccessibleName(self.tr("What was found"))
        self.table.opened.connect(self._open)
        self.empty = EmptyState()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Search"), "title"))
        head.addWidget(self.line, 1)
        head.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addLayout(counts)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.setFocusProxy(self.line)
        Freshness(self, context.bus, self.reload, _concern)
        self._show(self.found)

    def begin(self, query: str = "") -> None:
        """Put the cursor into the box; a query given is searched."""
        if query:
            self.line.setText(query)
        self.line.begin()

    def search(self) -> None:
        """Put the cursor into the box."""
        self.begin()

    def reload(self) -> None:
        """Search again."""
        self._search(self.line.text().strip())

    def save_search(self) -> None:
        """Ask for a name and keep the search under it."""
        name = QLineEdit()
        text = self.tr("It stands in the navigation, with how many records it finds now.")
        dialog = AskDialog(self.tr("Save this search"), text, self.tr("Save"), self.window())
        dialog.add(self.tr("Name"), name)

        def agreed() -> None:
            if name.text().strip():
                dialog.accept()
                self._context.views.save(name.text().strip(), ALL, Wanted(self.line.text().strip()), {})
            else:
                dialog.refuse(self.tr("Give it a name."))

        dialog.agreed.connect(agreed)
        self._context.notices.show_dialog(dialog)

    def _search(self, query: str) -> None:
        if self._searching is not None:
            self._searching.drop()

        def find(reading: Reading) -> Everywhere:
            return find_everywhere(reading, query)

        self._searching = self._context.tasks.read(find, self._show)

    def _show(self, found: Everywhere) -> None:
        self._searching, self.found = None, found
        self.bar.show_query(found.query)
        in_order(self.keep, *self.bar.chips)
        self.keep.setEnabled(bool(found.query.terms))
        for key, entry in self.registers.items():
            count = found.counts.get(key, 0)
            entry.setVisible(bool(count))
            name = tr_db(ACTIVITY_TYPES[key].plural)
            entry.setText(self.tr("{register}: all {count}").format(register=name, count=number(count)))
        self.table.show_rows([self._cells(row) for row in found.rows])
        self.table.setVisible(bool(found.rows))
        self.empty.setVisible(not found.rows)
        if found.query.terms:
            text = self.tr("Use fewer words, or the beginning of one. Accents and scripts do not matter.")
            self.empty.say(self.tr("Nothing matches in any register"), text)
        else:
            text = self.tr(
                "Words, “whole phrases”, -without, and filters such as status:held, place:zvecan or women>20."
            )
            self.empty.say(self.tr("Find anything in all registers"), text)

    def _cells(self, row: ListRow) -> tuple[str, ...]:
        lists, kind = self._context.mission.lists, ACTIVITY_TYPES[row.type]
        place = lists["municipality"].label(row.municipality) if row.municipality else row.settlement
        status = tr_db(lists[kind.by_key["status"].choices].label(row.status)) if row.status else ""
        people = "" if row.total is None else number(row.total)
        return tr_db(kind.label), row.ref, short_date(row.date), place, row.title, status, people

    def _open(self, row: int) -> None:
        one = self.found.rows[row]
        self._context.bus.wanted.emit(RecordKey(one.type, one.uid))

    def _open_register(self, key: str) -> None:
        self._context.bus.query_wanted.emit(key, self.line.text().strip())

    def _remove(self, text: str) -> None:
        self.line.setText(without(self.line.text(), text))


def _concern(changes: Changes) -> bool:
    return bool(changes.records)
