"""Whose parcels are taken in: first meetings, compared codes, forged, replayed and stolen ones."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.errors import KnownError
from db.parcels import asides, export_parcel, laptops, own_code, receive_parcels
from db.parcels.manifest import to_chunks
from db.parcels.payload import revision_lines
from db.parcels.reader import read_parcel
from db.parcels.receiving import receive_asides, take_aside
from db.parcels.seal import Seal
from db.parcels.trust import confirm, revoke
from db.signing import code_of, new_private_key, public_of, same_code, sign
from db.store import Office, restore_backup, verify
from tests.builders import dumped, town_hall
from tests.conftest import PASSPHRASE
from tests.parcels.helpers import send, states

Make = Callable[..., Office]


def code(office: Office) -> str:
    with office.write("key") as write:
        return own_code(write)


def known(office: Office) -> dict[str, str]:
    """Return the state of every other laptop, by its name."""
    with office.read() as reading:
        return {one.name: one.state for one in laptops(reading) if one.replica != office.identity.replica}


def why_aside(office: Office) -> list[str]:
    with office.read() as reading:
        return [one.why for one in asides(reading)]


def reseal(file: Path, change: Callable, *, private: str | None = None) -> Path:
    """Write a parcel's envelope again with another manifest, as somebody without the right key can."""
    found = read_parcel(file)
    manifest = change(found.manifest)
    seal = found.seal
    if private is not None:
        from db.parcels.manifest import signed_bytes

        seal = Seal(public_of(private), sign(private, signed_bytes(manifest)))
    return rewrite(file, to_chunks(manifest, seal, found.lists, revision_lines(found.revisions)), f"forged-{file.name}")


def rewrite(file: Path, envelope: Iterable[Sequence[object]], name: str) -> Path:
    """Put another envelope into a copy of a parcel."""
    book = load_workbook(file)
    page = book["_sync"]
    page.delete_rows(1, page.max_row)
    for row in envelope:
        page.append(row)
    book.save(file.with_name(name))
    return file.with_name(name)


def test_a_code_is_short_and_forgives_how_it_is_typed():
    public = public_of(new_private_key())
    spoken = code_of(public).lower().replace("-", " ")
    assert same_code(spoken, code_of(public)) and len(code_of(public)) == 19
    assert not same_code(spoken[:-1], code_of(public)) and code_of(public_of(new_private_key())) != code_of(public)


def test_the_first_parcel_is_taken_in_and_its_key_speaks_from_then_on(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    (got,) = receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert (got.trust, got.new, known(hq)) == ("seen", 1, {"MIT-A": "seen"})
    with hq.write("confirm") as write:
        confirm(write, "MIT-A", code(office).lower())
    (got,) = receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert (got.trust, known(hq)) == ("confirmed", {"MIT-A": "confirmed"})
    other = code(hq)
    with pytest.raises(KnownError, match="not the code"), hq.write("confirm") as write:
        confirm(write, "MIT-A", other)


def test_with_strict_rules_a_parcel_waits_until_its_code_was_compared(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    hq.set_setting("strict", "yes")
    town_hall(office)
    file = send(office, "HQ", tmp_path)
    (got,) = receive_parcels(hq, [file])
    assert (got.aside, got.read, why_aside(hq), dumped(hq)) == (
        "unconfirmed",
        0,
        ["unconfirmed"],
        dumped(make_office()),
    )
    receive_parcels(hq, [file])
    assert why_aside(hq) == ["unconfirmed"]
    with hq.write("confirm") as write:
        confirm(write, "MIT-A", code(office))
    (got,) = receive_asides(hq)
    assert (states(got), why_aside(hq), dumped(hq)) == ({"read": 1, "new": 1}, [], dumped(office))


@pytest.mark.parametrize("what", ["signature-broken", "key-changed", "unsigned-now"])
def test_h1_h3_a_parcel_that_somebody_else_wrote_is_set_aside(make_office: Make, tmp_path: Path, what: str):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    file = send(office, "HQ", tmp_path)
    receive_parcels(hq, [file])
    before = dumped(hq)
    private = new_private_key() if what == "key-changed" else None
    forged = reseal(file, lambda m: replace(m, serial=7), private=private)
    if what == "unsigned-now":
        found = read_parcel(forged)
        forged = rewrite(forged, to_chunks(found.manifest, None, {}, revision_lines(found.revisions)), "bare.xlsx")
    (got,) = receive_parcels(hq, [forged])
    assert (got.aside, why_aside(hq), dumped(hq)) == (what, [what], before)
    with hq.read() as reading:
        (one,) = asides(reading)
    if what == "signature-broken":
        with pytest.raises(KnownError, match="cannot be proved"):
            take_aside(hq, one.id, "they say it is theirs")
    else:
        assert take_aside(hq, one.id, "the office says it is theirs").same == 1
        assert why_aside(hq) == []


def test_a_second_headquarters_waits_until_somebody_has_called(make_office: Make, tmp_path: Path):
    office, hq, impostor = make_office("MIT"), make_office("HQ", "hq"), make_office("HQ", "hq", laptop="B")
    for number, one in enumerate((hq, impostor)):
        with one.write("save") as write:
            write.connection.exec_driver_sql("SELECT 1")
        assert receive_parcels(office, [send(one, "MIT", tmp_path)])[0].aside == ("", "other-headquarters")[number]
    receive_parcels(office, [send(impostor, "MIT", tmp_path)])
    assert (why_aside(office), known(office)) == (["other-headquarters"] * 2, {"HQ-A": "seen", "HQ-B": "heard"})
    with office.write("confirm") as write:
        confirm(write, "HQ-B", code(impostor))
    assert [got.trust for got in receive_asides(office)] == ["confirmed"] * 2


def test_a_stolen_laptop_is_set_aside_from_a_day_on_and_offices_hear_of_it(make_office: Make, tmp_path: Path):
    first, second, hq = make_office("MIT"), make_office("MIT", laptop="B"), make_office("HQ", "hq")
    second.clock = lambda: "2026-05-01T08:00:00Z"
    town_hall(second)
    for one in (first, second):
        receive_parcels(hq, [send(one, "HQ", tmp_path)])
    receive_parcels(first, [send(hq, "MIT", tmp_path), export_parcel(second, "MIT", tmp_path).file])
    early = send(second, "HQ", tmp_path)
    second.clock = lambda: "2026-05-10T08:00:00Z"
    town_hall(second, title_en="Forged by a thief")
    late, direct = send(second, "HQ", tmp_path), export_parcel(second, "MIT", tmp_path).file
    with hq.write("revoke") as write:
        revoke(write, "MIT-B", "2026-05-09", "taken from a car")
    assert [got.aside for got in receive_parcels(hq, [early, late])] == ["", "revoked"]
    assert known(first)["MIT-B"] == "seen"
    receive_parcels(first, [send(hq, "MIT", tmp_path)])
    assert known(first)["MIT-B"] == "revoked"
    assert receive_parcels(first, [direct])[0].aside == "revoked"
    assert not [one for one in (first, hq) if "Forged" in dumped(one)]
    with hq.read() as reading:
        (one,) = asides(reading)
    assert take_aside(hq, one.id, "the officer had it with him after all").new == 1
    assert "Forged" in dumped(hq) and verify(hq).problems == ()


def test_nothing_more_is_sent_to_a_stolen_laptop(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with hq.write("revoke") as write:
        revoke(write, "MIT-A", "2026-01-01", "lost")
    assert [piece["receiver"] for piece in read_parcel(send(hq, "MIT", tmp_path)).manifest.chan] == []


def test_the_former_life_of_a_restored_laptop_vouches_for_the_new_one(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with hq.write("confirm") as write:
        confirm(write, "MIT-A", code(office))
    backup = office.backup("test")
    lives: list[Office] = []
    for name in ("one", "two"):
        restore_backup(backup, tmp_path / name, PASSPHRASE)
        lives.append(Office.open(tmp_path / name, PASSPHRASE))
    first, second = lives
    (got,) = receive_parcels(hq, [send(first, "HQ", tmp_path)])
    assert (got.trust, known(hq)) == ("confirmed", {"MIT-A": "confirmed", "MIT-A2": "confirmed"})
    with hq.write("revoke") as write:
        revoke(write, "MIT-A", "2026-01-01", "stolen")
    (got,) = receive_parcels(hq, [send(second, "HQ", tmp_path)])
    assert got.aside == "revoked"
    (got,) = receive_parcels(hq, [send(first, "HQ", tmp_path)])
    assert got.trust == "confirmed"
    for one in lives:
        one.close()
