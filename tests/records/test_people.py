"""Numbers of people and the counts that split them: what reconciles, what follows, and what is never added."""

from hypothesis import given
from hypothesis import strategies as st

from db.catalogue import DIMENSIONS, dimensions_of, load_mission
from db.catalogue.dimensions import EXACT, UPWARD
from db.records import (
    Tally,
    check_people,
    create,
    derived_totals,
    marginals,
    proposed_number,
    read_entry,
    sum_counts,
    sum_people,
)
from db.store import Office
from tests.builders import counts, record

MISSION = load_mission("kosovo")
CELLS = [(key, code.code) for key in DIMENSIONS for code in MISSION.lists[key].entries]
people = st.lists(st.sampled_from(CELLS), unique=True, max_size=12).flatmap(
    lambda cells: st.tuples(*(st.builds(Tally, st.just(d), st.just(c), st.integers(0, 300)) for d, c in cells))
)
numbers = st.one_of(st.none(), st.integers(0, 900))
exactness = st.sampled_from([None, *(code.code for code in MISSION.lists["qualifier"].entries)])


@given(numbers, numbers, exactness, exactness, people)
def test_every_dimension_reconciles_with_the_number_it_splits(total, delegates, total_is, delegates_is, tallies):
    values = {"total": total, "total_is": total_is, "delegates": delegates, "delegates_is": delegates_is}
    refused = {problem.field for problem in check_people(values, tallies) if problem.code == "more-than-total"}
    for m in marginals(values, tallies):
        whole, said = values.get(DIMENSIONS[m.dimension].of), values.get(f"{DIMENSIONS[m.dimension].of}_is")
        mine = [t.count for t in tallies if t.dimension == m.dimension]
        assert m.sum == sum(mine) and m.recorded == m.sum - m.counts.get("undisclosed", 0)
        exact = said in (None, EXACT)
        assert m.not_recorded == (whole - m.sum if whole is not None and exact else None)
        over = whole is not None and m.sum > whole and said not in UPWARD
        assert (f"tallies.{m.dimension}" in refused) == over


@given(people)
def test_a_proposed_number_never_breaks_a_rule(tallies):
    for of in ("total", "delegates"):
        proposed = proposed_number(of, tallies)
        mine = [t for t in tallies if DIMENSIONS[t.dimension].of == of]
        assert (proposed is None) == (not mine)
        assert "more-than-total" not in {problem.code for problem in check_people({of: proposed}, mine)}


@given(st.fixed_dictionaries({}, optional={code.code: st.integers(0, 99) for code in MISSION.lists["age"].entries}))
def test_derived_totals_are_sums_of_their_bands_and_say_when_one_is_blank(bands):
    tallies = [Tally("age", band, number) for band, number in bands.items()]
    for m in marginals({"total": sum(bands.values()) + 1}, tallies):
        for found in derived_totals(m):
            assert found.number == sum(bands.get(band, 0) for band in found.derived.bands)
            assert found.least == any(band not in bands for band in found.derived.bands)


def test_sex_by_age_says_no_more_than_either_alone():
    alone = [Tally("sex", "women", 10), Tally("sex", "men", 8), Tally("age", "18_24", 6)]
    young = Tally("sex_age", "women_18_24", 5)
    assert check_people({"total": 20}, [*alone, young, Tally("sex_age", "women_60_plus", 5)]) == []
    found = check_people({"total": 20}, [*alone, young, Tally("sex_age", "men_18_24", 2)])
    assert [problem.values for problem in found] == [{"what": "18_24", "sum": 7, "count": 6}]
    found = check_people({"total": 20}, [*alone, Tally("sex_age", "women_30_59", 11)])
    assert [problem.values for problem in found] == [{"what": "women", "sum": 11, "count": 10}]
    assert check_people({"total": 20, "total_is": "about"}, [*alone, Tally("sex_age", "women_30_59", 11)]) == []
    crossings = [key for key, one in DIMENSIONS.items() if one.crosses]
    assert crossings == ["sex_age"], "DP-05: nothing else is ever crossed, and community with nothing"
    assert len(MISSION.lists["sex_age"].entries) == 3 * 6


def test_how_communities_are_known_is_asked_for():
    counted = [Tally("community", "serb", 30), Tally("community", "undisclosed", 5)]
    assert [p.code for p in check_people({"total": 40}, counted)] == ["community-how"]
    assert check_people({"total": 40, "community_by": "rounded"}, counted) == []
    assert check_people({"total": 40}, [Tally("community", "undisclosed", 5)]) == []


def test_delegates_are_counted_at_assemblies_alone():
    assert "delegates_sex" in dimensions_of("youth_assembly") and "delegates_sex" not in dimensions_of("town_hall")
    raw = {"title_en": "t", "tallies": [{"dimension": "delegates_sex", "category": "women", "count": 4}]}
    (problem,) = read_entry(MISSION, "town_hall", raw).problems
    assert (problem.code, problem.severity) == ("dimension-unknown", "refuse")
    assert read_entry(MISSION, "youth_assembly", raw).problems == ()


def test_attendances_people_far_away_and_audiences_are_never_added(office: Office):
    hall = record(
        office, "town_hall", total=80, remote=40, attendances=120, counted_by="estimate", tallies=counts(men=9)
    )
    other = record(office, "town_hall", total=20, remote_is="about", remote=7)
    with office.write("save") as write:
        create(write, "broadcast", {"activity": hall.uid, "channel": "RTK", "audience": 30_000, "audience_is": "about"})
    with office.read() as reading:
        sums = sum_people(reading, [hall.uid, other.uid])
        split = sum_counts(reading, [hall.uid, other.uid])
    assert {key: (one.number, one.estimates, one.blank) for key, one in sums.items()} == {
        "total": (100, 1, 0),
        "remote": (47, 1, 0),
        "attendances": (120, 0, 1),
    }
    assert split == {"sex": {"men": 9}}


def test_fewer_attendances_than_people_are_kept_and_flagged():
    (problem,) = read_entry(MISSION, "town_hall", {"title_en": "t", "total": 9, "attendances": 8}).problems
    assert (problem.code, problem.severity) == ("attendances-few", "warn")
