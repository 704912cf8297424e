"""Mapping files: the two that ship, and every way in which one can be wrong."""

from pathlib import Path

import pytest

from db.errors import KnownError
from db.store import Office
from db.trackers import import_tracker, known_mappings, load_mapping
from tests.trackers.sheets import workbook

GOOD = 'name = "T"\nkind = "town_hall"\n[field.title_en]\ncolumn = "Subject"\nneeded = true\n'


def test_the_shipped_mappings_are_read_and_have_names_of_their_own() -> None:
    names = [mapping.name for mapping in known_mappings()]
    assert len(names) == len(set(names)) >= 2


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("name =", "Invalid value"),
        ('kind = "picnic"', "kind must be one of project"),
        (GOOD.replace("needed = true", ""), "needed = true"),
        (GOOD.replace("title_en", "titel"), "no field 'titel'"),
        (GOOD.replace("title_en", "approved_amount"), "no field 'approved_amount'"),
        (GOOD.replace("column", "colum"), "unknown word 'colum'"),
        (GOOD.replace('"Subject"', '"?"'), "letters or digits"),
        (GOOD.replace('"Subject"', "12"), "text or a list"),
        ('dates = "us"\n' + GOOD, "dates must be"),
        (GOOD + '[[tally]]\ndimension = "height"\ncategory = "tall"\ncolumn = "X"\n', "a tally needs a dimension"),
        (GOOD + "[constants]\nref = 1\n", "no field 'ref'"),
        ("field = 3\n" + GOOD.split("[")[0], "field must be a table"),
        ("note = 3\n" + GOOD, "[[note]]"),
    ],
)
def test_a_wrong_mapping_is_refused_in_words(tmp_path: Path, text: str, detail: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        load_mapping(path)
    assert caught.value.code == "bad-mapping"
    assert detail in str(caught.value)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="There is no file"):
        load_mapping(tmp_path / "none.toml")
    with pytest.raises(KnownError, match="cannot be used"):
        load_mapping(tmp_path)


def test_a_given_mapping_names_the_column_it_misses(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD, encoding="utf-8")
    file = workbook(tmp_path / "a.xlsx", "| Title | Start date |\n| Visit | 2026-03-12 |")
    with pytest.raises(KnownError, match="no column 'Subject'") as caught:
        import_tracker(office, file, mapping=path)
    assert caught.value.code == "mapping-mismatch"


def test_a_mapping_can_name_its_sheet(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('sheet = "Data"\n' + GOOD, encoding="utf-8")
    file = workbook(tmp_path / "a.xlsx", Old="| Subject |\n| Visit |", DATA="| Subject |\n| Talk |")
    assert import_tracker(office, file, mapping=path).sheets == ("DATA",)
    file = workbook(tmp_path / "b.xlsx", Old="| Subject |\n| Visit |")
    with pytest.raises(KnownError, match="the sheet 'Data', which is not there"):
        import_tracker(office, file, mapping=path)


def test_of_two_mappings_the_one_with_more_columns_is_taken(office: Office, tmp_path: Path) -> None:
    header = "| Title | Start date | NOM ACTIVITE / PROJET2 | DATE DEBUT | DATE FIN | Nom organization | Province |"
    file = workbook(tmp_path / "both.xlsx", f"{header}\n| a | 2026-01-01 | b | 2026-01-01 | 2026-01-02 | c | d |")
    assert import_tracker(office, file, dry_run=True).mapping == "Suivi des activités, RDC"
