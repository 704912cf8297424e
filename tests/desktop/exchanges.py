"""Offices that exchange parcels, for the pages that show what came of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from db.parcels import export_parcel, own_code, receive_parcels
from db.store import Office
from desktop.widgets.drop import DropCard
from tests.builders import town_hall
from tests.parcels.helpers import column, edit, send
from tests.trackers.sheets import workbook

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
        page.cell(3, column(page, "#meta+reason")).value = "As counted on the list of signatures"

    return edit(send(office, "HQ", folder), "Town halls", change).rename(folder / f"{name}.xlsx")


def mixed(make_office: Make, folder: Path) -> tuple[Office, Path]:
    """Return a headquarters and a folder of files of all kinds.

    Two are good (one of them comes after a parcel that was lost), two were changed by hand, one of these wrongly, one
    is behind the password "river lantern", one is for another office, one is no parcel.
    """
    hq, offices = make_office("HQ", "hq"), {code: make_office(code) for code in ("MIT", "PEJ", "PRZ", "GJI", "PRI")}
    for number, office in enumerate(offices.values()):
        town_hall(office, title_en=f"Town hall {number}", venue="Hall", total=50, description=TEXT)
    inbox, work = folder / "inbox", folder / "work"
    for made in (inbox, work):
        made.mkdir()
    receive_parcels(hq, [send(offices["GJI"], "HQ", work)])
    send(offices["GJI"], "HQ", work)  # it never arrives
    send(offices["GJI"], "HQ", inbox)
    send(offices["MIT"], "HQ", inbox)
    export_parcel(offices["PRZ"], "HQ", inbox, password="river lantern")
    send(offices["PRI"], "MIT", inbox)
    workbook(inbox / "Our list of 2025.xlsx", "| Title | When |\n|---|---|\n| A | 2025-01-01 |")
    edited_by_hand(offices["PEJ"], work).rename(inbox / "Peja, corrected.xlsx")

    def wrong(page) -> None:
        page.cell(3, column(page, "#reached+ind+total")).value = "many"

    edit(send(offices["PRI"], "HQ", work), "Town halls", wrong).rename(inbox / "Pristina, changed.xlsx")
    return hq, inbox


def drop(card: DropCard, *paths: Path) -> None:
    """Let files or folders fall onto a card."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    card.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, *nothing))


def said(widget: QWidget) -> str:
    """Return what the visible labels of a widget say."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible()).replace("\u200b", "")
