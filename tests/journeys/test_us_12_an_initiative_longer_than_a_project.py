"""US-12: one initiative over two budget years, each project inside its own cycle and ceiling; then other donors."""

from pathlib import Path

import pytest

from db.catalogue import RECORD_TYPES
from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels
from db.projects import money
from db.records import create, find, list_parts, missing_for, project_file, view
from db.reports import summarise
from db.store import Office
from tests.builders import dumped
from tests.projects.papers import add, cycle, proposal

YEARS = {"2016-17": ("2016-07-01", "2017-06-30", "2017-06-15"), "2017-18": ("2017-07-01", "2018-06-30", "2018-06-30")}


def test_the_chain_of_projects_and_the_hand_over(office: Office, make_office, tmp_path: Path):
    initiative = add(
        office,
        "initiative",
        title_en="Missing Persons Resource Centre",
        start="2017-03-01",
        description="A place where families' associations of all communities work together.",
        handed_over_to="Other donors",
        handed_over_on="2018-06-30",
    )
    projects: dict[str, str] = {}
    for budget_year, (start, end, cutoff) in YEARS.items():
        days = {"year_start": start, "year_end": end, "cutoff": cutoff, "call_deadline": f"{end} 23:59 CEST"}
        year = cycle(office, title_en=f"CBP {budget_year}", budget_year=budget_year, **days)
        received = f"{start} 10:00 CEST"
        projects[budget_year] = proposal(
            office, year, title_en=f"Resource centre {budget_year}", requested_amount="25000.00", received_at=received
        )
        add(office, "initiative_link", activity=projects[budget_year], initiative="missing persons resource centre")
        donor = {"source": "FUND-MB", "amount": "25000.00", "currency": "USD", "start": start, "end": end}
        add(office, "funding", project=projects[budget_year], **donor)

    def look(there: Office) -> None:
        with there.read() as reading:
            links = [p for p in list_parts(reading, "initiative_link") if p.values["initiative"] == initiative.uid]
            assert {link.owner for link in links} == set(projects.values())
            for budget_year, uid in projects.items():
                file = project_file(reading, uid)
                assert file.rule("budget_year") == budget_year and str(money(file).requested) == "25000.00"
                assert missing_for(reading, uid, "submitted") == [], "each is inside its own ceiling"
                (line,) = list_parts(reading, "funding", uid)
                assert (line.values["start"], line.values["end"]) == YEARS[budget_year][:2]
            seen = view(reading, initiative).values
            page = summarise(reading, find(reading, projects["2016-17"]), printed_at="2018-09-01T10:00:00Z")
        assert page.project is not None
        assert {fact.label: fact.value for fact in page.project.standing}["Initiative"] == (
            "Missing Persons Resource Centre; together with Resource centre 2017-18; "
            "handed over to Other donors on 30 June 2018"
        )
        assert (seen["start"], seen["handed_over_on"], seen["handed_over_to"]) == (
            *("2017-03-01", "2018-06-30"),
            "Other donors",
        )

    look(office)
    hq = make_office("HQ", "hq")
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    look(hq)
    assert dumped(hq) == dumped(office)


def test_victims_have_no_place_in_it(office: Office):
    with pytest.raises(KnownError, match="has no field 'victims'"), office.write("save") as write:
        create(write, "initiative", {"title_en": "t", "victims": "names"})
    keys = {field.key for kind in RECORD_TYPES.values() for field in kind.fields}
    assert not [key for key in keys if any(word in key for word in ("victim", "survivor", "birth", "iban", "bank"))]
