"""What the tab of officers asks: one's own passphrase always, a name, a new passphrase twice; a code to write down."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.locks import GIVEN, OFFICER, ROLES
from db.store import Office
from desktop.i18n import tr_db
from desktop.notices import Notices
from desktop.startup.recovery import RecoveryStep
from desktop.startup.strength import WEAK, judge
from desktop.theme import mark
from desktop.widgets.ask import AskDialog
from desktop.widgets.parts import button, label
from desktop.widgets.secret import SecretLine


def _tr(text: str) -> str:
    return QCoreApplication.translate("protection", text)


class SecretDialog(AskDialog):
    """Asks for the passphrase of whoever sits here: a window that was left open is not enough."""

    def __init__(self, title: str, text: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(title, text, verb, parent)
        self.secret = SecretLine(_tr("Your passphrase"))
        self.add(_tr("Your passphrase"), self.secret)


class PassphraseDialog(SecretDialog):
    """Asks for a new passphrase, and for the name of a new officer where none is given."""

    def __init__(self, title: str, name: str, office: str, parent: QWidget | None) -> None:
        text = _tr("Every officer has a passphrase of their own; the office knows by it who is at work.")
        super().__init__(title, text, _tr("Go on"), parent)
        self._office = office
        self.name = QLineEdit(name)
        self.passphrase, self.again = SecretLine(_tr("New passphrase")), SecretLine(_tr("New passphrase again"))
        self.strength = label("", "small", wrap=True)
        self.role = role_choice(OFFICER)
        if not name:
            self.add(_tr("Name of the officer"), self.name)
            self.add(_tr("Role"), self.role)
        self.add(_tr("New passphrase"), self.passphrase)
        self._inputs.addWidget(self.strength)
        self.add(_tr("New passphrase again"), self.again)
        self.passphrase.textChanged.connect(self._judge)
        self._judge()

    def complete(self) -> bool:
        """Whether everything that was asked is there; if not, say what is missing."""
        wrong = ""
        if not self.name.text().strip():
            wrong = _tr("Write the name of the officer.")
        elif judge(self.passphrase.text(), (self.name.text(), self._office)).level == WEAK:
            wrong = _tr("Choose a passphrase that is harder to guess.")
        elif self.passphrase.text() != self.again.text():
            wrong = _tr("The two passphrases are not the same.")
        elif not self.secret.text():
            wrong = _tr("Type your own passphrase as well.")
        if wrong:
            self.refuse(wrong)
        return not wrong

    def _judge(self, *_: object) -> None:
        found = judge(self.passphrase.text(), (self.name.text(), self._office))
        self.strength.setText(found.text)
        weak = found.level == WEAK and bool(self.passphrase.text())
        mark(self.strength, look="problem" if weak else "good" if found.level > WEAK else "small")


class RoleDialog(SecretDialog):
    """Asks which role an officer has from now on."""

    def __init__(self, name: str, role: str, parent: QWidget | None) -> None:
        text = _tr("What each role may do stands on this page, under Rules. One head of office always stays.")
        super().__init__(_tr("Role of {name}").format(name=name), text, _tr("Give this role"), parent)
        self.role = role_choice(role)
        self.add(_tr("Role"), self.role)


def role_choice(role: str) -> QComboBox:
    """Return the roles to choose from, with one of them chosen."""
    made = QComboBox()
    for key in GIVEN:
        made.addItem(tr_db(ROLES[key]), key)
    made.setCurrentIndex(GIVEN.index(role) if role in GIVEN else 0)
    return made


class CodeDialog(QDialog):
    """Shows a new recovery code; it closes when somebody says that it is written down.

    One of another office (`office` is None) is read out to it and printed there.
    """

    def __init__(self, notices: Notices, code: str, office: Office | None) -> None:
        super().__init__(notices.window)
        self.setWindowTitle(_tr("Groundwork"))
        self.step = RecoveryStep(notices)
        self.step.show_code(code, office)
        self.close_it = button(_tr("Close"), self.accept, "main")
        self.close_it.setEnabled(False)
        self.step.written.toggled.connect(self.close_it.setEnabled)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(12)
        column.addWidget(self.step)
        column.addLayout(row)
        self.resize(620, 420)

    def reject(self) -> None:
        """Close only when the code is written down: it is never shown again."""
        if self.step.written.isChecked():
            super().reject()
