"""Duplicates in the window: two records side by side, a verdict, the next pair, and back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.parcels import receive_parcels
from db.records import create, find, history, update, view
from db.records.views import RecordView
from db.revisions import Draft, RecordKey
from db.store import Office
from desktop.bus import EVERYTHING
from desktop.twins.page import DuplicatesPage
from desktop.window.main_window import MainWindow
from tests.builders import counts, town_hall
from tests.desktop.recorder import RecordingNotices
from tests.parcels.helpers import send

DAY = {"actual_start": "2026-03-12"}
Open = Callable[[Office], tuple[MainWindow, DuplicatesPage]]


@pytest.fixture
def opened(open_window: Callable[[Office], MainWindow], qtbot: QtBot) -> Open:
    """A function that opens the window at the duplicates of an office and waits for them."""

    def go(office: Office) -> tuple[MainWindow, DuplicatesPage]:
        window = open_window(office)
        window.go_to("duplicates")
        page = window.pages["duplicates"]
        assert isinstance(page, DuplicatesPage)
        qtbot.waitUntil(lambda: page.watch.ready and window.context.tasks.idle)
        return window, page

    return go


@pytest.fixture
def pair(office: Office) -> tuple[RecordKey, RecordKey]:
    """One town hall, written down twice."""
    first = town_hall(office, title_en="Waste", venue="hall", total=60, tallies=counts(women=41), **DAY)
    second = town_hall(office, title_en="Waste", venue="school", partner="NGO", tallies=counts(women=40), **DAY)
    return first, second


def seen(office: Office, key: RecordKey) -> RecordView:
    with office.read() as reading:
        return view(reading, key)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until everything asked for has been done and shown."""
    page = window.pages["duplicates"]
    assert isinstance(page, DuplicatesPage)
    qtbot.waitUntil(lambda: window.context.tasks.idle and not page.watch._soon.isActive() and not page.watch._touched)


def count(window: MainWindow) -> str:
    return window.navigation.entries["duplicates"].number.text()


def words(page: DuplicatesPage) -> str:
    assert page.judging.comparison is not None
    return "\n".join(found.text() for found in page.judging.comparison.findChildren(QLabel))


def test_the_two_stand_side_by_side_and_differences_are_marked_by_a_sign(office: Office, pair, opened: Open):
    window, page = opened(office)
    assert count(window) == "1"
    assert page.judging.place.text() == "1 of 1"
    assert page.judging.why.text() == "100 % alike: same title · same day · same municipality"
    shown = words(page)
    for field in ("≠ Venue", "≠ Partner", "≠ Participants in all", "≠ Sex", "hall", "school", "Women: 41", "Women: 40"):
        assert field in shown
    assert "≠ Title" not in shown and "≠ Actual start" not in shown and "Waste" in shown
    assert set(page.judging.comparison.groups) == {"venue", "partner", "total", "tallies.sex"}


def test_what_nobody_chose_follows_the_record_that_stays(office: Office, pair, opened: Open, qtbot: QtBot):
    _, page = opened(office)
    comparison = page.judging.comparison
    assert comparison.choices() == {"venue": "keep", "partner": "other", "total": "keep", "tallies.sex": "keep"}
    qtbot.keyClick(page.judging, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.judging.merge.text() == "Merge into the right one"
    assert comparison.choices() == {"venue": "keep", "partner": "keep", "total": "other", "tallies.sex": "keep"}
    comparison.groups["venue"].button(0).click()
    assert comparison.choices()["venue"] == "other"
    qtbot.keyClick(page.judging, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert comparison.choices()["venue"] == "keep", "what a person chose stays as it was chosen"
    assert page.judging.merge.text() == "Merge into the left one"


def test_merging_keeps_what_is_marked_and_ctrl_z_takes_it_back(
    office: Office, pair, opened: Open, notices: RecordingNotices, qtbot: QtBot
):
    window, page = opened(office)
    first, second = pair
    words_of_school = page.judging.comparison.groups["venue"].button(1).parentWidget().words
    qtbot.mouseClick(words_of_school, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    qtbot.keyClick(page.judging, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    kept = seen(office, first)
    assert (kept.values["venue"], kept.values["partner"], kept.values["total"]) == ("school", "NGO", 60)
    assert seen(office, second).deleted
    assert f"{seen(office, second).ref} was merged into {kept.ref}." in notices.messages
    assert page._stack.currentWidget() is page.empty and count(window) == ""
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert seen(office, first).values["venue"] == "hall" and not seen(office, second).deleted
    assert page._stack.currentWidget() is page.judging and count(window) == "1"


def test_merging_into_the_right_one(office: Office, pair, opened: Open, qtbot: QtBot):
    window, page = opened(office)
    first, second = pair
    page.judging.comparison.stays_group.button(1).click()
    qtbot.mouseClick(page.judging.merge, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert seen(office, first).deleted
    assert seen(office, second).values["venue"] == "school" and seen(office, second).values["total"] == 60


def test_after_a_verdict_the_next_pair_and_after_an_undo_the_same_again(office: Office, opened: Open, qtbot: QtBot):
    for title in ("Alpha waste", "Beta roads", "Gamma school"):
        for _ in range(2):
            town_hall(office, title_en=title, **DAY)
    window, page = opened(office)
    assert page.judging.place.text() == "1 of 3" and "Alpha" in words(page)
    qtbot.keyClick(page.judging, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(window, qtbot)
    assert page.judging.place.text() == "2 of 3" and "Beta" in words(page)
    qtbot.keyClick(page.judging, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert page.judging.place.text() == "2 of 2" and "Gamma" in words(page)
    qtbot.mouseClick(page.judging.later, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert page.judging.place.text() == "1 of 2" and "Alpha" in words(page)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert page.judging.place.text() == "2 of 3" and "Beta" in words(page)


def test_the_count_follows_what_is_saved_imported_and_received(
    office: Office, open_window, make_office, tmp_path: Path, qtbot: QtBot
):
    town_hall(office, title_en="Waste", **DAY)
    window = open_window(office)
    page = window.pages["duplicates"]
    page.watch.look()
    qtbot.waitUntil(lambda: count(window) == "")
    window.context.tasks.write("save", "", lambda write: _again(write, "Waste"))
    qtbot.waitUntil(lambda: count(window) == "1")
    other = make_office("PRZ")
    town_hall(other, title_en="Waste", **DAY)
    receive_parcels(office, [send(other, "MIT", tmp_path)])
    window.context.bus.changed.emit(EVERYTHING)
    qtbot.waitUntil(lambda: count(window) == "3")
    qtbot.waitUntil(lambda: window.context.tasks.idle)


def _again(write, title: str) -> RecordKey:
    return create(write, "town_hall", {"title_en": title, "municipality": "XK28", **DAY})


def test_a_record_changed_meanwhile_is_shown_as_it_is(office: Office, pair, opened: Open, qtbot: QtBot):
    window, page = opened(office)
    window.context.tasks.write("save", "", lambda write: update(write, pair[0].uid, {"venue": "square"}))
    qtbot.waitUntil(lambda: "square" in words(page))
    settle(window, qtbot)


def test_an_open_conflict_is_said_and_nothing_is_merged(
    office: Office, pair, opened: Open, notices: RecordingNotices, qtbot: QtBot
):
    with office.write("save") as write:
        over = {"venue": write.folded(pair[0].uid).head_ids("venue")}
        for value in ("square", "court"):
            write.append(Draft(pair[0], "set", {"venue": value}, over))
    window, page = opened(office)
    assert "open conflict" in words(page)
    page.judging.merge.click()
    settle(window, qtbot)
    assert "open conflict in 'venue'" in notices.problems[0]
    assert page.judging.merge.isEnabled() and not seen(office, pair[1]).deleted


def test_the_keyboard_is_where_the_choice_begins(office: Office, pair, opened: Open, qtbot: QtBot):
    window, page = opened(office)
    window.activateWindow()
    window.go_to("town_hall")
    window.go_to("duplicates")
    comparison = page.judging.comparison
    assert window.focusWidget() is comparison.stays_group.button(0)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert comparison.stays == 1
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is comparison.groups["venue"].button(1), "the one that is chosen"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert comparison.groups["venue"].checkedId() == 0
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert seen(office, pair[1]).values["venue"] == "hall" and seen(office, pair[0]).deleted


def test_an_empty_office_says_what_would_stand_here(office: Office, opened: Open):
    window, page = opened(office)
    assert page._stack.currentWidget() is page.empty
    assert "No duplicates" in page.empty._heading.text()
    assert not page.chips.button(1).isVisible()
    assert count(window) == ""


def test_a_number_given_twice_is_listed_and_renamed(make_office, opened: Open, tmp_path: Path, qtbot: QtBot):
    hq = make_office("HQ", "hq")
    for title in ("Waste", "Roads"):
        laptop = make_office("MIT")
        town_hall(laptop, title_en=title)
        receive_parcels(hq, [send(laptop, "HQ", tmp_path)])
    window, page = opened(hq)
    assert count(window) == "1"
    qtbot.mouseClick(page.chips.button(1), Qt.MouseButton.LeftButton)
    assert page._stack.currentWidget() is page.numbers
    rows = [row[2] for row in page.numbers.table.plain.rows]
    assert sorted(rows) == ["Roads", "Waste"]
    page.numbers.table.selectRow(1)
    qtbot.mouseClick(page.numbers.give, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert count(window) == "" and page._stack.currentWidget() is page.empty
    with hq.read() as reading:
        renamed = find(reading, "TH-2026-HQ-A001")
        assert view(reading, renamed).values["title_en"] == rows[1]
        assert history(reading, renamed)[0].changes[0][0] == "ref"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert count(window) == "1"


def test_every_control_has_a_name(office: Office, pair, opened: Open):
    _, page = opened(office)
    judging = page.judging
    for group in judging.comparison.groups.values():
        for side in (0, 1):
            assert seen(office, pair[side]).ref in group.button(side).accessibleName()
    for control in (judging.before, judging.after):
        assert control.accessibleName()
    assert "Venue" in judging.comparison.groups["venue"].button(0).accessibleName()
