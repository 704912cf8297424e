"""Commands about the office itself: made, backed up, restored, proved."""

import argparse
from pathlib import Path

from db.cli.common import Answer, home, opened, passphrase, several
from db.store import Office, put_back, verify
from db.store.keys import calibrated


def init(arguments: argparse.Namespace) -> Answer:
    """Make a new office."""
    office, recovery = Office.create(
        home(arguments),
        mission=arguments.mission,
        office=arguments.office,
        role=arguments.role,
        officer=arguments.officer,
        passphrase=passphrase(arguments),
        laptop=arguments.laptop,
        cost=calibrated(),
    )
    office.close()
    where = str(office.paths.home)
    data = {"home": where, "office": arguments.office, "role": arguments.role, "recovery_code": recovery}
    text = f"The office {arguments.office} is ready in {where}.\nRecovery code, shown only now: {recovery}"
    return Answer(data, text)


def backup(arguments: argparse.Namespace) -> Answer:
    """Copy the office into its backup folder."""
    with opened(arguments) as office:
        file = office.backup("asked")
    return Answer({"file": str(file)}, f"Backed up to {file}.")


def restore(arguments: argparse.Namespace) -> Answer:
    """Put a backup in the place of the office, which is itself backed up first where it can be opened."""
    where = home(arguments)
    before = put_back(Path(arguments.file), where, passphrase(arguments))
    kept = f" What was there is kept as {before.name}." if before else ""
    return Answer({"home": str(where), "before": str(before or "")}, f"Restored into {where}.{kept}")


def verify_office(arguments: argparse.Namespace) -> Answer:
    """Prove the office."""
    with opened(arguments) as office:
        if arguments.repair:
            office.rebuild()
        verdict = verify(office)
    data = {"ok": verdict.ok, "problems": list(verdict.problems), "revisions": verdict.revisions}
    text = "\n".join(verdict.problems) or f"All is well: {several(verdict.revisions, 'revision')} proved."
    return Answer(data, text, code=0 if verdict.ok else 1)
