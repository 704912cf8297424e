"""US-13: two shelters: protected by themselves, a bed is an output, nobody is counted, nothing leads to the door."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db import attachments
from db.errors import KnownError
from db.parcels import consolidate, export_parcel, publish, receive_parcels
from db.records import create, list_uids, update, view
from db.reports import summarise
from db.store import Office
from tests.attachments.pictures import photo
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
    with office.read() as reading:
        assert [view(reading, key).values["protected"] for key in (north, novo, open_day)] == ["yes", "yes", None]
        assert view(reading, north).values["total"] is None, "those who live there are never counted"
    with pytest.raises(KnownError, match="protected place"):
        attachments.attach(office, north.uid, [attachments.prepare_bytes(photo(), "front.jpg")])
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    files = [publish(office, "public", "press", tmp_path).file]
    consolidate(hq, tmp_path / "merged.xlsx")
    files.append(tmp_path / "merged.xlsx")
    for file in files:
        assert not [word for word in DOOR if word in cells(file)]
    sheet = load_workbook(files[0])["Activities"]
    assert "XK12" in {cell.value for row in sheet.iter_rows(min_row=3) for cell in row}, "the municipality is told"
    with hq.read() as reading:
        for kind, words in (("project", "fshehur"), ("other_activity", "skrivena kula")):
            assert list_uids(reading, kind, words) == []
        for key in (north, novo):
            printed = paper(summarise(reading, key, language="en", printed_at=hq.clock()))
            assert not [word for word in DOOR if word in printed]
    with office.write("save") as write:
        update(write, novo.uid, {"protected": "no"})
    with office.read() as reading:
        assert view(reading, novo).values["protected"] == "no", "a person may say otherwise"
