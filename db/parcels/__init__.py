"""Sync workbooks: parcels out, parcels in, and the ledger of both. The only place with openpyxl for parcels."""

from db.parcels.edits import CellProblem, Proposal
from db.parcels.ledger import LedgerEntry, ledger, missing_serials
from db.parcels.receiving import Received, receive_parcels
from db.parcels.sending import HEADQUARTERS, Sent, export_parcel
from db.parcels.standing import Standing, standings

__all__ = [
    "HEADQUARTERS",
    "CellProblem",
    "LedgerEntry",
    "Proposal",
    "Received",
    "Sent",
    "Standing",
    "export_parcel",
    "ledger",
    "missing_serials",
    "receive_parcels",
    "standings",
]
