"""Events in full, with their parts; numbers of people say how exact they are.

Columns are text but for those marked "int" (a whole number) and "text" (of several lines).
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ADDED = {
    "activity": "total_is total_source remote:int remote_is remote_source attendances:int community_by",
    "project": "origin",
    "involvement": "amount currency",
}
# What an activity of one type has beside the common row.
TYPES = {
    "town_hall": (
        "series episode:int format start_time end_time venue_type step_free sign_language organiser "
        "media_partner funding project broadcaster languages written_languages language_problems:text "
        "recorded recorded_on recording mood walkouts tension:text disinformation:text security:text incident "
        "next_session"
    ),
    "youth_assembly": (
        "edition:int theme format start_time end_time call_opened call_closed venue_type step_free "
        "sign_language organiser media_partner funding project languages written_languages "
        "language_problems:text delegates:int delegates_is delegates_source applications:int selection:text "
        "minors:int guardian_consent chaperone image_consent forms_returned:int satisfaction met_other:int "
        "follow_up_body next_meeting"
    ),
    "other_activity": (
        "activity_type format start_time end_time organiser media_partner funding project languages "
        "written_languages language_problems:text next_session"
    ),
}
# What belongs to an activity.
PARTS = {
    "media_item": "activity outlet medium day language headline tone link",
    "topic": "activity topic words",
    "panellist": "activity person organisation role sex community public_figure basis purpose source may_publish",
    "question": "activity number:int at question:text asked_by came language topic addressed_to answer:text status",
    "interpretation": "activity source target mode note",
    "broadcast": "activity day time medium channel minutes:int subtitles link audience:int audience_is audience_source",
    "session": "activity number:int session_type title day start end lead rapporteur participants:int result:text",
    "follow_up": "activity what who due status done_on note",
    "residence": "activity residence applications:int delegates:int note",
    "project_idea": (
        "activity number:int title municipality team women:int men:int communities amount currency "
        "description:text project"
    ),
    "small_grant": (
        "activity title municipality team women:int men:int communities amount currency status description:text project"
    ),
}


def upgrade() -> None:
    for table, words in ADDED.items():
        for column in columns(words):
            op.add_column(table, column)
    for table, words in TYPES.items():
        op.create_table(
            table,
            sa.Column("uid", sa.String, nullable=False),
            *columns(words),
            sa.Column("revision", sa.String, nullable=False),
            sa.PrimaryKeyConstraint("uid", name=f"pk_{table}"),
            sa.ForeignKeyConstraint(["uid"], ["activity.uid"], name=f"fk_{table}_uid_activity"),
        )
    for table, words in PARTS.items():
        op.create_table(
            table,
            sa.Column("uid", sa.String, nullable=False),
            *columns(words),
            sa.Column("changed", sa.String, nullable=False),
            sa.Column("deleted", sa.Boolean, nullable=False),
            sa.Column("revision", sa.String, nullable=False),
            sa.PrimaryKeyConstraint("uid", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_activity", table, ["activity"])


def columns(words: str) -> list[sa.Column]:
    types = {"": sa.String, "int": sa.Integer, "text": sa.Text}
    return [sa.Column(name, types[kind]) for name, _, kind in (word.partition(":") for word in words.split())]


def downgrade() -> None:
    for table in [*TYPES, *PARTS][::-1]:
        op.drop_table(table)
    for table, words in ADDED.items():
        for column in columns(words)[::-1]:
            op.drop_column(table, column.name)
