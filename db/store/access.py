"""The access log: who opened the office, and what left it or came in by which door (DP-09, DP-11).

It lies in the encrypted database and is only ever added to. No value of a record is in it.
"""

from dataclasses import dataclass

from sqlalchemy import insert, select

from db.marks import N_
from db.schema.tables import access
from db.store.rows import by_name
from db.store.writing import Reading, Write

UNLOCK, EXPORT, PRINT, RECEIVE, COPY = "unlock", "export", "print", "receive", "copy"
REDACT, OFFICERS, RECOVER, BACKUP, HINT = "redact", "officers", "recover", "backup", "hint"
MENDING = "mending"  # the profile of a workbook of rows that could not enter
ACTS = {
    UNLOCK: N_("Opened"),
    EXPORT: N_("Workbook written"),
    PRINT: N_("Printed or saved as paper"),
    RECEIVE: N_("Parcel taken in"),
    COPY: N_("Photo, paper or copied list given out"),
    REDACT: N_("Redacted"),
    OFFICERS: N_("Officers or keys changed"),
    RECOVER: N_("Key of another office opened"),
    HINT: N_("Text left as it is despite a hint"),
    BACKUP: N_("Backup made on purpose"),
}


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the log. `act` is a key of `ACTS`; `start` and `end` the window of days, `count` how many rows,
    pages or revisions, `digest` the SHA-256 of the file, `recipient` whom it was for, `note` what else is to be known.
    """

    at: str
    author: str
    act: str
    profile: str = ""
    start: str = ""
    end: str = ""
    count: int = 0
    file: str = ""
    digest: str = ""
    recipient: str = ""
    note: str = ""


def note_access(
    write: Write,
    act: str,
    *,
    profile: str = "",
    period: tuple[str, str] = ("", ""),
    count: int = 0,
    file: str = "",
    digest: str = "",
    recipient: str = "",
    note: str = "",
) -> None:
    """Add a line to the log, in the same transaction as what it tells of."""
    assert act in ACTS
    row = {"at": write.at, "author": write.author, "act": act, "profile": profile, "start": period[0], "end": period[1]}
    told = {"count": count, "file": file, "digest": digest, "recipient": recipient, "note": note}
    write.connection.execute(insert(access).values(**row, **told))


def access_log(reading: Reading, *, start: str = "", end: str = "", act: str = "") -> tuple[Access, ...]:
    """Return the log, newest first; of some days (ISO, both included) and of one act only where they are given."""
    columns = [column for column in access.columns if column.name != "id"]
    wanted = select(*columns).order_by(access.c.id.desc())
    if start:
        wanted = wanted.where(access.c.at >= start)
    if end:
        wanted = wanted.where(access.c.at < f"{end}U")  # after every hour of that day: "T" stands before "U"
    if act:
        wanted = wanted.where(access.c.act == act)
    return tuple(Access(**by_name(row)) for row in reading.connection.execute(wanted).mappings())
