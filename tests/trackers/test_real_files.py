"""Real trackers and some 380 workbooks that break importers; they lie beside the checkout and are never part of it."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from db.errors import KnownError
from db.records import find, list_uids, undo, view
from db.schema.tables import activity
from db.store import Office, verify
from db.trackers import import_tracker
from tests.builders import dumped
from tests.conftest import SHARED

ODD = SHARED / "data" / "odd_workbooks"
FOLDERS = sorted(folder.name for folder in ODD.iterdir()) if ODD.is_dir() else []


def test_the_congolese_tracker(office: Office, shared: Path) -> None:
    file = shared / "data" / "extrait_mai_2025.xlsx"
    before = dumped(office)
    result = import_tracker(office, file)
    assert (result.read, result.new, result.duplicate, result.problem) == (4343, 3951, 390, 2)
    assert [(p.row, p.column) for p in result.problems if p.code == "date-time-only"] == [
        (3341, "DATE DEBUT"),
        (3342, "DATE DEBUT"),
    ]
    assert len(result.problems) == 2
    with office.read() as reading:
        views = [view(reading, find(reading, uid)) for uid in list_uids(reading, "other_activity")]
    flagged = [v for v in views if "end-before-start" in {problem.code for problem in v.problems}]
    assert len(flagged) == 9
    assert result.other_sheets == ()

    with office.read() as reading:
        (uid,) = list_uids(reading, "other_activity", "ADSSE Irumu Bunia")[:1]
        values = view(reading, find(reading, uid)).values
    assert values["title_fr"]
    assert values["settlement"] == "Bunia, Irumu, Ituri"
    assert values["status"] == "active"
    assert values["municipality"] is None
    assert "Acronyme: ADSSE" in str(values["description"])

    again = import_tracker(office, file, dry_run=True)
    assert (again.read, again.new, again.duplicate, again.problem) == (4343, 0, 4341, 2)
    with office.write("undo") as write:
        undo(write)
    assert dumped(office) == before


def test_no_fact_of_a_row_is_lost(office: Office, shared: Path) -> None:
    """Every cell of a row, read without our code, is somewhere in a record of its organisation."""
    file = shared / "data" / "extrait_mai_2025.xlsx"
    lines = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    problems = {problem.row for problem in import_tracker(office, file).problems}
    with office.read() as reading:
        records = [" ".join(" ".join(map(str, row)).split()) for row in reading.connection.execute(select(activity))]
    for number in range(2, len(lines) + 1, 20):
        texts = [" ".join(_text(cell).split()) for cell in lines[number - 1] if cell not in ("", "-")]
        own = [record for record in records if texts[-1] in record]
        assert number in problems or any(all(text in record for text in texts) for record in own), f"row {number}"


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


@pytest.mark.parametrize("name", ["3w_tcd_avr2025.xlsx", "Administrative-Bulk-Import-Template-Local-Units.xlsx"])
def test_other_real_workbooks_end_in_a_sentence(office: Office, shared: Path, name: str) -> None:
    with pytest.raises(KnownError) as caught:
        import_tracker(office, shared / "data" / name)
    assert caught.value.code == "no-mapping"
    assert verify(office).ok


def test_the_chad_tracker_with_a_mapping_of_its_own(office: Office, shared: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "chad.toml"
    mapping.write_text(
        """
        name = "3W"
        kind = "other_activity"
        [field.title_fr]
        join = ["Acronyme", "Cluster"]
        needed = true
        [field.settlement]
        join = ["Departement", "Province"]
        [field.partner]
        column = "Organisation"
        """,
        encoding="utf-8",
    )
    result = import_tracker(office, shared / "data" / "3w_tcd_avr2025.xlsx", mapping=mapping)
    assert result.read == 1556  # the line of HXL tags below the header is not a row
    assert result.read == result.new + result.duplicate + result.problem
    assert result.other_sheets == ("3W Physique",)


@pytest.mark.skipif(not FOLDERS, reason="the folder of odd workbooks is not beside this checkout (../shared)")
@pytest.mark.parametrize("folder", FOLDERS)
def test_odd_workbooks_end_in_a_result_or_a_sentence(office: Office, folder: str) -> None:
    for file in sorted((ODD / folder).iterdir()):
        ends = ("result", "not-a-workbook", "workbook-too-large", "no-mapping", "password-needed")
        assert _ending(office, file) in ends, file.name
    assert verify(office).ok


def _ending(office: Office, file: Path) -> str:
    before = dumped(office)
    try:
        result = import_tracker(office, file)
    except KnownError as error:
        return error.code if dumped(office) == before else "something was left behind"
    return "result" if result.read == result.new + result.duplicate + result.problem else "rows were lost"
