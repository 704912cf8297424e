"""Texts compared and merged word by word."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.revisions.texts import Merged, compare, merge, shared

# A few words many times, so that changes meet; and anything at all.
PIECES = st.sampled_from(
    ["the ", "hall ", "hall.", "12.50 ", "13.50 ", "(", ") ", "\n", "\n\n", "звук ", "e\u0301 ", ", "]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=30))
BASE = "Eleven questions were asked. Seven were answered."


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@given(TEXTS, TEXTS)
def test_where_one_side_changed_nothing_the_other_stands(base: str, changed: str):
    assert merge(base, [base, changed]) == merge(base, [changed, changed]) == Merged(changed, 0)


@given(TEXTS, TEXTS, TEXTS)
def test_the_sides_can_be_exchanged(base: str, one: str, other: str):
    assert merge(base, [one, other]) == merge(base, [other, one])


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3))
def test_no_word_that_anybody_wrote_is_lost(base: str, sides: list[str]):
    made = words(merge(base, sides).text)
    for side in sides:
        assert not (words(side) - words(base)) - made


@given(TEXTS, TEXTS, TEXTS)
def test_a_proposal_without_dispute_has_no_word_of_its_own(base: str, one: str, other: str):
    made = merge(base, [one, other])
    if base and not made.disputed:
        assert set(words(made.text)) <= set(words(one)) | set(words(other))


@given(TEXTS, TEXTS)
def test_what_was_kept_and_added_is_the_newer_text_and_no_word_of_the_older_is_missing(before: str, after: str):
    parts = compare(before, after)
    assert "".join(part.text for part in parts if part.kind != "removed") == after
    assert words(" ".join(part.text for part in parts if part.kind != "added")) == words(before)
    assert {part.kind for part in compare(after, after)} <= {"kept"}


@given(TEXTS, TEXTS)
def test_what_two_texts_share_is_in_both(one: str, other: str):
    assert shared(one, other) == shared(other, one)
    assert {part.kind for part in compare(shared(one, other), one)} <= {"kept", "added"}


TWELVE, EIGHT = BASE.replace("Eleven", "Twelve"), BASE.replace("Seven", "Eight")
SEVEN = "Seven were answered."


@pytest.mark.parametrize(
    ("sides", "merged", "disputed"),
    [
        ((TWELVE, EIGHT), TWELVE.replace("Seven", "Eight"), 0),
        ((SEVEN, f"{BASE} One is open."), f"{SEVEN} One is open.", 0),
        ((f"{BASE} One is open.", f"{BASE} HQ agrees."), f"{BASE} HQ agrees. One is open.", 1),
        ((TWELVE, BASE.replace("Eleven", "Ten")), BASE.replace("Eleven", "Ten / Twelve"), 1),
        ((TWELVE, f"{TWELVE} Yes."), f"{TWELVE} Yes.", 0),
        ((SEVEN, BASE.replace("asked", "put")), BASE.replace("asked", "put"), 1),
        ((f"{BASE}\nOne is open.", f"{BASE}\nHQ agrees."), f"{BASE}\nHQ agrees.\nOne is open.", 1),
    ],
    ids=[
        "changes in different places fit together",
        "a sentence taken out and one added elsewhere",
        "both added at the end: both stand there and somebody should look",
        "the same words changed to two things",
        "both changed them to the same",
        "one took out what the other changed: the words stay",
        "lines stand under each other",
    ],
)
def test_three_way(sides: tuple[str, str], merged: str, disputed: int):
    assert merge(BASE, sides) == Merged(merged, disputed)


def test_half_a_number_never_meets_half_of_another():
    assert (
        merge("It cost 12.50 EUR.", ["It cost 13.50 EUR.", "It cost 12.75 EUR."]).text == "It cost 12.75 / 13.50 EUR."
    )
    assert merge("on 5 March", ["on 6 March", "on 5 April"]) == Merged("on 5 April / 6 March", 1)


def test_without_a_former_text_everything_of_both_is_kept_once():
    assert merge("", ["Hall in town", "School in town"]) == Merged("Hall / School in town", 1)
    assert merge("", ["in town", "in town, by the river"]) == Merged("in town, by the river", 0)


def test_three_texts_are_merged_too():
    sides = [BASE.replace("Eleven", "Twelve"), BASE.replace("Seven", "Eight"), BASE + " Yes."]
    assert merge(BASE, sides) == Merged("Twelve questions were asked. Eight were answered. Yes.", 0)


def test_a_comparison_names_what_was_added_and_what_went():
    parts = [(part.kind, part.text) for part in compare("the old hall.", "the new hall, today.")]
    assert parts == [
        ("kept", "the"),
        ("removed", " old"),
        ("added", " new"),
        ("kept", " hall"),
        ("added", ", today"),
        ("kept", "."),
    ]
