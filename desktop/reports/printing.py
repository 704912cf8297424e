"""Making paper off the main thread: the document, its pictures, its PDF; and painting pictures on a printer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from db.errors import KnownError
from db.progress import Progress
from db.records import view
from db.reports import Document, bundle, maker_of, pages, summaries
from db.reports.finding import Hit
from db.reports.papers import paper_of
from db.reports.printing import Sheet, print_file, print_pictures
from db.reports.recovery import recovery_sheet
from db.reports.render import find, template_problem
from db.revisions import RecordKey
from db.store import Office

THUMB_PPI, SCREEN_PPI, PRINTER_PPI, CODE_PPI = 26.0, 144.0, 300.0, 200.0
SHORT_SIDES = {"a4": 595.28, "letter": 612.0}  # points
SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper, what people call it, and the name of a file that holds it."""

    document: Document
    title: str
    name: str


ComposeIn = Callable[..., Composed]  # out of an office, in a language of paper; what is `counted` takes a progress too


@dataclass(frozen=True, slots=True)
class Choice:
    """One paper that may be printed: what it is called, its key for what is remembered, and what makes it."""

    key: str
    name: str
    compose: ComposeIn
    counted: bool = False  # whether it takes a progress, because it lasts


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper and its pages as pictures; `problem` is what was wrong with a template of the mission."""

    composed: Composed
    images: tuple[QImage, ...]
    problem: KnownError | None = None

    @property
    def landscape(self) -> bool:
        """Whether its pages lie on their long side."""
        return self.images[0].width() > self.images[0].height()


def summary_of(key: RecordKey, title: str, office: Office, language: str) -> Composed:
    """Compose the summary of a record; its number goes into the `title`."""
    with office.read() as reading:
        (summary,) = summaries(office, reading, [key], maker_of(office, language=language))
        name = view(reading, key).ref
    return Composed(summary, title.format(name=name), name)


def summaries_of(keys: Sequence[RecordKey], title: str, office: Office, language: str, progress: Progress) -> Composed:
    """Compose the summaries of several records as one paper under a title of ours.

    Raises what `progress` raises.
    """
    maker = maker_of(office, language=language)
    with office.read() as reading:
        made = bundle(maker, maker.translate(title), summaries(office, reading, keys, maker, progress))
    return Composed(made, made.title, f"{made.title} {office.today}")


def blank_recovery(office: Office, language: str) -> Composed:
    """Compose the recovery sheet without a code."""
    made = recovery_sheet(maker_of(office, language=language))
    return Composed(made, made.title, f"{made.title} {office.identity.office}")


def code_images(office: Office, code: str, where: str) -> tuple[QImage, ...]:
    """Draw the recovery sheet with its code for a printer (`where`), at once: the code is never shown again."""
    return _images(print_pictures(office, recovery_sheet(maker_of(office), code), Sheet(), CODE_PPI, where))


def paper_about(key: RecordKey, name: str, office: Office, language: str) -> Composed:
    """Compose another paper about a record."""
    with office.read() as reading:
        made = paper_of(office, reading, key.uid, name, maker_of(office, language=language))
        ref = view(reading, key).ref
    return Composed(made, f"{made.title} · {ref}", f"{ref} {made.title}")


def draw(office: Office, choice: Choice, language: str, names: str, sheet: Sheet, progress: Progress) -> Drawn:
    """Draw a paper that names places in a form: small, so that all its pages can be seen soon.

    A `QImage` may be made in any thread.
    """
    more = (progress,) if choice.counted else ()
    composed = choice.compose(office.naming_places(names), language, *more)
    progress(0, 0)  # how long drawing takes, nobody knows; but it may be stopped before it begins
    images = _images(pages(composed.document, paper=sheet.paper, punched=sheet.punched, ppi=THUMB_PPI))
    return Drawn(composed, images, template_problem(office.mission.key))


def draw_large(composed: Composed, sheet: Sheet, progress: Progress) -> tuple[bytes, ...]:
    """Draw the pages of a paper as large as a screen shows them, as files: only those in sight are unpacked."""
    return tuple(pages(composed.document, paper=sheet.paper, punched=sheet.punched, ppi=SCREEN_PPI))


def find_words(composed: Composed, sheet: Sheet, words: str, progress: Progress) -> list[Hit]:
    """Find words on the pages of a paper."""
    return find(composed.document, words, paper=sheet.paper, punched=sheet.punched)


def draw_for(
    office: Office, composed: Composed, sheet: Sheet, chosen: Sequence[int], where: str, progress: Progress
) -> tuple[QImage, ...]:
    """Draw those pages of a paper that leave: for a printer, or for the clipboard (`where`)."""
    made = print_pictures(office, composed.document, sheet, PRINTER_PPI, where)
    return _images([made[number - 1] for number in chosen if number <= len(made)])


def save_pdf(office: Office, document: Document, sheet: Sheet, target: Path, chosen: str, progress: Progress) -> Path:
    """Write the PDF of the pages that somebody wrote down, whole or not at all."""
    return print_file(office, document, target, sheet, chosen)[0]


def paint(images: tuple[QImage, ...], printer: QPrinter) -> None:
    """Paint one picture per sheet, as large as the sheet without distorting it."""
    painter = QPainter(printer)
    for number, image in enumerate(images):
        if number:
            printer.newPage()
        layout, dots = printer.pageLayout(), printer.resolution()
        sheet, printable = layout.fullRectPixels(dots), layout.paintRectPixels(dots)
        size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        # The painter's corner is that of the printable part; the picture has margins of its own.
        painter.drawImage(QRect(sheet.topLeft() - printable.topLeft(), size), image)
    painter.end()


def _images(found: Sequence[bytes]) -> tuple[QImage, ...]:
    return tuple(QImage.fromData(page) for page in found)
