"""What stands on a summary: plain values, ready to be read, in the order of the page."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """The title in one language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """A text under its heading.

    `cut` says that the record has more of it; `shorter` are further cuts, longest first, for a page that is full.
    """

    label: str
    text: str
    cut: bool = False
    shorter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """One category: its count and its percentage, as numbers (thousandths, for a bar) and as printed ("65.4 %").

    The undisclosed have neither: percentages stand on those who answered.
    """

    code: str
    label: str
    count: int
    count_text: str
    percent: str = ""
    thousandths: int | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """Participants counted one way ("sex"): the base of its percentages, its shares and what follows from them.

    `not_recorded` is None where no total is known or the counts exceed it.
    """

    key: str
    label: str
    base: int
    base_text: str
    shares: tuple[Share, ...]
    not_recorded: int | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participation:
    """How many people, how they were counted, and who they were; each dimension stands alone.

    `beside` are numbers that are never added to the total: delegates, people far away, attendances.
    """

    total: int | None
    total_text: str
    method: str
    beside: tuple[str, ...] = ()
    source: str = ""
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A small table: its name, the heads of its columns, the rows that have room, and how many rows there are.

    `wide` is the column that takes what the others leave.
    """

    label: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    wide: int


@dataclass(frozen=True, slots=True)
class Project:
    """What only a project has: money beyond its own amounts, how it stands, and sheets out of its file."""

    money: tuple[Fact, ...]
    standing: tuple[Fact, ...]
    step: Fact
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What only an event has: what was said there, and sheets of its questions, delegates, sessions and next steps."""

    facts: tuple[Fact, ...]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo: the bytes of its file, its size in pixels, and what is written below it."""

    data: bytes
    width: int
    height: int
    caption: str


@dataclass(frozen=True, slots=True)
class Beyond:
    """What an activity of any type leads to: sheets of results, promises, tags, outcomes of screening, photos."""

    results: tuple[Sheet, ...]
    promised: Sheet
    serves: tuple[Fact, ...]
    care: tuple[Fact, ...]
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The line at the top: the mission and its section, the office, the reference number, the revision."""

    mission: str
    office: str
    ref: str
    revision: int
    revision_text: str


@dataclass(frozen=True, slots=True)
class Footer:
    """The lines at the bottom. `printed_at` is UTC; `digest` names the content, equal wherever it is the same.

    `mission` is the key of the profile whose paper it is.
    """

    note: str
    printed_at: str
    printed_text: str
    version: str
    digest: str
    digest_text: str
    mission: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """One activity on one page. `words` are the page's own words in its language, by the names the template uses.

    `approval` says who approved it, in which function and when: it stands where that person signs.
    """

    language: str
    header: Header
    marking: str
    watermark: str
    badges: tuple[str, ...]
    title: Title
    other_titles: tuple[Title, ...]
    flags: tuple[str, ...]
    facts: tuple[Fact, ...]
    narratives: tuple[Narrative, ...]
    participation: Participation | None
    money: tuple[Fact, ...]
    project: Project | None
    event: Event | None
    beyond: Beyond
    approval: str
    footer: Footer
    words: Mapping[str, str]
