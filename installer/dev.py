"""The way into Groundwork from a bare machine: set up, run, test, and renew the locks.

Needs nothing but Python, so this file may import only the standard library. It is loaded by whatever Python the
machine has, therefore it must also parse under versions too old to run the program: they get a sentence, not a
traceback.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "groundwork-setup.json"  # what the last finished setup did; inside .venv, so both vanish together
RUNTIME_LOCK = "installer/requirements.txt"
DEV_LOCK = "installer/requirements-dev.txt"
BUILD_LOCK = "installer/requirements-build.txt"  # what build.py freezes with
OLDEST, TOO_NEW = (3, 11), (3, 14)

HELP = """\
usage: python3 installer/dev.py COMMAND

  setup [--dev]        make .venv and install what the program (with --dev: its tests too) needs
  run [ARGS...]        set up if needed, then start Groundwork with these arguments
  test [PYTEST ARGS]   set up if needed, then run the static checks and the tests; with arguments, only pytest
  lock [UV ARGS]       renew the lock files from pyproject.toml (to move to newer versions: lock --upgrade)
"""

# What Qt loads from the system on Linux, and the Debian package each library comes from.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}


class Stop(Exception):
    """Work cannot go on; the message is one plain sentence for the person at the keyboard."""


def say(line: str) -> None:
    """Print a progress line on the error stream, so that the program's own output stays clean."""
    print(line, file=sys.stderr, flush=True)


# --- the virtual environment ---------------------------------------------------------------------------------------


def check_python(version: tuple[int, ...], has_module: Callable[[str], object] = importlib.util.find_spec) -> None:
    """Refuse a Python that cannot run Groundwork or cannot make a virtual environment."""
    if not OLDEST <= version[:2] < TOO_NEW:
        raise Stop(f"Groundwork needs Python 3.11, 3.12 or 3.13; this is Python {'.'.join(map(str, version[:3]))}.")
    if not (has_module("venv") and has_module("ensurepip")):
        raise Stop("This Python cannot make virtual environments; on Debian, install the package python3-venv.")


def program(name: str) -> Path:
    """Say where a program of the virtual environment lies."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


def read_stamp() -> dict[str, object]:
    """Read the stamp; a missing or damaged one counts as empty."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_stamp(stamp: Mapping[str, object]) -> None:
    """Write the stamp in one step, so that it is never half there."""
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp), encoding="utf-8")
    fresh.replace(STAMP)


def place() -> list[str]:
    """Say what .venv is tied to: scripts hold its folder's path, packages are built for one Python version."""
    return [str(ROOT), f"{sys.version_info[0]}.{sys.version_info[1]}"]


def fingerprint(*locks: str) -> str:
    """Hash all that decides what gets installed."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", *locks):
        try:
            content = (ROOT / name).read_bytes()
        except OSError as error:
            raise Stop(f"{name} cannot be read ({error.strerror}); is this a complete checkout?") from error
        digest.update(f"{name} {len(content)}\n".encode() + content)
    # The link from .venv to the checkout lists the top packages by name, so a new one asks for a new link.
    digest.update(repr(sorted({module.parent.name for module in ROOT.glob("[!.]*/*.py")})).encode())
    return digest.hexdigest()


def wanted_stamp(dev: bool) -> dict[str, object]:
    """Describe the setup that is asked for."""
    stamp: dict[str, object] = {"place": place(), "runtime": fingerprint(RUNTIME_LOCK)}
    return {**stamp, "dev": fingerprint(RUNTIME_LOCK, DEV_LOCK)} if dev else stamp


def venv_usable() -> bool:
    """Tell whether .venv was made here, by this version of Python, and that Python is still there."""
    try:
        config = (VENV / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    homes = [line.partition("=")[2].strip() for line in config.splitlines() if line.startswith("home")]
    here = read_stamp().get("place") == place()
    return here and program("python").exists() and all(Path(home).is_dir() for home in homes)


def setup_needed(dev: bool) -> bool:
    """Tell whether there is anything to do. A setup for development serves for running too."""
    stamp = read_stamp()
    same = all(stamp.get(key) == value for key, value in wanted_stamp(dev).items())
    return not (same and venv_usable() and program("groundwork").exists())


def make_venv(folder: Path) -> None:
    """Make a virtual environment anew, empty but for pip."""
    import venv  # not at the top: some systems leave it out, which check_python says better

    try:
        if folder.exists():
            shutil.rmtree(folder)
        venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(folder)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Stop(f"{folder} could not be made: {error}. Delete it if it is there, then try again.") from error


def pip_install(python: Path, *arguments: str) -> None:
    """Run pip in a virtual environment; its output appears only when it fails."""
    # -I keeps a PYTHONPATH or a user's own packages from standing in for locked ones.
    command = [str(python), "-I", "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", *arguments]
    done = subprocess.run(command, cwd=ROOT, input="", capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        say("\n".join("  " + line for line in done.stderr.strip().splitlines()[-8:]))
        raise Stop(
            "Installing failed (pip's last words are above); see that the network works and the disk has 2 GB free, "
            "then give the same command again."
        )


def setup(dev: bool) -> None:
    """Bring .venv to what the locks say; at once when it is there already."""
    if not setup_needed(dev):
        return
    say("Setting up Groundwork (once, about a minute)…")
    if not venv_usable():
        make_venv(VENV)
    # From here until the end the stamp says only where .venv belongs: an interrupted install is begun again.
    write_stamp({"place": place()})
    # The program itself runs on ready-made wheels alone, so no compiler is needed and no code runs at install.
    python = program("python")
    pip_install(python, "--no-deps", "--require-hashes", "--only-binary=:all:", "-r", RUNTIME_LOCK)
    if dev:
        # Some test tools come as source only; they are built with the locked setuptools, not a fetched one.
        pip_install(python, "--no-deps", "--require-hashes", "--no-build-isolation", "-r", DEV_LOCK)
    pip_install(python, "--no-deps", "--no-build-isolation", "-e", ".")
    write_stamp(wanted_stamp(dev))


# --- commands ------------------------------------------------------------------------------------------------------


def has_display(env: Mapping[str, str], platform: str) -> bool:
    """Tell whether windows can be shown; only Linux can be without."""
    return platform != "linux" or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def shows_demo(args: Sequence[str], env: Mapping[str, str], platform: str) -> bool:
    """Tell whether `run` should fall back on the demo, which needs no display."""
    return not args and not has_display(env, platform) and not env.get("QT_QPA_PLATFORM")


def missing_libraries(load: Callable[[str], object] = ctypes.CDLL) -> str:
    """Name, in one line, the system libraries Qt will not find and the command that installs them."""
    missing: list[str] = []
    for library in QT_LIBRARIES:
        try:
            load(library)
        except OSError:
            missing.append(library)
    if not missing:
        return ""
    packages = " ".join(QT_LIBRARIES[library] for library in missing)
    return f"Missing system libraries: {', '.join(missing)}. Install them with: sudo apt-get install {packages}"


def run(args: list[str]) -> int:
    """Start the program; without a display, and nothing else asked for, its demo."""
    if shows_demo(args, os.environ, sys.platform):
        args = ["demo", tempfile.mkdtemp(prefix="groundwork-demo-")]
        say(f"There is no display here, so no window can open; running the demo in {args[1]} instead.")
    elif sys.platform == "linux" and args[:1] != ["demo"]:
        # Before the setup, so that nobody waits a minute to be told.
        sentence = missing_libraries()
        if sentence:
            raise Stop(sentence)
    setup(dev=False)
    command = [str(program("groundwork")), *args]
    if os.name == "posix":
        os.execv(command[0], command)  # takes this process's place, so signals and the exit code are the program's own
    return subprocess.run(command, check=False).returncode


def test(args: list[str]) -> int:
    """Run the static checks, show how they went, then run the tests; return the worst exit code."""
    setup(dev=True)
    python = str(program("python"))
    checks = {
        "ruff format": ["ruff", "format", "--check", "."],
        "ruff check": ["ruff", "check", "."],
        "basedpyright": ["basedpyright", "--pythonpath", python],
    }
    worst = 0
    table: list[str] = []
    for name, command in ({} if args else checks).items():
        code = subprocess.run([python, "-m", *command], cwd=ROOT, check=False).returncode
        table.append(f"  {name:<14}{'failed' if code else 'passed'}")
        worst = max(worst, abs(code))
    print("\n".join(table), end="\n" if table else "", flush=True)
    env = dict(os.environ)
    if "QT_QPA_PLATFORM" not in env or not has_display(env, sys.platform):
        env["QT_QPA_PLATFORM"] = "offscreen"
    # Tests start the program a hundred times: it is compiled once, and the checkout stays clean.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["PYTHONPYCACHEPREFIX"] = str(VENV / "compiled")
    return max(worst, abs(subprocess.run([python, "-m", "pytest", *args], cwd=ROOT, env=env, check=False).returncode))


def lock(args: list[str]) -> int:
    """Write all locks, each good for every system and Python version we support."""
    import tomllib  # not at the top: older Pythons lack it, and must get as far as the sentence about their version

    builders = "\n".join(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"])
    with tempfile.TemporaryDirectory() as folder:
        uv = shutil.which("uv")
        if uv is None:
            say("Fetching uv for this once…")
            scripts = Path(folder, "uv", program("python").parent.name)
            make_venv(scripts.parent)
            pip_install(scripts / program("python").name, "uv")
            uv = str(scripts / program("uv").name)
        command = [uv, "pip", "compile", "-q", "--universal", "--python-version", "3.11", "--generate-hashes"]
        command += ["--no-annotate", "--no-header", *args]
        # The runtime lock also holds the build tools, which link the checkout into .venv.
        sources = {RUNTIME_LOCK: ["pyproject.toml", "-"]}
        sources |= {
            DEV_LOCK: ["--group", "dev", "-c", RUNTIME_LOCK],
            BUILD_LOCK: ["--group", "build", "-c", RUNTIME_LOCK],
        }
        for target, source in sources.items():
            say(f"Locking {target}…")
            made = subprocess.run(
                [*command, *source, "-o", target], cwd=ROOT, input=builders, text=True, stdout=subprocess.DEVNULL
            )
            if made.returncode:
                raise Stop(f"uv could not lock {target}; its reasons are above.")
            if "://" in (ROOT / target).read_text("utf-8"):
                raise Stop(f"{target} names an address; look into uv's settings, then lock again.")
    return 0


def only_setup(args: list[str]) -> int:
    """Set up and say what comes next."""
    setup(dev="--dev" in args)
    say("Groundwork is set up; start it with: python3 installer/dev.py run")
    return 0


COMMANDS = {"setup": only_setup, "run": run, "test": test, "lock": lock}


def main(argv: list[str]) -> int:
    """Do one command and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a folder's name must not break a message on a narrow console
    command, rest = (argv[0], argv[1:]) if argv else ("", [])
    try:
        if command in COMMANDS and not (command == "setup" and rest not in ([], ["--dev"])):
            check_python(tuple(sys.version_info[:3]))
            return COMMANDS[command](rest)
    except Stop as sentence:
        say(str(sentence))
        return 1
    except OSError as error:
        say(f"The system refused: {error}.")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    print(HELP, end="")
    return 0 if command in ("-h", "--help", "help") else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
