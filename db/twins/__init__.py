"""The same event recorded twice: pairs that look alike, verdicts on them, merging; and numbers given twice."""

from db.twins.candidates import MOST, Twins, alike_to, find_twins, hints, twins_of
from db.twins.comparing import WHY, Facts, Likeness, facts_of, likeness
from db.twins.merging import BOTH, KEEP, OTHER, merge
from db.twins.numbers import Numbered, SharedNumber, renumber, shared_numbers
from db.twins.sides import FieldLine, Line, Part, PartsLine, choices_of, compare, proposed, says, told_lines
from db.twins.verdicts import DIFFERENT, SAME, different, pair_uid

__all__ = [
    "BOTH",
    "DIFFERENT",
    "KEEP",
    "MOST",
    "OTHER",
    "SAME",
    "WHY",
    "Facts",
    "FieldLine",
    "Likeness",
    "Line",
    "Numbered",
    "Part",
    "PartsLine",
    "SharedNumber",
    "Twins",
    "alike_to",
    "choices_of",
    "compare",
    "different",
    "facts_of",
    "find_twins",
    "hints",
    "likeness",
    "merge",
    "pair_uid",
    "proposed",
    "renumber",
    "says",
    "shared_numbers",
    "told_lines",
    "twins_of",
]
