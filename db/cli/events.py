"""Commands on events: a project out of an idea, and people over many activities."""

import argparse
from dataclasses import asdict

from db import records
from db.cli.common import Answer, opened, several


def draft_project(arguments: argparse.Namespace) -> Answer:
    """Make a project draft out of an idea or a small grant."""
    with opened(arguments) as office:
        with office.write("create") as write:
            made = records.draft_project(write, arguments.ref)
        with office.read() as reading:
            ref = records.view(reading, made).ref
    return Answer({"ref": ref, "uid": made.uid}, f"Drafted as {ref}.")


def people(arguments: argparse.Namespace) -> Answer:
    """Sum the people of a register; each number stands for itself, and an estimate marks its sum."""
    with opened(arguments) as office, office.read() as reading:
        uids = records.list_uids(reading, arguments.kind, arguments.query)
        sums, counts = records.sum_people(reading, uids), records.sum_counts(reading, uids)
        left_out = records.gaps(reading, uids)
    lines = [
        f"{key:<14}{one.number}  in {several(one.records, 'record')}"
        + (f", {one.blank} do not say" if one.blank else "")
        + (f", {one.estimates} of them estimates" if one.estimates else "")
        for key, one in sums.items()
    ]
    lines += [f"{name}.{category:<14}{number}" for name, found in counts.items() for category, number in found.items()]
    lines += [f"! {gap.ref} {gap.dimension}: {gap.sum} of {gap.whole}, {gap.not_recorded} missing" for gap in left_out]
    data = {
        "sums": {key: asdict(one) for key, one in sums.items()},
        "counts": counts,
        "gaps": [asdict(gap) for gap in left_out],
    }
    return Answer(data, "\n".join(lines) or "No people are recorded.")
