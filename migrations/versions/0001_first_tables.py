"""The first tables: revisions, their projection, and what a laptop knows of itself."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fact",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_fact"),
    )
    op.create_table(
        "gesture",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("undoes", sa.String, sa.ForeignKey("gesture.id", name="fk_gesture_undoes_gesture")),
        sa.PrimaryKeyConstraint("id", name="pk_gesture"),
        sa.UniqueConstraint("number", name="uq_gesture_number"),
    )
    op.create_table(
        "revision",
        sa.Column("arrived", sa.Integer, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("replica", sa.String, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("prev", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("batch", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("format", sa.Integer, nullable=False),
        sa.Column("salt", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column(
            "gesture", sa.String, sa.ForeignKey("gesture.id", name="fk_revision_gesture_gesture"), nullable=False
        ),
        sa.PrimaryKeyConstraint("arrived", name="pk_revision"),
        sa.UniqueConstraint("id", name="uq_revision_id"),
    )
    op.create_index("ix_revision_uid", "revision", ["uid"])
    op.create_index("ix_revision_replica_seq", "revision", ["replica", "seq"])
    op.create_index("ix_revision_gesture", "revision", ["gesture"])
    op.create_table(
        "replica",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("laptop", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("born", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replica"),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("ref", sa.String),
        sa.Column("office", sa.String),
        sa.Column("title_en", sa.String),
        sa.Column("title_fr", sa.String),
        sa.Column("title_sq", sa.String),
        sa.Column("title_sr", sa.String),
        sa.Column("status", sa.String),
        sa.Column("planned_start", sa.String),
        sa.Column("planned_end", sa.String),
        sa.Column("actual_start", sa.String),
        sa.Column("actual_end", sa.String),
        sa.Column("municipality", sa.String),
        sa.Column("settlement", sa.String),
        sa.Column("venue", sa.String),
        sa.Column("partner", sa.String),
        sa.Column("description", sa.Text),
        sa.Column("classification", sa.String),
        sa.Column("total", sa.Integer),
        sa.Column("counted_by", sa.String),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
        sa.UniqueConstraint("uid", name="uq_activity_uid"),
    )
    op.create_index("ix_activity_ref", "activity", ["ref"])
    op.create_index("ix_activity_type_deleted", "activity", ["type", "deleted"])
    op.create_table(
        "project",
        sa.Column("uid", sa.String, sa.ForeignKey("activity.uid", name="fk_project_uid_activity"), nullable=False),
        sa.Column("approved_amount", sa.String),
        sa.Column("currency", sa.String),
        sa.Column("revision", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_project"),
    )
    op.create_table(
        "tally",
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("activity", sa.String),
        sa.Column("dimension", sa.String),
        sa.Column("category", sa.String),
        sa.Column("count", sa.Integer),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_tally"),
    )
    op.create_index("ix_tally_activity", "tally", ["activity"])
    op.create_table(
        "conflict",
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("uid", "unit", name="pk_conflict"),
    )
    op.create_table(
        "parcel",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("direction", sa.String, nullable=False),
        sa.Column("peer", sa.String, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("revisions", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parcel"),
        sa.UniqueConstraint("direction", "peer", "serial", "sha256", name="uq_parcel_direction_peer_serial_sha256"),
    )
    op.execute("CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, prefix='1 2 3')")


def downgrade() -> None:
    op.execute("DROP TABLE search")
    for table in (
        "parcel",
        "conflict",
        "tally",
        "project",
        "activity",
        "replica",
        "revision",
        "gesture",
        "fact",
    ):
        op.drop_table(table)
