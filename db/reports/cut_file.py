"""Some pages of a PDF as a file of their own, as archival and as tagged as the whole.

What is left out is not in the file any more: neither its words nor the tags, bookmarks and links that led to it.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject


def count_pages(made: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(PdfReader(io.BytesIO(made)).pages)


def only_pages(made: bytes, chosen: Sequence[int]) -> bytes:
    """Return the pages of a PDF with these numbers (from 1), in their order; all of it where none is left out."""
    reader = PdfReader(io.BytesIO(made))
    kept = [number for number in range(1, len(reader.pages) + 1) if number in set(chosen)]
    if len(kept) == len(reader.pages):
        return made
    writer = PdfWriter(clone_from=reader)
    pages = list(writer.pages)
    here = {_id(pages[number - 1]) for number in kept}
    for number in range(len(pages), 0, -1):
        if number not in kept:
            writer.remove_page(number - 1)
    root: DictionaryObject = writer.root_object
    _forget_tags(root, here, [page for page in pages if _id(page) in here])
    for page in writer.pages:
        _forget_links(page, here)
    for name in ("/Outlines", "/Names", "/Dests"):  # they lead into the whole; a few pages need none
        root.pop(NameObject(name), None)
    if reader.metadata is not None:  # as the archival metadata has it, and nothing of who cut the file
        writer.metadata = reader.metadata
    # What nothing leads to any more is still in the writer: it takes over only what can be reached when it reads again.
    again = PdfWriter(clone_from=PdfReader(io.BytesIO(_written(writer))))
    again.pdf_header = reader.pdf_header
    return _written(again)


def _written(writer: PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _id(item: Any) -> int:
    return item.indirect_reference.idnum


def _forget_tags(root: DictionaryObject, here: set[int], pages: Iterable[Any]) -> None:
    """Take out of the tree of tags what stands on no page that is here."""
    tree = root["/StructTreeRoot"]
    assert isinstance(tree, DictionaryObject)
    names: set[Any] = set()
    _prune(tree, here, None, names)
    wanted = {page["/StructParents"] for page in pages if "/StructParents" in page}
    tree[NameObject("/ParentTree")] = _chosen(tree["/ParentTree"], "/Nums", wanted)
    if "/IDTree" in tree:
        tree[NameObject("/IDTree")] = _chosen(tree["/IDTree"], "/Names", names)


def _chosen(tree: Any, key: str, wanted: set[Any]) -> DictionaryObject:
    """Return a tree of pairs (a key, and what it leads to) with those of some keys alone."""
    listed = _listed(tree.get_object()[key].get_object())
    pairs = [pair for pair in zip(listed[::2], listed[1::2], strict=True) if pair[0] in wanted]
    return DictionaryObject({NameObject(key): ArrayObject(part for pair in pairs for part in pair)})


def _prune(element: DictionaryObject, here: set[int], page: int | None, names: set[Any]) -> bool:
    """Keep of an element what stands on pages that are here; return whether anything of it does."""
    own = element.raw_get("/Pg").idnum if "/Pg" in element else page
    kids: Any = element["/K"] if "/K" in element else ArrayObject()
    listed = _listed(kids) if isinstance(kids, ArrayObject) else [element.raw_get("/K")]
    kept = ArrayObject(kid for kid in listed if _stays(kid, here, own, names))
    element[NameObject("/K")] = kept
    if kept and "/ID" in element:
        names.add(element["/ID"])
    return bool(kept)


def _stays(kid: Any, here: set[int], page: int | None, names: set[Any]) -> bool:
    found = kid.get_object()
    if not isinstance(found, DictionaryObject):
        return page in here  # the number of a marked piece of the page
    if found.get("/Type") in ("/MCR", "/OBJR"):
        return (found.raw_get("/Pg").idnum if "/Pg" in found else page) in here
    return _prune(found, here, page, names)


def _forget_links(page: DictionaryObject, here: set[int]) -> None:
    """Take links to pages that are not here off a page."""
    if "/Annots" in page:
        kept = [one for one in _listed(page["/Annots"]) if _leads_here(one.get_object(), here)]
        page[NameObject("/Annots")] = ArrayObject(kept)


def _leads_here(link: DictionaryObject, here: set[int]) -> bool:
    action: Any = link.get("/A", DictionaryObject()).get_object()
    goal: Any = link["/Dest"] if "/Dest" in link else action.get("/D")
    if not isinstance(goal, ArrayObject):
        return goal is None
    first = _listed(goal)[0]
    return isinstance(first, IndirectObject) and first.idnum in here


def _listed(array: Any) -> list[Any]:
    """Return what an array holds, references as references: asked for one by one they would be followed."""
    copied: list[Any] = list.copy(array)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return copied
