"""The portfolio on paper, composed off the main thread out of what the page has read."""

from db.records import ProjectLine, Shortlist
from db.reports import maker_of
from db.reports.coming import coming_listing
from db.reports.portfolio import portfolio_listing
from db.store import Office
from desktop.i18n import tr_db
from desktop.portfolio.source import AHEAD, Portfolio
from desktop.reports.printing import Composed


def compose_projects(
    now: Portfolio, lines: list[ProjectLine], wanted: Shortlist, title: str, office: Office
) -> Composed:
    """Compose the list of projects that are shown, with the money of their years."""
    made = portfolio_listing(now.sums, lines, wanted, maker_of(office, tr_db))
    return Composed(made, title, f"{title} {now.today}")


def compose_days(now: Portfolio, lines: list[ProjectLine], wanted: Shortlist, title: str, office: Office) -> Composed:
    """Compose the days to come of the projects that are shown."""
    made = coming_listing(now.coming, lines, wanted, (now.today, now.today + AHEAD), maker_of(office, tr_db))
    return Composed(made, title, f"{title} {now.today}")
