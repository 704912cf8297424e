"""What an activity produced and whom it reached, each unit by itself."""

from db.errors import KnownError
from db.records.family import find
from db.records.parts import list_parts
from db.store.writing import Reading

REACHED = ("people", "households", "organisations")  # units of their own: nobody knows how many people a household is


def reached(reading: Reading, ref: str) -> dict[str, int]:
    """Return whom the outputs of an activity reached, each unit by itself, as far as it is recorded.

    Children are counted among the people and named besides.

    Raises KnownError `no-record`.
    """
    found: dict[str, int] = {}
    for part in list_parts(reading, "output", find(reading, ref).uid):
        for unit in (*REACHED, "children"):
            number = part.values.get(unit)
            if isinstance(number, int):
                found[unit] = found.get(unit, 0) + number
    return found


def reached_in_all(reading: Reading, ref: str) -> int | None:
    """Return whom the outputs reached as one number, where one unit is all that was counted; None for nothing.

    Raises KnownError `no-record`; `units-apart` where units differ, with the reason.
    """
    units = {unit: number for unit, number in reached(reading, ref).items() if unit in REACHED}
    if len(units) > 1:
        raise KnownError("units-apart", units=", ".join(f"{number} {unit}" for unit, number in units.items()))
    return next(iter(units.values()), None)
