"""The steps of the first start, one widget each: they fill the answers and say what is still wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from db.catalogue import load_mission, mission_keys
from desktop.i18n import languages
from desktop.startup.making import Answers
from desktop.startup.strength import WEAK, judge
from desktop.theme import mark
from desktop.wheel_guard import guard
from desktop.widgets.parts import label


class Step(QWidget):
    """One page of the first start."""

    changed = Signal()

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self.answers = answers
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(5)

    def head(self, heading: str, text: str) -> None:
        """Say what the step is about."""
        self.column.addWidget(label(heading, "title", wrap=True))
        self.column.addWidget(label(text, "muted", wrap=True))
        self.column.addSpacing(12)

    def wrong(self) -> str:
        """Return what must be put right before one can go on."""
        return ""

    def enter(self) -> None:
        """Take over what earlier steps decided."""

    def add(self, name: str, widget: QWidget, help_text: str = "") -> None:
        """Add one input under its name."""
        caption = label(name, "label")
        caption.setBuddy(widget)
        widget.setAccessibleName(name)
        self.column.addWidget(caption)
        self.column.addWidget(widget)
        if help_text:
            self.column.addWidget(label(help_text, "small", wrap=True))
        self.column.addSpacing(9)

    def say_changed(self, *_: object) -> None:
        """Tell the window to look at the answers again."""
        self.read()
        self.changed.emit()

    def read(self) -> None:
        """Put what stands in the inputs into the answers."""


class MissionStep(Step):
    """Language, role, mission."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.head(
            self.tr("Welcome"),
            self.tr("Four short steps make the register of your office on this computer. No network is needed."),
        )
        self.language = QComboBox()
        for code, name in languages().items():
            self.language.addItem(name, code)
        self.field = QRadioButton(self.tr("A field office: we enter records and send them to headquarters"))
        self.hq = QRadioButton(self.tr("Headquarters: we receive the records of all offices"))
        self.field.setChecked(True)
        group = QButtonGroup(self)
        roles = QWidget()
        column = QVBoxLayout(roles)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for choice in (self.field, self.hq):
            group.addButton(choice)
            column.addWidget(choice)
        self.mission = QComboBox()
        for key in mission_keys():
            profile = load_mission(key)
            self.mission.addItem(f"{profile.short} · {profile.name}", key)
        self.mission.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for box in (self.language, self.mission):
            guard(box)
            box.activated.connect(self.say_changed)
        group.buttonClicked.connect(self.say_changed)
        self.add(self.tr("Language of the window"), self.language)
        self.add(self.tr("What this computer is for"), roles)
        self.add(self.tr("Mission"), self.mission)
        self.column.addStretch()
        self.read()

    def read(self) -> None:
        """Read the choices."""
        self.answers.language = str(self.language.currentData())
        self.answers.role = "hq" if self.hq.isChecked() else "field"
        self.answers.mission = str(self.mission.currentData())


class OfficeStep(Step):
    """Office code and laptop letter."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.head(
            self.tr("Your office"),
            self.tr("The code stands in every reference number and cannot be changed later."),
        )
        self.office = QComboBox()
        self.office.setEditable(True)
        self.office.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.laptop = QLineEdit("A")
        self.laptop.setMaxLength(1)
        self.laptop.setFixedWidth(64)
        guard(self.office)
        self.office.editTextChanged.connect(self.say_changed)
        self.laptop.textEdited.connect(self.say_changed)
        self.add(
            self.tr("Office"),
            self.office,
            self.tr("Choose from the list, or write a code of two to eight letters or digits."),
        )
        self.add(
            self.tr("Laptop letter"),
            self.laptop,
            self.tr("A for the first laptop of the office, B for the second: so that two never give the same number."),
        )
        self.example = label("", "muted", wrap=True)
        self.column.addWidget(self.example)
        self.column.addStretch()
        self._for = ("", "")

    def enter(self) -> None:
        """Offer the offices of the chosen mission."""
        wanted = (self.answers.mission, self.answers.role)
        if wanted == self._for:
            return
        self._for = wanted
        self.office.blockSignals(True)
        self.office.clear()
        for code, name in self.answers.profile.offices.items():
            self.office.addItem(f"{code} · {name}", code)
        hq = self.office.findData("HQ")
        field = next((i for i in range(self.office.count()) if self.office.itemData(i) != "HQ"), 0)
        self.office.setCurrentIndex(hq if self.answers.role == "hq" and hq >= 0 else field)
        self.office.blockSignals(False)
        self.say_changed()

    def read(self) -> None:
        """Read code and letter."""
        self.answers.office = self.office.currentText().partition("·")[0].strip().upper()
        self.answers.laptop = self.laptop.text().strip().upper()
        ref = f"TH-2026-{self.answers.office}-{self.answers.laptop}001"
        self.example.setText(self.tr("Your first town hall will be {ref}.").format(ref=ref) if not self.wrong() else "")

    def wrong(self) -> str:
        """Return what is wrong with code or letter."""
        return self.answers.wrong_office()


class OfficerStep(Step):
    """Name and passphrase."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.head(
            self.tr("You"),
            self.tr("The records are encrypted. Without the passphrase or the recovery code nobody can read them."),
        )
        self.officer, self.passphrase, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        for hidden in (self.passphrase, self.again):
            hidden.setEchoMode(QLineEdit.EchoMode.Password)
        self.officer.setPlaceholderText(self.tr("First name and last name"))
        for line_edit in (self.officer, self.passphrase, self.again):
            line_edit.textEdited.connect(self.say_changed)
        self.add(self.tr("Your name"), self.officer)
        self.add(self.tr("Passphrase"), self.passphrase)
        self.strength = label("", "small", wrap=True)
        self.column.insertWidget(self.column.count() - 1, self.strength)
        self.add(self.tr("Passphrase again"), self.again)
        self.column.addStretch()
        self.read()

    def enter(self) -> None:
        """Put the cursor where one begins."""
        self.officer.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Read the name and the passphrase; say how strong it is."""
        self.answers.officer = self.officer.text()
        self.answers.passphrase, self.answers.again = self.passphrase.text(), self.again.text()
        strength = judge(self.answers.passphrase, (self.answers.officer, self.answers.office))
        self.strength.setText(strength.text)
        weak = strength.level == WEAK and bool(self.answers.passphrase)
        mark(self.strength, look="problem" if weak else "good" if strength.level > WEAK else "small")

    def wrong(self) -> str:
        """Return what is wrong with name or passphrase."""
        return self.answers.wrong_officer()
