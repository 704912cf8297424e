"""The desk at headquarters on the command line: profiles, everything in one workbook, settings."""

from pathlib import Path

from openpyxl import load_workbook

from tests.builders import counts
from tests.cli.test_commands import Cli, add


def test_a_workbook_for_partners_says_what_is_in_it(cli: Cli, tmp_path: Path):
    add(cli, tmp_path, status="held", total=50, tallies=counts(women=46, men=4))
    add(cli, tmp_path, status="draft")
    made = cli("export", "--peer", "UN Women", "--to", str(tmp_path), "--profile", "partner")
    assert (made["records"], made["blanked"], made["left_out"]) == (1, 1, {"draft": 1, "classified": 0})
    assert cli.error == "" and "small counts blanked" in made["contains"]
    text = cli.text("export", "--peer", "press", "--to", str(tmp_path), "--profile", "public")
    assert "1 rows" in text and "For the public" in text and "Drafts, and projects without approval: 1." in text
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
    assert cli("settings") == {"settings": {"due_day": 5, "suppress_below": 5}}
    assert cli("settings", "due_day", "10")["settings"]["due_day"] == 10
    assert "10" in cli.text("settings")
    for name, value in (("due_day", "31"), ("due_day", "x"), ("suppress_below", "1"), ("other", "1")):
        cli.text("settings", name, value, code=1)
        assert "Nothing was changed" in cli.error
