"""The views that people saved, and how each register was left: one keeper for the window, all of it in the office."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from db.catalogue import ACTIVITY_TYPES
from db.records import SavedView, Wanted, count_matching, drop_view, keep_view, saved_views
from db.store import Changes, Office, Reading
from db.store.office import new_uid
from desktop.bus import Bus
from desktop.tasks import Tasks

LAYOUT = "layout/"  # begins the id of what a register was left like
ALL = ""  # the type of a search over all registers


class Views(QObject):
    """Reads the saved views once, keeps what changes, and counts what each holds now."""

    changed = Signal()
    counted = Signal(object)  # how many records each view holds, by its id

    def __init__(self, tasks: Tasks, bus: Bus) -> None:
        super().__init__()
        self._tasks = tasks
        self.views: dict[str, SavedView] = {}
        self.ready = False
        tasks.read(saved_views, self._take)
        bus.changed.connect(self._on_changes)

    def of(self, type_key: str) -> list[SavedView]:
        """Return the named views of a register, or those over all registers."""
        return [view for view in self.views.values() if view.type == type_key and view.name]

    @property
    def named(self) -> list[SavedView]:
        """Every view with a name."""
        return [view for view in self.views.values() if view.name]

    def layout_of(self, type_key: str) -> SavedView | None:
        """Return how a register was left."""
        return self.views.get(LAYOUT + type_key)

    def leave(self, type_key: str, wanted: Wanted, widths: dict[str, int]) -> None:
        """Remember columns, order, groups and widths of a register; what was searched is not remembered."""
        kept = SavedView(LAYOUT + type_key, type_key, "", replace(wanted, query="", deleted=False), dict(widths))
        if self.views.get(kept.id) != kept:
            self._keep(kept)

    def save(self, name: str, type_key: str, wanted: Wanted, widths: dict[str, int]) -> SavedView:
        """Keep a view under a name; one of that name in the same register is replaced."""
        before = next((view for view in self.of(type_key) if view.name == name), None)
        view = SavedView(before.id if before else new_uid(), type_key, name, wanted, dict(widths))
        self._keep(view)
        self.changed.emit()
        self._count()
        return view

    def forget(self, view: SavedView) -> None:
        """Forget a view."""
        self.views.pop(view.id, None)
        self._tasks.database(_dropping(view.id))
        self.changed.emit()

    def _keep(self, view: SavedView) -> None:
        self.views[view.id] = view
        self._tasks.database(_keeping(view))

    def _take(self, found: list[SavedView]) -> None:
        self.views = {view.id: view for view in found} | self.views
        self.ready = True
        self.changed.emit()
        self._count()

    def _on_changes(self, changes: Changes) -> None:
        if changes.records:
            self._count()

    def _count(self) -> None:
        if self.named:
            self._tasks.read(_counting(self.named), self.counted.emit)


def _keeping(view: SavedView):
    def work(office: Office) -> None:
        with office.write("view") as write:
            keep_view(write, view)

    return work


def _dropping(view: str):
    def work(office: Office) -> None:
        with office.write("view") as write:
            drop_view(write, view)

    return work


def _counting(views: list[SavedView]):
    def count(reading: Reading, view: SavedView) -> int:
        kinds = [view.type] if view.type else list(ACTIVITY_TYPES)
        return sum(count_matching(reading, kinds, view.wanted.query, deleted=view.wanted.deleted).values())

    def work(reading: Reading) -> dict[str, int]:
        return {view.id: count(reading, view) for view in views}

    return work
