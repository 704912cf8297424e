"""Photos and papers of records, and which of them a peer has not got. Their bytes lie in a file of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("activity", sa.String),
        sa.Column("part", sa.String),
        sa.Column("kind", sa.String),
        sa.Column("caption", sa.String),
        sa.Column("consent", sa.String),
        sa.Column("taken_on", sa.String),
        sa.Column("name", sa.String),
        sa.Column("media_type", sa.String),
        sa.Column("size", sa.Integer),
        sa.Column("width", sa.Integer),
        sa.Column("height", sa.Integer),
        sa.Column("digest", sa.String),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_attachment"),
    )
    op.create_index("ix_attachment_activity", "attachment", ["activity"])
    op.create_index("ix_attachment_digest", "attachment", ["digest"])
    op.create_table(
        "lacking",
        sa.Column("peer", sa.String, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("digests", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("peer", name="pk_lacking"),
    )


def downgrade() -> None:
    op.drop_table("lacking")
    op.drop_table("attachment")
