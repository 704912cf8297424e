"""The one door through which a paper leaves the program: as a file, as pictures, or to a printer."""

from dataclasses import dataclass
from pathlib import Path

from db.errors import KnownError
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


def print_file(office: Office, document: Document, target: Path, sheet: Sheet, chosen: str = "") -> list[Path]:
    """Write a paper as the PDF `target`, or as a PNG a page; return the files that were written.

    `chosen` are the pages as people write them ("1-3, 5"); all of them where it says nothing.

    Raises KnownError `bad-paper`, `no-such-pages`, `cannot-write`, `disk-full`.
    """
    if target.suffix.lower() == ".pdf":
        from db.reports.cut_file import count_pages, only_pages

        whole = pdf(document, paper=sheet.paper, punched=sheet.punched)
        numbers = _wanted(chosen, count_pages(whole))
        made, files = [only_pages(whole, numbers)], [target]
    else:
        drawn = pages(document, paper=sheet.paper, punched=sheet.punched)
        numbers = _wanted(chosen, len(drawn))
        made = [drawn[number - 1] for number in numbers]
        numbered = [target.with_stem(f"{target.stem}-{number}") for number in numbers]
        files = numbered if len(drawn) > 1 else [target]
    for file, content in zip(files, made, strict=True):
        write_aside(file, content)
    noted(office, document, ", ".join(file.name for file in files), len(numbers))
    return files


def _wanted(chosen: str, count: int) -> list[int]:
    found = chosen_pages(chosen, count)
    if found is None:
        raise KnownError("no-such-pages", pages=chosen, count=count)
    return found


def chosen_pages(text: str, count: int) -> list[int] | None:
    """Return the pages that somebody wrote ("1-3, 5"), all where nothing is written; None where it cannot be read."""
    if not text.strip():
        return list(range(1, count + 1))
    found: list[int] = []
    for part in text.replace(";", ",").replace("–", "-").split(","):
        first, _, last = (piece.strip() for piece in part.partition("-"))
        last = last or first
        if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
            return None
        found += range(int(first), min(int(last), count) + 1)
    kept = sorted({number for number in found if 1 <= number <= count})
    return kept or None


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
