"""Sync workbooks: parcels out, parcels in, and the ledger of both. The only place with openpyxl for parcels."""

from db.parcels.asides import ASIDE, Aside, asides
from db.parcels.companion import REFUSALS, Refusal, companion_of
from db.parcels.edits import CellProblem, Notice, Proposal
from db.parcels.fixup import write_fixup
from db.parcels.inbox import Waiting, waiting_in
from db.parcels.ledger import LedgerEntry, ledger, missing_serials
from db.parcels.problems import worded
from db.parcels.profiles import CONTAINS, LEFT_OUT, PARTNER, PUBLIC
from db.parcels.proposals import Proposed, count_open, proposals, refuse, take
from db.parcels.publishing import Published, consolidate, publish
from db.parcels.receiving import parcel_files, receive_asides, receive_parcels, take_aside
from db.parcels.results import ALARMS, ATTACHMENTS, Received
from db.parcels.review import Reviewed, review
from db.parcels.sending import HEADQUARTERS, Sent, export_parcel
from db.parcels.standing import Standing, standings
from db.parcels.trust import Laptop, confirm, laptops, own_code, revoke

__all__ = [
    "ALARMS",
    "ASIDE",
    "ATTACHMENTS",
    "CONTAINS",
    "HEADQUARTERS",
    "LEFT_OUT",
    "PARTNER",
    "PUBLIC",
    "REFUSALS",
    "Aside",
    "CellProblem",
    "Laptop",
    "LedgerEntry",
    "Notice",
    "Proposal",
    "Proposed",
    "Published",
    "Received",
    "Refusal",
    "Reviewed",
    "Sent",
    "Standing",
    "Waiting",
    "asides",
    "companion_of",
    "confirm",
    "consolidate",
    "count_open",
    "export_parcel",
    "laptops",
    "ledger",
    "missing_serials",
    "own_code",
    "parcel_files",
    "proposals",
    "publish",
    "receive_asides",
    "receive_parcels",
    "refuse",
    "review",
    "revoke",
    "standings",
    "take",
    "take_aside",
    "waiting_in",
    "worded",
    "write_fixup",
]
