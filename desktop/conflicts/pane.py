"""One conflict whole: the record, what happened, what it was, one card for each value, and room for another one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from db.catalogue import ACTIVITY_TYPES, Mission
from db.records import Conflict, in_words
from db.revisions import LIFE
from desktop.conflicts.answer import Answer, Texts
from desktop.conflicts.card import SideCard
from desktop.conflicts.comparing import Comparison
from desktop.conflicts.words import about, brief, field_of, fields_of, is_long, number_of, value_of
from desktop.i18n import tr_db
from desktop.widgets.parts import button, clear, label, line

BASE = 240  # characters of the former value; the cards of a long text show it word by word
CARD = 250  # the width below which cards stand under each other


class ConflictPane(QFrame):
    """The chosen conflict."""

    side_taken = Signal(object)  # the number of a card
    value_taken = Signal(object)  # another value
    edited = Signal()
    record_wanted = Signal()

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self.conflict: Conflict | None = None
        self.cards: list[SideCard] = []
        self.answer: Answer | None = None
        self.setProperty("look", "card")
        self.title = label("", "heading", wrap=True)
        self.about = label("", "small", wrap=True)
        self.open = button(self.tr("Open the record"), self.record_wanted)
        self.why = QLineEdit()
        self.why.setMaxLength(500)
        self.why.setPlaceholderText(self.tr("Kept in the history of the record"))
        self.why.setAccessibleName(self.tr("Why (optional)"))
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._area = QScrollArea()
        self._build()

    def show_conflict(self, one: Conflict, typed: Texts) -> None:
        """Show a conflict, and what was typed for it before."""
        self.conflict = one
        self.title.setText(one.title or number_of(one))
        self.about.setText(about(one))
        self.open.setEnabled(one.owner.type in ACTIVITY_TYPES)
        self.why.clear()
        self._fill(one)
        if self.answer is not None and any(typed.get(key) for key in self.answer.texts()):
            self.answer.set_texts({**self.answer.texts(), **typed})
        self._area.verticalScrollBar().setValue(0)

    def show_comparison(self, found: Comparison) -> None:
        """Mark what each side changed, and offer the merged text."""
        for card, parts in zip(self.cards, found.sides, strict=True):
            card.show_parts(parts)
        if self.answer is not None:
            self.answer.propose(found.proposal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards stand side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    # ---- building ----

    def _fill(self, one: Conflict) -> None:
        clear(self._body)
        words = self._body
        words.addWidget(label(field_of(one, self._mission), "section", wrap=True))
        words.addWidget(label(in_words(one, self._mission, tr_db), "muted", wrap=True))
        if one.unit != LIFE:
            words.addWidget(label(self._before(one), "", wrap=True))
        if is_long(one):
            legend = self.tr("Underlined: added. Struck out: taken out.")
            words.addWidget(label(legend, "small", wrap=True))
        holder = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._row.setContentsMargins(0, 2, 0, 4)
        self._row.setSpacing(10)
        self.cards = [SideCard(number, one, side, self._mission) for number, side in enumerate(one.sides, 1)]
        for card in self.cards:
            card.taken.connect(self.side_taken)
            self._row.addWidget(card, 1)
        words.addWidget(holder)
        self.answer = Answer(one, self._mission) if fields_of(one) else None
        if self.answer is not None:
            self.answer.taken.connect(self.value_taken)
            self.answer.edited.connect(self.edited)
            words.addWidget(self.answer)
        words.addStretch(1)
        self._arrange()

    def _before(self, one: Conflict) -> str:
        """Say what all values replaced."""
        if not one.base:
            return self.tr("No earlier value is known.")
        values = [brief(value_of(one, value, self._mission), BASE) for value in one.base]
        return self.tr("It was: {value}").format(value=self.tr(" or ").join(values))

    def _arrange(self) -> None:
        wide = self._area.viewport().width() >= CARD * len(self.cards)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.about)
        head = QHBoxLayout()
        head.setContentsMargins(18, 0, 14, 0)
        head.addLayout(words, 1)
        head.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        inside.setLayout(self._body)
        self._body.setContentsMargins(18, 6, 14, 6)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 0, 14, 0)
        foot.setSpacing(10)
        caption = label(self.tr("Why (optional)"), "label")
        caption.setBuddy(self.why)
        foot.addWidget(caption)
        foot.addWidget(self.why, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 14, 1, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addWidget(line())
        column.addLayout(foot)
