"""What the list of locks asks: the days to close, who may still change something, and always why."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from db.locks import allow
from db.revisions import RecordKey
from db.store import Write
from desktop.context import Context
from desktop.forms.date_editor import DateEditor
from desktop.i18n import short_date
from desktop.widgets.ask import AskDialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("locks", text)


class WhyDialog(AskDialog):
    """Asks for a reason."""

    def __init__(self, title: str, text: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(title, text, verb, parent)
        self.reason = QLineEdit()
        self.days: list[DateEditor] = []
        self._ask()
        self.add(_tr("Reason"), self.reason)

    def complete(self) -> bool:
        """Whether everything that was asked is there; if not, say what is missing."""
        wrong = [text for one in self.days if (text := one.wrong())]
        if any(not one.text() for one in self.days):
            self.refuse(_tr("A day is missing."))
        elif wrong:
            self.refuse(wrong[0])
        elif not self.reason.text().strip():
            self.refuse(_tr("Say why."))
        else:
            return True
        return False

    def _ask(self) -> None:
        """Add what is asked before the reason."""

    def _ask_day(self, name: str) -> DateEditor:
        editor = DateEditor()
        self.add(name, editor)
        self.days.append(editor)
        return editor


class _OfficesDialog(WhyDialog):
    """Asks for an office too, where there are several to choose from."""

    def __init__(self, title: str, text: str, verb: str, offices: Mapping[str, str], parent: QWidget | None) -> None:
        self._offices = offices
        self._chosen = QComboBox()
        super().__init__(title, text, verb, parent)

    @property
    def area(self) -> str:
        """The office that was chosen, "" for all."""
        return str(self._chosen.currentData() or "")

    def _ask_office(self) -> None:
        if self._offices:
            self._chosen.addItem(_tr("All offices"), "")
            for code, name in self._offices.items():
                self._chosen.addItem(name, code)
            self.add(_tr("Office"), self._chosen)


class CloseDialog(_OfficesDialog):
    """Asks which days are closed."""

    def __init__(self, offices: Mapping[str, str], parent: QWidget | None) -> None:
        text = _tr(
            "Records that fall into these days stay as they are: an event by the day on which it began, with all its "
            "parts; of a project each part by its own day, and the project itself by the day on which it ended."
        )
        super().__init__(_tr("Close a period"), text, _tr("Close"), offices, parent)

    def _ask(self) -> None:
        self._ask_office()
        self.start, self.end = self._ask_day(_tr("First day")), self._ask_day(_tr("Last day"))


class AllowDialog(_OfficesDialog):
    """Asks who may change something in spite of a lock, and until when."""

    def __init__(self, title: str, offices: Mapping[str, str], parent: QWidget | None) -> None:
        text = _tr("It ends by itself. Whatever is changed meanwhile has this exception in its history.")
        super().__init__(title, text, _tr("Allow"), offices, parent)

    def _ask(self) -> None:
        self._ask_office()
        self.officer = QLineEdit()
        self.add(_tr("Officer"), self.officer, _tr("Empty: everybody there."))
        self.until = self._ask_day(_tr("Until, that day included"))

    @property
    def said(self) -> str:
        """What is said when it was allowed."""
        return _tr("Allowed until {day}. It ends by itself.").format(day=short_date(self.until.text()))

    def verb(self, lock: str) -> Callable[[Write], RecordKey]:
        """Return what allows it in spite of a lock: of a closed period by its number, of an activity by its id."""
        area = self.area if self._offices else None
        return partial(allowing, lock, self.until.text(), self.reason.text().strip(), area, self.officer.text().strip())


def allowing(lock: str, until: str, reason: str, area: str | None, officer: str, write: Write) -> RecordKey:
    """Allow changes in spite of a lock, in the background."""
    return allow(write, lock, until=until, reason=reason, area=area, officer=officer)


def offices_to_choose(context: Context) -> dict[str, str]:
    """Return the offices that headquarters can choose from; a field office has only its own."""
    if context.office.identity.role != "hq":
        return {}
    return {code: context.mission.office_name(code) for code in context.mission.offices}
