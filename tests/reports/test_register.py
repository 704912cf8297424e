"""Registers on paper: page breaks of short and long lists, exactly what was asked for, protected places masked."""

import io
import re
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.cli import main
from db.records import list_parts, list_uids
from db.reports import Line, maker_of, pdf
from db.reports.register import parts_listing, register_listing
from db.store import Office
from tests.builders import town_hall
from tests.conftest import PASSPHRASE
from tests.projects.papers import add
from tests.reports.test_listing import of, texts_of


def numbers(text: str) -> list[int]:
    """The numbers of the lines that a page has."""
    return [int(number) for number in re.findall(r"Town hall (\d+) ", text)]


def test_lists_of_1_40_and_41_lines_break_where_they_should():
    pages: dict[int, list[list[int]]] = {}
    for size in (1, 40, 41):
        lines = [Line((f"Town hall {n}", str(n), "Zvečan")) for n in range(size)]
        found = texts_of(pdf(of(lines)))
        assert all("Title People Place" in text for text in found)
        pages[size] = [numbers(text) for text in found]
        assert [n for page in pages[size] for n in page] == list(range(size))
    assert len(pages[1]) == 1 and len(pages[40]) == 2
    assert pages[41][0] == pages[40][0], "one line more moves nothing on the page before"
    assert pages[41][1] == [*pages[40][1], 40]


def test_a_list_of_3000_lines_has_each_once_and_its_head_on_every_page():
    lines = [Line((f"Town hall {n}", str(n), "Zvečan")) for n in range(3000)]
    started = time.perf_counter()
    made = pdf(of(lines, totals=("In all", "3000", "")))
    assert time.perf_counter() - started < 30, "ten times the budget: a list must not grow with its square"
    reader = PdfReader(io.BytesIO(made))
    count = len(reader.pages)
    looked_at = (0, 1, count // 2, count // 2 + 1, count - 2, count - 1)
    found = {place: reader.pages[place].extract_text().replace("\u200b", "") for place in looked_at}
    per_page = {place: numbers(re.sub(r"\s+", " ", text)) for place, text in found.items()}
    assert all("Title" in text and f"{place + 1} of {count}" in text for place, text in found.items())
    for before, after in ((0, 1), (count // 2, count // 2 + 1), (count - 2, count - 1)):
        assert per_page[before][-1] + 1 == per_page[after][0]
    full = len(per_page[1])
    assert per_page[count // 2][0] == len(per_page[0]) + full * (count // 2 - 1), "every page in between is as full"
    assert per_page[count - 1][-1] == 2999 and "In all" in found[count - 1]


def test_a_register_is_printed_as_it_was_asked_for_and_masks_protected_places(office: Office):
    for number, more in enumerate(({}, {"classification": "CONFIDENTIAL"}, {"protected": "yes"})):
        town_hall(office, title_en=f"Waste {number}", settlement=f"Village {number}", total=10, **more)
    town_hall(office, title_en="Something else", classification="STRICTLY_CONFIDENTIAL")
    with office.read() as reading:
        uids = list_uids(reading, "town_hall", "waste", ascending=True)
        found = register_listing(reading, maker_of(office), "town_hall", uids, "waste")
        everything = register_listing(reading, maker_of(office), "town_hall", list_uids(reading, "town_hall"))
        none = register_listing(reading, maker_of(office), "project", [])
    assert found.marking == "CONFIDENTIAL" and everything.marking == "STRICTLY CONFIDENTIAL"
    assert none.marking == "UNCLASSIFIED" and none.totals == ()
    text = " ".join(texts_of(pdf(found)))
    assert "Lines: 3; asked for: waste" in text and "Something else" not in text
    assert "Zubin Potok, Village 1" in text and "Village 2" not in text
    assert "Lines: 3" in found.totals[1] and found.totals[-1] == "30"


def test_other_lists_are_printed_with_the_fields_that_are_filled(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    hall = town_hall(office, classification="CONFIDENTIAL")
    add(office, "question", activity=hall.uid, number=1, question="When?", status="answered")
    with office.read() as reading:
        found = parts_listing(reading, maker_of(office), "question", list_parts(reading, "question"))
    assert [column.title for column in found.columns] == ["Of", "No.", "Question", "Answered"]
    assert found.marking == "CONFIDENTIAL" and found.lines[0].cells[1:] == ("1", "When?", "Answered")
    office.close()
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("GROUNDWORK_HOME", str(office.paths.home))
    for kind, title in (("town_hall", "Town halls"), ("question", "Questions")):
        assert main(["list", kind, "--pdf", str(tmp_path / f"{kind}.pdf")]) == 0
        assert title in " ".join(texts_of((tmp_path / f"{kind}.pdf").read_bytes()))
