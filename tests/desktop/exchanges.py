"""Offices that exchange parcels, for the pages that show what came of it."""

from collections.abc import Callable
from pathlib import Path

from db.parcels import own_code, receive_parcels
from db.store import Office
from tests.builders import town_hall
from tests.parcels.helpers import column, edit, send

Make = Callable[..., Office]
TEXT = (
    "Five panellists and the residents discussed counters, signs and forms in two languages. Eleven questions were "
    "asked; seven were answered, three in part, one was taken away. The municipality made two commitments."
)
BETTER = TEXT.replace("Eleven", "Twelve").replace("the residents", "about sixty residents") + " Both are due in June."


def own_code_of(office: Office) -> str:
    """Return the code that an office reads aloud."""
    with office.write("key") as write:
        return own_code(write)


def stolen(make_office: Make, folder: Path) -> tuple[Office, list[Path]]:
    """Return a headquarters that knows two laptops of Mitrovica, and two parcels of the second, early and late."""
    hq, first, second = make_office("HQ", "hq"), make_office("MIT"), make_office("MIT", laptop="B")
    second.clock = lambda: "2026-05-01T08:00:00Z"
    town_hall(first, title_en="Language rights in daily services")
    town_hall(second, title_en="Safe road to school")
    receive_parcels(hq, [send(one, "HQ", folder) for one in (first, second)])
    early = send(second, "HQ", folder)
    second.clock = lambda: "2026-05-10T08:00:00Z"
    town_hall(second, title_en="Written by a thief")
    return hq, [early, send(second, "HQ", folder)]


def edited_by_hand(office: Office, folder: Path, name: str = "edited") -> Path:
    """Return a parcel of an office with one town hall, in which somebody changed three cells."""

    def change(page) -> None:
        page.cell(3, column(page, "#loc+venue+name")).value = "Primary school"
        page.cell(3, column(page, "#reached+ind+total")).value = 70
        page.cell(3, column(page, "#description")).value = BETTER

    return edit(send(office, "HQ", folder), "Town halls", change).rename(folder / f"{name}.xlsx")
