"""A project from the first line of its proposal to its closure, by one person with keyboard and mouse alone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from db.projects import broken
from db.records import list_parts, list_uids, project_file, view
from db.revisions import RecordKey
from db.store import Office, verify
from desktop.forms.editors import ChoiceEditor
from desktop.forms.record_form import FORM, PARTS
from desktop.forms.session import State
from desktop.forms.sheet import FormSheet
from desktop.parts.dialog import PartDialog
from desktop.projects.form import ProjectForm
from desktop.projects.move_on import MoveOn
from desktop.window.main_window import MainWindow
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.projects.papers import TICKS, add, cycle

CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
IDLE = QAbstractItemView.State.NoState
PROPOSAL = {
    "title_en": "Multi-ethnic Women Advocacy Group",
    "partner": "Women's Right",
    "applicant_type": "local_ngo",
    "municipality": "Zvečan",
    "need": "Women of four municipalities never meet.",
    "objective": "They speak for themselves together.",
    "confidence": "Serb and Albanian women train together.",
    "requested_amount": "24800",
    "requested_currency": "USD",
    "direct": "50",
    "security_forces": "no",
    "received_at": "2018-09-20 10:00 CEST",
}
SCREENING = {
    **dict.fromkeys((*TICKS, "has_aim"), "yes"),
    **{"duplication": "none", "capacity": "2", "screener": "Secretariat", "day": "10/10/2018", "decision": "eligible"},
}
DECISION = {"meeting": "3/2018", "day": "5/11/2018", "decision": "approved", "amount": "24800", "currency": "USD"}
MOU = {
    **{"number": "MOU-7", "signed_un": "3/12/2018", "signed_partner": "5/12/2018", "amount": "24800"},
    **{"currency": "USD", "end": "1/6/2019"},
    **dict.fromkeys(("clause_misconduct", "clause_visibility", "clause_records", "clause_refund"), "yes"),
}
FIRST = {"instalment": "1", "amount": "19840", "paid_on": "1/1/2019", "voucher": "V-1"}
SECOND = {"instalment": "2", "amount": "4960", "paid_on": "2/5/2019", "voucher": "V-2"}
HANDED_OVER = {"handed_over_on": "1/6/2019", "handed_over_to": "The group", "handover_note": "H-7", "photos": "yes"}
SETTLEMENT = {
    **{"report": "yes", "receipts": "yes", "spent": "24500", "returned": "300", "currency": "USD"},
    **{"variance_reason": "The hall cost less.", "settled_on": "1/8/2019"},
}
SIGNED = {
    **dict.fromkeys(("signed_partner", "signed_focal_point", "signed_manager", "signed_finance"), "yes"),
    "closed_on": "20/8/2019",
}


class Officer:
    """Somebody at the keyboard."""

    def __init__(self, window: MainWindow, notices: RecordingNotices, qtbot: QtBot) -> None:
        window.go_to("project")
        page = window.register
        assert page is not None
        assert isinstance(page.form, ProjectForm)
        self.window, self.form, self.notices, self.qtbot = window, page.form, notices, qtbot
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    def fill(self, sheet: FormSheet, values: dict[str, str]) -> None:
        """Type values into their fields, and walk through short lists with the arrow keys."""
        for key, text in values.items():
            editor = sheet.boxes[key].editor
            if not isinstance(editor, ChoiceEditor):
                write(editor.inner, text)
                continue
            self.qtbot.waitUntil(lambda editor=editor, text=text: editor.box.findData(text) > 0)
            steps = editor.box.findData(text) - editor.box.currentIndex()
            for _ in range(abs(steps)):
                self.qtbot.keyClick(editor.box, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
            assert editor.text() == text

    def propose(self, values: dict[str, str]) -> None:
        """Begin a new project and save it."""
        self.qtbot.keyClick(self.window, Qt.Key.Key_N, CTRL)
        self.write_form(values)

    def write_form(self, values: dict[str, str]) -> None:
        """Type into the form of the project, and save."""
        self.window.activateWindow()  # as a window manager does when a dialog is gone
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        self.form.tabs.chips[FORM].click()
        self.fill(self.form.sheet, values)
        self.qtbot.keyClick(self.form, Qt.Key.Key_S, CTRL)
        self.qtbot.waitUntil(lambda: self.form.session.key is not None and self.form.session.state is State.CLEAN)
        self.qtbot.waitUntil(lambda: self.form.parts.desk.parts is not None)

    def dialog(self, number: int) -> PartDialog:
        """Wait for the form of a part, the one opened after so many others."""
        self.qtbot.waitUntil(lambda: len(self.notices.dialogs) > number)
        found = self.notices.dialogs[-1]
        assert isinstance(found, PartDialog)
        self.qtbot.waitUntil(lambda: found.session.state is State.CLEAN)
        return found

    def finish(self, dialog: PartDialog, values: dict[str, str]) -> None:
        """Fill the form of a part and save it."""
        self.fill(dialog.sheet, values)
        self.qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
        self.qtbot.waitUntil(lambda: not dialog.isVisible())
        dialog.deleteLater()  # as the program does: a closed form listens to nothing
        self.qtbot.waitUntil(lambda: self.window.context.tasks.idle)

    def add(self, kind: str, values: dict[str, str]) -> None:
        """Add a part with Insert."""
        self.form.tabs.chips[PARTS].click()
        before = len(self.notices.dialogs)
        section = self.form.parts.sections[kind]
        section.go()
        self.qtbot.keyClick(section.table if section.rows else section.add, Qt.Key.Key_Insert)
        self.finish(self.dialog(before), values)

    def change(self, kind: str, values: dict[str, str]) -> None:
        """Open the current part of a kind with Enter and change it."""
        self.form.tabs.chips[PARTS].click()
        before = len(self.notices.dialogs)
        section = self.form.parts.sections[kind]
        section.go()
        self.qtbot.keyClick(section.table, Qt.Key.Key_Return)
        self.finish(self.dialog(before), values)

    def type_down(self, kind: str, column: int, texts: Sequence[str]) -> None:
        """Type into the cells of a column, one below the other."""
        table = self.form.parts.sections[kind].table
        table.setFocus()
        table.setCurrentIndex(table.parts.index(0, column))
        for row, text in enumerate(texts):
            self.qtbot.keyClick(table, text)
            cell = table.indexWidget(table.currentIndex())
            assert isinstance(cell, QLineEdit)
            self.qtbot.keyClick(cell, Qt.Key.Key_Return)
            below = min(row + 1, len(texts) - 1)
            self.qtbot.waitUntil(lambda below=below: table.currentIndex().row() == below and table.state() == IDLE)
        self.qtbot.waitUntil(lambda: self.window.context.tasks.idle)

    def asked_to_move_on(self) -> MoveOn:
        """Press the button and wait for the list of what is missing."""
        before = len(self.notices.dialogs)
        self.qtbot.mouseClick(self.form.header.move_button, LEFT)
        self.qtbot.waitUntil(lambda: len(self.notices.dialogs) > before)
        found = self.notices.dialogs[-1]
        assert isinstance(found, MoveOn)
        return found

    def move_on(self, state: str) -> None:
        """Go on to the next state, for which everything is on file."""
        dialog = self.asked_to_move_on()
        assert [line.accessibleName() for line in dialog.lines] == []
        self.qtbot.keyClick(dialog, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.form.header.state.text() == state)


def test_a_project_from_proposal_to_closure(
    office: Office, open_window: Callable[[Office], MainWindow], notices: RecordingNotices, qtbot: QtBot
) -> None:
    year = cycle(office)
    for code in ("need", "impact", "confidence"):
        add(office, "criterion", cycle=year.uid, code=code)
    officer = Officer(open_window(office), notices, qtbot)
    header = officer.form.header
    officer.propose({**PROPOSAL, "cycle": year.uid})
    qtbot.waitUntil(lambda: header.step.text().startswith("Hand in the proposal: no aim of the call is chosen."))
    officer.add("tag", {"framework": "cbp_aim", "code": "CBPA-1"})
    line = {"category": "training", "item": "Trainer", "quantity": "10", "unit_cost": "2480", "currency": "USD"}
    officer.add("budget_line", {**line, "un_share": "24800"})
    officer.add("deliverable", {"what": "Training days", "planned": "10"})
    officer.move_on("Submitted")

    officer.add("screening", SCREENING)
    officer.move_on("Screened")
    officer.form.all_criteria.click()
    scores = officer.form.parts.sections["score"]
    qtbot.waitUntil(lambda: len(scores.rows) == 3)
    officer.type_down("score", 1, "232")
    officer.change("screening", {"recommendation": "approved"})
    officer.move_on("In review")

    officer.add("committee", DECISION)
    officer.write_form({"approved_amount": "24800", "currency": "USD"})
    officer.move_on("Approved")
    qtbot.waitUntil(lambda: header.step.text().startswith("Sign the MoU: the work plan has no dated deliverables."))

    dialog = officer.asked_to_move_on()  # each line goes to the place where it is put right
    before = len(notices.dialogs)
    qtbot.mouseClick(dialog.lines[0], LEFT)
    deliverable = officer.dialog(before)
    assert deliverable.focusWidget() is deliverable.sheet.boxes["due"].editor.inner
    officer.finish(deliverable, {"due": "30/4/2019"})
    officer.add("mou", MOU)
    officer.add("instalment", {"amount": "19840", "currency": "USD", "due": "10/1/2019"})
    officer.add("instalment", {"amount": "4960", "currency": "USD", "due": "10/2/2019"})
    officer.move_on("MoU signed")
    officer.add("payment", FIRST)
    officer.move_on("Active")

    before = len(notices.dialogs)
    qtbot.mouseClick(header.visit_button, LEFT)
    visit = officer.dialog(before)
    qtbot.waitUntil(lambda: len(visit.sections[0].rows) == 1)
    officer.finish(visit, {"day": "20/5/2019", "final": "yes"})
    officer.change("deliverable", {"delivered": "10", "delivered_on": "20/4/2019", "status": "accepted"})
    officer.add("completion", HANDED_OVER)
    officer.write_form({"actual_start": "1/1/2019", "actual_end": "1/6/2019"})
    officer.move_on("Completed")
    officer.add("payment", SECOND)
    officer.add("closure", SETTLEMENT)
    officer.move_on("Financially settled")
    officer.change("closure", SIGNED)
    officer.move_on("Closed")

    assert notices.problems == []
    money = header.money.text().replace("\N{NO-BREAK SPACE}", " ")
    assert "paid 24,800.00 · spent 24,500.00 · balance 0.00" in money
    happened = [event.text for event in officer.form.timeline.events if event.what == "state"]
    assert happened[0] == "closed"
    assert len(happened) == 10
    with office.read() as reading:
        (uid,) = list_uids(reading, "project")
        assert view(reading, RecordKey("project", uid)).values["status"] == "closed"
        assert broken(project_file(reading, uid)) == []
        assert list_parts(reading, "override", uid) == []
    assert verify(office).ok
