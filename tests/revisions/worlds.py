"""Small worlds of replicas for properties: they edit, delete, restore, decide and exchange what they like."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from db.revisions import RecordKey, Revision, deleting, fold, resolving, restoring, setting

RECORD = RecordKey("town_hall", "one")
UNITS = ("title_en", "venue")


@dataclass
class Replica:
    """A replica of one record: the revisions it knows and its own chain."""

    name: str
    known: dict[str, Revision] = field(default_factory=dict)
    seq: int = 0
    last: str = ""

    def write(self, draft, batch=""):
        """Give a draft its place in this replica's chain; each is a gesture of its own unless `batch` names one."""
        if draft is None:
            return
        self.seq += 1
        place = {"replica": self.name, "seq": self.seq, "prev": self.last}
        made = draft.placed(
            **place, author=self.name, at="2001-01-01T00:00:00Z", batch=batch or f"{self.name}{self.seq}"
        )
        self.last = made.id
        self.known[made.id] = made


# One step: who, what, to which unit or from whom, which value.
STEP = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["set", "set", "set", "clear", "delete", "restore", "resolve", "hear"]),
    st.integers(0, 2),
    st.integers(0, 2),
)


def play(steps) -> list[Replica]:
    """Play steps in a world of three replicas and return them."""
    replicas = [Replica(name) for name in "ABC"]
    for who, what, which, value in steps:
        one = replicas[who]
        folded = fold(one.known.values())
        unit = UNITS[which % len(UNITS)]
        if what in ("set", "clear") and not folded.deleted:
            one.write(setting(RECORD, folded, {unit: None if what == "clear" else f"v{value}"}))
        elif what == "delete" and folded.heads and not folded.deleted:
            one.write(deleting(RECORD, folded))
        elif what == "restore" and folded.deleted:
            one.write(restoring(RECORD, folded))
        elif what == "resolve" and unit in folded.conflicts:
            one.write(resolving(RECORD, folded, unit, f"v{value}"))
        elif what == "hear":
            one.known.update(replicas[which].known)
    return replicas


WORLDS = st.lists(STEP, min_size=1, max_size=30).map(play)
