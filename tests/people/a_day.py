"""A day at the window, run as a program of its own and killed at its end: `python -m tests.people.a_day HOME OUT`."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import attachments
from db.parcels import export_parcel
from db.records import list_uids, view
from db.reports import summarise
from db.reports.printing import Sheet, print_file
from db.revisions import RecordKey
from db.store import Office
from desktop.app import make_application, window_settings
from desktop.attachments.opened import lay_out
from desktop.bus import Bus
from desktop.context import Context
from desktop.crash import report
from desktop.notices import Notices
from desktop.reports.preview import open_preview
from desktop.tasks import Tasks
from desktop.window.main_window import MainWindow
from tests.conftest import PASSPHRASE
from tests.desktop.keys import write

MARK = "Qzxjkv"  # begins no word of any language, and no path


def main(home: Path, out: Path) -> None:
    """Open the window, work, and be killed with everything open."""
    app = make_application(["groundwork"])
    office = Office.open(home, PASSPHRASE)
    tasks, notices = Tasks(Bus(), app), Notices(app)
    tasks.attach(office)
    settings: QSettings = window_settings(home)
    context = Context(office, tasks, Bus(app), notices, settings)
    window = MainWindow(context)
    window.show()

    def quiet() -> None:
        QTest.qWait(30)
        while not tasks.idle:
            QTest.qWait(10)

    quiet()
    with office.read() as reading:
        uid = list_uids(reading, "town_hall")[0]
        document = summarise(reading, RecordKey("town_hall", uid), language="en", printed_at=office.clock())
        pictured = attachments.attached(office, reading, uid)
        assert MARK in str(view(reading, RecordKey("town_hall", uid)).values)
    window.go_to("town_hall")
    page = window.register
    assert page is not None
    page.open(uid)
    quiet()
    write(page.form.sheet.boxes["venue"].editor.inner, f"{MARK} being typed")
    context.bus.keep_wanted.emit()
    write(page.top.search.line if hasattr(page.top.search, "line") else page.top.search, f"{MARK} looked for")
    quiet()
    QGuiApplication.clipboard().setText(f"{MARK} copied")
    print_file(office, document, out / "summary.pdf", Sheet())
    export_parcel(office, "HQ", out)
    office.backup("asked")
    QDesktopServices.openUrl = staticmethod(lambda url: True)
    for one in pictured:
        lay_out(office, one, lambda *_: None)
    quiet()
    open_preview(context, RecordKey("town_hall", uid))
    quiet()
    try:
        raise ValueError(f"{MARK} in a fault")
    except ValueError as error:
        print(report(type(error), error.__traceback__))
    print("\n".join(one.windowTitle() for one in QApplication.topLevelWidgets()))
    print("ready", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
