"""The frame of a page: header, marking, watermark, titles and footer."""

import hashlib
from collections.abc import Iterable, Mapping

from babel import Locale

import db
from db.catalogue import Mission
from db.locks import approves, stands_approved
from db.marks import N_
from db.records.family import family_revisions
from db.records.views import RecordView, best_title
from db.reports.page import Page
from db.reports.values import Footer, Header, Title
from db.reports.wording import Translate, clip, clock, day, listed, moment
from db.revisions import canonical
from db.store.writing import Reading

TITLE_LIMIT, OTHER_TITLE_LIMIT = 500, 220  # characters, for a page that must fit
DRAFTS = ("draft", "idea")


def header(reading: Reading, page: Page) -> Header:
    """Return the line at the top; the office is the one that made the record, wherever it is printed."""
    mission = page.mission
    # Saves of the record and of its parts, each once: the same number wherever the same revisions are.
    saves = {r.batch for found in family_revisions(reading, page.record.key).values() for r in found}
    return Header(
        mission=mission_line(mission, page.translate),
        office=page.translate(mission.office_name(page.text("office"))),
        ref=page.record.ref,
        revision=len(saves),
        revision_text=page.translate(N_("revision {number}")).format(number=len(saves)),
    )


def mission_line(mission: Mission, translate: Translate) -> str:
    """Return the mission and its section, as they stand at the top of every page."""
    return f"{translate(mission.name)} — {translate(mission.section)}"


def marking(reading: Reading, page: Page) -> str:
    """Return the classification in capitals: while it is disputed, the highest of what was said."""
    said = reading.folded(page.record.key.uid).candidates("classification") or [page.text("classification")]
    return highest_marking(page.mission, (str(code) for code in said if code), page.translate)


def lowest_of(mission: Mission) -> str:
    """Return the code of the lowest classification: of what says nothing of a record."""
    return mission.lists["classification"].entries[0].code


def highest_marking(mission: Mission, known: Iterable[str], translate: Translate) -> str:
    """Return the highest of some classifications in capitals, or that none is recorded."""
    codes = mission.lists["classification"]
    order = [entry.code for entry in codes.entries]
    # A word that this program does not know may be higher than all it knows.
    highest = max(known, key=lambda code: order.index(code) if code in order else len(order), default="")
    return translate(codes.label(highest)).upper() if highest else translate(N_("CLASSIFICATION NOT RECORDED"))


def watermark(reading: Reading, record: RecordView) -> str:
    """Return the word across the page of a record that is not (or no longer) to be relied upon; N_ marks it.

    Until it is approved it is a draft (DOMAIN 6.1), changed since then too. An office that approves nothing at all goes
    by the status alone.
    """
    if record.deleted:
        return N_("DELETED")
    if stands_approved(reading, record.key):
        return ""
    begun = record.values.get("status") in DRAFTS
    return N_("DRAFT") if begun or approves(reading, str(record.values.get("office") or "")) else ""


def approval_line(reading: Reading, page: Page) -> str:
    """Return who approved the record as it stands, in which function, when; "" where nobody did."""
    found = stands_approved(reading, page.record.key)
    parts = (found.by, found.function, day(found.day, page.locale)) if found else ()
    return listed(parts, page.locale)


def badges(page: Page) -> tuple[str, ...]:
    """Return the kind of activity and how far it has come."""
    status = page.kind.by_key["status"]
    return tuple(filter(None, (page.translate(page.kind.label), page.shown(status, page.record.values.get("status")))))


def title(page: Page) -> Title:
    """Return the title in the page's language, else in the first language of the mission that has one."""
    values = page.record.values
    wanted = values.get(f"title_{page.locale.language}")
    text = str(wanted) if wanted else best_title(values, page.mission)
    language = next((t.language for t in _titles(page) if t.text == text), page.locale.language)
    return Title(language, clip(text, TITLE_LIMIT) or page.translate(N_("No title yet")))


def other_titles(page: Page) -> tuple[Title, ...]:
    """Return the titles in the other languages; one that says the same word for word is left out."""
    first = title(page)
    others = [t for t in _titles(page) if t.language != first.language and clip(t.text, TITLE_LIMIT) != first.text]
    return tuple(Title(t.language, clip(t.text, OTHER_TITLE_LIMIT)) for t in others)


def _titles(page: Page) -> list[Title]:
    """Return all titles there are, the mission's languages first."""
    languages = [field.language for field in page.kind.fields if field.language]
    languages.sort(key=lambda key: page.mission.languages.index(key) if key in page.mission.languages else 99)
    return [Title(key, page.text(f"title_{key}")) for key in languages if page.text(f"title_{key}")]


def footer(page: Page, disputed: list[str], beyond: Mapping[str, object], printed_at: str) -> Footer:
    """Return the lines at the bottom; `beyond` is what the page says besides the record's own values and counts.

    The hash is of the content alone: two prints with the same hash say the same, whoever printed them.
    """
    record = page.record
    content = {
        "type": record.key.type,
        "uid": record.key.uid,
        "deleted": record.deleted,
        "values": {key: value for key, value in record.values.items() if value is not None},
        "tallies": [[t.dimension, t.category, t.count] for t in record.tallies],
        "conflicts": disputed,
        **beyond,
    }
    return footing(page.mission, content, printed_at, page.locale, page.translate)


def footing(
    mission: Mission, content: Mapping[str, object], printed_at: str, locale: Locale, translate: Translate
) -> Footer:
    """Return the lines at the bottom of a paper that says `content` (plain values)."""
    at = moment(printed_at)
    printed = translate(N_("Printed {when}")).format(when=clock(at, locale))
    digest = hashlib.sha256(canonical(content).encode()).hexdigest()[:12]
    return Footer(
        note=translate(mission.note),
        printed_at=at.isoformat(),
        printed_text=printed,
        version=f"Groundwork {db.__version__}",
        digest=digest,
        digest_text=translate(N_("content {digest}")).format(digest=digest),
        mission=mission.key,
    )
