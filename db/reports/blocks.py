"""What a report is built of: a few kinds of blocks that one template draws, whatever the report is about."""

from dataclasses import dataclass, field
from typing import Literal

from db.reports.listing import Column, Line
from db.reports.values import Dimension, Fact

TextLook = Literal["", "numbered", "bullet", "soft", "strong"]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. A numbered one counts on through the whole report, as the United Nations number them.

    `language` is its own where it is not that of the paper: an English text runs from the left on an Arabic page too.
    """

    text: str
    look: TextLook = ""
    language: str = ""
    form: str = field(default="text", init=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what they say, two beside each other."""

    facts: tuple[Fact, ...]
    form: str = field(default="facts", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table over as many pages as it needs. `totals` is empty or has a cell for each column."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: tuple[str, ...] = ()
    caption: str = ""
    form: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Bars:
    """Dimensions of people as bars with their figures, beside each other."""

    dimensions: tuple[Dimension, ...]
    form: str = field(default="bars", init=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stacked bar, or one bar of columns: its name, its size in thousandths of the bar, its figure."""

    label: str
    thousandths: int
    text: str


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar whose parts lie beside each other, told apart by pattern as well as by ink, with their figures below."""

    caption: str
    parts: tuple[Part, ...]
    form: str = field(default="stack", init=False)


@dataclass(frozen=True, slots=True)
class Columns:
    """Bars that stand beside each other, as months do."""

    caption: str
    parts: tuple[Part, ...]
    form: str = field(default="columns", init=False)


@dataclass(frozen=True, slots=True)
class Span:
    """One line of a timeline: where it begins and ends, in thousandths of the whole, and its days in words."""

    label: str
    start: int
    end: int
    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """What ran when; `marks` are the days along its foot."""

    caption: str
    spans: tuple[Span, ...]
    marks: tuple[str, ...]
    form: str = field(default="timeline", init=False)


@dataclass(frozen=True, slots=True)
class Tile:
    """One municipality on the map of tiles: its name, its figure, and whether somebody was there."""

    label: str
    text: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Tiles:
    """A map of tiles, region by region: it shows who was reached without saying where a border runs."""

    groups: tuple[tuple[str, tuple[Tile, ...]], ...]
    form: str = field(default="tiles", init=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the bytes of its file, its height and width (only their ratio counts), and the words below it."""

    data: bytes
    width: int
    height: int
    caption: str
    form: str = field(default="picture", init=False)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures beside each other, two in a row, each at most `height` millimetres high."""

    pictures: tuple[Picture, ...]
    height: int = 62
    form: str = field(default="pictures", init=False)


@dataclass(frozen=True, slots=True)
class Blank:
    """Something to fill in by hand: its label, and either boxes to tick or so many ruled lines.

    `wide` takes the whole width; others stand two in a row.
    """

    label: str
    choices: tuple[str, ...] = ()
    lines: int = 1
    hint: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Blanks:
    """Things to fill in by hand."""

    blanks: tuple[Blank, ...]
    form: str = field(default="blanks", init=False)


@dataclass(frozen=True, slots=True)
class Grid:
    """An empty table to write in: its heads and how many rows it has; `first` are words that stand in the first column.

    A row is as high as a line of handwriting.
    """

    columns: tuple[Column, ...]
    rows: int
    first: tuple[str, ...] = ()
    form: str = field(default="grid", init=False)


@dataclass(frozen=True, slots=True)
class Boxes:
    """Signs one by one in boxes, in groups of `size`; an empty group is to be filled in by hand."""

    groups: tuple[str, ...]
    size: int
    form: str = field(default="boxes", init=False)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, three in a row: who signs."""

    who: tuple[str, ...]
    form: str = field(default="signatures", init=False)


Block = (
    Text
    | Facts
    | Table
    | Bars
    | Stack
    | Columns
    | Timeline
    | Tiles
    | Picture
    | Pictures
    | Blanks
    | Grid
    | Boxes
    | Signatures
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its heading; a wide one lies on pages on their side, a fresh one begins a page."""

    heading: str
    blocks: tuple[Block, ...]
    level: Literal[1, 2] = 1
    wide: bool = False
    fresh: bool = False
