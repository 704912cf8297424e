"""build.py linux | windows | wheelhouse | all | check: packages of this checkout in installer/dist, with SHA256SUMS.

Runs on Debian 12 with Python 3.11; it names the programs that it misses. README.md says what each artefact is and what
was proved of it. `--fast` packs quicker and larger, for checks; `--source DIR` packs the program of another checkout.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from checks import check
from for_windows import windows
from signing import sign_sums
from tools import DIST, INSTALLER, ROOT, WORK, Stop, build_python, fresh, need, run, say, version_of, write_sums
from wheelhouse import wheelhouse

FAST = {"COMPRESSION": "gzip", "LEVEL": "1", "FAST": "1"}


def linux(source: Path, version: str, out: Path, fast: bool) -> None:
    """Freeze the program, let it check itself, and pack it as .deb and .run."""
    need("objdump", "patchelf", "dpkg-deb", "makeself", "xz")
    frozen = freeze(source, version)
    for step in ("deb.sh", "run.sh"):
        say(f"Packing with {step}…")
        run("bash", INSTALLER / "linux" / step, frozen, version, out, env=FAST if fast else None)


def freeze(source: Path, version: str) -> Path:
    """Return the folder of the frozen program, which has passed its own self-check."""
    python = build_python()
    site = next((python.parent.parent / "lib").glob("python3*/site-packages"))
    work = WORK / "linux" / version
    licences = fresh(work / "licences") / "licences.txt"
    licences.write_text("", encoding="utf-8")
    env = {"GROUNDWORK_SOURCE": str(source), "GROUNDWORK_LICENCES": str(licences), "QT_QPA_PLATFORM": "offscreen"}
    say("Freezing…")
    spec = INSTALLER / "freeze" / "groundwork.spec"
    words = ("-y", "--log-level", "ERROR", "--distpath", work / "frozen", "--workpath", fresh(work / "pyinstaller"))
    # It compares ages of files, and those of an older program are all old: what it kept of another one must go.
    run(python, "-m", "PyInstaller", *words, spec, env=env)
    frozen = work / "frozen" / "groundwork"
    inside = frozen / "_internal"
    run(python, INSTALLER / "licences.py", site, inside / "resources" / "licences.txt", inside)
    # Libraries of the build's Python carry its path; nobody has that folder.
    for library in [*(inside / "python3.11" / "lib-dynload").glob("*.so"), *inside.glob("libpython3*")]:
        run("patchelf", "--remove-rpath", library)
    if (source / "db" / "cli" / "self_check.py").exists():  # an older program had none
        say("The frozen program checks itself…")
        say(run(frozen / "groundwork", "self-check", work / "self-check.json", env={"QT_QPA_PLATFORM": "offscreen"}))
    return frozen


STEPS = {"linux": linux, "windows": windows, "wheelhouse": wheelhouse}


def main() -> int:
    """Build what is asked for; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=[*STEPS, "all", "check"])
    parser.add_argument("--fast", action="store_true", help="pack quicker and larger")
    parser.add_argument("--source", type=Path, default=ROOT, metavar="DIR", help="the checkout to pack")
    parser.add_argument("--version", default="", metavar="X.Y.Z", help="another version than the checkout says")
    parser.add_argument("--out", type=Path, default=DIST, metavar="DIR")
    asked = parser.parse_args()
    try:
        if asked.what == "check":
            return 1 if check(asked.source.resolve(), linux) else 0
        asked.out.mkdir(parents=True, exist_ok=True)
        version = asked.version or version_of(asked.source)
        for step in STEPS if asked.what == "all" else [asked.what]:
            STEPS[step](asked.source.resolve(), version, asked.out.resolve(), asked.fast)
        sign_sums(write_sums(asked.out))
    except Stop as sentence:
        say(str(sentence))
        return 1
    return 0


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
