"""The command line: what scripts rely on, and one plain sentence for everything that cannot be done."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.catalogue import ACTIVITY_TYPES
from db.cli import main
from db.store import ready
from tests.conftest import PASSPHRASE
from tests.parcels.helpers import column, edit
from tests.trackers.sheets import workbook


class Cli:
    """Runs commands on one office and keeps what they said."""

    def __init__(self, capsys: pytest.CaptureFixture[str], home: Path) -> None:
        self.capsys = capsys
        self.home = home

    def __call__(self, *arguments: str, code: int = 0) -> dict:
        """Run a command with --json; return its answer."""
        out = self.text("--json", *arguments, code=code)
        return json.loads(out) if out else {}

    def text(self, *arguments: str, code: int = 0) -> str:
        """Run a command; return what it printed."""
        self.capsys.readouterr()
        assert main(["--home", str(self.home), *arguments]) == code, self.capsys.readouterr().err
        said = self.capsys.readouterr()
        self.error = said.err
        return said.out


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)
    return Cli(capsys, home)


def write(tmp_path: Path, **values: object) -> str:
    file = tmp_path / "f.json"
    file.write_text(json.dumps({"title_en": "Language rights", **values}), encoding="utf-8")
    return str(file)


def add(cli: Cli, tmp_path: Path, kind: str = "town_hall", **values: object) -> str:
    return cli("add", kind, "--file", write(tmp_path, **values))["ref"]


def test_init_makes_an_office_that_opens(cli: Cli, tmp_path: Path):
    cli.home = tmp_path / "new"
    made = cli("init", "--mission", "kosovo", "--office", "PRZ", "--role", "hq", "--officer", "A. Officer")
    assert made["office"] == "PRZ" and len(made["recovery_code"]) == 35
    assert cli("verify") == {"ok": True, "problems": [], "revisions": 0}
    assert "already" in cli.text("init", "--mission", "kosovo", "--office", "X1", "--officer", "A", code=1) + cli.error


def test_the_passphrase_can_come_from_a_file(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("GROUNDWORK_PASSPHRASE")
    file = tmp_path / "p.txt"
    file.write_text(f"{PASSPHRASE}\r\nsecond line\n")
    assert cli("--passphrase-file", str(file), "verify")["ok"]
    assert cli("verify", "--passphrase-file", str(file))["ok"]
    cli.text("verify", code=1)
    assert "passphrase is needed" in cli.error


@pytest.mark.parametrize("kind", ACTIVITY_TYPES)
def test_add_show_set_delete_undo(cli: Cli, tmp_path: Path, kind: str):
    empty = cli.text("dump")
    tallies = [{"dimension": "sex", "category": "women", "count": 41}]
    added = cli("add", kind, "--file", write(tmp_path, total=50, municipality="Звечан", tallies=tallies))
    shown = cli("show", added["ref"])
    assert shown["values"]["municipality"] == "XK29" and shown["tallies"] == tallies
    assert cli("show", added["uid"])["ref"] == added["ref"]
    before = cli.text("dump")
    cli("set", added["ref"], "status=cancelled", "venue=Cultural = centre", "sex.men=9")
    changed = cli("show", added["ref"])
    assert changed["values"]["venue"] == "Cultural = centre"
    assert {t["category"]: t["count"] for t in changed["tallies"]} == {"women": 41, "men": 9}
    assert [row["ref"] for row in cli("list", kind, "zvecan")["records"]] == [added["ref"]]
    assert len(cli("history", added["ref"])["history"]) == 4
    cli("undo")
    assert cli.text("dump") == before
    cli("delete", added["ref"])
    assert cli.text("dump") == empty
    assert cli("list", kind)["count"] == 0 and cli("list", kind, "--deleted")["count"] == 1
    cli("undelete", added["ref"])
    assert cli.text("dump") == before
    assert cli("verify")["ok"]


def test_dump_is_the_canonical_form_with_or_without_json(cli: Cli, tmp_path: Path):
    add(cli, tmp_path)
    assert cli.text("dump") == cli.text("--json", "dump")
    (record,) = json.loads(cli.text("dump"))["records"]
    assert record["type"] == "town_hall" and record["conflicts"] == {}


def test_the_catalogue_names_every_field_that_scripts_rely_on(cli: Cli):
    kinds = {kind["key"]: {f["key"] for f in kind["fields"]} for kind in cli("catalogue")["kinds"]}
    expected = (
        "title_en status planned_start planned_end actual_start actual_end municipality settlement venue partner "
        "description classification total"
    )
    for key in ACTIVITY_TYPES:
        assert set(expected.split()) <= kinds[key]


def test_export_and_receive_answer_in_numbers(cli: Cli, tmp_path: Path, make_office, capsys):
    add(cli, tmp_path)
    sent = cli("export", "--peer", "HQ", "--to", str(tmp_path))
    assert (sent["serial"], sent["records"], sent["revisions"]) == (1, 1, 1)
    hq = make_office("HQ", "hq")
    there = Cli(capsys, hq.paths.home)
    (plan,) = there("receive", sent["file"], "--dry-run")["parcels"]
    (got,) = there("receive", sent["file"])["parcels"]
    names = ("read", "new", "updated", "same", "conflict", "proposal", "problem")
    assert [plan[n] for n in names] == [got[n] for n in names] == [1, 1, 0, 0, 0, 0, 0]
    assert there.text("dump") == cli.text("dump")
    assert "S001" in there.text("parcels")


def test_conflicts_are_listed_and_resolved(cli: Cli, tmp_path: Path, make_office, capsys):
    ref = add(cli, tmp_path, venue="hall", tallies=[{"dimension": "sex", "category": "women", "count": 1}])
    hq = Cli(capsys, make_office("HQ", "hq").paths.home)
    hq("receive", cli("export", "--peer", "HQ", "--to", str(tmp_path))["file"])
    cli("set", ref, "venue=school", "sex.women=2")
    hq("set", ref, "venue=square", "sex.women=3")
    hq("receive", cli("export", "--peer", "HQ", "--to", str(tmp_path))["file"])
    found = {c["field"]: c for c in hq("conflicts")["conflicts"]}
    assert set(found) == {"venue", "tallies.sex.women"} and {c["ref"] for c in found.values()} == {ref}
    take = next(v["revision"] for v in found["venue"]["values"] if v["office"] == "MIT")
    hq("resolve", ref, "venue", "--take", take)
    hq("resolve", ref, "tallies.sex.women", "--value", "4")
    assert hq("conflicts") == {"conflicts": []}
    shown = hq("show", ref)
    assert shown["values"]["venue"] == "school" and shown["tallies"][0]["count"] == 4
    hq.text("resolve", ref, "venue", "--value", "x", code=1)
    assert "no open conflict" in hq.error


@pytest.fixture
def disputed(cli: Cli, tmp_path: Path, make_office, capsys) -> tuple[Cli, str]:
    """A headquarters that disagrees with its office about two fields of a record, and the record's number."""
    ref = add(cli, tmp_path, venue="hall")
    hq = Cli(capsys, make_office("HQ", "hq").paths.home)
    hq("receive", cli("export", "--peer", "HQ", "--to", str(tmp_path))["file"])
    cli("set", ref, "venue=school", "planned_start=2026-03-01")
    hq("set", ref, "venue=square", "planned_start=2026-03-02")
    hq("receive", cli("export", "--peer", "HQ", "--to", str(tmp_path))["file"])
    return hq, ref


def test_a_conflict_tells_its_whole_story(disputed: tuple[Cli, str]):
    hq, ref = disputed
    start, venue = hq("conflicts")["conflicts"]
    assert (venue["title"], venue["type"], venue["kind"], venue["sides"]) == (
        "Language rights",
        "town_hall",
        "changed",
        2,
    )
    assert (venue["base"], venue["bases"], start["base"], start["bases"]) == ("hall", ["hall"], None, [])
    assert [(v["value"], v["laptop"], v["reason"], v["at"][:2]) for v in venue["values"]] == [
        ("square", "HQ-A", "", "20"),
        ("school", "MIT-A", "", "20"),
    ]
    text = hq.text("conflicts")
    assert "without knowing of each other" in text and "it was: 'hall'" in text and "(MIT-A)" in text


def test_all_conflicts_are_resolved_by_one_rule_after_a_plan(disputed: tuple[Cli, str]):
    hq, ref = disputed
    before = hq("conflicts")
    plan = hq("resolve", "--all", "--office", "mit", "--dry-run")
    assert (plan["decided"], plan["left"], plan["batch"]) == (2, 0, "") and hq("conflicts") == before
    assert "2 would be decided" in hq.text("resolve", "--all", "--office", "MIT", "--dry-run")
    assert hq("resolve", "--all", "--office", "PRZ")["decided"] == 0 and hq("conflicts") == before
    one = hq("resolve", "--all", "--office", "MIT", "--field", "venue", "--reason", "they were there")
    assert [(d["ref"], d["field"], d["value"]) for d in one["decisions"]] == [(ref, "venue", "school")]
    assert [c["field"] for c in hq("conflicts")["conflicts"]] == ["planned_start"]
    assert "they were there" in [entry["reason"] for entry in hq("history", ref)["history"]]
    hq("undo", one["batch"])
    done = hq("resolve", "--all", "--office", "HQ")
    assert [d["value"] for d in done["decisions"]] == ["2026-03-02", "square"] and hq("conflicts") == {"conflicts": []}
    hq("undo")
    assert len(hq("conflicts")["conflicts"]) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("TH-1",),
        ("TH-1", "venue"),
        ("--all",),
        ("--office", "MIT"),
        ("TH-1", "venue", "--value", "x", "--dry-run"),
        ("TH-1", "venue", "--all", "--office", "MIT"),
        ("TH-1", "venue", "--take", "x", "--value", "y"),
    ],
)
def test_half_a_resolve_is_wrong_usage(cli: Cli, wrong: tuple[str, ...]):
    with pytest.raises(SystemExit) as ended:
        cli.text("resolve", *wrong)
    assert ended.value.code == 2


@pytest.mark.parametrize("suffix", [".pdf", ".png"])
def test_a_summary_is_drawn(cli: Cli, tmp_path: Path, suffix: str):
    ref = add(cli, tmp_path)
    file = tmp_path / f"out{suffix}"
    cli("summary", ref, "--to", str(file), "--paper", "letter")
    assert file.read_bytes()[:4] in (b"%PDF", b"\x89PNG")


def test_backup_and_restore_go_back_in_time(cli: Cli, tmp_path: Path):
    add(cli, tmp_path)
    before = cli.text("dump")
    backup = cli("backup")["file"]
    add(cli, tmp_path)
    after = cli.text("dump")
    answer = cli("restore", backup)
    assert cli.text("dump") == before
    cli("restore", answer["before"])
    assert cli.text("dump") == after
    add(cli, tmp_path)
    assert cli("verify")["ok"]


IMPOSSIBLE = [
    (("show", "TH-1"), "no record"),
    (("set", "TH-1", "venue=x"), "no record"),
    (("delete", "TH-1"), "no record"),
    (("history", "TH-1"), "no record"),
    (("list", "meeting"), "no record type"),
    (("add", "meeting", "--file", "{json}"), "no record type"),
    (("add", "town_hall", "--file", "{missing}"), "no file"),
    (("add", "town_hall", "--file", "{text}"), "not a JSON object"),
    (("add", "town_hall", "--file", "{list}"), "not a JSON object"),
    (("set", "TH-1", "venue=a", "venue=b"), "given twice"),
    (("show", "\udcff"), "cannot be read"),
    (("export", "--peer", "a/b", "--to", "{here}"), "cannot be an office code"),
    (("export", "--peer", "", "--to", "{here}"), "cannot be an office code"),
    (("demo", "{text}"), "not empty"),
    (("undo",), "nothing to undo"),
    (("undo", "xyz"), "no change"),
    (("resolve", "TH-1", "venue", "--value", "x"), "no record"),
    (("export", "--peer", "HQ", "--to", "{missing}"), "no such folder"),
    (("export", "--peer", "HQ", "--to", "{here}", "--from", "yesterday-ish"), "not a date"),
    (("export", "--peer", "a/b", "--to", "{here}", "--profile", "public"), "cannot be the name of a receiver"),
    (("receive", "{missing}"), "no file"),
    (("receive", "{text}"), "it is plain text"),
    (("import", "{missing}"), "{missing}"),
    (("import", "{text}"), "text.json"),
    (("restore", "{text}"), "not a backup"),
    (("restore", "{missing}"), "no file"),
    (("summary", "TH-1", "--to", "{here}/x.pdf"), "no record"),
    (("summary", "TH-1", "--to", "{here}/x.doc"), "must end in"),
]


@pytest.mark.parametrize(("arguments", "sentence"), IMPOSSIBLE, ids=lambda value: "-".join(value)[:40])
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_written(
    cli: Cli, tmp_path: Path, arguments: tuple[str, ...], sentence: str
):
    files = {"missing": tmp_path / "none", "text": tmp_path / "text.json", "list": tmp_path / "list.json"}
    files["text"].write_text("hello")
    files["list"].write_text("[1]")
    places = {name: str(path) for name, path in files.items()} | {"json": write(tmp_path), "here": str(tmp_path)}
    before = cli.text("dump")
    assert cli.text(*(a.format(**places) for a in arguments), code=1) == ""
    assert sentence.format(**places) in cli.error and "Traceback" not in cli.error
    assert len(cli.error.strip().splitlines()) == 1
    assert cli.text("dump") == before


@pytest.mark.parametrize("arguments", [(), ("fly",), ("show",), ("resolve", "x", "y"), ("init", "--role", "king")])
def test_wrong_usage_is_exit_2(cli: Cli, arguments: tuple[str, ...]):
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    assert stop.value.code == 2


def test_without_an_office_every_command_says_so(cli: Cli, tmp_path: Path):
    cli.home = tmp_path / "nowhere"
    for command in ("verify", "dump", "conflicts", "backup"):
        cli.text(command, code=1)
        assert "no office" in cli.error
    assert not cli.home.exists()


def test_the_demo_goes_the_whole_way_round(cli: Cli, tmp_path: Path):
    answer = cli("demo", str(tmp_path / "demo"))
    steps = [step["step"] for step in answer["steps"]]
    assert list(dict.fromkeys(steps)) == ["entry", "export", "receive", "correct", "back", "paper", "verify"]
    files = [Path(step["file"]) for step in answer["steps"] if "file" in step]
    assert len(files) >= 6 and all(file.stat().st_size > 5_000 for file in files)
    assert all(step["ok"] for step in answer["steps"] if step["step"] == "verify")
    cli.text("demo", str(tmp_path / "demo"), code=1)
    assert "not empty" in cli.error


def test_a_damaged_office_is_restored_and_the_damaged_file_is_kept(cli: Cli, tmp_path: Path):
    add(cli, tmp_path)
    before = cli.text("dump")
    backup = cli("backup")["file"]
    database = cli.home / "office.db"
    content = bytearray(database.read_bytes())
    for place in (4096 * 2, len(content) // 2):
        content[place : place + 200] = bytes(200)
    database.write_bytes(content)
    cli.text("backup", code=1)
    assert "is damaged" in cli.error
    cli("restore", backup)
    assert cli.text("dump") == before and cli("verify")["ok"]
    (kept,) = (cli.home / "backups").glob("replaced-*/office.db")
    assert kept.read_bytes()[:8192] == bytes(content[:8192])


def test_two_fields_that_move_together_are_resolved_together(cli: Cli, tmp_path: Path, make_office, capsys):
    ref = add(cli, tmp_path, kind="project", approved_amount="1.00", currency="USD")
    hq = Cli(capsys, make_office("HQ", "hq").paths.home)
    hq("receive", cli("export", "--peer", "HQ", "--to", str(tmp_path))["file"])
    cli("set", ref, "approved_amount=2.00")
    hq("set", ref, "currency=EUR")
    hq("receive", cli("export", "--peer", "hq", "--to", str(tmp_path))["file"])
    (conflict,) = hq("conflicts")["conflicts"]
    assert conflict["field"] == "approved_amount"
    for value in ('{"foo": 1}', '{"approved_amount": "3"}', "3"):
        hq.text("resolve", ref, "approved_amount", "--value", value, code=1)
        assert "approved_amount, currency" in hq.error
    hq("resolve", ref, "currency", "--value", '{"approved_amount": "3", "currency": "EUR"}')
    assert hq("show", ref)["values"]["approved_amount"] == "3.00"


def test_an_office_on_a_read_only_disk_is_not_called_damaged(cli: Cli, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise ready.sqlcipher.OperationalError("unable to open database file")

    monkeypatch.setattr(ready, "connect", refuse)  # root may write anywhere, so the disk's answer is played
    cli.text("verify", code=1)
    assert "can only be read" in cli.error and "damaged" not in cli.error


def test_rows_to_mend_are_written_for_trackers_and_parcels(cli: Cli, tmp_path: Path, make_office, capsys):
    table = "| Title | Start date |\n| Visit | 2026-03-12 |\n| Tour | in spring |"
    tracker, fixup = str(workbook(tmp_path / "list.xlsx", table)), str(tmp_path / "fix.xlsx")
    answer = cli("import", tracker, "--dry-run", "--fixup", fixup)
    assert (answer["problem"], answer["fixup"]) == (1, fixup) and Path(fixup).exists()
    assert answer["problems"][0].keys() >= {"sheet", "row", "column", "code", "message"}
    good = str(workbook(tmp_path / "good.xlsx", "| Title | Start date |\n| Visit | 2026-03-12 |"))
    assert cli("import", good, "--dry-run", "--fixup", str(tmp_path / "none.xlsx"))["fixup"] == ""

    hq = Cli(capsys, make_office("HQ", "hq").paths.home)
    files = []
    for name in ("one", "two"):
        add(cli, tmp_path, venue=name)
        sent = Path(cli("export", "--peer", "HQ", "--to", str(tmp_path))["file"])

        def change(page):
            page.cell(3, column(page, "#adm2+code+v_kas")).value = "Atlantis"
            page.cell(1, 160).value, page.cell(3, 160).value = "Our remark", "x"

        files.append(str(edit(sent, "Town halls", change)))
    answer = hq("receive", files[1], "--dry-run", "--fixup", fixup)["parcels"][0]
    assert (answer["problem"], answer["fixup"]) == (1, fixup)
    assert [notice["code"] for notice in answer["notices"]] == ["saved-again", "columns-own"]
    both = hq("receive", *files, "--fixup", fixup)["parcels"]
    assert [Path(one["fixup"]).name for one in both] == ["fix-1.xlsx", "fix-2.xlsx"]
    said = hq.text("receive", files[0])
    assert "Town halls: Columns that are not part of the parcel were left aside: Our remark." in said
    assert "Town halls, row 3, Municipality: 'Atlantis' is not in the list" in said


def test_a_workbook_without_its_hidden_sheet_is_sent_to_the_import(cli: Cli, tmp_path: Path, make_office, capsys):
    add(cli, tmp_path)
    file = cli("export", "--peer", "HQ", "--to", str(tmp_path))["file"]
    book = load_workbook(file)
    del book["_sync"]
    book.save(tmp_path / "stripped.xlsx")
    hq = Cli(capsys, make_office("HQ", "hq").paths.home)
    hq.text("receive", str(tmp_path / "stripped.xlsx"), code=1)
    assert "bring its rows in as a list with Import" in hq.error
    answer = hq("import", str(tmp_path / "stripped.xlsx"))
    assert (answer["read"], answer["new"], answer["problem"]) == (1, 1, 0)
    assert hq.text("dump") == cli.text("dump")
    hq.text("import", file, code=1)
    assert "Receive it instead" in hq.error


def test_a_reader_who_stops_early_is_no_error():
    program = [sys.executable, "-c", "import sys; from db.cli import main; sys.exit(main(['catalogue']))"]
    running = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    running.stdout.close()  # before anything was written
    assert running.communicate()[1] == b""
    assert running.returncode == 0
