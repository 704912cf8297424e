"""What an office writes into its report is a record: there at the next print, undone, sent, never lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.catalogue.reports import HEADINGS
from db.errors import KnownError
from db.parcels import receive_parcels
from db.records import list_parts, undo
from db.reports import maker_of
from db.reports.office import SECTIONS, office_report
from db.reports.office.own_words import keep_words, kept_words
from db.store import Office
from tests.parcels.helpers import send
from tests.reports.every import text_of

MAY, JUNE = ("2020-05-01", "2020-05-31"), ("2020-06-01", "2020-06-30")


def keep(office: Office, window: tuple[str, str] = MAY, **words: str) -> None:
    with office.write("save", "words of a report") as write:
        keep_words(write, window, words)


def words_of(office: Office, code: str = "MIT", window: tuple[str, str] = MAY) -> dict[str, str]:
    with office.read() as reading:
        return kept_words(reading, code, window)


def printed(office: Office, code: str = "", **more) -> str:
    with office.read() as reading:
        return text_of(office_report(reading, maker_of(office), "monthly", MAY, office=code, **more))


def test_what_was_written_is_there_at_the_next_print_and_can_be_undone(office: Office):
    keep(office, context="Quiet on the whole.\n\nTwo rallies.", support="A second laptop.")
    keep(office, JUNE, context="Later.")
    assert words_of(office) == {"context": "Quiet on the whole.\n\nTwo rallies.", "support": "A second laptop."}
    said = printed(office)
    assert said.index("Quiet on the whole.") < said.index("Two rallies.") < said.index("A second laptop.")
    assert "Later." not in said
    keep(office, context="Tense.", support="A second laptop.")
    assert words_of(office)["context"] == "Tense."
    with office.write("undo") as write:
        undo(write)
    assert words_of(office)["context"].startswith("Quiet")
    assert "Only for this print." in printed(office, own_words={"context": "Only for this print."})
    with pytest.raises(KnownError, match="no section 'weather'"):
        keep(office, weather="Rain.")
    keep(office, context="")
    assert words_of(office) == {"support": "A second laptop."}
    assert [key for key, *_ in SECTIONS] == [*HEADINGS]


def test_it_travels_to_headquarters_and_no_other_office_hears_of_it(make_office: Callable[..., Office], tmp_path: Path):
    hq, office = make_office("HQ", "hq"), make_office("MIT")
    keep(office, context="Quiet on the whole.")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert words_of(hq) == {"context": "Quiet on the whole."}
    assert "Quiet on the whole." in printed(hq, "MIT") and "Quiet on the whole." not in printed(hq)
    keep(hq, context="All offices worked.")
    assert "All offices worked." in printed(hq)
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    with office.read() as reading:
        assert len(list_parts(reading, "report_text")) == 1, "what headquarters writes into its own report stays there"


def test_texts_of_two_laptops_stand_one_after_the_other_until_somebody_writes_over_both(
    make_office: Callable[..., Office], tmp_path: Path
):
    hq, first, second = make_office("HQ", "hq"), make_office("MIT"), make_office("MIT", laptop="B")
    keep(first, context="One.")
    keep(second, context="Two.", plan="A visit.")
    receive_parcels(hq, [send(first, "HQ", tmp_path), send(second, "HQ", tmp_path)])
    receive_parcels(first, [send(hq, "MIT", tmp_path)])
    year = first.clock()[:4]
    whose = f"[MIT Officer, RT-{year}-MIT-A001] One.\n\n[MIT Officer, RT-{year}-MIT-B001] Two."
    assert words_of(first) == {"context": whose, "plan": "A visit."} == words_of(hq)
    keep(first, context="One and two.")
    assert words_of(first) == {"context": "One and two.", "plan": "A visit."}
