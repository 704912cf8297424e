"""`groundwork demo DIR`: two offices and a headquarters go through the whole job, for anybody to look at each step."""

import argparse
import json
from pathlib import Path
from typing import Any, Protocol

from db import records
from db.cli.common import Answer, several
from db.errors import KnownError
from db.parcels import HEADQUARTERS, export_parcel, receive_parcels
from db.reports import maker_of, summaries
from db.reports.printing import Sheet, print_file
from db.resources import resource
from db.store import Office, verify
from db.store.files import write_failure

PASSPHRASE = "sample words for trying out"


class Tell(Protocol):
    """Notes one step of the demo: for people, and its data for --json."""

    def __call__(self, step: str, text: str, **data: object) -> None:
        """Note a step."""


def demo(arguments: argparse.Namespace) -> Answer:
    """Run the whole job in a new folder and say what lies where.

    Raises KnownError `demo-not-empty`, `cannot-write`.
    """
    folder = Path(arguments.folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KnownError("demo-not-empty", folder=folder)
    stick, paper = folder / "stick", folder / "paper"
    try:
        stick.mkdir(parents=True)
        paper.mkdir()
    except OSError as error:
        raise write_failure(folder, error) from error
    lines = [f"Everything below lies in {folder}. The passphrase of all three offices is: {PASSPHRASE}", ""]
    steps: list[dict[str, object]] = []

    def tell(step: str, text: str, **data: object) -> None:
        steps.append({"step": step, **data})
        lines.append(f"{step:<10}{text}")

    samples = json.loads(resource("samples", "demo.json").read_text(encoding="utf-8"))
    offices = {
        code: _make(folder / code.lower(), samples["mission"], code, role, officer)
        for code, (role, officer) in samples["offices"].items()
    }
    try:
        _go_round(offices, samples["records"], stick, paper, tell)
    finally:
        for office in offices.values():
            office.close()
    return Answer({"folder": str(folder), "passphrase": PASSPHRASE, "steps": steps}, "\n".join(lines))


def _make(home: Path, mission: str, code: str, role: str, officer: str) -> Office:
    office, _ = Office.create(home, mission=mission, office=code, role=role, officer=officer, passphrase=PASSPHRASE)
    return office


def _go_round(offices: dict[str, Office], samples: dict[str, list[Any]], stick: Path, paper: Path, tell: Tell) -> None:
    """Entry, parcels to headquarters, a correction there, parcels back, paper, proof."""
    headquarters = offices["HQ"]
    for code, entries in samples.items():
        refs = [_enter(offices[code], kind, values) for kind, values in entries]
        tell("entry", f"{code} wrote {', '.join(refs)}", office=code, refs=refs)

    for code in samples:
        sent = export_parcel(offices[code], HEADQUARTERS, stick)
        tell("export", f"{sent.file} ({several(sent.records, 'row')})", file=str(sent.file), records=sent.records)
        (got,) = receive_parcels(headquarters, [sent.file])
        (again,) = receive_parcels(headquarters, [sent.file])
        read = several(got.read, "row")
        told = f"headquarters read {read} of {code}: {got.new} new; the same file again: {again.same} the same"
        tell("receive", told, read=got.read, new=got.new, again=again.same)

    with headquarters.read() as reading:
        corrected = records.list_rows(reading, records.list_uids(reading, "town_hall", "waste"))[0]
    with headquarters.write("save", "agreed by phone") as write:
        records.update(write, corrected.uid, {"venue": "House of culture", "status": "postponed"})
    tell("correct", f"headquarters changed {corrected.ref}", ref=corrected.ref)
    for code in samples:
        sent = export_parcel(headquarters, code, stick)
        (got,) = receive_parcels(offices[code], [sent.file])
        told = f"{code} read {several(got.read, 'row')} of {sent.file.name}: {got.updated} updated, {got.same} the same"
        tell("back", told, file=str(sent.file), updated=got.updated, same=got.same)

    for code, office in offices.items():
        if code != "HQ":
            for file in _print(office, paper):
                tell("paper", str(file), file=str(file))
        verdict = verify(office)
        tell("verify", f"{code}: {'all is well' if verdict.ok else verdict.problems}", office=code, ok=verdict.ok)


def _enter(office: Office, kind: str, values: dict[str, object]) -> str:
    with office.write("save") as write:
        key = records.create(write, kind, values)
    with office.read() as reading:
        return records.view(reading, key).ref


def _print(office: Office, paper: Path) -> list[Path]:
    """Draw the one-page summary of an office's first town hall or youth assembly, as PDF and as a picture."""
    with office.read() as reading:
        kinds = ("town_hall", "youth_assembly")
        uids = [uid for kind in kinds for uid in records.list_uids(reading, kind, sort="ref", ascending=True)]
        key = records.find(reading, uids[0])
        (drawn,) = summaries(office, reading, [key], maker_of(office))
        ref = records.view(reading, key).ref
    return [file for end in ("pdf", "png") for file in print_file(office, drawn, paper / f"{ref}.{end}", Sheet())]
