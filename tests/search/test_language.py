"""What people type into the search box, and how it is understood."""

from datetime import date

import pytest

from db.catalogue import ACTIVITY_TYPES, load_mission
from db.search.completion import completions
from db.search.days import span
from db.search.filters import CODES, DAYS, TALLY, WORDS, understand
from db.search.query import tokens, without, written

TODAY = date(2026, 11, 29)
MISSION = load_mission("kosovo")
TOWN_HALL = [ACTIVITY_TYPES["town_hall"]]


def asked(query: str):
    return understand(query, TOWN_HALL, MISSION, TODAY)


def test_a_query_is_taken_apart():
    query = 'status:active place:XK28 from:2025-01 women>50 "town hall" -draft'
    found = asked(query)
    assert found.unclear == ()
    assert [(t.what, t.field, t.values, t.negative) for t in found.terms] == [
        (CODES, "status", ("active",), False),
        (CODES, "municipality", ("XK28",), False),
        (DAYS, "date", ("2025-01-01", None), False),
        (TALLY, "sex.women", ("50",), False),
        (WORDS, "", ("town hall",), False),
        (WORDS, "", ("draft",), True),
    ]
    assert without(query, '"town hall"') == "status:active place:XK28 from:2025-01 women>50 -draft"
    assert [token.text for token in tokens('a:"b c" -d "e')] == ['a:"b c"', "-d", '"e']
    assert written("place", "Zubin Potok") == 'place:"Zubin Potok"'


@pytest.mark.parametrize("spelling", ["zvecan", "Zveçan", "Звечан", "XK29", "Zvec"])
def test_a_place_is_found_by_any_spelling(spelling: str):
    (term,) = asked(f"place:{spelling}").terms
    assert term.values == ("XK29",)


def test_a_region_is_all_its_places_and_a_misspelt_one_is_told():
    (region,) = asked("place:gjilan/gnjilane").terms
    assert region.values == ("XK04",), "the municipality of that name"
    (region,) = asked("place:mitrovica").terms
    assert len(region.values) == 7 and region.shown == "Mitrovicë/Mitrovica"
    found = asked("place:Звечн")
    assert found.terms[0].values == ("XK29",)
    assert found.unclear[0].message == "“Звечн” is no municipality: Zvečan/Zveçan is shown instead."


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("foo:bar", "There is no filter “foo”: its words are searched instead."),
        ("status:elves", "“elves” is no status; it is left out."),
        ("from:soon", "“soon” is no day, month or year; it is left out."),
        ("women>many", "“many” is no number; it is left out."),
        ("is:purple", "“purple” is nothing that a record can be; it is left out."),
        ("has:wings", "“wings” is no field; it is left out."),
        ("status>held", "Status has no more and no less; it is left out."),
        ("status:", "Say which status; until then it is left out."),
    ],
)
def test_what_is_not_understood_is_said(query: str, sentence: str):
    assert [one.message.lower() for one in asked(query).unclear] == [sentence.lower()]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("12/3/2026", ("2026-03-12", "2026-03-12")),
        ("yesterday", ("2026-11-28", "2026-11-28")),
        ("week", ("2026-11-23", "2026-11-29")),
        ("quarter", ("2026-10-01", "2026-12-31")),
        ("last-quarter", ("2026-07-01", "2026-09-30")),
        ("last-month", ("2026-10-01", "2026-10-31")),
        ("-30", ("2026-10-30", "2026-11-29")),
        ("2025-13", None),
        ("", None),
    ],
)
def test_days_and_spans(text: str, days: tuple[str, str] | None):
    assert span(text, TODAY) == days


def test_completions_name_filters_then_values():
    def texts(query: str, at: int | None = None) -> list[str]:
        return [one.text for one in completions(query, at if at is not None else len(query), TOWN_HALL, MISSION)]

    assert "status:" in texts("sta")
    assert texts("status:he") == ["status:held"]
    assert texts("x place:zve") == ["place:XK29"]
    assert texts("wo")[0] == "women>"
    assert "from:quarter" in texts("from:q")
    assert texts("water") == []
