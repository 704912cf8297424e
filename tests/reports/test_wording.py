"""Texts are cut after a sentence, and figures are never rounded into something else."""

import pytest

from db.reports.cutting import cuts
from db.reports.wording import clip, locale_of, moment, percent, period

SENTENCE = "Two groups that had not spoken since 2019 signed a common calendar. "


def test_a_short_text_stays_whole():
    assert (
        cuts("  Held. All well.\n\n\nNo incident. ", words=120, characters=1200)[0] == "Held. All well.\nNo incident."
    )


def test_a_long_text_is_cut_after_a_sentence_within_the_words():
    pieces = cuts(SENTENCE * 40, words=120, characters=1200)
    assert len(pieces[0].split()) <= 120
    assert pieces[0].endswith("calendar.")
    assert pieces == sorted(pieces, key=len, reverse=True)
    assert len(set(pieces)) == len(pieces)


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Petrović spoke. ",
        "The visit is on 3. Novembar in Zvečan. ",
        "A. Officer and 1.5 metres of e.g. Pipe. ",
        "The U. N. office agreed. ",
    ],
)
def test_an_abbreviation_is_not_the_end_of_a_sentence(text: str):
    one = text.strip()
    for piece in cuts(text * 60, words=120, characters=1200):
        assert piece.endswith((one, " …"))


def test_an_endless_sentence_is_cut_after_a_word_and_says_so():
    pieces = cuts("word " * 500, words=120, characters=1200)
    assert pieces[0] == "word " * 120 + "…"
    assert all(piece.endswith("word …") for piece in pieces)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 32_000, "...", "! ? .", "\n".join("abc"), "؟ " * 5000])
def test_any_text_has_cuts_within_the_limits(text: str):
    pieces = cuts(text, words=120, characters=1200)
    assert all(0 < len(piece) <= 1202 for piece in pieces)
    assert bool(pieces) == bool(text.strip())


def test_long_lines_are_clipped_visibly():
    assert clip("a b\nc", 10) == "a b c"
    assert clip("x" * 600, 500) == "x" * 499 + "…"


@pytest.mark.parametrize(
    ("part", "base", "text"),
    [(161, 246, "65.4 %"), (41, 50, "82 %"), (1, 3, "33.3 %"), (2, 3, "66.7 %"), (0, 9, "0 %"), (5, 5, "100 %")],
)
def test_percentages_have_at_most_one_decimal(part: int, base: int, text: str):
    assert percent(part, base, locale_of("en")).replace("\N{NO-BREAK SPACE}", " ") == text


def test_percentages_are_written_as_the_language_writes_them():
    assert percent(161, 246, locale_of("sq")).startswith("65,4")


def test_a_span_that_ends_before_it_begins_is_printed_as_it_stands():
    assert period("2020-05-31", "2020-03-01", locale_of("en")) == "31 May 2020 – 1 March 2020"


def test_a_time_without_a_zone_is_refused():
    assert moment("2026-11-03T15:05:00+01:00").isoformat() == "2026-11-03T14:05:00+00:00"
    with pytest.raises(ValueError, match="time zone"):
        moment("2026-11-03T15:05:00")
