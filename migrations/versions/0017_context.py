"""Notes on the context, findings of surveys, and what aim an event served."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None

EVENTS = ("town_hall", "youth_assembly", "other_activity")
COLUMNS = [(table, column) for table in EVENTS for column in ("aim", "component", "mixed_team")]
# Columns are text but for those marked; a table is looked up by its first one.
TABLES = {
    "context_note": (
        "ref office title_en title_fr title_sq title_sr title_ar day next_date municipality tension flashpoint "
        "note:text actors:text outlook:text"
    ),
    "finding": "activity number:int question answer group asked:int share before day source",
}


def upgrade() -> None:
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, sa.String))
    types = {"": sa.String, "int": sa.Integer, "text": sa.Text}
    for table, words in TABLES.items():
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
        key = words.split()[0]
        op.create_index(f"ix_{table}_{key}", table, [key])


def downgrade() -> None:
    for table in [*TABLES][::-1]:
        op.drop_table(table)
    for table, column in COLUMNS[::-1]:
        op.drop_column(table, column)
