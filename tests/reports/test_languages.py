"""Paper in six languages: every word of ours that must be translated is, every sign has a glyph, nothing gets lost."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.catalogue import load_mission
from db.errors import KnownError
from db.records import find
from db.reports import Bundle, Document, bundle, maker_of, pdf, summaries
from db.reports.bundle import BUNDLE_WORDS
from db.reports.glyphs import REPLACEMENT, printable
from db.reports.languages import LANGUAGES, latin, words_in
from db.reports.listing import LISTING_WORDS
from db.reports.office import ANNEXES, REPORTS, SECTIONS, SIGNED, office_report
from db.reports.papers import PAPERS, paper_of
from db.reports.register import register_listing
from db.reports.report import REPORT_WORDS
from db.reports.summary import PAGE_WORDS
from db.resources import resource
from db.store import Office
from tests.builders import counts, town_hall
from tests.conftest import PASSPHRASE
from tests.reports.test_listing import texts_of

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
# What stands on the frame of every paper and above its parts.
FIXED = [
    *(words for found in (PAGE_WORDS, LISTING_WORDS, REPORT_WORDS, BUNDLE_WORDS) for words in found.values()),
    *(heading for _, heading, _ in (*SECTIONS, *ANNEXES)),
    *SIGNED,
    *(kind.title for kind in (*REPORTS.values(), *PAPERS.values())),
]


@pytest.fixture(scope="module")
def there(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = Office.open(Path(shutil.copytree(template, tmp_path_factory.mktemp("words") / "home")), PASSPHRASE)
    opened.clock = lambda: "2020-06-03T09:00:00Z"
    yield opened
    opened.close()


def table() -> list[dict[str, str]]:
    with resource("words", "paper.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad\u2066-\u2069]", "", text)


def papers(office: Office, language: str) -> dict[str, Document]:
    """A paper of each kind about one town hall."""
    with office.read() as reading:
        keys = reading.connection.exec_driver_sql("SELECT uid FROM activity").scalars().all()
    key = town_hall(office, **MIXED, tallies=counts(women=21, men=20)).uid if not keys else keys[0]
    maker = maker_of(office, language=language)
    with office.read() as reading:
        found = summaries(office, reading, [find(reading, key)], maker)
        return {
            "summary": found[0],
            "bundle": bundle(maker, maker.translate("Summaries"), found),
            "monthly": office_report(reading, maker, "monthly", ("2020-05-01", "2020-05-31")),
            "sign-in": paper_of(office, reading, key, "sign-in", maker),
            "register": register_listing(reading, maker, "town_hall", [key]),
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_says_the_same_in_each_language_with_no_sign_missing(there: Office, language: str):
    words = words_in(language)
    for name, paper in papers(there, language).items():
        text = squeezed(" ".join(texts_of(pdf(paper))))
        assert REPLACEMENT not in text, name
        own = (
            MIXED.get(f"title_{language.split('_')[0]}", MIXED["title_en"]) if name != "register" else MIXED["title_en"]
        )
        wanted = [own] if name != "monthly" else [MIXED["title_en"]]
        wanted += ["1244"]
        if name in ("summary", "bundle"):
            wanted += ["İstanbul Işık Derneği", MIXED["description"], MIXED["title_sq"], MIXED["title_sr"], "41"]
            said = ["Prepared by", "Function, name, date"]
        else:
            said = {"monthly": ["Nothing to report."], "sign-in": ["Signature"], "register": ["Status"]}[name]
        if language != "ar":  # words that are joined come out in the order in which they are drawn
            wanted += [words(one) for one in said]
        assert [one for one in wanted if squeezed(one) not in text] == [], name


def test_words_of_the_templates_are_all_translated_with_their_places():
    there = {row["en"] for row in table()}
    assert [words for words in FIXED if words not in there] == []
    for row in table():
        places = sorted(re.findall(r"\{\w+\}", row["en"]))
        for language, words in row.items():
            assert words.strip(), (row["en"], language)
            assert sorted(re.findall(r"\{\w+\}", words)) == places, (row["en"], language)


def test_no_word_of_ours_lacks_a_glyph():
    for language in LANGUAGES:
        words = words_in(language)
        for row in table():
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
        summary = papers(there, language)["summary"]

        def note(text: str, place: list[float], *_: object, language: str = language) -> None:
            if "TH-2020" in text:
                places.setdefault(language, place[4])

        PdfReader(io.BytesIO(pdf(summary))).pages[0].extract_text(visitor_text=note)
    assert places["ar"] < 250 < places["en"], "the number of the record stands at the far end of the line"
    with pytest.raises(KnownError, match="Known: en, fr, sq, sr, sr_Latn, ar"):
        maker_of(there, language="xx")
    assert isinstance(papers(there, "fr")["bundle"], Bundle)
