"""Rows out of a spreadsheet, before they become records: what enters, what does not, and why."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout

from db.records import PastePlan, do_paste
from db.store import Changes
from desktop.context import Context
from desktop.i18n import counted, number, problem_text
from desktop.tasks import Failure
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label, last_row
from desktop.widgets.working import WorkBar


class PasteDialog(QDialog):
    """The plan of a paste; one button enters the rows that can enter."""

    done_with = Signal(object)  # the `Changes`

    def __init__(self, context: Context, plan: PastePlan, things: str) -> None:
        super().__init__(context.notices.window)
        self._context, self.plan = context, plan
        self.setWindowTitle(self.tr("Paste rows"))
        self.resize(760, 480 if plan.problems else 260)
        self.said = label(self._told(things), "muted", wrap=True)
        self.problems = Grid((self.tr("Row"), self.tr("Column"), self.tr("What is wrong")), wide=2)
        self.problems.setAccessibleName(self.tr("Rows that cannot enter"))
        self.problems.setWordWrap(True)
        self.problems.show_rows([(one.row, one.column, problem_text(one.problem)) for one in plan.problems])
        self.problems.resizeRowsToContents()
        self.problems.setVisible(bool(plan.problems))
        self.work = WorkBar(cancel=False)
        back = counted(len(plan.faulty), self.tr("Copy the faulty row"), self.tr("Copy the {count} faulty rows"))
        self.back = button(back, self.copy_faulty)
        self.back.setVisible(bool(plan.faulty))
        verb = counted(len(plan.new), self.tr("Enter 1 record"), self.tr("Enter {count} records"))
        self.go = button(verb, self.apply, "main")
        self.go.setEnabled(bool(plan.new))
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Paste rows"), "heading"))
        column.addWidget(self.said)
        column.addWidget(self.work)
        column.addWidget(self.problems, 1)
        column.addStretch()
        column.addLayout(last_row(self, self.go, self.back))

    def apply(self) -> None:
        """Enter what can enter, as one gesture."""
        self.go.setEnabled(False)
        job = partial(do_paste, self._context.office, self.plan)
        self.work.run(self._context.tasks, self.tr("Entering…"), job, self._done, self._failed)

    def copy_faulty(self) -> None:
        """Put the rows that cannot enter back on the clipboard, to be mended in the spreadsheet and pasted again."""
        QGuiApplication.clipboard().setText(self.plan.faulty_text())
        self._context.notices.say(self.tr("Copied. Mend the rows in the spreadsheet and paste them again."))

    def reject(self) -> None:
        """Stop what is under way, else go away."""
        if not self.work.ask_to_stop():
            super().reject()

    def _told(self, things: str) -> str:
        plan = self.plan
        rows = counted(plan.rows, self.tr("1 row was copied"), self.tr("{count} rows were copied"))
        text = self.tr("{rows}. New {things}: {new}. Cannot enter: {faulty}.")
        parts = [text.format(rows=rows, new=number(len(plan.new)), things=things, faulty=number(len(plan.faulty)))]
        if plan.rest:
            names = ", ".join(f"“{name}”" for name in plan.rest)
            parts.append(self.tr("No field takes {names}: their words go into the description.").format(names=names))
        parts.append(self.tr("One undo takes all of it back."))
        return " ".join(parts)

    def _done(self, changes: Changes) -> None:
        self.done_with.emit(changes)
        self.accept()

    def _failed(self, error: Failure) -> None:
        self.go.setEnabled(True)
        self._context.notices.problem(error)
