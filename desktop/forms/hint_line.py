"""A quiet line while a person types: this may say who somebody is. It stops nobody; whoever leaves it says why."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.protection.hints import SENTENCES, Hint, hints_aside, hints_of, mark_of, place_words, put_aside
from db.store import Write
from desktop.context import Context
from desktop.forms.session import FormSession, State
from desktop.forms.sheet import FormSheet
from desktop.i18n import tr_db
from desktop.widgets.ask import AskDialog
from desktop.widgets.parts import button, label

_LONGEST = 40  # characters of what was found that are shown


class HintLine(QWidget):
    """Shows the first hint on the texts of a record."""

    jump = Signal(str)  # the field to go to

    def __init__(self, context: Context, session: FormSession, sheet: FormSheet) -> None:
        super().__init__()
        self._context, self._session, self._sheet = context, session, sheet
        self._kind = session.kind
        self._places = place_words(context.mission)
        self._aside: frozenset[str] = frozenset()
        self.found: tuple[tuple[str, Hint], ...] = ()
        self.words = label("", "warning", wrap=True)
        self.go = button(self.tr("Look"), self._go, "link")
        self.leave = button(self.tr("Leave it…"), self.ask, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.go)
        row.addWidget(self.leave)
        self.hide()
        session.checked.connect(self.look)
        context.tasks.read(hints_aside, self._known)

    def look(self, *_: object) -> None:
        """Look at what stands in the form."""
        shown = self._session.state is not State.EMPTY
        texts = self._sheet.texts() if shown else {}
        self.found = hints_of(self._kind, texts, self._places, self._aside, self._uid)
        self.setVisible(bool(self.found))
        if self.found:
            field, hint = self.found[0]
            shown = hint.text if len(hint.text) <= _LONGEST else f"{hint.text[:_LONGEST]}…"
            label_of = tr_db(self._kind.by_key[field].label)
            self.words.setText(f"{label_of}: {tr_db(SENTENCES[hint.kind]).format(text=shown)}")

    def ask(self) -> None:
        """Ask why the text stays as it is."""
        line = QLineEdit()
        line.setPlaceholderText(self.tr("For example: the number of a public office"))
        text = self.tr("Your name and the reason are written into the access log.")
        dialog = AskDialog(self.tr("Why may it stay?"), text, self.tr("Leave it"), self._context.notices.window)
        dialog.add(self.tr("Reason"), line)
        dialog.agreed.connect(partial(self._leave, dialog, line, self.found[0]))
        self._context.notices.show_dialog(dialog)

    def _leave(self, dialog: AskDialog, line: QLineEdit, one: tuple[str, Hint]) -> None:
        reason = line.text().strip()
        if not reason:
            dialog.refuse(self.tr("Without a reason the hint stays."))
            return
        dialog.accept()
        field, hint = one
        self._aside |= {mark_of(self._uid, field, hint)}
        view = self._session.view
        name = view.ref if view else tr_db(self._kind.label)
        self._context.tasks.write("hint", "", partial(_put_aside, self._uid, name, field, hint, reason))
        self.look()

    def _go(self) -> None:
        if self.found:
            self.jump.emit(self.found[0][0])

    def _known(self, aside: frozenset[str]) -> None:
        self._aside |= aside
        self.look()

    @property
    def _uid(self) -> str:
        return self._session.key.uid if self._session.key else ""


def _put_aside(uid: str, name: str, field: str, hint: Hint, reason: str, write: Write) -> None:
    put_aside(write, uid, name, field, hint, reason)
