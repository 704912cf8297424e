"""The tables, written out by hand; a test keeps them equal to the catalogue and to the migrations.

Three kinds: `revision` and `gesture` are the truth; `activity`, `tally`, `child`, `conflict` and those of `parts`,
`projects`, `events`, `recommendations` and `locks` are its projection and can be rebuilt at any time; the rest, with
those of `exchange`, is what this laptop alone knows.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from db.schema.base import metadata
from db.schema.events import EVENT_TABLES
from db.schema.locks import LOCK_TABLES
from db.schema.parts import SHARED_AND_PARTS
from db.schema.projects import PROJECT_TABLES
from db.schema.recommendations import RECOMMENDATION_TABLES

HEAD = "0022"  # the newest migration; a test keeps it so

fact = Table(
    "fact",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

gesture = Table(
    "gesture",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),  # the order on this laptop
    Column("at", String, nullable=False),
    Column("author", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("undoes", String, ForeignKey("gesture.id")),
)

revision = Table(
    "revision",
    metadata,
    Column("arrived", Integer, primary_key=True),  # the order on this laptop
    Column("id", String, nullable=False, unique=True),
    Column("replica", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("prev", String, nullable=False),
    Column("type", String, nullable=False),
    Column("uid", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("author", String, nullable=False),
    Column("at", String, nullable=False),
    Column("batch", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("format", Integer, nullable=False),
    Column("salt", String, nullable=False),
    Column("body", Text, nullable=False),  # canonical JSON of set, over and blanked
    Column("gesture", String, ForeignKey("gesture.id"), nullable=False),  # what brought it here
    Index("ix_revision_uid", "uid"),
    Index("ix_revision_replica_seq", "replica", "seq", "uid", "id"),  # and all that counting what waits asks
    Index("ix_revision_gesture", "gesture"),
)

replica = Table(
    "replica",
    metadata,
    Column("id", String, primary_key=True),
    Column("office", String, nullable=False),
    Column("laptop", String, nullable=False),
    Column("role", String, nullable=False),
    Column("born", String, nullable=False),
    Column("origin", String, nullable=False),  # "made", "restored", "copied", "met" or "heard"
)

LISTED = (
    "municipality",
    "status",
    "actual_start",
    "planned_start",
    "total",
    "total_is",
    "counted_by",
    "ref",
    "title_en",
    "title_fr",
    "title_sq",
    "title_sr",
    "title_ar",
    "partner",
    "venue",
    "office",
    "classification",
    "id",
    "uid",
)

# No foreign keys between records: a count may arrive before the activity that it belongs to.
activity = Table(
    "activity",
    metadata,
    Column("id", Integer, primary_key=True),  # the row number that the full-text index knows; VACUUM keeps it
    Column("uid", String, nullable=False, unique=True),
    Column("type", String, nullable=False),
    Column("ref", String),
    Column("office", String),
    Column("title_en", String),
    Column("title_fr", String),
    Column("title_sq", String),
    Column("title_sr", String),
    Column("title_ar", String),
    Column("status", String),
    Column("planned_start", String),
    Column("planned_end", String),
    Column("actual_start", String),
    Column("actual_end", String),
    Column("municipality", String),
    Column("settlement", String),
    Column("venue", String),
    Column("latitude", String),
    Column("longitude", String),
    Column("protected", String),
    Column("partner", String),
    Column("description", Text),
    Column("classification", String),
    Column("total", Integer),
    Column("total_is", String),
    Column("total_source", String),
    Column("counted_by", String),
    Column("remote", Integer),
    Column("remote_is", String),
    Column("remote_source", String),
    Column("attendances", Integer),
    Column("community_by", String),
    Column("changed", String, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("revision", String, nullable=False),
    Index("ix_activity_ref", "ref"),
    # Holds all that the order of a register needs, so that the wide rows are not read for it.
    Index("ix_activity_register", "type", "deleted", "ref", "id", "uid"),
    # And this one all that registers are usually sorted, filtered, grouped and added up by.
    Index("ix_activity_list", "type", "deleted", *LISTED),
)

# Which record belongs to which, over all types whose records belong to others; each has a table of its own besides.
child = Table(
    "child",
    metadata,
    Column("uid", String, primary_key=True),
    Column("owner", String),
    Column("type", String, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Index("ix_child_owner", "owner", "deleted", "type"),
    sqlite_with_rowid=False,
)

tally = Table(
    "tally",
    metadata,
    Column("uid", String, primary_key=True),
    Column("activity", String),
    Column("dimension", String),
    Column("category", String),
    Column("count", Integer),
    Column("changed", String, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("revision", String, nullable=False),
    Index("ix_tally_activity", "activity"),
)

# What somebody decided about two records that look alike: the same event, or two different ones.
pair = Table(
    "pair",
    metadata,
    Column("uid", String, primary_key=True),
    Column("first", String),
    Column("second", String),
    Column("verdict", String),
    Column("changed", String, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("revision", String, nullable=False),
    Index("ix_pair_first", "first"),
    Index("ix_pair_second", "second"),
)

conflict = Table(
    "conflict",
    metadata,
    Column("uid", String, primary_key=True),
    Column("unit", String, primary_key=True),
    Column("type", String, nullable=False),
)

# What is being typed and is not saved yet; it stays on this laptop. A new record's uid is empty.
draft = Table(
    "draft",
    metadata,
    Column("type", String, primary_key=True),
    Column("uid", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("body", Text, nullable=False),
)

# Who opened the office, and what left it or came in; only ever added to.
access = Table(
    "access",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("author", String, nullable=False),
    Column("act", String, nullable=False),
    Column("profile", String, nullable=False),
    Column("start", String, nullable=False),
    Column("end", String, nullable=False),
    Column("file", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("recipient", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("count", Integer, nullable=False),
)

# What was told of an activity's people to others; it stays on this laptop. The body is JSON, as `Figures`.
told = Table(
    "told",
    metadata,
    Column("uid", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("body", Text, nullable=False),
)

# What somebody wants to see again: a register's columns, order and filter under a name, in the list of pages or not.
# The one without a name is how a register was left.
saved_view = Table(
    "saved_view",
    metadata,
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),  # of a register; empty: all of them
    Column("name", String, nullable=False),
    Column("place", Integer, nullable=False),
    Column("body", Text, nullable=False),  # JSON
)

# Projected tables that a guard trigger protects: a write must carry a revision that exists and is new to the row.
GUARDED = (
    activity,
    tally,
    pair,
    *SHARED_AND_PARTS,
    *PROJECT_TABLES,
    *EVENT_TABLES,
    *RECOMMENDATION_TABLES,
    *LOCK_TABLES,
)
# What every projected table has besides the fields of the catalogue.
BOOKKEEPING = {"id", "uid", "type", "changed", "deleted", "revision"}
