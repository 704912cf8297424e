"""From the first window to the last: theme, start-up, the main window, a backup at the end."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from db.errors import KnownError
from db.resources import resource
from db.store import CAME_BACK, Office, Paths, default_home
from desktop import i18n, icons
from desktop.attachments.opened import empty
from desktop.bus import Bus
from desktop.collector import Collector
from desktop.context import Context
from desktop.crash import CrashHandler
from desktop.i18n import sentence, tr_db
from desktop.launch import WindowOptions
from desktop.notices import Choice, Notices
from desktop.startup.single import say_already_open, single_instance
from desktop.startup.unlock import Unlock
from desktop.startup.wizard import FirstStart
from desktop.tasks import Failure, Tasks
from desktop.theme import Theme
from desktop.window.main_window import MainWindow

LANGUAGE = "language"


class Program(QObject):
    """One run of the window over one office."""

    def __init__(self, home: Path, secret: str = "") -> None:
        super().__init__()
        self._home, self._secret = home, secret
        self.bus = Bus(self)
        self.tasks = Tasks(self.bus, self)
        self.notices = Notices(self)
        self.tasks.on_known = self.notices.problem
        self.crash = CrashHandler(self.notices, self)
        self.start: FirstStart | Unlock | None = None
        self.window: MainWindow | None = None

    def begin(self) -> None:
        """Show the first window: the first start, or the lock."""
        if Paths(self._home).hold_an_office:
            self.start = Unlock(self.tasks, self._home)
            self.start.opened.connect(self._opened)
            if self._secret:
                self.start.secret.setText(self._secret)
                self.start.unlock()
        else:
            self.start = FirstStart(self.tasks, self.notices, self._home)
            self.start.made.connect(self._opened)
        self.start.rejected.connect(self._quit)
        self.start.show()

    def _opened(self, office: Office) -> None:
        empty(self._home)  # what a crash left in plain
        self.tasks.attach(office)
        settings = window_settings(self._home)
        if isinstance(self.start, FirstStart):
            settings.setValue(LANGUAGE, self.start.answers.language)
        self.window = MainWindow(Context(office, self.tasks, self.bus, self.notices, settings))
        self.window.closed.connect(self._closing)
        self.window.show()
        if office.came_back:
            text = tr_db(CAME_BACK[office.came_back]).format(laptop=office.identity.laptop)
            ok = Choice("ok", self.tr("Go on"), "main")
            self.notices.ask(self.tr("This laptop has a new letter"), text, (ok,), self._told)
        if self.start is not None:
            self.start.deleteLater()
            self.start = None

    def _told(self, choice: str) -> None:
        """Nothing is asked: the person was to know it."""

    def _closing(self) -> None:
        """The window is gone and everything typed is written: back up, then end."""
        self.tasks.database(_back_up, self._quit, self._no_backup)

    def _no_backup(self, error: Failure) -> None:
        text = sentence(error) if isinstance(error, KnownError) else ""
        title = self.tr("The records are saved, but the backup could not be made")
        self.notices.window = None
        self.notices.ask(title, text, (Choice("ok", self.tr("Close"), "main"),), self._quit)

    def _quit(self, *_: object) -> None:
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
    program = Program(home, _secret(options))
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
