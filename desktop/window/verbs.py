"""What the keyboard and other pages may ask of a page; the window knows no more of it."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Begins(Protocol):
    """A page on which something new can be begun."""

    def new(self) -> None:
        """Begin a new record."""
        ...


@runtime_checkable
class Searches(Protocol):
    """A page with a box to search in."""

    def search(self) -> None:
        """Put the cursor into the box."""
        ...


@runtime_checkable
class Prints(Protocol):
    """A page that can be printed, or what is chosen on it."""

    def print_shown(self) -> None:
        """Show it as it will be printed."""
        ...


@runtime_checkable
class Parted(Protocol):
    """A page with parts of which one can be asked for: a tab, a view, a line."""

    def show_part(self, part: str) -> None:
        """Show it."""
        ...
