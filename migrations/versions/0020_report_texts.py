"""What an office writes into its reports."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TEXTS = (
    "highlights context activities projects outreach youth women recommendations people indicators benchmarks "
    "safeguards partnerships plan support"
)


def upgrade() -> None:
    op.create_table(
        "report_text",
        sa.Column("uid", sa.String, nullable=False),
        *(sa.Column(name, sa.String) for name in ("ref", "office", "start", "end")),
        *(sa.Column(name, sa.Text) for name in TEXTS.split()),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_report_text"),
    )
    op.create_index("ix_report_text_ref", "report_text", ["ref"])


def downgrade() -> None:
    op.drop_table("report_text")
