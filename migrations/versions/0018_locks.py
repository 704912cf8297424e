"""Approvals, closed periods and dated exceptions."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# Columns are text but for those marked; a table is looked up by the columns named after it.
TABLES = {
    "approval": ("activity by role function day note:text seen:text", ("activity",)),
    "closing": (
        "ref office area start end reason:text by role function day seen:text "
        "reopened_on reopened_by reopened_why:text",
        ("ref",),
    ),
    "permission": ("ref office lock area officer until reason:text by role function day", ("ref", "lock")),
}


def upgrade() -> None:
    """Make the tables."""
    types = {"": sa.String, "text": sa.Text}
    for table, (words, indexed) in TABLES.items():
        named = (word.partition(":") for word in words.split())
        op.create_table(
            table,
            sa.Column("uid", sa.String, nullable=False),
            *(sa.Column(name, types[kind]) for name, _, kind in named),
            sa.Column("changed", sa.String, nullable=False),
            sa.Column("deleted", sa.Boolean, nullable=False),
            sa.Column("revision", sa.String, nullable=False),
            sa.PrimaryKeyConstraint("uid", name=f"pk_{table}"),
        )
        for column in indexed:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Drop them."""
    for table in [*TABLES][::-1]:
        op.drop_table(table)
