"""The preview: a paper as it will be printed, in the language and on the paper asked for, then where it goes."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QPageLayout, QPageSize, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.errors import KnownError
from db.progress import Progress
from db.reports.finding import Hit
from db.reports.languages import LANGUAGES
from db.reports.papers import PAPERS
from db.reports.printing import Sheet, chosen_pages
from db.revisions import RecordKey
from desktop.context import Context
from desktop.i18n import sentence, tr_db
from desktop.reports.find_line import FindLine
from desktop.reports.printing import (
    SHORT_SIDES,
    SIZES,
    Choice,
    ComposeIn,
    Drawn,
    draw,
    draw_for,
    draw_large,
    find_words,
    paint,
    paper_about,
    save_pdf,
    summary_of,
)
from desktop.reports.sheets import USUAL_ZOOM, ZOOMS, Sheets
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.wheel_guard import guard
from desktop.widgets.parts import button, label, tool_button
from desktop.widgets.working import WorkBar

LANDSCAPE_WIDTH = 1040  # pixels of a page that lies on its long side: the smallest window must hold it
_FOLDER, _NAMES = "pdf_folder", "place_names"


def open_preview(context: Context, key: RecordKey) -> "Preview":
    """Show the summary of a record above the window, and offer the other papers about it."""
    title = QCoreApplication.translate("Preview", "Summary of {name}")
    name = QCoreApplication.translate("Preview", "Summary")
    offered = [Choice("summary", name, partial(summary_of, key, title))]
    offered += [
        Choice(one, tr_db(kind.title), partial(paper_about, key, one))
        for one, kind in PAPERS.items()
        if key.type in kind.types
    ]
    return open_papers(context, offered)


def open_paper(context: Context, key: str, compose: ComposeIn) -> "Preview":
    """Show one paper above the window; `compose` makes it off the main thread, its last choices are kept by `key`."""
    return open_papers(context, [Choice(key, "", compose)])


def open_papers(context: Context, offered: Sequence[Choice], *, speaks: bool = True) -> "Preview":
    """Show the first of some papers above the window; `speaks` says that they can be printed in several languages."""
    dialog = Preview(context, offered, speaks=speaks)
    context.notices.show_dialog(dialog)
    return dialog


class Preview(QDialog):
    """Pages and thumbnails, what is printed and how, printer, PDF, clipboard; the last choices are remembered."""

    def __init__(self, context: Context, offered: Sequence[Choice], *, speaks: bool = True) -> None:
        super().__init__(context.notices.window)
        self._context, self._offered, self._speaks = context, list(offered), speaks
        self._drawn: Drawn | None = None
        self._printer: QPrinter | None = None
        self._round = 0  # which drawing is wanted: what comes of an earlier one is dropped
        self.setWindowTitle(self.tr("Paper"))
        self.resize(960, 620)
        self.what = self._combo(self.tr("What"), [(one.name, one.key) for one in self._offered], self._offered[0].key)
        self.paper = self._combo(self.tr("Paper"), [("A4", "a4"), ("Letter", "letter")], self._kept("paper", "a4"))
        languages = [(name, code) for code, name in LANGUAGES.items()]
        self.language = self._combo(self.tr("Language"), languages, self._kept("language", "en"))
        forms = [(tr_db(called), form) for form, called in context.mission.place_names.items()]
        self.names = self._combo(self.tr("Names of places"), forms, context.remembered(_NAMES))
        self.punched = QCheckBox(self.tr("Room for a binder"))
        self.punched.setChecked(self._kept("punched", "") == "yes")
        self.punched.clicked.connect(self.draw)
        zooms = [(f"{zoom} %", str(zoom)) for zoom in ZOOMS]
        self.zoom = self._combo(self.tr("Zoom"), zooms, self._kept("zoom", str(USUAL_ZOOM)), self._zoomed)
        self.pages = QLineEdit()
        self.pages.setPlaceholderText(self.tr("all, or 1-3, 5"))
        self.pages.setAccessibleName(self.tr("Pages to print"))
        self.pages.setFixedWidth(130)
        self.print = button(self.tr("Print…"), self.print_pages, "main", "print")
        self.save = button(self.tr("Save PDF…"), self.save_as, "", "file")
        self.copy = button(self.tr("Copy picture"), self.copy_picture, "", "copy")
        self.state = label("", "muted", wrap=True)
        self.work = WorkBar()
        self.finder = FindLine()
        self.finder.sought.connect(self._find)
        self.finder.stepped.connect(self._step)
        self.sheets = Sheets()
        self.sheets.zoom = int(self.zoom.currentData())
        self._build()
        self.draw()

    def draw(self) -> None:
        """Draw the pages as they are asked for: small ones first, so that the paper can be judged soon."""
        self._ready(False)
        self._round += 1
        for name, value in (
            ("paper", self.paper.currentData()),
            ("language", self.language.currentData()),
            ("punched", "yes" if self.punched.isChecked() else ""),
        ):
            self._context.remember(f"paper/{self._choice.key}/{name}", str(value))
        self._context.remember(_NAMES, self.names.currentData())
        language = self.language.currentData() if self._speaks else "en"
        job = partial(draw, self._context.office, self._choice, language, self.names.currentData(), self._sheet)
        self._run(self.tr("Making the paper…"), job, partial(self._show, self._round))

    def reject(self) -> None:
        """Go away, and stop what is being drawn: nobody waits for it any more."""
        self.work.ask_to_stop()
        super().reject()

    def _run(self, text: str, job: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        """Do long work with a bar in the place of the line that says what happened."""
        self.state.hide()
        self.work.start(text)
        self.work.watch(self._context.tasks.long(job, done, self._failed, self.work.step))

    def _find(self, words: str) -> None:
        if self._drawn is not None:
            job = partial(find_words, self._drawn.composed, self._sheet, words)
            self._context.tasks.long(job, partial(self._show_found, self._round, words), self._failed)

    def _show_found(self, wanted: int, words: str, hits: list[Hit]) -> None:
        if wanted == self._round and words == self.finder.words:
            self.sheets.show_hits(hits)
            self._step(0)

    def _step(self, by: int) -> None:
        self.sheets.step(by)
        self.finder.say(self.finder.words, self.sheets.hit, len(self.sheets.hits))

    def print_pages(self) -> None:
        """Let the person choose a printer; where there is none, say so and offer the PDF."""
        if not self._context.notices.has_printer():
            self._say(self.tr("There is no printer on this computer. Save a PDF and print it elsewhere."), "problem")
            self.save.setFocus()
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setPageSize(QPageSize(SIZES[self._sheet.paper]))
        self._printer.setFullPage(True)
        if self._drawn is not None and self._drawn.landscape:
            self._printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        self._context.notices.print_dialog(self._printer, self._print)

    def save_as(self) -> None:
        """Let the person say where the PDF goes; it has the pages that are written down, or all."""
        if self._drawn is None or self._pages_chosen() is None:
            return
        proposal = Path(self._context.remembered(_FOLDER) or Path.home()) / f"{self._drawn.composed.name}.pdf"
        self._context.notices.choose_target(self.tr("Save as PDF"), proposal, self.tr("PDF (*.pdf)"), self._save)

    def copy_picture(self) -> None:
        """Put the page in sight, or the first of those that are written, on the clipboard."""
        chosen = self._pages_chosen()
        if self._drawn is None or chosen is None:
            return
        row = self.sheets.thumbs.currentRow() + 1
        page = row if row in chosen and not self.pages.text().strip() else chosen[0]
        self._leave([page], self.tr("clipboard"), self._copied)

    @property
    def _choice(self) -> Choice:
        return self._offered[max(0, self.what.currentIndex())]

    @property
    def _sheet(self) -> Sheet:
        return Sheet(self.paper.currentData(), self.punched.isChecked())

    def _kept(self, name: str, default: str) -> str:
        return self._context.remembered(f"paper/{self._choice.key}/{name}", default)

    def _show(self, wanted: int, drawn: Drawn) -> None:
        if wanted != self._round:
            return
        self._drawn = drawn
        self.setWindowTitle(drawn.composed.title)
        if drawn.landscape:
            self.resize(max(self.width(), LANDSCAPE_WIDTH + 90), self.height())
        self.finder.forget()
        self.sheets.show_small(drawn.images, SHORT_SIDES[self._sheet.paper])
        job = partial(draw_large, drawn.composed, self._sheet)
        self._run(self.tr("Drawing its pages…"), job, partial(self._show_large, wanted))

    def _show_large(self, wanted: int, files: tuple[bytes, ...]) -> None:
        if wanted != self._round or self._drawn is None:
            return
        self.sheets.show_large(files)
        problem = self._drawn.problem
        self._say(sentence(problem) if problem is not None else "", "problem" if problem is not None else "muted")
        self._ready(True)
        self.print.setFocus()

    def _print(self) -> None:
        assert self._printer is not None
        chosen = self._pages_chosen()
        if chosen is not None:
            name = self._printer.printerName() or self.tr("printer")
            self._leave(chosen, name, self._paint)

    def _leave(self, chosen: list[int], where: str, done: Callable[[tuple[QImage, ...]], object]) -> None:
        assert self._drawn is not None
        self._ready(False)
        job = partial(draw_for, self._context.office, self._drawn.composed, self._sheet, chosen, where)
        self._run(self.tr("Drawing for {where}…").format(where=where), job, done)

    def _paint(self, images: tuple[QImage, ...]) -> None:
        assert self._printer is not None
        paint(images, self._printer)
        self._printer = None
        self._ready(True)
        self._say(self.tr("Sent to the printer."), "good")

    def _copied(self, images: tuple[QImage, ...]) -> None:
        QGuiApplication.clipboard().setImage(images[0])
        self._ready(True)
        self._say(self.tr("The page is on the clipboard as a picture."), "good")

    def _save(self, targets: list[Path]) -> None:
        if not targets or self._drawn is None:
            return
        self._context.remember(_FOLDER, str(targets[0].parent))
        self._ready(False)
        document, chosen = self._drawn.composed.document, self.pages.text()
        job = partial(save_pdf, self._context.office, document, self._sheet, targets[0], chosen)
        self._run(self.tr("Writing the PDF…"), job, self._saved)

    def _saved(self, target: Path) -> None:
        self._ready(True)
        self._say(self.tr("Saved: {file}").format(file=target.name), "good")

    def _failed(self, error: Failure) -> None:
        self._ready(self._drawn is not None)
        self._say(sentence(error) if isinstance(error, KnownError) else self.tr("Stopped."), "problem")

    def _pages_chosen(self) -> list[int] | None:
        """Return the pages that are wanted; None, and a sentence, where that cannot be read."""
        found = chosen_pages(self.pages.text(), self.sheets.count)
        if found is None:
            self._say(self.tr("These are no pages of this paper. Write them as 1-3, 5."), "problem")
            self.pages.setFocus()
        return found

    def _zoomed(self) -> None:
        self._context.remember(f"paper/{self._choice.key}/zoom", self.zoom.currentData())
        self.sheets.set_zoom(int(self.zoom.currentData()))

    def _step_zoom(self, step: int) -> None:
        self.zoom.setCurrentIndex(min(max(self.zoom.currentIndex() + step, 0), self.zoom.count() - 1))
        self._zoomed()

    def larger(self) -> None:
        """Show the pages one step larger."""
        self._step_zoom(1)

    def smaller(self) -> None:
        """Show the pages one step smaller."""
        self._step_zoom(-1)

    def _ready(self, ready: bool) -> None:
        self.work.stop()
        for widget in (
            self.print,
            self.save,
            self.copy,
            self.paper,
            self.what,
            self.language,
            self.names,
            self.punched,
        ):
            widget.setEnabled(ready)

    def _say(self, text: str, look: str) -> None:
        self.state.setText(text)
        self.state.show()
        mark(self.state, look=look)

    def _combo(self, name: str, entries: Sequence[tuple[str, str]], now: str, changed: object = None) -> QComboBox:
        made = QComboBox()
        for text, data in entries:
            made.addItem(text, data)
        made.setCurrentIndex(max(0, made.findData(now)))
        made.setAccessibleName(name)
        guard(made)
        made.activated.connect(changed or self.draw)
        return made

    def _build(self) -> None:
        above, middle, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, margins in ((above, (20, 10, 20, 6)), (middle, (20, 0, 20, 10)), (below, (20, 10, 20, 14))):
            row.setContentsMargins(*margins)
            row.setSpacing(8)
        named: list[tuple[str, QWidget, bool]] = [
            (self.tr("What"), self.what, len(self._offered) > 1),
            (self.tr("Language"), self.language, self._speaks),
            (self.tr("Places"), self.names, True),
            (self.tr("Paper"), self.paper, True),
        ]
        for name, widget, wanted in named:
            caption = label(name, "label")
            caption.setBuddy(widget)
            caption.setVisible(wanted)
            widget.setVisible(wanted)
            above.addWidget(caption)
            above.addWidget(widget)
        above.addWidget(self.punched)
        above.addStretch()
        middle.addWidget(self.finder)
        middle.addStretch()
        middle.addWidget(tool_button(self.tr("Smaller  Ctrl+-"), "minus", self.smaller))
        middle.addWidget(self.zoom)
        middle.addWidget(tool_button(self.tr("Larger  Ctrl++"), "plus", self.larger))
        for keys, slot in (
            ("Ctrl++", self.larger),
            ("Ctrl+=", self.larger),
            ("Ctrl+-", self.smaller),
            ("Ctrl+F", self.finder.begin),
            ("F3", self.finder.after),
            ("Shift+F3", self.finder.before),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        caption = label(self.tr("Pages"), "label")
        caption.setBuddy(self.pages)
        below.addWidget(caption)
        below.addWidget(self.pages)
        below.addWidget(self.state, 1)
        below.addWidget(self.work, 1)
        for widget in (button(self.tr("Close"), self.reject), self.copy, self.save, self.print):
            below.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addLayout(middle)
        whole.addWidget(self.sheets, 1)
        whole.addLayout(below)
