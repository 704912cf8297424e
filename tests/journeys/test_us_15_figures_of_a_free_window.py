"""US-15, its figures: what happened from 16 September 2019 to 15 March 2020, by the days on which it happened."""

from datetime import date

import pytest

from db.catalogue import load_mission
from db.indicators import mid_month, read_expression, work_out
from db.records import derived_totals, list_uids, marginals, view
from db.store import Office
from tests.builders import counts, town_hall

WINDOW = ("2019-09-16", "2020-03-15")


def test_the_window_of_half_a_year_ends_on_the_15th():
    assert tuple(day.isoformat() for day in mid_month(date(2020, 3, 31), 6)) == WINDOW


@pytest.mark.parametrize("place", ["zvecan", "Звечан", "XK29", "Zveçan"])
def test_what_happened_in_the_window_counts_in_any_spelling(office: Office, place: str):
    for start, end, women in (
        ("2019-09-15", None, 100),  # the day before
        ("2019-09-10", "2019-09-16", 1),  # reaches into it
        ("2019-09-16", None, 2),
        ("2020-03-15", None, 4),
        ("2020-03-16", None, 200),  # the day after
    ):
        town_hall(office, municipality="XK29", actual_start=start, actual_end=end, tallies=counts(women=women, men=1))
    town_hall(
        office, municipality="XK29", planned_start="2019-12-01", actual_start="2020-04-01", tallies=counts(women=8)
    )
    town_hall(office, municipality="XK28", actual_start="2019-12-01", tallies=counts(women=16))
    with office.read() as reading:
        held = work_out(reading, read_expression(f'count town_hall where place = "{place}"'), WINDOW)
        women = work_out(reading, read_expression(f'sum women in activity where municipality = "{place}"'), WINDOW)
        share = work_out(reading, read_expression(f'share women of sex in activity where place = "{place}"'), WINDOW)
    assert (held.value, women.value, share.value, share.base) == ("3", "7", "70", "10")
    assert len(women.records) == 3


def test_places_and_ages_are_named_as_the_print_names_them(office: Office):
    places = load_mission("kosovo").lists["municipality"]
    assert places.label("XK29") == "Zvečan/Zveçan"
    ages = [{"dimension": "age", "category": c, "count": n} for c, n in (("18_24", 12), ("25_29", 5), ("30_59", 9))]
    hall = town_hall(office, municipality="Звечан", actual_start="2020-05-14", total=26, tallies=ages)
    with office.read() as reading:
        assert list_uids(reading, "town_hall", "zvecan") == list_uids(reading, "town_hall", "Звечан") == [hall.uid]
        seen = view(reading, hall)
    (age,) = marginals(seen.values, seen.tallies)
    youth = next(one for one in derived_totals(age) if one.derived.key == "youth_18_29")
    assert (youth.number, youth.derived.label) == (17, "Youth 18–29 (SCR 2250)"), "never without its definition"
