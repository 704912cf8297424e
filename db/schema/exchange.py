"""The tables of the exchange: parcels, whose keys sign them, what was set aside or proposed, and the channels."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from db.schema.base import metadata

parcel = Table(
    "parcel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("direction", String, nullable=False),  # "out" or "in"
    Column("peer", String, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("at", String, nullable=False),
    Column("author", String, nullable=False),
    Column("records", Integer, nullable=False),
    Column("revisions", Integer, nullable=False),
    Column("parcel", String, nullable=False, server_default=""),  # the parcel's own id
    Column("replica", String, nullable=False, server_default=""),  # the sender's
    Column("created", String, nullable=False, server_default=""),  # by the sender's clock
    Column("app", String, nullable=False, server_default=""),
    Column("start", String, nullable=False, server_default=""),
    Column("end", String, nullable=False, server_default=""),
    Column("profile", String, nullable=False, server_default=""),
    Column("kind", String, nullable=False, server_default=""),  # "changes", "receipt" or "nil"
    Column("trust", String, nullable=False, server_default=""),
    Column("alarm", String, nullable=False, server_default=""),
    Column("part", Integer, nullable=False, server_default="1"),  # which of the files that were written together
    Column("parts", Integer, nullable=False, server_default="1"),
    UniqueConstraint("direction", "peer", "serial", "sha256"),
)

# Whose signature is whose. `state`: "own", "seen" (nobody has compared its code yet), "heard" (and
# its parcel was set aside), "confirmed" or "revoked".
signing_key = Table(
    "signing_key",
    metadata,
    Column("replica", String, primary_key=True),
    Column("public", String, nullable=False),
    Column("state", String, nullable=False),
    Column("at", String, nullable=False),
    Column("author", String, nullable=False),
    Column("parent", String, nullable=False),  # the replica whose key vouches for this one; empty where none does
    Column("revoked_from", String, nullable=False),  # parcels written from this day on are set aside
    Column("reason", Text, nullable=False),
)

# Parcels that were not taken in and are not thrown away either, whole, inside the encrypted file.
aside = Table(
    "aside",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("file", String, nullable=False),
    Column("replica", String, nullable=False),
    Column("peer", String, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("why", String, nullable=False),
    Column("at", String, nullable=False),
    Column("author", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# What people proposed by editing a parcel's cells, one line a merge unit, until somebody decides and after.
proposal = Table(
    "proposal",
    metadata,
    Column("id", String, primary_key=True),
    Column("arrived", Integer, nullable=False),
    Column("parcel", String, nullable=False),
    Column("office", String, nullable=False),
    Column("file", String, nullable=False),
    Column("sheet", String, nullable=False),
    Column("row", Integer, nullable=False),
    Column("type", String, nullable=False),
    Column("uid", String, nullable=False),
    Column("what", String, nullable=False),  # "set", "new" or "delete"
    Column("unit", String, nullable=False),
    Column("before", Text, nullable=False),  # canonical JSON, as `after` and `over`
    Column("after", Text, nullable=False),
    Column("over", Text, nullable=False),
    Column("why", Text, nullable=False, server_default=""),  # what the person who changed the row wrote beside it
    Column("at", String, nullable=False),
    Column("state", String, nullable=False),  # "open", "taken" or "refused"
    Column("decided_by", String, nullable=False),
    Column("decided_at", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("gesture", String, nullable=False),  # the one that took it
    Index("ix_proposal_uid", "uid"),
)

# Lists that headquarters keeps for all offices, over those that the program ships.
code_list = Table(
    "code_list",
    metadata,
    Column("name", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", String, nullable=False),
    Column("author", String, nullable=False),
    Column("body", Text, nullable=False),
)

# Channels between this replica (`me`, one life of this database) and others. Position 0 is not stored.
channel_out = Table(
    "channel_out",
    metadata,
    Column("me", String, primary_key=True),
    Column("peer", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("revision", String, nullable=False),
    Column("chain", String, nullable=False),
    Index("ix_channel_out_revision", "revision"),
)

channel_in = Table(
    "channel_in",
    metadata,
    Column("peer", String, primary_key=True),
    Column("me", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("revision", String, nullable=False),
    Column("chain", String, nullable=False),
)

channel_ack = Table(
    "channel_ack",
    metadata,
    Column("me", String, primary_key=True),
    Column("peer", String, primary_key=True),
    Column("position", Integer, nullable=False),
)

# Photos and papers that a peer said it knows of and has not got, in its newest parcel (`serial`).
lacking = Table(
    "lacking",
    metadata,
    Column("peer", String, primary_key=True),
    Column("serial", Integer, nullable=False),
    Column("digests", Text, nullable=False),  # a JSON list
)
