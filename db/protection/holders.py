"""Who still holds what was redacted: backups until they are thinned out, workbooks that were sent, photos given out.

The redaction reaches other offices with the next parcel and blanks their records; it cannot reach a file.
"""

from dataclasses import dataclass

from db.parcels.ledger import OUT, ledger
from db.parcels.profiles import PARTNER, PUBLIC
from db.store import Office
from db.store.access import BACKUP, COPY, PRINT, access_log
from db.store.backup import SUFFIX, gone_by, made_at

SENT = "parcel"


@dataclass(frozen=True, slots=True)
class Holder:
    """A file that may still hold it: `what` is "backup", "parcel", "print" or "copy"; `until` the day (ISO) by which
    the program will have removed it, "" where nobody but its owner can.
    """

    what: str
    name: str
    made: str
    recipient: str = ""
    until: str = ""


def holders(office: Office, since: str) -> tuple[Holder, ...]:
    """Return the files made since a moment (ISO, UTC; "" for all) that may hold what was written then."""
    found = [
        Holder(BACKUP, path.name, made.strftime("%Y-%m-%dT%H:%M:%SZ"), until=gone_by(path.name).isoformat())
        for path in sorted(office.paths.backups.glob(f"*{SUFFIX}"))
        if (made := made_at(path.name)).strftime("%Y-%m-%dT%H:%M:%SZ") >= since
    ]
    with office.read() as reading:
        sent = [e for e in ledger(reading) if e.direction == OUT and e.file and e.at >= since and e.records]
        found += [Holder(SENT, e.file, e.at, e.peer) for e in sent if e.profile not in (PARTNER, PUBLIC)]
        for act in (PRINT, COPY):
            found += [Holder(act, one.file, one.at, one.recipient) for one in access_log(reading, start=since, act=act)]
    return tuple(found)


__all__ = ["BACKUP", "COPY", "PRINT", "SENT", "Holder", "holders"]
