"""Draws papers with Typst: a PDF for the file, page images for the screen.

Text of a record goes to the template in memory and as plain strings: nothing is written to disk, and nothing in it is
ever read as Typst markup.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from threading import Lock
from typing import Any, Literal, cast

import typst

from db.errors import KnownError
from db.reports.bundle import Bundle
from db.reports.finding import Hit, pattern
from db.reports.glyphs import printable
from db.reports.house import house_of
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
_MAIN = "main.typ"  # where the compiler begins among files that it is given
_problems: dict[str, KnownError] = {}
_drawing = Lock()  # one compiler serves all threads, one at a time


def pdf(document: Document, *, paper: Paper = "a4", punched: bool = False) -> bytes:
    """Return a paper as tagged PDF/A-2b with its fonts; equal papers give equal bytes. A summary is one page.

    Raises KnownError `bad-paper`.
    """
    return _compile(document, _inputs(document, paper, punched), "pdf", 0.0)[0]


def pages(document: Document, *, paper: Paper = "a4", ppi: float = 144, punched: bool = False) -> list[bytes]:
    """Return a paper's pages as PNG images of `ppi` pixels per inch.

    Raises KnownError `bad-paper`.
    """
    return _compile(document, _inputs(document, paper, punched), "png", ppi)


def find(document: Document, words: str, *, paper: Paper = "a4", punched: bool = False) -> list[Hit]:
    """Return where words stand on a paper, in the order in which they are read; none where nothing is asked for.

    Raises KnownError `bad-paper`.
    """
    inputs = _inputs(document, paper, punched)
    wanted = pattern(words, set(inputs["data"]))
    if not wanted:
        return []
    mission, template = document.footer.mission, _TEMPLATES[type(document)]
    with _drawing:
        # Of templates that cannot be drawn, ours stand on the pages.
        own = mission if house_of(mission).templates and mission not in _problems else ""
        try:
            found = _new_compiler(template, own, inputs | {"find": wanted}).query("<hit>", field="value")
        except typst.TypstError as error:
            raise KnownError("bad-paper", detail=error.message) from error
    return [Hit(**one) for one in json.loads(found)]


def template_problem(mission: str) -> KnownError | None:
    """Return what was wrong with the templates of a mission when a paper was last drawn; ours were used for it."""
    return _problems.get(mission)


def _inputs(document: Document, paper: str, punched: bool) -> dict[str, str]:
    if paper not in _PAPERS:
        raise KnownError("bad-paper", detail=f"there is no paper '{paper}', known are {', '.join(_PAPERS)}")
    rtl = document.language in RIGHT_TO_LEFT
    inputs = {"data": json.dumps(_printable(document, rtl), ensure_ascii=False), "paper": _PAPERS[paper]}
    house = house_of(document.footer.mission)
    given = {
        "rtl": "yes" if rtl else "",
        "punched": "yes" if punched else "",
        "letterhead": printable(house.letterhead),
        "logo": json.dumps(list(house.logo)) if house.logo else "",
        "logo_format": house.logo_format,
    }
    return inputs | {key: value for key, value in given.items() if value}


def _compile(document: Document, inputs: dict[str, str], form: Literal["pdf", "png"], ppi: float) -> list[bytes]:
    mission, template = document.footer.mission, _TEMPLATES[type(document)]
    at = datetime.fromisoformat(document.footer.printed_at)
    with _drawing:
        _problems.pop(mission, None)
        if house_of(mission).templates:
            try:
                return _draw(_compiler(template, mission), inputs, form, ppi, at)
            except typst.TypstError as error:
                _problems[mission] = _where(error, template)
        try:
            return _draw(_compiler(template, ""), inputs, form, ppi, at)
        except typst.TypstError as error:
            raise KnownError("bad-paper", detail=error.message) from error


def _draw(compiler: typst.Compiler, inputs: dict[str, str], form: str, ppi: float, at: datetime) -> list[bytes]:
    made = compiler.compile(
        format=cast(Literal["pdf", "png"], form),
        ppi=ppi or None,
        sys_inputs=inputs,
        pdf_standards=["a-2b"] if form == "pdf" else [],
        timestamp=at,
    )
    assert made is not None, "without an output file the compiler returns what it made"
    return made if isinstance(made, list) else [made]


def _where(error: typst.TypstError, template: str) -> KnownError:
    """Return what is wrong with a template of a mission, with its file and line."""
    found = re.search(r"┌─ (\S+?):(\d+):\d+", str(error.diagnostic))
    file, line = found.groups() if found else (_MAIN, "?")
    return KnownError(
        "bad-template", file=f"{template}.typ" if file == _MAIN else file, line=line, detail=error.message
    )


@cache
def _compiler(template: str, mission: str) -> typst.Compiler:
    """Return the one compiler of a template, of ours or with those of a mission in their place."""
    return _new_compiler(template, mission, {})


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts of paper: the bundled ones alone, on every machine, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resource("fonts"))])


def _new_compiler(template: str, mission: str, inputs: dict[str, str]) -> typst.Compiler:
    root = resource("reports")
    if not mission:
        path = str(root / f"{template}.typ")
        return typst.Compiler(path, root=str(root), font_paths=_fonts(), sys_inputs=inputs)
    # A compiler takes files by their names, which its hints for the type checker do not say.
    files: Any = {path.name: path.read_bytes() for path in root.glob("*.typ")} | dict(house_of(mission).templates)
    main: Any = {**files, _MAIN: files[f"{template}.typ"]}
    return typst.Compiler(main, font_paths=_fonts(), sys_inputs=inputs)


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
    if is_dataclass(value):
        return {field.name: _printable(getattr(value, field.name), rtl) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [_printable(item, rtl) for item in cast(Iterable[object], value)]
    return value
