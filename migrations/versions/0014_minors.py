"""Whether a minor can be recognised in a photo."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("attachment", sa.Column("minors", sa.String))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("attachment", "minors")
