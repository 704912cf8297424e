"""What PDF/A-2b asks, as far as it can be read out of a file: veraPDF is not part of the tests."""

import io
import re

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def archival_faults(made: bytes) -> list[str]:
    """Return what speaks against a PDF being archival, tagged, and readable by people and programs alike."""
    reader = PdfReader(io.BytesIO(made))
    root = reader.trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    metadata = root["/Metadata"].get_object().get_data().decode()
    info = reader.metadata
    fonts = {id(f.get_object()): f.get_object() for page in reader.pages for f in _fonts(page)}.values()
    intents = root.get("/OutputIntents", [])
    names = root.get("/Names", DictionaryObject()).get_object()
    wanted = {
        "it begins as PDF 1.7": reader.pdf_header == "%PDF-1.7",
        "a comment of high bytes follows": all(byte > 127 for byte in made.split(b"\n")[1][1:5]),
        "it has an ID": len(reader.trailer.get("/ID", [])) == 2,
        "it is not encrypted": not reader.is_encrypted,
        "part 2": bool(re.search(r"pdfaid:part>\s*2\s*<", metadata)),
        "conformance B": bool(re.search(r"pdfaid:conformance>\s*B\s*<", metadata)),
        "the metadata is not compressed": "/Filter" not in root["/Metadata"].get_object(),
        "title": bool(info and info.title and _escaped(info.title) in metadata),
        "language": bool(root.get("/Lang")),
        "an output intent with its profile": bool(intents)
        and all(one.get_object()["/S"] == "/GTS_PDFA1" and "/DestOutputProfile" in one.get_object() for one in intents),
        "tagged": "/StructTreeRoot" in root and bool(root["/MarkInfo"]["/Marked"]),
        "every page is in the tree of tags": _tagged(reader, root),
        "no program in it": not {"/JavaScript", "/EmbeddedFiles"} & set(names),
        "nothing happens when it is opened": not {"/OpenAction", "/AA"} & set(root),
        "fonts are in it": all({"/FontFile2", "/FontFile3"} & set(_descriptor(font)) for font in fonts),
        "fonts can be read back": all("/ToUnicode" in font for font in fonts),
    }
    return [name for name, kept in wanted.items() if not kept]


def _fonts(page):
    return page["/Resources"].get("/Font", DictionaryObject()).get_object().values()


def _descriptor(font):
    return font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()


def _tagged(reader: PdfReader, root) -> bool:
    numbers = set(list(root["/StructTreeRoot"]["/ParentTree"]["/Nums"])[::2])
    return {page["/StructParents"] for page in reader.pages if "/StructParents" in page} <= numbers


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
