"""Receiving in the window: plans of many files, passwords, what lies aside, the watched folder, where to go next."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.attachments import attach, prepare_bytes
from db.cli import main
from db.parcels import Received, count_open, export_parcel, ledger, receive_parcels
from db.store import Office
from desktop.exchange.receive_card import ReceiveCard
from desktop.exchange.words import details, state_of, summary
from desktop.widgets.working import WorkBar
from desktop.window.main_window import MainWindow
from tests.builders import dumped, town_hall
from tests.conftest import PASSPHRASE
from tests.desktop.exchanges import drop, edited_by_hand, mixed, said, stolen
from tests.desktop.recorder import RecordingNotices
from tests.parcels.helpers import change_at, send

Make = Callable[..., Office]
NUMBERS = ("read", "new", "updated", "same", "conflict", "proposal", "problem")


@pytest.fixture
def opened(open_window: Callable[[Office], MainWindow], qtbot: QtBot) -> Callable[[Office], MainWindow]:
    """A function that opens the page over an office."""

    def show(office: Office) -> MainWindow:
        window = open_window(office)
        window.go_to("exchange")
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        return window

    return show


def card_of(window: MainWindow) -> ReceiveCard:
    return window.pages["exchange"].receive  # pyright: ignore[reportAttributeAccessIssue]


def quiet(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.context.tasks.idle, timeout=30_000)


def look(window: MainWindow, qtbot: QtBot, *paths: Path) -> ReceiveCard:
    """Drop files and wait for the plan."""
    card = card_of(window)
    drop(card, *paths)
    quiet(window, qtbot)
    return card


def states(card: ReceiveCard) -> dict[str, object]:
    return {str(row[0]): row[1] for row in card.table.plain.rows}


def choose(card: ReceiveCard, name: str, qtbot: QtBot, *words: str) -> None:
    """Choose a file of the plan and wait until its details say something."""
    card.table.selectRow(next(at for at, row in enumerate(card.table.plain.rows) if name in str(row[0])))
    qtbot.waitUntil(lambda: all(word in said(card.details) for word in words))


STATES = {"GJI": "Ready", "MIT": "Ready", "PRZ": "Needs a password", "PRI": "Cannot be taken"}


def test_a_folder_of_everything_is_looked_at_and_taken_in(
    opened,
    make_office: Make,
    tmp_path: Path,
    notices: RecordingNotices,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hq, inbox = mixed(make_office, tmp_path)
    before = dumped(hq)
    window = opened(hq)
    page = window.pages["exchange"]
    steps: list[str] = []
    monkeypatch.setattr(WorkBar, "say", lambda bar, text: steps.append(text))
    card = look(window, qtbot, inbox)
    assert [text for text in steps if text.startswith("Reading")][0] == "Reading 1 of 7"
    assert steps[-1].startswith("Going through")
    assert dumped(hq) == before, "a plan keeps nothing"
    assert card.take.isVisible() and not page.ledger.isVisible(), "the plan has the page"
    assert states(card) == {
        "Our list of 2025.xlsx": "Cannot be taken",
        "Peja, corrected.xlsx": "Ready",
        "Pristina, changed.xlsx": "Has problems",
        **{file.name: STATES[file.name.split("_")[2][:3]] for file in inbox.glob("UNMIK*")},
    }
    assert "Nothing has been taken in yet." in card.words.text() and "Cannot be taken: 3." in card.words.text()
    assert len(notices.questions) == 1 and "protected with a password" in notices.questions[0]
    choose(card, "Our list", qtbot, "not a Groundwork parcel")
    assert card.details.password.isHidden()
    choose(card, "PRI-A", qtbot, "addressed to MIT")
    choose(card, "GJI", qtbot, "From GJI-A, Gjilan/Gnjilane field office, number 3")
    choose(card, "Peja", qtbot, "Venue: Hall → Primary school", "Town halls, row 3")
    choose(card, "Pristina", qtbot, "Town halls, row 3: Participants in all", "not a whole number")
    choose(card, "PRZ", qtbot, "protected with a password")

    notices.answers = ["a wrong one", "river lantern"]
    card.details.password.click()
    quiet(window, qtbot)
    qtbot.waitUntil(lambda: "Needs a password" not in states(card).values(), timeout=30_000)
    quiet(window, qtbot)
    assert "does not open" in notices.questions[-1]
    plan = [tuple(row[2:]) for row in card.table.plain.rows]
    card.take.click()
    qtbot.waitUntil(lambda: "Taken in." in card.words.text(), timeout=30_000)
    quiet(window, qtbot)
    assert [tuple(row[2:]) for row in card.table.plain.rows] == plan, "the work is what the plan said"
    assert card.take.isHidden()
    with hq.read() as reading:
        assert count_open(reading) == 3
        assert len([entry for entry in ledger(reading) if entry.direction == "in"]) == 6
    card.forget.click()
    assert page.ledger.isVisible() and page.send.isVisible()
    assert len(page.ledger.plain.rows) == 6
    assert window.navigation.entries["town_hall"].number.text() == "5"


def test_the_command_line_counts_the_same(
    opened, make_office: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, qtbot: QtBot
) -> None:
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)
    hq, inbox = mixed(make_office, tmp_path)
    twin = make_office("HQ", "hq", "B")
    receive_parcels(twin, sorted((tmp_path / "work").glob("UNMIK_CA_GJI*S001.xlsx")))
    window = opened(hq)
    card = look(window, qtbot, inbox)
    for dry in (True, False):
        if not dry:
            card.take.click()
        quiet(window, qtbot)
        capsys.readouterr()
        options = ["--dry-run"] if dry else []
        assert main(["--json", "--home", str(twin.paths.home), "receive", str(inbox), *options]) == 0
        told = json.loads(capsys.readouterr().out)["parcels"]
        assert [[one[key] for key in NUMBERS] for one in told] == [
            [getattr(one, key) for key in NUMBERS] for one in card.results
        ]
        assert [one["file"] for one in told] == [one.file for one in card.results]
    assert dumped(twin) == dumped(hq)


def test_what_is_set_aside_is_said_before_and_leads_to_the_laptops(
    opened, make_office: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    hq, files = stolen(make_office, tmp_path)
    hq.set_setting("strict", "yes")
    window = opened(hq)
    card = look(window, qtbot, *files)
    assert set(states(card).values()) == {"Will be set aside"}
    choose(card, "S002", qtbot, "Nobody has compared the code of MIT-B yet")
    assert card.details.laptops.isHidden()
    card.take.click()
    quiet(window, qtbot)
    assert "Set aside: 2." in card.words.text()
    qtbot.waitUntil(card.details.laptops.isVisible)
    qtbot.waitUntil(lambda: window.navigation.entries["laptops"].number.text() == "2")
    card.details.laptops.click()
    quiet(window, qtbot)
    assert len(window.pages["laptops"].asides.table.plain.rows) == 2  # pyright: ignore[reportAttributeAccessIssue]


def test_hand_edits_and_conflicts_are_one_click_away(
    opened, office: Office, make_office: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    key = town_hall(office, title_en="Language rights", venue="Hall", total=50, description="Words")
    hq = make_office("HQ", "hq")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    change_at(hq, key.uid, venue="Library")
    change_at(office, key.uid, venue="Square")
    window = opened(hq)
    card = look(window, qtbot, edited_by_hand(office, tmp_path))
    card.take.click()
    qtbot.waitUntil(card.to_edits.isVisible)
    assert card.to_edits.text() == "Hand edits that wait: 3"
    assert card.to_conflicts.text() == "Conflicts that wait: 1"
    card.to_edits.click()
    quiet(window, qtbot)
    assert window.pages["proposals"].isVisible() and window.pages["proposals"].count.text() == "3"
    window.go_to("exchange")
    card.to_conflicts.click()
    quiet(window, qtbot)
    assert window.pages["conflicts"].isVisible()


def test_a_plan_is_cancelled_and_nothing_came(opened, make_office: Make, tmp_path: Path, qtbot: QtBot) -> None:
    hq, inbox = mixed(make_office, tmp_path)
    before = dumped(hq)
    window = opened(hq)
    card = card_of(window)
    drop(card, inbox)
    assert card.work.isVisible() and not card.choose.isEnabled()
    card.work.cancel.click()
    quiet(window, qtbot)
    assert card.words.text() == "Stopped. Nothing was taken in."
    assert dumped(hq) == before and card.choose.isEnabled() and card.table.isHidden()


def test_a_receipt_that_is_stopped_keeps_what_was_finished_and_goes_on_later(
    opened, make_office: Make, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hq, inbox = mixed(make_office, tmp_path)
    window = opened(hq)
    card = look(window, qtbot, inbox)

    def came() -> int:
        with hq.read() as reading:
            return len([entry for entry in ledger(reading) if entry.direction == "in"])

    def stopping(office, files, **options):
        """Stand in for a person who presses Cancel while the fifth file is taken in."""
        report = options["progress"]

        def progress(done: int, total: int) -> None:
            if done == total // 2 + 4:
                card.work._ticket.cancel()
            report(done, total)

        return receive_parcels(office, files, **{**options, "progress": progress})

    monkeypatch.setattr("desktop.exchange.receive_card.receive_parcels", stopping)
    card.take.click()
    qtbot.waitUntil(lambda: "receiving again does no harm" in card.words.text(), timeout=30_000)
    monkeypatch.undo()
    assert 1 < came() < 5 and card.take.isEnabled()
    card.take.click()
    qtbot.waitUntil(lambda: "Taken in." in card.words.text(), timeout=30_000)
    quiet(window, qtbot)
    assert came() == 5


def test_an_empty_folder_and_a_missing_file_are_said(opened, office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened(office)
    empty = tmp_path / "empty"
    empty.mkdir()
    card = look(window, qtbot, empty)
    assert "There is no parcel in" in card.words.text()
    look(window, qtbot, tmp_path / "gone.xlsx")
    assert states(card) == {"gone.xlsx": "Cannot be taken"}
    qtbot.waitUntil(lambda: "There is no file" in said(card.details))
    assert card.take.isHidden()


def test_a_folder_is_watched_and_never_taken_in_by_itself(
    opened, make_office: Make, tmp_path: Path, notices: RecordingNotices, qtbot: QtBot
) -> None:
    hq, office = make_office("HQ", "hq"), make_office("MIT")
    before = dumped(hq)
    folder = tmp_path / "inbox"
    folder.mkdir()
    window = opened(hq)
    card = card_of(window)
    notices.files = [folder]
    card.inbox.choose.click()
    assert "is watched. Nothing is taken in by itself." in said(card.inbox)
    quiet(window, qtbot)
    window.go_to("town_hall")
    town_hall(office)
    send(office, "HQ", folder)
    qtbot.waitUntil(lambda: len(window.context.inbox.waiting) == 1, timeout=15_000)
    assert window.navigation.entries["exchange"].number.text() == "1"
    assert f"New parcels in {folder}: 1" in notices.messages
    assert dumped(hq) == before
    window.go_to("exchange")
    assert card.inbox.look.isVisible()
    card.inbox.look.click()
    qtbot.waitUntil(card.take.isVisible)
    quiet(window, qtbot)
    card.take.click()
    qtbot.waitUntil(lambda: "Taken in." in card.words.text())
    qtbot.waitUntil(lambda: window.navigation.entries["exchange"].number.text() == "")
    card.forget.click()
    assert not card.inbox.look.isVisible()
    card.inbox.stop.click()
    assert window.context.inbox.folder is None and card.inbox.choose.isVisible()
    quiet(window, qtbot)


def test_a_file_of_photos_that_came_after_its_parcel_is_announced_and_taken_in(
    opened, make_office: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    hq, office = make_office("HQ", "hq"), make_office("MIT")
    folder = tmp_path / "inbox"
    folder.mkdir()
    attach(office, town_hall(office).uid, [prepare_bytes(b"minutes", "minutes.txt")])
    sent = export_parcel(office, "HQ", tmp_path)
    receive_parcels(hq, [sent.file])
    window = opened(hq)
    card = card_of(window)
    shutil.copy(sent.companions[0], folder)
    window.context.inbox.watch(folder)
    qtbot.waitUntil(card.inbox.look.isVisible)
    assert "New files of photos and papers in" in card.inbox.news.text() and card.inbox.news.text().endswith(": 1")
    card.inbox.look.click()
    qtbot.waitUntil(card.take.isVisible)
    quiet(window, qtbot)
    card.take.click()
    qtbot.waitUntil(lambda: "Taken in." in card.words.text())
    qtbot.waitUntil(lambda: window.context.inbox.waiting == ())
    quiet(window, qtbot)


def test_the_folder_may_come_and_go_and_what_is_no_parcel_waits_no_more(
    opened, make_office: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    hq, inbox = mixed(make_office, tmp_path)
    window = opened(hq)
    gone = inbox.rename(tmp_path / "stick is out")
    watching = window.context.inbox
    watching.watch(inbox)
    quiet(window, qtbot)
    assert watching.waiting == () and watching._again.isActive()
    gone.rename(inbox)
    watching.look()
    qtbot.waitUntil(lambda: len(watching.waiting) == 7)
    assert not watching._again.isActive()
    card = card_of(window)
    card.inbox.look.click()
    quiet(window, qtbot)
    assert len(watching.waiting) == 5, "a list, and a parcel for another office, were seen"
    card.reset()
    watching.watch(None)


def test_words_of_rarer_parcels_need_no_window(office: Office, qapp) -> None:
    rare = Received("a.xlsx", "PEJ", 3, "nil", trust="unsigned", newer=("town_hall.mood",), lists=("municipality",))
    words = "\n".join(text for _, text in details(rare, office.mission, taken=True))
    assert "nothing happened" in words and "no signature" in words
    assert "town_hall.mood" in words and "municipality" in words
    assert state_of(rare, taken=True) == "Nothing to report"
    receipt = Received("b.xlsx", "HQ", 1, "receipt", trust="confirmed")
    assert state_of(receipt, taken=False) == "Receipt" and "confirms" in details(receipt, office.mission, False)[1][1]
    assert summary([receipt], taken=True) == "Taken in. 0 rows: no rows."
    assert state_of(Received("c.xlsx", alarm="fork"), taken=True) == "Two copies"
    gap = Received("c.xlsx", "PEJ", 4, "changes", alarm="gap", trust="seen", laptop="PEJ-A")
    assert state_of(gap, taken=False) == "One before it is missing"
    assert details(gap, office.mission, False)[1] == (
        "warning",
        "An earlier parcel is missing. Nothing is lost: the next one brings what it held.",
    )
    new = Received("d.xlsx", aside="too-new")
    assert "newer Groundwork" in details(new, office.mission, taken=True)[0][1]
