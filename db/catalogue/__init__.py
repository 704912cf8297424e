"""What a record is, said once: fields, kinds of values, record types, code lists, rules across fields."""

from db.catalogue.codes import Code, CodeList, Mission, load_mission, mission_keys
from db.catalogue.fields import Field, RecordType, Values, derived_uid
from db.catalogue.kinds import Refused, Value
from db.catalogue.records import (
    ACTIVITY_TYPES,
    CHILD_TYPES,
    DATA_FORMAT,
    DIMENSIONS,
    RECORD_TYPES,
    SHARED_TYPES,
    activity_type,
    record_type,
)
from db.catalogue.sections import LANGUAGE_LABELS, SECTION_LABELS

__all__ = [
    "ACTIVITY_TYPES",
    "CHILD_TYPES",
    "DATA_FORMAT",
    "DIMENSIONS",
    "LANGUAGE_LABELS",
    "RECORD_TYPES",
    "SECTION_LABELS",
    "SHARED_TYPES",
    "Code",
    "CodeList",
    "Field",
    "Mission",
    "RecordType",
    "Refused",
    "Value",
    "Values",
    "activity_type",
    "derived_uid",
    "load_mission",
    "mission_keys",
    "record_type",
]
