"""Says what changed. Pages listen to one signal and decide for themselves; no page refreshes another."""

from PySide6.QtCore import QObject, Signal

from db.catalogue import ACTIVITY_TYPES
from db.revisions import RecordKey
from db.store import Changes

# Work that commits by itself (a parcel, a tracker) does not say which records it touched: read all again.
EVERYTHING = Changes("", "refresh", "", frozenset(RecordKey(kind, "") for kind in ACTIVITY_TYPES))


class Bus(QObject):
    """One signal, with the `Changes` of each gesture that was committed."""

    changed = Signal(object)
