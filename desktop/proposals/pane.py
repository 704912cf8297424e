"""One hand edit whole: the record, where the change was made, before beside after, what the record says meanwhile."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from db.catalogue import ACTIVITY_TYPES, RECORD_TYPES, Mission
from db.parcels import Reviewed
from db.revisions.texts import compare
from desktop.conflicts.diff import DiffView
from desktop.i18n import number, tr_db
from desktop.proposals.words import decided, field_of, is_long, new_values, origin_of, outlook_of, value_of, why_of
from desktop.widgets.parts import button, clear, label, line


class ProposalPane(QFrame):
    """The chosen hand edit, and the buttons that decide it or the marked ones."""

    take_wanted = Signal()
    refuse_wanted = Signal()
    take_parcel_wanted = Signal()
    record_wanted = Signal()

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self.shown: Reviewed | None = None
        self.setProperty("look", "card")
        self.title = label("", "heading", wrap=True)
        self.about = label("", "small", wrap=True)
        self.open = button(self.tr("Open the record"), self.record_wanted)
        self.take = button("", self.take_wanted, "main", "check")
        self.refuse = button("", self.refuse_wanted, "", "close")
        self.take_parcel = button("", self.take_parcel_wanted, "link")
        self.why = QLineEdit()
        self.why.setMaxLength(500)
        self.why.setPlaceholderText(self.tr("Why (optional), kept with the decision"))
        self.why.setAccessibleName(self.tr("Why (optional)"))
        self._body = QVBoxLayout()
        self._area = QScrollArea()
        self._foot = QWidget()
        self._build()

    def show_one(self, one: Reviewed) -> None:
        """Show a hand edit."""
        if self.shown is None or self.shown.proposed.id != one.proposed.id:
            self.why.clear()
        self.shown = one
        kind = tr_db(RECORD_TYPES[one.owner.type].label)
        self.title.setText(one.title or one.ref or kind)
        self.about.setText(" · ".join(filter(None, (one.ref, kind))))
        self.open.setEnabled(one.owner.type in ACTIVITY_TYPES and bool(one.ref))
        self._foot.setVisible(one.proposed.state == "open")
        self._fill(one)
        self._area.verticalScrollBar().setValue(0)

    def show_marks(self, marked: int, of_parcel: int) -> None:
        """Say on the buttons how many they decide."""
        self.take.setText(self.tr("Take {count}  (T)").format(count=number(marked)) if marked else self.tr("Take  (T)"))
        self.refuse.setText(
            self.tr("Refuse {count}  (R)").format(count=number(marked)) if marked else self.tr("Refuse  (R)")
        )
        self.take_parcel.setText(self.tr("Take all {count} of this parcel").format(count=number(of_parcel)))
        self.take_parcel.setVisible(of_parcel > 1)

    # ---- building ----

    def _fill(self, one: Reviewed) -> None:
        clear(self._body)
        words = self._body
        words.addWidget(label(field_of(one, self._mission), "section", wrap=True))
        words.addWidget(label(origin_of(one, self._mission), "muted", wrap=True))
        if why := why_of(one):
            words.addWidget(label(why, "", wrap=True))
        if outlook := outlook_of(one, self._mission):
            words.addWidget(label(outlook, "warning" if one.outlook == "conflict" else "strong", wrap=True))
        if one.proposed.what == "set":
            self._compare(one)
        elif one.proposed.what == "new":
            self._list(one)
        else:
            text = self.tr("Somebody wrote Delete in this row. Taking it deletes the record; it can be restored.")
            words.addWidget(self._box(self.tr("Proposed"), label(text, "", wrap=True)))
        if said := decided(one):
            words.addWidget(label(said, "strong", wrap=True))
        words.addStretch()

    def _compare(self, one: Reviewed) -> None:
        before, after = (value_of(one, value, self._mission) for value in (one.proposed.before, one.proposed.after))
        if not is_long(one):
            row = QHBoxLayout()
            row.setSpacing(10)
            for name, text in ((self.tr("Before"), before), (self.tr("Proposed"), after)):
                box = self._box(name, label(text, "value", wrap=True))
                box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # both as high
                row.addWidget(box, 1)
            holder = QWidget()
            holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            row.setContentsMargins(0, 2, 0, 2)
            holder.setLayout(row)
            self._body.addWidget(holder)
            return
        old, new = str(one.proposed.before or ""), str(one.proposed.after or "")
        diff = DiffView(new)
        diff.setAccessibleName(self.tr("Proposed text"))
        diff.show_parts(compare(old, new))
        self._body.addWidget(label(self.tr("Underlined: added. Struck out: taken out."), "small", wrap=True))
        self._body.addWidget(self._box(self.tr("Proposed"), diff))
        self._body.addWidget(self._box(self.tr("Before"), label(before, "", wrap=True)))

    def _list(self, one: Reviewed) -> None:
        text = "\n".join(new_values(one, self._mission))
        self._body.addWidget(self._box(self.tr("Proposed: a new record"), label(text, "", wrap=True)))

    def _box(self, name: str, content: QWidget) -> QFrame:
        frame = QFrame()
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        frame.setProperty("look", "side")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        column.addWidget(label(name, "label"))
        column.addWidget(content)
        column.addStretch()
        return frame

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
        self._body.setSpacing(8)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.take)
        buttons.addWidget(self.refuse)
        buttons.addStretch()
        buttons.addWidget(self.take_parcel)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(18, 0, 14, 0)
        foot.setSpacing(8)
        foot.addWidget(line())
        foot.addWidget(self.why)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 14, 1, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot)
