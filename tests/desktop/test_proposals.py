"""Hand edits: looked at, taken, refused, marked and taken back, by keyboard, on real offices and real workbooks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.parcels import proposals, receive_parcels, review
from db.records import conflicts, find, list_uids, view
from db.revisions import RecordKey
from db.store import Office
from desktop.conflicts.diff import DiffView
from desktop.proposals.model import CHANGE, FIELD, ProposalModel
from desktop.proposals.page import ProposalsPage
from desktop.window.main_window import MainWindow
from tests.builders import counts, project, town_hall
from tests.desktop.exchanges import BETTER, TEXT, edited_by_hand
from tests.desktop.keys import write
from tests.desktop.recorder import RecordingNotices
from tests.parcels.helpers import change_at, column, edit, send

Make = Callable[..., Office]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def key(office: Office) -> RecordKey:
    return town_hall(
        office, title_en="Language rights", venue="Cultural centre", total=50, description=TEXT, status="planned"
    )


@pytest.fixture
def hq(make_office: Make, office: Office, key: RecordKey, tmp_path: Path) -> Office:
    """A headquarters that took in a parcel with three cells changed by hand."""
    made = make_office("HQ", "hq")
    receive_parcels(made, [edited_by_hand(office, tmp_path)])
    return made


@pytest.fixture
def page(hq: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot) -> ProposalsPage:
    window = open_window(hq)
    window.go_to("proposals")
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    made = window.pages["proposals"]
    assert isinstance(made, ProposalsPage)
    quiet(made, qtbot)
    return made


def quiet(page: ProposalsPage, qtbot: QtBot) -> None:
    tasks = page._context.tasks
    qtbot.waitUntil(lambda: tasks.idle)


def press(page: ProposalsPage, key: Qt.Key, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, key)
    quiet(page, qtbot)


def fields(page: ProposalsPage) -> list[str]:
    """Return what the rows say first: the name of a record, or of a field."""
    return [str(page.model.index(row, FIELD).data()).split("\n")[0] for row in range(page.model.rowCount())]


def said(page: ProposalsPage) -> str:
    return "\n".join(one.text() for one in page.pane.findChildren(QLabel) if one.isVisible())


def sees(page: ProposalsPage, qtbot: QtBot, *words: str) -> None:
    qtbot.waitUntil(lambda: all(text in said(page) for text in words))


def values(office: Office, uid: str) -> dict[str, object]:
    with office.read() as reading:
        return dict(view(reading, find(reading, uid)).values)


def states(office: Office) -> dict[str, str]:
    with office.read() as reading:
        return {one.unit: one.state for one in proposals(reading, state="")}


def number_of(page: ProposalsPage) -> str:
    return page.window().navigation.entries["proposals"].number.text()


def test_the_rows_stand_under_their_record_in_words(page: ProposalsPage, qtbot: QtBot) -> None:
    assert fields(page)[0].endswith("· Language rights")
    assert fields(page)[1:] == ["Venue", "What happened", "Participants in all"]
    assert page.model.index(1, CHANGE).data() == "Cultural centre → Primary school"
    assert page.model.index(1, FIELD).data() == "Venue\nMIT · Town halls, row 3"
    assert page.table.currentIndex().row() == 1, "the name of a record is passed over"
    assert number_of(page) == "3" and page.count.text() == "3"
    sees(page, qtbot, "Changed by hand in edited.xlsx: Town halls, row 3")


def test_taken_by_a_key_and_taken_back(page: ProposalsPage, hq: Office, key: RecordKey, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_T, qtbot)
    assert values(hq, key.uid)["venue"] == "Primary school"
    assert fields(page)[1:] == ["What happened", "Participants in all"]
    assert page._context.notices.messages[-1].startswith("Taken: Venue, TH-")
    assert page.window().status.undo.isVisible()
    qtbot.waitUntil(lambda: number_of(page) == "2")
    press(page, Qt.Key.Key_Down, qtbot)
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    assert values(hq, key.uid)["venue"] == "Cultural centre"
    sees(page, qtbot, "Venue")
    qtbot.waitUntil(lambda: number_of(page) == "3")


def test_refused_with_a_reason_and_taken_back(page: ProposalsPage, hq: Office, key: RecordKey, qtbot: QtBot) -> None:
    sees(page, qtbot, "Reason given: As counted on the list of signatures")
    press(page, Qt.Key.Key_Down, qtbot)
    press(page, Qt.Key.Key_Down, qtbot)
    write(page.pane.why, "the office counted again")
    page.pane.refuse.click()
    quiet(page, qtbot)
    assert states(hq)["total"] == "refused" and values(hq, key.uid)["total"] == 50
    page.filters["refused"].click()
    quiet(page, qtbot)
    assert fields(page)[1:] == ["Participants in all"]
    sees(page, qtbot, "Refused by HQ Officer", "“the office counted again”")
    assert not page.pane.take.isVisible()
    press(page, Qt.Key.Key_T, qtbot)
    assert states(hq)["total"] == "refused", "what is decided is not decided again by a key"
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(page.empty.isVisible)
    assert states(hq)["total"] == "open"
    page.filters["open"].click()
    quiet(page, qtbot)
    assert len(fields(page)) == 4


def test_several_are_marked_and_decided_in_one_gesture(
    page: ProposalsPage, hq: Office, key: RecordKey, qtbot: QtBot
) -> None:
    press(page, Qt.Key.Key_Space, qtbot)
    press(page, Qt.Key.Key_Down, qtbot)
    press(page, Qt.Key.Key_Space, qtbot)
    assert page.pane.take.text() == "Take 2  (T)"
    press(page, Qt.Key.Key_T, qtbot)
    assert states(hq) == {"venue": "taken", "description": "taken", "total": "open"}
    assert page._context.notices.messages[-1] == "Taken: 2"
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: set(states(hq).values()) == {"open"})
    quiet(page, qtbot)
    assert page.model.marked == set()


def test_a_mark_is_a_click_too(page: ProposalsPage, qtbot: QtBot) -> None:
    box = page.table.visualRect(page.model.index(1, FIELD))
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 14, box.center().y()))
    assert len(page.model.marked) == 1
    assert page.pane.take.text() == "Take 1  (T)"


def test_all_of_a_parcel(page: ProposalsPage, hq: Office, office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    town_hall(office, title_en="Another")

    def change(sheet) -> None:
        sheet.cell(4, column(sheet, "#loc+venue+name")).value = "Square"

    receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)])
    page._read()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    assert page.pane.take_parcel.text() == "Take all 3 of this parcel"
    page.pane.take_parcel.click()
    quiet(page, qtbot)
    assert fields(page)[1:] == ["Venue"] and not page.pane.take_parcel.isVisible()


def test_a_value_that_moved_meanwhile_is_announced_as_a_conflict(
    page: ProposalsPage, hq: Office, key: RecordKey, notices: RecordingNotices, qtbot: QtBot
) -> None:
    change_at(hq, key.uid, venue="Library")
    page._read()
    quiet(page, qtbot)
    sees(page, qtbot, "This will become a conflict: the record now says “Library”.")
    assert not page.model.index(1, CHANGE).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert "conflict" in page.model.index(1, FIELD).data(Qt.ItemDataRole.AccessibleTextRole)
    press(page, Qt.Key.Key_T, qtbot)
    assert notices.messages[-1].endswith("1 now wait under Conflicts")
    with hq.read() as reading:
        assert [one.field for one in conflicts(reading)] == ["venue"]
    qtbot.waitUntil(lambda: page.window().navigation.entries["conflicts"].number.text() == "1")


def test_a_text_is_compared_word_by_word(page: ProposalsPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_Down, qtbot)
    (diff,) = page.pane.findChildren(DiffView)
    assert "Twelve" in diff.accessibleDescription() and "Eleven" in diff.accessibleDescription()
    assert BETTER.split(".")[-2].strip() in diff.toPlainText()


def test_codes_dates_counts_deletions_and_new_rows_are_in_words(
    page: ProposalsPage, hq: Office, office: Office, key: RecordKey, tmp_path: Path, qtbot: QtBot
) -> None:
    town_hall(office, title_en="Doomed", tallies=counts(women=3))
    project(office, title_en="Greenhouses")

    def halls(sheet) -> None:
        sheet.cell(3, column(sheet, "#status+code")).value = "held"
        sheet.cell(3, column(sheet, "#date+start+planned")).value = "2026-03-12"
        sheet.cell(4, column(sheet, "#meta+change")).value = "Delete"
        sheet.cell(5, column(sheet, "#activity+name+i_en")).value = "Added by hand"

    def women(sheet) -> None:
        sheet.cell(3, column(sheet, "#reached+ind")).value = 9

    def money(sheet) -> None:
        sheet.cell(3, column(sheet, "#value+approved")).value = 20000

    file = send(office, "HQ", tmp_path)
    for sheet, how in (("Town halls", halls), ("Participants", women), ("Projects", money)):
        file = edit(file, sheet, how)
    page.take_parcel()
    quiet(page, qtbot)
    receive_parcels(hq, [file])
    page._read()
    quiet(page, qtbot)
    rows = {fields(page)[row]: str(page.model.index(row, CHANGE).data()) for row in range(page.model.rowCount())}
    assert rows["Status"] == "Planned → Held"
    assert rows["Planned start"] == "Left empty → 12 Mar 2026"
    assert rows["Sex, Women"] == "3 → 9"
    assert rows["Whole record"] == "Delete it"
    assert rows["New row"] == "Title (English): Added by hand"
    assert rows["Approved amount"] == "USD 25,000.00 → USD 20,000.00"
    assert any(name == "New: Town hall · Added by hand" for name in rows)
    for row in range(page.model.rowCount()):
        page.table.choose(row)
        assert page.pane.shown is not None
    page.model.marked = {one.id for one in _open(hq)}
    page.take()
    quiet(page, qtbot)
    with hq.read() as reading:
        titles = [
            view(reading, RecordKey("town_hall", uid)).values["title_en"] for uid in list_uids(reading, "town_hall")
        ]
    assert sorted(titles) == ["Added by hand", "Language rights"]
    assert page.empty.isVisible()


def _open(office: Office):
    with office.read() as reading:
        return proposals(reading)


def test_an_office_without_hand_edits_says_what_they_are(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(office)
    window.go_to("proposals")
    page = window.pages["proposals"]
    quiet(page, qtbot)
    assert page.empty.isVisible() and window.navigation.entries["proposals"].number.text() == ""
    qtbot.keyClick(page, Qt.Key.Key_T)
    quiet(page, qtbot)
    page.filters["taken"].click()
    quiet(page, qtbot)
    assert page.empty._heading.text() == "None was taken yet"


def test_the_record_is_opened_in_its_register(page: ProposalsPage, key: RecordKey, qtbot: QtBot) -> None:
    page.pane.open.click()
    quiet(page, qtbot)
    register = page.window().register
    assert register is not None and register.form.session.key == key


def test_the_model_keeps_what_qt_expects(page: ProposalsPage, hq: Office, qtmodeltester) -> None:
    model = ProposalModel(hq.mission)
    qtmodeltester.check(model)
    with hq.read() as reading:
        model.show(review(reading))
    qtmodeltester.check(model)
    assert model.headings() == [0] and model.at(0) is None and model.row_of("nothing") == -1
