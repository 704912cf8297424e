"""Protection: officers and keys, locks, a person found and taken out, and the log of what left the office."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.context import Context
from desktop.protection.keeping import KeepingTab
from desktop.protection.locks import LocksTab
from desktop.protection.log import LogTab
from desktop.protection.officers import OfficersTab
from desktop.protection.person import PersonTab
from desktop.protection.rules import RulesTab
from desktop.widgets.parts import label
from desktop.widgets.tabs import Tabs


class ProtectionPage(QWidget):
    """Everything that a person who answers for data protection asks to see."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.officers, self.log, self.person = OfficersTab(context), LogTab(context), PersonTab(context)
        self.keeping, self.locks = KeepingTab(context), LocksTab(context)
        self.tabs = Tabs(0, 0)
        self.tabs.add("officers", self.tr("Officers and keys"), self.officers)
        self.tabs.add("locks", self.tr("Locks"), self.locks)
        self.tabs.add("person", self.tr("Find a person"), self.person)
        self.tabs.add("keeping", self.tr("Kept too long"), self.keeping)
        self.tabs.add("log", self.tr("Access log"), self.log)
        self.tabs.add("rules", self.tr("Rules"), RulesTab())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Protection"), "title"))
        column.addWidget(self.tabs, 1)
        self.setFocusProxy(self.officers.table)

    def show_part(self, part: str) -> None:
        """Show one of the tabs."""
        self.tabs.choose(part)

    def print_shown(self) -> None:
        """Print the log, where it is in sight."""
        if self.tabs.now == "log":
            self.log.print_log()
