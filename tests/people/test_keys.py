"""Officers, their passphrases, the recovery code, and the key of headquarters: who can open an office (DP-10)."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import KnownError
from db.parcels import confirm, laptops, own_code, receive_parcels
from db.store import Office
from db.store.access import OFFICERS, RECOVER, UNLOCK, access_log
from db.store.keys import Cost, calibrated, read_keys, unlock
from db.store.officers import add_officer, change_passphrase, officers, remove_officer, renew_recovery_code
from db.store.recovery import reopen, seal_for_headquarters, take_keys
from db.store.roles import HEAD
from db.store.strength import FAIR, WEAK, entropy, strength
from tests.conftest import CHEAP, PASSPHRASE
from tests.parcels.helpers import send

SECOND = "otter moss window eleven"


def acts(office: Office, act: str) -> list[str]:
    with office.read() as reading:
        return [one.note for one in access_log(reading, act=act)]


def test_each_officer_opens_with_a_passphrase_of_their_own(office: Office):
    home = office.paths.home
    add_officer(office, PASSPHRASE, "  Bardh   Officer ", SECOND, CHEAP, HEAD)
    assert officers(office) == ("A. Officer", "Bardh Officer")
    office.close()
    other = Office.open(home, SECOND)
    assert other.author == "Bardh Officer"
    change_passphrase(other, SECOND, "Bardh Officer", "river lantern basket seventeen", CHEAP)
    remove_officer(other, "river lantern basket seventeen", "A. Officer")
    assert acts(other, OFFICERS) == ["- A. Officer", "= Bardh Officer", "+ Bardh Officer"]
    code = renew_recovery_code(other, "river lantern basket seventeen", CHEAP)
    other.close()
    for secret in (PASSPHRASE, SECOND):
        with pytest.raises(KnownError, match="does not open"):
            Office.open(home, secret)
    by_code = Office.open(home, code.lower().replace("-", " "))
    assert acts(by_code, UNLOCK) == ["recovery", "", ""]
    by_code.close()


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (lambda o: add_officer(o, "wrong words entirely", "B", SECOND, CHEAP), "not-unlocked"),
        (lambda o: add_officer(o, PASSPHRASE, " ", SECOND, CHEAP), "bad-officer"),
        (lambda o: add_officer(o, PASSPHRASE, "a. officer", SECOND, CHEAP), "officer-exists"),
        (lambda o: add_officer(o, PASSPHRASE, "B", "password1", CHEAP), "weak-passphrase"),
        (lambda o: add_officer(o, PASSPHRASE, "B", PASSPHRASE, CHEAP), "passphrase-taken"),
        (lambda o: remove_officer(o, PASSPHRASE, "A. Officer"), "last-officer"),
        (lambda o: remove_officer(o, PASSPHRASE, "B"), "no-officer"),
        (lambda o: change_passphrase(o, PASSPHRASE, "B", SECOND, CHEAP), "no-officer"),
    ],
)
def test_what_is_refused_changes_nothing(office: Office, work: Callable[[Office], None], code: str):
    before = office.paths.keys.read_bytes()
    with pytest.raises(KnownError) as refused:
        work(office)
    assert refused.value.code == code
    assert office.paths.keys.read_bytes() == before
    assert acts(office, OFFICERS) == []


def test_h11_the_cost_of_a_guess_is_measured_and_cannot_be_lowered(office: Office):
    cost = calibrated()
    assert cost.passes >= 3 and cost.memory == 64 * 1024
    wraps = read_keys(office.paths.keys)
    text = office.paths.keys.read_text()
    lower = text.replace(f'"memory": {CHEAP.memory}', f'"memory": {CHEAP.memory // 2}')
    assert lower != text
    office.paths.keys.write_text(lower)
    with pytest.raises(KnownError, match="does not open"):
        unlock(read_keys(office.paths.keys), PASSPHRASE)
    assert unlock(wraps, PASSPHRASE).key == office.key
    office.paths.keys.write_text(text)


def test_strength_is_entropy():
    assert strength("password1234") == WEAK
    assert entropy("river lantern basket") < entropy("river lantern basket seventeen")
    assert strength("river lantern basket", ("Lantern Basket",)) < strength("river lantern basket") == FAIR


def test_headquarters_opens_an_office_that_is_locked_out(make_office: Callable[..., Office], tmp_path: Path):
    office, hq, other = make_office("MIT"), make_office("HQ", "hq"), make_office("HQ", "hq", "B")
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    assert not seal_for_headquarters(office), "nobody has compared the code of headquarters"
    with hq.write("key") as write:
        code = own_code(write)
    with office.write("confirm") as write:
        confirm(write, next(one.name for one in laptops(write) if one.role == "hq"), code)
    assert seal_for_headquarters(office)
    assert seal_for_headquarters(office)
    assert acts(office, OFFICERS) == ["+ headquarters"], "once is enough"
    add_officer(office, PASSPHRASE, "Bardh Officer", SECOND, CHEAP, HEAD)
    home, backup = office.paths.home, office.backup("asked")
    office.close()
    sent = Path(shutil.copy(home / "keys.json", tmp_path / "keys.json"))
    with pytest.raises(KnownError, match="nothing that this headquarters can open"):
        reopen(other, sent, tmp_path / "answer.json", CHEAP)
    code = reopen(hq, sent, tmp_path / "answer.json", CHEAP)
    assert acts(hq, RECOVER) == ["MIT Officer, Bardh Officer"]
    with pytest.raises(KnownError, match="does not open"):
        take_keys(home, tmp_path / "answer.json", "ABCDE-FGHJK-MNPQR-STUVW-XYZ23-45679")
    hq.close()
    with pytest.raises(KnownError, match="another office"):
        take_keys(hq.paths.home, tmp_path / "answer.json", code)
    take_keys(home, tmp_path / "answer.json", code)
    again = Office.open(home, code)
    assert again.author == "headquarters"
    assert seal_for_headquarters(again), "the next loss is covered as well"
    change_passphrase(again, code, "MIT Officer", "river lantern basket seventeen", Cost(1, 8 * 1024, 1))
    again.close()
    Office.open(home, "river lantern basket seventeen").close()
    assert backup.exists()
