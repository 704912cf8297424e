"""What may be attached: decided by what is inside a file, not by its name, and given a name that harms nobody."""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from db.attachments.pictures import clean
from db.errors import KnownError

PAPER_LIMIT = 20 * 1024 * 1024  # a long scanned report; what is larger does not travel by mail
PICTURE_LIMIT = 60 * 1024 * 1024  # before it is made smaller
NAME_LIMIT = 100  # characters, with room for a folder before it on Windows
PHOTO, PAPER = "photo", "paper"

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
# The only kinds that are kept, each with the ending that opens it.
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/pdf": ".pdf",
    DOCX: ".docx",
    XLSX: ".xlsx",
    ODT: ".odt",
    "text/plain": ".txt",
}
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff")

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"#!")
_HEIC = (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1", b"ftypavif")
_SCRIPTS = {
    *(".bat", ".cmd", ".com", ".exe", ".hta", ".html", ".htm", ".jar", ".js", ".jse", ".lnk", ".msi", ".ps1"),
    *(".py", ".reg", ".rtf", ".scr", ".sh", ".svg", ".url", ".vbe", ".vbs", ".wsf", ".xml", ".desktop"),
}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PARTS = 2_000  # in a document that is a zip
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as it will be kept. `width` and `height` are of pictures only."""

    content: bytes
    name: str
    media_type: str
    kind: str
    width: int | None = None
    height: int | None = None
    taken_on: str = ""


def prepare(path: Path) -> Prepared:
    """Read a file from outside and make it fit to be kept; the file itself is left as it is.

    Raises KnownError `no-file`, and as `prepare_bytes` does.
    """
    try:
        with path.open("rb") as opened:
            content = opened.read(PICTURE_LIMIT + 1)
    except OSError as error:
        raise KnownError("no-file", path=path) from error
    return prepare_bytes(content, path.name)


def prepare_bytes(content: bytes, name: str) -> Prepared:
    """Make the bytes of a file fit to be kept: photos scaled and freed of what the camera wrote, papers as they are.

    Raises KnownError `not-attachable`, `attachment-too-large`, `picture-unreadable`, `picture-too-large`,
    `picture-unsafe`.
    """
    name = harmless(name)
    media_type = media_type_of(content, name)
    if media_type.startswith("image/"):
        _refuse_larger(content, name, PICTURE_LIMIT)
        picture = clean(content, name)
        called = harmless(name, picture.media_type)
        return Prepared(
            picture.content, called, picture.media_type, PHOTO, picture.width, picture.height, picture.taken_on
        )
    _refuse_larger(content, name, PAPER_LIMIT)
    return Prepared(content, harmless(name, media_type), media_type, PAPER)


def _refuse_larger(content: bytes, name: str, limit: int) -> None:
    if len(content) > limit:
        raise KnownError("attachment-too-large", file=name, limit=limit >> 20)


def media_type_of(content: bytes, name: str) -> str:
    """Return what a file is, out of what is inside it; pictures of any kind that can be read are "image/…".

    Raises KnownError `not-attachable`, which says what it is.
    """
    if not content:
        raise _refused(name, "it is empty")
    if content[4:12].startswith(_HEIC):
        raise _refused(name, "it is an HEIC photo, which cannot be read here; save it as JPEG on the phone")
    if content.startswith(_PICTURES) or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        return "image/any"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(_PROGRAMS):
        raise _refused(name, "it is a program or a script")
    if content.startswith(_OLE):
        raise _refused(name, "it is a document of an old or protected kind; save it as .docx, .xlsx or PDF")
    if content.startswith(b"PK"):
        return _document(content, name)
    if PurePosixPath(name).suffix.lower() in _SCRIPTS:
        raise _refused(name, "it is a program, a script or a web page")
    if b"\x00" not in content and _is_text(content):
        return "text/plain"
    raise _refused(name, "it is none of the kinds that are kept")


def _document(content: bytes, name: str) -> str:
    """Return what a document is that is a zip inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {entry.filename for entry in archive.infolist()[:_PARTS]}
            said = archive.read("mimetype")[:100].decode("ascii", "replace") if _has_type(archive, parts) else ""
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise _refused(name, "it is damaged") from error
    if any(part.lower().endswith(("vbaproject.bin", ".exe", ".js")) or part.startswith("Basic/") for part in parts):
        raise _refused(name, "it holds macros; save it without them")
    if said == ODT:
        return ODT
    if "[Content_Types].xml" in parts:
        if "word/document.xml" in parts:
            return DOCX
        if "xl/workbook.xml" in parts:
            return XLSX
    raise _refused(name, "it is an archive; attach the papers in it one by one")


def _has_type(archive: zipfile.ZipFile, parts: set[str]) -> bool:
    return "mimetype" in parts and archive.getinfo("mimetype").file_size < 100


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not text.lstrip()[:100].lower().startswith(("<!doctype", "<html", "<script", "<svg", "<?xml", "<?php"))


def _refused(name: str, detail: str) -> KnownError:
    return KnownError("not-attachable", file=name, detail=detail)


def harmless(name: str, media_type: str = "") -> str:
    """Return a file name that no system stumbles over, and that ends as the content is opened where that is known."""
    last = re.split(r"[/\\]", name)[-1]
    clean_name = "".join(
        " " if c in '<>:"|?*' else c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C"
    )
    stem, dot, suffix = clean_name.rpartition(".")
    stem, suffix = (stem, suffix.strip()) if dot else (clean_name, "")
    ending = ENDINGS.get(media_type) or (f".{suffix}" if suffix else "")
    if media_type and suffix and f".{suffix.lower()}" not in (*ENDINGS.values(), *PICTURE_ENDINGS):
        stem = f"{stem}.{suffix}"  # it was no ending but a part of the name
    stem = " ".join(stem.split()).strip(". ")[: NAME_LIMIT - len(ending)].strip(". ") or "file"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return stem + ending
