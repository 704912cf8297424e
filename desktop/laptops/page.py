"""Laptops: this one's code to read aloud, the others with how far they are trusted, and the parcels that lie aside."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.board import lost_laptop
from db.errors import KnownError
from db.parcels import Aside, Laptop, asides, confirm, laptops, own_code, revoke
from db.reports import maker_of
from db.reports.lost import lost_listing
from db.store import Changes, Office, Write
from db.store.recovery import seal_for_headquarters
from desktop.context import Context
from desktop.i18n import sentence
from desktop.laptops.aside_list import AsideList
from desktop.laptops.dialogs import CompareDialog, LostDialog
from desktop.laptops.own_card import OwnCard
from desktop.laptops.words import advice, state_of
from desktop.reports.preview import open_paper
from desktop.reports.printing import Composed
from desktop.tasks import Failure
from desktop.widgets.ask import AskDialog
from desktop.widgets.empty import EmptyState
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label

LISTENS = ("confirm", "revoke", "receive", "refresh")


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page shows."""

    code: str
    others: tuple[Laptop, ...]
    asides: tuple[Aside, ...]
    strict: bool


class LaptopsPage(QWidget):
    """Whose parcels are taken in."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._others: tuple[Laptop, ...] = ()
        self._wanted = ""  # the laptop to be chosen once it is listed
        me = context.office.identity
        self.own = OwnCard(me.name, context.mission.office_name(me.office))
        self.table = Grid((self.tr("Laptop"), self.tr("Office"), self.tr("State")), wide=2)
        self.table.setAccessibleName(self.tr("Other laptops"))
        self.words = label("", "muted", wrap=True)
        self.compare = button(self.tr("Compare code…"), self.ask_code, "main")
        self.report = button(self.tr("Report lost or stolen…"), self.ask_lost)
        self.sheet = button(self.tr("Lost-laptop sheet…"), self.print_sheet, "", "print")
        self.sheet.setToolTip(self.tr("What it held, in counts, and what to do next; also before it is lost"))
        self.asides = AsideList(context)
        self.empty = EmptyState()
        self.empty.say(
            self.tr("No other laptop met yet"),
            self.tr("Every laptop whose parcel arrives is listed here, with what is known of it."),
        )
        self._build()
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.own.strict_wanted.connect(self._set_strict)
        context.bus.changed.connect(self._on_changes)
        self.setFocusProxy(self.own.copy)
        self._read()

    # ---- one laptop ----

    def show_part(self, part: str) -> None:
        """Choose a laptop by its replica; one that is not listed yet, as soon as it is."""
        self._wanted = part
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        places = [place for place, one in enumerate(self._others) if one.replica == self._wanted]
        if places:
            self.table.selectRow(places[0])
            self.table.setFocus()
            self._wanted = ""

    def ask_code(self) -> None:
        """Ask for the code of the chosen laptop as it is read aloud."""
        one = self._current()
        if one is not None:
            dialog = CompareDialog(one, self._context.mission, self._context.notices.window)
            dialog.agreed.connect(partial(self._compare, dialog, one))
            self._context.notices.show_dialog(dialog)

    def _compare(self, dialog: CompareDialog, one: Laptop) -> None:
        said = self.tr("{name}: the code fits.")
        if any(waiting.replica == one.replica for waiting in self.asides.asides):
            said = self.tr("{name}: the code fits. “Look again” takes in its parcels that lie aside.")
        self._decide("confirm", _confirming(one, dialog.code.text()), dialog, said)

    def ask_lost(self) -> None:
        """Ask from which day the chosen laptop was no longer in the right hands."""
        one = self._current()
        if one is not None:
            office = self._context.office
            headquarters, today = office.identity.role == "hq", office.clock()[:10]
            dialog = LostDialog(one, headquarters, today, self._context.notices.window)
            dialog.agreed.connect(partial(self._report, dialog, one))
            self._context.notices.show_dialog(dialog)

    def _report(self, dialog: LostDialog, one: Laptop) -> None:
        wrong = dialog.day.wrong() or ("" if dialog.day.text() else self.tr("A day is needed."))
        if wrong:
            dialog.refuse(wrong)
            return
        work = _revoking(one, dialog.day.text(), dialog.why.text().strip())
        self._decide("revoke", work, dialog, self.tr("{name} is reported lost."))

    def print_sheet(self) -> None:
        """Show what the chosen laptop held, as it will be printed."""
        one = self._current()
        if one is not None:
            open_paper(self._context, "lost", partial(_sheet, one.replica))

    def _decide(self, kind: str, work: Callable[[Write], str], dialog: AskDialog, said: str) -> None:
        dialog.go.setEnabled(False)
        done, failed = partial(self._decided, dialog, said), partial(self._not_decided, dialog)
        self._context.tasks.write(kind, "", work, done, failed)

    def _decided(self, dialog: AskDialog, said: str, name: str) -> None:
        dialog.accept()
        self._context.notices.say(said.format(name=name))
        self._context.tasks.database(seal_for_headquarters)  # it may have been headquarters whose code was compared

    def _not_decided(self, dialog: AskDialog, error: Failure) -> None:
        dialog.go.setEnabled(True)
        if isinstance(error, KnownError):
            dialog.refuse(sentence(error))

    # ---- what is shown ----

    def _set_strict(self, strict: bool) -> None:
        self._context.tasks.database(partial(_set_strict, strict))

    def _on_changes(self, changes: Changes) -> None:
        if changes.kind in LISTENS:
            self._read()

    def _read(self) -> None:
        self._context.tasks.database(_look, self._show)

    def _show(self, found: Shown) -> None:
        chosen = self._current()
        self._others = found.others
        self.own.show_code(found.code)
        self.own.strict.setChecked(found.strict)
        office = self._context.mission.office_name
        self.table.show_rows([(one.name, office(one.office), state_of(one)) for one in found.others])
        for widget in (self.table, self.words, self.compare, self.report, self.sheet):
            widget.setVisible(bool(found.others))
        self.empty.setVisible(not found.others)
        self.setFocusProxy(self.table if found.others else self.own.copy)
        ids = [one.replica for one in found.others]
        if ids:
            self.table.selectRow(ids.index(chosen.replica) if chosen and chosen.replica in ids else 0)
            self._choose_wanted()
        self._chosen()
        self.asides.show_asides(found.asides)

    def _chosen(self, *_: object) -> None:
        one = self._current()
        known = one is not None and bool(one.code) and one.state != "own"
        self.compare.setEnabled(known and one is not None and one.state != "confirmed")
        self.report.setEnabled(known and one is not None and one.state != "revoked")
        self.sheet.setEnabled(one is not None and one.state != "own")
        self.words.setText(advice(one, self._context.mission) if one else "")

    def _current(self) -> Laptop | None:
        row = self.table.currentIndex().row()
        return self._others[row] if 0 <= row < len(self._others) else None

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.compare)
        buttons.addWidget(self.report)
        buttons.addWidget(self.sheet)
        buttons.addStretch()
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(self.tr("Other laptops"), "section"))
        right.addWidget(self.table, 1)
        right.addWidget(self.empty, 1)
        right.addWidget(self.words)
        right.addLayout(buttons)
        right.addSpacing(10)
        right.addWidget(self.asides, 1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.own)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Laptops"), "title"))
        column.addLayout(row, 1)


def _look(office: Office) -> Shown:
    with office.write("key") as write:
        code = own_code(write)
    with office.read() as reading:
        others = tuple(one for one in laptops(reading) if one.replica != reading.identity.replica)
        found = tuple(asides(reading))
    return Shown(code, others, found, office.settings().get("strict") == "yes")


def _sheet(replica: str, office: Office, language: str) -> Composed:
    with office.read() as reading:
        found = lost_laptop(reading, replica)
    made = lost_listing(found, maker_of(office, language=language))
    return Composed(made, made.title, made.title)


def _set_strict(strict: bool, office: Office) -> None:
    office.set_setting("strict", "yes" if strict else "no")


def _confirming(one: Laptop, code: str) -> Callable[[Write], str]:
    def work(write: Write) -> str:
        return confirm(write, one.replica, code).name

    return work


def _revoking(one: Laptop, day: str, why: str) -> Callable[[Write], str]:
    def work(write: Write) -> str:
        return revoke(write, one.replica, day, why)[0].name

    return work
