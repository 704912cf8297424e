"""The pages of the office beside the registers: their names, icons, and how each is made."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.conflicts.page import ConflictsPage
from desktop.context import Context
from desktop.exchange.page import ExchangePage
from desktop.history.page import HistoryPage
from desktop.trackers.page import ImportPage
from desktop.twins.page import DuplicatesPage


@dataclass(frozen=True, slots=True)
class OfficePage:
    """One entry of the navigation."""

    name: Callable[[], str]
    icon: str
    make: Callable[[Context], QWidget]


def _exchange() -> str:
    return QCoreApplication.translate("pages", "Exchange")


def _conflicts() -> str:
    return QCoreApplication.translate("pages", "Conflicts")


def _duplicates() -> str:
    return QCoreApplication.translate("pages", "Duplicates")


def _import() -> str:
    return QCoreApplication.translate("pages", "Import")


def _history() -> str:
    return QCoreApplication.translate("pages", "History")


OFFICE_PAGES = {
    "exchange": OfficePage(_exchange, "exchange", ExchangePage),
    "conflicts": OfficePage(_conflicts, "conflicts", ConflictsPage),
    "duplicates": OfficePage(_duplicates, "duplicates", DuplicatesPage),
    "import": OfficePage(_import, "import", ImportPage),
    "history": OfficePage(_history, "history", HistoryPage),
}
