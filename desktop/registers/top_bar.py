"""Above a register: what it is, how many match, one search box, and the main buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from db.catalogue import Mission, RecordType
from desktop.i18n import inside, number, tr_db
from desktop.registers.query_line import QueryLine
from desktop.widgets.parts import beside_title, button, label


class TopBar(QWidget):
    """Title, count, search, filter of deleted records, print, new."""

    searched = Signal(str)
    deleted_toggled = Signal(bool)
    new_wanted = Signal()
    print_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, kind: RecordType, mission: Mission) -> None:
        super().__init__()
        self.title = label(tr_db(kind.plural), "title")
        self.count = beside_title()
        hint = self.tr("Words, or status:… place:… from:…  (Ctrl+F)")
        self.search = QueryLine([kind], mission, hint, self.tr("Search"))
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(520)
        self.search.searched.connect(self.searched)
        self.deleted = QPushButton(self.tr("Deleted"))
        self.deleted.setProperty("look", "chip")
        self.deleted.setCheckable(True)
        self.deleted.setAutoDefault(False)
        self.deleted.setToolTip(self.tr("Show the deleted records of this register"))
        self.deleted.clicked.connect(self.deleted_toggled)  # by a person; a saved view checks it too
        self.list = button(self.tr("List"), self.menu_wanted, "", "columns")
        self.list.setToolTip(self.tr("Columns, groups, saved views, editing, copying, printing  Alt+L"))
        self.list.setShortcut("Alt+L")
        self.print = button(self.tr("Print"), self.print_wanted, "", "print")
        self.print.setToolTip(self.tr("Print a summary of the chosen record  Ctrl+P"))
        self.new = button(self.tr("New {kind}").format(kind=inside(tr_db(kind.label))), self.new_wanted, "main", "plus")
        self.new.setToolTip(self.tr("Ctrl+N"))

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.search, 3)
        row.addWidget(self.deleted)
        row.addWidget(self.list)
        row.addWidget(self.print)
        row.addWidget(self.new)

    def show_count(self, shown: int, all_of_them: int) -> None:
        """Show how many match, and of how many where that is another number."""
        if shown == all_of_them:
            self.count.setText(number(shown))
        else:
            self.count.setText(self.tr("{shown} of {all}").format(shown=number(shown), all=number(all_of_them)))
