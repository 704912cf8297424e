"""The access log: who opened the office, and what left it or came in."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

COLUMNS = ("at", "author", "act", "profile", "start", "end", "file", "digest", "recipient", "note")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "access",
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text if name == "note" else sa.String, nullable=False) for name in COLUMNS),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_access"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("access")
