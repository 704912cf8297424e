"""The portfolio as a board: a column for each state, cards that move only where a way leads."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.catalogue import Mission
from db.projects import STATES
from db.records import ProjectLine, by_urgency
from desktop.i18n import number, tr_db
from desktop.portfolio.cards import CardList
from desktop.projects.words import state_name
from desktop.theme import mark
from desktop.widgets.parts import label

NARROWEST, WIDEST = 224, 330


class Column(QFrame):
    """One state: its name, how many are in it, and their cards."""

    def __init__(self, mission: Mission, state: str) -> None:
        super().__init__()
        self.setProperty("look", "column")
        self._mission, self.state = mission, state
        self._name = label(state_name(mission, state), "strong")
        self._count = label("", "muted")
        self.hint = label("", "small", wrap=True)
        self.hint.hide()
        self.list = CardList(state)
        self.list.over.connect(self._say_over)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)

    def show_lines(self, lines: list[ProjectLine]) -> None:
        """Show the projects of this state."""
        self.list.cards.show(lines)
        self._count.setText(number(len(lines)))
        name = self.tr("{state}, {count} projects")
        self.list.setAccessibleName(name.format(state=self._name.text(), count=number(len(lines))))

    def _say_over(self, state: str) -> None:
        """Say, while a card hangs over this column, what dropping it would do."""
        other = bool(state) and state != self.state
        legal = other and self.state in STATES[state].next if state in STATES else other
        text = ""
        if legal:
            text = tr_db(STATES[self.state].action) if self.state in STATES else ""
        elif other:
            text = self.tr("No way leads here from “{state}”").format(state=state_name(self._mission, state))
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        mark(self, over="yes" if legal else "no" if other else "")


class Board(QScrollArea):
    """Columns beside each other, in the order in which a project goes through them."""

    opened = Signal(str)
    menu_wanted = Signal(str, object)
    move_wanted = Signal(str, str)  # a project, and the state it is to go to

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self.columns: dict[str, Column] = {}
        self._chosen = ""  # the project that the keyboard is on
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._row.addStretch()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_lines(self, lines: Sequence[ProjectLine]) -> None:
        """Show these projects, each in the column of its state."""
        focused = next((one for one in self.columns.values() if one.list.hasFocus()), None)
        if focused is not None:
            self._chosen = focused.list.uid or self._chosen
        by_state: dict[str, list[ProjectLine]] = {}
        for line in by_urgency(lines):
            by_state.setdefault(line.state, []).append(line)
        self._arrange(_wanted(by_state))
        for state, column in self.columns.items():
            column.show_lines(by_state.get(state, []))
            if column.list.choose(self._chosen) and focused is not None:
                self._go_to(column)

    def begin(self) -> None:
        """Put the keyboard on the chosen card, or the first there is."""
        used = [column for column in self.columns.values() if column.list.cards.lines]
        column = next((one for one in used if one.list.uid and one.list.uid == self._chosen), None)
        if column is not None or used:
            self._go_to(column or used[0])

    def _go_to(self, column: Column) -> None:
        cards = column.list
        if not cards.currentIndex().isValid() and cards.cards.lines:
            cards.setCurrentIndex(cards.cards.index(0))
        self._chosen = cards.uid or self._chosen
        cards.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(column, 0, 0)

    def _step(self, state: str, by: int) -> None:
        """Let the keyboard go to the next column that has a card."""
        order = list(self.columns)
        place = order.index(state) + by
        while 0 <= place < len(order) and not self.columns[order[place]].list.cards.lines:
            place += by
        if 0 <= place < len(order):
            self._go_to(self.columns[order[place]])

    def _push(self, uid: str, state: str, by: int) -> None:
        """Ask for a card to go on, or back: where no way leads back, to the column beside, and hear why not."""
        self._chosen = uid
        here, order = STATES.get(state), list(self.columns)
        earlier = [one for one in STATES if here and one in here.next and _before(one, state)]
        beside = order.index(state) + by
        target = order[beside] if 0 <= beside < len(order) else ""
        if here is not None and by > 0:
            target = here.onward or target
        elif earlier:
            target = earlier[-1]
        if target:
            self.move_wanted.emit(uid, target)

    def _dropped(self, uid: str, _: str) -> None:
        self._chosen = uid
        cards = self.sender()
        assert isinstance(cards, CardList)
        self.move_wanted.emit(uid, cards.of_state)

    def _bring_near(self, state: str) -> None:
        """Bring the columns beside the one that a card hangs over into sight, so that it can go on to them."""
        cards = self.sender()
        if state and isinstance(cards, CardList):
            self.ensureWidgetVisible(self.columns[cards.of_state], NARROWEST, 0)

    def _arrange(self, states: list[str]) -> None:
        """Keep the columns that are still wanted, in their order."""
        for state in [state for state in self.columns if state not in states]:
            gone = self.columns.pop(state)
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, state in enumerate(states):
            if state not in self.columns:
                column = self.columns[state] = Column(self._mission, state)
                column.list.opened.connect(self.opened)
                column.list.menu_wanted.connect(self.menu_wanted)
                column.list.pushed.connect(self._push)
                column.list.across.connect(self._step)
                column.list.dropped.connect(self._dropped)
                column.list.over.connect(self._bring_near)
            self._row.insertWidget(place, self.columns[state], 1)
        self.columns = {state: self.columns[state] for state in states}


def _before(one: str, state: str) -> bool:
    order = list(STATES)
    return order.index(one) < order.index(state)


def _wanted(by_state: dict[str, list[ProjectLine]]) -> list[str]:
    """Return the states in use and those the main way leads to from them; one that is not known stands last."""
    wanted = set(by_state) | {STATES[state].onward for state in by_state if state in STATES}
    return [state for state in STATES if state in wanted] + sorted(set(by_state) - STATES.keys())
