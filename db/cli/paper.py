"""Commands for paper: summaries, reports of an office."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from db.catalogue import activity_type
from db.cli.common import Answer, opened
from db.cli.exchange import day
from db.errors import KnownError
from db.marks import N_
from db.records import find
from db.reports import Document, bundle, maker_of, summaries
from db.reports.office import office_report
from db.reports.papers import blank_form, paper_of
from db.reports.printing import Sheet, print_file
from db.reports.render import template_problem
from db.reports.telling import Say
from db.store import Office


def summary(arguments: argparse.Namespace) -> Answer:
    """Draw the one-page summaries of records, or a report of the office over a window of days."""
    target = Path(arguments.to)
    if target.suffix.lower() not in (".pdf", ".png"):
        raise KnownError("bad-output", path=target)
    with opened(arguments) as office:
        sheet = Sheet(arguments.paper, arguments.punched)
        files = print_file(office, _document(office, arguments), target, sheet, arguments.pages)
        problem = template_problem(office.mission.key)
    names = ", ".join(map(str, files))
    if problem is not None:
        print(problem, file=sys.stderr)
    return Answer({"file": str(files[0]), "files": [str(file) for file in files]}, f"Wrote {names}.")


def _document(office: Office, arguments: argparse.Namespace) -> Document:
    office = office.naming_places(arguments.names)
    maker = maker_of(office, language=arguments.lang)
    if sum(map(bool, (arguments.ref, arguments.report, arguments.blank))) != 1:
        raise KnownError("paper-of-what")
    if arguments.blank:
        return blank_form(Say(maker), activity_type(arguments.blank).key)
    with office.read() as reading:
        if arguments.report:
            window = (day(arguments.start), day(arguments.end))
            if not all(window):
                raise KnownError("paper-of-what")
            return office_report(
                reading,
                maker,
                arguments.report,
                window,
                office=arguments.office,
                own_words=_own_words(arguments.texts),
                approved=arguments.approved,
                outside=arguments.outside,
            )
        if arguments.kind:
            return paper_of(office, reading, arguments.ref[0], arguments.kind, maker)
        found = summaries(office, reading, [find(reading, ref) for ref in arguments.ref], maker)
        return found[0] if len(found) == 1 else bundle(maker, maker.translate(N_("Summaries")), found)


def _own_words(file: str) -> Mapping[str, str]:
    """Read an officer's paragraphs by section. Raises KnownError `bad-json`, `no-file`."""
    if not file:
        return {}
    try:
        found: object = json.loads(Path(file).read_text(encoding="utf-8-sig"))
    except OSError:
        raise KnownError("no-file", path=file) from None
    except ValueError as error:
        raise KnownError("bad-json", path=file, detail=str(error)) from None
    if not isinstance(found, dict):
        raise KnownError("bad-json", path=file, detail="it is no object of texts")
    return {str(key): str(text) for key, text in cast(dict[object, object], found).items()}
