"""Statuses and days of recommendations and promises as people read them."""

from PySide6.QtCore import QCoreApplication

from db.catalogue import Mission
from desktop.i18n import short_date, tr_db


def status_text(mission: Mission, status: str) -> str:
    """Return the name of a status; "" of none."""
    return tr_db(mission.lists["progress_status"].label(status)) if status else ""


def due_text(day: str, overdue: bool) -> str:
    """Return a day in words; one that is past says so."""
    if not day:
        return ""
    text = QCoreApplication.translate("recommendations", "{day} overdue")
    return text.format(day=short_date(day)) if overdue else short_date(day)
