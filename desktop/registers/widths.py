"""How the width of a register is shared: what each column needs, what a person gave it, the rest for the title."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QFontMetrics

from db.catalogue import Mission
from db.records import ListColumn
from desktop.i18n import short_date, tr_db
from desktop.registers.cells import header_text

PAD = 20  # pixels around the words of a cell
TITLE_LEAST, TEXT_USUAL = 180, 170
KEPT = ("ref", "municipality", "title", "status", "total")  # what a narrow list shows as long as it can


def natural(column: ListColumn, mission: Mission, metrics: QFontMetrics, narrow: bool) -> int:
    """Return the width that a column's own values need, in pixels."""
    words: Sequence[str] = ()
    if column.key == "ref":
        words = ("CBP-2026-MIT-A0000" if narrow else "CBP-2026-MIT-A00000",)
    elif column.kind == "date":
        words = [short_date(f"2025-{month:02d}-28") for month in range(1, 13)]
    elif column.kind == "instant":
        words = ("28 Sept 2025 00:00",)
    elif column.kind == "code" and column.choices:
        words = [tr_db(code.label()) for code in mission.lists[column.choices].entries]
    elif column.kind == "money":
        words = ("USD 1,000,000.00",)
    elif column.numeric:
        words = ("10,000",) if narrow else ("100,000",)
    usual = TEXT_USUAL if not words else min(widest(metrics, words, narrow), 260)
    head = metrics.horizontalAdvance(header_text(column)) + PAD + (2 if narrow else 14)
    return max(usual, min(head, 150))


def widest(metrics: QFontMetrics, texts: Sequence[str], broken: bool = False) -> int:
    """Return the width that a column needs for the longest text, `broken` in two where a text can be."""
    lines = [line for text in texts for line in (_halves(text) if broken else (text,))]
    return max((metrics.horizontalAdvance(line) for line in lines), default=60) + PAD


def share(
    columns: Sequence[ListColumn], needs: Callable[[ListColumn], int], given: Mapping[str, int], room: int, narrow: bool
) -> dict[str, int]:
    """Return the width of each column that is shown.

    A narrow list leaves out columns that have no room, those of `KEPT` last; a wide one is scrolled. What is left over
    goes to the title, or to the last column where there is none.
    """
    widths = {column.key: needs(column) for column in columns}
    widths |= {key: TITLE_LEAST for key in ("title",) if key in widths}
    if not narrow:
        widths |= {key: width for key, width in given.items() if key in widths}
    elif "ref" in widths:
        widths.pop("date", None)  # it stands under the number
    if narrow:
        droppable = [key for key in reversed(widths) if key not in KEPT]
        while droppable and sum(widths.values()) > room:
            widths.pop(droppable.pop(0))
        if {"municipality", "title"} <= widths.keys():
            rest = max(room - sum(widths.values()) + widths["title"] + widths["municipality"], 120)
            widths["municipality"] = min(widths["municipality"], rest // 2)
            widths["title"] = rest - widths["municipality"]
    left = room - sum(widths.values())
    last = "title" if "title" in widths else next(reversed(widths), "")
    if left > 0 and last:
        widths[last] += left
    return widths


def _halves(text: str) -> list[str]:
    """Return the two lines of a double name ("Mitrovica/", "Mitrovicë North"), else the words."""
    first, slash, second = text.partition("/")
    return [first + slash, second] if slash else text.split()
