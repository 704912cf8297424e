"""A revision's id is its content."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.revisions import REASON, RecordKey, Revision, blank, canonical, content_id, new_salt
from db.revisions.revision import digest

ONE = Revision(
    replica="r",
    seq=1,
    prev="",
    record=RecordKey("town_hall", "u"),
    kind="set",
    set={"title_en": "a", "venue": "hall"},
    over={"title_en": ("y", "x")},
    author="A",
    at="2026-01-01T00:00:00Z",
    batch="b",
    salt="s",
).sealed()


@pytest.mark.parametrize(
    "change",
    [
        {"replica": "other"},
        {"seq": 2},
        {"prev": "p"},
        {"record": RecordKey("project", "u")},
        {"kind": "resolve"},
        {"set": {"title_en": "b", "venue": "hall"}},
        {"over": {"title_en": ("y",)}},
        {"author": "B"},
        {"at": "2026-01-01T00:00:01Z"},
        {"batch": "c"},
        {"reason": "why"},
        {"format": 2},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_the_id_changes(change):
    assert content_id(replace(ONE, **change)) != ONE.id


def test_the_order_of_what_it_replaces_does_not_matter():
    assert content_id(replace(ONE, over={"title_en": ("x", "y")})) == ONE.id


def test_a_blanked_value_keeps_the_id():
    blanked = replace(ONE, set={"title_en": "a"}, blanked={"venue": digest("s", "hall")})
    assert content_id(blanked) == ONE.id


@given(
    st.dictionaries(st.sampled_from("abcd"), st.one_of(st.text(), st.integers(), st.none())),
    st.sets(st.sampled_from("abcd")),
)
def test_any_values_and_the_reason_can_be_blanked_one_after_another(values, units):
    one = replace(ONE, set=values, reason="why", salt=new_salt("secret")).sealed()
    blanked = one
    for unit in [*sorted(units), REASON]:
        blanked = blank(blanked, [unit])
        assert content_id(blanked) == one.id
    assert set(blanked.set) == set(values) - units and blanked.reason == ""
    assert "secret" not in blanked.salt and not set(blanked.salts) & units
    for unit in blanked.set:
        assert content_id(replace(blanked, set={**blanked.set, unit: "other"})) != one.id


def test_a_float_has_no_canonical_form_that_survives():
    for value in (0.1, {"amount": 0.1, "currency": "EUR"}):
        with pytest.raises(TypeError):
            digest("salt", value)


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.none())))
def test_canonical_text_does_not_depend_on_order(values):
    assert canonical(values) == canonical(dict(reversed(values.items())))
