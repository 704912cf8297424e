"""Faults H: what is forged, hidden or leaks.

The others stand beside what they are about: H1 and H3 in `tests/parcels/test_trust.py`, H4 and H5 in
`tests/parcels/test_sending.py`, H6 in `test_d_structure.py` (read) and `test_b_writing.py` (written), H7 in
`tests/desktop/test_hostile_text.py` and `tests/attachments/test_files.py`, H8 in `tests/people/test_plain_text.py`, H9
there too, H10 in `tests/desktop/test_lock.py`, H11 in `tests/people/test_keys.py` and `tests/store/test_office.py`,
H12 in `tests/store/test_backup.py`, H13 in `tests/parcels/test_round_trip.py`, H14 in `tests/people/test_person.py`.
"""

from db.parcels.reader import read_parcel
from db.records import list_uids
from tests.builders import dumped, town_hall
from tests.parcels.faults.conftest import Bench
from tests.parcels.helpers import column


def test_h2_what_an_attacker_writes_beside_a_sound_envelope_is_a_proposal_and_nothing_else(bench: Bench):
    """The envelope is signed, so the records come as the office wrote them; all that is seen is asked about."""
    before = dumped(bench.hq)

    def forge(page):
        for row in range(3, 6):
            page.cell(row, column(page, "#reached+ind+total")).value = 9_000
        page.cell(3, column(page, "#loc+venue+name")).value = '=HYPERLINK("http://example.org")'

    file = bench.edit(forge)
    got = bench.look(file)
    assert {dict(one.after)["total"] for one in got.proposals} == {9_000}
    assert (len(got.proposals), got.proposal, got.problem) == (3, 2, 1)
    assert [problem.code for problem in got.problems] == ["cell-formula"]
    assert {revision.author for revision in read_parcel(file).revisions} == {"MIT Officer"}
    assert dumped(bench.hq) == before


def test_h7_words_of_a_query_language_are_words(bench: Bench):
    text = "Robert'); DROP TABLE activity;-- \" % _"
    with bench.office.read() as reading:
        count = len(list_uids(reading, "town_hall"))
    key = town_hall(bench.office, title_en=text, venue=text)
    with bench.office.read() as reading:
        assert list_uids(reading, "town_hall", '"drop table activity"') == [key.uid]
        assert list_uids(reading, "town_hall", 'venue:"robert\'); drop"') == [key.uid]
        assert len(list_uids(reading, "town_hall")) == count + 1
