"""While somebody types, a quiet line names the record that this may be already."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.store import Office
from db.twins import different
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.desktop.keys import write as typed


def test_a_twin_is_named_while_one_types_and_a_click_goes_there(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
):
    there = town_hall(office, title_en="Jezička prava u Zubinom Potoku", municipality="XK28", actual_start="2026-03-12")
    window = open_window(office)
    window.go_to("town_hall")
    page = window.register
    assert page is not None
    page.new()
    form = page.form
    typed(form.sheet.boxes["title_en"].editor.inner, "Језичка права у Зубином Потоку")
    typed(form.sheet.boxes["municipality"].editor.inner, "zubin potok")
    assert form.twins.isHidden()
    typed(form.sheet.boxes["actual_start"].editor.inner, "13/3/2026")
    qtbot.waitUntil(form.twins.isVisible)
    assert form.twins.words.text() == "This may already be recorded:"
    assert "Jezička prava" in form.twins.jump.text()
    qtbot.mouseClick(form.twins.jump, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.session.key == there and window.context.tasks.idle)
    assert form.twins.isHidden(), "nobody types in it"


def test_what_was_called_different_is_not_named_again(
    office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot
):
    one, other = (town_hall(office, title_en="Evening", actual_start="2026-03-12") for _ in range(2))
    with office.write("different") as write:
        different(write, one.uid, other.uid)
    window = open_window(office)
    window.open_record(one)
    page = window.register
    assert page is not None
    qtbot.waitUntil(lambda: page.form.session.key == one)
    typed(page.form.sheet.boxes["venue"].editor.inner, "School")
    qtbot.waitUntil(lambda: page.form.twins._asked is not None and window.context.tasks.idle)
    assert page.form.twins.isHidden()
