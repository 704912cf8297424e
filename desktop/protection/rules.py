"""What each role may do, and the rules of data protection in two sentences each: to be shown to whoever asks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from db.locks import RIGHTS, ROLES
from db.protection.rules import RULES
from desktop.i18n import inside, tr_db
from desktop.widgets.parts import label

_WIDEST = 760  # longer lines are hard to read


class RulesTab(QWidget):
    """A page to read."""

    def showEvent(self, event: QShowEvent) -> None:
        """Write the page when somebody looks: it is long."""
        super().showEvent(event)
        if self.layout() is None:
            self._write()

    def _write(self) -> None:
        page = QWidget()
        page.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(page)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(4)
        column.addWidget(label(self.tr("What each role may do"), "section", wrap=True))
        for right in RIGHTS.values():
            who = ", ".join(tr_db(ROLES[role]) for role in right.roles)
            how = tr_db(right.how) if right.how else ""
            column.addWidget(label(f"{who}: {inside(tr_db(right.what))}. {how}".strip(), "", wrap=True))
        for text in self._about_roles():
            column.addWidget(label(text, "", wrap=True))
        column.addSpacing(10)
        for rule in RULES:
            column.addWidget(label(f"{rule.number} · {tr_db(rule.name)}", "section", wrap=True))
            column.addWidget(label(tr_db(rule.help), "", wrap=True))
            column.addSpacing(10)
        honest = self.tr(
            "What this cannot do: whoever has the laptop and a passphrase can read what the office holds, and a file "
            "that was written, printed or photographed is beyond the program. The database of headquarters holds of a "
            "protected place what the office wrote, for merging and for the answer to the office, though no page shows "
            "it. What one laptop told a partner before a count changed, another laptop does not know: agree who writes "
            "for whom."
        )
        column.addWidget(label(honest, "warning", wrap=True))
        column.addStretch()
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Rules"))
        card = QFrame()
        card.setProperty("look", "card")
        around = QVBoxLayout(card)
        around.setContentsMargins(2, 2, 2, 2)
        around.addWidget(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

    def _about_roles(self) -> tuple[str, ...]:
        return (
            self.tr(
                "An approval and a closed period keep what they cover as it is, whatever door a change comes through: "
                "form, list, paste, import, undo, a decided conflict, the command line. Who may change something "
                "approved says why, of many records at once; officers may where an exception was made for that "
                "activity or that period until a day. An event falls on the day on "
                "which it began, with all its parts; of a project each part has its own day, and the project itself "
                "the day on which it ended. Only taking a person out, or a face out of a photo, is owed to that person "
                "and always possible."
            ),
            self.tr(
                "What arrives from another laptop is never refused: whoever wrote it may not have known the lock. It "
                "is kept, and the list of locks tells it. Headquarters can correct what an office approved; the office "
                "then sees “changed since it was approved”, with the reason, and approves it again or not."
            ),
            self.tr(
                "What roles cannot do: they keep people from mistakes and habits, not from harm. Whoever holds the "
                "laptop and a passphrase could use another program; the recovery code and the way in through "
                "headquarters make a head of office; the clock of a laptop can be set wrong, and an exception lasts "
                "until its day by that clock. What protects then is that every change is in the history, with who made "
                "it, and that headquarters has had its copy since the last parcel."
            ),
        )
