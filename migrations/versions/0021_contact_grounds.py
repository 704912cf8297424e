"""Why the contact of a partner that applies is kept, and on what grounds."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COLUMNS = ("contact_purpose", "contact_basis", "contact_source", "contact_publish")


def upgrade() -> None:
    """Add the columns."""
    for name in COLUMNS:
        op.add_column("project", sa.Column(name, sa.String))


def downgrade() -> None:
    """Drop them."""
    for name in COLUMNS:
        op.drop_column("project", name)
