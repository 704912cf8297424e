"""Faults C: containers that are broken or made to harm. Each is a plain sentence; none a hang, much memory, a half.

C1 of trackers, C2, C7, C17 and most of C6 are in `tests/workbooks/test_reading.py`, C1 of companions in
`tests/attachments/test_exchange.py`, C12 and C13 in `tests/parcels/test_sending.py`: all go through the same reader.
"""

import io
import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from db import limited
from db.errors import KnownError
from db.parcels.packing import locked
from db.workbooks import open_container, read_book, read_sheets
from db.workbooks.reading import Container
from tests.parcels.faults.conftest import Bench

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Parts = dict[str, bytes]


def refused(bench: Bench, file: Path, *codes: str) -> str:
    """Return the sentence by which a file is refused; headquarters keeps nothing of it and the file is not touched."""
    content = file.read_bytes()
    with pytest.raises(KnownError) as error:
        bench.look(file)
    assert error.value.code in codes or error.value.code == "not-a-workbook"
    assert file.read_bytes() == content
    return str(error.value)


def parts_of(file: Path) -> Parts:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(bench: Bench, *entries: tuple[str, bytes], flags: int = 0) -> Path:
    """Write a container of these parts, as they are given and in this order."""
    target = bench.folder / f"packed-{len(list(bench.folder.iterdir()))}.xlsx"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            made = zipfile.ZipInfo("x")
            made.filename = name  # as it is: a constructor would mend it
            archive.writestr(made, content)
    if flags:
        data = bytearray(target.read_bytes())
        for place in (data.index(b"PK\x03\x04") + 6, data.rindex(b"PK\x01\x02") + 8):
            data[place] |= flags
        target.write_bytes(bytes(data))
    return target


# ---- what is broken ----


def test_c01_a_parcel_cut_anywhere_is_refused(bench: Bench):
    whole = bench.file.read_bytes()
    for sixteenth in range(16):
        bench.file.write_bytes(whole[: len(whole) * sixteenth // 16])
        assert "copied completely" in refused(bench, bench.file) or not sixteenth


def directory(data: bytearray) -> list[int]:
    """Where the directory tells of each part."""
    return [found.start() for found in re.finditer(rb"PK\x01\x02", data)]


def flipped(data: bytearray) -> None:
    for place in directory(data):
        data[place + 16] ^= 0xFF  # the sum of its bytes


def sized(data: bytearray) -> None:
    for place in directory(data):
        data[place + 24 : place + 28] = struct.pack("<I", 7)


def lost(data: bytearray) -> None:
    place = data.rindex(b"PK\x05\x06")
    data[place + 16 : place + 20] = struct.pack("<I", len(data))


def torn(data: bytearray) -> None:
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)


@pytest.mark.parametrize("damage", [flipped, sized, lost, torn])
def test_c03_a_wrong_sum_size_or_directory_is_damage(bench: Bench, damage: Callable[[bytearray], None]):
    data = bytearray(bench.file.read_bytes())
    damage(data)
    bench.file.write_bytes(bytes(data))
    refused(bench, bench.file)


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCHES = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
QUADRATIC = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 50_000 + b'">]>'


@pytest.mark.parametrize("declared", [LAUGHS, QUADRATIC])
@pytest.mark.parametrize(
    "part",
    [
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
    ],
)
def test_c04_entities_in_any_part_are_refused_before_it_is_read(bench: Bench, part: str, declared: bytes):
    def change(content: bytes) -> bytes:
        head, mark, rest = content.partition(b"?>")
        return head + mark + declared + rest if mark else declared + content

    assert "declares things" in refused(bench, bench.operated({part: change}))


def test_c05_nothing_is_fetched_and_no_type_of_document_is_declared(bench: Bench):
    for declared in (FETCHES, b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd">', "<!DOCTYPE x>".encode("utf-16")):
        said = refused(bench, bench.operated({"docProps/app.xml": lambda part, d=declared: d + part}))
        assert "declares things" in said
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    file = bench.operated({"docProps/core.xml": lambda part: part.replace(b"</", include + b"</", 1)})
    assert (got := bench.look(file)).new == got.read, "an element that nobody knows is nothing"


# ---- what is too much ----


def test_c06_parts_that_lie_in_one_place_or_in_each_other_are_refused(bench: Bench):
    """Overlapping parts: a small file that is unpacked again and again."""
    file = packed(bench, *((name, b"0" * 1_000_000) for name in ("a.xml", "b.xml")))
    data = bytearray(file.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    data[place + 42 : place + 46] = struct.pack("<I", 0)  # the second begins where the first does
    file.write_bytes(bytes(data))
    assert "no program does it" in refused(bench, file)
    inner = bench.file.read_bytes()
    said = refused(bench, packed(bench, ("xl/workbook.xlsx", inner), ("[Content_Types].xml", b"<Types/>")))
    assert "damaged" in said, "a workbook in a workbook is not opened"


@pytest.mark.parametrize("much", ["merged", "styles", "names"])
def test_c08_forty_thousand_merged_cells_styles_or_names_end_soon(tmp_path: Path, much: str):
    book = Workbook()
    book.worksheets[0]["A1"] = "Title"
    made = io.BytesIO()
    book.save(made)
    target = tmp_path / "much.xlsx"
    merged = b"".join(b'<mergeCell ref="B%d:C%d"/>' % (n, n) for n in range(2, 42_000))
    changes = {
        "merged": (
            "xl/worksheets/sheet1.xml",
            b"</sheetData>",
            b"</sheetData><mergeCells>" + merged + b"</mergeCells>",
        ),
        "styles": ("xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="0"/>' * 400_000 + b"</cellXfs>"),
        "names": (
            *("xl/workbook.xml", b"</workbook>"),
            b"<definedNames>"
            + b"".join(b'<definedName name="n%d">Sheet!$A$1</definedName>' % n for n in range(100_000))
            + b"</definedNames></workbook>",
        ),
    }
    part, here, instead = changes[much]
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(here, instead, 1) if name == part else content)
    (sheet,) = read_book(target).sheets
    assert [dict(row.cells) for row in sheet.rows] == [{1: "Title"}]


# ---- what is put together oddly ----


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.XML", "xl\\evil.xml", "../evil.xml", "/etc/evil.xml"])
def test_c09_names_of_parts_that_no_program_writes_are_refused(bench: Bench, name: str):
    before = sorted(bench.folder.iterdir())
    file = packed(bench, *parts_of(bench.file).items(), (name, b"<evil/>"))
    assert "no program does it" in refused(bench, file)
    assert sorted(bench.folder.iterdir()) == sorted([*before, file]), "nothing was written anywhere"


def test_c09_a_part_behind_a_password_of_its_own_is_refused(bench: Bench):
    assert "no program does it" in refused(bench, packed(bench, ("[Content_Types].xml", b"<Types/>"), flags=1))


def without(*names: str) -> Callable[[Parts], Parts]:
    return lambda parts: {name: content for name, content in parts.items() if name not in names}


def prefixed(parts: Parts) -> Parts:
    """The same parts with a prefix on every element, as some programs write them."""
    content = parts["xl/workbook.xml"].replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?xml", b"<?xml")
    return {**parts, "xl/workbook.xml": content.replace(b'xmlns="' + MAIN, b'xmlns:x="' + MAIN)}


def strict(parts: Parts) -> Parts:
    return {
        name: content.replace(MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main") for name, content in parts.items()
    }


@pytest.mark.parametrize(
    ("change", "readable"),
    [
        (without("[Content_Types].xml"), True),
        (without("xl/styles.xml"), True),
        (without("xl/workbook.xml"), False),
        (without("xl/_rels/workbook.xml.rels"), False),
        (prefixed, True),
        (strict, True),
    ],
)
def test_c10_what_another_program_leaves_out_or_calls_otherwise(bench: Bench, change: Callable, readable: bool):
    file = packed(bench, *change(parts_of(bench.file)).items())
    if not readable:
        refused(bench, file)
        return
    got = bench.look(file)
    assert (got.new, got.proposal, got.problem) == (got.read, 0, 0)


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_c11_a_parcel_with_macros_is_refused(bench: Bench, name: str):
    file = packed(bench, *parts_of(bench.file).items(), (name, b"..."))
    assert "macros" in refused(bench, file, "has-macros")


def test_c11_links_objects_and_queries_are_left_alone(bench: Bench):
    own = {
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/embeddings/oleObject1.bin": b"MZ...",
        "xl/queryTables/queryTable1.xml": b"<queryTable/>",
        "xl/connections.xml": b'<connections><connection sourceFile="http://example.org"/></connections>',
    }
    got = bench.look(packed(bench, *parts_of(bench.file).items(), *own.items()))
    assert (got.new, got.proposal, got.problem) == (got.read, 0, 0)


def test_c13_a_locked_file_that_was_cut_is_damaged(bench: Bench):
    whole = locked(bench.file.read_bytes(), "word")
    bench.file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(KnownError) as error:
        open_container(bench.file, password="word")
    assert "damaged" in str(error.value)


def test_c14_sheets_that_are_protected_without_a_password_are_read(bench: Bench):
    book = load_workbook(bench.file)
    for page in book.worksheets:
        page.protection.sheet = True
        page.protection.password = "word"
    book.security.lockStructure = True
    book.save(bench.file)
    got = bench.look(bench.file)
    assert (got.new, got.proposal, got.problem) == (got.read, 0, 0)


def test_c15_what_a_label_locks_says_so_and_a_signature_of_office_does_no_harm(bench: Bench):
    signed = {**parts_of(bench.file), "_xmlsignatures/sig1.xml": b"<Signature/>"}
    got = bench.look(packed(bench, *signed.items()))
    assert got.new == got.read
    ole = bytes.fromhex("d0cf11e0a1b11ae1")
    rights = "EncryptedPackage DRMEncryptedTransform".encode("utf-16-le")
    bench.file.write_bytes(ole + bytes(504) + rights)
    assert "sensitivity label" in refused(bench, bench.file)


@pytest.mark.parametrize(
    "failure",
    [
        *(
            "KeyError()",
            "TypeError()",
            "IndexError()",
            "ValueError()",
            "OSError()",
            "MemoryError()",
            "RecursionError()",
        ),
        "SystemExit(3)",
    ],
)
def test_c16_whatever_the_reader_dies_of_is_a_sentence(bench: Bench, failure: str, monkeypatch: pytest.MonkeyPatch):
    script = bench.folder / "child.py"
    script.write_text(f"import sys\nsys.stdin.buffer.read()\nraise {failure}\n")
    monkeypatch.setitem(limited.SCRIPTS, limited.WORKBOOK, script)
    refused(bench, bench.file, "workbook-too-large")


def test_c16_a_reader_that_never_ends_is_ended(bench: Bench, monkeypatch: pytest.MonkeyPatch):
    script = bench.folder / "child.py"
    script.write_text("import sys, threading\nsys.stdin.buffer.read()\nthreading.Event().wait()\n")
    monkeypatch.setitem(limited.SCRIPTS, limited.WORKBOOK, script)
    monkeypatch.setattr(limited, "SECONDS", 0.2)
    refused(bench, bench.file, "workbook-too-large")


def test_c18_a_file_that_changes_while_it_is_read_is_read_as_it_was(bench: Bench):
    whole = bench.file.read_bytes()
    container = open_container(bench.file)
    bench.file.write_bytes(b"something else")
    assert isinstance(container, Container)
    assert container.data == whole
    assert read_sheets(container).sheets[0].rows
    shutil.copy(container.file, bench.folder / "again.xlsx")
    refused(bench, bench.folder / "again.xlsx")
