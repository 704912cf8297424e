"""What was told of each activity's people to others, so that the next page can be judged beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "told",
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_told"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("told")
