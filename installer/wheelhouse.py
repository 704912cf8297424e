"""The wheelhouses: for machines where only an approved Python may run. One per system, for Python 3.11, as a zip."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from tools import INSTALLER, LOCK, ROOT, SHIPPED, WORK, build_python, fresh, run, say

SYSTEMS = {"linux-x86_64": (), "win_amd64": ("--platform", "win_amd64", "--python-version", "3.11")}
HOW = """\
Groundwork {version} for an approved Python 3.11, without a network.

In this folder (Windows: env\\Scripts\\python in the place of env/bin/python):

    python3.11 -m venv env
    env/bin/python -m pip install --no-index --find-links . groundwork
    env/bin/groundwork self-check found.json
    env/bin/groundwork
"""


def wheelhouse(source: Path, version: str, out: Path, fast: bool) -> None:
    """Fetch the locked packages for each system and put our own wheel and a few lines of instruction beside them."""
    python = build_python()
    ours = own_wheel(source, python)
    for system, words in SYSTEMS.items():
        say(f"Fetching the wheels for {system}…")
        place = fresh(WORK / "wheelhouse" / system)
        locked = ("--no-deps", "--require-hashes", "--only-binary=:all:", "-d", place, "-r", LOCK)
        run(python, "-I", "-m", "pip", "download", "-q", "--disable-pip-version-check", *locked, *words)
        shutil.copy2(ours, place)
        (place / "READ ME.txt").write_text(HOW.format(version=version), encoding="utf-8")
        target = out / f"groundwork-{version}-wheelhouse-{system}-py311.zip"
        with zipfile.ZipFile(target, "w") as packed:  # wheels are packed already
            for file in sorted(place.iterdir()):
                packed.write(file, f"groundwork-{version}/{file.name}")


def own_wheel(source: Path, python: Path) -> Path:
    """Build our wheel out of a copy, so that nothing is left in the checkout, with the licences inside."""
    copy = fresh(WORK / "wheelhouse" / "source")
    for name in SHIPPED:
        shutil.copytree(source / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "pictures"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy2((source if (source / name).exists() else ROOT) / name, copy / name)
    site = next((python.parent.parent / "lib").glob("python3*/site-packages"))
    run(python, INSTALLER / "licences.py", site, copy / "resources" / "licences.txt")
    made = fresh(WORK / "wheelhouse" / "ours")
    run(python, "-I", "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", made, copy)
    return next(made.glob("*.whl"))
