"""Through the real window with keys and clicks, on a real office."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.catalogue.sections import PEOPLE
from db.records import conflicts, drafts, list_uids, update, view
from db.revisions import RecordKey
from db.store import Office
from desktop.forms.drafts import Drafts
from desktop.forms.session import KEEP_AFTER, State
from desktop.forms.texts import tally_key
from desktop.registers.page import RegisterPage
from desktop.window.main_window import MainWindow
from tests.builders import counts, town_hall
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.records.meeting import change, meet

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def quiet(window: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(lambda: window.context.tasks.idle)

    return wait


@pytest.fixture
def page(window: MainWindow, quiet: Callable[[], None], qtbot: QtBot) -> RegisterPage:
    assert window.register is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window.register


def box(page: RegisterPage, key: str):
    return page.form.sheet.boxes[key].editor.inner


def press_enter_on(page: RegisterPage, key: RecordKey, qtbot: QtBot) -> None:
    """Walk to a record of the list with the arrows, and open it."""
    qtbot.waitUntil(lambda: page.model.row_of(key.uid) >= 0)
    qtbot.keyClick(page.table, Qt.Key.Key_Home, CTRL)
    for _ in range(page.model.row_of(key.uid)):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)


def only(office: Office, kind: str = "town_hall"):
    with office.read() as reading:
        (uid,) = list_uids(reading, kind)
        return view(reading, RecordKey(kind, uid))


def test_a_town_hall_from_entry_to_undo(
    window: MainWindow,
    page: RegisterPage,
    office: Office,
    notices: RecordingNotices,
    quiet: Callable[[], None],
    qtbot: QtBot,
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    write(box(page, "title_sr"), "Језичка права")
    write(box(page, "municipality"), "Звечан")
    write(box(page, "actual_start"), "12/3/2026")
    assert window.status.state.text() == "Not saved yet"
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.form.session.state is State.CLEAN and page.form.session.key is not None)
    assert window.status.state.text().startswith("Saved ")
    saved = only(office)
    assert saved.values["municipality"] == "XK29"
    assert saved.values["actual_start"] == "2026-03-12"
    quiet()
    assert page.model.rowCount() == 1
    assert window.navigation.entries["town_hall"].number.text() == "1"

    page.top.search.setText("jezicka zvecan")
    qtbot.waitUntil(lambda: page.model.wanted.query != "")
    quiet()
    assert page.model.rowCount() == 1
    page.top.search.setText("nothing like it")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.top.search.clear()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)

    write(box(page, "venue"), "Cultural centre")
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.form.session.state is State.CLEAN)
    assert only(office).values["venue"] == "Cultural centre"

    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.form.isHidden()
    page.table.choose_row(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert window.status.message.text() == f"Deleted {saved.ref}"
    assert window.status.undo.isVisible()
    quiet()
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert notices.messages[-1] == f"Undone: deleted: {saved.ref} Језичка права."
    qtbot.keyClick(page.table, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    quiet()
    assert notices.messages[-1] == f"Done again: deleted: {saved.ref} Језичка права."
    qtbot.keyClick(page.table, Qt.Key.Key_Y, CTRL)
    quiet()
    assert notices.messages[-1] == "There is nothing to do again."
    assert notices.problems == []


def test_a_project_and_its_money(window: MainWindow, page: RegisterPage, office: Office, quiet, qtbot: QtBot) -> None:
    window.go_to("project")
    projects = window.register
    assert projects is not None
    quiet()
    projects.new()
    write(box(projects, "title_en"), "River clean-up")
    write(box(projects, "approved_amount"), "25,000.5")
    projects.save()
    qtbot.waitUntil(lambda: projects.form.session.key is not None)
    quiet()
    saved = only(office, "project")
    assert (saved.values["approved_amount"], saved.values["currency"]) == ("25000.50", "USD")
    assert box(projects, "approved_amount").text() == "25000.50"


def test_what_cannot_be_saved_is_kept_and_marked(
    page: RegisterPage, office: Office, notices: RecordingNotices, quiet, qtbot: QtBot
) -> None:
    first, second = town_hall(office, title_en="First"), town_hall(office, title_en="Second")
    page.model.forget(set())
    quiet()
    press_enter_on(page, first, qtbot)
    quiet()
    write(box(page, "planned_start"), "31/2/2026")
    page.form.save()
    assert page.form.problems.isVisible()
    press_enter_on(page, second, qtbot)
    quiet()
    assert page.form.session.key == second
    assert page.drafts.uids == {first.uid}
    row = page.model.row_of(first.uid)
    qtbot.waitUntil(lambda: "not saved" in str(page.model.index(row, 3).data(Qt.ItemDataRole.ToolTipRole)))
    press_enter_on(page, first, qtbot)
    quiet()
    assert box(page, "planned_start").text() == "31/2/2026"
    assert page.form.session.state is State.DIRTY
    write(box(page, "planned_start"), "28/2/2026")
    qtbot.keyClick(page.window(), Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.form.session.state is State.CLEAN)
    assert page.drafts.uids == frozenset()


def test_leaving_a_record_saves_it(page: RegisterPage, office: Office, quiet, qtbot: QtBot) -> None:
    first, second = town_hall(office, title_en="First"), town_hall(office, title_en="Second")
    page.model.forget(set())
    quiet()
    press_enter_on(page, second, qtbot)
    quiet()
    write(box(page, "venue"), "School")
    qtbot.keyClick(page.window(), Qt.Key.Key_Down, CTRL)
    quiet()
    assert page.form.session.key == first
    with office.read() as reading:
        assert view(reading, second).values["venue"] == "School"


def test_what_is_typed_survives_a_change_from_elsewhere(
    page: RegisterPage, office: Office, quiet, qtbot: QtBot
) -> None:
    key = town_hall(office, title_en="First")
    page.model.forget(set())
    press_enter_on(page, key, qtbot)
    quiet()
    write(box(page, "venue"), "School")

    def elsewhere(write_):
        return update(write_, key.uid, {"partner": "Radio", "venue": "Hall"})

    page.context.tasks.write("save", "", elsewhere)
    quiet()
    assert box(page, "partner").text() == "Radio"
    assert box(page, "venue").text() == "School"
    assert page.form.session.changed() == {"venue": "School"}


def test_closing_keeps_what_cannot_be_saved_for_the_next_start(
    window: MainWindow, page: RegisterPage, office: Office, quiet, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.window(), Qt.Key.Key_N, CTRL)
    write(box(page, "venue"), "A place without a title")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    with office.read() as reading:
        assert drafts(reading, page.kind.key) == {"": {"venue": "A place without a title"}}
    again = Drafts(page.context, page.kind.key)
    quiet()
    assert again.of("") == {"venue": "A place without a title"}


def test_what_is_being_typed_is_in_the_database_within_two_seconds(
    page: RegisterPage, office: Office, quiet, qtbot: QtBot
) -> None:
    key = town_hall(office, title_en="First")
    page.model.forget(set())
    press_enter_on(page, key, qtbot)
    quiet()
    write(box(page, "venue"), "School")

    def kept() -> dict[str, dict[str, str]]:
        with office.read() as reading:
            return drafts(reading, page.kind.key)

    qtbot.waitUntil(lambda: kept() == {key.uid: {"venue": "School"}}, timeout=15_000)
    assert KEEP_AFTER <= 2000
    qtbot.keyClick(page.window(), Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.form.session.state is State.CLEAN)
    quiet()
    assert kept() == {}


def test_counts_are_saved_and_shown_in_the_history(page: RegisterPage, office: Office, quiet, qtbot: QtBot) -> None:
    qtbot.keyClick(page.window(), Qt.Key.Key_N, CTRL)
    write(box(page, "title_en"), "Counts")
    cells = page.form.sheet.cells
    write(cells[tally_key("sex", "women")].inner, "41")
    write(cells[tally_key("sex", "men")].inner, "9")
    page.form.session.check()
    propose = page.form.sheet.people[PEOPLE].propose
    assert propose.text() == "Take 50 as the total"
    propose.click()
    qtbot.keyClick(page.window(), Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.form.session.key is not None)
    quiet()
    assert propose.isHidden()
    assert only(office).values["total"] == 50
    history = page.form.sheet.history
    assert "Sex, Women: 41" in [shown.text() for shown in history.findChildren(QLabel)]


def test_a_conflict_is_shown_and_decided(
    page: RegisterPage, office: Office, make_office: Callable[..., Office], quiet, qtbot: QtBot
) -> None:
    key = town_hall(office, title_en="First", venue="Here", tallies=counts(women=1))
    other = make_office("PEJ")
    meet(office, other)
    change(other, key.uid, venue="There", tallies=counts(women=2))
    change(office, key.uid, venue="Elsewhere", tallies=counts(women=3))
    meet(office, other)
    page.model.forget(set())
    press_enter_on(page, key, qtbot)
    quiet()
    line, count = page.form.sheet._lines
    assert {c.value for c in line.conflict.candidates} == {"There", "Elsewhere"}
    headings = [shown.text() for one in (line, count) for shown in one.findChildren(QLabel)]
    assert any(text.startswith("Venue: ") and "without knowing of each other" in text for text in headings)
    assert any(text.startswith("Sex, Women: ") for text in headings), "a count says which one it is"
    before = line.buttons[0].previousInFocusChain()
    assert page.form.sheet.boxes["venue"].editor.isAncestorOf(before), "Tab finds a conflict after its field"
    next(b for b in line._group.buttons() if "There" in b.text()).click()
    quiet()
    qtbot.waitUntil(lambda: len(page.form.sheet._lines) == 1)
    assert box(page, "venue").text() == "There"
    with office.read() as reading:
        assert [one.field for one in conflicts(reading, key.uid)] == ["tallies.sex.women"]


def test_deleted_records_are_looked_at_and_restored(page: RegisterPage, office: Office, quiet, qtbot: QtBot) -> None:
    key = town_hall(office, title_en="First")
    page.model.forget(set())
    quiet()
    qtbot.waitUntil(lambda: page.model.row_of(key.uid) >= 0)
    qtbot.keyClick(page.table, Qt.Key.Key_Home, CTRL)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.top.deleted.click()
    quiet()
    assert page.model.rowCount() == 1
    page.desk.save_as("Thrown away")
    quiet()
    page.top.deleted.click()
    quiet()
    assert page.model.rowCount() == 0
    (view,) = page.context.views.named
    window = page.window()
    assert isinstance(window, MainWindow)
    window.navigation.entries[view.id].click()
    quiet()
    assert page.model.rowCount() == 1 and page.top.deleted.isChecked(), "a saved view remembers that it is of deleted"
    assert window.navigation.entries[view.id].number.text() == "1"
    press_enter_on(page, key, qtbot)
    quiet()
    assert box(page, "title_en").isReadOnly()
    page.form._restore()
    quiet()
    qtbot.waitUntil(lambda: not box(page, "title_en").isReadOnly())
    page.top.deleted.click()
    quiet()
    assert page.model.rowCount() == 1


def test_headers_sort(page: RegisterPage, office: Office, quiet, qtbot: QtBot) -> None:
    for title in ("Beta", "alpha", "Gamma"):
        town_hall(office, title_en=title)
    page.model.forget(set())
    quiet()
    header = page.table.horizontalHeader()
    where = QPoint(header.sectionPosition(3) + 30, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    quiet()
    page.table.repaint()
    qtbot.waitUntil(lambda: page.model.index(2, 3).data() is not None)
    assert [page.model.index(row, 3).data() for row in range(3)] == ["alpha", "Beta", "Gamma"]


def test_printing_saves_first(
    window: MainWindow, page: RegisterPage, notices: RecordingNotices, quiet, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.window(), Qt.Key.Key_N, CTRL)
    write(box(page, "title_en"), "On paper")
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(notices.dialogs))
    preview = notices.dialogs[0]
    qtbot.waitUntil(preview.print.isEnabled)
    assert "TH-" in preview.windowTitle()
    preview.reject()


def test_f8_walks_through_the_problems(window: MainWindow, page: RegisterPage, quiet, qtbot: QtBot) -> None:
    qtbot.keyClick(page.window(), Qt.Key.Key_N, CTRL)
    write(box(page, "planned_start"), "31/2/2026")
    write(page.form.sheet.cells[tally_key("sex", "men")].inner, "many")
    page.form.session.check()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert box(page, "planned_start").hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert page.form.sheet.cells[tally_key("sex", "men")].inner.hasFocus()
    page.form.throw_away()
    assert page.form.isHidden()
