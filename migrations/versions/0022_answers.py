"""Let an index say what was sent, and another whose revision it is: what waits is counted out of these two alone."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the one and add the other."""
    op.drop_index("ix_revision_replica_seq", "revision")
    op.create_index("ix_revision_replica_seq", "revision", ["replica", "seq", "uid", "id"])
    op.create_index("ix_channel_out_revision", "channel_out", ["revision"])


def downgrade() -> None:
    """Put back what was there."""
    op.drop_index("ix_channel_out_revision", "channel_out")
    op.drop_index("ix_revision_replica_seq", "revision")
    op.create_index("ix_revision_replica_seq", "revision", ["replica", "seq"])
