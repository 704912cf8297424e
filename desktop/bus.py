"""Says what changed. Pages listen to one signal and decide for themselves; no page refreshes or opens another."""

from PySide6.QtCore import QObject, Signal

from db.catalogue import ACTIVITY_TYPES
from db.revisions import RecordKey
from db.store import Changes

# Work that commits by itself (a parcel, a tracker) does not say which records it touched: read all again.
EVERYTHING = Changes("", "refresh", "", frozenset(RecordKey(kind, "") for kind in ACTIVITY_TYPES))

# Gestures that may touch no record and yet change what waits for somebody.
DECISIONS = ("accept", "refuse", "confirm", "revoke", "undo")


class Bus(QObject):
    """What was committed, and which record or page somebody wants to see: the window opens it."""

    changed = Signal(object)  # the `Changes` of a gesture
    wanted = Signal(object)  # the key of a record
    keep_wanted = Signal()  # what is being typed goes into the database now: the office is about to be locked
    mending_wanted = Signal(object, object)  # the key of a project, and the `Problem` to go to in its form
    query_wanted = Signal(str, str)  # a register, and what shall be searched there
    page_wanted = Signal(str, str)  # the key of a page, and the part of it that shall be shown; "" as it was left
    list_wanted = Signal(object, str)  # the path of a list of recommendations to look into, and the set it goes into
