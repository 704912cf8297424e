"""Draws the form of a town hall and of a youth assembly with their parts, and the live page."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.records import create
from db.store import Office
from desktop.events.form import EventForm
from desktop.forms.record_form import PARTS
from desktop.window.main_window import MainWindow
from tests.builders import counts, record
from tests.desktop.screens.looks import CASES, settle

ASKED = (
    ("When is the road to the upper village mended?", "resident", "answered"),
    ("Who pays for the school bus in two languages?", "woman", "partly"),
    ("Why are letters of the municipality in one language only?", "youth", "taken_away"),
)


@pytest.mark.usefixtures("worn")
@pytest.mark.parametrize(("size", "look"), CASES)
def test_events(
    size: tuple[int, int],
    office: Office,
    open_window: Callable[[Office], MainWindow],
    qtbot: QtBot,
    end: str,
    save: Callable[[QWidget, str], None],
) -> None:
    hall = record(
        office,
        "town_hall",
        **{"title_en": "Water and roads: the municipality answers", "series": "Let us talk", "episode": 4},
        **{"format": "tv_debate", "actual_start": "2026-03-12", "start_time": "18:30", "languages": "sq;sr"},
        **{"total": 84, "total_is": "about", "remote": 12, "mood": "4", "tallies": counts(women=41, men=38)},
    )
    assembly = record(office, "youth_assembly", title_en="Fourth Youth Assembly", edition=4, delegates=150, total=190)
    with office.write("save") as write:
        for number, (question, asker, status) in enumerate(ASKED, 1):
            raw = {"number": number, "at": f"18:4{number}", "question": question, "asked_by": asker, "status": status}
            create(write, "question", {"activity": hall.uid, **raw})
        create(write, "topic", {"activity": hall.uid, "topic": "infrastructure"})
        create(write, "panellist", {"activity": hall.uid, "person": "Mayor", "organisation": "Municipality of Peja"})
        create(write, "interpretation", {"activity": hall.uid, "source": "sq", "target": "sr", "mode": "simultaneous"})
        aired = {"day": "2026-03-14", "time": "20:30", "channel": "TV Mitrovica", "audience": 30_000}
        create(write, "broadcast", {"activity": hall.uid, **aired})
        create(write, "residence", {"activity": assembly.uid, "residence": "ALB", "delegates": 10})
        create(write, "session", {"activity": assembly.uid, "number": 1, "session_type": "plenary", "title": "Opening"})
        create(write, "project_idea", {"activity": assembly.uid, "number": 1, "title": "A podcast in two languages"})
    window = open_window(office)
    window.resize(*size)
    window.go_to("town_hall")
    page = window.register
    assert page is not None
    form = page.form
    assert isinstance(form, EventForm)
    page.open(hall.uid)
    settle(window, qtbot)
    save(window, f"hall-form-{end}")
    for section in ("held", "people", "mood"):
        form.sheet.go_to(section)
        settle(window, qtbot)
        save(window, f"hall-{section}-{end}")
    form.tabs.choose(PARTS)
    settle(window, qtbot)
    save(window, f"hall-parts-{end}")
    form.enter_live()
    settle(window, qtbot)
    dialog = window.context.notices.dialogs[-1]
    save(dialog, f"hall-live-{end}")
    dialog.reject()
    window.go_to("youth_assembly")
    page = window.register
    assert page is not None
    page.open(assembly.uid)
    settle(window, qtbot)
    page.form.sheet.go_to("delegates")
    settle(window, qtbot)
    save(window, f"assembly-delegates-{end}")
    page.form.tabs.choose(PARTS)
    settle(window, qtbot)
    save(window, f"assembly-parts-{end}")
