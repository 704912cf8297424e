"""Lists on paper: all their lines, a head on every page, no line cut in two, nothing ever taken for a command."""

import io
import re

import pytest
from pypdf import PdfReader

from db.catalogue import load_mission
from db.reports import Column, Line, Listing, Maker, Note, listing, pages, pdf
from db.reports.board import board_listing
from db.store import Office
from tests.board.mission import board_of
from tests.reports.test_render import SIZES

MAKER = Maker(load_mission("kosovo"), "HQ", "A. Officer", "2026-11-20T14:05:00Z")
COLUMNS = [Column("Title", 3.0), Column("People", 0, "right"), Column("Place")]
NASTY = '#text("x") *bold* $x$ @a <b> \\ [ ] _u_ `c` https://un.org'


def texts_of(made: bytes) -> list[str]:
    """The text of each page with plain blanks."""
    found = [page.extract_text().replace("\u200b", "") for page in PdfReader(io.BytesIO(made)).pages]
    return [re.sub(r"\s+", " ", text) for text in found]


def of(lines: list[Line], **more) -> Listing:
    return listing(MAKER, "Town halls", COLUMNS, lines, marking="CONFIDENTIAL", **more)


def test_a_long_list_has_its_head_and_its_marking_on_every_page_and_counts_them():
    made = pdf(of([Line((f"Town hall {n}", str(n), "Zvečan")) for n in range(120)], totals=("In all", "7140", "")))
    found = texts_of(made)
    assert len(found) > 3
    for number, text in enumerate(found, 1):
        assert f"{number} of {len(found)}" in text and "Title People Place" in text
        assert text.count("CONFIDENTIAL") == 2 and "Headquarters" in text
    everything = " ".join(found)
    assert [n for n in range(120) if f"Town hall {n} {n} Zvečan" not in everything] == []
    assert "In all 7140" in found[-1] and "In all" not in found[0]
    assert "Made 20 November 2026, 14:05 UTC by A. Officer" in found[0]


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_the_paper_lies_as_it_is_asked_for(orientation: str):
    made = pdf(of([Line(("a", "1", "b"))], orientation=orientation))
    box = PdfReader(io.BytesIO(made)).pages[0].mediabox
    size = SIZES["a4"] if orientation == "portrait" else SIZES["a4"][::-1]
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.1)


def test_no_line_is_cut_in_two():
    long = "beginning " + "word " * 45 + "ending"
    found = texts_of(pdf(of([Line((long, "1", long)) for _ in range(20)])))
    assert len(found) > 2 and sum(text.count("ending") for text in found) == 40
    assert [text.count("beginning") for text in found] == [text.count("ending") for text in found]


def test_what_people_type_is_never_a_command():
    notes = [Note(NASTY, (NASTY,))]
    (text,) = texts_of(pdf(of([Line((NASTY, NASTY, NASTY))], subtitles=[NASTY], notes=notes, totals=(NASTY,) * 3)))
    bare = text.replace(" ", "")
    assert bare.count(NASTY.replace(" ", "")) == 8  # the heading of the note is in capitals besides
    assert NASTY.replace(" ", "").upper() in bare


def test_an_empty_list_says_so_and_a_line_with_too_few_cells_is_a_mistake():
    assert "There is nothing to list." in texts_of(pdf(of([])))[0]
    with pytest.raises(ValueError, match="as many cells"):
        of([Line(("a", "b"))])
    with pytest.raises(ValueError, match="as many cells"):
        of([], totals=("a",))


def test_the_same_list_is_the_same_file_and_too_long_words_end_in_dots():
    lines = [Line(("long " * 100, "1", "x"))]
    assert pdf(of(lines)) == pdf(of(lines))
    assert of(lines).lines[0].cells[0].endswith("…") and of(lines).footer.digest == of(lines).footer.digest
    assert of(lines).footer.digest != of([]).footer.digest


def test_the_board_is_printed_with_those_to_call_above_it(november: Office):
    maker = Maker(november.mission, "HQ", november.author, november.clock())
    made = board_listing(board_of(november), maker)
    text = " ".join(texts_of(pdf(made)))
    assert "1–31 October 2026" in text and "Reports were expected by 5 November 2026" in text
    assert text.index("WHO MUST I CALL") < text.index("MIT-B came after") < text.index("Office and laptop")
    assert "due on 5 November 2026" in text and "Everything is here up to 30 September 2026" in text
    assert "Nil report" in text and "never came: S002" in text and "All offices: 6" in text
    assert pages(made)[0].startswith(b"\x89PNG")
