"""Photos and papers between offices: lost, doubled, early, late, broken, and never in the way of a record."""

import itertools
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from db.attachments import attach, attached, content_of, prepare_bytes
from db.cli import main
from db.errors import KnownError
from db.parcels import consolidate, export_parcel, parcel_files, publish, receive_asides, receive_parcels, waiting_in
from db.parcels.companion import seal
from db.records import delete, redact, restore, update
from db.revisions import RecordKey
from db.store import Office, verify
from tests.attachments.pictures import PDF, photo
from tests.builders import dumped, town_hall
from tests.conftest import PASSPHRASE

Make = Callable[..., Office]


@pytest.fixture
def field(make_office: Make) -> Office:
    return make_office("MIT")


@pytest.fixture
def hq(make_office: Make) -> Office:
    return make_office("HQ", "hq")


def note(text: str = "a note", name: str = "n.txt"):
    return prepare_bytes(text.encode(), name)


def add(office: Office, text: str = "a note") -> tuple[RecordKey, RecordKey]:
    """A town hall with one paper."""
    key = town_hall(office, title_en=text)
    return key, attach(office, key.uid, [note(text)])[0]


def send(office: Office, peer: str, folder: Path, **more: bool):
    return export_parcel(office, peer, folder, **more)


def held(office: Office, key: RecordKey) -> list[bytes]:
    """The bytes of a record's papers that an office has."""
    with office.read() as reading:
        found = attached(office, reading, key.uid)
    return [content_of(office, one) for one in found if one.here]


def moved(file: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(file, folder / file.name))


def test_photos_go_along_and_back(field: Office, hq: Office, tmp_path: Path):
    key = town_hall(field)
    kept = prepare_bytes(photo(), "a.jpg")
    attach(field, key.uid, [kept, prepare_bytes(PDF, "minutes.pdf")], caption="The hall", consent="spoken")
    sent = send(field, "HQ", tmp_path)
    assert sent.attachments == 2 and [path.name for path in sent.companions] == [f"{sent.file.stem}.zip"]
    parcel, companion = receive_parcels(hq, parcel_files([sent.file]))
    assert (parcel.lacking, parcel.problem, companion.kind, companion.read, companion.new) == (
        0,
        0,
        "attachments",
        2,
        2,
    )
    assert sorted(held(hq, key)) == sorted([kept.content, PDF]) and dumped(hq) == dumped(field)
    attach(hq, key.uid, [note("an answer")])
    back = send(hq, "MIT", tmp_path)
    assert back.attachments == 1, "the office has what it sent"
    receive_parcels(field, parcel_files([back.file]))
    assert b"an answer" in held(field, key) and verify(field).ok and verify(hq).ok
    assert send(field, "HQ", tmp_path).companions == (), "what was confirmed is not sent again"


def test_a_zip_alone_tells_nothing(field: Office, tmp_path: Path):
    key = town_hall(field)
    attach(field, key.uid, [prepare_bytes(PDF, "harvest.pdf")], caption="Unmistakable")
    (companion,) = send(field, "HQ", tmp_path).companions
    content = companion.read_bytes()
    for secret in (PDF[15:60], b"harvest", b"Unmistakable", b"%PDF"):
        assert secret not in content
    with zipfile.ZipFile(companion) as archive:
        (entry,) = archive.infolist()
        assert len(entry.filename) == 64 and entry.date_time == (1980, 1, 1, 0, 0, 0) and not archive.comment


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_any_order_gives_the_same(field: Office, hq: Office, tmp_path: Path, order: tuple[int, ...]):
    first, _ = add(field, "first")
    one = send(field, "HQ", tmp_path)
    second, _ = add(field, "second")
    two = send(field, "HQ", tmp_path)
    files = [one.file, *one.companions, two.file, *two.companions]
    with zipfile.ZipFile(two.companions[0]) as archive:
        assert len(archive.namelist()) == 2, "nothing is confirmed yet"
    for place in (*order, order[0], order[-1]):
        receive_parcels(hq, [moved(files[place], tmp_path / "in")])
    assert (held(hq, first), held(hq, second)) == ([b"first"], [b"second"])
    assert dumped(hq) == dumped(field) and verify(hq).problems == ()


def test_a_lost_companion_is_named_and_comes_with_the_next_parcel(field: Office, hq: Office, tmp_path: Path):
    key, _ = add(field)
    sent = send(field, "HQ", tmp_path)
    (parcel,) = receive_parcels(hq, [sent.file])
    assert parcel.lacking == 1 and parcel.new == 2 and held(hq, key) == []
    receive_parcels(field, [send(hq, "MIT", tmp_path).file])
    again = send(field, "HQ", tmp_path)
    assert again.kind == "receipt" and again.attachments == 1, "headquarters has the record and said what it lacks"
    receive_parcels(hq, parcel_files([again.file]))
    assert held(hq, key) == [b"a note"]
    receive_parcels(field, [send(hq, "MIT", tmp_path).file])
    assert send(field, "HQ", tmp_path).attachments == 0


def test_an_old_parcel_that_comes_late_does_not_say_what_is_lacking_now(field: Office, hq: Office, tmp_path: Path):
    key, _ = add(field)
    sent = send(field, "HQ", tmp_path)
    receive_parcels(hq, [sent.file])
    before = send(hq, "MIT", tmp_path)
    receive_parcels(hq, list(sent.companions))
    after = send(hq, "MIT", tmp_path)
    receive_parcels(field, [after.file])
    receive_parcels(field, [before.file])
    assert send(field, "HQ", tmp_path).attachments == 0


def test_a_part_of_the_whole_does_not_say_what_is_lacking(field: Office, hq: Office, tmp_path: Path):
    add(field)
    receive_parcels(hq, [send(field, "HQ", tmp_path).file])
    receive_parcels(field, [send(hq, "MIT", tmp_path).file])
    receive_parcels(field, [export_parcel(hq, "MIT", tmp_path, start="2026-01-01", end="2026-12-31").file])
    receive_parcels(field, [export_parcel(hq, "MIT", tmp_path, start="2031-01-01", end="2031-12-31", nil=True).file])
    assert send(field, "HQ", tmp_path).attachments == 1


def test_bytes_go_until_they_are_confirmed_and_again_when_everything_is_asked(
    field: Office, hq: Office, tmp_path: Path
):
    add(field)
    assert [send(field, "HQ", tmp_path).attachments for _ in range(2)] == [1, 1]
    receive_parcels(hq, parcel_files([send(field, "HQ", tmp_path).file]))
    receive_parcels(field, [send(hq, "MIT", tmp_path).file])
    assert [send(field, "HQ", tmp_path, full=full).attachments for full in (False, True)] == [0, 1]


def test_a_headquarters_that_lost_its_file_is_filled_again(field: Office, hq: Office, tmp_path: Path):
    key, _ = add(field)
    receive_parcels(hq, parcel_files([send(field, "HQ", tmp_path).file]))
    receive_parcels(field, [send(hq, "MIT", tmp_path).file])
    hq.paths.attachments.unlink()
    assert verify(hq).problems == (), "they were not made here"
    receive_parcels(field, [send(hq, "MIT", tmp_path).file])
    receive_parcels(hq, parcel_files([send(field, "HQ", tmp_path).file]))
    assert held(hq, key) == [b"a note"]


def test_a_change_of_the_caption_sends_no_bytes(field: Office, hq: Office, tmp_path: Path):
    _, paper = add(field)
    receive_parcels(hq, parcel_files([send(field, "HQ", tmp_path).file]))
    receive_parcels(field, [send(hq, "MIT", tmp_path).file])
    with field.write("save") as write:
        update(write, paper.uid, {"caption": "The agenda"})
    sent = send(field, "HQ", tmp_path)
    assert (sent.attachments, sent.kind) == (0, "changes")


def test_what_was_deleted_is_not_sent_and_comes_when_it_is_restored(field: Office, hq: Office, tmp_path: Path):
    key, paper = add(field)
    with field.write("delete") as write:
        delete(write, paper.uid)
    receive_parcels(hq, [send(field, "HQ", tmp_path).file])
    receive_parcels(field, [send(hq, "MIT", tmp_path).file])
    with field.write("restore") as write:
        restore(write, paper.uid)
    for _ in range(2):  # the first brings the record back, the second what headquarters then lacks
        receive_parcels(hq, parcel_files([send(field, "HQ", tmp_path).file]))
        receive_parcels(field, [send(hq, "MIT", tmp_path).file])
    assert held(hq, key) == [b"a note"]


def test_a_redaction_takes_the_bytes_everywhere_and_an_old_parcel_brings_none_back(
    field: Office, hq: Office, tmp_path: Path
):
    key, paper = add(field)
    old = send(field, "HQ", tmp_path)
    receive_parcels(hq, parcel_files([old.file]))
    with field.write("redact") as write:
        redact(write, paper, "digest")
    receive_parcels(hq, [send(field, "HQ", tmp_path).file])
    assert hq.attachments.older(0) == set() == field.attachments.older(0)
    receive_parcels(hq, parcel_files([old.file]))
    assert hq.attachments.older(0) == set() and held(hq, key) == []
    assert dumped(hq) == dumped(field) and verify(hq).problems == ()


def test_the_plan_keeps_nothing_and_says_the_same(field: Office, hq: Office, tmp_path: Path):
    key, _ = add(field)
    files = parcel_files([send(field, "HQ", tmp_path).file])
    plan = receive_parcels(hq, files, dry_run=True)
    assert not hq.paths.attachments.exists()
    done = receive_parcels(hq, files)
    assert [(r.read, r.new, r.lacking) for r in plan] == [(r.read, r.new, r.lacking) for r in done]
    (alone,) = receive_parcels(hq, [files[0]], dry_run=True)
    assert alone.lacking == 0 and held(hq, key) == [b"a note"]


def test_many_photos_need_several_zips(field: Office, hq: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("db.parcels.companion.PART", 2_500)
    key = town_hall(field)
    texts = [str(n) * 1_000 for n in range(5)] + ["6" * 9_000]
    attach(field, key.uid, [note(text) for text in texts])
    sent = send(field, "HQ", tmp_path)
    assert len(sent.companions) == 4
    parcel, *companions = receive_parcels(hq, parcel_files([sent.file]))
    assert parcel.lacking == 0 and sum(one.new for one in companions) == 6
    assert sorted(held(hq, key)) == sorted(text.encode() for text in texts)


def test_a_folder_takes_zips_too(field: Office, hq: Office, tmp_path: Path):
    key, _ = add(field)
    sent = send(field, "HQ", tmp_path)
    stick = tmp_path / "stick"
    for file in (sent.file, *sent.companions):
        moved(file, stick)
    (stick / "holiday.zip").write_bytes(b"PK no zip")
    results = receive_parcels(hq, parcel_files([stick]), go_on=True)
    assert [Path(result.file).name for result in results if result.refused] == ["holiday.zip"]
    assert held(hq, key) == [b"a note"]
    with hq.read() as reading:
        assert waiting_in(reading, hq.attachments, stick) == []


def test_a_zip_that_lies_alone_waits_until_what_is_in_it_is_here(field: Office, hq: Office, tmp_path: Path):
    key, _ = add(field)
    sent = send(field, "HQ", tmp_path)
    stick = tmp_path / "stick"
    (zipped,) = sent.companions

    def waiting() -> list[tuple[str, bool]]:
        with hq.read() as reading:
            return [(one.path.name, one.companion) for one in waiting_in(reading, hq.attachments, stick)]

    parcel = moved(sent.file, stick)
    alone = moved(zipped, stick)
    assert waiting() == [(parcel.name, False)], "it comes along with its parcel"
    receive_parcels(hq, [parcel])
    assert waiting() == [(alone.name, True)], "its parcel came without it"
    (stick / "holiday.zip").write_bytes(b"PK no zip")
    parcel.unlink()
    assert waiting() == [(alone.name, True)]
    with hq.read() as reading:
        (one,) = waiting_in(reading, hq.attachments, stick)
        assert waiting_in(reading, hq.attachments, stick, [one.sha256]) == []
    receive_parcels(hq, [alone])
    assert waiting() == [] and held(hq, key) == [b"a note"]


def test_a_zip_that_came_before_its_parcel_waits_no_more_once_it_is_kept(field: Office, hq: Office, tmp_path: Path):
    add(field)
    stick = tmp_path / "stick"
    alone = moved(send(field, "HQ", tmp_path).companions[0], stick)
    with hq.read() as reading:
        assert len(waiting_in(reading, hq.attachments, stick)) == 1
    receive_parcels(hq, [alone])
    with hq.read() as reading:
        assert waiting_in(reading, hq.attachments, stick) == []


# ---- what strangers and mail servers do ----


def rewritten(companion: Path, change: Callable[[zipfile.ZipFile, dict[str, bytes]], None]) -> Path:
    """Write a companion anew by a function of the new archive and the old entries."""
    with zipfile.ZipFile(companion) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    target = companion.with_name(f"changed-{companion.name}")
    with zipfile.ZipFile(target, "w") as archive:
        change(archive, entries)
    return target


def flip(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def test_a_broken_entry_is_refused_by_its_digest_and_the_others_come(field: Office, hq: Office, tmp_path: Path):
    key = town_hall(field)
    attach(field, key.uid, [note("one"), note("two")])
    sent = send(field, "HQ", tmp_path)

    def spoil(archive: zipfile.ZipFile, entries: dict[str, bytes]) -> None:
        first, second = sorted(entries)
        archive.writestr(first, flip(entries[first]))
        archive.writestr(second, entries[second])
        archive.writestr("../../evil.exe", b"MZ")
        archive.writestr("folder/", b"")

    spoilt = rewritten(sent.companions[0], spoil)
    parcel, companion = receive_parcels(hq, [sent.file, spoilt])
    assert (companion.read, companion.new, companion.problem) == (3, 1, 2) and parcel.lacking == 1
    refused = {(one.name, one.why) for one in companion.refusals}
    assert refused == {(min(sent_digests(field)), "broken"), ("../../evil.exe", "name")}
    receive_parcels(hq, list(sent.companions))
    assert len(held(hq, key)) == 2


def sent_digests(office: Office) -> set[str]:
    return office.attachments.older(0)


def test_an_entry_of_other_bytes_is_refused_though_its_seal_fits(field: Office, hq: Office, tmp_path: Path):
    key, _ = add(field)
    sent = send(field, "HQ", tmp_path)
    (digest,) = sent_digests(field)

    def replace(archive: zipfile.ZipFile, entries: dict[str, bytes]) -> None:
        archive.writestr(digest, seal(b"something else", digest, field.attachments.seal_of(digest)))

    _, companion = receive_parcels(hq, [sent.file, rewritten(sent.companions[0], replace)])
    assert [one.why for one in companion.refusals] == ["broken"] and held(hq, key) == []


def test_tricks_of_a_container_are_refused(field: Office, hq: Office, tmp_path: Path):
    key, _ = add(field)
    sent = send(field, "HQ", tmp_path)
    receive_parcels(hq, [sent.file])
    (digest,) = sent_digests(field)

    def tricks(archive: zipfile.ZipFile, entries: dict[str, bytes]) -> None:
        archive.writestr("0" * 64, bytes(3_000_000), zipfile.ZIP_DEFLATED)
        archive.writestr("1" * 64, b"x" * 100, zipfile.ZIP_BZIP2)
        archive.writestr(digest, entries[digest])
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(digest, b"again")

    file = rewritten(sent.companions[0], tricks)
    (result,) = receive_parcels(hq, [file])
    assert sorted(one.why for one in result.refusals) == ["large", "packed", "twice"] and held(hq, key) == [b"a note"]


def test_an_entry_behind_a_password_is_refused(field: Office, hq: Office, tmp_path: Path):
    add(field)
    (companion,) = send(field, "HQ", tmp_path).companions
    locked = bytearray(companion.read_bytes())
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    companion.write_bytes(bytes(locked))
    (result,) = receive_parcels(hq, [companion])
    assert [one.why for one in result.refusals] == ["locked"]


def test_a_foreign_zip_is_kept_shut_and_a_file_that_is_none_is_refused(hq: Office, tmp_path: Path):
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("a" * 64, b"sealed by somebody else")
    (result,) = receive_parcels(hq, [foreign])
    assert (result.read, result.new, result.early) == (1, 1, 1) and hq.attachments.older(0) == set()
    for content in (b"", b"PK\x03\x04 broken", b"no zip"):
        foreign.write_bytes(content)
        with pytest.raises(KnownError) as error:
            receive_parcels(hq, [foreign])
        assert error.value.code == "bad-companion"
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    with pytest.raises(KnownError, match="no photo and no paper of a parcel"):
        receive_parcels(hq, [foreign])


def test_what_waits_for_its_parcel_is_bounded(hq: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("db.parcels.companion.EARLY_LIMIT", 150)
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as archive:
        for letter in "abc":
            archive.writestr(letter * 64, bytes(100))
    (result,) = receive_parcels(hq, [foreign])
    assert (result.early, [one.why for one in result.refusals]) == (1, ["full", "full"])


def test_c01_a_companion_cut_anywhere_is_refused_and_stops_no_parcel(field: Office, hq: Office, tmp_path: Path):
    add(field)
    sent = send(field, "HQ", tmp_path)
    whole = sent.companions[0].read_bytes()
    for sixteenth in range(16):
        sent.companions[0].write_bytes(whole[: len(whole) * sixteenth // 16])
        with pytest.raises(KnownError) as error:
            receive_parcels(hq, [sent.companions[0]])
        assert error.value.code == "bad-companion" and hq.attachments.older(0) == set()
    sent.companions[0].write_bytes(whole[:60])
    parcel, companion = receive_parcels(hq, parcel_files([sent.file]))
    assert parcel.new == 2 and parcel.lacking == 1
    assert companion.refused is not None and "not copied completely" in str(companion.refused)
    assert dumped(hq) == dumped(field)


def test_a_parcel_set_aside_gives_no_key_before_it_is_taken_in(field: Office, hq: Office, tmp_path: Path):
    key, _ = add(field)
    sent = send(field, "HQ", tmp_path)
    hq.set_setting("strict", "yes")
    parcel, companion = receive_parcels(hq, parcel_files([sent.file]))
    assert parcel.aside == "unconfirmed" and companion.early == 1 and hq.attachments.older(0) == set()
    hq.set_setting("strict", "no")
    receive_asides(hq)
    assert held(hq, key) == [b"a note"]


def test_what_leaves_for_others_carries_no_photo(field: Office, tmp_path: Path):
    key = town_hall(field, classification="UNCLASSIFIED", status="held", actual_start="2026-03-12")
    attach(field, key.uid, [note()], caption="Unmistakable", consent="written")
    for profile in ("partner", "public"):
        publish(field, profile, "ACTED", tmp_path)
    consolidate(field, tmp_path / "all.xlsx")
    assert not list(tmp_path.glob("*.zip"))


def test_the_commands_say_what_goes_along_and_what_has_not_come(
    field: Office, hq: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)
    add(field)
    field.close()
    hq.close()
    home = {office.identity.office: str(office.paths.home) for office in (field, hq)}
    assert main(["export", "--home", home["MIT"], "--peer", "HQ", "--to", str(tmp_path)]) == 0
    assert "Send it along: it holds photos and papers." in capsys.readouterr().out
    (file,), (companion,) = tmp_path.glob("*.xlsx"), tmp_path.glob("*.zip")
    moved(file, tmp_path / "alone")
    assert main(["receive", "--home", home["HQ"], str(tmp_path / "alone" / file.name)]) == 0
    assert f"1 photos and papers have not come. Ask MIT-A for {companion.name}" in capsys.readouterr().out
    assert main(["receive", "--home", home["HQ"], str(companion)]) == 0
    assert "1 photos and papers read: 1 new, 0 here already." in capsys.readouterr().out
