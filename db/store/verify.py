"""`verify`: folds all revisions again and compares with the tables, and proves chain, ids and file."""

from dataclasses import dataclass

from sqlalchemy import select

from db.revisions import REASON, content_id, redacted
from db.schema import missing_guards
from db.schema.parts import attachment
from db.schema.tables import gesture, revision
from db.store.log import from_row
from db.store.office import Office
from db.store.projection import differences
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: one plain sentence per problem; none is good."""

    revisions: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(office: Office) -> Verdict:
    """Prove the whole office; reads everything and changes nothing."""
    problems: list[str] = []
    count = 0
    with office.read() as reading:
        connection = reading.connection
        here: dict[tuple[str, int], set[str]] = {}
        asked: dict[str, set[str]] = {}
        said: dict[str, set[str]] = {}  # the units of which a revision still says something
        last = 0
        rows = connection.execute(select(revision).order_by(revision.c.replica, revision.c.seq, revision.c.arrived))
        for row in rows:
            count += 1
            one = from_row(row)
            place = f"revision {one.seq} of replica {one.replica}"
            if content_id(one) != one.id:
                problems.append(f"{place}: its content is not what its id says")
            for i, units in redacted([one]).items():
                asked.setdefault(i, set()).update(units)
            said[one.id] = {*one.set, *([REASON] if one.reason else [])}
            if one.replica == office.identity.replica:
                if one.seq != last + 1:
                    problems.append(f"{place}: number {last + 1} was expected")
                last = one.seq
            # A clone makes a fork: two revisions with one number, each continued.
            before = here.get((one.replica, one.seq - 1), {""} if one.seq == 1 else set[str]())
            if before and one.prev not in before:
                problems.append(f"{place}: it does not continue the chain")
            here.setdefault((one.replica, one.seq), set()).add(one.id)
        for i, units in asked.items():
            problems += [f"revision {i}: its {unit} should be redacted" for unit in said.get(i, set()) & units]
        problems += differences(connection)
        problems += [f"the guard trigger {name} is missing or altered" for name in missing_guards(connection)]
        for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
            found = connection.exec_driver_sql(f"PRAGMA {pragma}").all()
            problems += [f"{pragma}: {tuple(line)}" for line in found if tuple(line) != ("ok",)]
        problems += office.attachments.problems() or _missing(office, reading)
    return Verdict(count, tuple(problems))


def _missing(office: Office, reading: Reading) -> list[str]:
    """Return one sentence per photo or paper of this laptop's own whose bytes are gone; others' may not have come."""
    table = attachment
    rows = reading.connection.execute(
        select(table.c.uid, table.c.name, table.c.digest)
        .where(table.c.deleted.is_(False), table.c.digest.is_not(None))
        .order_by(table.c.uid)
    ).all()
    held = office.attachments.held(row.digest for row in rows)
    gone = [row for row in rows if row.digest not in held]
    first = reading.revisions_of(row.uid for row in gone)
    # A workbook that lost its hidden sheet brings, as a list, what is said of photos and never their bytes.
    lists = set(reading.connection.scalars(select(gesture.c.id).where(gesture.c.kind == "import")))
    ours = [
        row
        for row in gone
        if first[row.uid][0].replica == office.identity.replica and first[row.uid][0].batch not in lists
    ]
    return [f"attachment {row.uid} ({row.name}): its bytes are not in {office.paths.attachments}" for row in ours]
