"""The commands on duplicates."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from db.cli import main
from tests.conftest import PASSPHRASE

Run = Callable[..., dict]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs a command and returns its JSON; an error's sentence where `code` is not 0."""
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)

    def command(*arguments: str, code: int = 0) -> dict:
        capsys.readouterr()
        assert main(["--home", str(home), "--json", *arguments]) == code
        said = capsys.readouterr()
        return json.loads(said.out) if code == 0 else {"error": said.err}

    return command


@pytest.fixture
def twice(run: Run, tmp_path: Path) -> tuple[dict, dict]:
    """One town hall, written down twice."""
    file = tmp_path / "f.json"
    base = {"title_en": "Waste collection", "municipality": "XK28", "actual_start": "2026-03-12"}
    made = []
    for values in ({"venue": "hall"}, {"venue": "school", "partner": "NGO"}):
        file.write_text(json.dumps(base | values), encoding="utf-8")
        made.append(run("add", "town_hall", "--file", str(file)))
    return made[0], made[1]


def test_pairs_are_listed_with_all_that_a_script_needs(run: Run, twice):
    first, second = twice
    answer = run("duplicates")
    assert answer["count"] == 1 and answer["numbers"] == []
    (pair,) = answer["pairs"]
    assert (pair["score"], pair["why"]) == (1, ["same-title", "same-day", "same-municipality"])
    assert (pair["first"]["ref"], pair["second"]["ref"]) == (first["ref"], second["ref"])
    assert pair["first"] | {"title": "Waste collection", "date": "2026-03-12", "municipality": "XK28"} == pair["first"]
    assert run("duplicates", "town_hall")["count"] == 1
    assert run("duplicates", "project")["count"] == 0
    assert "no record type" in run("duplicates", "tally", code=1)["error"]


def test_people_read_it_too(run: Run, twice, capsys: pytest.CaptureFixture[str], home: Path):
    assert main(["--home", str(home), "duplicates"]) == 0
    said = capsys.readouterr().out
    assert "100%  same title, same day, same municipality" in said and twice[0]["ref"] in said
    run("different", twice[0]["ref"], twice[1]["ref"])
    assert main(["--home", str(home), "duplicates"]) == 0
    assert "No duplicates." in capsys.readouterr().out


def test_different_and_undo(run: Run, twice):
    first, second = twice
    run("different", first["ref"], second["uid"])
    assert run("duplicates")["count"] == 0
    run("undo")
    assert run("duplicates")["count"] == 1
    assert "one record" in run("different", first["ref"], first["uid"], code=1)["error"]


def test_merge_and_undo(run: Run, twice):
    first, second = twice
    answer = run("merge", first["ref"], second["ref"], "venue=other")
    assert (answer["uid"], answer["merged"]) == (first["uid"], second["uid"])
    shown = run("show", first["ref"])["values"]
    assert (shown["venue"], shown["partner"]) == ("school", "NGO")
    assert run("show", second["ref"])["deleted"]
    assert {entry["merged"] for entry in run("history", first["ref"])["history"]} == {"", second["ref"]}
    assert run("verify")["ok"]
    run("undo", answer["batch"])
    assert run("show", first["ref"])["values"]["venue"] == "hall" and run("duplicates")["count"] == 1


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        (["venue"], "not field=value"),
        (["venue=left"], "'left' does not say"),
        (["venue=keep", "venue=other"], "given twice"),
        (["shoe=keep"], "no field 'shoe'"),
    ],
)
def test_a_choice_that_cannot_be_read_merges_nothing(run: Run, twice, choices: list[str], sentence: str):
    assert sentence in run("merge", twice[0]["ref"], twice[1]["ref"], *choices, code=1)["error"]
    assert run("duplicates")["count"] == 1


def test_renumber(run: Run, twice):
    answer = run("renumber", twice[0]["ref"])
    assert answer["before"] == twice[0]["ref"] and answer["uid"] == twice[0]["uid"]
    assert run("show", answer["ref"])["uid"] == twice[0]["uid"]
    run("undo")
    assert run("show", twice[0]["ref"])["uid"] == twice[0]["uid"]
