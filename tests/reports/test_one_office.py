"""At headquarters the report of one office is the report of that office: nothing of another is in its sums."""

from collections.abc import Callable
from pathlib import Path

from db.parcels import receive_parcels
from db.records import create
from db.reports import maker_of
from db.reports.office import office_report
from db.store import Office
from tests.parcels.helpers import send
from tests.projects.papers import add, cycle
from tests.reports.every import text_of
from tests.reports.office_sample import MAY, full_office


def of(office: Office, code: str, name: str = "monthly") -> str:
    with office.read() as reading:
        return text_of(office_report(reading, maker_of(office), name, MAY, office=code))


def test_nothing_of_another_office_is_in_the_report_of_one(make_office: Callable[..., Office], tmp_path: Path):
    hq, mit = make_office("HQ", "hq"), make_office("MIT")
    for office in (hq, mit):
        office.clock = lambda: "2020-06-03T09:00:00Z"
    full_office(mit)
    project = add(hq, "project", title_en="Beehives", cycle=cycle(hq, year_start="2020-01-01", year_end="").uid,
                  status="active", actual_start="2020-05-02", approved_amount="7000.00", currency="USD")  # fmt: skip
    advice = add(hq, "recommendation_set", title_en="Assembly of Peja", expected=1)
    with hq.write("save") as write:
        create(write, "payment", {"project": project.uid, "instalment": 1, "amount": "700.00", "paid_on": "2020-05-03"})
        create(write, "recommendation", {"set": advice.uid, "number": 1, "text_en": "Plant trees", "due": "2020-05-01"})
        create(write, "risk", {"title_en": "Frost", "noted_on": "2020-05-02"})
    receive_parcels(hq, [send(mit, "HQ", tmp_path)])

    own = of(hq, "HQ")
    for wanted in (
        *("How far the 1 recommendations are", "Plant trees", "overdue on 31 May 2020: 1", "Frost", "are left out"),
        *("approved 7,000.00, paid 700.00", "approved or further 1.", "2.1.1 | Town halls held |  |  | 0"),
    ):
        assert wanted in own, wanted
    for other in ("Advice number", "Signs in two", "24,500", "Rumours about land", "CBP 2019-20", "Two were postponed"):
        assert other not in own, other
    assert "How far the 4 recommendations are" in of(hq, ""), "without a name it is the report of all of them"

    there, home = of(hq, "MIT"), of(mit, "MIT")
    for sentence in (
        *("Commitments made: 1; recommendations moved: 2; completed: 1", "overdue on 31 May 2020: 1"),
        *("approved 24,500.00, paid 19,600.00", "How far the 3 recommendations are", "Rumours about land | High"),
        *("Moderate | Weak | better | 1", "Projects alive in the period: 1", "14 Jun 2020 | Project to be complete"),
    ):
        assert sentence in there and sentence in home, sentence
    assert "Plant trees" not in there and "Plant trees" not in of(hq, "MIT", "recommendations")
