"""What every step of building shares: where things lie, running programs, the build's own Python."""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

INSTALLER = Path(__file__).resolve().parent
ROOT = INSTALLER.parent
DIST = INSTALLER / "dist"  # git-ignored: finished artefacts
WORK = ROOT / "build" / "installer"  # git-ignored: what they are made of; may be deleted at any time
LOCK = INSTALLER / "requirements.txt"
BUILD_LOCK = INSTALLER / "requirements-build.txt"
SHIPPED = ("db", "desktop", "migrations", "resources")  # the folders of the program itself

# The Debian package of every program that a step may ask for.
_DEBIAN = {
    "dpkg-deb": "dpkg",
    "objdump": "binutils",
    "patchelf": "patchelf",
    "makeself": "makeself",
    "xz": "xz-utils",
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-windres": "gcc-mingw-w64-x86-64-win32",
    "wixl": "wixl",
    "wixl-heat": "wixl",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "debootstrap": "debootstrap",
    "unshare": "util-linux",
    "osslsigncode": "osslsigncode",
    "Xvfb": "xvfb",
    "xwininfo": "x11-utils",
}


class Stop(Exception):
    """Building cannot go on; the message is one plain sentence."""


def say(line: str) -> None:
    """Print a progress line on the error stream."""
    print(line, file=sys.stderr, flush=True)


def run(*command: object, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Run a program and return what it prints; its last words stand in the sentence when it fails.

    Raises Stop.
    """
    words = [str(word) for word in command]
    environment = {**os.environ, **reproducible(), **(env or {})}
    done = subprocess.run(
        words, cwd=cwd, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-25:])
        raise Stop(f"{last}\n{Path(words[0]).name} failed ({done.returncode}).")
    return done.stdout


def reproducible() -> dict[str, str]:
    """Return the environment that gives the same bytes for the same commit: its time, and no chance in sets."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if not told:
        log = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        told = subprocess.run(log, capture_output=True, text=True, check=False).stdout.strip() or "1700000000"
    return {"SOURCE_DATE_EPOCH": told, "PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}


def need(*programs: str) -> None:
    """Stop with the command that installs what is missing.

    Raises Stop.
    """
    missing = sorted({_DEBIAN.get(name, name) for name in programs if shutil.which(name) is None})
    if missing:
        raise Stop(f"Missing programs. Install them with: sudo apt-get install {' '.join(missing)}")


def lacks(*programs: str) -> str:
    """Return the names of the programs that are not there, in one line."""
    return " ".join(name for name in programs if shutil.which(name) is None)


def version_of(source: Path) -> str:
    """Return the version of the program in `source`; it stands in db/__init__.py and nowhere else."""
    tree = ast.parse((source / "db" / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__version__":
            return str(ast.literal_eval(node.value))
    raise Stop("db/__init__.py says no version.")


def fresh(folder: Path) -> Path:
    """Return an empty folder in the place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def build_python() -> Path:
    """Return the Python of a virtual environment with the locked program and freezer, made once per lock.

    Raises Stop.
    """
    if sys.version_info[:2] != (3, 11):
        raise Stop("Packages are built with Python 3.11: the Windows runtime is of that version.")
    key = hashlib.sha256(LOCK.read_bytes() + BUILD_LOCK.read_bytes()).hexdigest()[:16]
    place = WORK / f"python-{key}"
    python = place / "bin" / "python"
    if not (place / "ready").exists():
        say("Making the build's Python…")
        run(sys.executable, "-m", "venv", fresh(place))
        for lock in (LOCK, BUILD_LOCK):
            run(python, "-I", "-m", "pip", *PIP_INSTALL, "-r", lock)
        (place / "ready").touch()
    return python


# Wheels only and by hash: no code runs at install, and nothing but what was locked comes in.
PIP_INSTALL = ("install", "-q", "--no-deps", "--require-hashes", "--only-binary=:all:", "--disable-pip-version-check")


def set_times(folder: Path) -> None:
    """Give every file the time of the commit, so that archives of the same commit have the same bytes."""
    stamp = int(reproducible()["SOURCE_DATE_EPOCH"])
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (stamp, stamp), follow_symlinks=False)


def write_sums(out: Path) -> Path:
    """Write SHA256SUMS over every artefact."""
    files = sorted(p for p in out.iterdir() if p.is_file() and p.name != "SHA256SUMS" and p.suffix != ".asc")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    target = out / "SHA256SUMS"
    target.write_text("".join(lines), encoding="utf-8")
    return target
