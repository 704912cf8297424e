"""All keys on one sheet of paper."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from db.reports import maker_of
from db.reports.listing import PORTRAIT, Column, Line, listing
from db.store import Office
from desktop.i18n import tr_db
from desktop.reports.printing import Composed
from desktop.window.actions import Action


def compose_keys(actions: Sequence[Action], office: Office, _: str) -> Composed:
    """Compose the sheet: under each heading what can be done, and its keys as this system names them."""
    title = QCoreApplication.translate("actions", "Keys")
    lines: list[Line] = []
    for group in dict.fromkeys(action.group for action in actions if action.keys):
        lines.append(Line((group, ""), "strong"))
        lines += [Line((one.name, keys_text(one))) for one in actions if one.group == group and one.keys]
    heads = [Column(QCoreApplication.translate("actions", "What"), 3), Column(title, 2)]
    lowest = office.mission.lists["classification"].entries[0]
    marking = tr_db(lowest.label()).upper()
    made = listing(maker_of(office, tr_db), title, heads, lines, marking=marking, orientation=PORTRAIT)
    return Composed(made, title, title)


def keys_text(action: Action) -> str:
    """Return the keys of an action as this system names them."""
    native = QKeySequence.SequenceFormat.NativeText
    return QCoreApplication.translate("actions", " or ").join(
        QKeySequence(keys).toString(native) for keys in action.keys
    )
