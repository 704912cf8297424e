"""The parts of a form, without an office."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from db.catalogue import ACTIVITY_TYPES, load_mission
from db.catalogue.layout import composed_fields
from db.catalogue.sections import PEOPLE
from db.errors import Problem
from desktop import theme
from desktop.forms.dates import understand
from desktop.forms.sheet import FormSheet
from desktop.forms.texts import raw_of, tally_key, texts_of
from tests.desktop.keys import write

MISSION = load_mission("kosovo")
TODAY = date(2026, 11, 20)


@pytest.fixture
def sheet(qtbot: QtBot, dressed: theme.Theme) -> FormSheet:
    made = FormSheet(ACTIVITY_TYPES["town_hall"], MISSION)
    qtbot.addWidget(made)
    made.resize(560, 700)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", "2026-11-20"),
        ("Yesterday", "2026-11-19"),
        ("tomorrow", "2026-11-21"),
        ("12/3", "2026-03-12"),
        ("12.3.", "2026-03-12"),
        ("12 Mar", "2026-03-12"),
        ("12 march 2025", "2025-03-12"),
        ("1 sept 24", "2024-09-01"),
        ("2026-03-12", "2026-03-12"),
        ("31/2", "31/2"),
        ("soon", "soon"),
    ],
)
def test_dates_as_people_write_them(typed: str, meant: str, qapp: QApplication) -> None:
    assert understand(typed, TODAY) == meant


@pytest.mark.parametrize("kind", ACTIVITY_TYPES)
def test_the_form_shows_every_field_of_the_catalogue(kind: str) -> None:
    record_type = ACTIVITY_TYPES[kind]
    titles = {f"title_{language}" for language in MISSION.languages}
    expected = {f.key for f in record_type.fields if f.editable and (not f.language or f.key in titles)}
    assert composed_fields(record_type, MISSION) == expected


def test_what_depends_on_another_field_appears_when_it_matters(sheet: FormSheet, qtbot: QtBot) -> None:
    recorded, day = sheet.boxes["recorded"].editor, sheet.boxes["recorded_on"]
    assert day.isHidden()
    recorded.set_text("yes")
    recorded.edited.emit()
    assert not day.isHidden()
    write(day.editor.inner, "12/3/2026")
    recorded.set_text("no")
    recorded.edited.emit()
    assert not day.isHidden(), "what says something is never hidden"
    sheet.set_texts({"recorded_on": "", "total_is": "about"})
    sheet.boxes["recorded"].setFocus()
    sheet.show_problems([])
    assert day.isHidden() and not sheet.boxes["total_source"].isHidden()
    sheet.show_problems([Problem("recorded_on", "day-missing")])
    assert not day.isHidden(), "what is wrong is seen"


def test_a_date_shows_what_it_understood(sheet: FormSheet, qtbot: QtBot) -> None:
    box = sheet.boxes["planned_start"]
    write(box.editor.inner, "12/3/2026")
    assert box.note == "Thursday 12 March 2026"
    assert box.editor.text() == "2026-03-12"


@pytest.mark.parametrize("typed", ["звечан", "zvecan", "Zveçan", "XK36"])
def test_a_place_is_found_by_any_spelling(typed: str, sheet: FormSheet, qtbot: QtBot) -> None:
    box = sheet.boxes["municipality"]
    write(box.editor.inner, typed)
    assert MISSION.lists["municipality"].label(box.editor.text()) in box.note


def test_places_are_offered_while_one_types(sheet: FormSheet) -> None:
    editor = sheet.boxes["municipality"].editor
    assert [place.label() for place in editor.matches("mitr")] == [
        "Mitrovica/Mitrovicë North",
        "Mitrovicë/Mitrovica South",
    ]
    assert [place.label() for place in editor.matches("Ђак")] == ["Gjakovë/Đakovica"]
    assert editor.matches("nowhere at all") == []


def test_the_wheel_never_changes_a_value(sheet: FormSheet, qtbot: QtBot) -> None:
    def turn(widget) -> None:
        spot = QPointF(widget.rect().center())
        event = QWheelEvent(
            spot,
            QPointF(widget.mapToGlobal(widget.rect().center())),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    before = sheet.texts()
    sheet.boxes["status"].editor.set_text("draft")
    before["status"] = "draft"
    for box in sheet.findChildren(QComboBox):
        box.setFocus()
        turn(box)
    for line in sheet.findChildren(QLineEdit):
        turn(line)
    assert sheet.texts() == before


def test_people_are_reconciled_while_one_types(sheet: FormSheet, qtbot: QtBot) -> None:
    write(sheet.boxes["total"].editor.inner, "64")
    for category, number in (("women", "31"), ("men", "30")):
        write(sheet.cells[tally_key("sex", category)].inner, number)
    sheet.show_problems([])
    line = sheet.people[PEOPLE].grids["sex"].line
    assert line.text() == "61 of 64 · not recorded: 3 · women 51 % of 61 recorded"
    write(sheet.cells[tally_key("sex", "undisclosed")].inner, "5")
    sheet.show_problems([])
    assert line.text() == "66 is more than the total of 64: change one of them or the total."
    assert line.property("look") == "problem"


def test_enter_in_a_count_goes_to_the_next(sheet: FormSheet, qtbot: QtBot) -> None:
    women, men = (sheet.cells[tally_key("sex", c)].inner for c in ("women", "men"))
    women.setFocus()
    qtbot.waitUntil(women.hasFocus)
    qtbot.keyClick(women, Qt.Key.Key_Return)
    qtbot.waitUntil(men.hasFocus)


def test_texts_become_what_the_verbs_take() -> None:
    assert raw_of({"title_en": "A", "tallies.sex.women": "3"}) == {
        "title_en": "A",
        "tallies": [{"dimension": "sex", "category": "women", "count": "3"}],
    }
    assert texts_of(None, ACTIVITY_TYPES["project"], MISSION)["currency"] == "USD"
