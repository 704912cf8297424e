"""The canonical print of everything that is alive: byte-equal on two replicas with the same revisions."""

from sqlalchemy import select

from db.catalogue import RECORD_TYPES
from db.revisions import canonical, fold
from db.schema.tables import revision
from db.store.log import revisions_of
from db.store.writing import Reading


def dump(reading: Reading) -> str:
    """Return all live records with their values and open conflicts, in canonical form.

    No ids of revisions and nothing local is in it: two replicas with the same revisions print the same bytes.
    """
    uids = sorted(reading.connection.execute(select(revision.c.type, revision.c.uid).distinct()))
    known = revisions_of(reading.connection, [uid for _, uid in uids])
    folds = {uid: fold(found) for uid, found in known.items()}
    lines: list[str] = []
    for type_key, uid in uids:
        folded, kind = folds[uid], RECORD_TYPES.get(type_key)
        if folded.deleted:
            continue
        flat = {k: v for k, v in kind.field_values(folded.values).items() if v is not None} if kind else {}
        unknown = {unit: v for unit, v in folded.values.items() if kind is None or unit not in kind.units}
        open_conflicts: dict[str, object] = {unit: folded.candidates(unit) for unit in folded.conflicts}
        line = {"type": type_key, "uid": uid, "values": {**unknown, **flat}, "conflicts": open_conflicts}
        lines.append(canonical(line))
    return '{"records":[\n' + ",\n".join(lines) + "\n]}\n"
