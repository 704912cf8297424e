"""US-09: 150 delegates of the fourth assembly, from municipalities and from five places besides."""

from pathlib import Path

import pytest

from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels
from db.records import coverage, create, draft_project, list_parts, undo, view
from db.store import Office
from tests.builders import dumped, record

ELSEWHERE = ("Albania", "Bosnia and Herzegovina", "Crna Gora", "North Macedonia", "Србија")


def test_outsiders_live_somewhere_and_cover_no_municipality(office: Office, make_office, tmp_path: Path):
    assembly = record(
        office,
        "youth_assembly",
        title_en="Fourth Youth Assembly",
        edition=4,
        actual_start="2022-05-31",
        actual_end="2022-06-01",
        delegates=150,
    )
    with office.write("save") as write:
        for place, number in zip(("Graçanicë", "Звечан", *ELSEWHERE), (60, 40, 10, 10, 10, 10, 10), strict=True):
            create(write, "residence", {"activity": assembly.uid, "residence": place, "delegates": number})
        for number, kind in enumerate(("panel", "workshop", "role models"), 1):
            create(write, "session", {"activity": assembly.uid, "number": number, "session_type": kind})
        idea = {"number": 1, "title": "A podcast in two languages", "team": "Youth club", "municipality": "XK35"}
        raw = {"activity": assembly.uid, **idea, "amount": "4000", "currency": "USD"}
        idea_key = create(write, "project_idea", raw)
    with office.read() as reading:
        found = coverage(reading, assembly.uid)
        sessions = [row.values["session_type"] for row in list_parts(reading, "session", assembly.uid)]
        rows = list_parts(reading, "residence", assembly.uid)
    assert (found.municipalities, found.of) == (("XK29", "XK35"), 38)
    assert found.elsewhere == ("ALB", "BIH", "MKD", "MNE", "SRB")
    assert sum(int(str(row.values["delegates"])) for row in rows) == 150
    assert sessions == ["panel", "workshop", "informal"]

    before = dumped(office)
    with office.write("create") as write:
        project = draft_project(write, idea_key.uid)
    with office.read() as reading:
        seen = view(reading, project).values
        assert view(reading, idea_key).values["project"] == project.uid
    assert (seen["origin"], seen["status"], seen["title_en"]) == (assembly.uid, "draft", "A podcast in two languages")
    assert (seen["requested_amount"], seen["requested_currency"], seen["partner"]) == ("4000.00", "USD", "Youth club")
    with pytest.raises(KnownError, match="a project already"), office.write("create") as write:
        draft_project(write, idea_key.uid)
    hq = make_office("HQ", "hq")
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    assert dumped(hq) == dumped(office)
    with office.write("undo") as write:
        undo(write)
    assert dumped(office) == before, "one gesture, taken back as one"
