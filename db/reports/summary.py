"""The one-page summary of an activity, as plain values."""

from collections.abc import Sequence

from db.catalogue import activity_type
from db.marks import N_
from db.records.views import view
from db.reports import beyond, details, events, frame, initiatives, projects
from db.reports.page import Page
from db.reports.participation import participation
from db.reports.values import Photo, Summary
from db.reports.wording import Translate, locale_of, moment, untranslated
from db.revisions import RecordKey
from db.store.writing import Reading

PAGE_WORDS = {
    "people": N_("People"),
    "in_all": N_("participants in all"),
    "counted": N_("Counted by"),
    "money": N_("Money"),
    "attention": N_("To settle"),
    "event": N_("What was said and done"),
    "project": N_("How the project stands"),
    "results": N_("Results"),
    "serves": N_("Serves"),
    "care": N_("Safeguards"),
    "continues": N_("(continues in the full record)"),
    "more": N_("and {number} more (in the full record)"),
    "prepared": N_("Prepared by"),
    "reviewed": N_("Reviewed by"),
    "approved": N_("Approved by"),
    "signature": N_("Function, name, date"),
    "page": N_("{page} of {pages}"),
}


def summarise(
    reading: Reading,
    record: RecordKey,
    *,
    language: str = "en",
    printed_at: str,
    translate: Translate = untranslated,
    photos: Sequence[Photo] = (),
) -> Summary:
    """Return what stands on the one-page summary of an activity.

    `language` is that of dates, numbers and labels of codes; `translate` turns the page's English words into it.
    `photos` are those that may be printed (`photos_of`). `printed_at` is the time of printing in ISO form with its
    zone, for example "2026-11-03T14:05:00Z".

    Raises KnownError `no-record`; ValueError when `printed_at` is no such time.
    """
    found = view(reading, record)
    page = Page(found, activity_type(record.type), reading.mission, language, locale_of(language), translate)
    disputed = details.disputed(reading, found)
    today, file = moment(printed_at).date(), projects.file_of(reading, page)
    chain = initiatives.chain(reading, page, file)
    event = events.event_block(reading, page)
    further = beyond.beyond(reading, page, file, tuple(photos))
    said = projects.said(file, today, chain) | events.said(event) | beyond.said(further)
    approved = frame.approval_line(reading, page)
    return Summary(
        language=page.locale.language,
        header=frame.header(reading, page),
        marking=frame.marking(reading, page),
        watermark=translate(mark) if (mark := frame.watermark(reading, found)) else "",
        badges=frame.badges(page),
        title=frame.title(page),
        other_titles=frame.other_titles(page),
        flags=details.flags(page, disputed),
        facts=details.facts(page),
        narratives=details.narratives(page),
        participation=participation(found, page.mission, language, page.locale, translate),
        money=details.money(page),
        project=projects.project_block(file, page, today, chain),
        event=event,
        beyond=further,
        approval=approved,
        footer=frame.footer(page, disputed, said | ({"approval": approved} if approved else {}), printed_at),
        words={name: translate(text) for name, text in PAGE_WORDS.items()},
    )
