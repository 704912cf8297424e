"""Indicators: the expression, the figure against SQL and a hand count, the records behind it, periods and variance."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from db.cli import main
from db.errors import KnownError
from db.indicators import (
    Expression,
    Figure,
    budget_year,
    indicator_lines,
    keep_value,
    mid_month,
    period_values,
    quarter,
    read_expression,
    work_out,
)
from db.indicators.expression import Condition
from db.records import create, delete
from db.revisions import RecordKey
from db.store import Office
from tests.builders import counts, project, town_hall
from tests.conftest import PASSPHRASE
from tests.promises.forum import forum

MARCH = ("2026-03-01", "2026-03-31")


def make(office: Office, kind: str, /, **values: object) -> RecordKey:
    with office.write("save") as write:
        return create(write, kind, values)


def figure(office: Office, expression: str, period: tuple[str, str] = ("", "")) -> Figure:
    with office.read() as reading:
        return work_out(reading, read_expression(expression), period)


def test_an_estimate_marks_every_figure_that_it_enters(office: Office):
    town_hall(office, total=40, tallies=counts(women=20))
    assert figure(office, "sum total in activity").estimates == 0
    town_hall(office, total=200, total_is="more_than", tallies=counts(women=90, men=60))
    town_hall(office)  # says nothing, so it is no estimate either
    for expression in ("sum total in activity", "sum women in activity", "share women of total in activity"):
        assert figure(office, expression).estimates == 1, expression
    made = {"title_en": "People reached", "system": "rbb", "expression": "sum total in activity"}
    key = make(office, "indicator", **made)
    with office.read() as reading:
        assert [line.shown for line in indicator_lines(reading, ("", ""))] == ["~240"]
    with office.write("save") as write:
        keep_value(write, key.uid, ("2026-01-01", "2026-03-31"), {"actual": "230", "source": "counted again"})
    with office.read() as reading:
        (line,) = indicator_lines(reading, ("2026-01-01", "2026-03-31"))
    assert line.shown == "230", "by hand it is what somebody says it is"
    assert figure(office, "count activity where total > 10").estimates == 0
    assert figure(office, "sum women in activity where total < 100").estimates == 0


def test_activities_in_which_several_communities_took_part(office: Office):
    for numbers in ((20, 5), (20, 0), (7, None)):
        tallies = [
            {"dimension": "community", "category": c, "count": n}
            for c, n in zip(("serb", "turk"), numbers, strict=True)
        ]
        town_hall(office, tallies=[*tallies, {"dimension": "community", "category": "undisclosed", "count": 3}])
    found = figure(office, "share of activity where communities >= 2")
    assert (found.value, found.base, len(found.records)) == ("33.3", "3", 1)


def test_how_long_a_step_takes_on_average(office: Office):
    work = project(office)
    for number, (asked, paid) in enumerate((("2026-01-01", "2026-01-11"), ("2026-01-28", "2026-02-02")), 1):
        said = {"voucher": f"V-{number}", "amount": "10.00", "requested_on": asked, "paid_on": paid}
        make(office, "payment", project=work.uid, **said)
    make(office, "payment", project=work.uid, requested_on="2026-03-01", voucher="V-3")
    found = figure(office, "days requested_on to paid_on in payment")
    assert (found.value, found.base, [one.amount for one in found.records]) == ("7.5", "2", ["10", "5"])
    assert figure(office, "days requested_on to paid_on in payment where amount > 50").value == ""
    with pytest.raises(KnownError, match="days"):
        read_expression("days requested_on in payment")


@pytest.fixture
def meetings(office: Office) -> dict[str, RecordKey]:
    """Four activities: two town halls of March, one of April, one project from January to June; one more is deleted."""
    made = {
        "one": town_hall(
            office, actual_start="2026-03-10", municipality="XK28", total=60, tallies=counts(women=41, men=9)
        ),
        "two": town_hall(
            office, actual_start="2026-03-20", municipality="XK29", total=10, tallies=counts(women=2, men=8)
        ),
        "april": town_hall(office, actual_start="2026-04-02", municipality="XK28", total=5),
        "work": project(
            *(office,),
            planned_start="2026-01-15",
            planned_end="2026-06-30",
            municipality="XK38",
            tallies=counts(women=7),
        ),
    }
    gone = town_hall(office, actual_start="2026-03-11", municipality="XK01", total=99, tallies=counts(women=99))
    with office.write("delete") as write:
        delete(write, gone.uid)
    for key, code in (("one", "WPS-1"), ("work", "WPS-1"), ("two", "WPS-2")):
        make(office, "tag", activity=made[key].uid, framework="wps_pillar", code=code)
    return made


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("count town_hall", Expression("count", "town_hall")),
        ("Sum women in activity", Expression("sum", "activity", "women")),
        ("share women of sex in project", Expression("share", "project", "women", "sex")),
        (
            'distinct municipality in activity where place = "Zubin Potok" and total>=20',
            Expression(
                *("distinct", "activity", "municipality", ""),
                (Condition("place", "=", "Zubin Potok"), Condition("total", ">=", "20")),
            ),
        ),
        (
            "share of recommendation where status = completed among theme = TB18-1",
            Expression(
                *("share of", "recommendation", "", ""),
                (Condition("theme", "=", "TB18-1"),),
                (Condition("status", "=", "completed"),),
            ),
        ),
    ],
)
def test_an_expression_is_read(words: str, read: Expression):
    assert read_expression(words) == read


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("", "the end"),
        ("median total in activity", "median"),
        ("count", "the end"),
        ("sum women activity", "activity"),
        ("count activity where", "the end"),
        ("count activity where tag is WPS-1", "is"),
        ("count activity and more", "and"),
        ("count activity; drop table activity", "drop"),
    ],
)
def test_what_makes_no_sense_says_where(words: str, at: str):
    with pytest.raises(KnownError, match=f"at '{at}'"):
        read_expression(words)


@pytest.mark.parametrize("words", ["count meeting", "sum wimmen in activity", "count town_hall where weather = good"])
def test_what_is_not_known_is_named(office: Office, words: str):
    with pytest.raises(KnownError, match=r"no '(meeting|activity.wimmen|town_hall.weather)'"):
        figure(office, words)


# Each by hand, and by a query that shares nothing with the code.
LIVE = "a.deleted = 0"
SAME = [
    ("count town_hall", ("", ""), "3", f"SELECT count(*) FROM activity a WHERE a.type = 'town_hall' AND {LIVE}"),
    (
        *("count town_hall", MARCH, "2"),
        f"SELECT count(*) FROM activity a WHERE a.type = 'town_hall' AND {LIVE} AND a.actual_start LIKE '2026-03-%'",
    ),
    (
        *("count activity", MARCH, "3"),
        f"""SELECT count(*) FROM activity a WHERE {LIVE} AND coalesce(a.actual_start, a.planned_start) <= '2026-03-31'
        AND coalesce(a.actual_end, a.planned_end, a.actual_start) >= '2026-03-01'""",
    ),
    (
        *("sum women in activity where tag = WPS-1", ("", ""), "48"),
        f"""SELECT sum(t.count) FROM tally t JOIN activity a ON a.uid = t.activity JOIN tag g ON g.activity = a.uid
        WHERE t.category = 'women' AND t.dimension = 'sex' AND g.code = 'WPS-1' AND {LIVE}""",
    ),
    (
        *("sum total in town_hall where place = zubin-potok", ("", ""), "65"),
        f"SELECT sum(a.total) FROM activity a WHERE a.municipality = 'XK28' AND a.type = 'town_hall' AND {LIVE}",
    ),
    (
        *("distinct municipality in activity", ("", ""), "3"),
        f"SELECT count(DISTINCT a.municipality) FROM activity a WHERE {LIVE}",
    ),
    (
        *("sum approved_amount in project", ("", ""), "25000"),
        f"SELECT CAST(sum(p.approved_amount) AS INTEGER) FROM project p JOIN activity a ON a.uid = p.uid WHERE {LIVE}",
    ),
    (
        *("share women of sex in town_hall", ("", ""), "71.7"),
        f"""SELECT round(100.0 * sum(CASE WHEN t.category = 'women' THEN t.count END) / sum(t.count), 1)
        FROM tally t JOIN activity a ON a.uid = t.activity WHERE a.type = 'town_hall' AND {LIVE}""",
    ),
    (
        *("share of town_hall where total >= 10", ("", ""), "66.7"),
        f"SELECT round(100.0 * sum(a.total >= 10) / count(*), 1) FROM activity a WHERE a.type = 'town_hall' AND {LIVE}",
    ),
]


@pytest.mark.usefixtures("meetings")
def test_a_figure_equals_a_query_and_a_count_by_hand(office: Office):
    for words, period, by_hand, query in SAME:
        found = figure(office, words, period)
        with office.read() as reading:
            queried = reading.connection.scalar(text(query))
        assert found.value == by_hand == str(queried), words
        if words.startswith(("count", "sum", "distinct")):
            assert sum(float(one.amount) for one in found.records) == float(found.value), words


def test_the_records_behind_a_figure_are_shown(office: Office, meetings: dict[str, RecordKey]):
    found = figure(office, "sum women in activity where tag = WPS-1")
    assert {(one.uid, one.amount) for one in found.records} == {
        (meetings["one"].uid, "41"),
        (meetings["work"].uid, "7"),
    }
    assert all("2026-MIT" in one.name for one in found.records)
    assert figure(office, "share women of sex in town_hall").base == "60"
    assert figure(office, "sum total in youth_assembly") == Figure("", "", ())
    assert figure(office, "share women of sex in youth_assembly").value == ""


def test_recommendations_with_progress_are_a_share(office: Office):
    forum(office, 12)
    found = figure(office, "share of recommendation where status >= in_progress and status <= completed")
    assert (found.value, found.base, len(found.records)) == ("66.7", "12", 8)
    assert figure(office, "share of recommendation where status = Completed among theme = TB18-1").base == "2"
    assert figure(office, "count commitment where status != completed").value == "2"


def test_periods_need_not_be_months():
    assert quarter(date(2026, 5, 31)) == (date(2026, 4, 1), date(2026, 6, 30))
    assert quarter(date(2026, 12, 1)) == (date(2026, 10, 1), date(2026, 12, 31))
    assert mid_month(date(2020, 3, 20), 6) == (date(2019, 9, 16), date(2020, 3, 15))
    assert mid_month(date(2026, 1, 14)) == (date(2025, 11, 16), date(2025, 12, 15))
    assert budget_year(date(2019, 6, 30), (7, 1)) == (date(2018, 7, 1), date(2019, 6, 30))
    assert budget_year(date(2019, 7, 1), (7, 1)) == (date(2019, 7, 1), date(2020, 6, 30))


@pytest.mark.usefixtures("meetings")
def test_planned_actual_and_why_they_differ(office: Office):
    key = make(office, "indicator", title_en="Town halls held", code="1.2", system="rbb", expression="count town_hall")
    hand = make(office, "indicator", title_en="Trust", code="1.3", system="rbb", target="60")
    broken = make(office, "indicator", title_en="Odd", code="1.4", system="rbb", expression="count weather")
    with office.write("save") as write:
        keep_value(write, key.uid, MARCH, {"planned": "3", "remark": "Snow"})
        keep_value(write, hand.uid, MARCH, {"planned": "55", "actual": "51.5", "source": "Poll of March"})
    with office.write("save") as write:
        keep_value(write, key.uid, MARCH, {"remark": "Snow on the pass"})
    with office.read() as reading:
        (worked,) = period_values(reading, key.uid)
        (written,) = period_values(reading, hand.uid)
        lines = {line.uid: line for line in indicator_lines(reading, MARCH)}
    assert (worked.planned, worked.actual, worked.variance, worked.by_hand) == ("3", "2", "-1", False)
    assert worked.remark == "Snow on the pass"
    assert (written.actual, written.variance, written.source, written.by_hand) == (
        "51.5",
        "-3.5",
        "Poll of March",
        True,
    )
    assert (lines[key.uid].actual, lines[hand.uid].actual, lines[broken.uid].actual) == ("2", "51.5", "")
    assert "no 'weather'" in lines[broken.uid].problem
    with office.write("save") as write:
        keep_value(write, key.uid, MARCH, {"actual": "4"})
    with office.read() as reading:
        line = next(line for line in indicator_lines(reading, MARCH) if line.uid == key.uid)
    assert line.actual == "4" and line.figure is not None and line.figure.value == "2", "both are there to be compared"


@pytest.mark.usefixtures("meetings")
def test_the_command_line_works_figures_out(office: Office, home: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    key = make(office, "indicator", title_en="Town halls held", code="1.2", expression="count town_hall")
    office.close()
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)
    window = ["--from", "2026-03-01", "--until", "2026-03-31"]
    for argv, expected in (
        (["figure", "share women of sex in town_hall"], "71.7 (base 60)"),
        (["indicator-value", key.uid, *window, "--planned", "3"], "3 planned  2 actual  -1"),
        (["indicators", *window], "2   Town halls held"),
    ):
        assert main(["--home", str(home), *argv]) == 0
        assert expected in capsys.readouterr().out
