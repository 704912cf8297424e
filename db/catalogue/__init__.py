"""What a record is, said once: fields, kinds of values, record types, code lists, rules across fields."""

from db.catalogue.codes import Code, CodeList
from db.catalogue.dimensions import DIMENSIONS, QUALIFIED, Dimension, dimensions_of
from db.catalogue.fields import Field, RecordType, Values, derived_uid
from db.catalogue.kinds import Refused, Value
from db.catalogue.missions import Mission, load_mission, mission_keys
from db.catalogue.records import (
    ACTIVITY_TYPES,
    CHILD_TYPES,
    DATA_FORMAT,
    KNOWN_TO_ALL,
    LOCK_TYPES,
    RECORD_TYPES,
    SHARED_TYPES,
    activity_type,
    inner_links,
    record_type,
)
from db.catalogue.sections import LANGUAGE_LABELS, SECTION_LABELS

__all__ = [
    "ACTIVITY_TYPES",
    "CHILD_TYPES",
    "DATA_FORMAT",
    "DIMENSIONS",
    "KNOWN_TO_ALL",
    "LANGUAGE_LABELS",
    "LOCK_TYPES",
    "QUALIFIED",
    "RECORD_TYPES",
    "SECTION_LABELS",
    "SHARED_TYPES",
    "Code",
    "CodeList",
    "Dimension",
    "Field",
    "Mission",
    "RecordType",
    "Refused",
    "Value",
    "Values",
    "activity_type",
    "derived_uid",
    "dimensions_of",
    "inner_links",
    "load_mission",
    "mission_keys",
    "record_type",
]
