"""Of how many files that were written together a parcel is one, and which."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("part", "parts"):
        op.add_column("parcel", sa.Column(name, sa.Integer, nullable=False, server_default="1"))


def downgrade() -> None:
    for name in ("parts", "part"):
        op.drop_column("parcel", name)
