"""Lists that headquarters keeps for all offices: one writer, whole lists, versions that only grow.

A code is never taken away or given another meaning: one that is no longer used stays readable.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from db.catalogue import Code, CodeList, Mission
from db.catalogue.missions import with_made
from db.errors import KnownError
from db.revisions import canonical
from db.schema.exchange import code_list
from db.store.writing import Reading, Write


@dataclass(frozen=True, slots=True)
class SentList:
    """A list as it is kept and travels: `entries` are plain JSON objects of code, labels, aliases and group."""

    version: int
    at: str
    author: str
    entries: Sequence[Mapping[str, Any]]


def kept_lists(reading: Reading) -> dict[str, SentList]:
    """Return the lists that headquarters has set, by name."""
    rows = reading.connection.execute(select(code_list)).all()
    return {row.name: SentList(row.version, row.at, row.author, json.loads(row.body)) for row in rows}


def set_list(write: Write, name: str, codes: Sequence[Code]) -> int:
    """Give a list new entries for the whole mission; return its new version. Only headquarters may.

    Raises KnownError `not-headquarters`, `unknown-list`, `codes-missing` where a code of today's list would vanish.
    """
    if write.identity.role != "hq":
        raise KnownError("not-headquarters")
    if name not in write.mission.lists:
        raise KnownError("unknown-list", list=name, known=", ".join(sorted(write.mission.lists)))
    gone = {code.code for code in write.mission.lists[name].entries} - {code.code for code in codes}
    if gone:
        raise KnownError("codes-missing", list=name, codes=", ".join(sorted(gone)))
    former = kept_lists(write).get(name)
    version = (former.version if former else 0) + 1
    _keep(write, name, SentList(version, write.at, write.author, [_entry(code) for code in codes]))
    return version


def take_lists(write: Write, about: Mapping[str, Any], lists: Mapping[str, Any]) -> list[str]:
    """Keep the lists of a parcel from headquarters that are newer than ours; return their names.

    Raises ValueError where one cannot be read.
    """
    ours = kept_lists(write)
    taken: list[str] = []
    for name, entries in lists.items():
        version = int(about[name]["version"])
        if version > (ours[name].version if name in ours else 0):
            try:
                read = [_entry(_code(entry)) for entry in entries]
            except (KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"the list {name} cannot be read ({error})") from error
            _keep(write, name, SentList(version, str(about[name].get("at")), str(about[name].get("author")), read))
            taken.append(name)
    return taken


def with_lists(mission: Mission, connection: Connection) -> Mission:
    """Return a mission with the lists that headquarters has set in the place of those the program ships."""
    rows = connection.execute(select(code_list.c.name, code_list.c.body)).all()
    if not rows:
        return mission
    ours = {row.name: CodeList(row.name, tuple(_code(one) for one in json.loads(row.body))) for row in rows}
    return replace(mission, lists=with_made({**mission.lists, **ours}))


def _keep(write: Write, name: str, kept: SentList) -> None:
    write.lists_changed = True
    write.connection.execute(delete(code_list).where(code_list.c.name == name))
    row = {"name": name, "version": kept.version, "at": kept.at, "author": kept.author}
    write.connection.execute(insert(code_list).values(**row, body=canonical(kept.entries)))


def _entry(code: Code) -> dict[str, Any]:
    entry = {"code": code.code, "labels": dict(code.labels), "aliases": list(code.aliases), "group": code.group}
    rest = {"parent": code.parent, "same_as": list(code.same_as), "start": code.start, "end": code.end}
    return entry | {key: value for key, value in rest.items() if value}


def _code(entry: Mapping[str, Any]) -> Code:
    labels = {str(language): str(label) for language, label in dict(entry["labels"]).items()}
    return Code(
        str(entry["code"]),
        labels,
        tuple(str(alias) for alias in entry.get("aliases", ())),
        str(entry.get("group", "")),
        str(entry.get("parent", "")),
        tuple(str(code) for code in entry.get("same_as", ())),
        str(entry.get("start", "")),
        str(entry.get("end", "")),
    )
