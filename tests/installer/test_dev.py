"""The bare-machine entry: its decisions and sentences, checked in fake folders without installing anything."""

from __future__ import annotations

import importlib.util
import io
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "installer" / "dev.py"
LOCKS = [ROOT / "installer" / f"requirements{name}.txt" for name in ("", "-dev", "-build")]


@pytest.fixture
def dev() -> ModuleType:
    """Load dev.py by its path, as its own module for each test."""
    spec = importlib.util.spec_from_file_location("groundwork_dev", DEV)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a small checkout, in a folder with an awkward name, and point dev.py at it."""
    root = tmp_path / "Grundstück ë"
    (root / "installer").mkdir(parents=True)
    (root / "db").mkdir()
    for name in ("pyproject.toml", "installer/requirements.txt", "installer/requirements-dev.txt", "db/errors.py"):
        (root / name).write_text(f"{name}\n", encoding="utf-8")
    monkeypatch.setattr(dev, "ROOT", root)
    monkeypatch.setattr(dev, "VENV", root / ".venv")
    monkeypatch.setattr(dev, "STAMP", root / ".venv" / "groundwork-setup.json")
    return root


def fake_venv(dev: ModuleType, home: Path | None = None) -> None:
    """Put files where a virtual environment has them, without a stamp."""
    for name in ("python", "groundwork"):
        dev.program(name).parent.mkdir(parents=True, exist_ok=True)
        dev.program(name).touch()
    base = home if home is not None else Path(sys.base_prefix)
    (dev.VENV / "pyvenv.cfg").write_text(f"home = {base}\nversion = 3.11.0\n", encoding="utf-8")


# --- which Python --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 13), (3, 14, 0), (4, 0, 0)])
def test_other_pythons_are_refused_in_one_sentence(dev: ModuleType, version: tuple[int, int, int]) -> None:
    with pytest.raises(dev.Stop) as refusal:
        dev.check_python(version, lambda name: True)
    text = ".".join(map(str, version))
    assert str(refusal.value) == f"Groundwork needs Python 3.11, 3.12 or 3.13; this is Python {text}."


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 9), (3, 13, 5)])
def test_supported_pythons_are_accepted(dev: ModuleType, version: tuple[int, int, int]) -> None:
    dev.check_python(version, lambda name: True)


@pytest.mark.parametrize("absent", ["venv", "ensurepip"])
def test_a_python_without_venv_names_the_debian_package(dev: ModuleType, absent: str) -> None:
    with pytest.raises(dev.Stop, match=r"^[^\n]*python3-venv\.$"):
        dev.check_python((3, 11, 2), lambda name: None if name == absent else True)


def test_accepted_versions_are_those_of_pyproject(dev: ModuleType) -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    oldest, too_new = (".".join(map(str, version)) for version in (dev.OLDEST, dev.TOO_NEW))
    assert wanted == f">={oldest},<{too_new}"


# --- when to set up ------------------------------------------------------------------------------------------------


def test_nothing_to_do_after_a_finished_setup(dev: ModuleType, checkout: Path) -> None:
    assert dev.setup_needed(dev=False)
    fake_venv(dev)
    assert dev.setup_needed(dev=False), "a .venv without a stamp is not trusted"
    dev.write_stamp(dev.wanted_stamp(dev=False))
    assert not dev.setup_needed(dev=False)
    assert dev.setup_needed(dev=True), "the tests' tools are not there yet"
    dev.write_stamp(dev.wanted_stamp(dev=True))
    assert not dev.setup_needed(dev=True)
    assert not dev.setup_needed(dev=False), "a setup for development serves for running"


@pytest.mark.parametrize(
    ("changed", "for_running"),
    [
        ("installer/requirements.txt", True),
        ("pyproject.toml", True),
        ("installer/requirements-dev.txt", False),
    ],
)
def test_a_changed_file_asks_for_a_setup(dev: ModuleType, checkout: Path, changed: str, for_running: bool) -> None:
    fake_venv(dev)
    dev.write_stamp(dev.wanted_stamp(dev=True))
    (checkout / changed).write_text("something else\n", encoding="utf-8")
    assert dev.setup_needed(dev=True)
    assert dev.setup_needed(dev=False) is for_running


def test_a_new_top_package_asks_for_a_setup(dev: ModuleType, checkout: Path) -> None:
    fake_venv(dev)
    dev.write_stamp(dev.wanted_stamp(dev=False))
    (checkout / "db" / "more.py").touch()
    assert not dev.setup_needed(dev=False), "a new module in a known package does not"
    (checkout / "desktop").mkdir()
    (checkout / "desktop" / "launch.py").touch()
    assert dev.setup_needed(dev=False)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"place": 3}', "\udc80"])
def test_a_damaged_stamp_asks_for_a_setup(dev: ModuleType, checkout: Path, damage: str) -> None:
    fake_venv(dev)
    dev.STAMP.write_text(damage, encoding="utf-8", errors="surrogateescape")
    assert dev.setup_needed(dev=False)
    assert not dev.venv_usable()


def test_a_moved_checkout_makes_a_new_venv(
    dev: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_venv(dev)
    dev.write_stamp(dev.wanted_stamp(dev=False))
    assert dev.venv_usable()
    moved = checkout.rename(tmp_path / "elsewhere")
    monkeypatch.setattr(dev, "ROOT", moved)
    monkeypatch.setattr(dev, "VENV", moved / ".venv")
    monkeypatch.setattr(dev, "STAMP", moved / ".venv" / "groundwork-setup.json")
    assert not dev.venv_usable()
    assert dev.setup_needed(dev=False)


def test_another_python_makes_a_new_venv(
    dev: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_venv(dev)
    dev.write_stamp(dev.wanted_stamp(dev=False))
    with monkeypatch.context() as other:
        other.setattr(sys, "version_info", (3, 13, 0, "final", 0))
        assert not dev.venv_usable()
    assert dev.venv_usable()
    fake_venv(dev, home=tmp_path / "a Python since removed")
    assert not dev.venv_usable()


@pytest.mark.parametrize("name", ["python", "groundwork"])
def test_a_lost_program_asks_for_a_setup(dev: ModuleType, checkout: Path, name: str) -> None:
    fake_venv(dev)
    dev.write_stamp(dev.wanted_stamp(dev=False))
    dev.program(name).unlink()
    assert dev.setup_needed(dev=False)


def test_setup_installs_once_and_by_hash_only(dev: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installs: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "make_venv", lambda folder: fake_venv(dev))
    monkeypatch.setattr(dev, "pip_install", lambda python, *arguments: installs.append(arguments))
    dev.setup(dev=True)
    dev.setup(dev=True)
    dev.setup(dev=False)
    assert [arguments[-1] for arguments in installs] == [
        "installer/requirements.txt",
        "installer/requirements-dev.txt",
        ".",
    ]
    assert all("--no-deps" in arguments for arguments in installs)
    assert all("--require-hashes" in arguments for arguments in installs[:2])


def test_an_interrupted_setup_is_begun_again(dev: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_venv(dev)
    dev.write_stamp(dev.wanted_stamp(dev=True))
    (checkout / "installer" / "requirements.txt").write_text("newer\n", encoding="utf-8")

    def interrupted(python: Path, *arguments: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "pip_install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        dev.setup(dev=False)
    (checkout / "installer" / "requirements.txt").write_text("installer/requirements.txt\n", encoding="utf-8")
    assert dev.setup_needed(dev=False), "even when the files are again what the old stamp said"
    assert dev.venv_usable(), "the environment itself need not be made anew"


def test_pip_failing_ends_in_a_plain_sentence(
    dev: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failed(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, stdout="", stderr="ERROR: no route\n")

    monkeypatch.setattr(dev, "make_venv", lambda folder: fake_venv(dev))
    monkeypatch.setattr(dev.subprocess, "run", failed)
    assert dev.main(["setup"]) == 1
    printed = capsys.readouterr().err
    assert "ERROR: no route" in printed
    assert "network" in printed.splitlines()[-1]
    assert "Traceback" not in printed
    assert dev.setup_needed(dev=False)


def test_an_incomplete_checkout_is_named(dev: ModuleType, checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / "installer" / "requirements.txt").unlink()
    assert dev.main(["setup"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("installer/requirements.txt cannot be read")


# --- run -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "env", "platform", "demo"),
    [
        ([], {}, "linux", True),
        ([], {"DISPLAY": ""}, "linux", True),
        ([], {"DISPLAY": ":0"}, "linux", False),
        ([], {"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ([], {"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        (["--version"], {}, "linux", False),
        ([], {}, "win32", False),
        ([], {}, "darwin", False),
    ],
)
def test_the_demo_stands_in_where_no_window_can_open(
    dev: ModuleType, args: list[str], env: dict[str, str], platform: str, demo: bool
) -> None:
    assert dev.shows_demo(args, env, platform) is demo


def test_missing_libraries_are_named_in_one_line(dev: ModuleType) -> None:
    def load(name: str) -> object:
        if name in ("libEGL.so.1", "libxcb-cursor.so.0"):
            raise OSError(name)
        return object()

    sentence = dev.missing_libraries(load)
    assert "\n" not in sentence
    assert "libEGL.so.1, libxcb-cursor.so.0." in sentence
    assert sentence.endswith("apt-get install libegl1 libxcb-cursor0")
    assert dev.missing_libraries(lambda name: object()) == ""


@pytest.fixture
def started(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """Record what `run` would start, on a Linux machine without display or libraries."""
    commands: list[list[str]] = []

    def execv(path: str, command: list[str]) -> None:
        commands.append(command[1:])
        raise SystemExit(7)

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.os, "name", "posix")
    monkeypatch.setattr(dev.os, "execv", execv)
    monkeypatch.setattr(dev.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(dev, "setup", lambda dev: None)
    monkeypatch.setattr(dev, "missing_libraries", lambda: "Missing.")
    return commands


def test_run_without_display_starts_the_demo_without_qt(
    dev: ModuleType, started: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        dev.main(["run"])
    ((command, folder),) = started
    assert command == "demo"
    assert Path(folder).parent == tmp_path
    assert Path(folder).name.startswith("groundwork-demo")
    assert not any(Path(folder).iterdir())
    (line,) = capsys.readouterr().err.splitlines()
    assert "no display" in line


def test_run_stops_at_missing_libraries(
    dev: ModuleType, started: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["run", "--something"]) == 1
    assert started == []
    assert capsys.readouterr().err == "Missing.\n"


def test_run_passes_arguments_on(dev: ModuleType, started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "missing_libraries", lambda: "")
    with pytest.raises(SystemExit) as ended:
        dev.main(["run", "--dev", "a b", "-h"])
    assert started == [["--dev", "a b", "-h"]]
    assert ended.value.code == 7


# --- test and the command line -------------------------------------------------------------------------------------


@pytest.fixture
def ran(dev: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str | None]]:
    """Record what `test` runs, with the Qt platform it gives; `ruff check` fails with 1, pytest with 3."""
    commands: list[tuple[list[str], str | None]] = []

    def record(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        env = options.get("env")
        commands.append((command[2:], env.get("QT_QPA_PLATFORM") if isinstance(env, dict) else None))
        code = 3 if "pytest" in command else int("check" in command)
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(dev, "setup", lambda dev: None)
    monkeypatch.setattr(dev.subprocess, "run", record)
    return commands


def test_all_checks_run_and_the_worst_code_counts(
    dev: ModuleType, ran: list[tuple[list[str], str | None]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["test"]) == 3
    assert [command[0] for command, _ in ran] == ["ruff", "ruff", "basedpyright", "pytest"]
    table = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert table == [["ruff", "format", "passed"], ["ruff", "check", "failed"], ["basedpyright", "passed"]]


@pytest.mark.parametrize(
    ("env", "platform"),
    [({}, "offscreen"), ({"DISPLAY": ":0"}, "offscreen"), ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, "xcb")],
)
def test_with_arguments_only_pytest_runs(
    dev: ModuleType,
    ran: list[tuple[list[str], str | None]],
    monkeypatch: pytest.MonkeyPatch,
    env: dict[str, str],
    platform: str,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert dev.main(["test", "-k", "stamp"]) == 3
    assert ran == [(["pytest", "-k", "stamp"], platform)]


@pytest.mark.parametrize(("argv", "code"), [([], 2), (["sing"], 2), (["setup", "--fast"], 2), (["--help"], 0)])
def test_anything_else_prints_help(
    dev: ModuleType, argv: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(argv) == code
    out = capsys.readouterr().out
    assert all(f"\n  {command}" in out for command in ("setup", "run", "test", "lock"))


def test_a_narrow_console_does_not_break_a_message(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(raw, encoding="ascii"))
    dev.main([])
    dev.say("Setting up…")
    assert raw.getvalue().startswith(b"Setting up?")


# --- the files themselves ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*LOCKS, DEV, ROOT / ".ci" / "run"], ids=lambda path: path.name)
def test_no_file_holds_an_address(path: Path) -> None:
    # "://" is what `lock` itself looks for.
    text = path.read_text("utf-8").replace('if "://" in', "")
    found = re.findall(r".*(?:http|://|pypi|pythonhosted|--(?:extra-)?index|--find-links|--trusted).*", text, re.I)
    assert found == []


def pinned(path: Path) -> dict[str, tuple[Requirement, int]]:
    """Read a lock: by name, the requirement and how many hashes it has."""
    entries = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    found: dict[str, tuple[Requirement, int]] = {}
    for entry in entries:
        requirement = Requirement(re.split(r"\s+--hash=", entry)[0])
        found[canonicalize_name(requirement.name)] = (
            requirement,
            len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry)),
        )
    assert len(found) == len(entries), "each package once"
    return found


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_is_pinned_and_hashed(path: Path) -> None:
    locked = pinned(path)
    assert locked
    for name, (requirement, hashes) in locked.items():
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), name
        assert requirement.url is None, name
        assert hashes, name


def test_the_locks_hold_all_that_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runtime, extra, build = (pinned(path) for path in LOCKS)
    asked = [
        *((line, runtime) for line in project["project"]["dependencies"] + project["build-system"]["requires"]),
        *((line, runtime | extra) for line in project["dependency-groups"]["dev"]),
        *((line, build) for line in project["dependency-groups"]["build"]),
    ]
    for line, locked in asked:
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        assert name in locked, line
        version = str(locked[name][0].specifier).removeprefix("==")
        assert requirement.specifier.contains(version, prereleases=True), f"{line} but locked at {version}"


def test_the_locks_agree_where_they_overlap() -> None:
    runtime, extra, build = (pinned(path) for path in LOCKS)
    for other in (extra, build):
        for name in runtime.keys() & other.keys():
            assert runtime[name][0].specifier == other[name][0].specifier, name


def test_the_machine_check_installs_every_library_qt_needs(dev: ModuleType) -> None:
    packages = set((ROOT / ".ci" / "run").read_text("utf-8").split())
    # Debian brings libxkbcommon0 along with libxkbcommon-x11-0.
    assert set(dev.QT_LIBRARIES.values()) - {"libxkbcommon0"} <= packages
