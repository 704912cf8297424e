"""Every page of the window over a large register: how long until it is there, and until all of it is read.

Beside each stands the same page of an empty office, in the same run.
"""

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from db.catalogue import ACTIVITY_TYPES
from db.store import Office
from desktop import theme
from desktop.bus import Bus
from desktop.context import Context
from desktop.tasks import Tasks
from desktop.twins.page import DuplicatesPage
from desktop.window.main_window import MainWindow
from tests.benchmarks.rows import Row
from tests.desktop.recorder import RecordingNotices

APPEARS = 100  # milliseconds until a page is there
USABLE = 500  # until all that it shows is read, in the background
PATIENCE = 120  # seconds


def pages(office: Office, bare: Office) -> list[Row]:
    """Open the window over both offices and go to each page once."""
    app = dressed()
    gc.disable()  # as in the window: see desktop/collector.py
    try:
        there, elsewhere = (_measured(app, one) for one in (office, bare))
    finally:
        gc.enable()
    rows: list[Row] = []
    for key, (appears, usable) in there.items():
        empty = f"empty: {elsewhere[key][0]:.0f} and {elsewhere[key][1]:.0f} ms"
        rows.append(Row(f"page {key} appears", appears, "ms", APPEARS, empty))
        rows.append(Row(f"page {key} is read", usable, "ms", USABLE, ""))
    return rows


def dressed() -> QApplication:
    """Return the application, made and dressed where it is not there yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
        theme.Theme(app).wear(theme.LIGHT)
    return app


def _measured(app: QApplication, office: Office) -> dict[str, tuple[float, float]]:
    with window_over(app, office) as window:
        twins = window.pages["duplicates"]
        assert isinstance(twins, DuplicatesPage)
        until(app, lambda: twins.watch.ready and window.context.tasks.idle)  # that search is no page's business
        found: dict[str, tuple[float, float]] = {}
        for key in (*(key for key in ACTIVITY_TYPES if key != "town_hall"), *window._office_pages, "town_hall"):
            gc.collect()
            begun = time.perf_counter()
            window.go_to(key)
            window.repaint()
            appears = 1000 * (time.perf_counter() - begun)
            until(app, lambda: window.context.tasks.idle)
            found[key] = (appears, 1000 * (time.perf_counter() - begun))
    return found


@contextmanager
def window_over(app: QApplication, office: Office) -> Iterator[MainWindow]:
    """Give the main window over an office, and put it away afterwards."""
    bus = Bus()
    tasks = Tasks(bus)
    tasks.attach(office)
    settings = QSettings(str(office.paths.home.parent / f"{office.identity.office}.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Context(office, tasks, bus, RecordingNotices(), settings))
    window.resize(1366, 768)
    window.show()
    window.repaint()
    yield window
    window.close()
    until(app, lambda: tasks.idle and not window.isVisible())
    tasks.close()
    window.deleteLater()


def until(app: QApplication, true: Callable[[], bool]) -> None:
    """Let the window work until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "the window never came to rest"
        app.processEvents()
        time.sleep(0.001)
