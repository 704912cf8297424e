"""The pages beside the registers: their groups, names and icons, and how each is made."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.conflicts.page import ConflictsPage
from desktop.context import Context
from desktop.exchange.page import ExchangePage
from desktop.frameworks.page import FrameworksPage
from desktop.history.page import HistoryPage
from desktop.indicators.page import IndicatorsPage
from desktop.laptops.page import LaptopsPage
from desktop.offices.page import OfficesPage
from desktop.portfolio.page import PortfolioPage
from desktop.proposals.page import ProposalsPage
from desktop.protection.page import ProtectionPage
from desktop.recommendations.page import RecommendationsPage
from desktop.search.page import SearchPage
from desktop.shared.page import SharedPage
from desktop.today.page import TodayPage
from desktop.trackers.page import ImportPage
from desktop.twins.page import DuplicatesPage

HOME, REGISTERS, PROGRESS, EXCHANGE, OFFICE = "home", "registers", "progress", "exchange", "office"


@dataclass(frozen=True, slots=True)
class OfficePage:
    """One entry of the navigation, under the heading of its group."""

    group: str
    name: Callable[[], str]
    icon: str
    make: Callable[[Context], QWidget]
    headquarters: bool = False  # whether only headquarters has it


def _offices() -> str:
    return QCoreApplication.translate("pages", "Offices")


def _portfolio() -> str:
    return QCoreApplication.translate("pages", "Portfolio")


def _recommendations() -> str:
    return QCoreApplication.translate("pages", "Recommendations")


def _frameworks() -> str:
    return QCoreApplication.translate("pages", "Frameworks")


def _indicators() -> str:
    return QCoreApplication.translate("pages", "Indicators")


def _exchange() -> str:
    return QCoreApplication.translate("pages", "Send and receive")


def _proposals() -> str:
    return QCoreApplication.translate("pages", "Hand edits")


def _laptops() -> str:
    return QCoreApplication.translate("pages", "Laptops")


def _conflicts() -> str:
    return QCoreApplication.translate("pages", "Conflicts")


def _shared() -> str:
    return QCoreApplication.translate("pages", "Shared lists")


def _duplicates() -> str:
    return QCoreApplication.translate("pages", "Duplicates")


def _import() -> str:
    return QCoreApplication.translate("pages", "Import")


def _protection() -> str:
    return QCoreApplication.translate("pages", "Protection")


def _today() -> str:
    return QCoreApplication.translate("pages", "Today")


def _search() -> str:
    return QCoreApplication.translate("pages", "Search")


def _history() -> str:
    return QCoreApplication.translate("pages", "History")


OFFICE_PAGES = {
    "today": OfficePage(HOME, _today, "calendar", TodayPage),
    "search": OfficePage(HOME, _search, "search", SearchPage),
    "offices": OfficePage(EXCHANGE, _offices, "offices", OfficesPage, headquarters=True),
    "portfolio": OfficePage(REGISTERS, _portfolio, "columns", PortfolioPage),
    "recommendations": OfficePage(PROGRESS, _recommendations, "recommendations", RecommendationsPage),
    "frameworks": OfficePage(PROGRESS, _frameworks, "frameworks", FrameworksPage),
    "indicators": OfficePage(PROGRESS, _indicators, "indicators", IndicatorsPage),
    "exchange": OfficePage(EXCHANGE, _exchange, "exchange", ExchangePage),
    "proposals": OfficePage(EXCHANGE, _proposals, "hand", ProposalsPage),
    "conflicts": OfficePage(EXCHANGE, _conflicts, "conflicts", ConflictsPage),
    "laptops": OfficePage(EXCHANGE, _laptops, "laptop", LaptopsPage),
    "shared": OfficePage(OFFICE, _shared, "partners", SharedPage),
    "duplicates": OfficePage(OFFICE, _duplicates, "duplicates", DuplicatesPage),
    "import": OfficePage(OFFICE, _import, "import", ImportPage),
    "protection": OfficePage(OFFICE, _protection, "shield", ProtectionPage),
    "history": OfficePage(OFFICE, _history, "history", HistoryPage),
}


def office_pages(role: str) -> dict[str, OfficePage]:
    """Return the pages that an office of this role has."""
    return {key: page for key, page in OFFICE_PAGES.items() if role == "hq" or not page.headquarters}
