"""A year of projects as an office has them in March: some late, some on time, some still on paper."""

from db.records import update
from db.store import Office
from tests.projects.papers import add, bring_to, cycle, proposal

TODAY = "2019-03-01T10:00:00Z"
PROJECTS = (
    ("Shared sports ground for two villages", "XK29", "Green Valley", "active", "2019-02-20"),
    ("Start-up kits for young beekeepers", "XK34", "Mobile Theatre", "active", ""),
    (
        "Joint river clean-up and flood warning signs in the four northern municipalities",
        "XK28",
        "River",
        "mou_signed",
        "",
    ),
    ("Bilingual reading room in the cultural centre", "XK38", "Women's Right", "approved", ""),
    ("Mobile theatre on everyday misunderstandings", "XK37", "Mobile Theatre", "submitted", ""),
    ("Greenhouses for returnee families", "XK35", "Green Valley", "", ""),
    ("Repair of the school road lighting", "XK36", "Municipality", "settled", ""),
    ("Summer school in two languages", "XK38", "Women's Right", "closed", ""),
)


def fill(office: Office) -> dict[str, str]:
    """Write the year and its projects; return their ids by the first word of their titles."""
    office.clock = lambda: TODAY
    year = cycle(office, target=18)
    made: dict[str, str] = {}
    for title, place, partner, state, seen in PROJECTS:
        project = made[title.split()[0]] = proposal(office, year, title_en=title, municipality=place, partner=partner)
        if state:
            bring_to(office, project, state)
        if seen:
            add(office, "visit", project=project, number=1, day=seen, action="Mend the fence", action_due="2019-03-12")
    with office.write("save") as write:
        update(write, made["Greenhouses"], {"requested_amount": "9500.00", "requested_currency": "EUR"})
    return made
