"""The recommendation sets that a mission knows of: their numbers, and never a word that is not in a source."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from db.catalogue.recommendations import RECOMMENDATION_SET
from db.records.entry import read_entry
from db.records.verbs import put
from db.revisions import RecordKey
from db.store.writing import Reading, Write

# Never change it: two offices that make the set of 2018 mean the same set, and the same recommendation no. 87 in it.
NAMESPACE = UUID("4b7f3f0e-0c1d-4b43-9a57-5d1c3f6f7e20")
_FIELDS = ("title_en", "occasion", "adopted_on", "place", "expected", "themes")


def unmade_sets(reading: Reading) -> list[str]:
    """Return the names of the sets that the mission knows of and this office never had."""
    return [known["title_en"] for known in _unmade(reading)]


def make_known_sets(write: Write) -> list[RecordKey]:
    """Make the sets that the mission knows of and this office never had, empty: their texts are imported."""
    made: list[RecordKey] = []
    for known in _unmade(write):
        raw = {key: known[key] for key in _FIELDS if known.get(key)}
        entry = read_entry(write.mission, RECOMMENDATION_SET.key, raw)
        entry.refuse()
        made.append(put(write, RECOMMENDATION_SET, _uid(write, known), entry))
    return made


def _unmade(reading: Reading) -> list[Mapping[str, str]]:
    """Return the rows of sets of which no revision is here; one that was deleted stays deleted."""
    return [known for known in reading.mission.recommendation_sets if not reading.revisions(_uid(reading, known))]


def _uid(reading: Reading, known: Mapping[str, str]) -> str:
    return str(uuid5(NAMESPACE, f"{reading.mission.key}/{known['key']}"))
