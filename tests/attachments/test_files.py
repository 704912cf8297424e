"""What may be attached, and what is left of it."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from db import limited
from db.attachments import PAPER, PHOTO, harmless, prepare, prepare_bytes, thumbnails
from db.attachments.files import DOCX, ODT, PAPER_LIMIT, XLSX
from db.errors import KnownError
from tests.attachments.pictures import CAMERA, PDF, PLACE, WORDS, document, drawing, photo


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_nothing_is_left_of_a_photo_but_the_picture(form: str):
    before = photo(form=form)
    assert CAMERA.encode() in before and PLACE.encode() in before and WORDS.encode() in before
    kept = prepare_bytes(before, f"IMG_1.{form.lower()}")
    for words in (CAMERA, PLACE, WORDS, "2026:03:12", "Exif", "xmp", "GPS", "ICC"):
        assert words.encode() not in kept.content, words
    again = Image.open(io.BytesIO(kept.content))
    assert not again.getexif() and not {"exif", "comment", "xmp", "icc_profile"} & again.info.keys()
    assert (kept.width, kept.height) == again.size == (1600, 1200)
    assert (kept.kind, kept.media_type, kept.name, kept.taken_on) == (PHOTO, "image/jpeg", "IMG_1.jpg", "2026-03-12")
    assert len(kept.content) < len(before)


def test_a_photo_stands_as_the_camera_was_held():
    kept = prepare_bytes(photo(1200, 900, orientation=6), "a.jpg")
    assert (kept.width, kept.height) == (900, 1200)
    red, green, blue = Image.open(io.BytesIO(kept.content)).getpixel((880, 20))
    assert red > 200 and max(green, blue) < 60, "what was at the top left is at the top right"
    assert Image.open(io.BytesIO(thumbnails([kept.content])[0])).size == (192, 256)


def test_a_drawing_stays_sharp_and_a_small_picture_is_not_blown_up():
    kept = prepare_bytes(drawing(), "plan.png")
    assert (kept.media_type, kept.name, kept.width) == ("image/png", "plan.png", 800)
    assert Image.open(io.BytesIO(kept.content)).getpixel((300, 105)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("content", "name", "media_type", "kept"),
    [
        (PDF, "minutes", "application/pdf", "minutes.pdf"),
        (PDF, "C:\\Users\\me\\minutes.PDF", "application/pdf", "minutes.pdf"),
        (document("[Content_Types].xml", "word/document.xml"), "a.docx", DOCX, "a.docx"),
        (document("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", XLSX, "a.xlsx"),
        (document("content.xml", mimetype=ODT), "a.odt", ODT, "a.odt"),
        ("Записник\n".encode(), "../../etc/Записник.txt", "text/plain", "Записник.txt"),
    ],
)
def test_papers_are_kept_as_they_are(content: bytes, name: str, media_type: str, kept: str):
    found = prepare_bytes(content, name)
    assert (found.content, found.media_type, found.name, found.kind) == (content, media_type, kept, PAPER)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"MZ\x90\x00", "photo.jpg", "a program"),
        (b"\x7fELF\x02", "paper.pdf", "a program"),
        (b"#!/bin/sh\nrm -rf", "note.txt", "a program or a script"),
        (b"Set x = CreateObject", "note.vbs", "a script"),
        (b"<html><script>", "note.txt", "none of the kinds"),
        (b"\x00\x00\x00\x18ftypheic\x00", "IMG_2.jpg", "HEIC"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc", "old or protected"),
        (document("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx", "macros"),
        (document("a.txt"), "a.zip", "archive"),
        (b"PK\x03\x04broken", "a.docx", "damaged"),
        (b"", "a.txt", "empty"),
        (b"\x00\x01\x02", "a.bin", "none of the kinds"),
    ],
)
def test_everything_else_is_refused_by_what_it_is(content: bytes, name: str, why: str):
    with pytest.raises(KnownError, match=why) as error:
        prepare_bytes(content, name)
    assert error.value.code == "not-attachable"


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_read():
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 500_000
    with pytest.raises(KnownError) as error:
        prepare_bytes(bomb.getvalue(), "b.png")
    assert error.value.code == "picture-too-large"


@pytest.mark.parametrize("harm", ["limit(); bytearray(4 << 30)", "os.abort()", "sys.exit(1)"])
def test_a_picture_that_ends_the_process_that_reads_it_ends_in_a_sentence(
    harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "hit.py").write_text(f"import os, sys\nfrom db.attachments.child import limit\n{harm}\n")
    monkeypatch.setitem(limited.SCRIPTS, limited.PICTURE, tmp_path / "hit.py")
    with pytest.raises(KnownError, match=r"^b\.jpg takes more memory or time"):
        prepare_bytes(photo(), "b.jpg")
    assert thumbnails([photo(80, 60), photo(80, 60)]) == [b"", b""]


def test_a_picture_that_hides_a_flood_of_words_is_refused():
    crafted = io.BytesIO()
    words = PngInfo()
    words.add_text("Comment", "x" * 50_000_000, zip=True)
    Image.new("RGB", (80, 60)).save(crafted, "PNG", pnginfo=words)
    assert len(crafted.getvalue()) < 100_000
    with pytest.raises(KnownError) as error:
        prepare_bytes(crafted.getvalue(), "b.png")
    assert error.value.code == "picture-unreadable"


def test_of_several_pictures_only_the_broken_one_has_no_small_one():
    small = thumbnails([photo(800, 600), b"\xff\xd8\xffno picture", photo(600, 800)])
    assert [bool(one) for one in small] == [True, False, True]
    assert Image.open(io.BytesIO(small[2])).size == (192, 256)


@pytest.mark.parametrize(
    "broken", [photo()[:3000], b"\xff\xd8\xff" + b"no picture" * 50, b"\x89PNG\r\n\x1a\n" + bytes(90)]
)
def test_a_broken_picture_is_told(broken: bytes):
    with pytest.raises(KnownError) as error:
        prepare_bytes(broken, "b.jpg")
    assert error.value.code == "picture-unreadable"


def test_what_is_too_large_or_not_there_is_told(tmp_path: Path):
    with pytest.raises(KnownError, match="more than 20 MB"):
        prepare_bytes(b"%PDF-" + bytes(PAPER_LIMIT), "large.pdf")
    for wrong in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(KnownError, match="no file"):
            prepare(wrong)
    (tmp_path / "a.pdf").write_bytes(PDF)
    assert prepare(tmp_path / "a.pdf").content == PDF


@pytest.mark.parametrize(
    ("name", "harmless_name"),
    [
        ("con.pdf", "_con.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ("a\nb:c*?.pdf", "ab c.pdf"),
        (" . .pdf", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("v1.2", "v1.2.pdf"),
        ("", "file.pdf"),
        ("Посета Зубин Поток.pdf", "Посета Зубин Поток.pdf"),
    ],
)
def test_h7_a_name_harms_nobody(name: str, harmless_name: str):
    assert harmless(name, "application/pdf") == harmless_name
