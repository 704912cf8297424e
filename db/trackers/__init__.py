"""Other people's spreadsheets: find the header, map columns and values, plan, apply.

A mapping (TOML; `resources/samples` has those we know) says which column means what. Every other column becomes a line
of the description, so no fact of a row is lost; a row that cannot be taken whole is a problem with its address, and is
not taken in part.
"""

from db.trackers.apply import ImportResult, import_tracker
from db.trackers.fixup import write_fixup
from db.trackers.mapping import TrackerMapping
from db.trackers.mapping_file import known_mappings, load_mapping
from db.trackers.plan import RowProblem, worded

__all__ = [
    "ImportResult",
    "RowProblem",
    "TrackerMapping",
    "import_tracker",
    "known_mappings",
    "load_mapping",
    "worded",
    "write_fixup",
]
