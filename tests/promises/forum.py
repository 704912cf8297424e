"""A forum with recommendations in all states, for tests and pictures."""

from db.promises import set_lines
from db.records import create, make_known
from db.revisions import RecordKey
from db.store import Office
from tests.builders import town_hall

STATUSES = ("completed", "partially_completed", "in_progress", "in_progress", "blocked", "no_activity")


def make(office: Office, kind: str, /, **values: object) -> RecordKey:
    """Write one record."""
    with office.write("save") as write:
        return create(write, kind, values)


def forum(office: Office, count: int = 12) -> RecordKey:
    """Fill the set of 2018: some recommendations served, one with a status to confirm, promises that fall due."""
    office.clock = lambda: "2026-03-31T10:00:00Z"
    with office.write("save") as write:
        make_known(write, "recommendation_set")
    with office.read() as reading:
        found = next(line for line in set_lines(reading) if line.expected == 135)
    hall = town_hall(office, title_en="Town hall on language rights", actual_start="2026-03-10")
    with office.write("save") as write:
        for number in range(1, count + 1):
            values: dict[str, object] = {
                "set": found.uid,
                "number": number,
                "theme": f"TB18-{number % 6 + 1}",
                "text_en": f"Invented recommendation {number}: open the archive of court records in all languages",
                "addressee": ("Ministry of Justice", "Municipalities")[number % 2],
                "municipality": "XK28" if number % 3 else None,
                "due": f"2026-0{3 + number % 2}-15" if number % 4 == 0 else None,
                "status": STATUSES[number % 6],
                "evidence": None if STATUSES[number % 6] == "no_activity" else "Minutes of the forum",
            }
            create(write, "recommendation", values)
        for number in (2, 5, 11):
            path = f"{found.uid}/recommendation/{number}"
            create(write, "contribution", {"activity": hall.uid, "recommendation": path, "kind": "direct"})
        what = {"activity": hall.uid, "what": "Repair the road to the school", "holder": "Mayor's office"}
        create(write, "commitment", {**what, "due": "2026-03-20"})
        create(write, "commitment", {**what, "what": "Publish the budget in two languages", "due": "2026-05-20"})
    return RecordKey("recommendation_set", found.uid)
