"""Registers: an index for filters, groups and sums, and the views that people save."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

LISTED = (
    "municipality",
    "status",
    "actual_start",
    "planned_start",
    "total",
    "total_is",
    "counted_by",
    "ref",
    "id",
    "uid",
)


def upgrade() -> None:
    op.create_index("ix_activity_list", "activity", ["type", "deleted", *LISTED])
    op.create_table(
        "saved_view",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
    )


def downgrade() -> None:
    op.drop_table("saved_view")
    op.drop_index("ix_activity_list", "activity")
