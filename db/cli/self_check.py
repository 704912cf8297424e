"""`groundwork self-check OUT.json`: does everything that this program is made of work on this computer?

A scratch office goes through the whole job, so that every library with machine code in it is called and not only
imported. Every package is checked with it after it was built, and support can ask for its answer, which holds samples
and versions and nothing of the office of this laptop.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import distributions
from pathlib import Path

import db
from db import attachments, records
from db.cli.common import Answer
from db.cli.demo import PASSPHRASE, demo
from db.parcels import HEADQUARTERS, export_parcel, receive_parcels
from db.schema import HEAD
from db.store import Office, verify
from db.store.engine import connect, make_engine
from db.store.files import write_aside
from db.store.upgrade import current_head, upgrade

Grab = Callable[[Path, str], tuple[bytes, str]]  # shows an office in the window: its picture, and what it is like


@dataclass(frozen=True, slots=True)
class Step:
    """How one step went: what it found, or the trace of what went wrong."""

    name: str
    ok: bool
    seconds: float
    said: str


def self_check(arguments: argparse.Namespace) -> Answer:
    """Do every step in a scratch folder and write what came of it; the picture of the window lies beside it.

    Raises KnownError `cannot-write`.
    """
    target = Path(arguments.file)
    with tempfile.TemporaryDirectory(prefix="groundwork-check-", ignore_cleanup_errors=True) as folder:
        os.environ["GROUNDWORK_STATE"] = str(Path(folder, "state"))  # scratch offices leave no note behind
        steps = [_do(name, step, Path(folder)) for name, step in _STEPS]
        picture = b""
        if arguments.grab is not None:

            def window(scratch: Path) -> str:
                nonlocal picture
                picture, said = arguments.grab(scratch / "demo" / "mit", PASSPHRASE)
                return said

            steps.append(_do("window", window, Path(folder)))
    good = all(step.ok for step in steps)
    data = {
        "ok": good,
        "version": db.__version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "program": sys.executable,
        "packages": {one.name: one.version for one in sorted(distributions(), key=lambda one: one.name.lower())},
        "steps": [asdict(step) for step in steps],
    }
    write_aside(target, json.dumps(data, indent=1, ensure_ascii=False).encode())
    if picture:
        write_aside(target.with_suffix(".png"), picture)
    lines = [f"{'ok' if step.ok else 'FAILED':<8}{step.name:<12}{step.said.splitlines()[-1]}" for step in steps]
    return Answer(data, "\n".join(lines), code=0 if good else 1)


def _do(name: str, step: Callable[[Path], str], folder: Path) -> Step:
    begun = time.monotonic()
    try:
        said, good = step(folder), True
    except Exception:  # noqa: BLE001  whatever does not work on this computer is what is looked for
        said, good = traceback.format_exc(), False
    return Step(name, good, round(time.monotonic() - begun, 2), said)


def _migrations(folder: Path) -> str:
    """An encrypted file of the first program becomes one of this program."""
    path, key = folder / "old.db", os.urandom(32)
    upgrade(path, key, "+1")
    engine = make_engine(path, key)
    with engine.connect() as connection:
        before = current_head(connection)
    engine.dispose()
    upgrade(path, key)
    engine = make_engine(path, key)
    with engine.connect() as connection:
        assert current_head(connection) == HEAD
    engine.dispose()
    raw = connect(path, key)
    cipher, lite = (raw.execute(say).fetchone()[0] for say in ("PRAGMA cipher_version", "SELECT sqlite_version()"))
    raw.close()
    assert not path.read_bytes().startswith(b"SQLite"), "the file is not encrypted"
    return f"{before} became {HEAD}; SQLCipher {cipher}, SQLite {lite}"


def _whole_job(folder: Path) -> str:
    """Offices are made, records saved, sent, received, corrected, printed and proved."""
    answer = demo(argparse.Namespace(folder=str(folder / "demo")))
    printed = list((folder / "demo" / "paper").iterdir())
    assert {file.read_bytes()[:4] for file in printed} == {b"%PDF", b"\x89PNG"}, printed
    assert all(step.get("ok", True) for step in answer.data["steps"])
    return f"{len(answer.data['steps'])} steps, {len(printed)} papers"


def _photo(folder: Path) -> str:
    """A photo is made fit to be kept by the process for it, and comes out again."""
    picture = attachments.prepare(next((folder / "demo" / "paper").glob("*.png")))
    office = Office.open(folder / "demo" / "mit", PASSPHRASE)
    try:
        with office.read() as reading:
            ref = records.list_rows(reading, records.list_uids(reading, "town_hall"))[0].ref
        (key,) = attachments.attach(office, ref, [picture])
        with office.read() as reading:
            one = attachments.one_attached(office, reading, key.uid)
        assert attachments.content_of(office, one) == picture.content
        assert attachments.thumbnails([picture.content])[0].startswith(b"\xff\xd8")
    finally:
        office.close()
    return f"{one.width} × {one.height}, {one.size} bytes"


def _password(folder: Path) -> str:
    """A parcel behind a password is written and read; the copy that a person asks for is made."""
    office = Office.open(folder / "demo" / "prz", PASSPHRASE)
    headquarters = Office.open(folder / "demo" / "hq", PASSPHRASE)
    try:
        with office.write("save") as write:
            records.create(write, "town_hall", {"title_en": "Secrets"})
        sent = export_parcel(office, HEADQUARTERS, folder, password="secret ë ж")
        (got,) = receive_parcels(headquarters, [sent.file], passwords=("secret ë ж",))
        assert (got.read, got.new) == (1, 1), got
        copy = office.backup("asked")
        assert verify(office).ok and verify(headquarters).ok
    finally:
        office.close()
        headquarters.close()
    return f"{sent.file.stat().st_size} bytes of parcel, {copy.stat().st_size} bytes of backup"


_STEPS: tuple[tuple[str, Callable[[Path], str]], ...] = (
    ("migrations", _migrations),
    ("whole job", _whole_job),
    ("photo", _photo),
    ("password", _password),
)
