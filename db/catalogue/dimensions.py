"""The ways in which people are counted: each is a split of one number; only sex and age may be crossed (DP-05)."""

from dataclasses import dataclass

EXACT, ABOUT, MORE_THAN, AT_LEAST, UP_TO = "exact", "about", "more_than", "at_least", "up_to"  # list `qualifier`
UPWARD = (ABOUT, MORE_THAN, AT_LEAST)  # there may have been more than the number says


@dataclass(frozen=True, slots=True)
class Dimension:
    """One split: its code list, the field whose number it splits, and the record types that have that field.

    One that `crosses` two others has the code of each of them in its own: women_18_24.
    """

    codes: str
    of: str = "total"
    types: tuple[str, ...] = ()  # empty: every activity
    crosses: tuple[str, ...] = ()

    def has(self, type_key: str) -> bool:
        """Whether records of a type are counted so."""
        return not self.types or type_key in self.types


_ASSEMBLY = ("youth_assembly",)
DIMENSIONS = {
    "sex": Dimension("sex"),
    "age": Dimension("age"),
    "sex_age": Dimension("sex_age", crosses=("sex", "age")),
    "community": Dimension("community"),
    "disability": Dimension("disability"),
    "displacement": Dimension("displacement"),
    "role": Dimension("participant_role"),
    "delegates_sex": Dimension("sex", "delegates", _ASSEMBLY),
    "delegates_age": Dimension("age", "delegates", _ASSEMBLY),
    "delegates_community": Dimension("community", "delegates", _ASSEMBLY),
    "delegates_disability": Dimension("disability", "delegates", _ASSEMBLY),
    "delegates_from": Dimension("youth_organisation", "delegates", _ASSEMBLY),
    "delegates_first_time": Dimension("first_time", "delegates", _ASSEMBLY),
    "applicants_sex": Dimension("sex", "applications", _ASSEMBLY),
}
# Every number of people that a record may have, and the field that says how exact it is.
QUALIFIED = {"total": "total_is", "remote": "remote_is", "delegates": "delegates_is", "audience": "audience_is"}


def crossed(code: str) -> tuple[str, str]:
    """Return the two codes in the code of a crossing."""
    first, _, second = code.partition("_")
    return first, second


def dimensions_of(type_key: str, of: str = "") -> dict[str, Dimension]:
    """Return the dimensions of a record type, or only those that split one of its numbers."""
    return {key: one for key, one in DIMENSIONS.items() if one.has(type_key) and of in ("", one.of)}
