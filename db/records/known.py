"""The records that a mission's profile knows of: programme cycles, indicators, sets of recommendations.

They are made when somebody asks for them, like any other record, and are the same record in every office that does.
"""

from collections.abc import Mapping
from uuid import UUID, uuid5

from db.catalogue import record_type
from db.catalogue.recommendations import RECOMMENDATION_SET
from db.records.entry import read_entry
from db.records.verbs import put
from db.revisions import RecordKey
from db.store.writing import Reading, Write

# Never change it: two offices that make the set of 2018 mean the same set, and the same recommendation no. 87 in it.
NAMESPACE = UUID("4b7f3f0e-0c1d-4b43-9a57-5d1c3f6f7e20")


def unmade(reading: Reading, kind: str) -> list[str]:
    """Return the names of the records of a type that the mission knows of and this office never had."""
    return [known["title_en"] for known in _unmade(reading, kind)]


def make_known(write: Write, kind: str) -> list[RecordKey]:
    """Make the records of a type that the mission knows of and this office never had."""
    made: list[RecordKey] = []
    for known in _unmade(write, kind):
        raw = {key: text for key, text in known.items() if text and key != "key"}
        entry = read_entry(write.mission, kind, {**record_type(kind).defaults, **raw})
        entry.refuse()
        made.append(put(write, record_type(kind), _uid(write, kind, known), entry))
    return made


def _unmade(reading: Reading, kind: str) -> list[Mapping[str, str]]:
    """Return the rows of which no revision is here; one that was deleted stays deleted."""
    rows = reading.mission.known.get(kind, ())
    return [known for known in rows if not reading.revisions(_uid(reading, kind, known))]


def _uid(reading: Reading, kind: str, known: Mapping[str, str]) -> str:
    named = known["key"] if kind == RECOMMENDATION_SET.key else f"{kind}/{known['key']}"
    return str(uuid5(NAMESPACE, f"{reading.mission.key}/{named}"))
