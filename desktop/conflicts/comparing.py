"""The texts of a conflict compared with what they replaced, and a proposal that holds all of them."""

from dataclasses import dataclass

from db.records import Conflict
from db.revisions.texts import Merged, Part, compare, merge, shared
from desktop.conflicts.words import text_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """Each side's text word by word, and the merged proposal.

    Without a former text the sides are compared with what they share, so that each shows what only it has.
    """

    sides: tuple[tuple[Part, ...], ...]
    proposal: Merged


def compared(one: Conflict) -> Comparison:
    """Compare the texts of a conflict."""
    texts = [text_of(side[0].value) for side in one.sides]
    base = text_of(one.base[0]) if len(one.base) == 1 else ""
    common = base
    if not common:
        common = texts[0]
        for text in texts[1:]:
            common = shared(common, text)
    written = [text for text in texts if text]
    return Comparison(tuple(tuple(compare(common, text)) for text in texts), merge(base, written))
