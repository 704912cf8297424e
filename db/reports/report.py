"""A report: sections of blocks within the frame that all papers share."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, cast

from db.marks import N_
from db.records.suppression import Figures
from db.reports.blocks import Section
from db.reports.frame import footing
from db.reports.listing import ListingHeader, Maker, header_of
from db.reports.values import Fact, Footer
from db.reports.wording import clock, locale_of, moment

_NOTHING: Mapping[str, Figures] = {}
NOTHING = N_("Nothing to report.")
REPORT_WORDS = {
    "page": N_("{page} of {pages}"),
    "empty": NOTHING,
    "contents": N_("Contents"),
    "signature": N_("Function, name, date"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is printed. `cover` stands below the title, `mark` (the picture of a code) beside it.

    `words` are the report's own words in its language, by the names that the template uses. `told` is what it tells
    people outside of how many took part in activities, by their uids: to be remembered once it leaves.
    """

    language: str
    header: ListingHeader
    marking: str
    watermark: str
    title: str
    subtitles: tuple[str, ...]
    cover: tuple[Fact, ...]
    mark: bytes
    contents: bool
    sections: tuple[Section, ...]
    footer: Footer
    words: Mapping[str, str]
    told: Mapping[str, Figures]


def report(
    maker: Maker,
    title: str,
    sections: Iterable[Section],
    *,
    marking: str,
    subtitles: Sequence[str] = (),
    cover: Sequence[Fact] = (),
    watermark: str = "",
    contents: bool = False,
    mark: bytes = b"",
    control: str = "",
    signed: bool = True,
    told: Mapping[str, Figures] = _NOTHING,
) -> Report:
    """Return a report as it is printed.

    `marking` is its classification in capitals, `watermark` a word across its pages, `control` what the foot of every
    page says of the version, `mark` an SVG picture; `signed` says below the title when and by whom it was made, which a
    form that goes out into the world does not. `told` as in `Report`.
    """
    translate, locale = maker.translate, locale_of(maker.language)
    found = tuple(sections)
    content = {
        "title": title,
        "subtitles": list(subtitles),
        "cover": [[fact.label, fact.value] for fact in cover],
        "sections": plain(found),
    }
    made = translate(N_("Made {when} by {author}")).format(when=clock(moment(maker.at), locale), author=maker.author)
    foot = footing(maker.mission, content, maker.at, locale, translate)
    if control:
        foot = replace(foot, digest_text=f"{control} · {foot.digest_text}")
    return Report(
        language=maker.language,
        header=header_of(maker),
        marking=marking,
        watermark=watermark,
        title=title,
        subtitles=(*subtitles, made) if signed else tuple(subtitles),
        cover=tuple(fact for fact in cover if fact.value),
        mark=mark,
        contents=contents,
        sections=found,
        footer=foot,
        words={name: translate(text) for name, text in REPORT_WORDS.items()},
        told=told,
    )


def plain(value: Any) -> Any:
    """Return values as JSON has them, for the hash of a content: a picture by the hash of its bytes."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in cast(dict[str, Any], value).items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in cast(Iterable[Any], value)]
    return value
