"""What a page is given when it is made. There is no global: a page can do what its context can."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QSettings

from db.catalogue import Mission
from db.store import Office
from desktop.bus import Bus
from desktop.exchange.inbox import Inbox
from desktop.notices import Notices
from desktop.registers.views import Views
from desktop.tasks import Tasks


@dataclass(frozen=True)
class Context:
    """The opened office and the doors to everything around it.

    `window_settings` keeps sizes, widths and folders of this laptop, never anything out of a record.
    """

    office: Office
    tasks: Tasks
    bus: Bus
    notices: Notices
    window_settings: QSettings

    @cached_property
    def inbox(self) -> Inbox:
        """The folder that is watched for parcels."""
        return Inbox(self.tasks, self.window_settings, self.bus)

    @cached_property
    def views(self) -> Views:
        """The saved views of the registers."""
        return Views(self.tasks, self.bus)

    @property
    def mission(self) -> Mission:
        """The mission profile."""
        return self.office.mission

    def remembered(self, key: str, default: str = "") -> str:
        """Return something this laptop remembers about its window."""
        return str(self.window_settings.value(key, default))

    def remember(self, key: str, value: str) -> None:
        """Let this laptop remember something about its window."""
        self.window_settings.setValue(key, value)
