"""Receiving: choose or drop parcels, see what they would do, take them in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.errors import KnownError
from db.parcels import worded
from db.progress import Cancelled
from desktop.bus import EVERYTHING
from desktop.context import Context
from desktop.exchange.mending import MendBar
from desktop.exchange.plans import FilePlan, plan, take_in
from desktop.i18n import number, sentence, tr_db
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.widgets.drop import DropCard
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label
from desktop.widgets.working import WorkBar

_FOLDER = "receive_folder"
_SHOWN = 6  # problems and hand edits shown in words


class ReceiveCard(DropCard):
    """Takes parcels in; a plan first, always."""

    def __init__(self, context: Context) -> None:
        super().__init__((".xlsx",))
        self.dropped.connect(self.look_at)
        self._context = context
        self._plans: list[FilePlan] = []
        self.choose = button(self.tr("Choose parcels…"), self.choose_files, "", "receive")
        self.table = Grid(
            (
                self.tr("File"),
                self.tr("Rows"),
                self.tr("New"),
                self.tr("Updated"),
                self.tr("Same"),
                self.tr("Conflict"),
                self.tr("By hand"),
                self.tr("Problem"),
            ),
            wide=0,
        )
        self.table.setAccessibleName(self.tr("What the parcels hold"))
        self.words = label("", "muted", wrap=True)
        self.faults = label("", "problem", wrap=True)
        self.edits = QCheckBox()
        self.mend = MendBar(context)
        self.work = WorkBar()
        self.take = button(self.tr("Take in"), self.take_in, "main", "check")
        self.forget = button(self.tr("Clear"), self.reset)
        self._build()
        self.reset()

    def choose_files(self) -> None:
        """Let the person choose parcels."""
        pattern = self.tr("Parcels (*.xlsx)")
        folder = self._context.remembered(_FOLDER)
        self._context.notices.choose_files(self.tr("Which parcels?"), folder, pattern, self.look_at)

    def look_at(self, files: Sequence[Path]) -> None:
        """Read the files and show what they would do."""
        if not files:
            return
        self._context.remember(_FOLDER, str(files[0].parent))
        self.reset()
        self._say(self.tr("Looking into {count} files…").format(count=len(files)), "muted")
        self.work.start(self.tr("Reading…"))
        self.choose.setEnabled(False)
        job = partial(plan, self._context.office, list(files))
        self.work.watch(self._context.tasks.long(job, self._planned, self._failed, self.work.step))

    def take_in(self) -> None:
        """Do what the plan says."""
        files = [found.file for found in self._plans if found.received is not None]
        self.take.setEnabled(False)
        self.work.start(self.tr("Taking in…"))
        job = partial(take_in, self._context.office, files, self.edits.isChecked())
        self.work.watch(self._context.tasks.long(job, self._taken, self._failed, self.work.step))

    def reset(self) -> None:
        """Show the empty card again."""
        self._plans = []
        self.table.show_rows([])
        for widget in (self.table, self.faults, self.edits, self.take, self.forget):
            widget.hide()
        self.mend.show_plans([])
        self.choose.setEnabled(True)
        self._say(
            self.tr("Drop parcels here, or choose them. Nothing is taken in before you have seen what it does."),
            "muted",
        )

    # ---- answers ----

    def _planned(self, plans: list[FilePlan]) -> None:
        self.work.stop()
        self.choose.setEnabled(True)
        self._plans = plans
        self._show(plans)
        good = [found.received for found in plans if found.received is not None]
        proposed = sum(len(found.proposals) for found in good)
        self.edits.setText(
            self.tr("Also take in the {count} changes made by hand in the workbook").format(count=proposed)
        )
        self.edits.setChecked(False)
        self.edits.setVisible(bool(proposed))
        self.take.setVisible(bool(good))
        self.take.setEnabled(bool(good))
        self.forget.show()
        self._say(self._in_words(plans, self.tr("Nothing has been taken in yet.")), "muted")
        self._show_faults(plans)
        self.mend.show_plans(plans)
        self.take.setFocus()

    def _taken(self, plans: list[FilePlan]) -> None:
        self.work.stop()
        self._show(plans)
        self.faults.hide()
        self.edits.hide()
        self.take.hide()
        self.mend.show_plans(plans)
        self._say(self._in_words(plans, self.tr("Taken in.")), "good")
        self._context.bus.changed.emit(EVERYTHING)
        self._context.notices.say(self.tr("Parcels taken in: {count}").format(count=len(plans)))

    def _failed(self, error: Failure) -> None:
        self.work.stop()
        if isinstance(error, Cancelled):
            self.reset()
            self._say(
                self.tr("Stopped. Parcels that were finished stay taken in; receiving again does no harm."), "muted"
            )
            self._context.bus.changed.emit(EVERYTHING)
        elif isinstance(error, KnownError):
            self.choose.setEnabled(True)
            self.take.setEnabled(bool(self._plans))
            self._say(sentence(error), "problem")

    # ---- words ----

    def _show(self, plans: Sequence[FilePlan]) -> None:
        rows: list[tuple[object, ...]] = []
        for found in plans:
            r = found.received
            counts = (r.read, r.new, r.updated, r.same, r.conflict, r.proposal, r.problem) if r else ("–",) * 7
            rows.append((found.file.name, *counts))
        self.table.show_rows(rows)
        self.table.show()

    def _in_words(self, plans: Sequence[FilePlan], first: str) -> str:
        good = [found.received for found in plans if found.received is not None]
        counts = self.tr("{new} new, {updated} updated, {same} the same, {conflict} in conflict.").format(
            new=number(sum(r.new for r in good)),
            updated=number(sum(r.updated for r in good)),
            same=number(sum(r.same for r in good)),
            conflict=number(sum(r.conflict for r in good)),
        )
        lines = [f"{first} {counts}"] if good else [self.tr("Nothing can be taken in.")]
        place = self.tr("{sheet}, row {row}: {text}")
        details = [
            place.format(sheet=p.sheet, row=p.row, text=f"{p.column}: {worded(p, tr_db)}")
            for r in good
            for p in r.problems
        ]
        for received in good:
            for proposal in received.proposals:
                what = (
                    self.tr("by hand: delete")
                    if proposal.delete
                    else self._edit(dict(proposal.before), dict(proposal.after))
                )
                details.append(place.format(sheet=proposal.sheet, row=proposal.row, text=what))
        lines += details[:_SHOWN]
        if len(details) > _SHOWN:
            lines.append(self.tr("and {count} more").format(count=len(details) - _SHOWN))
        return "\n".join(lines)

    def _edit(self, before: dict[str, object], after: dict[str, object]) -> str:
        parts = [f"{key}: {before.get(key) or '—'} → {value or '—'}" for key, value in after.items()]
        return self.tr("by hand: {changes}").format(changes=", ".join(parts))

    def _show_faults(self, plans: Sequence[FilePlan]) -> None:
        texts = [sentence(found.refused) for found in plans if found.refused is not None]
        self.faults.setText("\n".join(texts))
        self.faults.setVisible(bool(texts))

    def _say(self, text: str, look: str) -> None:
        self.words.setText(text)
        mark(self.words, look=look)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Receive"), "section"), 1)
        head.addWidget(self.choose)
        column.addLayout(head)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self.table, 1)
        column.addWidget(self.edits)
        column.addWidget(self.work)
        last = QHBoxLayout()
        last.addWidget(self.take)
        last.addWidget(self.mend.save)
        last.addWidget(self.mend.bring)
        last.addWidget(self.forget)
        last.addStretch()
        column.addLayout(last)

    def _scrolled(self) -> QScrollArea:
        """Return the words, which may be many, in an area that scrolls where the window is small."""
        texts = QWidget()
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.faults, self.words, self.mend):
            column.addWidget(widget)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("What the parcels hold, in words"))
        area.setWidget(texts)
        texts.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        return area
