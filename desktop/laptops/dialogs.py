"""What the Laptops page asks: a code, a day with a reason, a reason."""

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from db.catalogue import Mission
from db.parcels import Aside, Laptop
from desktop.forms.date_editor import DateEditor
from desktop.laptops.words import why_aside
from desktop.widgets.ask import AskDialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("laptops", text)


class CompareDialog(AskDialog):
    """Asks for the code of a laptop as its officer reads it aloud; it is not shown here, it comes over the phone."""

    def __init__(self, one: Laptop, mission: Mission, parent: QWidget | None) -> None:
        text = _tr(
            "Call {office} on a number that you know already. Their Laptops page shows the code of {laptop}. Type "
            "what they read aloud; small letters, blanks and hyphens do not matter."
        )
        words = text.format(office=mission.office_name(one.office), laptop=one.name)
        super().__init__(_tr("Compare the code of {laptop}").format(laptop=one.name), words, _tr("Compare"), parent)
        self.code = QLineEdit()
        self.code.setPlaceholderText("····-····-····-····")
        self.add(_tr("Code"), self.code)


class LostDialog(AskDialog):
    """Asks from which day a laptop was no longer in the right hands, and what happened."""

    def __init__(self, one: Laptop, headquarters: bool, today: str, parent: QWidget | None) -> None:
        text = _tr(
            "Parcels of {laptop} that were written on that day or later are set aside, none is thrown away, and "
            "nothing is sent to it any more."
        ).format(laptop=one.name)
        spread = (
            _tr("The offices hear of it with the next parcel to each of them.")
            if headquarters
            else _tr("Tell headquarters as well: only its parcels tell the other offices.")
        )
        title = _tr("Report {laptop} lost or stolen").format(laptop=one.name)
        super().__init__(title, f"{text} {spread}", _tr("Set its parcels aside"), parent, "danger")
        self.day, self.why = DateEditor(), QLineEdit()
        self.day.set_text(today or date.today().isoformat())
        hint = _tr("When it was last seen. A thief who sets its clock back writes earlier days: look at what comes.")
        self.add(_tr("From which day"), self.day, hint)
        self.add(_tr("What happened"), self.why)


class OverruleDialog(AskDialog):
    """Asks why a parcel that lies aside is taken in all the same."""

    def __init__(self, one: Aside, parent: QWidget | None) -> None:
        text = _tr("Your name and the reason stay in the history. One undo takes out again what the parcel brought.")
        super().__init__(_tr("Take in all the same?"), f"{why_aside(one)} {text}", _tr("Take it in"), parent, "danger")
        self.why = QLineEdit()
        self.why.setPlaceholderText(_tr("For example: the officer confirmed it by phone"))
        self.add(_tr("Why"), self.why)
