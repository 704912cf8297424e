"""Importing whole trackers into a real office."""

from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.errors import KnownError
from db.progress import Cancelled
from db.records import delete, find, gestures, list_uids, restore, undo, update, view
from db.records.views import RecordView
from db.store import Office, verify
from db.trackers import ImportResult, import_tracker
from tests.builders import dumped
from tests.trackers.sheets import workbook

THREE = """
| No | Title           | Type      | Start date | End date   | Municipality | Partner | People | Women | Men | Notes |
|----|-----------------|-----------|------------|------------|--------------|---------|--------|-------|-----|-------|
| 1  | Language rights | Town hall | 2026-03-12 | 2026-03-12 | Звечан       | Bridges | 60     | 41    | 9   | Good. |
| 2  | Young voices    | Workshop  | 2026-04-01 | 2026-04-02 | prishtine    | -       |        | 12    | 10  |       |
| 3  | Clean river     | Project   | 2026-05-01 |            | XK28         | Eko     |        |       |     | Waste |
"""


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return workbook(tmp_path / "three.xlsx", THREE)


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    return result.read, result.new, result.duplicate, result.problem


def only(office: Office, kind: str) -> RecordView:
    """The one record of a kind."""
    with office.read() as reading:
        (uid,) = list_uids(reading, kind)
        return view(reading, find(reading, uid))


def undone(office: Office, batch: str = "") -> None:
    with office.write("undo") as write:
        undo(write, batch)


def test_an_ordinary_list_enters_at_once(office: Office, three: Path) -> None:
    result = import_tracker(office, three)
    assert counts(result) == (3, 3, 0, 0)
    assert result.mapping == "Simple list of activities"
    assert result.sheets == ("Sheet1",)

    hall = only(office, "town_hall")
    assert hall.values["title_en"] == "Language rights"
    assert hall.values["planned_start"] == "2026-03-12"
    assert office.mission.lists["municipality"].label(str(hall.values["municipality"])).startswith("Zve")
    assert hall.values["total"] == 60
    assert hall.values["description"] == "Good."
    assert [astuple(tally) for tally in hall.tallies] == [("sex", "men", 9), ("sex", "women", 41)]
    assert hall.values["classification"] == "UNCLASSIFIED"
    assert str(hall.values["ref"]).startswith("TH-")

    other = only(office, "other_activity")
    assert other.values["description"] == "Type: Workshop"  # a type we do not know is kept as it was said
    assert [tally.count for tally in other.tallies] == [10, 12]
    assert other.values["partner"] is None
    assert only(office, "project").values["title_en"] == "Clean river"
    assert verify(office).ok


def test_a_dry_run_says_the_same_and_writes_nothing(office: Office, three: Path) -> None:
    before = dumped(office)
    planned = import_tracker(office, three, dry_run=True)
    assert planned.batch == ""
    assert dumped(office) == before
    with office.read() as reading:
        assert gestures(reading) == []
    assert list(office.paths.backups.iterdir()) == []
    done = import_tracker(office, three)
    assert counts(done) == counts(planned)
    assert done.batch != ""
    with office.read() as reading:
        (gesture,) = gestures(reading)
    assert (gesture.id, gesture.kind, gesture.reason) == (done.batch, "import", "three.xlsx")
    assert len(list(office.paths.backups.iterdir())) == 1  # taken before the import


def test_importing_twice_gives_only_duplicates(office: Office, three: Path) -> None:
    import_tracker(office, three)
    before = dumped(office)
    again = import_tracker(office, three)
    assert counts(again) == (3, 0, 3, 0)
    assert again.batch == ""
    assert dumped(office) == before


def test_one_undo_takes_the_import_back_and_it_can_come_again(office: Office, three: Path) -> None:
    before = dumped(office)
    import_tracker(office, three)
    full = dumped(office)
    undone(office)
    assert dumped(office) == before
    assert counts(import_tracker(office, three)) == (3, 3, 0, 0)
    assert dumped(office) == full
    undone(office)
    assert dumped(office) == before
    assert verify(office).ok


def test_a_record_that_was_edited_after_its_import_is_still_the_same_one(office: Office, three: Path) -> None:
    import_tracker(office, three)
    ref = only(office, "town_hall").ref
    with office.write("save") as write:
        update(write, ref, {"title_en": "Language rights for all"})
    assert counts(import_tracker(office, three)) == (3, 0, 3, 0)
    assert only(office, "town_hall").values["title_en"] == "Language rights for all"


def test_a_record_that_was_deleted_comes_back_with_its_number(office: Office, three: Path) -> None:
    import_tracker(office, three)
    ref = only(office, "town_hall").ref
    with office.write("delete") as write:
        delete(write, ref)
    assert counts(import_tracker(office, three)) == (3, 1, 2, 0)
    assert only(office, "town_hall").ref == ref
    with office.write("restore") as write, pytest.raises(KnownError, match="not deleted"):
        restore(write, ref)


def test_two_laptops_of_an_office_mean_the_same_records_and_two_offices_their_own(
    office: Office, make_office: Callable[..., Office], three: Path
) -> None:
    twin, other = make_office("MIT", laptop="B"), make_office("PEJ")
    for one in (office, twin, other):
        import_tracker(one, three)
    for kind in ("town_hall", "other_activity", "project"):
        assert only(office, kind).key == only(twin, kind).key != only(other, kind).key


def test_a_renamed_reordered_copy_is_the_same_tracker(office: Office, three: Path, tmp_path: Path) -> None:
    import_tracker(office, three)
    book = load_workbook(three)
    sheet = book.worksheets[0]
    sheet.insert_rows(1, 3)
    sheet["A1"] = "Mitrovica field office: activities"
    sheet["B4"] = " TITLE\n(in English) "
    sheet.move_range("K4:K7", cols=4)  # the description further right
    book.save(tmp_path / "copy.xlsx")
    assert counts(import_tracker(office, tmp_path / "copy.xlsx")) == (3, 0, 3, 0)


@pytest.mark.parametrize("call", range(5))
def test_cancelling_leaves_nothing(office: Office, tmp_path: Path, call: int) -> None:
    lines = "\n".join(f"| Meeting {n} | 2026-03-12 | {n} |" for n in range(150))
    file = workbook(tmp_path / "many.xlsx", f"| Title | Start date | Women |\n{lines}")
    before = dumped(office)
    calls = 0

    def stop(done: int, total: int) -> None:
        nonlocal calls
        assert 0 <= done <= total
        if calls == call:
            raise Cancelled
        calls += 1

    with pytest.raises(Cancelled):
        import_tracker(office, file, progress=stop)
    assert dumped(office) == before
    assert verify(office).ok
    assert counts(import_tracker(office, file)) == (150, 150, 0, 0)


def test_the_file_is_not_touched(office: Office, three: Path) -> None:
    before = three.read_bytes()
    import_tracker(office, three)
    assert three.read_bytes() == before


def test_all_fitting_sheets_are_read_and_the_others_are_named(office: Office, tmp_path: Path) -> None:
    month = "| Title | Date |\n| {} | 2026-0{}-01 |"
    file = workbook(
        tmp_path / "months.xlsx",
        January=month.format("Meeting", 1),
        February=month.format("Meeting", 2),
        Lists="| Kinds |\n| Meeting |",
    )
    result = import_tracker(office, file)
    assert counts(result) == (2, 2, 0, 0)
    assert result.sheets == ("January", "February")
    assert result.other_sheets == ("Lists",)


def test_an_unknown_table_is_refused_with_its_first_headers(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "stock.xlsx", "| Stock list |\n| Item | Quantity |\n| Chairs | 12 |")
    with pytest.raises(KnownError, match="begins with Item, Quantity") as caught:
        import_tracker(office, file)
    assert caught.value.code == "no-mapping"


def test_a_list_of_recommendations_needs_its_set(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "set.xlsx", "| No. | Recommendation |\n|---|---|\n| 1 | Open the archive |")
    with pytest.raises(KnownError, match="nobody said of which set"):
        import_tracker(office, file)
    with pytest.raises(KnownError, match="no record"):
        import_tracker(office, file, into="Forum of 1999")
