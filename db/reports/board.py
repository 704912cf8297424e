"""The board of offices on paper: whom to call, then how every office and laptop stands."""

from functools import partial
from typing import Literal

from db.board import Board, calls, strays
from db.board.words import COLUMNS, NUMBERS, cells, totals
from db.marks import N_
from db.reports.frame import highest_marking, lowest_of
from db.reports.listing import Column, Line, Listing, Maker, Note, listing
from db.reports.wording import day, locale_of, period, short_day

_WIDTHS = {"name": 1.5, "received": 1.2, "last": 1.1, "complete": 0, "report": 0, "remarks": 1.8}


def board_listing(board: Board, maker: Maker) -> Listing:
    """Return the board as it is printed; it counts and names offices, and says nothing out of a record."""
    translate, locale = maker.translate, locale_of(maker.language)
    short = partial(short_day, locale=locale)
    wanted = [call.text for call in calls(board, translate=translate, day=partial(day, locale=locale))]
    wanted += filter(None, [strays(board, translate)])
    lines: list[Line] = []
    for office in board.offices:
        lines.append(Line(tuple(cells(office, translate, short).values()), "strong"))
        lines += [Line(tuple(cells(laptop, translate, short).values()), "part") for laptop in office.laptops]
    due = translate(N_("Reports were expected by {day}")).format(day=day(board.due, locale))
    return listing(
        maker,
        translate(N_("Board of offices")),
        [
            Column(translate(title), 0 if key in NUMBERS or key == "app" else _WIDTHS[key], _side(key))
            for key, title in COLUMNS.items()
        ],
        lines,
        marking=highest_marking(maker.mission, [lowest_of(maker.mission)], translate),
        subtitles=[period(board.period.start, board.period.end, locale), due],
        notes=[Note(translate(N_("Who must I call")), tuple(wanted) or (translate(N_("Nobody.")),))],
        totals=tuple(totals(board, translate).values()),
    )


def _side(key: str) -> Literal["left", "right"]:
    return "right" if key in NUMBERS else "left"
