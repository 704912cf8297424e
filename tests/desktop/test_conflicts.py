"""The conflict desk through the real window, with keys and clicks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.catalogue import RECORD_TYPES, Field
from db.records import conflicts, create, history, view
from db.revisions import Draft, RecordKey
from db.revisions.texts import merge
from db.store import Office
from desktop import theme
from desktop.bus import EVERYTHING
from desktop.conflicts.diff import DiffView
from desktop.conflicts.model import ConflictModel
from desktop.conflicts.page import ConflictsPage
from desktop.conflicts.rule import SameSideDialog
from desktop.conflicts.words import field_of
from desktop.window.main_window import MainWindow
from tests.builders import one_of_each, town_hall
from tests.desktop.disputes import OURS, TEXT, THEIRS, disputed
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.records.meeting import change, meet, remove

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keys(office: Office, make_office: Callable[..., Office]) -> dict[str, RecordKey]:
    return disputed(office, make_office)


@pytest.fixture
def quiet(window: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(lambda: window.context.tasks.idle)

    return wait


@pytest.fixture
def page(keys: dict[str, RecordKey], window: MainWindow, quiet: Callable[[], None], qtbot: QtBot) -> ConflictsPage:
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.go_to("conflicts")
    quiet()
    made = window.pages["conflicts"]
    assert isinstance(made, ConflictsPage)
    return made


def choose(page: ConflictsPage, field: str, quiet: Callable[[], None]) -> None:
    page.table.selectRow([one.field for one in page.model.conflicts].index(field))
    page.table.setFocus()
    quiet()
    QApplication.sendPostedEvents()  # what was just made is shown when its layout is


def texts(widget) -> list[str]:
    return [shown.text() for shown in widget.findChildren(QLabel) if shown.isVisible()]


def value(office: Office, key: RecordKey, field: str) -> object:
    with office.read() as reading:
        return view(reading, key).values[field]


def open_fields(office: Office) -> list[str]:
    with office.read() as reading:
        return [one.field for one in conflicts(reading)]


def test_the_model_is_one_that_qt_can_work_with(page: ConflictsPage, qtmodeltester) -> None:
    model = ConflictModel(page._context.mission)
    model.show(page.model.conflicts)
    qtmodeltester.check(model)
    first = model.index(0, 0)
    assert model.rowCount() == 9 and model.rowCount(first) == 0
    assert str(first.data()).startswith("CBP-") and str(first.data()).endswith("Shared sports ground for two villages")
    assert model.index(3, 1).data() == "Venue\nHQ-A ↔ MIT-A ↔ MIT-B"
    assert model.index(5, 1).data() == "Whole record\nDeleted? HQ ↔ MIT"
    assert model.row_of(RecordKey("town_hall", "x"), "venue") == -1


def test_values_are_shown_as_people_write_them(page: ConflictsPage, quiet) -> None:
    shown: dict[str, list[str]] = {}
    for field in ("status", "approved_amount", "municipality", "venue", "_life", "planned_start", "tallies.sex.women"):
        choose(page, field, quiet)
        shown[field] = texts(page.pane)
    assert {"Active", "Completed", "It was: Approved"} <= set(shown["status"])
    assert {
        "EUR\N{NO-BREAK SPACE}25,000.00",
        "USD\N{NO-BREAK SPACE}26,500.00",
        "Why: the committee decided in euro",
    } <= set(shown["approved_amount"])
    assert "Mitrovica/Mitrovicë North" in shown["municipality"] and "XK38" not in shown["municipality"]
    assert {"It was: Cultural centre", "Municipal hall", "School yard", "1", "2", "3"} <= set(shown["venue"])
    assert any(text.startswith("A. Officer, laptop MIT-A, today") for text in shown["venue"])
    assert {"Deleted", "Kept", "Why: entered twice", "Venue: Primary school → Gymnasium", "Sex, Women: 41 → 45"} <= set(
        shown["_life"]
    )
    assert any("who deleted it had not seen the change" in text for text in shown["_life"])
    assert {"13 Mar 2026", "21 Mar 2026", "It was: 12 Mar 2026"} <= set(shown["planned_start"])
    assert {"9", "12", "No earlier value is known.", "Sex, Women"} <= set(shown["tallies.sex.women"])


def test_a_figure_takes_a_card_the_next_one_is_chosen_and_undo_brings_it_back(
    page: ConflictsPage, window: MainWindow, office: Office, keys, notices: RecordingNotices, quiet, qtbot: QtBot
) -> None:
    choose(page, "municipality", quiet)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.pane.conflict.field == "venue"
    qtbot.keyClick(page.table, Qt.Key.Key_4)
    qtbot.keyClick(page.table, Qt.Key.Key_X)
    quiet()
    assert len(page.model.conflicts) == 9, "there is no fourth card"
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    qtbot.keyClick(page.table, Qt.Key.Key_1)  # pressed twice: it must not decide the next one unseen
    quiet()
    assert value(office, keys["venue"], "venue") == "Youth centre"
    assert len(page.model.conflicts) == 8 and page.pane.conflict.field == "description"
    assert notices.messages[-1] == f"Decided: Venue of {page.model.conflicts[2].ref}"
    assert window.navigation.entries["conflicts"].number.text() == "8" and page.count.text() == "8"
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    quiet()
    assert page.pane.conflict.field == "venue" and page.table.currentIndex().row() == 3
    assert window.navigation.entries["conflicts"].number.text() == "9"
    assert [c.laptop for c in page.pane.conflict.candidates] == ["HQ-A", "MIT-A", "MIT-B"]


def test_a_button_takes_its_card_and_the_word_goes_into_the_history(
    page: ConflictsPage, office: Office, keys, quiet, qtbot: QtBot
) -> None:
    choose(page, "_life", quiet)
    write(page.pane.why, "it was another road")
    assert page.pane.cards[1].take.text() == "Keep"
    qtbot.mouseClick(page.pane.cards[1].take, Qt.MouseButton.LeftButton)
    quiet()
    assert "_life" not in open_fields(office) and value(office, keys["life"], "venue") == "Gymnasium"
    with office.read() as reading:
        assert history(reading, keys["life"])[0].reason == "it was another road"
    assert page.pane.why.text() == "", "the next conflict has a reason of its own"


def test_enter_takes_what_is_typed_once_it_can_be_read(
    page: ConflictsPage, office: Office, keys, quiet, qtbot: QtBot
) -> None:
    choose(page, "planned_start", quiet)
    line = page.pane.answer.boxes[0].editor.inner
    assert not page.pane.answer.take.isEnabled()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    write(line, "31/2/2026")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    quiet()
    assert "a day that does not exist" in page.pane.answer.boxes[0].note and "planned_start" in open_fields(office)
    write(line, "1 april 2026")  # the 1 is typed and takes no card
    assert len(page.model.conflicts) == 9
    qtbot.keyClick(line, Qt.Key.Key_Return)
    quiet()
    assert value(office, keys["date"], "planned_start") == "2026-04-01"
    assert page.table.hasFocus()


def test_amount_and_currency_are_typed_together(page: ConflictsPage, office: Office, keys, quiet, qtbot: QtBot) -> None:
    choose(page, "approved_amount", quiet)
    amount, currency = page.pane.answer.boxes
    assert (amount.editor.text(), currency.editor.text()) == ("25000.00", "EUR"), "a part can be changed"
    write(amount.editor.inner, "26500")
    qtbot.keyClick(currency.editor.inner, Qt.Key.Key_Return)
    quiet()
    assert (value(office, keys["amount"], "approved_amount"), value(office, keys["amount"], "currency")) == (
        "26500.00",
        "EUR",
    )


def test_two_texts_are_compared_and_merged(page: ConflictsPage, office: Office, keys, quiet, qtbot: QtBot) -> None:
    choose(page, "description", quiet)
    ours, theirs = (card.diff for card in page.pane.cards)
    assert ours.accessibleDescription() == "Added: about sixty. Taken out: the; , one was taken away."
    assert ours.toPlainText().startswith("Five panellists and the about sixty residents")
    letters = {"about": (True, False), "the": (False, True), "panellists": (False, False)}
    for word, marks in letters.items():
        cursor = ours.document().find(word)
        shown = cursor.charFormat()
        assert (shown.fontUnderline(), shown.fontStrikeOut()) == marks, "more than colour tells them apart"
    assert "Twelve" in theirs.accessibleDescription()
    note = page.pane.answer.boxes[0].editor
    assert note.text() == merge(TEXT, [OURS, THEIRS]).text and "fit together" in page.pane.answer.words.text()
    note.note.moveCursor(note.note.textCursor().MoveOperation.End)
    qtbot.keyClicks(note.note, " Good.")
    qtbot.keyClick(note.note, Qt.Key.Key_Return, CTRL)
    quiet()
    assert value(office, keys["text"], "description") == merge(TEXT, [OURS, THEIRS]).text + " Good."


def test_where_both_changed_the_same_words_both_stand_there_and_it_is_said(
    window: MainWindow, office: Office, make_office, quiet, qtbot: QtBot
) -> None:
    hq = make_office("HQ", "hq")
    long = town_hall(office, description="Eleven questions.", venue="Hall").uid
    meet(office, hq)
    change(office, long, description="Twelve questions.", venue="School")
    change(hq, long, description="Ten questions.", venue="Square")
    meet(office, hq)
    window.go_to("conflicts")
    quiet()
    page = window.pages["conflicts"]
    choose(page, "description", quiet)
    assert page.pane.answer.boxes[0].editor.text() == "Ten / Twelve questions."
    assert "in one place" in page.pane.answer.words.text()
    choose(page, "venue", quiet)
    assert page.pane.answer.boxes[0].editor.text() == "", "a short text is not made of two"


def test_what_was_typed_waits_through_a_look_elsewhere_and_a_restart(
    page: ConflictsPage, window: MainWindow, office: Office, quiet, qtbot: QtBot
) -> None:
    choose(page, "description", quiet)
    write(page.pane.answer.boxes[0].editor.inner, "Half a new text")
    choose(page, "planned_start", quiet)
    write(page.pane.answer.boxes[0].editor.inner, "soon")
    choose(page, "description", quiet)
    assert page.pane.answer.boxes[0].editor.text() == "Half a new text"
    choose(page, "planned_start", quiet)
    assert page.pane.answer.boxes[0].editor.text() == "soon"
    again = ConflictsPage(window.context)
    qtbot.addWidget(again)
    quiet()
    choose(again, "description", quiet)
    assert again.pane.answer.boxes[0].editor.text() == "Half a new text"
    qtbot.keyClick(again, Qt.Key.Key_1)
    quiet()
    assert "description" not in open_fields(office)
    third = ConflictsPage(window.context)
    qtbot.addWidget(third)
    quiet()
    assert {text for uid in third.drafts.uids for text in third.drafts.of(uid).values()} == {"soon"}


def test_a_parcel_that_arrives_meanwhile_leaves_what_is_being_typed(
    page: ConflictsPage, window: MainWindow, office: Office, keys, quiet, qtbot: QtBot
) -> None:
    choose(page, "planned_start", quiet)
    line = page.pane.answer.boxes[0].editor.inner
    write(line, "2 april")
    change(office, keys["text"].uid, partner="Radio")
    window.context.bus.changed.emit(EVERYTHING)
    quiet()
    assert page.pane.answer.boxes[0].editor.inner is line and line.text() == "2 april"
    assert page.pane.conflict.field == "planned_start"


def test_somebody_else_was_faster(
    page: ConflictsPage, office: Office, keys, notices: RecordingNotices, quiet, qtbot: QtBot
) -> None:
    choose(page, "planned_start", quiet)
    change(office, keys["date"].uid, planned_start="2026-05-05")
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    quiet()
    assert "has no open conflict" in notices.problems[0]
    assert "planned_start" not in [one.field for one in page.model.conflicts]
    choose(page, "venue", quiet)
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    quiet()
    assert value(office, keys["venue"], "venue") == "Municipal hall", "the desk goes on working"


def test_a_value_that_arrives_behind_the_desk_is_looked_at_first(
    window: MainWindow, office: Office, make_office, notices: RecordingNotices, quiet, qtbot: QtBot
) -> None:
    hq, prizren = make_office("HQ", "hq"), make_office("PRZ")
    uid = town_hall(office, venue="Hall").uid
    meet(office, hq, prizren)
    for one, venue in ((office, "School"), (hq, "Square"), (prizren, "Library")):
        change(one, uid, venue=venue)
    meet(office, hq)
    window.go_to("conflicts")
    quiet()
    page = window.pages["conflicts"]
    assert len(page.pane.cards) == 2
    meet(office, prizren)
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    quiet()
    assert "Another value arrived" in notices.problems[0] and open_fields(office) == ["venue"]
    assert len(page.pane.cards) == 3
    qtbot.keyClick(page.table, Qt.Key.Key_3)
    quiet()
    assert open_fields(office) == [] and value(office, RecordKey("town_hall", uid), "venue") == "Library"


def test_the_marks_take_the_colours_of_the_theme(page: ConflictsPage, dressed: theme.Theme, quiet) -> None:
    choose(page, "description", quiet)
    diff = page.pane.cards[0].diff

    def ground() -> str:
        return diff.document().find("about").charFormat().background().color().name()

    assert ground() == theme.LIGHT.soft
    dressed.wear(theme.DARK)
    QApplication.sendPostedEvents()
    assert ground() == theme.DARK.soft
    dressed.wear(theme.LIGHT)


def ask(page: ConflictsPage, notices: RecordingNotices, qtbot: QtBot) -> SameSideDialog:
    qtbot.mouseClick(page.rule, Qt.MouseButton.LeftButton)
    dialog = notices.dialogs[-1]
    assert isinstance(dialog, SameSideDialog)
    return dialog


def test_one_side_is_taken_for_all_and_taken_back_at_once(
    page: ConflictsPage, window: MainWindow, office: Office, keys, notices: RecordingNotices, quiet, qtbot: QtBot
) -> None:
    choose(page, "venue", quiet)
    dialog = ask(page, notices, qtbot)
    assert (dialog.office.currentData(), dialog.field.currentData()) == ("HQ", "venue")
    assert dialog.plan.text() == "1 of 9 conflicts would be decided: Venue 1."
    dialog.office.setCurrentIndex(dialog.office.findData("MIT"))
    assert dialog.plan.text() == "Nothing would be decided." and not dialog.go.isEnabled()
    assert dialog.rest.text() == "1 stays open: that office has no value in it, or several."
    dialog.field.setCurrentIndex(0)
    assert dialog.plan.text().startswith("8 of 9 conflicts would be decided: Sex, Women 2, ")
    assert dialog.danger.isHidden()
    dialog.office.setCurrentIndex(dialog.office.findData("HQ"))
    assert dialog.danger.text() == "2 of these decisions delete." and dialog.go.text() == "Decide 9"
    write(dialog.why, "headquarters has the papers")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    quiet()
    assert open_fields(office) == [] and page.empty.isVisible() and not page.pane.isVisible()
    assert notices.messages[-1] == "9 conflicts decided"
    with office.read() as reading:
        assert history(reading, keys["venue"])[0].reason == "headquarters has the papers"
    window.activateWindow()  # as a desktop does when a dialog closes
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    quiet()
    assert len(page.model.conflicts) == 9 and page.pane.isVisible() and page.empty.isHidden()


def test_nothing_is_decided_when_the_rule_is_given_up(
    page: ConflictsPage, office: Office, notices: RecordingNotices, quiet, qtbot: QtBot
) -> None:
    ask(page, notices, qtbot).reject()
    quiet()
    assert len(open_fields(office)) == 9


def test_the_record_is_opened_in_its_register(
    page: ConflictsPage, window: MainWindow, keys, quiet, qtbot: QtBot
) -> None:
    choose(page, "approved_amount", quiet)
    qtbot.mouseClick(page.pane.open, Qt.MouseButton.LeftButton)
    quiet()
    register = window.register
    assert register is not None and register.kind.key == "project"
    assert register.form.isVisible() and register.form.session.key == keys["amount"]


def test_without_conflicts_the_page_says_what_they_are(window: MainWindow, quiet, qtbot: QtBot) -> None:
    window.go_to("conflicts")
    quiet()
    page = window.pages["conflicts"]
    assert page.empty.isVisible() and not page.rule.isVisible()
    assert any("both values are kept" in text for text in texts(page))
    qtbot.keyClick(page, Qt.Key.Key_1)
    quiet()
    assert window.navigation.entries["conflicts"].number.text() == ""


def test_the_navigation_counts_what_a_count_decides(
    window: MainWindow, page: ConflictsPage, quiet, qtbot: QtBot
) -> None:
    choose(page, "tallies.sex.women", quiet)
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    quiet()
    assert window.navigation.entries["conflicts"].number.text() == "8"


def test_the_wheel_over_a_text_scrolls_the_page_behind_it(page: ConflictsPage, quiet) -> None:
    choose(page, "description", quiet)
    diff = page.pane.findChildren(DiffView)[0]
    place = QPointF(5, 5)
    event = QWheelEvent(
        place,
        QPointF(diff.viewport().mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(diff.viewport(), event)
    assert not event.isAccepted() and diff.verticalScrollBar().value() == 0


def test_every_control_has_a_name(page: ConflictsPage, notices: RecordingNotices, quiet, qtbot: QtBot) -> None:
    choose(page, "description", quiet)
    dialog = ask(page, notices, qtbot)
    answer = page.pane.answer.boxes[0].editor.inner
    for widget in (page.table, page.pane.why, answer, dialog.office, dialog.field, dialog.why, page.pane.cards[0].diff):
        assert widget.accessibleName(), widget
    assert page.pane.cards[0].take.accessibleName().startswith("Take this: Five panellists")
    dialog.reject()


def test_a_deletion_that_is_kept_to_is_the_first_card(
    window: MainWindow, office: Office, make_office, quiet, qtbot: QtBot
) -> None:
    hq = make_office("HQ", "hq")
    uid = town_hall(office, venue="Hall").uid
    meet(office, hq)
    remove(hq, uid)
    change(office, uid, venue="School")
    meet(office, hq)
    window.go_to("conflicts")
    quiet()
    page = window.pages["conflicts"]
    assert [card.take.text() for card in page.pane.cards] == ["Delete", "Keep"] and page.pane.answer is None
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    quiet()
    with office.read() as reading:
        assert view(reading, RecordKey("town_hall", uid)).deleted
    assert page.empty.isVisible()


def test_another_record_is_chosen_than_the_ones_that_were(
    window: MainWindow, office: Office, make_office, quiet, qtbot: QtBot
) -> None:
    hq = make_office("HQ", "hq")
    hall = town_hall(office)
    with office.write("save") as gesture:
        first, ours, theirs, third = (
            create(gesture, "organisation", {"title_en": f"Partner {name}"}).uid for name in "ABCD"
        )
        note = {"activity": hall.uid, "who": "Council of parents", "organisation": first, "change": "Comes now"}
        part = create(gesture, "change_note", note)
    meet(office, hq)
    change(office, part.uid, organisation=ours)
    change(hq, part.uid, organisation=theirs)
    meet(office, hq)
    window.go_to("conflicts")
    quiet()
    page = window.pages["conflicts"]
    (box,) = page.pane.answer.boxes
    assert [box.editor.box.itemText(row) for row in range(5)] == ["—", *(f"Partner {name}" for name in "ABCD")]
    box.editor.box.setFocus()
    qtbot.keyClick(box.editor.box, Qt.Key.Key_End)
    assert box.editor.text() == third and page.pane.answer.take.isEnabled()
    qtbot.mouseClick(page.pane.answer.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.empty.isVisible)
    with office.read() as reading:
        assert view(reading, part).values["organisation"] == third


def test_every_field_of_every_type_can_be_looked_at(
    window: MainWindow, office: Office, make_office, quiet, qtbot: QtBot
) -> None:
    """Whatever a newer catalogue brings, the desk shows it in words and lets a card be taken."""
    hq = make_office("HQ", "hq")
    made = one_of_each(office)
    meet(office, hq)
    for number, one in enumerate((office, hq)):
        with one.write("save", "Counted again") as writing:  # the activity is approved
            for key in made.values():
                folded, kind = writing.folded(key.uid), RECORD_TYPES[key.type]
                values = {
                    unit: other(office, fields, number)
                    for unit, fields in kind.units.items()
                    if unit not in kind.fixed and all(field.editable for field in fields)
                }
                if values:
                    writing.append(Draft(key, "set", values, {unit: folded.head_ids(unit) for unit in values}))
    meet(office, hq)
    window.go_to("conflicts")
    quiet()
    page = window.pages["conflicts"]
    assert {one.key.type for one in page.model.conflicts} == {key.type for key in made.values() if free(key)}
    for row, one in enumerate(page.model.conflicts):
        page.table.selectRow(row)
        quiet()
        QApplication.sendPostedEvents()
        shown = texts(page.pane)
        assert not any("._" in text or text.startswith("{") for text in shown), (one.field, shown)
        assert not any(uid in text for uid in one.called for text in shown), "records have names"
        for candidate in one.candidates:
            linked = one.called.get(str(candidate.value))
            assert linked is None or linked in shown
    names = {field_of(one, office.mission) for one in page.model.conflicts}
    assert {"Place · Monitoring visit 2, 13 Mar 2026", "Number · Memorandum of understanding"} <= names, sorted(names)
    count = len(page.model.conflicts)
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    quiet()
    assert len(page.model.conflicts) == count - 1


def free(key: RecordKey) -> bool:
    """Whether a record has anything that can be changed."""
    kind = RECORD_TYPES[key.type]
    return any(unit not in kind.fixed and all(f.editable for f in fields) for unit, fields in kind.units.items())


def other(office: Office, fields: tuple[Field, ...], number: int) -> object:
    """Return one of two different values for a unit."""
    values = {field.key: plain(office, field, number) for field in fields}
    return values if len(values) > 1 else next(iter(values.values()))


def plain(office: Office, field: Field, number: int) -> object:
    if field.choices:
        codes = [entry.code for entry in office.mission.lists[field.choices].entries]
        return ";".join(codes[number : number + 2]) if field.kind.name == "codes" else codes[number % len(codes)]
    if field.kind.name == "note":
        return ("One line.\nAnother line.", "One line.\nYet another line.")[number]
    sample = {"text": "ab", "date": ("2026-03-12", "2026-03-13"), "count": (1, 2), "money": ("1.00", "2.00")}
    return sample.get(field.kind.name, ("1", "2"))[number]
