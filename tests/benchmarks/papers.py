"""Paper: many summaries as one file, the report of a large office, a long register."""

from collections.abc import Callable

from db.records import create, list_uids
from db.reports import Column, Document, Line, bundle, listing, maker_of, pdf, summaries
from db.reports.office import office_report
from db.revisions import RecordKey
from db.store import Office
from tests.benchmarks.offices import town_hall
from tests.benchmarks.rows import Row, seconds_of_ours

WINDOW = ("2026-01-01", "2026-06-30")
_SUMMARIES, _ACTIVITIES, _LINES = 300, 2_000, 3_000


def fill(office: Office) -> None:
    """Write the town halls of half a year, with who came."""
    with office.write("import") as write:
        for number in range(_ACTIVITIES):
            day = f"2026-{1 + number % 6:02d}-{1 + number % 28:02d}"
            sex = [{"dimension": "sex", "category": "women", "count": number % 400 // 2}]
            held = {"actual_start": day, "status": "held", "tallies": sex}
            create(write, "town_hall", {**town_hall(office, number), **held})


def papers(office: Office) -> list[Row]:
    """Measure the three that people wait for. Budgets are those of the design, on a quiet core."""
    with office.read() as reading:
        uids = list_uids(reading, "town_hall")[:_SUMMARIES]

    def many() -> Document:
        with office.read() as reading:
            found = summaries(office, reading, [RecordKey("town_hall", uid) for uid in uids], maker_of(office))
        return bundle(maker_of(office), "Town halls", found)

    def monthly() -> Document:
        with office.read() as reading:
            return office_report(reading, maker_of(office), "monthly", WINDOW)

    def register() -> Document:
        columns = [Column("Ref", 0), *(Column(name) for name in ("Title", "Status", "Place", "Partner", "Date"))]
        cells = ("Language rights in daily services", "Held", "Zvečan/Zveçan", "Regional media network", "3 Nov 2026")
        lines = [Line((f"TH-2026-MIT-A{number:03d}", *cells)) for number in range(_LINES)]
        return listing(maker_of(office), "Town halls", columns, lines, marking="UNCLASSIFIED")

    return [
        _row("print 300 summaries", many, 10),
        _row("print the report of 2,000", monthly, 2),
        _row("print a register of 3,000", register, 3),
    ]


def _row(name: str, make: Callable[[], Document], budget: float) -> Row:
    """Measure composing and drawing; beside it what Typst alone takes for the same words on a page with other margins.

    Other margins, because Typst remembers what it has laid out before.
    """
    document = make()
    bare = seconds_of_ours(lambda: pdf(document, punched=True))
    whole = seconds_of_ours(lambda: pdf(make()))
    return Row(name, whole, "s", budget, f"{whole / bare:.1f} times a bare Typst compile")
