"""Sync workbooks: parcels out, parcels in, and the ledger of both. The only place with openpyxl for parcels."""

from db.parcels.edits import CellProblem, Proposal
from db.parcels.ledger import LedgerEntry, ledger
from db.parcels.receiving import Received, receive_parcels
from db.parcels.sending import HEADQUARTERS, Sent, export_parcel

__all__ = [
    "HEADQUARTERS",
    "CellProblem",
    "LedgerEntry",
    "Proposal",
    "Received",
    "Sent",
    "export_parcel",
    "ledger",
    "receive_parcels",
]
