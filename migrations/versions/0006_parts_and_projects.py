"""Parts of any type and the index over them; programme cycles, organisations, initiatives; projects in full.

Columns are text but for those marked "int" (a whole number) and "text" (of several lines).
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ACTIVITY = "latitude longitude protected"
PROJECT = (
    "cycle entered_as received_at stop_reason:text applicant_type registration_no registration_body "
    "contact contact_phone contact_email contact_address contact_website past_grants:text site_owner "
    "need:text objective:text confidence:text work:text consulted:text women_youth:text "
    "sustainability:text visibility:text sign_languages coordination:text annexes:text direct:int "
    "indirect:int risks:text environment:text security_forces safeguarding:text requested_amount "
    "requested_currency requested_rate requested_rate_day partner_share partner_currency overhead "
    "procurement:text approved_rate approved_rate_day recovered written_off"
)
# What belongs to nothing.
SHARED = {
    "cycle": (
        "ref office title_en title_fr title_sq title_sr scheme_en scheme_fr scheme_sq scheme_sr budget_year "
        "year_start year_end call_deadline cutoff months:int ceiling currency overhead_limit "
        "funding_confirmed applicants target:int score_most:int amber_days:int visit_days:int "
        "evaluation_months:int needs_assessment rules:text"
    ),
    "organisation": (
        "ref office title_en title_fr title_sq title_sr acronym aliases organisation_type registration_no "
        "registration_body municipality address phone email website note:text"
    ),
    "initiative": (
        "ref office title_en title_fr title_sq title_sr start end description:text handed_over_to handed_over_on"
    ),
}
# What belongs to another record: the first column says to which.
PARTS = {
    "place": "activity municipality settlement",
    "output": (
        "activity what item planned:int delivered:int people:int children:int households:int "
        "organisations:int start end note:text"
    ),
    "tag": "activity framework code main start end note",
    "involvement": "activity organisation role start end note",
    "initiative_link": "activity initiative note",
    "budget_line": (
        "project number:int category item measure quantity unit_cost currency un_share partner_share in_kind "
        "spent variance_reason"
    ),
    "funding": "project source donor reference amount currency rate rate_day start end note:text",
    "screening": (
        "project is_registered is_non_profit is_complete is_one_off is_within_ceiling is_in_time is_shared "
        "has_aim duplication duplication_note capacity:int cost_realism technical hrddp sea do_no_harm "
        "gender_marker environment screener day decision recommendation remarks:text"
    ),
    "score": "project criterion score:int remark",
    "committee": (
        "project level meeting day members:text conflicts:text decision amount currency rank:int "
        "conditions:text conditions_due conditions_met minute"
    ),
    "mou": (
        "project number signed_un signed_partner signatory_un signatory_partner amount currency end reports "
        "clause_misconduct clause_visibility clause_records clause_refund amendments:text"
    ),
    "instalment": "project number:int share amount currency trigger due",
    "payment": (
        "project instalment:int requested_on documents:text amount local_amount local_currency rate rate_day "
        "paid_on voucher status"
    ),
    "deliverable": "project number:int what item planned:int delivered:int due delivered_on status note",
    "visit": (
        "project number:int day final visitors place method met:text progress receipts spent currency quality "
        "reached:int voices visible problems:text action:text action_by action_due risk incident "
        "description:text advice signed_by"
    ),
    "progress": "project visit deliverable:int percent note",
    "modification": "project day change cause reason:text before:text after:text effect:text approver",
    "completion": (
        "project handed_over_on handed_over_to handover_note assets:text photos sign media event results:text "
        "evidence:text unintended:text lessons:text check_on"
    ),
    "closure": (
        "project report receipts spent returned currency returned_on return_voucher variance_reason:text "
        "settled_on signed_partner signed_focal_point signed_manager signed_finance closed_on archive"
    ),
    "evaluation": "project day in_use used_by contact evidence:text again score:int remarks:text",
    "override": "project state rules:text reason:text by day",
    "criterion": "cycle code title_en title_fr title_sq title_sr weight",
}


def upgrade() -> None:
    op.create_table(
        "child",
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("owner", sa.String),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_child"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_child_owner", "child", ["owner", "deleted", "type"])
    for table, words in (("activity", ACTIVITY), ("project", PROJECT)):
        for column in columns(words):
            op.add_column(table, column)
    op.create_index("ix_project_cycle", "project", ["cycle"])
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
        key = "ref" if table in SHARED else words.split()[0]
        op.create_index(f"ix_{table}_{key}", table, [key])


def columns(words: str) -> list[sa.Column]:
    types = {"": sa.String, "int": sa.Integer, "text": sa.Text}
    return [sa.Column(name, types[kind]) for name, _, kind in (word.partition(":") for word in words.split())]


def downgrade() -> None:
    for table in [*SHARED, *PARTS][::-1]:
        op.drop_table(table)
    op.drop_index("ix_project_cycle", "project")
    for table, words in (("project", PROJECT), ("activity", ACTIVITY)):
        for column in columns(words)[::-1]:
            op.drop_column(table, column.name)
    op.drop_table("child")
