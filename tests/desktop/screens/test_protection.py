"""Draws the page of protection."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.parcels import publish
from db.records import create, redact
from db.store import Office
from db.store.officers import add_officer
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.conftest import CHEAP, PASSPHRASE
from tests.desktop.screens.looks import CASES, settle


@pytest.mark.parametrize(("size", "look"), CASES)
def test_protection(
    worn: None,
    size: tuple[int, int],
    end: str,
    office: Office,
    open_window: Callable[[Office], MainWindow],
    qtbot: QtBot,
    save: Callable[[QWidget, str], None],
) -> None:
    add_officer(office, PASSPHRASE, "Bardh Officer", "otter moss window eleven", CHEAP)
    key = town_hall(office, description="We met Arta Berisha.")
    publish(office, "partner", "Norwegian embassy", office.paths.home, period=("2026-01-01", "2026-06-30"))
    town_hall(office, title_en="Talk", description="Artës Berishës i thanë po, dhe erdhën dyzet veta nga fshati.")
    town_hall(office, title_en="Разговор", description="Арта Бериша је рекла да долази.", venue="Shkolla")
    office.clock = lambda: "2020-01-31T08:00:00Z"
    with office.write("save") as write:
        ngo = create(write, "organisation", {"title_en": "Mother and child"})
        grounds = {"purpose": "calls", "basis": "consent", "source": "card", "organisation": ngo.uid}
        for name in ("Arta Berisha", "Ana Jovanović", "Emine Kaya"):
            create(write, "contact", {"name": name, **grounds})
    office.clock = lambda: "2026-01-31T08:00:00Z"
    with office.write("redact") as write:
        redact(write, key, "description")
    window = open_window(office)
    window.resize(*size)
    window.go_to("protection")
    page = window.pages["protection"]
    settle(window, qtbot)
    save(window, f"protection-officers-{end}")
    page.officers.ask_add()
    settle(window, qtbot)
    dialog = window.context.notices.dialogs[-1]
    save(dialog, f"protection-add-{end}")
    dialog.reject()
    page.tabs.choose("log")
    settle(window, qtbot)
    save(window, f"protection-log-{end}")
    page.tabs.choose("person")
    page.person.name.setText("Arta Berisha")
    page.person.look.click()
    settle(window, qtbot)
    save(window, f"protection-person-{end}")
    page.tabs.choose("keeping")
    settle(window, qtbot)
    save(window, f"protection-keeping-{end}")
    page.tabs.choose("rules")
    settle(window, qtbot)
    save(window, f"protection-rules-{end}")
