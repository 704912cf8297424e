"""A sample office as a person would know it: forty records of several months, a conflict, a deletion."""

from db.records import create, delete, update
from db.store import Office

_PLACES = ("XK38", "XK37", "XK28", "XK29", "XK34", "XK35", "XK36", "XK01", "XK02", "XK05")
_HALLS = (
    (
        "Language rights in daily services",
        "Të drejtat gjuhësore në shërbimet e përditshme",
        "Језичка права у свакодневним услугама",
    ),
    ("Waste collection in the river settlements", "Mbledhja e mbeturinave", "Сакупљање отпада"),
    ("Youth and jobs: what the municipality can do", "Të rinjtë dhe puna", "Млади и посао"),
    ("Kindergarten places for both communities", "", "Места у вртићу"),
    ("Return and property: questions to the municipal office", "Kthimi dhe prona", ""),
    ("Safe road to school", "Rruga e sigurt për në shkollë", "Безбедан пут до школе"),
    ("Open day: women in municipal assemblies", "Ditë e hapur", "Дан отворених врата"),
    ("Water supply after the summer drought", "Furnizimi me ujë", "Водоснабдевање"),
    ("Farm produce and the shared market", "", "Пољопривредни производи"),
    ("Summer school in two languages", "Shkolla verore", "Летња школа"),
    ("Health centre opening hours", "", ""),
    ("Street names and signs", "Emrat e rrugëve", "Називи улица"),
)
_PROJECTS = (
    "Multi-ethnic women advocacy group",
    "Shared sports ground for two villages",
    "Start-up kits for young beekeepers",
    "Joint river clean-up and flood warning signs",
    "Bilingual reading room in the cultural centre",
    "Mobile theatre on everyday misunderstandings",
    "Greenhouses for returnee families",
    "Repair of the school road lighting",
)
_TEXT = (
    "Five panellists and the residents discussed counters, signs and forms in two languages. Eleven questions were "
    "asked; seven were answered, three in part, one was taken away. The municipality made two commitments, both due "
    "before the end of the quarter."
)
_STATUSES = ("held", "held", "aired", "planned", "held", "completed", "draft", "cancelled", "postponed")


def fill(office: Office) -> list[str]:
    """Write the sample records; return the ids of the town halls."""
    uids: list[str] = []
    for number in range(24):
        en, sq, sr = _HALLS[number % len(_HALLS)]
        month, day = 1 + number % 9, 3 + number
        status = _STATUSES[number % len(_STATUSES)]
        happened = status in ("held", "aired", "completed")
        people = 30 + (number * 17) % 90
        women = people // 2 - number % 5
        values: dict[str, object] = {
            "title_en": en,
            "title_sq": sq,
            "title_sr": sr,
            "status": status,
            "planned_start": f"2026-{month:02d}-{day:02d}",
            "municipality": _PLACES[number % len(_PLACES)],
            "settlement": ("Zupče", "Stari Trg", "", "Banjska")[number % 4],
            "venue": ("Cultural centre", "Municipal hall", "Primary school", "")[number % 4],
            "partner": ("Regional media network", "Local radio", "")[number % 3],
            "description": _TEXT,
        }
        if happened:
            values |= {
                "actual_start": f"2026-{month:02d}-{day:02d}",
                "actual_end": f"2026-{month:02d}-{day:02d}",
                "total": people,
                "counted_by": "sign_in",
                "community_by": "self_declared",
                "tallies": [
                    {"dimension": "sex", "category": "women", "count": women},
                    {"dimension": "sex", "category": "men", "count": people - women - 3},
                    {"dimension": "sex", "category": "undisclosed", "count": 3},
                    {"dimension": "age", "category": "15_17", "count": 2},
                    {"dimension": "age", "category": "18_24", "count": people // 5},
                    {"dimension": "age", "category": "25_29", "count": people // 8},
                    {"dimension": "age", "category": "30_59", "count": people // 3},
                    {"dimension": "community", "category": "serb", "count": people // 2},
                    {"dimension": "community", "category": "albanian", "count": people // 3},
                    {"dimension": "community", "category": "bosniak", "count": 2},
                ],
            }
        with office.write("create", en) as write:
            uids.append(create(write, "town_hall", values).uid)
    for number, title in enumerate(_PROJECTS):
        with office.write("create", title) as write:
            create(
                write,
                "project",
                {
                    "title_en": title,
                    "status": ("active", "completed", "approved", "mou_signed", "settled", "idea")[number % 6],
                    "planned_start": f"2026-{1 + number:02d}-01",
                    "planned_end": f"2026-{4 + number:02d}-30",
                    "municipality": _PLACES[number],
                    "partner": ("Women's Right", "Green Valley", "Mobile Theatre")[number % 3],
                    "description": "Small, fast and visible: " + title.lower() + ".",
                    "approved_amount": f"{12000 + 1450 * number}.00",
                    "currency": "USD",
                },
            )
    for number, title in enumerate(("Youth assembly on digital skills", "Regional youth forum", "School sessions")):
        with office.write("create", title) as write:
            create(write, "youth_assembly", {"title_en": title, "actual_start": f"2026-0{5 + number}-24", "total": 150})
    for title in ("Round table on local media", "Donation of library books", "Field visit with the mayor"):
        with office.write("create", title) as write:
            create(write, "other_activity", {"title_en": title, "planned_start": "2026-09-02", "municipality": "XK28"})
    with office.write("save", "venue moved") as write:
        update(write, uids[0], {"venue": "Youth centre", "total": 64})
    with office.write("delete", "entered twice") as write:
        delete(write, uids[5])
    return uids
