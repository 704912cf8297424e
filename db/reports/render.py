"""Draws papers with Typst: a PDF for the file, page images for the screen.

Text of a record goes to the template in memory and as plain strings: nothing is written to disk, and nothing in it is
ever read as Typst markup.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache
from threading import Lock
from typing import Literal, cast

import typst

from db.errors import KnownError
from db.reports.bundle import Bundle
from db.reports.glyphs import printable
from db.reports.languages import RIGHT_TO_LEFT
from db.reports.listing import Listing
from db.reports.report import Report
from db.reports.values import Summary
from db.resources import resource

Paper = Literal["a4", "letter"]
Document = Summary | Bundle | Listing | Report

_PAPERS = {"a4": "a4", "letter": "us-letter"}  # what Typst calls them
_TEMPLATES: Mapping[type, str] = {Summary: "summary", Bundle: "bundle", Listing: "listing", Report: "report"}
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_drawing = Lock()  # one compiler serves all threads, one at a time


def pdf(document: Document, *, paper: Paper = "a4", punched: bool = False) -> bytes:
    """Return a paper as tagged PDF/A-2b with its fonts; equal papers give equal bytes. A summary is one page.

    Raises KnownError `bad-paper`.
    """
    return _compile(document, paper, "pdf", 0.0, punched)[0]


def pages(document: Document, *, paper: Paper = "a4", ppi: float = 144, punched: bool = False) -> list[bytes]:
    """Return a paper's pages as PNG images of `ppi` pixels per inch.

    Raises KnownError `bad-paper`.
    """
    return _compile(document, paper, "png", ppi, punched)


def _compile(document: Document, paper: str, form: Literal["pdf", "png"], ppi: float, punched: bool) -> list[bytes]:
    if paper not in _PAPERS:
        raise KnownError("bad-paper", detail=f"there is no paper '{paper}', known are {', '.join(_PAPERS)}")
    rtl = document.language in RIGHT_TO_LEFT
    inputs = {"data": json.dumps(_printable(asdict(document), rtl), ensure_ascii=False), "paper": _PAPERS[paper]}
    if rtl:
        inputs["rtl"] = "yes"
    if punched:
        inputs["punched"] = "yes"
    try:
        with _drawing:
            made = _compiler(_TEMPLATES[type(document)]).compile(
                format=form,
                ppi=ppi or None,
                sys_inputs=inputs,
                pdf_standards=["a-2b"] if form == "pdf" else [],
                timestamp=datetime.fromisoformat(document.footer.printed_at),
            )
    except typst.TypstError as error:
        raise KnownError("bad-paper", detail=error.message) from error
    assert made is not None, "without an output file the compiler returns what it made"
    return made if isinstance(made, list) else [made]


@cache
def _compiler(template: str) -> typst.Compiler:
    """Return the one compiler of a template, which is read once, as are the fonts.

    Only the bundled fonts count, on every machine.
    """
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resource("fonts"))])
    root = resource("reports")
    return typst.Compiler(str(root / f"{template}.typ"), root=str(root), font_paths=fonts)


def _printable(value: object, rtl: bool) -> object:
    """Return plain values with all text made printable.

    On a page that is read from the right a sentence in another script keeps its full stop at its own end: it is set
    between signs that isolate it. What the template asks by (a form, a side) never has a blank and is left alone.
    """
    if isinstance(value, str):
        return f"{_ISOLATE}{printable(value)}{_END}" if rtl and " " in value else printable(value)
    if isinstance(value, bytes):
        return list(value)  # of a picture: JSON knows no bytes
    if isinstance(value, dict):
        return {key: _printable(item, rtl) for key, item in cast(dict[str, object], value).items()}
    if isinstance(value, list | tuple):
        return [_printable(item, rtl) for item in cast(Iterable[object], value)]
    return value
