"""Some pages of a paper as a file of their own, and words found on its pages."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from db.errors import KnownError
from db.reports import Line, bundle, maker_of, pages, pdf, summaries
from db.reports.cut_file import only_pages
from db.reports.printing import Sheet, print_file
from db.reports.render import find
from db.store import Office
from tests.builders import town_hall
from tests.reports.archival import archival_faults
from tests.reports.test_listing import of, texts_of

LONG = of([Line((f"Town hall {number}", str(number), "Zvečan/Zveçan")) for number in range(90)])


def everything_in(made: bytes) -> str:
    """All texts and streams of a file, whether a page leads to them or not."""
    reader = PdfReader(io.BytesIO(made))
    found = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    return " ".join(one.get_data().decode("latin-1") if hasattr(one, "get_data") else repr(one) for one in found if one)


def tags_of(element: object) -> int:
    found = element.get_object()  # pyright: ignore[reportAttributeAccessIssue]
    if not isinstance(found, DictionaryObject):
        return 0
    kids = found.get("/K")
    listed = list(kids.get_object()) if kids is not None and isinstance(kids.get_object(), list) else []
    return 1 + sum(tags_of(kid) for kid in listed)


def test_chosen_pages_alone_are_in_the_file_as_archival_and_tagged_as_the_whole():
    whole = pdf(LONG)
    before = texts_of(whole)
    cut = only_pages(whole, [3, 2])
    assert texts_of(cut) == before[1:3]
    assert archival_faults(cut) == [] == archival_faults(whole)
    assert only_pages(whole, [2, 3]) == cut and only_pages(whole, range(1, len(before) + 1)) == whole
    trees = [PdfReader(io.BytesIO(one)).trailer["/Root"]["/StructTreeRoot"] for one in (whole, cut)]
    assert 20 < tags_of(trees[1]) < tags_of(trees[0])
    assert len(everything_in(cut)) < len(everything_in(whole))


def test_what_is_left_out_is_not_in_the_file_any_more(office: Office):
    keys = [town_hall(office, title_en=title) for title in ("Quartz", "Marble", "Granite")]
    maker = maker_of(office)
    with office.read() as reading:
        made = pdf(bundle(maker, "Summaries", summaries(office, reading, keys, maker)))
    cut = only_pages(made, [1, 3])
    assert "Quartz" in everything_in(made) and archival_faults(cut) == []
    assert "/T': 'Quartz" not in everything_in(cut) and "Contents" in texts_of(cut)[0], "no tag or bookmark is left"
    links = [one.get_object() for one in PdfReader(io.BytesIO(cut)).pages[0].get("/Annots", [])]
    assert len(links) == 1, "of three links in the contents the one to the page that is there"
    assert len(only_pages(made, [3])) < len(made)


def test_pages_are_written_and_logged_as_they_are_chosen(office: Office, tmp_path: Path):
    (file,) = print_file(office, LONG, tmp_path / "some.pdf", Sheet(), "2")
    assert len(texts_of(file.read_bytes())) == 1
    made = print_file(office, LONG, tmp_path / "some.png", Sheet(), "1,3")
    assert [one.name for one in made] == ["some-1.png", "some-3.png"]
    with pytest.raises(KnownError, match="'9' are no pages of this paper, which has 3"):
        print_file(office, LONG, tmp_path / "none.pdf", Sheet(), "9")
    assert not (tmp_path / "none.pdf").exists()


def test_words_are_found_in_any_script_where_they_stand():
    found = find(LONG, "zvecan")
    assert len(found) == 180, "each of two names on ninety lines"
    assert {hit.page for hit in found} == set(range(1, len(pages(LONG, ppi=10)) + 1))
    assert all(hit.words.startswith("Zve") and hit.width > 20 for hit in found)
    (hit,) = find(LONG, "town hall 41")
    assert hit.page == 2 and hit.left == hit.x
    assert find(LONG, "nowhere") == [] == find(LONG, "  ")


def test_every_language_of_a_mission_is_found(office: Office):
    key = town_hall(office, title_en="Љубав у Звечану", title_sq="مرحبا بكم", description="a" * 60 + " #panic() [x]")
    with office.read() as reading:
        (made,) = summaries(office, reading, [key], maker_of(office))
    assert [hit.words for hit in find(made, "ljubav")] == ["Љубав"]
    (arabic,) = find(made, "مرحبا")
    assert arabic.left < arabic.x
    assert len(find(made, "#panic()")) == 1 and len(find(made, "a" * 50)) == 1
