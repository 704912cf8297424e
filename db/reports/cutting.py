"""Long texts, cut where a sentence ends."""

import re

_STOP = re.compile(r"""(?P<last>[^\s.!?…؟。]*)[.!?…؟。]+["'”’»)\]]*(?=\s+(?P<next>\S))""")
_LINE = 100  # characters of a line on paper
_SHORT = frozenset(["mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "br", "art", "str", "tel", "approx", "pp"])


def cuts(text: str, *, words: int, characters: int) -> list[str]:
    """Return `text` and ever shorter beginnings of it, longest first, all within the limits; nothing of a blank text.

    The first is the whole text when it is short enough. Cuts are made after a sentence; only what is shorter than the
    first sentence is cut after a word, and ends in "…".
    """
    whole = re.sub(r"\s*\n\s*", "\n", text.strip())
    clean = whole[: characters + 1]  # the rest cannot be printed, and searching one endless word is slow
    starts = [match.start() for match in re.finditer(r"\S+", clean)]
    limit = min(starts[words] if len(starts) > words else len(clean), characters)
    found = [whole] if limit == len(whole) else []
    ends = [match.end() for match in _STOP.finditer(clean) if _ends_sentence(match)]
    found += [clean[:end] for end in reversed(ends) if end <= limit]
    shortest = len(found[-1]) if found else limit + 1
    quarters = [_after_word(clean, limit * part // 4) for part in (4, 3, 2, 1)]
    few_lines = _after_word("\n".join(clean.split("\n")[:2]), limit // 4)  # short lines fill a page with few words
    found += [f"{piece} …" for piece in (*quarters, few_lines) if piece and len(piece) < shortest]
    return list(dict.fromkeys(piece for piece in found if piece))


def worth_cutting(pieces: list[str]) -> list[str]:
    """Return the whole and those of its beginnings that leave out more than the line which says that it goes on."""
    return [piece for piece in pieces if piece is pieces[0] or _room(piece) + _LINE < _room(pieces[0])]


def _room(text: str) -> int:
    """Return how many characters a text takes, an end of a line counting as one line."""
    return len(text) + _LINE * text.count("\n")


def _after_word(text: str, size: int) -> str:
    """Return at most `size` characters, not ending inside a word unless there is only one."""
    piece = text[:size]
    if size < len(text) and not text[size].isspace() and not piece[-1:].isspace():
        piece = piece.rsplit(None, 1)[0] if piece.split()[1:] else piece
    return piece.rstrip(" \n\t,;:–-")


def _ends_sentence(stop: re.Match[str]) -> bool:
    """Whether this stop ends a sentence, rather than a date ("3. november"), an initial or an abbreviation."""
    if stop["next"].islower():
        return False
    last = stop["last"].strip("(\"'“„«").lower()
    short = last in _SHORT or (len(last) == 1 and last.isalpha()) or (len(last) <= 2 and last.isdigit())
    return not short or "." not in stop.group()
