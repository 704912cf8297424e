"""The states of a project: where each leads, and on whose papers it stands. One table; the gates are beside it."""

from dataclasses import dataclass

from db.errors import Problem
from db.marks import N_
from db.projects.file import ProjectFile


@dataclass(frozen=True, slots=True)
class State:
    """One state.

    `onward` is where a project goes when all is well, `others` where it may go besides; `before` is the state of the
    main way whose papers it stands on; `action` is what takes a project into it.
    """

    key: str
    action: str
    onward: str = ""
    others: tuple[str, ...] = ()
    before: str = ""

    @property
    def next(self) -> tuple[str, ...]:
        """Every state that may follow."""
        return (self.onward, *self.others) if self.onward else self.others


_ANY = ("cancelled", "terminated")  # at any time before the end

STATES = {
    state.key: state
    for state in (
        State("idea", N_("Note the idea"), "draft", ("dropped",)),
        State("draft", N_("Write the proposal"), "submitted", ("dropped", *_ANY)),
        State("submitted", N_("Hand in the proposal"), "screened", ("returned", "ineligible", "withdrawn", *_ANY)),
        State("returned", N_("Return it to the partner"), "submitted", ("draft", "dropped", "withdrawn", *_ANY)),
        State(
            *("screened", N_("Screen the proposal"), "in_review"),
            ("ineligible", "returned", "withdrawn", *_ANY),
            "submitted",
        ),
        State("ineligible", N_("Find it not eligible"), before="submitted"),
        State(
            *("in_review", N_("Put it before the review committee"), "approved"),
            ("reserve", "deferred", "rejected", "withdrawn", *_ANY),
            "screened",
        ),
        State("deferred", N_("Defer it"), "in_review", ("rejected", "withdrawn", *_ANY), "in_review"),
        State("rejected", N_("Reject it"), before="in_review"),
        State("approved", N_("Record the committee's approval"), "mou_signed", ("withdrawn", *_ANY), "in_review"),
        State("reserve", N_("Put it on the reserve list"), "approved", ("lapsed", "withdrawn", *_ANY), "in_review"),
        State("lapsed", N_("Let it lapse"), before="in_review"),
        State("mou_signed", N_("Sign the MoU"), "active", ("withdrawn", *_ANY), "approved"),
        State("withdrawn", N_("Note that the partner withdrew")),
        State("active", N_("Pay the first instalment"), "completed", ("suspended", *_ANY), "mou_signed"),
        State("suspended", N_("Suspend it"), "active", _ANY, "active"),
        State("completed", N_("Complete it and hand it over"), "settled", _ANY, "active"),
        State("settled", N_("Settle the money"), "closed", (), "completed"),
        State("closed", N_("Close the file"), "evaluated", (), "settled"),
        State("evaluated", N_("Evaluate it"), before="closed"),
        State("dropped", N_("Drop it")),
        State("cancelled", N_("Cancel it")),
        State("terminated", N_("Terminate it")),
    )
}
ENDED = frozenset(key for key, state in STATES.items() if not state.next) | {"completed", "settled", "closed"}
# The states in which the review committee's money is promised: these count towards the year's target.
PROMISED = ("approved", "mou_signed", "active", "suspended", "completed", "settled", "closed", "evaluated")
FIRST = ("idea", "draft")  # in which a project begins; one that is entered in another has its earlier papers elsewhere


def way_to(state: str) -> list[str]:
    """Return the states whose papers a project in `state` stands on, itself last."""
    way = [state]
    while (before := STATES[way[0]].before if way[0] in STATES else "") and before not in way:
        way.insert(0, before)
    return way


def transition(file: ProjectFile, to: str) -> Problem | None:
    """Return what is wrong with going to a state from where the project stands, whatever is on file."""
    here = STATES.get(file.state)
    if to not in STATES or here is None or to in here.next:
        return None
    known = ", ".join(here.next)
    return Problem("status", "state-jump" if known else "state-final", {"state": here.key, "to": to, "next": known})
