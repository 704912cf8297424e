"""Recommendations and promises, contacts, what activities say about change, risks, and indicators.

Columns are text but for those marked "int" (a whole number) and "text" (of several lines).
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NAMED = "ref office title_en title_fr title_sq title_sr"
STANDING = "status status_on evidence_kind next_review evidence:text"
# What belongs to nothing.
SHARED = {
    "recommendation_set": f"{NAMED} occasion expected:int themes kept_by note:text adopted_on place",
    "risk": (
        f"{NAMED} risk likelihood impact status responsible measures:text noted_on reviewed_on next_review municipality"
    ),
    "indicator": (
        f"{NAMED} system item code component accomplishment definition:text measure source expression:text frequency "
        "budget_year baseline target"
    ),
}
# What belongs to another record: the first column says to which.
PARTS = {
    "recommendation": (
        f"set number:int theme text_en text_fr text_sq text_sr addressee municipality due {STANDING} note:text"
    ),
    "action_point": f"set recommendation number:int due what measure responsible {STANDING}",
    "party": "set recommendation organisation role note",
    "contribution": "activity recommendation kind proposes answer note",
    "commitment": f"activity what holder organisation made_on due recommendation {STANDING} note:text",
    "pledge": f"organisation what occasion target:int measure made_on due {STANDING} note:text",
    "contact": "organisation function name phone email purpose basis source publish used_on",
    "evidence": "activity benchmark judgement day note:text",
    "change_note": "activity who organisation aspect strength day change:text evidence:text",
    "risk_link": "activity risk note",
    "indicator_value": "indicator start end planned actual source remark:text",
}


def upgrade() -> None:
    for table, words in (SHARED | PARTS).items():
        op.create_table(
            table,
            sa.Column("uid", sa.String, nullable=False),
            *columns(words),
            sa.Column("changed", sa.String, nullable=False),
            sa.Column("deleted", sa.Boolean, nullable=False),
            sa.Column("revision", sa.String, nullable=False),
            sa.PrimaryKeyConstraint("uid", name=f"pk_{table}"),
        )
        key = words.split()[0]
        op.create_index(f"ix_{table}_{key}", table, [key])
    op.create_index("ix_contribution_recommendation", "contribution", ["recommendation"])


def columns(words: str) -> list[sa.Column]:
    types = {"": sa.String, "int": sa.Integer, "text": sa.Text}
    return [sa.Column(name, types[kind]) for name, _, kind in (word.partition(":") for word in words.split())]


def downgrade() -> None:
    for table in [*SHARED, *PARTS][::-1]:
        op.drop_table(table)
