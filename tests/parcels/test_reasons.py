"""Why somebody changed a row by hand: written beside it, shown to who decides, kept with the revision."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from db.parcels import proposals, receive_parcels, take
from db.parcels.layout import REASON_TAG
from db.records import find, redact
from db.revisions import RecordKey
from db.store import Office, verify
from tests.builders import town_hall
from tests.parcels.helpers import column, edit, send

Make = Callable[..., Office]


@pytest.fixture
def hq(make_office: Make) -> Office:
    return make_office("HQ", "hq")


def put(page, **cells: object) -> None:
    """Write into the first record's row, by the names of this test."""
    tags = {"change": "#meta+change", "reason": REASON_TAG, "venue": "#loc+venue+name"}
    for name, value in cells.items():
        page.cell(3, column(page, tags[name])).value = value


def received(office: Office, hq: Office, folder: Path, **cells: object):
    (got,) = receive_parcels(hq, [edit(send(office, "HQ", folder), "Town halls", partial(put, **cells))])
    return got


def take_all(office: Office) -> None:
    with office.write("accept", "the regional desk is right") as write:
        take(write, [one.id for one in proposals(write)])


def reasons(office: Office, key: RecordKey) -> list[str]:
    with office.read() as reading:
        return [revision.reason for revision in reading.revisions(key.uid)]


def test_a_deletion_carries_its_reason(make_office: Make, hq: Office, tmp_path: Path):
    office = make_office("MIT")
    key = town_hall(office)
    got = received(office, hq, tmp_path, change="delete", reason=" Never took place, see the note of 3 May ")
    assert [one.why for one in got.proposals] == ["Never took place, see the note of 3 May"]
    with hq.read() as reading:
        assert [one.why for one in proposals(reading)] == ["Never took place, see the note of 3 May"]
    take_all(hq)
    assert reasons(hq, key)[-1] == "Never took place, see the note of 3 May"
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    assert reasons(office, key) == reasons(hq, key), "it travels with the deletion"


def test_a_change_and_a_new_row_carry_theirs_and_one_without_has_that_of_who_decides(
    make_office: Make, hq: Office, tmp_path: Path
):
    office = make_office("MIT")
    changed, other = town_hall(office, venue="hall"), town_hall(office, title_en="Another")

    def change(page):
        put(page, venue="school", reason="the hall was locked")
        page.cell(4, column(page, "#loc+venue+name")).value = "square"
        page.cell(5, column(page, "#activity+name+i_en")).value = "A meeting nobody entered"
        page.cell(5, column(page, REASON_TAG)).value = "from the minutes"

    receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)])
    take_all(hq)
    assert reasons(hq, changed)[-1] == "the hall was locked"
    assert reasons(hq, other)[-1] == "the regional desk is right"
    with hq.read() as reading:
        made = find(reading, next(p.uid for p in proposals(reading, state="taken") if p.what == "new"))
    assert reasons(hq, made) == ["from the minutes"]
    assert verify(hq).ok


def test_a_reason_for_nothing_and_a_broken_one_are_left_aside(make_office: Make, hq: Office, tmp_path: Path):
    office = make_office("MIT")
    town_hall(office, venue="hall")
    got = received(office, hq, tmp_path, reason="just so")
    assert got.proposals == () and got.problem == 0
    assert [one.message for one in got.notices if "reason" in one.message] == [
        "A reason was given, but nothing in this row was changed: just so"
    ]
    got = received(office, hq, tmp_path, venue="school", reason="#REF!")
    assert [(one.after["venue"], one.why) for one in got.proposals] == [("school", "")]


def test_a_parcel_of_a_program_without_the_column_is_read(make_office: Make, hq: Office, tmp_path: Path):
    office = make_office("MIT")
    town_hall(office, venue="hall")

    def change(page):
        put(page, venue="school")
        page.delete_cols(column(page, REASON_TAG))

    (got,) = receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)])
    assert [(one.after["venue"], one.why) for one in got.proposals] == [("school", "")]
    assert not [one for one in got.notices if "Reason" in one.message]


def test_a_redaction_forgets_the_reason_too(make_office: Make, hq: Office, tmp_path: Path):
    office = make_office("MIT")
    key = town_hall(office, venue="hall", partner="Municipality")
    received(office, hq, tmp_path, venue="house of A. B.", reason="A. B. said so")
    take_all(hq)
    with hq.write("redact") as write:
        redact(write, key, "venue")
    assert "A. B. said so" not in reasons(hq, key)
    with hq.read() as reading:
        assert [one.why for one in proposals(reading, state="")] == [""]
