"""Text that the bundled fonts can print: archival PDF refuses a sign without a glyph, and so would the reader."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache

from db.resources import resource

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_FAMILIES = ("NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf")  # the bold ones have the same signs (tested)
_WIDE_WORD = 24  # letters after which a word may be broken anywhere; capitals count more

# What Unicode calls "default ignorable", as far as people type it: joiners, directions, variation selectors, tags.
_INVISIBLE = (
    ("\u00ad", "\u00ad"),
    ("\u061c", "\u061c"),
    ("\u200b", "\u200f"),
    ("\u202a", "\u202e"),
    ("\u2060", "\u206f"),
    ("\ufe00", "\ufe0f"),
    ("\ufeff", "\ufeff"),
    ("\U000e0000", "\U000e0fff"),
)
_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"


# Letters of our languages and usual signs, all in the first font and whole in themselves: nearly every text is nothing
# else, and looking at each sign of it would take longer than drawing it.
_USUAL = "!-~\u00a1-\u00ac\u00ae-\u00ff\u0100-\u017e\u0401-\u045f–—“”„‘’…€·"
_PLAIN = re.compile(f"[{_USUAL} \u00a0\n]*")
_LONG = re.compile(r"\S{16,}")  # shorter words fit, capitals or not


def printable(text: str) -> str:
    """Return `text` with every sign that no bundled font has replaced by the replacement sign.

    A letter and the marks on it must come from one font. Control signs become blanks; very long words get places where
    a line may end.
    """
    if _PLAIN.fullmatch(text) and all(_fits(word) for word in _LONG.findall(text)):
        return text
    spelled = "".join(_cluster(cluster) for cluster in _clusters(unicodedata.normalize("NFC", text)))
    return "".join(_breakable(word) for word in _words(spelled))


def _cluster(cluster: str) -> str:
    if unicodedata.category(cluster[0]) == "Cc":
        return cluster if cluster == "\n" else " "
    needed = {character for character in cluster if not _invisible(character)}
    return cluster if any(needed <= covered for covered in _coverage()) else REPLACEMENT


def _clusters(text: str) -> Iterator[str]:
    """Split text into a sign with the marks on it; a mark without a sign is one of its own."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _mark(text[at]) or unicodedata.category(text[start]) in ("Cc", "Zs"):
            yield text[start:at]
            start = at


def _mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or character == "\N{ZERO WIDTH JOINER}"


def _invisible(character: str) -> bool:
    """Whether a sign steers others and has no shape of its own, so that no font needs it."""
    return any(first <= character <= last for first, last in _INVISIBLE)


def _words(text: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or text[at].isspace() != text[at - 1].isspace():
            yield text[start:at]
            start = at


def _breakable(word: str) -> str:
    return word if _fits(word) or word.isspace() else _ZERO_WIDTH_SPACE.join(_clusters(word))


def _fits(word: str) -> bool:
    return sum(1.6 if character.isupper() else 1 for character in word) <= _WIDE_WORD


@cache
def _coverage() -> tuple[frozenset[str], ...]:
    return tuple(covered(resource("fonts", name).read_bytes()) for name in _FAMILIES)


def covered(font: bytes) -> frozenset[str]:
    """Return the characters that a TrueType font has a glyph for, from its table of the basic plane.

    The format is the `cmap` subtable 4: parallel arrays of segment ends, starts, differences and offsets.
    """
    tables = struct.unpack_from(">H", font, 4)[0]
    places = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    cmap: int = places[b"cmap"]
    count = struct.unpack_from(">H", font, cmap + 2)[0]
    subtables = [cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * i)[0] for i in range(count)]
    at = next(start for start in subtables if struct.unpack_from(">H", font, start)[0] == 4)
    segments = struct.unpack_from(">H", font, at + 6)[0] // 2
    array = f">{segments}H"
    ends = struct.unpack_from(array, font, at + 14)
    starts = struct.unpack_from(array, font, at + 16 + 2 * segments)
    deltas = struct.unpack_from(array, font, at + 16 + 4 * segments)
    offsets_at = at + 16 + 6 * segments
    offsets = struct.unpack_from(array, font, offsets_at)
    found: set[str] = set()
    for index, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, end + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, offsets_at + 2 * index + offset + 2 * (code - start))[0]
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                found.add(chr(code))
    found.discard("\uffff")
    return frozenset(found)
