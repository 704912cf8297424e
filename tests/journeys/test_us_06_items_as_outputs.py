"""US-06: 37 municipalities and four lines of items."""

from pathlib import Path

from db.parcels import export_parcel, receive_parcels
from db.records import create, list_parts, municipalities, reached, reached_in_all, set_municipalities, view
from db.store import Office, verify
from tests.builders import dumped

ITEMS = [
    ("Food packages", "package", 2159),
    ("Hygiene packages", "package", 1450),
    ("Boxes of protective equipment", "box", 2764),
    ("Tablets", "device", 265),
]


def test_thirty_seven_of_thirty_eight_and_four_item_lines(office: Office, make_office, tmp_path: Path):
    everywhere = [entry.code for entry in office.mission.lists["municipality"].entries]
    assert len(everywhere) == 38
    with office.write("save") as write:
        project = create(
            write,
            "project",
            {
                "title_en": "Mayoral conference",
                "municipality": "XK18",
                "status": "active",
                "actual_start": "2020-02-12",
                "actual_end": "2020-06-30",
            },
        )
        create(write, "output", {"activity": project.uid, "what": "Meetings held", "item": "event", "delivered": 2})
        for what, item, number in ITEMS:
            days = {"start": "2020-05-12", "end": "2020-05-16"} if item == "package" else {}
            create(write, "output", {"activity": project.uid, "what": what, "item": item, "delivered": number, **days})
    with office.write("save", "select all, remove one") as write:
        set_municipalities(write, project.uid, everywhere)
        set_municipalities(write, project.uid, [code for code in everywhere if code != "XK31"])

    with office.read() as reading:
        covered = municipalities(reading, project.uid)
        assert len(covered) == 37 and set(everywhere) - set(covered) == {"XK31"}
        lines = {p.values["what"]: p.values["delivered"] for p in list_parts(reading, "output", project.uid)}
        assert lines == {"Meetings held": 2, **{what: number for what, _, number in ITEMS}}
        seen = view(reading, project)
        assert seen.values["total"] is None and seen.problems == (), "nobody counted people, and nobody is nagged"
        assert reached(reading, project.uid) == {} and reached_in_all(reading, project.uid) is None
    hq = make_office("HQ", "hq")
    (got,) = receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    assert (got.new, got.problem) == (1 + 5 + 37, 0), "36 further municipalities, and one that was taken back"
    assert dumped(hq) == dumped(office) and verify(hq).ok
