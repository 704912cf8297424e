"""Frameworks: the codes of one framework with the activities that serve them; codes that nobody serves stand out."""

from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import ACTIVITY_TYPES
from db.frameworks import BenchmarkLine, CodeLine, benchmark_lines, code_lines
from db.revisions import RecordKey
from db.store import Changes, Reading
from desktop.context import Context
from desktop.i18n import number, short_date, tr_db
from desktop.widgets.choices import choice_box
from desktop.widgets.freshness import Freshness
from desktop.widgets.grid import OpeningGrid
from desktop.widgets.parts import beside_title, label

BENCHMARKS = "op_benchmark"
Found = tuple[list[CodeLine], dict[str, BenchmarkLine]]


class FrameworksPage(QWidget):
    """One framework at a time; beneath its codes the activities of the one that is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._lines: list[CodeLine] = []
        self.shown: list[CodeLine] = []
        self._benchmarks: dict[str, BenchmarkLine] = {}
        names = [(code.code, tr_db(code.label())) for code in context.mission.lists["framework"].entries]
        self.frameworks = choice_box(self.tr("Framework"), names)
        self.frameworks.setCurrentIndex(max(self.frameworks.findData(context.remembered("framework", "op_output")), 0))
        self.unserved = QCheckBox(self.tr("Only codes that nobody serves"))
        self.count = beside_title()
        head = (self.tr("Code"), self.tr("What it is"), self.tr("Under"), self.tr("Term"))
        self.codes = OpeningGrid((*head, self.tr("Evidence"), self.tr("Judged on"), self.tr("Activities")), wide=1)
        self.codes.setAccessibleName(self.tr("Codes"))
        self.served = OpeningGrid((self.tr("Number"), self.tr("Activity"), self.tr("Type"), self.tr("Main")), wide=1)
        self.served.setAccessibleName(self.tr("Activities that serve the code"))
        self._about = label("", "section")
        self._build()
        self.frameworks.activated.connect(self.reload)
        self.unserved.toggled.connect(self._show)
        self.codes.selectionModel().currentRowChanged.connect(self._chosen)
        self.codes.opened.connect(self._go_on)
        self.served.opened.connect(self._open)
        self.fresh = Freshness(self, context.bus, self.reload, self._concern)
        self.setFocusProxy(self.codes)
        self.reload()

    def reload(self) -> None:
        """Read the chosen framework again."""
        chosen = str(self.frameworks.currentData())
        self._context.remember("framework", chosen)
        self._context.tasks.read(partial(_look, chosen, self._context.office.clock()[:10]), self._loaded)

    def _concern(self, changes: Changes) -> bool:
        everything = any(not record.uid for record in changes.records)
        return everything or changes.touches(*ACTIVITY_TYPES, "tag", "evidence")

    def _loaded(self, found: Found) -> None:
        self._lines, self._benchmarks = found
        self._show()

    def _show(self) -> None:
        before = self.shown[self.codes.current].code if 0 <= self.codes.current < len(self.shown) else ""
        self.shown = [line for line in self._lines if not (self.unserved.isChecked() and line.served)]
        judged = bool(self._benchmarks)
        for column in (3, 4, 5):
            self.codes.setColumnHidden(column, not judged)
        self.codes.setColumnHidden(2, not any(line.parent for line in self._lines))
        self.codes.show_rows([self._row(line) for line in self.shown])
        served = sum(bool(line.served) for line in self._lines)
        text = self.tr("{count} of {whole} codes are served")
        self.count.setText(text.format(count=number(served), whole=number(len(self._lines))))
        place = next((row for row, line in enumerate(self.shown) if line.code == before), 0)
        if self.shown:
            self.codes.selectRow(place)
        self._show_served()

    def _row(self, line: CodeLine) -> tuple[object, ...]:
        name = tr_db(line.label) if line.in_use else self.tr("{name} (no longer in use)").format(name=tr_db(line.label))
        judged = self._benchmarks.get(line.code)
        told: tuple[object, ...] = ("", "", "")
        if judged is not None:
            judgement = self._context.mission.lists["judgement"].label(judged.judgement) if judged.judgement else ""
            told = (tr_db(judged.term), tr_db(judgement), short_date(judged.day) if judged.day else "")
        return (line.code, name, line.parent, *told, len(line.served) or "")

    def _chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        self._show_served()

    def _show_served(self) -> None:
        row = self.codes.current
        line = self.shown[row] if 0 <= row < len(self.shown) else None
        served = line.served if line is not None else ()
        self.served.show_rows(
            [
                (one.ref, one.title, tr_db(ACTIVITY_TYPES[one.type].label), self.tr("yes") if one.main else "")
                for one in served
            ]
        )
        self.served.setVisible(bool(served))
        if line is None:
            self._about.setText("")
        elif served:
            self._about.setText(self.tr("Activities that serve {code}").format(code=line.code))
        else:
            self._about.setText(self.tr("Nobody serves {code} yet").format(code=line.code))

    def _go_on(self, row: int) -> None:
        if self.shown[row].served:
            self.served.setFocus()

    def _open(self, row: int) -> None:
        one = self.shown[self.codes.current].served[row]
        self._context.bus.wanted.emit(RecordKey(one.type, one.uid))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Frameworks"), "title"))
        head.addWidget(self.count)
        head.addStretch()
        head.addWidget(self.unserved)
        head.addWidget(self.frameworks)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.codes, 3)
        column.addWidget(self._about)
        column.addWidget(self.served, 2)


def _look(framework: str, day: str, reading: Reading) -> Found:
    judged = {line.code: line for line in benchmark_lines(reading)} if framework == BENCHMARKS else {}
    return code_lines(reading, framework, day), judged
