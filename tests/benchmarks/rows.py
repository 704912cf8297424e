"""One line of the table of measurements."""

import gc
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement: `value` against `budget`, both in `unit`; `peer` is what ran beside it in the same run.

    `at_most` tells which side of the budget is good.
    """

    name: str
    value: float
    unit: str
    budget: float
    peer: str
    at_most: bool = True

    @property
    def ok(self) -> bool:
        """Whether the budget is kept."""
        return self.value <= self.budget if self.at_most else self.value >= self.budget

    def as_json(self) -> dict[str, object]:
        """Return the row as the table's JSON has it."""
        row = asdict(self) | {"ok": self.ok}
        del row["at_most"]
        return row


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def seconds_of_ours(work: Callable[[], object]) -> float:
    """Return how long one call takes, or how long it works where that is less: other programs are not ours."""
    started, worked = time.perf_counter(), time.process_time()
    work()
    return min(time.perf_counter() - started, time.process_time() - worked)


def seconds_in_window(work: Callable[[], object]) -> float:
    """Return how long one call takes in the window, where Python's collector waits for the end of it.

    See desktop/collector.py. The bare loops of others are measured as Python runs them.
    """
    gc.disable()
    try:
        return seconds(work)
    finally:
        gc.enable()


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` (0 to 1) of the values lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
