"""Rates, shares, coordinates, moments with their zone, and several choices at once."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.catalogue import Refused, load_mission
from db.catalogue.amounts import converted
from db.catalogue.instants import INSTANT, moment
from db.catalogue.kinds import CODE, CODES, LINK
from db.catalogue.quantities import DECIMAL, LATITUDE, LONGITUDE, PERCENT
from db.parcels import cells
from db.store import new_uid

LISTS = load_mission("kosovo").lists
APPLICANTS, YES_NO = LISTS["applicant_type"], LISTS["yes_no"]


@pytest.mark.parametrize(
    ("kind", "codes", "raw", "value"),
    [
        (DECIMAL, None, "0.921000", "0.921"),
        (DECIMAL, None, 0.1, "0.1"),
        (DECIMAL, None, "1,234.5", "1234.5"),
        (DECIMAL, None, "-0", "0"),
        (DECIMAL, None, "", None),
        (PERCENT, None, "7.5 %", "7.5"),
        (PERCENT, None, 100.0, "100"),
        (LATITUDE, None, "42.8913 N", "42.8913"),
        (LATITUDE, None, "12.5° S", "-12.5"),
        (LONGITUDE, None, -20.8655500001, "-20.86555"),
        (INSTANT, None, "2022-03-27 23:59 CEST", "2022-03-27T23:59+02:00"),
        (INSTANT, None, "2022-03-27T23:59:30Z", "2022-03-27T23:59+00:00"),
        (INSTANT, None, "2022-03-28 00:00 +0200", "2022-03-28T00:00+02:00"),
        (CODES, APPLICANTS, "institution, local NGO", "local_ngo;institution"),
        (CODES, APPLICANTS, "institution; ngo", "local_ngo;institution"),
        (CODES, APPLICANTS, ["school", "school"], "institution"),
        (CODES, APPLICANTS, " ", None),
        (CODE, YES_NO, True, "yes"),
        (CODE, YES_NO, "да", "yes"),
    ],
)
def test_reads(kind, codes, raw, value):
    assert kind.parse(raw, codes) == value


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (DECIMAL, "much", "number-unreadable"),
        (DECIMAL, True, "number-unreadable"),
        (DECIMAL, "-1", "number-negative"),
        (DECIMAL, "0.1234567891", "number-too-long"),
        (DECIMAL, "1234567890123456", "number-too-long"),
        (PERCENT, "100.5", "percent-over"),
        (LATITUDE, "42,8913", "degrees-unreadable"),
        (LATITUDE, "42 E", "degrees-unreadable"),
        (LATITUDE, "91", "degrees-beyond"),
        (INSTANT, "27 March", "instant-unreadable"),
        (INSTANT, "2022-03-27 23:59", "zone-missing"),
        (INSTANT, "2022-03-27 23:59 XYZ", "zone-missing"),
        (INSTANT, "2022-02-30 23:59 Z", "date-impossible"),
        (LINK, "TH-2026-MIT-A001", "link-unknown"),
        (CODES, "institution; moon", "code-unknown"),
    ],
)
def test_refuses_and_says_why(kind, raw, code):
    with pytest.raises(Refused) as refused:
        kind.parse(raw, APPLICANTS if kind is CODES else None)
    assert refused.value.code == code and str(refused.value)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.datetimes(), st.booleans(), st.none(), st.just(new_uid())))
def test_no_input_is_a_crash_and_reading_again_changes_nothing(raw):
    for kind in (DECIMAL, PERCENT, LATITUDE, LONGITUDE, INSTANT, LINK):
        try:
            value = kind.parse(raw, None)
        except Refused:
            continue
        assert kind.parse(value, None) == value
        assert value is None or kind.fits(value)


@given(st.lists(st.sampled_from(APPLICANTS.entries)))
def test_several_choices_are_a_set(chosen):
    codes = [code.code for code in chosen]
    value = CODES.parse(codes, APPLICANTS)
    assert value == CODES.parse(list(reversed(codes)), APPLICANTS) == CODES.parse(value, APPLICANTS)
    assert set(str(value or "").split(";")) - {""} == set(codes)


@given(st.decimals(0, 10**6, places=6))
def test_a_rate_survives_its_cell_to_the_last_digit(number: Decimal):
    value = DECIMAL.parse(str(number), None)
    shown = cells.shown(DECIMAL, value)
    assert cells.same(DECIMAL, shown, float(shown)) and DECIMAL.parse(float(shown), None) == value


@given(st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_a_moment_is_the_same_moment_in_any_zone(then: datetime, offset: int):
    there = then.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    value = INSTANT.parse(there.isoformat(timespec="minutes"), None)
    assert isinstance(value, str) and moment(value) == there


@given(st.decimals("0.01", 10**7, places=2), st.decimals("0.01", 1000, places=4))
def test_a_conversion_is_off_by_half_a_cent_at_most(local: Decimal, rate: Decimal):
    worth = converted(str(local), str(rate))
    assert worth is not None and abs(Decimal(worth) - local / rate) <= Decimal("0.005")
