"""Every dialog that the window opens, each in a state in which it has something to show."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog

from db.catalogue import CHILD_TYPES, SHARED_TYPES
from db.errors import KnownError, Problem
from db.parcels import Aside
from db.parcels.trust import Laptop
from db.records import conflicts, plan_paste
from db.revisions import RecordKey
from db.store import Office
from desktop.attachments.blurring import BlurDialog
from desktop.conflicts.rule import SameSideDialog
from desktop.crash import CrashDialog
from desktop.events.live import LiveDialog
from desktop.forms.drafts import Drafts
from desktop.laptops.dialogs import CompareDialog, LostDialog, OverruleDialog
from desktop.parts.arrangement import inner_kinds
from desktop.parts.dialog import PartDialog
from desktop.parts.working import SHARED
from desktop.projects.move_on import MoveOn, Way
from desktop.protection.dialogs import CodeDialog, PassphraseDialog, RoleDialog, SecretDialog
from desktop.protection.lock_dialogs import AllowDialog, CloseDialog, WhyDialog
from desktop.registers.paste_dialog import PasteDialog
from desktop.reports.office_dialog import OfficeReportDialog
from desktop.startup.put_back import PutBack
from desktop.window.main_window import MainWindow

WHEN = "2026-01-31T08:00:00Z"
LAPTOP = Laptop("r", "PEJ", "B", "field", "confirmed", "1234 5678", WHEN, "A. Officer", "", "", heir=False)
ASIDE = Aside(1, "UNMIK_CA_PEJ-B_all_2026-01-31_S004.xlsx", "r", "PEJ-B", 4, "unconfirmed", WHEN, "")


def every_dialog(window: MainWindow, office: Office, hall: RecordKey) -> dict[str, Callable[[], object]]:
    """Return a function for each dialog: most give it, those that belong to a page open it there.

    The register of `hall`, a town hall, is in sight and has rows that are chosen.
    """
    context, mission, page = window.context, window.context.mission, window.register
    assert page is not None
    with office.read() as reading:
        pasted = plan_paste(reading, "town_hall", "Title\tPlace\nWater\tZvečan\nBad\tAtlantis\n", (), office.today)
        disputed = conflicts(reading)
    missing = tuple(Problem("visit", "not-on-file", {"what": what}) for what in ("Actual end", "Final visit"))
    ways = [Way(hall, "CBP-2026-MIT-A001 Sports ground", to, missing[:n]) for n, to in enumerate(("active", "dropped"))]
    offices = {code: mission.office_name(code) for code in mission.offices}
    notices = context.notices
    refusal = KnownError("correction", ref="TH-2026-MIT-A001", fields="Participants in all")
    return {
        "columns": page.desk.choose_columns,
        "bulk": page.desk.writing.change_chosen,
        "save-view": page.desk.save_view,
        "palette": window.open_palette,
        "about": window.about,
        "keys": window.print_keys,
        "report": lambda: OfficeReportDialog(context),
        "move-on": lambda: MoveOn(ways, mission, window),
        "compare": lambda: CompareDialog(LAPTOP, mission, window),
        "lost": lambda: LostDialog(LAPTOP, False, "2026-01-31", window),
        "overrule": lambda: OverruleDialog(ASIDE, window),
        "blur": lambda: BlurDialog(_photo(), window),
        "live": lambda: LiveDialog(context, page.kind, hall, Drafts(context, "town_hall", page), window),
        "same-side": lambda: SameSideDialog(disputed, "", mission, window),
        "paste": lambda: PasteDialog(context, pasted, "town halls"),
        "close": lambda: CloseDialog(offices, window),
        "allow": lambda: AllowDialog("1 Jan 2026 – 31 Jan 2026", offices, window),
        "why": lambda: WhyDialog("Open January again", "Everybody can change it again.", "Open again", window),
        "officer": lambda: PassphraseDialog("Add an officer", "", "MIT", window),
        "role": lambda: RoleDialog("Bardh Officer", "officer", window),
        "secret": lambda: SecretDialog("Remove Bardh Officer", "The records stay.", "Remove", window),
        "code": lambda: CodeDialog(notices, "AB2CD-EF3GH-JK4MN-PQ5RS-TU6VW-XY7ZA", None),
        "fault": lambda: CrashDialog("Groundwork 0.1.0\n\nbuiltins.ZeroDivisionError"),
        "put-back": lambda: PutBack(context.tasks, office.paths.home, office.paths.home / "office-2026-01-31.zip"),
        "reason": lambda: notices.ask_reason(refusal, print),
        **{f"part-{key}": lambda key=key: _part(window, key, hall) for key in PARTS},
    }


def _with_inner() -> list[str]:
    return [key for key, kind in (CHILD_TYPES | SHARED_TYPES).items() if inner_kinds(kind)]


# A part of every make: with parts of its own, with photos, with long texts, with chips, and a small one.
PARTS = (*_with_inner(), "question", "project_idea", "mou", "tag")


def _part(window: MainWindow, key: str, hall: RecordKey) -> PartDialog:
    kind = CHILD_TYPES.get(key) or SHARED_TYPES[key]
    dialog = PartDialog(window.context, kind, hall if kind.owner else SHARED, window)
    dialog.open_new({})
    return dialog


def shown(window: MainWindow, opened: Callable[[], object], dialogs: list[QDialog]) -> QDialog:
    """Open a dialog and return it; `dialogs` is where the recorder of notices keeps those that a page opens."""
    made = opened()
    if isinstance(made, QDialog):
        window.context.notices.show_dialog(made)
    return dialogs[-1]


def _photo() -> QPixmap:
    made = QPixmap(900, 600)
    made.fill(Qt.GlobalColor.darkCyan)
    return made
