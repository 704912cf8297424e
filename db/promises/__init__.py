"""Recommendations and promises: how far each has come, what serves it, and what falls due.

Their fields are in `db.catalogue.recommendations`; the verbs on records make and change them like any other record.
"""

from db.promises.due import Promise, promises
from db.promises.lines import (
    BY,
    RecommendationLine,
    SetLine,
    grouped,
    recommendation_lines,
    set_lines,
)
from db.promises.moving import (
    Answered,
    ProposedStatus,
    StatusChange,
    confirm_status,
    decline_status,
    proposed_statuses,
    status_history,
)

__all__ = [
    "BY",
    "Answered",
    "Promise",
    "ProposedStatus",
    "RecommendationLine",
    "SetLine",
    "StatusChange",
    "confirm_status",
    "decline_status",
    "grouped",
    "promises",
    "proposed_statuses",
    "recommendation_lines",
    "set_lines",
    "status_history",
]
