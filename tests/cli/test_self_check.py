"""The self-check: everything works here, and what does not is told with its trace, by a file that support can read."""

import json
import sys
from pathlib import Path

import pytest

from db.cli import main, self_check
from db.workbooks import read_book
from tests.trackers.sheets import workbook


def test_everything_works_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    shown: list[Path] = []

    def grab(home: Path, secret: str) -> tuple[bytes, str]:
        assert (home / "office.db").exists() and secret
        shown.append(home)
        return b"picture", "a window"

    assert main(["self-check", str(tmp_path / "out.json")], grab) == 0
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert told["ok"] and [step["name"] for step in told["steps"]][-1] == "window"
    assert told["packages"]["SQLAlchemy"].startswith("2.1.")
    assert (tmp_path / "out.png").read_bytes() == b"picture"
    assert shown and not shown[0].exists(), "the scratch office was left behind"
    assert capsys.readouterr().out.count("ok ") == len(told["steps"])


def test_what_does_not_work_is_told_with_its_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken(folder: Path) -> str:
        raise ImportError("DLL load failed while importing _typst")

    monkeypatch.setattr(self_check, "_STEPS", (("paper", broken), ("next", lambda folder: "fine")))
    assert main(["self-check", str(tmp_path / "out.json")]) == 1
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert not told["ok"] and [step["ok"] for step in told["steps"]] == [False, True]
    assert "in broken" in told["steps"][0]["said"] and "DLL load failed" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the installed program")
def test_the_installed_program_reads_workbooks_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "groundwork"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m desktop "$@"\n')
    program.chmod(0o755)
    file = workbook(tmp_path / "t.xlsx", "| Title |\n| --- |\n| Language rights |")
    monkeypatch.setattr(sys, "executable", str(program))
    assert [row.cells[1] for row in read_book(file).sheets[0].rows] == ["Title", "Language rights"]
