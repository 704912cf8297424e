"""US-07: food for 375 families, school items for 320 children, care for 9 persons: three counts and no sum."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.errors import KnownError
from db.parcels import export_parcel
from db.records import create, reached, reached_in_all
from db.store import Office
from tests.parcels.helpers import column


def test_each_unit_keeps_its_own_count_and_nobody_adds_them(office: Office, tmp_path: Path):
    with office.write("save") as write:
        project = create(write, "project", {"title_en": "Mitrovica South, May 2020", "municipality": "XK11"})
        create(write, "output", {"activity": project.uid, "what": "Food", "households": 375})
        with pytest.raises(KnownError, match="321 is more than the whole of 320"):
            create(write, "output", {"activity": project.uid, "what": "School items", "people": 320, "children": 321})
        create(write, "output", {"activity": project.uid, "what": "School items", "people": 320, "children": 320})
        create(write, "output", {"activity": project.uid, "what": "Care items", "people": 9})
    with office.read() as reading:
        assert reached(reading, project.uid) == {"households": 375, "people": 329, "children": 320}
        with pytest.raises(KnownError, match=r"329 people.*Households are not people"):
            reached_in_all(reading, project.uid)

    page = load_workbook(export_parcel(office, "HQ", tmp_path).file)["Outputs"]
    rows = {
        page.cell(number, column(page, "#output+name")).value: {
            tag: page.cell(number, column(page, tag)).value
            for tag in ("#reached+hh", "#reached+ind", "#reached+ind+children")
        }
        for number in range(3, page.max_row + 1)
    }
    assert rows == {
        "Food": {"#reached+hh": 375, "#reached+ind": None, "#reached+ind+children": None},
        "School items": {"#reached+hh": None, "#reached+ind": 320, "#reached+ind+children": 320},
        "Care items": {"#reached+hh": None, "#reached+ind": 9, "#reached+ind+children": None},
    }
