"""The portfolio on paper, composed off the main thread out of what the page has read."""

from db.records import ProjectLine, Shortlist
from db.reports import maker_of
from db.reports.coming import coming_listing
from db.reports.portfolio import portfolio_listing
from db.store import Office
from desktop.portfolio.source import AHEAD, Portfolio
from desktop.reports.printing import Composed


def compose_projects(
    now: Portfolio, lines: list[ProjectLine], wanted: Shortlist, office: Office, language: str
) -> Composed:
    """Compose the list of projects that are shown, with the money of their years."""
    made = portfolio_listing(now.sums, lines, wanted, maker_of(office, language=language))
    return Composed(made, made.title, f"{made.title} {now.today}")


def compose_days(
    now: Portfolio, lines: list[ProjectLine], wanted: Shortlist, office: Office, language: str
) -> Composed:
    """Compose the days to come of the projects that are shown."""
    days, maker = (now.today, now.today + AHEAD), maker_of(office, language=language)
    made = coming_listing(now.coming, lines, wanted, days, maker)
    return Composed(made, made.title, f"{made.title} {now.today}")
