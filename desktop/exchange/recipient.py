"""Whom a workbook goes to: an office gets a parcel with everything, anybody outside a report that leaves things out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from db.parcels import CONTAINS, HEADQUARTERS, PARTNER, PUBLIC
from desktop.context import Context
from desktop.i18n import tr_db
from desktop.wheel_guard import guard
from desktop.widgets.parts import add_named, label


class Recipient(QWidget):
    """An office, a partner or the public, with a sentence on what each of them gets."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.peer = QComboBox()
        guard(self.peer)
        own, offices = context.office.identity.office, context.mission.offices
        for code in sorted(offices, key=lambda code: (code != HEADQUARTERS, code)):
            if code != own:
                self.peer.addItem(f"{code} · {offices[code]}", code)
        self.peer.insertSeparator(self.peer.count())
        self.peer.addItem(self.tr("A partner"))
        self.peer.addItem(self.tr("The public"))
        self._outside = {self.peer.count() - 2: PARTNER, self.peer.count() - 1: PUBLIC}
        self.name = QLineEdit()
        self.about = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        add_named(column, self.tr("To"), self.peer)
        column.addWidget(self.name)
        column.addWidget(self.about)
        self.peer.currentIndexChanged.connect(self._show)
        self.name.textChanged.connect(self.changed)
        self._show()

    @property
    def profile(self) -> str:
        """What somebody outside is shown, a key of `CONTAINS`; "" for an office, which gets a parcel."""
        return self._outside.get(self.peer.currentIndex(), "")

    @property
    def who(self) -> str:
        """The code of an office, or the name of somebody outside."""
        return self.name.text().strip() if self.profile else str(self.peer.currentData())

    def _show(self, *_: object) -> None:
        asked = {PARTNER: self.tr("Name of the partner"), PUBLIC: self.tr("For what, such as Website")}
        self.name.setVisible(bool(self.profile))
        self.name.setPlaceholderText(asked.get(self.profile, ""))
        self.name.setAccessibleName(asked.get(self.profile, ""))
        whole = self.tr("A parcel: nothing is left out or blanked.")
        self.about.setText(tr_db(CONTAINS[self.profile]) if self.profile else whole)
        self.changed.emit()
