"""An office with something to tell in every section of its report: May 2020 in Mitrovica, and what lies around it."""

from datetime import date

from db.records import create, update
from db.store import Office
from tests.builders import counts
from tests.projects.papers import add, cycle

MAY = ("2020-05-01", "2020-05-31")


def ages(**bands: int) -> list[dict[str, object]]:
    """Tallies by age: `ages(_18_24=12)`."""
    return [{"dimension": "age", "category": name.strip("_"), "count": number} for name, number in bands.items()]


def repurposed(office: Office) -> str:
    """Write the project of US-05: tournaments that became aid; return its id."""
    rules = {"title_en": "CBP 2019-20", "budget_year": "2019-20", "year_start": "2019-07-01", "year_end": "2020-06-30"}
    year = cycle(office, **rules, cutoff="2020-06-15", target=18)
    project = add(
        office,
        "project",
        title_en="Multi-ethnic sports tournaments",
        title_sq="Turne sportive shumetnike",
        title_sr="Мултиетнички спортски турнири",
        partner="LYAC",
        municipality="Zubin Potok",
        cycle=year.uid,
        status="active",
        planned_start="2020-03-01",
        planned_end="2020-05-31",
        approved_amount="24500.00",
        currency="USD",
        actual_start="2020-03-01",
    )
    with office.write("modify", "pandemic") as write:
        own = {"project": project.uid}
        create(write, "deliverable", {**own, "number": 1, "what": "Tournaments", "planned": 4, "status": "dropped"})
        create(
            write,
            "deliverable",
            {**own, "number": 2, "what": "Villages reached", "planned": 64, "delivered": 51, "status": "partly"},
        )
        create(
            write,
            "modification",
            {
                **own,
                **{"day": "2020-05-04", "change": "repurpose", "cause": "pandemic", "reason": "No gatherings."},
                "before": "Multi-ethnic sports tournaments",
                "after": "Aid for elderly people and single parents in 64 villages, Čabra/Çabër among them",
                "approver": "Programme manager",
            },
        )
        create(write, "instalment", {**own, "number": 1, "amount": "19600.00", "currency": "USD", "due": "2020-03-01"})
        create(write, "payment", {**own, "instalment": 1, "amount": "19600.00", "paid_on": "2020-03-02"})
        told = {"progress": "80", "risk": "medium", "advice": "hold", "action": "Ask for the list of villages."}
        create(write, "visit", {**own, "number": 1, "day": "2020-05-20", **told})
        create(write, "tag", {"activity": project.uid, "framework": "a4p_plus", "code": "A4PP-1"})
    return project.uid


def full_office(office: Office) -> None:
    """Fill an office for the report of May 2020."""
    repurposed(office)
    hall = add(
        office,
        "town_hall",
        title_en="Language rights in daily services",
        title_sq="Të drejtat gjuhësore në shërbimet e përditshme",
        title_sr="Језичка права у свакодневним услугама",
        status="held",
        actual_start="2020-05-12",
        municipality="XK29",
        settlement="Banjska",
        partner="Regional media network",
        total=64,
        counted_by="sign_in",
        mood="2",
        tension="Residents asked why signs are in one language.",
        next_session="2020-06-16",
        tallies=[*counts(women=31, men=30, undisclosed=3), *ages(_15_17=2, _18_24=14, _25_29=9, _30_59=30, _60_plus=6)],
    )
    assembly = add(
        office,
        "youth_assembly",
        title_en="Youth and local decisions",
        status="completed",
        actual_start="2020-05-30",
        actual_end="2020-06-01",
        municipality="XK28",
        total=150,
        delegates=120,
        tallies=[*counts(women=78, men=72), *ages(_15_17=22, _18_24=87, _25_29=41)],
    )
    add(
        office,
        "other_activity",
        activity_type="open_day",
        title_en="Open day: women, peace and security",
        status="held",
        actual_start="2020-05-08",
        municipality="XK14",
        classification="CONFIDENTIAL",
        protected="yes",
        settlement="A village that stays unnamed",
        total=251,
        tallies=counts(women=161, men=85),
    )
    add(office, "town_hall", title_en="Waste between two municipalities", status="planned", planned_start="2020-06-10")
    add(
        office, "town_hall", title_en="Before the window", status="held", actual_start="2020-04-30", municipality="XK01"
    )
    _parts(office, hall.uid, assembly.uid)
    _tracked(office, hall.uid)


def _parts(office: Office, hall: str, assembly: str) -> None:
    with office.write("save") as write:
        for number, status in enumerate(("answered", "answered", "partly", "taken_away"), 1):
            told = {"topic": "language", "asked_by": "woman", "status": status}
            asked = {"number": number, "question": "When will the signs change?", **told}
            asked.pop("asked_by")
            create(write, "question", {"activity": hall, **asked})
        create(write, "broadcast", {"activity": hall, "day": "2020-05-14", "channel": "TV Mreža", "audience": 20000})
        create(write, "media_item", {"activity": hall, "day": "2020-05-15", "outlet": "Portal", "tone": "positive"})
        promise = {"what": "Signs in two languages at every counter", "holder": "Municipality of Zvečan"}
        create(write, "commitment", {"activity": hall, **promise, "made_on": "2020-05-12", "due": "2020-05-20"})
        create(write, "tag", {"activity": hall, "framework": "wps_pillar", "code": _first(office, "wps_pillar")})
        create(write, "tag", {"activity": assembly, "framework": "yps_pillar", "code": _first(office, "yps_pillar")})
        create(write, "session", {"activity": assembly, "number": 1, "title": "Local budgets"})
        create(write, "project_idea", {"activity": assembly, "number": 1, "title": "A shared reading room"})


def _tracked(office: Office, hall: str) -> None:
    trust = add(
        office, "recommendation_set", title_en="Trust-building Forum 2018", expected=3, themes="trust_theme_2018"
    )
    theme = _first(office, "trust_theme_2018")
    for number, status in ((1, "completed"), (2, "in_progress"), (3, "no_activity")):
        said = {"set": trust.uid, "number": number, "text_en": f"Advice number {number}", "theme": theme}
        if status != "no_activity":
            said |= {"status": status, "status_on": "2020-05-15", "evidence_kind": "document", "evidence": "A report"}
        add(office, "recommendation", **said)
    rbb = add(office, "indicator", system="rbb", code="2.1.1", title_en="Town halls held", expression="count town_hall")
    add(office, "indicator", system="cpas", code="O-3", title_en="Women at events", expression="sum women in activity")
    with office.write("save") as write:
        value = {"indicator": rbb.uid, "start": MAY[0], "end": MAY[1], "planned": "3", "remark": "Two were postponed."}
        create(write, "indicator_value", value)
        bench = _first(office, "op_benchmark")
        for day, judgement in (("2020-02-01", "weak"), ("2020-05-12", "moderate")):
            create(write, "evidence", {"activity": hall, "benchmark": bench, "day": day, "judgement": judgement})
        risk = {"title_en": "Rumours about land", "likelihood": "high", "impact": "medium", "noted_on": "2020-05-02"}
        create(write, "risk", {**risk, "measures": "Daily contact with mayors."})
        note = {"title_en": "Talk of a land swap", "municipality": "XK29", "tension": "uneasy", "flashpoint": "land"}
        more = {"note": "Two rallies were called off.", "next_date": "2020-06-28"}
        create(write, "context_note", {**note, **more, "day": "2020-05-09"})
        create(write, "context_note", {**note, "title_en": "In the next month", "day": "2020-06-01"})
        partner = create(write, "organisation", {"title_en": "OSCE", "organisation_type": "regional"})
        create(write, "involvement", {"activity": hall, "organisation": partner.uid, "role": "partner"})


def _first(office: Office, codes: str) -> str:
    return office.mission.lists[codes].entries[0].code


def late_correction(office: Office) -> None:
    """Correct, in May, something that was over in April."""
    office.clock = lambda: "2020-05-21T09:00:00Z"
    with office.read() as reading:
        from db.records import list_rows, list_uids

        (row,) = [r for r in list_rows(reading, list_uids(reading, "town_hall")) if r.title == "Before the window"]
    with office.write("save", "the list of names came later") as write:
        update(write, row.uid, {"total": 31})


__all__ = ["MAY", "ages", "date", "full_office", "late_correction", "repurposed"]
