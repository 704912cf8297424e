"""Approvals, closed periods and dated exceptions: making them, lifting them, and the list that everybody can see.

What each role may do stands in `db.store.roles`; whether somebody may change a record is asked in one place for every
door, `db.store.may_change`. Both are shown here too, so that a window asks one package.
"""

from db.locks.approving import Approved, approvals_of, approve, approves, stands_approved, take_back
from db.locks.closing import allow, close, end_exception, reopen
from db.locks.listing import AllLocks, Closed, Exempt, Late, all_locks, late_changes, locks_of_today
from db.locks.standing import Standing, standing
from db.store.roles import ALLOW, APPROVE, CLOSE, DESK, GIVEN, HEAD, OFFICER, RIGHTS, ROLES, Right, may

__all__ = [
    "ALLOW",
    "APPROVE",
    "CLOSE",
    "DESK",
    "GIVEN",
    "HEAD",
    "OFFICER",
    "RIGHTS",
    "ROLES",
    "AllLocks",
    "Approved",
    "Closed",
    "Exempt",
    "Late",
    "Right",
    "Standing",
    "all_locks",
    "allow",
    "approvals_of",
    "approve",
    "approves",
    "close",
    "end_exception",
    "late_changes",
    "locks_of_today",
    "may",
    "reopen",
    "standing",
    "stands_approved",
    "take_back",
]
