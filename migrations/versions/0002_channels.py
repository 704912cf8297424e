"""Channels: what each peer has of ours, and what we have of theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, first, second in (("channel_out", "me", "peer"), ("channel_in", "peer", "me")):
        op.create_table(
            table,
            sa.Column(first, sa.String, nullable=False),
            sa.Column(second, sa.String, nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("revision", sa.String, nullable=False),
            sa.Column("chain", sa.String, nullable=False),
            sa.PrimaryKeyConstraint(first, second, "position", name=f"pk_{table}"),
        )
    op.create_table(
        "channel_ack",
        sa.Column("me", sa.String, nullable=False),
        sa.Column("peer", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("me", "peer", name="pk_channel_ack"),
    )


def downgrade() -> None:
    for table in ("channel_ack", "channel_in", "channel_out"):
        op.drop_table(table)
