"""A list on paper, as plain values: any register, portfolio or board, on as many pages as it needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from db.catalogue import Mission
from db.marks import N_
from db.reports.frame import footing, mission_line
from db.reports.languages import words_in
from db.reports.values import Footer
from db.reports.wording import Translate, clip, clock, locale_of, moment, untranslated
from db.store import Office

CELL_LIMIT = 280  # characters: a line is never cut in two, so it must be lower than a page
LANDSCAPE, PORTRAIT = "landscape", "portrait"
LISTING_WORDS = {"page": N_("{page} of {pages}"), "empty": N_("There is nothing to list.")}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its share of the page (0: as wide as its words), and where its words stand."""

    title: str
    width: float = 1.0
    align: Literal["left", "right", "center"] = "left"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; `look` is "", "strong", or "part" for what belongs to the line above."""

    cells: tuple[str, ...]
    look: Literal["", "strong", "part"] = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What one should know before reading the table: sentences under a heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListingHeader:
    """The line at the top: the mission and its section, and the office that made the list."""

    mission: str
    office: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. `totals` is empty or has a cell for each column; `words` are the page's own, by their names."""

    language: str
    header: ListingHeader
    marking: str
    title: str
    subtitles: tuple[str, ...]
    notes: tuple[Note, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: tuple[str, ...]
    landscape: bool
    footer: Footer
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a paper, when (ISO with its zone) and in which language; `translate` turns English words into it."""

    mission: Mission
    office: str
    author: str
    at: str
    language: str = "en"
    translate: Translate = untranslated


def header_of(maker: Maker) -> ListingHeader:
    """Return the line at the top of a paper that is not about one record."""
    return ListingHeader(
        mission_line(maker.mission, maker.translate), maker.translate(maker.mission.office_name(maker.office))
    )


def maker_of(office: Office, translate: Translate | None = None, language: str = "en") -> Maker:
    """Return who makes a paper in an office now, in a language of paper; `translate` has other words than its own.

    Raises KnownError `unknown-language`.
    """
    words = translate or words_in(language)
    return Maker(office.mission, office.identity.office, office.author, office.clock(), language, words)


def listing(
    maker: Maker,
    title: str,
    columns: Sequence[Column],
    lines: Iterable[Line],
    *,
    marking: str,
    subtitles: Sequence[str] = (),
    notes: Sequence[Note] = (),
    totals: Sequence[str] = (),
    orientation: str = LANDSCAPE,
) -> Listing:
    """Return a list as it is printed; texts that are too long for a line end in "…".

    `marking` is its classification in capitals. Beneath the title stands when and by whom it was made, and the
    `subtitles` (the period, what was filtered) before that.

    Raises ValueError where a line has not as many cells as there are columns.
    """
    translate, locale = maker.translate, locale_of(maker.language)
    kept = [replace(line, cells=tuple(clip(cell, CELL_LIMIT) for cell in line.cells)) for line in lines]
    if any(len(cells) != len(columns) for cells in (*(line.cells for line in kept), *([totals] if totals else []))):
        raise ValueError("a line has not as many cells as there are columns")
    made = translate(N_("Made {when} by {author}")).format(when=clock(moment(maker.at), locale), author=maker.author)
    content = {
        "title": title,
        "subtitles": list(subtitles),
        "notes": [[note.heading, *note.lines] for note in notes],
        "lines": [list(line.cells) for line in kept],
        "totals": list(totals),
    }
    return Listing(
        language=maker.language,
        header=header_of(maker),
        marking=marking,
        title=title,
        subtitles=(*subtitles, made),
        notes=tuple(notes),
        columns=tuple(columns),
        lines=tuple(kept),
        totals=tuple(totals),
        landscape=orientation == LANDSCAPE,
        footer=footing(maker.mission, content, maker.at, locale, translate),
        words={name: translate(text) for name, text in LISTING_WORDS.items()},
    )
