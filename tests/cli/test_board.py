"""The desk at headquarters on the command line: profiles, everything in one workbook, settings."""

from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from db.store import Office
from tests.builders import counts
from tests.cli.test_commands import Cli, add


def test_a_workbook_for_partners_says_what_is_in_it(cli: Cli, tmp_path: Path):
    add(cli, tmp_path, status="held", total=50, tallies=counts(women=46, men=4))
    add(cli, tmp_path, status="draft")
    made = cli("export", "--peer", "UN Women", "--to", str(tmp_path), "--profile", "partner")
    assert (made["records"], made["blanked"], made["left_out"]) == (1, 1, {"draft": 1, "classified": 0})
    assert cli.error == "" and "small counts blanked" in made["contains"]
    text = cli.text("export", "--peer", "press", "--to", str(tmp_path), "--profile", "public")
    assert ": 1 row." in text and "For the public" in text and "Drafts, and projects without approval: 1." in text
    assert "partner" in cli.text("parcels")
    cli.text("export", "--peer", "UNDP", "--to", str(tmp_path), "--profile", "partner", "--nil", code=1)
    assert "Leave out full and nil" in cli.error


def test_everything_of_a_period_goes_into_one_workbook(cli: Cli, tmp_path: Path):
    add(cli, tmp_path, planned_start="2026-03-12")
    add(cli, tmp_path, planned_start="2026-05-12")
    target = tmp_path / "all.xlsx"
    made = cli("consolidate", "--from", "2026-03-01", "--until", "2026-03-31", "--to", str(target))
    assert made["records"] == 1 and load_workbook(target)["Town halls"].max_row == 3
    cli.text("consolidate", "--to", str(tmp_path / "all.txt"), code=1)
    assert "must end in .xlsx" in cli.error


def test_settings_are_shown_and_set_within_bounds(cli: Cli):
    assert cli("settings") == {"settings": {"due_day": 5, "lock_after": 10, "suppress_below": 5}}
    assert cli("settings", "due_day", "10")["settings"]["due_day"] == 10
    assert "10" in cli.text("settings")
    for name, value in (("due_day", "31"), ("due_day", "x"), ("suppress_below", "1"), ("other", "1")):
        cli.text("settings", name, value, code=1)
        assert "Nothing was changed" in cli.error


def test_the_board_says_who_reported_and_whom_to_call(cli: Cli, november: Office, tmp_path: Path):
    cli.text("board", code=1)
    assert "Only headquarters" in cli.error
    november.close()
    cli.home = november.paths.home
    made = cli("board", "--from", "2026-10-01")
    assert (made["period"], made["due"]) == ({"start": "2026-10-01", "end": "2026-10-31"}, "2026-11-05")
    mitrovica = made["offices"][0]
    assert (mitrovica["office"], mitrovica["report"], mitrovica["complete"]) == ("MIT", "here", "2026-11-01")
    assert mitrovica["laptops"][1]["asides"] == {"revoked": 1} and mitrovica["aside"] == 1
    assert made["calls"][0]["why"] == "stolen" and made["calls"][0]["page"] == "laptops"
    text = cli.text("board", "--from", "2026-10-01", "--to", "2026-10-31")
    assert "Call Pristina field office: nothing ever came" in text
    assert "PEJ-A" in text and "1 missing" in text and "nothing happened" in text
    cli.text("board", "--from", "2026-10-01", "--to", "2026-09-01", code=1)
    assert "ends before it begins" in cli.error
    paper = tmp_path / "board.pdf"
    assert cli("board", "--from", "2026-10-01", "--pdf", str(paper))["file"] == str(paper)
    assert "Call Pristina field office" in PdfReader(paper).pages[0].extract_text()
    cli.text("board", "--pdf", "board.txt", code=1)
    assert "must end in .pdf" in cli.error


def test_a_lost_laptop_has_its_sheet(cli: Cli, november: Office, tmp_path: Path):
    november.close()
    cli.home = november.paths.home
    sheet = tmp_path / "lost.pdf"
    made = cli("lost", "MIT-B", "--to", str(sheet))
    assert (made["records"], made["laptop"]["state"]) == ({"town_hall": 1}, "revoked")
    assert "Lost laptop MIT-B" in PdfReader(sheet).pages[0].extract_text()
    assert "1 record, 0 name a contact" in cli.text("lost", "mit-b", "--to", str(sheet))
    cli.text("lost", "ABC-A", "--to", str(sheet), code=1)
    assert "No laptop" in cli.error
    cli.text("lost", "MIT-B", "--to", "sheet.txt", code=1)
    assert "must end in .pdf" in cli.error
