"""Which record belongs to which, whatever their types."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "child",
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("owner", sa.String),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_child"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_child_owner", "child", ["owner", "deleted", "type"])


def downgrade() -> None:
    op.drop_table("child")
