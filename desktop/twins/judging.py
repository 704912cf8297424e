"""One pair at a time: the two records, why they look alike, and what a person can say about them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.catalogue import Mission
from db.twins import WHY, Twins
from desktop.i18n import capital, number, tr_db
from desktop.twins.comparison import LEFT, RIGHT, Comparison, Sides
from desktop.widgets.parts import button, label, tool_button


class Judging(QWidget):
    """Shows a pair and passes on the verdict."""

    merge_wanted = Signal()
    different_wanted = Signal()
    step_wanted = Signal(object)

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self.comparison: Comparison | None = None
        self.why = label("", "strong", wrap=True)
        self.place = label("", "muted")
        self.before = tool_button(self.tr("The pair before  Alt+Up"), "up", self._before)
        self.after = tool_button(self.tr("The next pair  Alt+Down"), "down", self._after)
        self.merge = button("", self.merge_wanted, "main", "check")
        self.different = button(self.tr("Not the same"), self.different_wanted, "", "close")
        self.later = button(self.tr("Later"), self._after)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        self._keyboard()

    def show_pair(self, pair: Twins, sides: Sides) -> None:
        """Show the two records of a pair; its first one at the left."""
        reasons = " · ".join(tr_db(WHY[reason]) for reason in pair.why)
        text = self.tr("{share} % alike: {why}")
        self.why.setText(capital(text.format(share=round(100 * pair.score), why=reasons)))
        self.comparison = Comparison(self._mission, sides)
        self.comparison.turned.connect(self._name_merge)
        self._area.setWidget(self.comparison)
        self._name_merge()
        self.set_enabled(True)

    def show_place(self, place: int, count: int) -> None:
        """Say which pair it is, of how many."""
        self.place.setText(self.tr("{place} of {count}").format(place=number(place + 1), count=number(count)))
        for widget in (self.before, self.after, self.later):
            widget.setEnabled(count > 1)

    def set_enabled(self, enabled: bool) -> None:
        """Let a verdict be given, or wait while one is being written."""
        for widget in (self.merge, self.different):
            widget.setEnabled(enabled)

    def begin(self) -> None:
        """Put the keyboard where the choice begins."""
        if self.comparison is not None:
            self.comparison.stays_group.button(self.comparison.stays).setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_left(self) -> None:
        """Let the left record stay."""
        if self.comparison is not None:
            self.comparison.keep(LEFT)

    def keep_right(self) -> None:
        """Let the right record stay."""
        if self.comparison is not None:
            self.comparison.keep(RIGHT)

    def _name_merge(self) -> None:
        left = self.comparison is None or self.comparison.stays == LEFT
        self.merge.setText(self.tr("Merge into the left one") if left else self.tr("Merge into the right one"))

    def _before(self) -> None:
        self.step_wanted.emit(-1)

    def _after(self) -> None:
        self.step_wanted.emit(1)

    # ---- building ----

    def _build(self) -> None:
        self.merge.setToolTip(self.tr("Keep the marked values in one record and delete the other  Ctrl+Return"))
        self.different.setToolTip(self.tr("Two different events: never offer this pair again  Ctrl+D"))
        self.later.setToolTip(self.tr("Decide nothing now and show the next pair  Alt+Down"))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.why, 1)
        head.addWidget(self.place)
        head.addWidget(self.before)
        head.addWidget(self.after)
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._area)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.merge)
        foot.addWidget(self.different)
        foot.addStretch()
        foot.addWidget(self.later)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(card, 1)
        column.addLayout(foot)

    def _keyboard(self) -> None:
        for keys, slot in (
            ("Ctrl+Return", self.merge.click),
            ("Ctrl+D", self.different.click),
            ("Alt+Left", self.keep_left),
            ("Alt+Right", self.keep_right),
            ("Alt+Up", self.before.click),
            ("Alt+Down", self.after.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)  # only while it is in sight
