"""Drafts: what is being typed survives a crash."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("type", sa.String, nullable=False),
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("type", "uid", name="pk_draft"),
    )


def downgrade() -> None:
    op.drop_table("draft")
