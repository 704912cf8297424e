"""Whatever a payload says, it is read rightly or refused: never a crash, never a forgery."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.parcels.payload import Damaged, read_revision, revision_lines
from db.revisions import RecordKey, Revision, content_id
from db.revisions.revision import digest

UID = "01a20254-e431-731f-8660-d00abf4c0652"
ONE = Revision(
    replica=UID,
    seq=1,
    prev="",
    record=RecordKey("town_hall", UID),
    kind="set",
    set={"title_en": "a", "approved": {"approved_amount": "1.00", "currency": "EUR"}, "total": 3, "venue": None},
    over={"title_en": ("a" * 64,)},
    author="A",
    at="2026-01-01T00:00:00Z",
    batch="b",
    salt="s",
).sealed()
LINE = json.loads(revision_lines([ONE])[0])


def test_a_revision_comes_back_as_it_went():
    assert read_revision(json.dumps(LINE)) == ONE


def reseal(raw: dict) -> str:
    """Give a hostile line the id that it would need, where it has one."""
    fields = {**raw, "record": RecordKey(raw["type"], raw["uid"])}
    names = Revision.__slots__
    made = Revision(**{name: fields[name] for name in names if name in fields})
    return json.dumps({**raw, "id": content_id(made)})


HOSTILE = [
    {"set": []},
    {"set": None},
    {"set": {"venue": [1]}},
    {"set": {"venue": {"a": {"b": 1}}}},
    {"set": {"venue": True}},
    {"set": {"total": 2**53}},
    {"set": {"venue": 0.5}},
    {"set": {"Venue!": "x"}},
    {"set": {"venue": "\ud800"}},
    {"over": {"venue": [1]}},
    {"over": {"venue": "abc"}},
    {"over": []},
    {"seq": 0},
    {"seq": True},
    {"seq": "1"},
    {"seq": 10**30},
    {"uid": "u"},
    {"uid": UID.upper()},
    {"replica": "../.."},
    {"type": "Robert'); DROP TABLE activity;--"},
    {"kind": "burn"},
    {"author": None},
    {"prev": "x"},
    {"blanked": {"venue": "0" * 64}},
    {"id": "0" * 64},
]


@pytest.mark.parametrize("change", HOSTILE, ids=repr)
def test_what_no_program_of_ours_writes_is_refused(change: dict):
    raw = {**LINE, **change}
    try:
        line = reseal(raw) if "id" not in change else json.dumps(raw)
    except (TypeError, ValueError, AttributeError):
        line = json.dumps(raw)
    with pytest.raises(Damaged):
        read_revision(line)


@pytest.mark.parametrize("line", ["", "{}", "[]", "null", "[" * 100_000, '{"id": 1}', "\x00"])
def test_no_line_is_a_crash(line: str):
    with pytest.raises(Damaged):
        read_revision(line)


def test_a_digest_cannot_vouch_for_another_value():
    forged = replace(ONE, set={**ONE.set, "title_en": "forged"}, blanked={"title_en": digest("s", "a")})
    with pytest.raises(ValueError, match="both set and blanked"):
        content_id(forged)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(LINE)), JSON)
def test_any_field_of_any_shape_is_read_or_refused(name: str, value):
    try:
        read = read_revision(json.dumps({**LINE, name: value}))
    except Damaged:
        return
    assert read == ONE
