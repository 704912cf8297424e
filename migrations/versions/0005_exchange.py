"""What exchange between offices needs: keys, proposals, parcels set aside, lists, and more about each parcel."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PARCEL_COLUMNS = ("parcel", "replica", "created", "app", "start", "end", "profile", "kind", "trust", "alarm")


def upgrade() -> None:
    op.create_table(
        "signing_key",
        sa.Column("replica", sa.String, nullable=False),
        sa.Column("public", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("parent", sa.String, nullable=False),
        sa.Column("revoked_from", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("replica", name="pk_signing_key"),
    )
    op.create_table(
        "aside",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("replica", sa.String, nullable=False),
        sa.Column("peer", sa.String, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_aside"),
        sa.UniqueConstraint("sha256", name="uq_aside_sha256"),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("arrived", sa.Integer, nullable=False),
        sa.Column("parcel", sa.String, nullable=False),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("sheet", sa.String, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("over", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
        sa.Column("decided_at", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("gesture", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
    )
    op.create_index("ix_proposal_uid", "proposal", ["uid"])
    op.create_table(
        "code_list",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_code_list"),
    )
    for name in PARCEL_COLUMNS:
        op.add_column("parcel", sa.Column(name, sa.String, nullable=False, server_default=""))
    op.create_table(
        "pair",
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("first", sa.String),
        sa.Column("second", sa.String),
        sa.Column("verdict", sa.String),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_pair"),
    )
    op.create_index("ix_pair_first", "pair", ["first"])
    op.create_index("ix_pair_second", "pair", ["second"])


def downgrade() -> None:
    op.drop_table("pair")
    for name in PARCEL_COLUMNS[::-1]:
        op.drop_column("parcel", name)
    for table in ("code_list", "proposal", "aside", "signing_key"):
        op.drop_table(table)
