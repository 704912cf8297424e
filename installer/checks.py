"""The checks of the packages in installer/dist, each where it will live, without a network."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from for_windows import embeddable, packages, test_tools, windows
from tools import DIST, INSTALLER, WORK, Stop, build_python, lacks, run, say, version_of

Build = Callable[[Path, str, Path, bool], None]
HERE = INSTALLER / "check"
# What may differ between systems: files, locks, the database, and whatever stands on them alone.
TESTED = [f"tests/{name}" for name in ("catalogue", "revisions", "store", "migrations", "search", "records", "locks")]
OLD = "0.0.1"  # the number that the program before the newest migration is packed with


def check(source: Path, linux: Build) -> int:
    """Check everything in installer/dist; what cannot be done here is skipped loudly. Return how many failed."""
    version = version_of(source)
    files = {
        "deb": DIST / f"groundwork_{version}_amd64.deb",
        "run": DIST / f"groundwork-{version}-linux-x86_64.run",
        "setup": DIST / f"Groundwork-Setup-{version}.exe",
        "msi": DIST / f"Groundwork-{version}.msi",
        "portable": DIST / f"Groundwork-{version}-windows-portable.zip",
        "wheels": DIST / f"groundwork-{version}-wheelhouse-linux-x86_64-py311.zip",
    }
    missing = [path.name for path in files.values() if not path.exists()]
    if missing:
        raise Stop(f"Not built yet: {', '.join(missing)}. First: python3 installer/build.py all")
    python, work = build_python(), WORK / "check"
    old = older(work, linux)
    frozen = WORK / "linux" / version / "frozen" / "groundwork" / "groundwork"
    unshared = ("debootstrap", "unshare")
    plan: list[tuple[str, tuple[str, ...], list[object]]] = [
        (
            "desktop entry",
            ("desktop-file-validate",),
            ["desktop-file-validate", INSTALLER / "linux/groundwork.desktop"],
        ),
        ("package", ("lintian", "appstreamcli"), ["bash", HERE / "package.sh", files["deb"]]),
        ("start", ("Xvfb", "xwininfo"), [sys.executable, HERE / "start.py", frozen, python]),
        ("wheelhouse", ("unshare",), ["bash", HERE / "wheelhouse.sh", files["wheels"], python, work]),
        (
            "linux",
            unshared,
            ["bash", HERE / "linux.sh", old / f"groundwork_{OLD}_amd64.deb", files["deb"], files["run"], work],
        ),
        (
            "windows",
            unshared,
            [
                "bash",
                HERE / "wine.sh",
                old / f"Groundwork-Setup-{OLD}.exe",
                *(files[name] for name in ("setup", "msi", "portable")),
                work,
            ],
        ),
        ("tests under the Windows Python", unshared, ["bash", HERE / "windows_tests.sh", work, *_windows(), *TESTED]),
    ]
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for name, programs, command in plan:
        why = lacks(*programs) or ("" if may_unshare() or "unshare" not in programs else "the right to unshare")
        if why:
            say(f"SKIPPED {name}: this machine lacks {why}")
            counts["skipped"] += 1
            continue
        say(f"--- {name}")
        done = subprocess.run([str(word) for word in command], check=False)
        counts["failed" if done.returncode else "passed"] += 1
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    return counts["failed"]


def _windows() -> list[Path]:
    """Return where the Windows runtime lies, the packages of the program, and the tools of the tests."""
    work = WORK / "windows"
    return [embeddable(work), packages(work), test_tools(work)]


def older(work: Path, linux: Build) -> Path:
    """Return a folder with packages of the program before the newest migration, to upgrade from."""
    source, out = work / "previous", work / "older"
    out.mkdir(parents=True, exist_ok=True)
    run("bash", HERE / "previous.sh", source)
    for name, build in ((f"groundwork_{OLD}_amd64.deb", linux), (f"Groundwork-Setup-{OLD}.exe", windows)):
        if not (out / name).exists():
            say(f"Packing the older program for {name}…")
            build(source, OLD, out, True)
    return out


def may_unshare() -> bool:
    """Tell whether this machine lets us close the network off and mount folders."""
    tried = (
        subprocess.run(["unshare", "-m", "-n", "true"], capture_output=True, check=False)
        if not lacks("unshare")
        else None
    )
    return tried is not None and tried.returncode == 0 and os.geteuid() == 0
