"""From the first window to the last: theme, start-up, the main window, a backup at the end."""

import os
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from db.errors import KnownError
from db.resources import resource
from db.store import CAME_BACK, Office, Paths, Reading, default_home
from db.store.settings import LOCK_AFTER, number_of
from desktop import i18n, icons
from desktop.about import tell_news
from desktop.attachments.opened import empty
from desktop.bus import Bus
from desktop.collector import Collector
from desktop.context import Context
from desktop.crash import CrashHandler
from desktop.i18n import sentence, tr_db
from desktop.launch import WindowOptions
from desktop.notices import Choice, Notices
from desktop.startup.idle import Idle
from desktop.startup.parting import Parting
from desktop.startup.put_back import PutBack
from desktop.startup.single import say_already_open, single_instance
from desktop.startup.unlock import Unlock
from desktop.startup.wizard import FirstStart
from desktop.tasks import Failure, Tasks
from desktop.theme import Theme
from desktop.window.main_window import MainWindow
from desktop.window.place import Place

LANGUAGE = "language"


class Program(QObject):
    """One run of the window over one office."""

    def __init__(self, home: Path, secret: str = "", backup: Path | None = None) -> None:
        super().__init__()
        self._home, self._secret, self._backup = home, secret, backup
        self.notices = Notices(self)
        self._make_doors()
        self.idle = Idle(self)
        self.idle.lock_wanted.connect(self.lock)
        self._locking = False
        self._place: Place | None = None  # where the person was when the office was locked
        self.crash = CrashHandler(self.notices, self)
        self.start: FirstStart | PutBack | Unlock | None = None
        self.parting = Parting()
        self.window: MainWindow | None = None

    def _make_doors(self) -> None:
        """Make the bus and the door to the background, anew for each time that the office is opened."""
        self.bus = Bus(self)
        self.tasks = Tasks(self.bus, self)
        self.tasks.on_known = self.notices.problem
        self.tasks.on_reason = self.notices.ask_reason

    def begin(self) -> None:
        """Show the first window: the backup that was opened, the first start, or the lock."""
        if self._backup is not None:
            self._ask_about(self._backup)
            return
        if Paths(self._home).hold_an_office:
            self.start = Unlock(self.tasks, self.notices, self._home)
            self.start.opened.connect(self._opened)
            if self._secret:
                self.start.secret.setText(self._secret)
                self._secret = ""
                self.start.unlock()
        else:
            self.start = FirstStart(self.tasks, self.notices, self._home)
            self.start.made.connect(self._opened)
        self.start.rejected.connect(self._quit)
        self.start.show()

    def _ask_about(self, backup: Path) -> None:
        self._backup = None
        asked = self.start = PutBack(self.tasks, self._home, backup)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.went_back.connect(self._went_back)
        asked.rejected.connect(self.begin)
        asked.open()

    def _went_back(self, secret: str) -> None:
        self._secret = secret
        self.begin()

    def _opened(self, office: Office) -> None:
        empty(self._home)  # what a crash left in plain
        self.tasks.attach(office)
        settings = window_settings(self._home)
        if isinstance(self.start, FirstStart):
            settings.setValue(LANGUAGE, self.start.answers.language)
        self.window = MainWindow(Context(office, self.tasks, self.bus, self.notices, settings))
        self.window.closed.connect(self._closing)
        self.window.lock_wanted.connect(self.lock)
        self.window.show()
        tell_news(settings, self.notices)
        self.tasks.read(partial(number_of, name=LOCK_AFTER), self.idle.start)
        if self._place is not None:
            self.tasks.read(_nothing, self._return)
        if office.came_back:
            text = tr_db(CAME_BACK[office.came_back]).format(laptop=office.identity.laptop)
            ok = Choice("ok", self.tr("Go on"), "main")
            self.notices.ask(self.tr("This laptop has a new letter"), text, (ok,), self._told)
        if self.start is not None:
            self.start.deleteLater()
            self.start = None

    # ---- locked ----

    def lock(self) -> None:
        """Close the office and forget its key. What was typed is kept, and unlocking returns to the same place."""
        if self.window is None or self._locking:
            return
        if self.tasks.long_work:  # an export or an import is not cut in two: the watch asks again
            self.notices.say(self.tr("The office is locked as soon as the work under way is done."))
            return
        self._locking = True
        self.idle.stop()
        self._place = self.window.place()
        self.window.put_away()
        self.tasks.quiet.connect(self._lock_when_quiet)
        self.tasks.database(_nothing)

    def _lock_when_quiet(self) -> None:
        """Close the office once everything typed is written; a save that failed meanwhile is kept as a draft."""
        if self.window is None:
            return
        self.bus.keep_wanted.emit()
        if self.tasks.idle:
            self.tasks.quiet.disconnect(self._lock_when_quiet)
            self.parting.begin()
            self.tasks.database(_back_up, self._close_office, self._close_office)

    def _close_office(self, *_: object) -> None:
        assert self.window is not None
        self.parting.end()
        for timer in self.window.findChildren(QTimer):
            timer.stop()  # what is about to go must ask nothing of an office that is closed
        self.bus.blockSignals(True)
        self.tasks.office.close()
        self.window.deleteLater()
        self.window = self.notices.window = None
        self.tasks.close()
        for door in (self.tasks, self.bus):
            door.deleteLater()
        self._make_doors()
        empty(self._home)
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        self._locking = False
        said = self.tr("The register is locked. What was typed is kept.")
        self.start = Unlock(self.tasks, self.notices, self._home, said=said)
        self.start.opened.connect(self._opened)
        self.start.rejected.connect(self._quit)
        self.start.show()

    def _return(self, *_: object) -> None:
        if self.window is not None and self._place is not None:
            self.window.return_to(self._place)
        self._place = None

    # ---- the end ----

    def _told(self, choice: str) -> None:
        """Nothing is asked: the person was to know it."""

    def _closing(self) -> None:
        """The window is gone and everything typed is written: back up, then end."""
        self.idle.stop()
        self.parting.begin()
        self.tasks.database(_back_up, self._quit, self._no_backup)

    def _no_backup(self, error: Failure) -> None:
        self.parting.end()
        text = sentence(error) if isinstance(error, KnownError) else ""
        title = self.tr("The records are saved, but the backup could not be made")
        self.notices.window = None
        self.notices.ask(title, text, (Choice("ok", self.tr("Close"), "main"),), self._quit)

    def _quit(self, *_: object) -> None:
        self.parting.end()
        self.tasks.close()
        if self.window is not None:
            self.tasks.office.close()
            empty(self._home)
        QApplication.quit()


def make_application(arguments: list[str]) -> QApplication:
    """Return the dressed application."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(arguments)
    app.setApplicationName("Groundwork")
    app.setDesktopFileName("groundwork")
    app.setQuitOnLastWindowClosed(False)  # the backup at the end comes after the last window
    app.setWindowIcon(QIcon(str(resource("icons", "groundwork.svg"))))
    theme = Theme(app)
    theme.changed.connect(icons.repaint_all)
    return app


def window_settings(home: Path) -> QSettings:
    """Return what this laptop remembers about its window; nothing of any record is ever in it."""
    return QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)


def run(options: WindowOptions) -> int:
    """Open the window; return the exit code."""
    app = make_application(sys.argv[:1])
    home = options.home or default_home()
    lock = single_instance(home)
    if lock is None:
        box = say_already_open(app)
        app.exec()
        box.deleteLater()
        return 1
    i18n.install(str(window_settings(home).value(LANGUAGE, i18n.ENGLISH)), app)
    program = Program(home, _secret(options), options.backup)
    program.crash.install()
    collector = Collector(app)
    collector.start()
    program.begin()
    try:
        return app.exec()
    finally:
        collector.stop()
        program.crash.remove()
        lock.unlock()


def _secret(options: WindowOptions) -> str:
    """Return the passphrase that a file or the environment gives; empty where the person types it."""
    if options.passphrase_file is not None and options.passphrase_file.is_file():
        return options.passphrase_file.read_text(encoding="utf-8").strip("\r\n")
    return os.environ.get("GROUNDWORK_PASSPHRASE", "")


def _back_up(office: Office) -> None:
    if office.changed:
        office.backup("close")


def _nothing(_: Office | Reading) -> None:
    """Do nothing: what was asked of the database before has been answered when this is."""
