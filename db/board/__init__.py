"""The board of offices at headquarters: what has come from whom, what is missing, and who must be called."""

from db.board.calls import LAPTOPS, Call, calls, strays
from db.board.gather import board
from db.board.lines import CAME_LATE, DUE, HERE, LATE, Board, LaptopLine, OfficeLine, Received
from db.board.lost import LostLaptop, lost_laptop
from db.board.periods import Period, month_after, month_before, period_of

__all__ = [
    "CAME_LATE",
    "DUE",
    "HERE",
    "LAPTOPS",
    "LATE",
    "Board",
    "Call",
    "LaptopLine",
    "LostLaptop",
    "OfficeLine",
    "Period",
    "Received",
    "board",
    "calls",
    "lost_laptop",
    "month_after",
    "month_before",
    "period_of",
    "strays",
]
