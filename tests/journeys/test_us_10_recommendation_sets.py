"""US-10: a set of 135 comes in from a workbook with a gap; what an activity does for it is confirmed by a person."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from db.promises import RecommendationLine, confirm_status, proposed_statuses, recommendation_lines, set_lines
from db.records import create, make_known, undo
from db.store import Office, verify
from db.trackers import import_tracker
from tests.builders import record

THEMES = (
    *("Access to justice", "Education", "Economic empowerment and environment", "Media and communication"),
    *("Good governance and access to services", "Inter-religious trust-building"),
)
NAME = "Trust-building Forum 2018"
HEAD = ("No.", "Recommendation", "Theme", "Addressee", "Due", "Remarks")


def listed(path: Path, numbers: list[int], **changed: tuple[object, ...]) -> Path:
    """Write a list of made-up recommendations; `changed` are further rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Recommendations"
    sheet.append(HEAD)
    for number in numbers:
        sheet.append((number, f"Made-up text {number}", THEMES[number % 6], "Ministry", None, "from the forum"))
    for row in changed.values():
        sheet.append(row)
    book.save(path)
    return path


def test_a_set_of_135_with_one_missing(office: Office, tmp_path: Path):
    with office.write("save") as write:
        make_known(write, "recommendation_set")
    whole = [n for n in range(1, 136) if n != 87]
    file = listed(tmp_path / "set.xlsx", whole)
    look = import_tracker(office, file, into=NAME, dry_run=True)
    assert (look.read, look.new, look.duplicate, look.problem) == (134, 134, 0, 0)
    assert (look.missing, look.expected, look.batch) == ((87,), 135, "")
    taken = import_tracker(office, file, into=NAME)
    assert taken.new == 134
    again = import_tracker(office, file, into=NAME)
    assert (again.new, again.duplicate, again.problem, again.missing) == (0, 134, 0, (87,))
    last = import_tracker(office, listed(tmp_path / "last.xlsx", [87]), into=NAME)
    assert (last.new, last.missing) == (1, ())
    with office.read() as reading:
        lines = {line.title: line for line in set_lines(reading)}
    assert {(line.whole, line.entered, line.moving) for line in lines.values()} == {
        (50, 0, 0),
        (135, 135, 0),
        (27, 0, 0),
    }
    assert lines[NAME].statuses == {"no_activity": 135}, "three bars, and nothing has moved"

    advocacy = record(office, "project", title_en="Multi-ethnic Women Advocacy Group", municipality="XK38")
    for number in (3, 40, 87):
        with office.write("save") as write:
            path = f"{lines[NAME].ref}/recommendation/{number}"
            create(write, "contribution", {"activity": advocacy.uid, "recommendation": path, "kind": "direct"})
    with office.read() as reading:
        waiting = proposed_statuses(reading)
        assert {line.status for line in recommendation_lines(reading, date(2026, 1, 1))} == {"no_activity"}
    with office.write("save") as write:
        for one in waiting:
            confirm_status(write, one.uid)
    with office.read() as reading:
        moved = [line for line in recommendation_lines(reading, date(2026, 1, 1)) if line.status == "in_progress"]
        assert [(line.number, line.served) for line in moved] == [(3, 1), (40, 1), (87, 1)]
        (line,) = (line for line in set_lines(reading) if line.title == NAME)
    assert (line.moving, line.statuses) == (3, {"no_activity": 132, "in_progress": 3})
    with office.write("undo") as write:
        kept = undo(write, taken.batch).kept
    assert len(kept) == 2, "one undo takes the import back, but for what was confirmed since"
    assert verify(office).ok


def test_each_kind_of_fault_says_where(office: Office, tmp_path: Path):
    with office.write("save") as write:
        make_known(write, "recommendation_set")
    faults: dict[str, tuple[object, ...]] = {
        "twice": (2, "Another text", "Education", None, None, None),
        "same": (3, "Made-up text 3", THEMES[3], "Ministry", None, "from the forum"),
        "unknown": (4, "Text 4", "Fisheries", None, None, None),
        "other": (5, "Text 5", "Rule of law", None, None, None),
        "number": ("five", "Text", "Education", None, None, None),
        "none": (None, "Text", "Education", None, None, None),
        "date": (6, "Text 6", "Education", None, "31/02/2019", None),
    }
    file = listed(tmp_path / "set.xlsx", [1, 2, 3], **faults)
    result = import_tracker(office, file, into=NAME, dry_run=True)
    assert (result.read, result.new, result.duplicate, result.problem) == (10, 3, 1, 6)
    assert [(p.sheet, p.row, p.column, p.code) for p in result.problems] == [
        ("Recommendations", 5, "No.", "number-twice"),
        ("Recommendations", 7, "Theme", "code-unknown"),
        ("Recommendations", 8, "Theme", "theme-of-another-set"),
        ("Recommendations", 9, "No.", "count-unreadable"),
        ("Recommendations", 10, "No.", "needed"),
        ("Recommendations", 11, "Due", "date-impossible"),
    ]
    assert "row 3" in result.problems[0].message and "Access to justice" in result.problems[2].message
    assert result.missing == tuple(range(7, 136)), "a number with a problem is there and must be mended"
    import_tracker(office, listed(tmp_path / "one.xlsx", [1]), into=NAME)
    changed = listed(tmp_path / "two.xlsx", [], other=(1, "Changed text", None, None, None, None))
    (problem,) = import_tracker(office, changed, into=NAME).problems
    assert (problem.row, problem.column, problem.code) == (2, "No.", "number-taken")
    plan = import_tracker(office, changed, into=NAME, change=True, dry_run=True)
    assert (plan.read, plan.new, plan.changed, plan.problem) == (1, 0, 1, 0)
    before = {line.number: line for line in lines(office)}
    assert import_tracker(office, changed, into=NAME, change=True).changed == 1
    after = {line.number: line for line in lines(office)}
    assert (before[1].text, after[1].text) == ("Made-up text 1", "Changed text")
    assert after[1].theme == before[1].theme, "what the row does not say stays"
    with office.write("undo") as write:
        undo(write)
    assert {line.number: line for line in lines(office)} == before


def lines(office: Office) -> list[RecommendationLine]:
    with office.read() as reading:
        return recommendation_lines(reading, date(2026, 1, 1))


def test_each_set_has_its_own_themes(office: Office, tmp_path: Path):
    with office.write("save") as write:
        make_known(write, "recommendation_set")
    rows: dict[str, tuple[object, ...]] = {
        f"row{n}": (n, f"Text {n}", word, None, None, None)
        for n, word in enumerate(("Participation", "Protection", "Prevention", "Partnerships"), 1)
    }
    result = import_tracker(
        office, listed(tmp_path / "roadmap.xlsx", [], **rows), into="Kosovo Roadmap on Youth, Peace and Security"
    )
    assert (result.new, result.problem, result.expected) == (4, 0, 50)
    with office.read() as reading:
        themes = [line.theme for line in recommendation_lines(reading, date(2026, 1, 1))]
    assert themes == ["YPS-1", "YPS-2", "YPS-3", "YPS-4"]
