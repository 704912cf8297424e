"""How alike two reports are: a pure function over plain values, for the list of duplicates and while a person types."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio, token_set_ratio, token_sort_ratio

from db.catalogue import LANGUAGE_LABELS
from db.folding import fold
from db.marks import N_

NEAR_DAYS = 3  # the same event is often dated by its eve, or by the day somebody wrote it down
ENOUGH = 0.72  # pairs less alike than this are not worth a person's time

# What each part of the likeness counts for.
_TITLE, _DAYS, _MUNICIPALITY, _SETTLEMENT, _PARTNER = 6, 2, 1, 1, 1
_OVERLAPPING = 0.2  # long spans overlap by chance
_CONTAINED = 0.9  # all words of one (two at least) stand in the other
_OTHER_NUMBERS = 0.4  # "Session 1" and "Session 2" differ in one sign and are two events
_NO_COMMON_LANGUAGE = 0.5  # neither for nor against
_SAME, _SIMILAR = 0.999, 0.6

_TITLES = {language: f"title_{language}" for language in LANGUAGE_LABELS}
_SPANS = (("planned_start", "planned_end"), ("actual_start", "actual_end"))

# Why two records look alike, in words that follow one another.
WHY: dict[str, str] = {
    "merged-before": N_("merged before, and both are here again"),
    "same-title": N_("same title"),
    "similar-title": N_("similar title"),
    "other-language": N_("titles in different languages"),
    "same-day": N_("same day"),
    "near-days": N_("within three days"),
    "overlapping": N_("overlapping dates"),
    "same-municipality": N_("same municipality"),
    "same-settlement": N_("same settlement"),
    "same-partner": N_("same partner"),
}


class Facts(NamedTuple):
    """What is compared of one activity: folded texts, `titles` by language, `spans` as counted days.

    A named tuple, because they are made by the hundred thousand.
    """

    type: str
    municipality: str
    settlement: str
    partner: str
    titles: Mapping[str, str]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two activities are, from `ENOUGH` to 1, and why: keys of `WHY`."""

    score: float
    why: tuple[str, ...]


def facts_of(type_key: str, values: Mapping[str, object]) -> Facts:
    """Return what is compared of an activity, out of its values; of one that is being typed too."""
    titles = {language: fold(str(title)) for language, key in _TITLES.items() if (title := values.get(key))}
    spans = [_span(values.get(start), values.get(end)) for start, end in _SPANS]
    return Facts(
        type_key,
        str(values.get("municipality") or ""),
        fold(str(values.get("settlement") or "")),
        fold(str(values.get("partner") or "")),
        {language: title for language, title in titles.items() if title},
        tuple({span for span in spans if span is not None}),
    )


def likeness(one: Facts, other: Facts) -> Likeness | None:
    """Return how alike two activities are; None where they cannot be the same event or are not alike enough.

    They cannot be the same event where their types differ, where both name a municipality and not the same one, where
    one has no title or no day, or where their days are not near: no planned or actual span of one begins within
    three days of, or overlaps with, one of the other.

    Otherwise the score is a weighted mean of what both of them say, each part from 0 to 1: the titles (6; the most
    alike of all pairs of languages), the days (2; 1 for the same first day, a quarter less for each day between, a
    fifth for spans that only overlap), the municipality (1; a half where only one names it), the settlement (1) and
    the partner (1). What one of them leaves out counts neither for nor against. Titles in no common language count at
    least a half, so that day, settlement and partner must all speak for such a pair.
    """
    if one.type != other.type or not one.titles or not other.titles:
        return None
    if one.municipality and other.municipality and one.municipality != other.municipality:
        return None
    days = _days_alike(one, other)
    if days == 0:
        return None
    got, most = _DAYS * days, _DAYS
    why = ["same-day" if days == 1 else "near-days" if days > _OVERLAPPING else "overlapping"]
    if one.municipality or other.municipality:
        same = one.municipality == other.municipality
        got, most = got + _MUNICIPALITY * (1 if same else 0.5), most + _MUNICIPALITY
        why += ["same-municipality"] if same else []
    for weight, reason, here, there in (
        (_SETTLEMENT, "same-settlement", one.settlement, other.settlement),
        (_PARTNER, "same-partner", one.partner, other.partner),
    ):
        if here and there:
            close = alike(here, there)
            got, most = got + weight * close, most + weight
            why += [reason] if close >= _CONTAINED else []
    # Most pairs fail here: the library stops comparing two titles where they can no longer be alike enough.
    needed = (ENOUGH * (most + _TITLE) - got) / _TITLE
    title = max(alike(here, there, needed) for here in one.titles.values() for there in other.titles.values())
    if not one.titles.keys() & other.titles.keys() and title < _SIMILAR:
        title = max(title, _NO_COMMON_LANGUAGE)
        why.insert(0, "other-language")
    else:
        why.insert(0, "same-title" if title >= _SAME else "similar-title")
    score = (got + _TITLE * title) / (most + _TITLE)
    return Likeness(score, tuple(why)) if score >= ENOUGH else None


def all_alike(activities: Iterable[tuple[str, Facts]]) -> Iterator[tuple[str, str, Likeness]]:
    """Return every pair of activities that are alike, without comparing all with all.

    `activities` are ids and facts in the order of type and first day: one walk along the calendar keeps those in hand
    whose days are not past yet, by municipality.
    """
    in_hand: dict[str, list[_InHand]] = {}
    type_key = ""
    for uid, facts in activities:
        if facts.type != type_key:
            type_key, in_hand = facts.type, {}
        if not facts.spans:
            continue
        begins = min(first for first, _ in facts.spans)
        # One that names no municipality may be anywhere.
        places = ["", facts.municipality] if facts.municipality else list(in_hand)
        for place in places:
            near = [one for one in in_hand.get(place, ()) if one.until >= begins]
            in_hand[place] = near
            for one in near:
                close = likeness(facts, one.facts)
                if close is not None:
                    yield uid, one.uid, close
        until = max(max(last, first + NEAR_DAYS) for first, last in facts.spans)
        in_hand.setdefault(facts.municipality, []).append(_InHand(uid, facts, until))


class _InHand(NamedTuple):
    """An activity that later ones may still be near to, until a day."""

    uid: str
    facts: Facts
    until: int


def alike(one: str, other: str, at_least: float = 0) -> float:
    """Return how alike two folded texts are, from 0 to 1, in any order of their words; 0 where less than `at_least`."""
    if one == other:
        return 1
    cutoff = 100 * at_least
    close = max(ratio(one, other, score_cutoff=cutoff), token_sort_ratio(one, other, score_cutoff=cutoff)) / 100
    if close < _CONTAINED and " " in one and " " in other and token_set_ratio(one, other, score_cutoff=100):
        close = _CONTAINED
    if close > _OTHER_NUMBERS:
        here, there = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
        if not (here <= there or there <= here):
            close = _OTHER_NUMBERS
    return close if close >= at_least else 0


_NUMBER = re.compile(r"\d+")


def _span(start: object, end: object) -> tuple[int, int] | None:
    """Return the first and the last day, as numbers; a span that ends before it begins is one day."""
    days = [_day(text) for text in (start, end) if text]
    return (days[0], max(days)) if days else None


@lru_cache(maxsize=10_000)
def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _days_alike(one: Facts, other: Facts) -> float:
    """Return how near the days are: 1 for the same first day, 0 where they are not near at all."""
    best = 0.0
    for first, last in one.spans:
        for other_first, other_last in other.spans:
            apart = abs(first - other_first)
            if apart <= NEAR_DAYS:
                best = max(best, 1 - apart / (NEAR_DAYS + 1))
            elif first <= other_last and other_first <= last:
                best = max(best, _OVERLAPPING)
    return best
