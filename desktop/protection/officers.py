"""Who can open this office: officers with a passphrase each, the recovery code, headquarters; and when it locks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from db.errors import KnownError
from db.progress import Progress
from db.store import Office
from db.store.officers import (
    add_officer,
    change_passphrase,
    give_role,
    officer_roles,
    remove_officer,
    renew_recovery_code,
)
from db.store.recovery import reopen, seal_for_headquarters
from db.store.roles import ROLES
from db.store.settings import LOCK_AFTER, SETTINGS, number_of
from desktop.context import Context
from desktop.i18n import sentence, tr_db
from desktop.protection.dialogs import CodeDialog, PassphraseDialog, RoleDialog, SecretDialog
from desktop.reports.preview import open_papers
from desktop.reports.printing import Choice, blank_recovery
from desktop.tasks import Failure
from desktop.wheel_guard import guard
from desktop.widgets.ask import AskDialog
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label

WIDTH = 330


@dataclass(frozen=True, slots=True)
class Shown:
    """What the tab shows."""

    roles: Mapping[str, str]
    sealed: bool
    minutes: int


class OfficersTab(QWidget):
    """The officers of this laptop; each change asks for the passphrase of whoever makes it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._roles: Mapping[str, str] = {}
        self.table = Grid((self.tr("Officer"), self.tr("Role"), ""), wide=0)
        self.table.setAccessibleName(self.tr("Officers"))
        self.add = button(self.tr("Add an officer…"), self.ask_add, "main", "plus")
        self.change = button(self.tr("Change passphrase…"), self.ask_change)
        self.role = button(self.tr("Change role…"), self.ask_role)
        self.remove = button(self.tr("Remove…"), self.ask_remove, "danger")
        self.renew = button(self.tr("New recovery code…"), self.ask_renew)
        self.blank = button(self.tr("Recovery sheet to fill in…"), self.print_blank, "", "print")
        text = self.tr("The code itself is shown and printed only when it is made: the program does not keep it.")
        self.blank.setToolTip(text)
        self.reopen = button(self.tr("Open an office that is locked out…"), self.choose_keys)
        self.reopen.setToolTip(self.tr("With the keys.json that it sent; a new code is made, to be read out to it"))
        self.reopen.setVisible(context.office.identity.role == "hq")
        self.headquarters = label("", "", wrap=True)
        self.minutes = QSpinBox()
        self.minutes.setRange(SETTINGS[LOCK_AFTER].least, SETTINGS[LOCK_AFTER].most)
        self.minutes.setSuffix(self.tr(" minutes"))
        self.minutes.setAccessibleName(self.tr("Lock after"))
        guard(self.minutes)
        self.minutes.editingFinished.connect(self._keep_minutes)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self._build()
        self._read()

    # ---- verbs ----

    def ask_add(self) -> None:
        """Ask who else may open the office."""
        office = self._context.office
        dialog = PassphraseDialog(self.tr("Add an officer"), "", office.identity.office, self._context.notices.window)
        dialog.agreed.connect(partial(self._add, dialog))
        self._context.notices.show_dialog(dialog)

    def ask_change(self) -> None:
        """Ask for another passphrase of the chosen officer."""
        name = self._current()
        if name:
            title, code = self.tr("Passphrase of {name}").format(name=name), self._context.office.identity.office
            dialog = PassphraseDialog(title, name, code, self._context.notices.window)
            dialog.agreed.connect(partial(self._change, dialog, name))
            self._context.notices.show_dialog(dialog)

    def ask_role(self) -> None:
        """Ask which role the chosen officer has from now on."""
        name = self._current()
        if name:
            dialog = RoleDialog(name, self._roles[name], self._window)
            dialog.agreed.connect(partial(self._give_role, dialog, name))
            self._context.notices.show_dialog(dialog)

    def ask_remove(self) -> None:
        """Ask for a passphrase before an officer is removed."""
        name = self._current()
        if name:
            text = self.tr(
                "{name} cannot open this office any more. Copies of it that were made before still open with the old "
                "passphrase. What {name} wrote stays."
            ).format(name=name)
            dialog = SecretDialog(self.tr("Remove {name}").format(name=name), text, self.tr("Remove"), self._window)
            dialog.agreed.connect(partial(self._remove, dialog, name))
            self._context.notices.show_dialog(dialog)

    def ask_renew(self) -> None:
        """Ask for a passphrase before the recovery code is replaced."""
        text = self.tr("The old code opens this office no more: tear up the sheet it is written on.")
        dialog = SecretDialog(self.tr("New recovery code"), text, self.tr("Make a new code"), self._window)
        dialog.agreed.connect(partial(self._renew, dialog))
        self._context.notices.show_dialog(dialog)

    def print_blank(self) -> None:
        """Show the recovery sheet with empty boxes, for a code that was written down by hand."""
        name = self.tr("Recovery sheet")
        open_papers(self._context, [Choice("recovery", name, blank_recovery)])

    def choose_keys(self) -> None:
        """Ask, at headquarters, for the key file of an office that is locked out."""
        self._context.notices.choose_files(self.tr("Which key file?"), "", self.tr("Key files (*.json)"), self._reopen)

    def _reopen(self, files: list[Path]) -> None:
        self._context.tasks.long(partial(_reopening, self._context.office, files[0]), self._reopened, self._refused)

    def _reopened(self, made: tuple[Path, str]) -> None:
        target, code = made
        said = self.tr("Wrote {file}. Send it to the office, and read the code out over the phone.")
        self._context.notices.say(said.format(file=target.name))
        self._context.notices.show_dialog(CodeDialog(self._context.notices, code, None))

    def _refused(self, error: Failure) -> None:
        if isinstance(error, KnownError):
            self._context.notices.problem(error)

    # ---- doing it: a passphrase takes a moment to be tried, so never on the main thread ----

    def _add(self, dialog: PassphraseDialog) -> None:
        if dialog.complete():
            name, secret, passphrase = dialog.name.text(), dialog.secret.text(), dialog.passphrase.text()
            said = self.tr("{name} can open the office now.").format(name=name.strip())
            self._do(dialog, partial(_adding, secret, name, passphrase, str(dialog.role.currentData())), said)

    def _change(self, dialog: PassphraseDialog, name: str) -> None:
        if dialog.complete():
            said = self.tr("The passphrase of {name} is changed.").format(name=name)
            self._do(dialog, partial(_changing, dialog.secret.text(), name, dialog.passphrase.text()), said)

    def _give_role(self, dialog: RoleDialog, name: str) -> None:
        role = str(dialog.role.currentData())
        said = self.tr("{name}: {role}.").format(name=name, role=tr_db(ROLES[role]))
        self._do(dialog, partial(_giving, dialog.secret.text(), name, role), said)

    def _remove(self, dialog: SecretDialog, name: str) -> None:
        said = self.tr("{name} is removed.").format(name=name)
        self._do(dialog, partial(_removing, dialog.secret.text(), name), said)

    def _renew(self, dialog: SecretDialog) -> None:
        self._do(dialog, partial(_renewing, dialog.secret.text()), self.tr("The old recovery code is void."))

    def _do(self, dialog: AskDialog, work: Callable[[Office], str], said: str) -> None:
        dialog.go.setEnabled(False)
        done, failed = partial(self._done, dialog, said), partial(self._failed, dialog)
        self._context.tasks.long(partial(_run, self._context.office, work), done, failed)

    def _done(self, dialog: AskDialog, said: str, code: str) -> None:
        dialog.accept()
        self._context.notices.say(said)
        if code:
            self._context.notices.show_dialog(CodeDialog(self._context.notices, code, self._context.office))
        self._read()

    def _failed(self, dialog: AskDialog, error: Failure) -> None:
        dialog.go.setEnabled(True)
        if isinstance(error, KnownError):
            dialog.refuse(sentence(error))

    # ---- what is shown ----

    @property
    def _window(self) -> QWidget | None:
        return self._context.notices.window

    def _keep_minutes(self) -> None:
        self._context.tasks.database(partial(_set_minutes, self.minutes.value()))

    def _read(self) -> None:
        self._context.tasks.database(_look, self._show)

    def _show(self, found: Shown) -> None:
        self._roles = found.roles
        me, names = self._context.office.author, [*found.roles]
        self.table.show_rows(
            [(name, tr_db(ROLES[role]), self.tr("you") if name == me else "") for name, role in found.roles.items()]
        )
        if names:
            self.table.selectRow(names.index(me) if me in names else 0)
        self.headquarters.setText(
            self.tr(
                "Headquarters can open this office when passphrase and recovery code are lost: send it keys.json. The "
                "window that asks for the passphrase takes its answer."
            )
            if found.sealed
            else self.tr(
                "Headquarters cannot open this office yet. It can after its parcel has come and its code was compared "
                "on the page Laptops. Until then a lost passphrase and a lost code are lost records."
            )
        )
        self.minutes.setValue(found.minutes)
        self._chosen()

    def _chosen(self, *_: object) -> None:
        self.change.setEnabled(bool(self._current()))
        several = bool(self._current()) and len(self._roles) > 1
        self.remove.setEnabled(several)
        self.role.setEnabled(several and self._context.office.identity.role != "hq")

    def _current(self) -> str:
        row = self.table.currentIndex().row()
        return [*self._roles][row] if 0 <= row < len(self._roles) else ""

    def _build(self) -> None:
        side = QFrame()
        side.setProperty("look", "card")
        side.setFixedWidth(WIDTH)
        card = QVBoxLayout(side)
        card.setContentsMargins(18, 16, 18, 16)
        card.setSpacing(8)
        card.addWidget(label(self.tr("When all else is lost"), "section"))
        card.addWidget(self.headquarters)
        card.addWidget(self.renew)
        card.addWidget(self.blank)
        card.addWidget(self.reopen)
        card.addSpacing(12)
        card.addWidget(label(self.tr("Locks itself after"), "section"))
        card.addWidget(self.minutes)
        text = self.tr("Without a key or a click. Ctrl+L locks at once. What was typed is kept.")
        card.addWidget(label(text, "small", wrap=True))
        card.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for one in (self.add, self.change, self.role, self.remove):
            buttons.addWidget(one)
        buttons.addStretch()
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.table, 1)
        left.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addWidget(side)


def _run(office: Office, work: Callable[[Office], str], progress: Progress) -> str:
    return work(office)


def _reopening(office: Office, source: Path, progress: Progress) -> tuple[Path, str]:
    target = source.with_name(f"{source.stem}-from-headquarters.json")
    return target, reopen(office, source, target)


def _adding(secret: str, name: str, passphrase: str, role: str, office: Office) -> str:
    add_officer(office, secret, name, passphrase, role=role)
    return ""


def _changing(secret: str, name: str, passphrase: str, office: Office) -> str:
    change_passphrase(office, secret, name, passphrase)
    return ""


def _giving(secret: str, name: str, role: str, office: Office) -> str:
    give_role(office, secret, name, role)
    return ""


def _removing(secret: str, name: str, office: Office) -> str:
    remove_officer(office, secret, name)
    return ""


def _renewing(secret: str, office: Office) -> str:
    return renew_recovery_code(office, secret)


def _set_minutes(minutes: int, office: Office) -> None:
    if str(minutes) != office.settings().get(LOCK_AFTER):
        office.set_setting(LOCK_AFTER, str(minutes))


def _look(office: Office) -> Shown:
    sealed = seal_for_headquarters(office)
    with office.read() as reading:
        minutes = number_of(reading, LOCK_AFTER)
    return Shown(officer_roles(office), sealed, minutes)
