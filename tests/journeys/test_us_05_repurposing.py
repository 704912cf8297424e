"""US-05: tournaments become aid; one project, one modification, both plans in sight."""

from pathlib import Path

from db.parcels import export_parcel, receive_parcels
from db.records import create, find, history, list_parts, set_municipalities, update, view
from db.reports import maker_of, pdf
from db.reports.office import office_report
from db.store import Office
from tests.builders import dumped
from tests.projects.papers import add, cycle
from tests.reports.test_listing import texts_of


def test_one_project_one_modification_old_and_new_side_by_side(office: Office, make_office, tmp_path: Path):
    year = cycle(office, title_en="CBP 2019-20", budget_year="2019-20", cutoff="2020-06-15", year_end="2020-06-30")
    project = add(
        office,
        "project",
        title_en="Multi-ethnic sports tournaments",
        partner="LYAC",
        municipality="Zubin Potok",
        cycle=year.uid,
        status="active",
        planned_start="2020-03-01",
        planned_end="2020-05-31",
        direct=200,
    )
    with office.write("save") as write:
        create(write, "tag", {"activity": project.uid, "framework": "theme", "code": "youth", "start": "2020-01-15"})
        create(write, "deliverable", {"project": project.uid, "number": 1, "what": "Tournaments", "planned": 4})
    with office.write("modify", "pandemic") as write:
        create(
            write,
            "modification",
            {
                "project": project.uid,
                "day": "2020-03-25",
                "change": "repurpose",
                "cause": "pandemic",
                "reason": "No gatherings are allowed.",
                "before": "Multi-ethnic sports tournaments",
                "after": "Aid for elderly people and single parents in 64 villages, Čabra/Çabër among them",
                "effect": "Young people are replaced by elderly people and single parents.",
                "approver": "Programme manager",
            },
        )
        (old,) = list_parts(write, "deliverable", project.uid)
        update(write, old.uid, {"status": "dropped"})
        create(write, "deliverable", {"project": project.uid, "number": 2, "what": "Villages reached", "planned": 64})
        (youth,) = list_parts(write, "tag", project.uid)
        update(write, youth.uid, {"end": "2020-03-25"})
        create(write, "tag", {"activity": project.uid, "framework": "theme", "code": "relief", "start": "2020-03-25"})
        update(write, project.uid, {"direct": 640, "actual_start": "2020-03-01", "actual_end": "2020-05-31"})

    def look(there: Office) -> None:
        with there.read() as reading:
            (modification,) = list_parts(reading, "modification", project.uid)
            plan = {p.values["number"]: p.values for p in list_parts(reading, "deliverable", project.uid)}
            tags = {p.values["code"]: p.values.get("end") for p in list_parts(reading, "tag", project.uid)}
            seen = view(reading, find(reading, project.uid))
            told = {change[0] for entry in history(reading, project) for change in entry.changes}
        values = modification.values
        assert (values["change"], values["cause"], values["approver"]) == ("repurpose", "pandemic", "Programme manager")
        assert "64 villages" in str(values["after"]) and "tournaments" in str(values["before"])
        assert (plan[1]["what"], plan[1]["status"]) == ("Tournaments", "dropped")
        assert (plan[2]["what"], plan[2]["planned"]) == ("Villages reached", 64)
        assert tags == {"youth": "2020-03-25", "relief": None}
        assert seen.values["direct"] == 640 and {"direct", "deliverable.1.status"} <= told

    look(office)
    hq = make_office("HQ", "hq")
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    look(hq)
    assert dumped(hq) == dumped(office)
    with hq.read() as reading:
        (modified,) = list_parts(reading, "modification", query="pandemic 2020 03")
        march = office_report(reading, maker_of(hq), "monthly", ("2020-03-01", "2020-03-31"))
    assert modified.owner == project.uid
    said = " ".join(" ".join(texts_of(pdf(march))).split())
    assert "modified: 1" in said
    after = said[said.rindex("Modified") :]
    assert all(words in after for words in ("64 villages", "sports tournaments", "Programme manager"))


def test_both_municipalities_of_villages_can_be_named(office: Office):
    project = add(office, "project", title_en="t", municipality="XK28")
    with office.write("save") as write:
        set_municipalities(write, project.uid, ["XK28", "XK29"])
        set_municipalities(write, project.uid, ["XK28", "XK38"])
    with office.read() as reading:
        assert {p.values["municipality"] for p in list_parts(reading, "place", project.uid)} == {"XK38"}
