"""Where the values of a conflict come from: who said each of them first, and what all of them replaced.

`known` is all that is known of one record, by id.
"""

from collections.abc import Iterable, Mapping

from db.revisions.revision import LIFE, Revision, canonical

Known = Mapping[str, Revision]


def origins(known: Known, unit: str, head: Revision) -> list[Revision]:
    """Return the revisions that said a head's value before an undo put it back; the head itself where none did.

    Whoever takes back a decision brings its conflict back, but is not who wrote the values.
    """
    if not _put_back(known, unit, head):
        return [head]
    said = canonical(head.set.get(unit))
    # What an undo is over is what it took back; what that one was over is what it put back.
    layer = _before(known, unit, _before(known, unit, [head]))
    while layer:
        same = [r for r in layer if unit in r.set and canonical(r.set[unit]) == said]
        if same:
            found = {one.id: one for r in same for one in origins(known, unit, r)}
            return [found[i] for i in sorted(found)]
        layer = _before(known, unit, layer)
    return [head]


def replaced_by_all(known: Known, unit: str, heads: Iterable[Revision]) -> list[Revision]:
    """Return the last revisions of a unit that all of these replaced, directly or through others."""
    pasts = [_past(known, unit, head) for head in heads]
    common = set[str].intersection(*pasts) if pasts else set[str]()
    older = {i for one in common for i in _past(known, unit, known[one])}
    return [known[i] for i in sorted(common - older)]


def _put_back(known: Known, unit: str, head: Revision) -> bool:
    """Whether a head was written by an undo that brought a conflict back.

    Nothing else writes one unit twice in a gesture, and nothing else deletes a record without covering its values.
    """
    over = head.over.get(unit)
    if not over:
        return False
    if unit == LIFE and head.kind == "delete":
        return set(head.over) == {LIFE}
    return any(
        r.id != head.id and unit in r.set and (r.replica, r.batch, r.over.get(unit)) == (head.replica, head.batch, over)
        for r in known.values()
    )


def _before(known: Known, unit: str, revisions: Iterable[Revision]) -> list[Revision]:
    """Return what these revisions are over."""
    ids = {i for r in revisions for i in r.over.get(unit, ())}
    return [known[i] for i in sorted(ids) if i in known]


def _past(known: Known, unit: str, revision: Revision) -> set[str]:
    """Return the ids of everything that a revision replaced, directly or through others."""
    past: set[str] = set()
    layer = _before(known, unit, [revision])
    while layer:
        past |= {r.id for r in layer}
        layer = [r for r in _before(known, unit, layer) if r.id not in past]
    return past
