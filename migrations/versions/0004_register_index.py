"""An index that holds the order of a register, in place of one that only chose its rows."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_activity_type_deleted", "activity")
    op.create_index("ix_activity_register", "activity", ["type", "deleted", "ref", "id", "uid"])


def downgrade() -> None:
    op.drop_index("ix_activity_register", "activity")
    op.create_index("ix_activity_type_deleted", "activity", ["type", "deleted"])
