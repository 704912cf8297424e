"""Titles, names and texts in Arabic."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TITLED = ("activity", "cycle", "organisation", "initiative", "criterion", "recommendation_set", "risk", "indicator")
COLUMNS = (*((table, "title_ar") for table in TITLED), ("cycle", "scheme_ar"), ("recommendation", "text_ar"))


def upgrade() -> None:
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, sa.String))


def downgrade() -> None:
    for table, column in COLUMNS[::-1]:
        op.drop_column(table, column)
