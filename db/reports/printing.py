"""The one door through which a paper leaves the program: as a file, as pictures, or to a printer."""

from dataclasses import dataclass
from pathlib import Path

from db.records.outside import remember
from db.reports.render import Document, Paper, pages, pdf
from db.reports.report import Report
from db.reports.values import Summary
from db.store import Office
from db.store.access import PRINT, note_access
from db.store.files import write_aside


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a paper is printed on: its size, and whether it needs room for the holes of a binder."""

    paper: Paper = "a4"
    punched: bool = False


def print_file(office: Office, document: Document, target: Path, sheet: Sheet) -> list[Path]:
    """Write a paper as the PDF `target`, or as a PNG a page; return the files that were written.

    Raises KnownError `bad-paper`, `cannot-write`, `disk-full`.
    """
    if target.suffix.lower() == ".pdf":
        made, files = [pdf(document, paper=sheet.paper, punched=sheet.punched)], [target]
    else:
        made = pages(document, paper=sheet.paper, punched=sheet.punched)
        numbered = [target.with_stem(f"{target.stem}-{number}") for number in range(1, len(made) + 1)]
        files = numbered if len(made) > 1 else [target]
    for file, content in zip(files, made, strict=True):
        write_aside(file, content)
    noted(office, document, ", ".join(file.name for file in files), len(made))
    return files


def print_pictures(office: Office, document: Document, sheet: Sheet, ppi: float, where: str) -> list[bytes]:
    """Return a paper's pages as pictures for a printer or another program, which `where` names.

    Raises KnownError `bad-paper`.
    """
    made = pages(document, paper=sheet.paper, ppi=ppi, punched=sheet.punched)
    noted(office, document, where, len(made))
    return made


def noted(office: Office, document: Document, where: str, pages_made: int = 0) -> None:
    """Write into the access log that a paper leaves: what, how many pages, its digest, and where it goes (DP-09).

    Every paper that leaves passes through here once; a preview does not. No value of a record is noted: of a summary
    its number, of anything else the title that we gave it. What it tells people outside is remembered.
    """
    name = document.header.ref if isinstance(document, Summary) else document.title
    with office.write("print") as write:
        if isinstance(document, Report):
            remember(write, document.told)
        note_access(write, PRINT, count=pages_made, file=where, digest=document.footer.digest, note=name)
