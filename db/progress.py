"""How long work says how far it is, and how it is told to stop."""

from collections.abc import Callable

# Called with (done, total) now and then; may raise `Cancelled`, which rolls the work back whole.
Progress = Callable[[int, int], None]


class Cancelled(Exception):
    """The person asked to stop; nothing of the work was kept."""


def silent(done: int, total: int) -> None:
    """Report to nobody."""
