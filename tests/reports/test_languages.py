"""Paper in six languages: every word of ours that must be translated is, every sign has a glyph, nothing gets lost."""

import io
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import FunctionType
from typing import cast

import pytest
from pypdf import PdfReader

from db.catalogue import ACTIVITY_TYPES, load_mission
from db.errors import PROBLEMS, KnownError, Problem
from db.records import columns_of
from db.reports import Document, maker_of, pdf
from db.reports.bundle import BUNDLE_WORDS
from db.reports.glyphs import REPLACEMENT, printable
from db.reports.languages import LANGUAGES, latin, word_rows, words_in
from db.reports.listing import LISTING_WORDS
from db.reports.office import ANNEXES, REPORTS, SECTIONS, SIGNED
from db.reports.papers import PAPERS
from db.reports.problems import problem_text
from db.reports.report import REPORT_WORDS
from db.reports.summary import PAGE_WORDS
from db.reports.wording import locale_of
from db.store import Office
from tests.builders import counts, town_hall
from tests.conftest import PASSPHRASE
from tests.reports.every import every_document, fill_every, texts

ROOT = Path(__file__).resolve().parents[2]
MIXED = {
    "title_en": "Zvečan meets Gračanica",
    "title_sq": "Të drejtat gjuhësore, ë ç",
    "title_sr": "Језичка права: ђ ћ љ њ џ",
    "partner": "İstanbul Işık Derneği مرحبا",
    "description": "Öğrenci met Đorđe’s group. 25 % came.",
    "status": "held",
    "actual_start": "2020-05-12",
    "total": 41,
}
# Rules whose sentence a paper may say: those of projects, and what is flagged on an activity. One is said otherwise.
SAYS_RULES = ("projects/*.py", "records/together.py", "records/views.py", "records/people.py")
OTHERWISE, ENTRY = {"more-than-total"}, {"tally-unknown-key", "dimension-unknown", "category-unknown"}
# What stands on the frame of every paper and above its parts.
FIXED = [
    *(words for found in (PAGE_WORDS, LISTING_WORDS, REPORT_WORDS, BUNDLE_WORDS) for words in found.values()),
    *(heading for _, heading, _ in (*SECTIONS, *ANNEXES)),
    *SIGNED,
    *(kind.title for kind in (*REPORTS.values(), *PAPERS.values())),
]


# What stays English on paper: texts of guidance that are quoted, and what headquarters alone calls its offices about.
QUOTED, CALLS = ("op_output", "op_activity", "op_benchmark", "op_risk"), ("calls.py", "words.py")
# Each of these is drawn in one language, all languages in turn, unless somebody asks for every document in every one.
ALL = os.environ.get("GROUNDWORK_EVERY_PAPER", "") != ""
DRAWN = (
    *("1-bundle", "2-monthly", "3-file", "3-donor", "3-portfolio", "3-coming", "4-register-town_hall", "5-a4p"),
    *("4-recommendations", "5-recommendations", "6-form-youth_assembly", "6-visit", "6-sign-in", "7-mou", "7-handover"),
    *("7-closure", "7-lost", "7-recovery-blank", "8-access", "8-board", "8-redaction"),
)


@pytest.fixture(scope="module")
def there(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office in which every document has something to tell, with texts in all the scripts of the mission."""
    opened = Office.open(Path(shutil.copytree(template, tmp_path_factory.mktemp("words") / "home")), PASSPHRASE)
    fill_every(opened)
    town_hall(opened, **MIXED, tallies=counts(women=21, men=20))
    yield opened
    opened.close()


def squeezed(text: str) -> str:
    """Text without what lines, columns and capitals of a page make of it."""
    return re.sub(r"[\s\u200b-\u200f\u00ad\u2060-\u206f\u2010-]", "", text).casefold()


def lost(document: Document, drawn: str) -> list[str]:
    """What a document says and its pages do not."""
    there = squeezed(drawn)
    # On a page that goes from the right, and where Arabic stands among other letters, words come out in another order.
    pieces = r"[A-Za-z\u0400-\u04ff]{2,}|[\u0621-\u064a]+"
    found: list[str] = []
    for text in dict.fromkeys(texts(asdict(document))):
        mixed = document.language == "ar" or re.search("[\u0600-\u06ff]", text)
        # A long text may go on after the foot of a page and the head of the next.
        parts = re.findall(pieces, text) if mixed else text.split() if len(text) > 120 else [text]
        found += [part for part in parts if squeezed(part) not in there and squeezed(_begun(part)) not in there]
    return found


def _begun(word: str) -> str:
    """An Arabic word without its last letter, which the reader of the file sometimes takes for the next word's."""
    return word[:-1] if re.fullmatch("[\u0621-\u064a]{3,}", word) else word


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_says_on_paper_what_it_says_and_no_sign_is_missing(there: Office, language: str):
    place = list(LANGUAGES).index(language)
    wanted = [name for number, name in enumerate(DRAWN) if number % len(LANGUAGES) == place]
    if not ALL:
        print(f"{len(wanted)} documents are drawn in {language}: all of them take a minute (GROUNDWORK_EVERY_PAPER=1)")
    for name, document in every_document(there, maker_of(there, language=language), () if ALL else wanted).items():
        reader = PdfReader(io.BytesIO(pdf(document)))
        drawn = " ".join(page.extract_text() for page in reader.pages)
        assert REPLACEMENT not in drawn, name
        assert lost(document, drawn) == [], name
        assert str(reader.trailer["/Root"]["/Lang"]).startswith(language[:2]), name  # pyright: ignore[reportIndexIssue]


def test_no_word_of_ours_stays_english_on_any_document(there: Office):
    words = {row["en"]: row["fr"] for row in word_rows()}
    asked: set[str] = set()

    def translate(text: str) -> str:
        asked.add(text)
        return words.get(text, text)

    every_document(there, replace(maker_of(there, language="fr"), translate=translate))
    columns = [column for kind in ACTIVITY_TYPES for column in columns_of(kind, there.mission).values()]
    asked |= {column.label for column in columns}  # somebody may print any of them
    lists = {column.choices for column in columns} - {"", "municipality", *QUOTED}
    asked |= {one.label() for name in lists for one in there.mission.lists[name].entries if len(one.labels) == 1}
    quoted = {entry.label() for name in QUOTED for entry in there.mission.lists[name].entries} | set(words.values())
    calls = "".join((ROOT / "db" / "board" / name).read_text(encoding="utf-8") for name in CALLS)
    left = [text for text in asked - words.keys() - quoted if text[:40] not in calls]
    assert len(asked) > 800 and left == []


def problem_codes() -> set[str]:
    """The problems whose sentence can reach paper."""
    sources = [path.read_text(encoding="utf-8") for name in SAYS_RULES for path in (ROOT / "db").glob(name)]
    said = {word for source in sources for word in re.findall(r'"([a-z-]+)"', source)}
    checks = [cast(FunctionType, check) for kind in ACTIVITY_TYPES.values() for check in kind.checks]
    said |= {word for check in checks for word in check.__code__.co_consts if isinstance(word, str)}
    return (said & PROBLEMS.keys()) - OTHERWISE - ENTRY


def test_words_of_the_templates_and_forms_are_all_there():
    rows = word_rows()
    known = {row["en"] for row in rows}
    assert [words for words in FIXED if words not in known] == []
    codes = problem_codes()
    assert len(codes) > 40 and [code for code in codes if PROBLEMS[code] not in known] == []
    fields = [field for kind in ACTIVITY_TYPES.values() for field in kind.fields]
    assert [field.label for field in fields if field.label not in known] == []
    assert len(known) == len(rows), "no word stands there twice"


def test_all_words_are_translated_with_their_places():
    small = {sentence for sentence in PROBLEMS.values() if sentence[0].islower()}
    for row in word_rows():
        places = sorted(re.findall(r"\{\w+\}", row["en"]))
        for language, words in row.items():
            assert words.strip(), (row["en"], language)
            assert sorted(re.findall(r"\{\w+\}", words)) == places, (row["en"], language)
            # What goes on after the name of a field begins small.
            assert row["en"] not in small or not words[0].isupper(), words


def test_a_problem_is_said_in_the_language_of_the_paper_with_its_states_codes_days_and_amounts():
    exception: dict[str, object] = {"state": "mou_signed", "day": "2020-03-01", "by": "A. Officer", "reason": "Other"}
    ceiling: dict[str, object] = {
        "amount": Decimal("25000.5"),
        "ceiling": Decimal(25000),
        "currency": "USD",
        "cycle": "2019-20",
    }
    received: dict[str, object] = {"received": "2020-03-28T10:00+01:00", "deadline": "2020-03-27T23:59+02:00"}
    said: list[tuple[str, str, str, dict[str, object], str]] = [
        ("sr", "override", "exception", exception,
         "прелазак у стање „Споразум потписан” уз изузетак (датум: 1. март 2020., одлука: A. Officer): Other"),
        ("sr", "planned_end", "overdue", {"due": date(2020, 3, 1)}, "рок је био 1. март 2020."),
        ("sr_Latn", "closure", "no-part", {"what": "Settlement and closure"},
         "u dosijeu nema unosa „Obračun i zatvaranje”."),
        ("sq", "requested_amount", "over-ceiling", ceiling,
         "25 000,50 USD e tejkalojnë kufirin prej 25 000,00 USD (2019-20)."),
        ("fr", "tallies.sex_age", "crossing-more", {"what": "women", "sum": 1250, "count": 21},
         "« Femmes » : 1 250 par sexe et âge réunis, mais 21 dans le comptage séparé."),
        ("fr", "applicant_type", "may-not-apply", {"applicant": "institution", "cycle": "2019-20"},
         "un demandeur de ce type (Institution) ne peut déposer de demande dans le cycle « 2019-20 »."),
        ("ar", "received_at", "late", received,
         "ورد المقترح في 28 مارس 2020، 10:00 +01:00، وأغلق باب الطلبات في 27 مارس 2020، 23:59 +02:00."),
        ("en", "status", "state-jump", {"state": "idea", "to": "closed", "next": "draft, dropped"},
         "from Idea a project cannot go to Closed. It can go to: Draft, Dropped."),
    ]  # fmt: skip
    mission = load_mission("kosovo")
    for language, field, code, values, sentence in said:
        found = problem_text(Problem(field, code, values), mission, words_in(language), locale_of(language))
        assert re.sub(r"[\u00a0\u202f]", " ", found) == sentence


def test_no_word_of_ours_lacks_a_glyph():
    for language in LANGUAGES:
        words = words_in(language)
        for row in word_rows():
            said = words(row["en"])
            assert printable(said).replace("\u200b", "") == said, said
    mission = load_mission("kosovo")
    names = [name for place in mission.lists["municipality"].entries for name in place.labels.values()]
    assert [name for name in names if REPLACEMENT in printable(name)] == []


def test_serbian_is_written_in_both_scripts_and_arabic_from_the_right(there: Office):
    assert latin("Његош, ЉУБАВ и Џеп: ђ ћ {name}") == "Njegoš, LJUBAV i Džep: đ ć {name}"
    assert words_in("sr")("Prepared by") == "Саставио" and words_in("sr_Latn")("Prepared by") == "Sastavio"
    assert words_in("fr")("Nothing that is translated") == "Nothing that is translated"
    places: dict[str, float] = {}
    for language in ("en", "ar"):
        (summary,) = every_document(there, maker_of(there, language=language), ["1-summary-TH-2020-MIT-A001"]).values()

        def note(text: str, place: list[float], *_: object, language: str = language) -> None:
            if "TH-2020" in text:
                places.setdefault(language, place[4])

        PdfReader(io.BytesIO(pdf(summary))).pages[0].extract_text(visitor_text=note)
    assert places["ar"] < 250 < places["en"], "the number of the record stands at the far end of the line"
    with pytest.raises(KnownError, match="Known: en, fr, sq, sr, sr_Latn, ar"):
        maker_of(there, language="xx")
