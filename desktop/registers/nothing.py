"""What stands in the place of a list that shows nothing: why, and the way on."""

from PySide6.QtCore import Signal

from db.catalogue import Code, Mission, RecordType
from db.records import Wanted
from db.search.filters import nearest_place
from db.search.query import written
from desktop.i18n import tr_db
from desktop.widgets.empty import EmptyState


class NothingHere(EmptyState):
    """Offers the place that may have been meant, or the first record; `begin` says how that is called."""

    query_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, kind: RecordType, mission: Mission, begin: str) -> None:
        super().__init__(self._help)
        self._kind, self._mission, self._begin = kind, mission, begin
        self._near: Code | None = None  # the place that may have been meant

    def explain(self, wanted: Wanted) -> None:
        """Say why there is nothing that is wanted."""
        self._near = nearest_place(wanted.query, self._mission) if wanted.query else None
        things = tr_db(self._kind.plural).lower()
        if wanted.query:
            heading = self.tr("Nothing matches “{query}”").format(query=wanted.query)
            if self._near is not None:
                text = self.tr("No word begins like that. A place has a name much like it.")
                self.say(heading, text, self.tr("Search in {place}").format(place=self._near.label()), "search")
            else:
                text = self.tr("Use fewer words, or the beginning of one. Accents and scripts do not matter.")
                self.say(heading, text)
        elif wanted.deleted:
            text = self.tr("What is deleted can be looked at and restored here.")
            self.say(self.tr("No deleted {things}").format(things=things), text)
        else:
            text = self.tr("Enter the first one here, or bring in a tracker with Import.")
            self.say(self.tr("No {things} yet").format(things=things), text, self._begin)

    def _help(self) -> None:
        if self._near is not None:
            self.query_wanted.emit(written("place", self._near.code))
        else:
            self.new_wanted.emit()
