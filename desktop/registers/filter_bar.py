"""Beneath the search box: what it understood as chips, what it did not as a sentence."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.search.filters import CODES, DAYS, NUMBER, PRESENT, SEVERAL, TALLY, WORDS, Query, Term, Unclear
from db.search.filters import UNCLEAR as SENTENCES
from desktop import icons
from desktop.i18n import day_text, inside, tr_db
from desktop.widgets.flow import FlowLayout
from desktop.widgets.parts import button, label

_SIGNS = {">=": "≥", "<=": "≤"}


class FilterBar(QWidget):
    """Chips with a cross each, and the sentence. It is there only when it has something to say."""

    removed = Signal(str)  # a piece of the query
    ungrouped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips: list[QPushButton] = []
        self._flow_box = QWidget()
        self._flow = FlowLayout(self._flow_box)
        self.unclear = label("", "warn", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._flow_box)
        column.addWidget(self.unclear)
        self.hide()

    def show_query(self, query: Query, group: str = "") -> None:
        """Show what was understood, what was not, and what the list is grouped by."""
        while item := self._flow.takeAt(0):
            if chip := item.widget():
                chip.hide()
                chip.deleteLater()
        self.chips = [self._chip(term_text(term), partial(self.removed.emit, term.text)) for term in query.terms]
        if group:
            self.chips.append(self._chip(_tr("By {name}").format(name=inside(group)), self.ungrouped.emit))
        for chip in self.chips:
            self._flow.addWidget(chip)
        self._flow_box.setVisible(bool(self.chips))
        self.unclear.setText(" ".join(unclear_text(one) for one in query.unclear))
        self.unclear.setVisible(bool(query.unclear))
        self.setVisible(bool(self.chips or query.unclear))

    def _chip(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        chip = button(text, pressed, "filter")
        icons.put(chip, "close", "accent_text")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands after the words
        chip.setAccessibleName(_tr("Take away: {text}").format(text=text))
        chip.setToolTip(_tr("Take this away"))
        return chip


def term_text(term: Term) -> str:
    """Return what a chip says of a term."""
    name = tr_db(term.label)
    if term.what == WORDS:
        text = f"“{term.shown}”"
    elif term.what == PRESENT:
        text = _tr("{name}: recorded").format(name=name)
    elif term.what in (CODES, SEVERAL):
        text = f"{name}: {', '.join(tr_db(part) for part in term.shown.split(', '))}"
    elif term.what in (DAYS, NUMBER, TALLY):
        text = _compared(name, term)
    elif term.label:
        text = f"{name}: {term.shown}"
    else:
        text = tr_db(term.shown)
    return _tr("not {text}").format(text=text) if term.negative else text


def _compared(name: str, term: Term) -> str:
    """Return a comparison: of numbers by its sign, of days in words."""
    shown = day_text(term.shown) if term.what == DAYS else term.shown
    if term.sign in ("=", ":"):
        return f"{name}: {shown}"
    days = {">=": _tr("{name} from {day}"), "<=": _tr("{name} until {day}")}
    if term.what == DAYS and term.sign in days:
        return days[term.sign].format(name=name, day=shown)
    return f"{name} {_SIGNS.get(term.sign, term.sign)} {shown}"


def unclear_text(unclear: Unclear) -> str:
    """Return in the reader's language what was not understood."""
    values = {key: inside(tr_db(value)) if key == "name" else value for key, value in unclear.values.items()}
    text = tr_db(SENTENCES[unclear.code]).format(**values)
    return text[:1].upper() + text[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("registers", text)
