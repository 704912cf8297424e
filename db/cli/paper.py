"""Commands for paper: summaries, reports of an office."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from db.cli.common import Answer, opened
from db.cli.exchange import day
from db.errors import KnownError
from db.records import find
from db.reports import Document, Maker, maker_of, pages, pdf
from db.reports.office import office_report
from db.reports.summary import summarise
from db.store import Office
from db.store.files import write_aside


def summary(arguments: argparse.Namespace) -> Answer:
    """Draw a record's one-page summary, or a report of the office over a window of days."""
    target = Path(arguments.to)
    if target.suffix.lower() not in (".pdf", ".png"):
        raise KnownError("bad-output", path=target)
    with opened(arguments) as office:
        drawn = _document(office, arguments)
    return _written(drawn, target, arguments)


def _document(office: Office, arguments: argparse.Namespace) -> Document:
    maker = _maker(office, arguments.lang)
    if bool(arguments.ref) == bool(arguments.report):
        raise KnownError("paper-of-what")
    with office.read(arguments.names) as reading:
        if arguments.report:
            window = (day(arguments.start), day(arguments.end))
            if not all(window):
                raise KnownError("report-window")
            return office_report(
                reading,
                maker,
                arguments.report,
                window,
                office=arguments.office,
                own_words=_own_words(arguments.texts),
                approved=arguments.approved,
            )
        return summarise(reading, find(reading, arguments.ref), language=arguments.lang, printed_at=maker.at)


def _maker(office: Office, language: str) -> Maker:
    languages = [*dict.fromkeys(["en", *office.mission.languages])]
    if language not in languages:
        raise KnownError("unknown-language", language=language, known=", ".join(languages))
    made = maker_of(office)
    return Maker(made.mission, made.office, made.author, made.at, language, made.translate)


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


def _written(drawn: Document, target: Path, arguments: argparse.Namespace) -> Answer:
    if target.suffix.lower() == ".pdf":
        write_aside(target, pdf(drawn, paper=arguments.paper))
        files = [target]
    else:
        made = pages(drawn, paper=arguments.paper)
        files = (
            [target]
            if len(made) == 1
            else [target.with_stem(f"{target.stem}-{number}") for number in range(1, len(made) + 1)]
        )
        for file, page in zip(files, made, strict=True):
            write_aside(file, page)
    names = ", ".join(map(str, files))
    return Answer({"file": str(files[0]), "files": [str(file) for file in files]}, f"Wrote {names}.")
