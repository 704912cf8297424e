"""How values are read from what people write."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.catalogue import Refused
from db.catalogue.kinds import COUNT, DATE, MONEY, NOTE, TEXT


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (TEXT, "  two\r\nlines ", "two lines"),
        (NOTE, "two\r\nlines", "two\nlines"),
        (TEXT, 12.0, "12"),
        (TEXT, "   ", None),
        (TEXT, None, None),
        (DATE, "2026-03-12", "2026-03-12"),
        (DATE, "12/3/2026", "2026-03-12"),
        (DATE, "12.3.2026.", "2026-03-12"),
        (DATE, "2026-03-12 00:00:00", "2026-03-12"),
        (DATE, datetime(2026, 3, 12, 9, 30), "2026-03-12"),
        (DATE, date(1899, 1, 2), "1899-01-02"),
        (DATE, "", None),
        (COUNT, "1 250", 1250),
        (COUNT, "1,250", 1250),
        (COUNT, 41.0, 41),
        (COUNT, "0", 0),
        (MONEY, "25,000.5", "25000.50"),
        (MONEY, 25000, "25000.00"),
        (MONEY, 0.1, "0.10"),
        (MONEY, "-0", "0.00"),
    ],
)
def test_reads(kind, raw, value):
    assert kind.parse(raw, None) == value


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (TEXT, "x" * 1001, "text-too-long"),
        (TEXT, "\u200b", "text-invisible"),
        (TEXT, ["a"], "text-unreadable"),
        (TEXT, True, "text-unreadable"),
        (NOTE, {"a": 1}, "text-unreadable"),
        (COUNT, "1.000", "count-unreadable"),
        (NOTE, "bell\x07", "text-control"),
        (TEXT, "half \ud800", "text-control"),
        (DATE, "next week", "date-unreadable"),
        (DATE, "2026-02-30", "date-impossible"),
        (DATE, "13/13/2026", "date-impossible"),
        (COUNT, "4.5", "count-unreadable"),
        (COUNT, "-1", "count-negative"),
        (COUNT, True, "count-unreadable"),
        (COUNT, "١٢", "count-unreadable"),
        (COUNT, "1" * 12, "count-too-large"),
        (MONEY, "abc", "money-unreadable"),
        (MONEY, "NaN", "money-unreadable"),
        (MONEY, "1e400", "money-too-large"),
        (MONEY, "-5", "money-negative"),
        (MONEY, "0.001", "money-fraction"),
    ],
)
def test_refuses_and_says_why(kind, raw, code):
    with pytest.raises(Refused) as refused:
        kind.parse(raw, None)
    assert refused.value.code == code and str(refused.value)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.dates(), st.booleans(), st.none()))
def test_no_input_is_a_crash_and_reading_again_changes_nothing(raw):
    for kind in (TEXT, NOTE, DATE, COUNT, MONEY):
        try:
            value = kind.parse(raw, None)
        except Refused:
            continue
        assert kind.parse(value, None) == value
