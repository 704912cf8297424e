"""Projects from the command line: every part, every step, money and time."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.test_commands import Cli
from tests.projects.papers import FORM, RULES


@pytest.fixture
def ask(cli: Cli, tmp_path: Path):
    """A function that makes a record of a kind and returns its number."""

    def make(kind: str, **values: object) -> str:
        file = tmp_path / "values.json"
        file.write_text(json.dumps(values), encoding="utf-8")
        return cli("add", kind, "--file", str(file))["ref"]

    return make


def test_a_part_is_added_with_its_owners_number_and_shown_with_it(cli: Cli, ask):
    year = ask("cycle", **RULES)
    project = ask("project", **FORM, cycle="2018-19")
    deliverable = ask("deliverable", project=project, number=1, what="Training days")
    assert deliverable == f"{project}/deliverable/1"
    payment = ask("payment", project=project, local_amount="921", local_currency="EUR", rate="0.921")
    cli("set", deliverable, "due=2019-04-30", "planned=10")
    assert cli("show", deliverable)["values"]["due"] == "2019-04-30"
    assert cli("show", payment)["values"]["amount"] == "1000.00"
    shown = cli("show", project)
    assert {kind: len(parts) for kind, parts in shown["parts"].items()} == {"deliverable": 1, "payment": 1}
    assert (shown["money"]["paid"], shown["money"]["requested"]) == ("0.00", "24800.00")
    assert shown["next"]["step"].startswith("Hand in the proposal: ")
    (row,) = cli("list", "payment", project)["records"]
    assert (row["owner_ref"], row["values"]["amount"]) == (project, "1000.00")
    assert cli("list", "payment", "921")["count"] == 1 and cli("list", "payment", "nothing")["count"] == 0
    assert [row["values"]["ref"] for row in cli("list", "cycle")["records"]] == [year]
    assert "deliverable" in cli.text("show", project)
    cli("delete", payment)
    assert cli("list", "payment")["count"] == 0 and cli("list", "payment", "--deleted")["count"] == 1
    cli("undelete", payment)
    assert cli("verify")["ok"]


def test_a_step_is_refused_in_a_sentence_and_taken_with_a_reason(cli: Cli, ask):
    ask("cycle", **RULES)
    project = ask("project", **FORM, cycle="2018-19")
    for command in (["advance", project, "submitted"], ["set", project, "status=submitted"]):
        assert cli.text(*command, code=1) == ""
        assert f"'{project}' cannot become submitted yet" in cli.error and "no aim" in cli.error
        assert "Traceback" not in cli.error
    missing = {problem["field"] for problem in cli("advance", project, "submitted", "--dry-run")["missing"]}
    assert missing == {"tag", "budget_line", "deliverable"}
    answer = cli("advance", project, "submitted", "--override", "the form comes on paper")
    assert answer["state"] == "submitted" and answer["next"]["state"] == "screened"
    (exception,) = cli("list", "override", project)["records"]
    assert exception["uid"] == answer["exceptions"][0]
    assert exception["values"]["reason"] == "the form comes on paper"
    assert exception["values"]["rules"].splitlines() == [
        *("tag:no-aim", "budget_line:no-part"),
        "deliverable:no-part",
    ]
    entries = cli("history", project)["history"]
    assert {entry["reason"] for entry in entries} == {"", "the form comes on paper"}
    cli.text("advance", project, "nowhere", code=1)
    assert "There is no state 'nowhere'" in cli.error


def test_the_portfolio_in_numbers_and_in_words(cli: Cli, ask):
    ask("cycle", **RULES)
    project = ask(
        "project", title_en="Shared yard", cycle="2018-19", status="active", approved_amount="100", currency="USD"
    )
    ask("project", title_en="Of no cycle")
    ask("payment", project=project, amount="40", paid_on="2019-01-10", voucher="V-1")
    found = cli("portfolio")
    assert [cycle["title"] for cycle in found["cycles"]] == ["", RULES["title_en"]]
    assert {line["title"] for line in found["projects"]} == {"Shared yard", "Of no cycle"}
    (cycle,) = cli("portfolio", "--cycle", "2018-19")["cycles"]
    assert (cycle["promised"], cycle["target"], cycle["states"]) == (1, 18, {"active": 1})
    assert cycle["sums"]["USD"] == {
        **{"requested": "0.00", "approved": "100.00", "paid": "40.00"},
        **{"spent": "0.00", "returned": "0.00", "balance": "60.00"},
    }
    (line,) = cli("portfolio", "--cycle", "2018-19")["projects"]
    assert (line["clock"]["due"], line["clock"]["light"], line["money"]["balance"]) == ("2019-06-14", "red", "60.00")
    assert "1 of 18 projects" in cli.text("portfolio")
    assert cli("agenda", "--days", "10") == {"due": []}
    cli.text("portfolio", "--cycle", "1999", code=1)
    assert "There is no record '1999'" in cli.error


def test_the_catalogue_says_what_belongs_to_what(cli: Cli):
    kinds = {kind["key"]: kind for kind in cli("catalogue")["kinds"]}
    assert (kinds["payment"]["owner"], kinds["payment"]["natural_key"]) == ("project", None)
    assert kinds["deliverable"]["natural_key"] == ["number"] and kinds["mou"]["natural_key"] == []
    months = next(field for field in kinds["cycle"]["fields"] if field["key"] == "months")
    assert (months["measure"], bool(months["source"])) == ("months", True)


def test_a_portfolio_on_paper_with_what_was_chosen_in_words(cli: Cli, ask, tmp_path: Path):
    ask("project", title_en="Sports ground", status="idea")
    ask("project", title_en="Greenhouses", status="idea")
    target = tmp_path / "portfolio.pdf"
    found = cli("portfolio", "--words", "green", "--pdf", str(target), "--lang", "fr", "--punched")
    assert found["file"] == str(target)
    assert [line["title"] for line in found["projects"]] == ["Greenhouses"]
    (page,) = PdfReader(target).pages
    text = " ".join(page.extract_text().split())
    assert "green" in text and "Portefeuille de projets" in text and "Sports ground" not in text
    cli.text("portfolio", "--pdf", str(tmp_path / "portfolio.txt"), code=1)
    assert "must end in .pdf" in cli.error


def test_a_deletion_that_breaks_a_rule_is_taken_with_a_reason(cli: Cli, ask):
    ask("cycle", **RULES)
    project = ask("project", title_en="Entered late", status="active")
    first = ask("payment", project=project, amount="100", paid_on="2019-01-10", voucher="V-1")
    cli("advance", project, "suspended", "--override", "the hall is closed")
    assert cli("delete", first)["uid"]  # what lies before the state in which it was entered is on file elsewhere
    late = ask("visit", project=project, number=1, day="2019-02-01", final="yes")
    missing = {problem["field"] for problem in cli("advance", project, "completed", "--dry-run")["missing"]}
    assert "visit.final" not in missing
    cli("advance", project, "active")
    cli("set", project, "actual_end=2019-06-01")
    done = {"handed_over_on": "2019-06-01", "handed_over_to": "The village", "handover_note": "H-1", "photos": "yes"}
    ask("completion", project=project, **done)
    cli("advance", project, "completed")
    assert cli.text("delete", late, code=1) == "" and "This would break a rule" in cli.error
    cli("delete", late, "--override", "the visit was of another project")
    reasons = {row["values"]["reason"] for row in cli("list", "override", project)["records"]}
    assert "the visit was of another project" in reasons
