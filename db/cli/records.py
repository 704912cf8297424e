"""Commands on records."""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db import records as verbs
from db.catalogue import ACTIVITY_TYPES, DIMENSIONS, RECORD_TYPES, load_mission
from db.cli.common import Answer, asked_paper, opened, pdf_target, several
from db.cli.projects import file_data, file_lines
from db.errors import KnownError
from db.records import RecordView
from db.reports.printing import print_file
from db.reports.register import parts_listing, register_listing
from db.store.access import EXPORT, note_access


def catalogue(arguments: argparse.Namespace) -> Answer:
    """Print every record type, field and code list."""
    mission = load_mission(arguments.mission)
    kinds = [
        {
            "key": kind.key,
            "label": kind.label,
            "owner": kind.owner,
            "natural_key": list(kind.natural_key) if kind.natural_key is not None else None,
            "fields": [
                {
                    "key": field.key,
                    "kind": field.kind.name,
                    "label": field.label,
                    "help": field.help,
                    "choices": field.choices,
                    "links": list(field.links),
                    "section": field.section,
                    "measure": field.measure,
                    "source": field.source,
                    "hxl": field.hxl,
                    "unit": field.merge_unit,
                    "editable": field.editable,
                    "since": field.since,
                }
                for field in kind.fields
            ],
        }
        for kind in RECORD_TYPES.values()
    ]
    lists = {name: {code.code: code.label() for code in found.entries} for name, found in mission.lists.items()}
    lines = [
        f"{kind.key}\n" + "\n".join(f"  {f.key:<16}{f.kind.name:<7}{f.label}" for f in kind.fields)
        for kind in RECORD_TYPES.values()
    ]
    return Answer({"kinds": kinds, "lists": lists, "dimensions": list(DIMENSIONS)}, "\n".join(lines))


def add(arguments: argparse.Namespace) -> Answer:
    """Make a new record out of a JSON file."""
    raw = _read_object(arguments.file)
    with opened(arguments) as office:
        with office.write("save") as write:
            key = verbs.create(write, arguments.kind, raw)
        with office.read() as reading:
            ref = verbs.view(reading, key).ref
    return Answer({"ref": ref, "uid": key.uid}, f"Saved as {ref}.")


def set_values(arguments: argparse.Namespace) -> Answer:
    """Change fields; `sex.women=41` sets a count."""
    raw = _assignments(arguments.assignments)
    with opened(arguments) as office, office.write("save") as write:
        key = verbs.update(write, arguments.ref, raw)
        units = sorted({unit for found in verbs.corrected(write).values() for unit in found})
    changed = bool(write.changes.records)
    if units and not write.reason:  # a script is not asked, and told
        print(
            f"This corrects what was in a parcel ({', '.join(units)}). Say why with override=REASON.", file=sys.stderr
        )
    data = {"uid": key.uid, "changed": changed, "corrected": units}
    return Answer(data, "Saved." if changed else "Nothing was different.")


def delete_record(arguments: argparse.Namespace) -> Answer:
    """Delete a record."""
    with opened(arguments) as office, office.write("delete", arguments.override) as write:
        key = verbs.delete(write, arguments.ref, arguments.override)
    return Answer({"uid": key.uid, "batch": write.gesture}, "Deleted. Take it back with: undo.")


def undelete(arguments: argparse.Namespace) -> Answer:
    """Bring a deleted record back."""
    with opened(arguments) as office, office.write("restore", arguments.override) as write:
        key = verbs.restore(write, arguments.ref)
    return Answer({"uid": key.uid}, "Restored.")


def undo_gesture(arguments: argparse.Namespace) -> Answer:
    """Take back a gesture."""
    with opened(arguments) as office, office.write("undo", arguments.override) as write:
        undone = verbs.undo(write, arguments.batch, arguments.override)
    kept = f" {several(len(undone.kept), 'record')} changed since and kept." if undone.kept else ""
    data = {"undone": undone.gesture, "batch": write.gesture, "kept": list(undone.kept)}
    return Answer(data, f"Taken back.{kept}")


def redact_field(arguments: argparse.Namespace) -> Answer:
    """Take a field's words out of a record and of its history for ever."""
    with opened(arguments) as office, office.write("redact") as write:
        key = verbs.find(write, arguments.ref)
        blanked = verbs.redact(write, key, arguments.field, arguments.value)
    data = {"uid": key.uid, "revisions": blanked, "batch": write.gesture}
    return Answer(data, f"Redacted in {several(blanked, 'revision')}. Backups and parcels made before still hold it.")


def show(arguments: argparse.Namespace) -> Answer:
    """Show a record; of a project the whole file."""
    with opened(arguments) as office, office.read() as reading:
        found, _ = verbs.told_view(reading, verbs.view(reading, verbs.find(reading, arguments.ref)))
        data = _view_data(found)
        file = file_data(reading, found, office.today) if found.key.type == "project" else {}
    lines = [f"{key:<18}{value}" for key, value in data["values"].items()]
    lines += [f"{t.dimension}.{t.category:<12}{t.count}" for t in found.tallies]
    lines += [f"! {problem.field}: {problem.message}" for problem in found.problems]
    lines += file_lines(file) if file else []
    state = " (deleted)" if found.deleted else ""
    return Answer(data | file, f"{found.ref} · {found.key.type}{state}\n" + "\n".join(lines))


def list_records(arguments: argparse.Namespace) -> Answer:
    """List a register, or the records of any other type."""
    if arguments.kind not in ACTIVITY_TYPES:
        return _list_parts(arguments)
    with opened(arguments) as office:
        with office.read() as reading:
            wanted = verbs.Wanted(arguments.query, deleted=arguments.deleted)
            found = verbs.find_records(reading, arguments.kind, wanted, office.today)
            uids, unclear = found.uids, [one.message for one in found.query.unclear]
            rows = [row for at in range(0, len(uids), 500) for row in verbs.list_rows(reading, uids[at : at + 500])]
            maker, sheet = asked_paper(office, arguments)
            paper = register_listing(reading, maker, arguments.kind, uids, arguments.query) if arguments.pdf else None
        if paper is not None:
            print_file(office, paper, pdf_target(arguments.pdf), sheet)
    records = [{key: value for key, value in asdict(row).items() if key != "cells"} for row in rows]
    data = {"records": records, "count": len(rows), "unclear": unclear}
    lines = [f"{row.ref:<20}{row.date:<12}{row.status:<12}{row.title}" for row in rows]
    return Answer(data, "\n".join([*unclear, *lines, f"{len(rows)} found."]))


def known(arguments: argparse.Namespace) -> Answer:
    """Say which records the mission's profile knows of that this office never had, or make those of one type."""
    with opened(arguments) as office:
        if arguments.make:
            with office.write("save") as write:
                made = verbs.make_known(write, arguments.make)
            return Answer({"made": [key.uid for key in made]}, f"Made {len(made)}.")
        with office.read() as reading:
            found = {kind: verbs.unmade(reading, kind) for kind in office.mission.known}
    lines = [f"{kind:<20}{name}" for kind, names in found.items() for name in names]
    return Answer({"known": found}, "\n".join([*lines, f"{len(lines)} to be made."]))


def _list_parts(arguments: argparse.Namespace) -> Answer:
    """List records that are no activity; a query that is the number of what they belong to chooses those."""
    with opened(arguments) as office:
        with office.read() as reading:
            owner, query = arguments.query, ""
            try:
                verbs.find(reading, owner)
            except KnownError:
                owner, query = "", arguments.query
            rows = verbs.list_parts(reading, arguments.kind, owner, query=query, deleted=arguments.deleted)
            maker, sheet = asked_paper(office, arguments)
            paper = parts_listing(reading, maker, arguments.kind, rows, arguments.query) if arguments.pdf else None
        if paper is not None:
            print_file(office, paper, pdf_target(arguments.pdf), sheet)
    data = {"records": [asdict(row) for row in rows], "count": len(rows)}
    lines = [
        f"{row.owner_ref:<20}{row.name}  " + "  ".join(f"{k}={v}" for k, v in row.values.items()) + f"  [{row.uid}]"
        for row in rows
    ]
    return Answer(data, "\n".join([*lines, f"{len(rows)} found."]))


def show_history(arguments: argparse.Namespace) -> Answer:
    """Show who changed what."""
    with opened(arguments) as office, office.read() as reading:
        entries = verbs.history(reading, verbs.find(reading, arguments.ref))
    data = {
        "history": [
            asdict(e) | {"changes": [{"field": u, "before": before, "after": after} for u, before, after in e.changes]}
            for e in entries
        ]
    }
    lines = [
        f"{e.at}  {e.author} ({e.office})  {e.kind}  {e.merged and f'[{e.merged}] '}"
        f"{e.parcel and f'[{e.parcel}] '}" + "; ".join(f"{u}: {b!r} → {a!r}" for u, b, a in e.changes)
        for e in entries
    ]
    return Answer(data, "\n".join(lines))


def show_gestures(arguments: argparse.Namespace) -> Answer:
    """List what was done on this laptop."""
    with opened(arguments) as office, office.read() as reading:
        found = verbs.gestures(reading)
    lines = [
        f"{g.id}  {g.at}  {g.author}  {g.kind} {g.reason or g.subject} ({g.records}){'  (undone)' if g.undone else ''}"
        for g in found
    ]
    return Answer({"gestures": [asdict(g) for g in found]}, "\n".join(lines))


def dump_records(arguments: argparse.Namespace) -> Answer:
    """Print the canonical form."""
    with opened(arguments) as office:
        with office.read() as reading:
            text = verbs.dump(reading)
        with office.write("export") as write:
            note_access(write, EXPORT, profile="dump", count=text.count('"uid":'))
    return Answer({}, text, verbatim=True)


def _view_data(found: RecordView) -> dict[str, Any]:
    return {
        "ref": found.ref,
        "uid": found.key.uid,
        "kind": found.key.type,
        "values": {key: value for key, value in found.values.items() if value is not None},
        "tallies": [asdict(tally) for tally in found.tallies],
        "conflicts": list(found.conflicts),
        "deleted": found.deleted,
        "revisions": found.revisions,
        "changed_at": found.changed_at,
        "changed_by": found.changed_by,
        "problems": [{"field": p.field, "code": p.code, "message": p.message} for p in found.problems],
    }


def _read_object(name: str) -> Mapping[str, object]:
    """Read a JSON object from a file or standard input.

    Raises KnownError `no-file`, `bad-json`.
    """
    try:
        source = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        found = json.loads(source)
    except OSError:
        raise KnownError("no-file", path=name) from None
    except (ValueError, RecursionError) as error:
        raise KnownError("bad-json", path=name, detail=error) from None
    if not isinstance(found, dict):
        raise KnownError("bad-json", path=name, detail="it is not an object")
    return found  # pyright: ignore[reportUnknownVariableType]


def _assignments(texts: list[str]) -> dict[str, object]:
    """Read field=value pairs; `sex.women=41` becomes a tally.

    Raises KnownError `bad-assignment`, `assigned-twice`.
    """
    raw: dict[str, object] = {}
    tallies: list[dict[str, object]] = []
    for text in texts:
        key, sign, value = text.partition("=")
        if not sign or not key:
            raise KnownError("bad-assignment", text=text)
        dimension, dot, category = key.removeprefix("tallies.").partition(".")
        if dot:
            tallies.append({"dimension": dimension, "category": category, "count": value})
        elif key in raw:
            raise KnownError("assigned-twice", field=key)
        else:
            raw[key] = value
    return raw | ({"tallies": tallies} if tallies else {})
