"""Sending from the window: what kind of parcel, for which period, behind a password, onto a stick."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.parcels import CONTAINS, receive_parcels
from db.parcels.reader import read_parcel
from db.store import Office
from db.workbooks import read_book
from desktop.context import Context
from desktop.exchange.send_card import SendCard
from tests.builders import counts, town_hall
from tests.desktop.keys import write
from tests.parcels.helpers import send

Make = Callable[..., Office]


@pytest.fixture
def card(context: Context, tmp_path: Path, qtbot: QtBot) -> SendCard:
    made = SendCard(context)
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    write(made.folder, str(tmp_path))
    return made


def wait(card: SendCard, qtbot: QtBot, text: str) -> None:
    card.write.click()
    qtbot.waitUntil(lambda: text in card.result.text().replace("\u200b", ""))
    qtbot.waitUntil(lambda: card._context.tasks.idle)


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.xlsx"))


def test_a_report_that_nothing_happened_explains_itself_and_is_refused_where_it_is_not_so(
    card: SendCard, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    assert card.about_nil.isHidden()
    card.nil.click()
    assert card.about_nil.isVisible() and not card.full.isEnabled()
    wait(card, qtbot, "needs the days from and until")
    write(card.start.line, "1/3/2026")
    write(card.end.line, "31/3/2026")
    wait(card, qtbot, "It says that nothing happened from 1 Mar 2026 to 31 Mar 2026")
    assert read_parcel(files(tmp_path)[0]).manifest.kind == "nil"
    town_hall(office, actual_start="2026-03-12")
    wait(card, qtbot, "Activities of this period are here (1)")
    assert len(files(tmp_path)) == 1


def test_a_password_is_typed_twice_and_opens_the_file(
    card: SendCard, office: Office, make_office: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    town_hall(office)
    assert card.again.isHidden()
    write(card.password, "river lantern")
    assert card.again.isVisible()
    assert card.password.echoMode() is QLineEdit.EchoMode.Password
    card.password.eye.trigger()
    assert card.password.echoMode() is QLineEdit.EchoMode.Normal
    write(card.again, "river lamp")
    wait(card, qtbot, "The two passwords differ")
    assert files(tmp_path) == []
    write(card.again, "river lantern")
    wait(card, qtbot, "Written")
    assert card.password.text() == "" and card.again.isHidden()
    (got,) = receive_parcels(make_office("HQ", "hq"), files(tmp_path), passwords=("river lantern",))
    assert got.new == 1


def test_what_is_confirmed_goes_again_only_when_asked(
    card: SendCard, office: Office, make_office: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    hq = make_office("HQ", "hq")
    town_hall(office, tallies=counts(women=3))
    back = tmp_path / "back"
    back.mkdir()
    for _ in range(2):
        receive_parcels(hq, [send(office, "HQ", back)])
        receive_parcels(office, [send(hq, "MIT", back)])
    wait(card, qtbot, "It is a receipt: nothing is new")
    qtbot.mouseClick(
        card.full, Qt.MouseButton.LeftButton, pos=card.full.rect().topLeft() + card.full.rect().center() / 8
    )
    assert card.full.isChecked()
    wait(card, qtbot, "with 2 rows")


def test_a_stick_may_be_pulled_out_and_a_folder_says_nothing_of_it(
    card: SendCard, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(card, qtbot, "Written")
    assert "stick" not in card.result.text()
    monkeypatch.setattr("desktop.exchange.send_card.is_removable", lambda folder: True)
    wait(card, qtbot, "the stick may be removed")


def test_what_needs_several_files_names_them_all(
    card: SendCard, office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.parcels.sending.PART", 1)
    for title in ("First", "Second", "Third"):
        town_hall(office, title_en=title)
    wait(card, qtbot, "It needed 3 files")
    said = card.result.text().replace("\u200b", "")
    assert [file.name for file in files(tmp_path) if file.name not in said] == []


@pytest.mark.parametrize(("steps", "profile"), [(1, "partner"), (0, "public")])
def test_whom_it_goes_to_decides_what_is_left_out(
    card: SendCard, office: Office, tmp_path: Path, qtbot: QtBot, steps: int, profile: str
) -> None:
    for title, total in (("Few came", 3), ("Many came", 90)):
        town_hall(office, title_en=title, status="held", classification="UNCLASSIFIED", total=total)
    town_hall(office, title_en="Not for others", status="held", classification="CONFIDENTIAL")
    town_hall(office, title_en="Not finished", status="draft", classification="UNCLASSIFIED")
    assert "nothing is left out or blanked" in card.to.about.text() and card.to.name.isHidden()
    qtbot.keyClick(card.to.peer, Qt.Key.Key_End)
    for _ in range(steps):
        qtbot.keyClick(card.to.peer, Qt.Key.Key_Up)
    assert card.to.profile == profile and card.to.about.text() == CONTAINS[profile]
    assert card.full.isHidden() and card.nil.isHidden() and not card.write.isEnabled()
    write(card.to.name, "ACTED")
    wait(card, qtbot, "with 2 rows. Rows in which small counts were blanked: 1.")
    assert "Left out: Drafts, and projects without approval: 1; Classified" in card.result.text()
    (file,) = files(tmp_path)
    assert f"ACTED-{profile}" in file.name and not card.show_folder.isHidden()
    shown = [cell for sheet in read_book(file).sheets for row in sheet.rows for cell in row.cells.values()]
    assert 90 in shown and 3 not in shown and "Many came" not in shown
