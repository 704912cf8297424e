"""Draws the duplicates in a small and a large window, light and dark: a pair, numbers, nothing, a merged history."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.records import create
from db.revisions import Draft, RecordKey
from db.store import Office
from db.twins import merge
from desktop.window.main_window import MainWindow
from tests.builders import counts, town_hall
from tests.desktop.screens.looks import CASES, WORN, settle

_LONG = (
    "Five panellists and the residents discussed counters, signs and forms in two languages. Eleven questions were "
    "asked; seven were answered, three in part, one was taken away. "
)


def fill(office: Office) -> tuple[RecordKey, RecordKey]:
    """Write a town hall twice as two officers would, and two more pairs; return the first."""
    base = {"municipality": "XK29", "settlement": "Banjska", "actual_start": "2026-03-12", "status": "held"}
    ages = [
        {"dimension": "age", "category": "18_24", "count": 12},
        {"dimension": "age", "category": "30_59", "count": 30},
    ]
    first = town_hall(
        office,
        **base,
        title_en="Language rights in daily services",
        title_sr="Језичка права у свакодневним услугама",
        venue="Cultural centre",
        description=_LONG * 2 + "The municipality made two commitments.",
        total=64,
        counted_by="sign_in",
        tallies=counts(women=31, men=30, undisclosed=3) + ages,
    )
    second = town_hall(
        office,
        **base | {"actual_start": "2026-03-13"},
        title_en="Daily services: language rights",
        title_sr="Jezička prava u svakodnevnim uslugama",
        partner="Regional media network",
        description=_LONG,
        total=60,
        counted_by="head_count",
        tallies=counts(women=30, men=30),
    )
    for title in ("Waste collection in the river settlements", "Safe road to school"):
        for day in ("2026-05-02", "2026-05-03"):
            town_hall(office, title_en=title, planned_start=day)
    with office.write("save") as write:
        radio = create(write, "organisation", {"title_en": "Local radio"})
        for amount, day in (("12000.00", "2026-04-02"), ("12500.00", "2026-04-16")):
            values = {"title_en": "Greenhouses for returnee families", "planned_start": "2026-04-01"}
            key = create(write, "project", {**values, "approved_amount": amount, "currency": "USD"})
            create(write, "visit", {"project": key.uid, "number": 1, "day": day, "method": "site"})
            create(write, "instalment", {"project": key.uid, "number": 1, "amount": amount, "currency": "USD"})
            create(write, "involvement", {"activity": key.uid, "organisation": radio.uid, "role": "funding"})
    return first, second


@pytest.mark.usefixtures("worn")
@pytest.mark.parametrize(("size", "look"), CASES)
def test_duplicates(
    size: tuple[int, int],
    office: Office,
    open_window: Callable[[Office], MainWindow],
    qtbot: QtBot,
    end: str,
    save: Callable[[QWidget, str], None],
) -> None:
    first, second = fill(office)
    window = open_window(office)
    window.resize(*size)

    window.go_to("duplicates")
    page = window.pages["duplicates"]
    qtbot.waitUntil(lambda: page.watch.ready)
    settle(window, qtbot)
    while page.judging.comparison.sides.left.key != first:
        page.step(1)
        settle(window, qtbot)
    save(window, f"duplicates-{end}")
    page.judging.keep_right()
    page.judging.comparison.groups["title_en"].button(0).click()
    page.judging._area.verticalScrollBar().setValue(page.judging._area.verticalScrollBar().maximum())
    settle(window, qtbot)
    save(window, f"duplicates-right-{end}")
    while page.judging.comparison.sides.left.key.type != "project":
        page.step(1)
        settle(window, qtbot)
    page.judging._area.verticalScrollBar().setValue(page.judging._area.verticalScrollBar().maximum())
    settle(window, qtbot)
    save(window, f"duplicates-parts-{end}")

    with office.write("save") as write:
        shared = write.folded(first.uid).values["ref"]
        other = create(
            write, "other_activity", {"title_en": "Field visit with the mayor", "planned_start": "2026-09-02"}
        )
        write.append(Draft(other, "set", {"ref": shared}, {"ref": write.folded(other.uid).head_ids("ref")}))
    window.context.bus.changed.emit(write.changes)
    qtbot.waitUntil(lambda: bool(page.watch.numbers))
    page.chips.button(1).click()
    settle(window, qtbot)
    save(window, f"numbers-{end}")

    with office.write("merge") as write:
        merge(write, first.uid, second.uid, {"partner": "other", "title_en": "keep"})
    window.context.bus.changed.emit(write.changes)
    window.go_to("town_hall")
    window.register.open(first.uid)
    settle(window, qtbot)
    window.register.form.sheet.go_to("history")
    settle(window, qtbot)
    save(window, f"merged-history-{end}")
    window.go_to("history")
    settle(window, qtbot)
    save(window, f"merged-gestures-{end}")


@pytest.mark.usefixtures("worn")
@pytest.mark.parametrize("look", WORN)
def test_no_duplicates(
    look: str, office: Office, open_window: Callable[[Office], MainWindow], qtbot: QtBot, save
) -> None:
    window = open_window(office)
    window.go_to("duplicates")
    qtbot.waitUntil(lambda: window.pages["duplicates"].watch.ready)
    save(window, f"duplicates-none-{look}")
