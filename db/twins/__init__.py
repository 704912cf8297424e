"""The same event recorded twice: pairs that look alike, verdicts on them, merging; and numbers given twice."""

from db.twins.candidates import MOST, Twins, alike_to, find_twins, twins_of
from db.twins.comparing import WHY, Facts, Likeness, facts_of, likeness
from db.twins.merging import COUNTS, KEEP, OTHER, choices_of, merge, said
from db.twins.numbers import SharedNumber, renumber, shared_numbers
from db.twins.verdicts import DIFFERENT, SAME, different, pair_uid

__all__ = [
    "COUNTS",
    "DIFFERENT",
    "KEEP",
    "MOST",
    "OTHER",
    "SAME",
    "WHY",
    "Facts",
    "Likeness",
    "SharedNumber",
    "Twins",
    "alike_to",
    "choices_of",
    "different",
    "facts_of",
    "find_twins",
    "likeness",
    "merge",
    "pair_uid",
    "renumber",
    "said",
    "shared_numbers",
    "twins_of",
]
