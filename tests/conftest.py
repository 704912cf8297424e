"""What every test may use: real offices on real files, and guards against noise that would hide a fault."""

import gc
import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from db.store import Cost, Office

PASSPHRASE = "four plain words here"
CHEAP = Cost(1, 64, 1)  # a test needs a key, not a strong one
SHARED = Path(__file__).resolve().parents[2] / "shared"

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # Qt ends the whole process where it finds no screen

# The notes by which a copied office is known lie outside its folder; those of tests lie in one of their own.
NOTES = Path(tempfile.mkdtemp(prefix="groundwork-tests-"))
os.environ["GROUNDWORK_STATE"] = str(NOTES)

gc.set_threshold(20_000, 20, 20)  # as the command line has it

settings.register_profile("ci", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("ci")


LONG = {"parcels", "trackers", "twins", "projects"}  # folders whose files take minutes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: the last file keeps one process busy while the other has nothing left."""
    items.sort(key=lambda item: LONG.isdisjoint(item.path.parts))


def _new_office(home: Path, code: str, role: str, laptop: str, officer: str = "") -> Office:
    office, _ = Office.create(
        home,
        mission="kosovo",
        office=code,
        role=role,
        officer=officer or f"{code} Officer",
        passphrase=PASSPHRASE,
        laptop=laptop,
        cost=CHEAP,
    )
    return office


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated, empty office per run; tests copy it, which is a hundred times quicker than making one."""
    home = tmp_path_factory.mktemp("template") / "office"
    _new_office(home, "MIT", "field", "A", "A. Officer").close(note=False)  # what is copied from it is no copy
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    """The folder of an empty office, not opened."""
    return Path(shutil.copytree(template, tmp_path / "home"))


@pytest.fixture
def office(home: Path) -> Iterator[Office]:
    """An opened, empty field office with code MIT."""
    opened = Office.open(home, PASSPHRASE)
    yield opened
    opened.close()


@contextmanager
def offices_under(folder: Path, new: Callable[..., Office] = _new_office) -> Iterator[Callable[..., Office]]:
    """Give a function that makes an office with a code and a role of its own, and close all of them afterwards.

    `new` is given the folder to be, code, role and laptop.
    """
    made: list[Office] = []

    def make(code: str = "MIT", role: str = "field", laptop: str = "A") -> Office:
        office = new(folder / f"{code}-{laptop}-{len(made)}", code, role, laptop)
        made.append(office)
        return office

    yield make
    for office in made:
        office.close()


@cache
def empty_office(code: str, role: str, laptop: str, n: int = 1) -> Path:
    """The folder of an empty office to be copied, the n-th of its kind, made once per run."""
    home = Path(tempfile.mkdtemp(prefix="groundwork-office-")) / "office"
    _new_office(home, code, role, laptop).close(note=False)  # what is copied from it is no copy
    return home


@pytest.fixture
def make_office(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """A function that makes an office with a code and a role of its own; no two of a test are copies of each other."""
    used: Counter[tuple[str, ...]] = Counter()

    def copied(home: Path, *kind: str) -> Office:
        used[kind] += 1
        return Office.open(Path(shutil.copytree(empty_office(*kind, used[kind]), home)), PASSPHRASE)

    with offices_under(tmp_path, copied) as make:
        yield make


@pytest.fixture(scope="session")
def november_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The headquarters of `in_november`, made once per run because many offices had to send for it."""
    from tests.board.mission import in_november

    folder = tmp_path_factory.mktemp("november")
    with offices_under(folder) as make:
        hq = in_november(make, folder)
        hq.close(note=False)  # what is copied from it is no copy
    return hq.paths.home


@pytest.fixture
def november(november_home: Path, tmp_path: Path) -> Iterator[Office]:
    """A headquarters on 20 November 2026 with offices in all the states that a board can show, opened."""
    opened = Office.open(Path(shutil.copytree(november_home, tmp_path / "november")), PASSPHRASE)
    opened.clock = lambda: "2026-11-20T08:00:00Z"
    yield opened
    opened.close()


@pytest.fixture
def shared() -> Path:
    """The folder of real trackers and odd workbooks beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real trackers is not beside this checkout (../shared)")
    return SHARED


@pytest.fixture(scope="module", autouse=True)
def own_notes_of_module(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a module prepares for all its tests stands apart from what other modules do, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GROUNDWORK_STATE", str(NOTES / str(abs(hash(request.node.nodeid)))))
        yield


@pytest.fixture(autouse=True)
def own_notes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offices of different tests are copies of one template and must not take each other for their twins."""
    monkeypatch.setenv("GROUNDWORK_STATE", str(NOTES / str(abs(hash(request.node.nodeid)))))


@pytest.fixture(autouse=True)
def no_stray_threads() -> Iterator[None]:
    """A thread that outlives its test fails the test that started it."""
    before = set(threading.enumerate())
    yield
    stray = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
    assert not stray, f"threads were left running: {stray}"
