"""Paper that can be filed: one page, archival, with its fonts, and no sign of a record ever taken for a command."""

import io
import re
import struct
import threading
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from db.errors import KnownError
from db.reports import Summary, pages, pdf, summarise
from db.reports.glyphs import covered, printable
from db.reports.render import Paper
from db.resources import resource
from db.revisions import RecordKey
from db.store import Office
from tests.builders import counts, project, town_hall

PRINTED = "2026-11-03T14:05:00Z"
SIZES = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
RICH = {
    "title_en": "Language rights in daily services",
    "title_sq": "Të drejtat gjuhësore në shërbimet e përditshme",
    "title_sr": "Језичка права у свакодневним услугама: ђ ћ љ њ џ",
    "status": "completed",
    "actual_start": "2020-03-01",
    "actual_end": "2020-05-31",
    "municipality": "XK29",
    "partner": "İstanbul Işık Derneği, ğ ş ç š đ ћ ë",
    "description": "Residents met officials. Two commitments were made.",
    "total": 251,
    "tallies": counts(women=161, men=85),
}


def summary(office: Office, key: RecordKey, language: str = "en", printed_at: str = PRINTED) -> Summary:
    with office.read() as reading:
        return summarise(reading, key, language=language, printed_at=printed_at)


def page_of(made: bytes) -> PageObject:
    found = PdfReader(io.BytesIO(made)).pages
    assert len(found) == 1
    return found[0]


def text_of(made: bytes) -> str:
    """The page's text with plain blanks, and without the places where a long word may be broken."""
    return re.sub(r"\s+", " ", page_of(made).extract_text().replace("\u200b", ""))


def heights_of(made: bytes, words: str) -> list[float]:
    """Where these words stand alone on a line, in points from the bottom."""
    found: list[float] = []

    def note(text: str, place: list[float], *_: object) -> None:
        if text.strip() == words:
            found.append(place[5])

    page_of(made).extract_text(visitor_text=note)
    return found


# ---- what is on the page ----


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_everything_stands_on_one_page_of_the_paper_asked_for(office: Office, paper: Paper):
    made = pdf(summary(office, project(office, **RICH)), paper=paper)
    assert (float(page_of(made).mediabox.width), float(page_of(made).mediabox.height)) == pytest.approx(
        SIZES[paper], abs=0.1
    )
    text = text_of(made)
    for words in (
        *("Language rights in daily services", RICH["title_sq"], RICH["title_sr"], RICH["partner"]),
        *("CONFIDENCE-BUILDING PROJECT", "COMPLETED", "1 March – 31 May 2020", "Zvečan/Zveçan", "USD 25,000.00"),
        *("251 participants in all", "base 246", "161 65.4 %", "85 34.6 %", "Not recorded: 5"),
        *("Prepared by", "Reviewed by", "Approved by", "Mitrovica field office", "revision 1", "1 of 1"),
        *("Security Council resolution 1244 (1999)", "Printed 3 November 2026, 14:05 UTC", "Groundwork"),
    ):
        assert words in text, words
    assert "DRAFT" not in text


def test_a_bare_draft_says_that_nothing_is_recorded(office: Office):
    text = text_of(pdf(summary(office, town_hall(office))))
    assert "Nothing recorded yet" in text
    assert text.count("DRAFT") == 2, "the badge and the watermark"
    assert "PEOPLE" not in text
    assert "MONEY" not in text


@pytest.mark.parametrize("marking", ["UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY CONFIDENTIAL"])
def test_the_marking_stands_at_top_and_bottom(office: Office, marking: str):
    made = pdf(summary(office, town_hall(office, classification=marking)))
    bottom, top = sorted(heights_of(made, marking))
    assert bottom < SIZES["a4"][1] * 0.05
    assert top > SIZES["a4"][1] * 0.95


def test_a_long_text_is_cut_at_a_sentence_and_says_so(office: Office):
    sentence = "The municipality and two associations met residents of four villages. "
    text = text_of(pdf(summary(office, town_hall(office, description=sentence * 400))))
    assert "four villages. (continues in the full record)" in text
    assert text.count("The municipality and two associations") == 12


# ---- a page that is always one page ----


def fullest() -> dict[str, object]:
    """Every field as long as it may be, every category counted."""
    codes = {"sex": "women men other undisclosed", "age": "0_14 15_17 18_24 25_29 30_59 60_plus undisclosed"}
    codes["community"] = "albanian serb bosniak turk roma ashkali egyptian gorani croat montenegrin other undisclosed"
    tallies = [
        {"dimension": d, "category": c, "count": 10_000_000} for d, names in codes.items() for c in names.split()
    ]
    return {
        **{f"title_{language}": "Përshëndetje " * 76 for language in ("en", "sq", "sr", "fr")},
        **dict.fromkeys(("settlement", "venue", "partner"), "Ш" * 999),
        **{"municipality": "XK12", "actual_start": "2019-09-30", "planned_end": "2020-12-31"},
        **{"approved_amount": "999999999999.99", "total": 999_999_999, "counted_by": "estimate", "tallies": tallies},
    }


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "description",
    ["A sentence of some length follows another. " * 700, "x" * 32_000, "W" * 32_000, "word\n" * 6_000],
    ids=["sentences", "one word", "one wide word", "lines"],
)
def test_the_fullest_record_stays_on_one_page_above_the_signatures(office: Office, paper: Paper, description: str):
    made = pdf(summary(office, project(office, **{**fullest(), "description": description})), paper=paper)
    (amount,), (signature,) = heights_of(made, "Approved amount"), heights_of(made, "Prepared by")
    assert amount > signature + 20, "nothing reaches into the signatures"


def test_a_title_of_500_characters_is_printed_whole(office: Office):
    title = ("A title of many words " * 23)[:499] + "!"
    assert title in text_of(pdf(summary(office, town_hall(office, title_en=title))))


# ---- hostile text ----

HOSTILE = [
    "#panic()",
    '#read("/etc/passwd")',
    "*bold* _it_ `code`",
    "$x^2$",
    "@ref <label>",
    "\\ \\u{41}",
    "= Heading",
    "// comment",
    "[#import]",
    "\"quotes\" 'single'",
    "#{1+1}",
    "~ -- --- ...",
    "{page} of {pages}",
    "</script>\u00ad&amp;",
]


def test_no_text_is_taken_for_a_command(office: Office):
    text = " | ".join(HOSTILE)
    made = pdf(summary(office, town_hall(office, title_en=text, title_sq=f"sq {text}", partner=text, description=text)))
    found = text_of(made)
    for piece in HOSTILE:
        wanted = re.sub(r"\s+", " ", piece.replace("\u00ad", ""))
        assert found.replace("\u00ad", "").count(wanted) >= 3, piece


def test_arabic_is_printed_and_signs_without_a_glyph_are_shown_as_such(office: Office):
    text = text_of(pdf(summary(office, town_hall(office, title_en="مرحبا بكم", description="Fine 😀 中 end."))))
    assert "مرحبا" in text
    assert "Fine \ufffd \ufffd end." in text


@pytest.mark.parametrize(
    "text",
    [
        "a\u064b b\u0301\u0489",
        "\u0301 alone",
        "\ue000\U0010ffff\ufff9",
        "\x85\u2028\u200d\ufe0f",
        "\u202egnol",
        "👩‍👩‍👧‍👦" * 90,
    ],
)
def test_odd_signs_never_stop_the_printer(office: Office, text: str):
    made = pdf(summary(office, town_hall(office, title_en=f"x {text}", partner=text, description=text)))
    assert "Partner" in text_of(made)


def test_ordinary_text_is_printed_as_it_is_and_long_words_may_break():
    assert printable("Zvečan/Zveçan, Звечан – ğ ş İ ı “ok” € 25.000") == "Zvečan/Zveçan, Звечан – ğ ş İ ı “ok” € 25.000"
    assert printable("e\u0301") == "é"
    assert printable("x" * 30).count("\u200b") == 29


# ---- the file ----


def test_it_is_tagged_archival_pdf_with_title_and_language(office: Office):
    made = PdfReader(io.BytesIO(pdf(summary(office, project(office, **RICH), language="sq"))))
    catalog = made.trailer["/Root"]
    assert isinstance(catalog, DictionaryObject)
    assert str(catalog["/Lang"]).startswith("sq")
    assert "/StructTreeRoot" in catalog
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/OutputIntents" in catalog
    metadata = catalog["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>\s*2\s*<", metadata)
    assert re.search(r"pdfaid:conformance>\s*B\s*<", metadata)
    assert made.metadata
    assert made.metadata.title == RICH["title_sq"]
    assert made.metadata.creation_date
    assert made.metadata.creation_date.isoformat() == "2026-11-03T14:05:00+00:00"


def test_every_font_is_embedded_and_ours(office: Office):
    fonts = page_of(pdf(summary(office, project(office, **RICH, venue="مرحبا"))))["/Resources"]["/Font"]
    names: set[str] = set()
    for font in fonts.values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        names.add(str(descriptor["/FontName"]).split("+")[-1])
    assert names == {"NotoSans-Regular", "NotoSans-Bold", "NotoSansArabic-Regular"}


def test_the_same_summary_gives_the_same_bytes(office: Office):
    key = project(office, **RICH)
    first = pdf(summary(office, key))
    assert pdf(summary(office, key)) == first
    assert pdf(summary(office, key, printed_at="2026-11-03T14:06:00Z")) != first


def test_pages_are_images_of_the_paper(office: Office):
    found = summary(office, project(office, **RICH))
    for paper, ppi, size in (("a4", 144, (1191, 1684)), ("letter", 72, (612, 792))):
        (image,) = pages(found, paper=paper, ppi=ppi)
        assert image.startswith(b"\x89PNG")
        assert struct.unpack(">II", image[16:24]) == pytest.approx(size, abs=1)


def test_threads_may_draw_at_the_same_time(office: Office):
    found = [summary(office, town_hall(office, title_en=f"Number {n}")) for n in range(4)]
    alone = [pdf(each) for each in found]
    made: dict[int, bytes] = {}
    threads = [threading.Thread(target=lambda n=n: made.update({n: pdf(found[n])})) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [made[n] for n in range(4)] == alone


def test_nothing_is_left_on_the_disk(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    key = project(office, **RICH)
    place = tmp_path / "temporary"
    place.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(place))
    monkeypatch.chdir(place)
    pdf(summary(office, key))
    pages(summary(office, key))
    assert list(place.rglob("*")) == []


def test_unknown_paper_is_a_plain_sentence(office: Office):
    with pytest.raises(KnownError, match="The records are unchanged") as error:
        pdf(summary(office, town_hall(office)), paper="a3")  # pyright: ignore[reportArgumentType]
    assert error.value.code == "bad-paper"


def test_bundled_fonts_are_small_licensed_and_alike():
    folder = resource("fonts")
    for family in ("NotoSans", "NotoSansArabic"):
        regular, bold = (covered((folder / f"{family}-{weight}.ttf").read_bytes()) for weight in ("Regular", "Bold"))
        assert regular == bold, "what prints in regular prints in bold"
    assert set("ëçšđžćčğşıİЉЊЋЏђћџ–…€\ufffd") <= covered((folder / "NotoSans-Regular.ttf").read_bytes())
    assert sum(file.stat().st_size for file in folder.iterdir()) < 3_000_000
    assert "SIL Open Font License" in (folder / "OFL.txt").read_text(encoding="utf-8")
