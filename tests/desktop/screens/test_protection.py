"""Draws the page of protection."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.locks import allow, approve, close, reopen
from db.parcels import publish
from db.records import create, redact, update
from db.store import Office
from db.store.officers import add_officer
from desktop.window.main_window import MainWindow
from tests.builders import town_hall
from tests.conftest import CHEAP, PASSPHRASE
from tests.desktop.screens.looks import CASES, settle


def lock_up(office: Office) -> None:
    """Approve an activity and change it, close two periods and open one again, allow something until a day."""
    hall, other = (town_hall(office, actual_start="2026-01-20", status="held") for _ in range(2))
    with office.write("approve") as write:
        approve(write, hall.uid, function="Head of office")
    with office.write("save", "The list was counted twice") as write:
        update(write, hall.uid, {"total": 41})
    with office.write("close") as write:
        first = close(write, "2025-10-01", "2025-12-31", reason="Sent with the report of the last quarter")
    with office.write("reopen") as write:
        reopen(write, first.uid, reason="A list of participants was found")
    with office.write("close") as write:
        second = close(write, "2026-01-01", "2026-01-31", reason="The report of January has been cleared")
    with office.write("allow") as write:
        allow(
            write, second.uid, until="2026-02-10", officer="Bardh Officer", reason="The municipality corrects its list"
        )
    office.author, author = "Bardh Officer", office.author
    with office.write("save", "Photos came") as write:
        create(write, "media_item", {"activity": other.uid, "headline": "Rights in the theatre"})
    office.author = author


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
    lock_up(office)
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
    page.tabs.choose("locks")
    settle(window, qtbot)
    save(window, f"protection-locks-{end}")
    page.locks.ask_close()
    settle(window, qtbot)
    save(window.context.notices.dialogs[-1], f"protection-close-{end}")
    window.context.notices.dialogs[-1].reject()
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
