"""Verbs on records and views of them. A verb works inside a `Write`; everything returned is a plain frozen value."""

from db.records.advancing import Advanced, advance, clock_of, missing_for, step_of
from db.records.agenda import WHAT, Due, agenda
from db.records.at_headquarters import (
    count_told_conflicts,
    told_conflicts,
    told_value,
    told_view,
)
from db.records.bulk import BulkPlan, Refusal, Verb, changing, deleting_all, do_bulk, plan_bulk, restoring_all
from db.records.columns import DATE, GROUPS, TITLE, USUAL, ListColumn, columns_of, day_field
from db.records.conflicts import conflicts, count_conflicts
from db.records.corrections import corrected, refuse_unexplained
from db.records.deciding import SameSide, read_unit, resolve, resolve_field, same_side, take_same_side
from db.records.drafts import drafts, keep_draft
from db.records.dump import dump
from db.records.entry import Entry, read_entry
from db.records.everywhere import Everywhere, find_everywhere
from db.records.family import children, find, owner_of, reference
from db.records.gestures import LATEST, GestureView, gestures, next_redo, next_undo, views_of
from db.records.history import HistoryEntry, history
from db.records.ideas import IDEAS, draft_project
from db.records.known import make_known, unmade
from db.records.lists import (
    Found,
    ListRow,
    Wanted,
    count_matching,
    count_records,
    find_first,
    find_records,
    list_rows,
    list_uids,
    sum_matching,
)
from db.records.outputs import reached, reached_in_all
from db.records.overview import MonthSum, Overview, overview
from db.records.parts import PartRow, count_parts, list_parts
from db.records.pasting import PastePlan, do_paste, plan_paste
from db.records.people import (
    DERIVED,
    DerivedTotal,
    Marginal,
    Tally,
    check_people,
    derived_totals,
    marginals,
    proposed_number,
)
from db.records.places import municipalities, set_municipalities
from db.records.portfolio import CycleSums, ProjectLine, Sums, portfolio, portfolio_lines, project_uids, read_files
from db.records.project_files import criterion_names, grid, project_file
from db.records.project_work import add_criteria, add_scores, add_visit, duplicate
from db.records.redaction import redact
from db.records.rewinding import restore_record, restore_value
from db.records.saved_views import SavedView, drop_view, keep_view, saved_views
from db.records.shortlist import NOT_RUNNING, Shortlist, by_urgency
from db.records.sides import Candidate, Change, Conflict, in_words
from db.records.since import ChangedSince, changed_since
from db.records.sums import Coverage, Gap, Sum, coverage, gaps, sum_counts, sum_people
from db.records.timeline import Event, timeline
from db.records.totals import Group, Totals, sum_records
from db.records.undo import Undone, redo, undo
from db.records.verbs import create, delete, restore, update
from db.records.views import RecordView, best_title, view
from db.records.waiting import begun_parts, count_drafts, count_unsent

__all__ = [
    "DATE",
    "DERIVED",
    "GROUPS",
    "IDEAS",
    "LATEST",
    "NOT_RUNNING",
    "TITLE",
    "USUAL",
    "WHAT",
    "Advanced",
    "BulkPlan",
    "Candidate",
    "Change",
    "ChangedSince",
    "Conflict",
    "Coverage",
    "CycleSums",
    "DerivedTotal",
    "Due",
    "Entry",
    "Event",
    "Everywhere",
    "Found",
    "Gap",
    "GestureView",
    "Group",
    "HistoryEntry",
    "ListColumn",
    "ListRow",
    "Marginal",
    "MonthSum",
    "Overview",
    "PartRow",
    "PastePlan",
    "ProjectLine",
    "RecordView",
    "Refusal",
    "SameSide",
    "SavedView",
    "Shortlist",
    "Sum",
    "Sums",
    "Tally",
    "Totals",
    "Undone",
    "Verb",
    "Wanted",
    "add_criteria",
    "add_scores",
    "add_visit",
    "advance",
    "agenda",
    "begun_parts",
    "best_title",
    "by_urgency",
    "changed_since",
    "changing",
    "check_people",
    "children",
    "clock_of",
    "columns_of",
    "conflicts",
    "corrected",
    "count_conflicts",
    "count_drafts",
    "count_matching",
    "count_parts",
    "count_records",
    "count_told_conflicts",
    "count_unsent",
    "coverage",
    "create",
    "criterion_names",
    "day_field",
    "delete",
    "deleting_all",
    "derived_totals",
    "do_bulk",
    "do_paste",
    "draft_project",
    "drafts",
    "drop_view",
    "dump",
    "duplicate",
    "find",
    "find_everywhere",
    "find_first",
    "find_records",
    "gaps",
    "gestures",
    "grid",
    "history",
    "in_words",
    "keep_draft",
    "keep_view",
    "list_parts",
    "list_rows",
    "list_uids",
    "make_known",
    "marginals",
    "missing_for",
    "municipalities",
    "next_redo",
    "next_undo",
    "overview",
    "owner_of",
    "plan_bulk",
    "plan_paste",
    "portfolio",
    "portfolio_lines",
    "project_file",
    "project_uids",
    "proposed_number",
    "reached",
    "reached_in_all",
    "read_entry",
    "read_files",
    "read_unit",
    "redact",
    "redo",
    "reference",
    "refuse_unexplained",
    "resolve",
    "resolve_field",
    "restore",
    "restore_record",
    "restore_value",
    "restoring_all",
    "same_side",
    "saved_views",
    "set_municipalities",
    "step_of",
    "sum_counts",
    "sum_matching",
    "sum_people",
    "sum_records",
    "take_same_side",
    "timeline",
    "told_conflicts",
    "told_value",
    "told_view",
    "undo",
    "unmade",
    "update",
    "view",
    "views_of",
]
