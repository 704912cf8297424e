"""US-13: two shelters: protected by themselves, a bed is an output, nobody is counted, nothing leads to the door."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db import attachments
from db.errors import KnownError
from db.parcels import consolidate, export_parcel, publish, receive_parcels
from db.records import create, list_uids, sum_people, update, view
from db.reports import summarise
from db.store import Office
from tests.attachments.pictures import photo
from tests.parcels.test_profiles import words
from tests.people.test_venue_hunt import cells, paper

DOOR = ("rruga e fshehur", "42.7701", "skrivena kula")


def test_nothing_leads_to_the_door_of_a_shelter(make_office: Callable[..., Office], tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    with office.write("save") as write:
        north = create(
            write,
            "project",
            {"title_en": "Regional shelter in the north", "municipality": "XK12", "actual_start": "2020-06-01"}
            | {"venue": "Rruga e Fshehur 7", "latitude": "42.7701", "longitude": "20.8402", "status": "completed"},
        )
        novo = create(
            write,
            "other_activity",
            {"title_en": "Opening", "activity_type": "survivor_services", "municipality": "XK14", "status": "held"}
            | {"venue": "Skrivena Kula", "actual_start": "2019-02-07", "description": "In the Skrivena Kula."},
        )
        open_day = create(write, "town_hall", {"title_en": "Town hall", "municipality": "XK14"})
        create(write, "output", {"activity": north.uid, "what": "Places for up to 20 occupants", "delivered": 20})
        create(
            write, "output", {"activity": novo.uid, "what": "Places for up to 12 women and children", "delivered": 12}
        )
    with office.read() as reading:
        assert [view(reading, key).values["protected"] for key in (north, novo, open_day)] == ["yes", "yes", None]
        assert [view(reading, key).values["total"] for key in (north, novo)] == [None, None]
        assert sum_people(reading, [north.uid, novo.uid]) == {}, "those who live there are never counted"
    with pytest.raises(KnownError, match="protected place"):
        attachments.attach(office, north.uid, [attachments.prepare_bytes(photo(), "front.jpg")])
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    files = [publish(office, "public", "press", tmp_path).file]
    consolidate(hq, tmp_path / "merged.xlsx")
    files.append(tmp_path / "merged.xlsx")
    for file in files:
        everything = cells(file) + words(file).lower()  # hidden sheets, comments and properties too
        assert not [word for word in DOOR if word in everything]
    sheet = load_workbook(files[0])["Activities"]
    tags = [cell.value for cell in sheet[2]]
    told = {row[tags.index("#adm2+code+v_kas")]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert told.keys() >= {"XK12", "XK14"}, "the municipality is told"
    assert [told[place][tags.index("#reached+ind+total")] for place in ("XK12", "XK14")] == [None, None]
    assert {"20", "12"} <= {str(cell.value) for row in load_workbook(files[1])["Outputs"].iter_rows() for cell in row}
    with hq.read() as reading:
        for kind, asked in (("project", "fshehur"), ("other_activity", "skrivena kula")):
            assert list_uids(reading, kind, asked) == []
        for key in (north, novo):
            printed = paper(summarise(reading, key, language="en", printed_at=hq.clock()))
            assert not [word for word in DOOR if word in printed]
            assert ("leposavi" if key == north else "novo brdo") in printed
    with office.write("save") as write:
        update(write, novo.uid, {"protected": "no"})
    with office.read() as reading:
        assert view(reading, novo).values["protected"] == "no", "a person may say otherwise"
