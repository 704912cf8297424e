"""Where somebody was before the office was locked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: a page, and the record in its form, or a `new` one that was begun."""

    page: str = ""
    uid: str = ""
    new: bool = False
