"""Let indexes alone answer what is asked over a whole register: what was sent, what waits, how a list is sorted."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

LISTED = ("municipality", "status", "actual_start", "planned_start", "total", "total_is", "counted_by", "ref")
TEXTS = ("title_en", "title_fr", "title_sq", "title_sr", "title_ar", "partner", "venue", "office", "classification")


def upgrade() -> None:
    """Widen two and add one."""
    op.drop_index("ix_revision_replica_seq", "revision")
    op.create_index("ix_revision_replica_seq", "revision", ["replica", "seq", "uid", "id"])
    op.create_index("ix_channel_out_revision", "channel_out", ["revision"])
    op.drop_index("ix_activity_list", "activity")
    op.create_index("ix_activity_list", "activity", ["type", "deleted", *LISTED, *TEXTS, "id", "uid"])


def downgrade() -> None:
    """Put back what was there."""
    op.drop_index("ix_activity_list", "activity")
    op.create_index("ix_activity_list", "activity", ["type", "deleted", *LISTED, "id", "uid"])
    op.drop_index("ix_channel_out_revision", "channel_out")
    op.drop_index("ix_revision_replica_seq", "revision")
    op.create_index("ix_revision_replica_seq", "revision", ["replica", "seq"])
