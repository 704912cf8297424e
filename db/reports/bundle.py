"""Many summaries as one file: what is in it, with the page of each, then the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.marks import N_
from db.progress import Progress, silent
from db.reports.beyond import photos_of
from db.reports.frame import footing, highest_marking
from db.reports.listing import ListingHeader, Maker, header_of
from db.reports.summary import summarise
from db.reports.values import Footer, Summary
from db.reports.wording import clock, locale_of, moment, whole
from db.revisions import RecordKey
from db.store import Office
from db.store.writing import Reading

BUNDLE_WORDS = {"page": N_("{page} of {pages}"), "contents": N_("Contents")}


@dataclass(frozen=True, slots=True)
class Bundle:
    """Summaries that lie in one file, all marked as the highest of them is."""

    language: str
    header: ListingHeader
    marking: str
    title: str
    subtitles: tuple[str, ...]
    summaries: tuple[Summary, ...]
    footer: Footer
    words: Mapping[str, str]


def summaries(
    office: Office, reading: Reading, records: Sequence[RecordKey], maker: Maker, progress: Progress = silent
) -> list[Summary]:
    """Return the summary of each record with its photos, in the order asked for.

    Raises KnownError `no-record`, `attachments-damaged`; what `progress` raises.
    """
    made: list[Summary] = []
    for number, key in enumerate(records):
        progress(number, len(records))
        made.append(
            summarise(
                reading,
                key,
                language=maker.language,
                printed_at=maker.at,
                translate=maker.translate,
                photos=photos_of(office, reading, key.uid),
            )
        )
    return made


def bundle(maker: Maker, title: str, found: Sequence[Summary]) -> Bundle:
    """Return summaries as one file; every page of it bears the highest of their classifications."""
    translate, locale = maker.translate, locale_of(maker.language)
    lists = maker.mission.lists["classification"]
    by_words = {translate(lists.label(code.code)).upper(): code.code for code in lists.entries}
    known = [one.marking for one in found if one.marking not in by_words]  # of a newer program, or not recorded
    highest = highest_marking(
        maker.mission, [by_words[m] for m in by_words if m in {o.marking for o in found}], translate
    )
    marking = known[0] if known else highest
    many = translate(N_("{number} summaries")).format(number=whole(len(found), locale))
    made = translate(N_("Made {when} by {author}")).format(when=clock(moment(maker.at), locale), author=maker.author)
    return Bundle(
        language=maker.language,
        header=header_of(maker),
        marking=marking,
        title=title,
        subtitles=(many, made),
        summaries=tuple(replace(one, marking=marking) for one in found),
        footer=footing(
            maker.mission, {"title": title, "of": [one.footer.digest for one in found]}, maker.at, locale, translate
        ),
        words={name: translate(text) for name, text in BUNDLE_WORDS.items()},
    )
