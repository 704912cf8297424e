"""A quiet line above a record: who approved it, what was changed since, which lock keeps it, and what may be done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from db.catalogue import ACTIVITY_TYPES, RECORD_TYPES, Mission
from db.errors import KnownError
from db.locks import APPROVE, Approved, Standing, approve, may, take_back
from db.revisions import LIFE, RecordKey
from db.store import Write
from desktop.context import Context
from desktop.forms.wording import field_name
from desktop.i18n import sentence, short_date, tr_db
from desktop.protection.lock_dialogs import AllowDialog, offices_to_choose
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.widgets.ask import AskDialog
from desktop.widgets.parts import button, label

TOLD = 4  # so many changed fields are named


def _tr(text: str) -> str:
    return QCoreApplication.translate("locks", text)


class LockLine(QWidget):
    """Says how a record stands with the locks before anybody types; its buttons, for those who may, stand elsewhere."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._key: RecordKey | None = None
        self.words = label("", "small", wrap=True)
        self.approve = button(self.tr("Approve…"), self.ask_approve)
        self.approve.setToolTip(self.tr("Approve this activity, with all its parts, as it stands"))
        self.back = button(self.tr("Take back…"), self.ask_back)
        self.allow = button(self.tr("Allow changes…"), self.ask_allow)
        self.allow.setToolTip(self.tr("Let officers change this activity until a day, although it is approved"))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.words, 1)
        self.show_nothing()

    def show_standing(
        self, key: RecordKey | None, standing: Standing, *, role: str, dirty: bool, kept: bool = False
    ) -> None:
        """Show how a record stands; None for one that is not there yet. Nobody approves what is not saved."""
        self._key = key
        approvable = key is not None and key.type in ACTIVITY_TYPES and may(role, APPROVE) and not dirty
        self.approve.setVisible(approvable and not standing.approved)
        for one in (self.back, self.allow):
            one.setVisible(approvable and bool(standing.approvals))
        text = lock_words(standing, self._context.mission)
        if kept:
            stays = self.tr("Which place it is stays with the office; what tells it is left out here.")
            text = f"{text} {stays}".strip()
        self.words.setText(text)
        mark(self.words, look="good" if standing.approved and not standing.locked else "small")
        self.setVisible(key is not None and bool(text))

    def show_nothing(self) -> None:
        """Show neither words nor buttons: there is no record, or it is deleted."""
        for part in (self, *self.buttons):
            part.hide()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What stands beside the button that saves."""
        return (self.allow, self.back, self.approve)

    def ask_approve(self) -> None:
        """Ask in which function somebody approves."""
        text = self.tr(
            "With all its parts. It is printed without “Draft” from now on. Whoever changes it afterwards has to say "
            "why, and it shows as changed since."
        )
        dialog = AskDialog(self.tr("Approve as it stands"), text, self.tr("Approve"), self._context.notices.window)
        function, note = (
            QLineEdit(self._context.remembered("approving-function", self.tr("Head of office"))),
            QLineEdit(),
        )
        dialog.add(self.tr("Function"), function)
        dialog.add(self.tr("Note"), note)
        dialog.agreed.connect(partial(self._approve, dialog, function, note))
        self._context.notices.show_dialog(dialog)

    def ask_back(self) -> None:
        """Ask why an approval is taken back."""
        text = self.tr("It is a draft again. The history keeps who approved it.")
        title, verb = self.tr("Take the approval back"), self.tr("Take back")
        dialog = AskDialog(title, text, verb, self._context.notices.window)
        reason = QLineEdit()
        dialog.add(self.tr("Reason"), reason)
        dialog.agreed.connect(partial(self._take_back, dialog, reason))
        self._context.notices.show_dialog(dialog)

    def ask_allow(self) -> None:
        """Ask who may change an approved activity until when, and why."""
        title, offices = self.tr("Allow changes of what is approved"), offices_to_choose(self._context)
        dialog = AllowDialog(title, offices, self._context.notices.window)
        dialog.agreed.connect(partial(self._allow, dialog))
        self._context.notices.show_dialog(dialog)

    def _allow(self, dialog: AllowDialog) -> None:
        if self._key is not None and dialog.complete():
            self._do(dialog, "allow", dialog.reason.text().strip(), dialog.verb(self._key.uid), dialog.said)

    def _approve(self, dialog: AskDialog, function: QLineEdit, note: QLineEdit) -> None:
        if self._key is not None:
            self._context.remember("approving-function", function.text())
            work = partial(_approving, self._key, function.text(), note.text())
            self._do(dialog, "approve", "", work, self.tr("Approved."))

    def _take_back(self, dialog: AskDialog, reason: QLineEdit) -> None:
        if not reason.text().strip():
            dialog.refuse(self.tr("Say why."))
        elif self._key is not None:
            said = self.tr("It is not approved any more.")
            self._do(dialog, "unapprove", reason.text().strip(), partial(_taking_back, self._key), said)

    def _do(self, dialog: AskDialog, kind: str, reason: str, work: Callable[[Write], object], said: str) -> None:
        done, failed = partial(self._done, dialog, said), partial(self._failed, dialog)
        self._context.tasks.write(kind, reason, work, done, failed)

    def _done(self, dialog: AskDialog, said: str, _: object) -> None:
        dialog.accept()
        self._context.notices.say(said, undo=True)

    def _failed(self, dialog: AskDialog, error: Failure) -> None:
        if isinstance(error, KnownError):
            dialog.refuse(sentence(error))


def lock_words(standing: Standing, mission: Mission) -> str:
    """Return in a sentence or two how a record stands with the locks; "" where nothing is locked or approved."""
    told: list[str] = []
    if standing.approvals:
        told.append(_approval_words(standing.approvals[0], mission))
    refusal = standing.refusal
    if refusal is not None and refusal.code == "period-closed":
        text = _tr("The days from {start} to {end} are closed ({ref}, by {by}). {who} can allow a change until a day.")
        days = {key: short_date(str(refusal.values[key])) for key in ("start", "end")}
        told.append(text.format(**{**refusal.values, **days, "who": tr_db(str(refusal.values["who"]))}))
    elif refusal is not None and refusal.code == "approved":
        told.append(_tr("Only {who} can change it.").format(who=tr_db(str(refusal.values["who"])).lower()))
    elif refusal is not None:
        told.append(_tr("A change needs a reason."))
    if standing.exception:
        told.append(_tr("Changes are allowed in spite of a lock: {exception}").format(exception=standing.exception))
    return " ".join(told)


def _approval_words(newest: Approved, mission: Mission) -> str:
    by = ", ".join(filter(None, (newest.by, newest.function)))
    if not newest.changed:
        return _tr("Approved on {day} by {by}.").format(day=short_date(newest.day), by=by)
    text = _tr("Changed since it was approved on {day} by {by}: {what}.")
    return text.format(day=short_date(newest.day), by=by, what=_what(newest, mission))


def _what(newest: Approved, mission: Mission) -> str:
    """Return what was changed: fields of the record itself, and kinds of parts."""
    names: list[str] = []
    for key, difference in newest.changed.items():
        kind = RECORD_TYPES[key.type]
        if kind.owner or not difference.units:
            names.append(tr_db(kind.plural if kind.owner else kind.label))
        else:
            names += [_tr("deleted") if unit == LIFE else field_name(kind, unit, mission) for unit in difference.units]
    found = list(dict.fromkeys(names))
    return ", ".join(found[:TOLD]) + (" …" if len(found) > TOLD else "")


def _approving(key: RecordKey, function: str, note: str, write: Write) -> RecordKey:
    return approve(write, key.uid, function=function, note=note)


def _taking_back(key: RecordKey, write: Write) -> int:
    return take_back(write, key.uid)
