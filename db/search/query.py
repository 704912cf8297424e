"""The language of the search box, taken apart: words, "phrases", filters such as `status:active`, and `-` before any.

Pure text: what a filter means is said in `filters`, how it is found in `matching`.
"""

import re
from dataclasses import dataclass

SIGNS = (">=", "<=", ":", "=", ">", "<")
_TOKEN = re.compile(
    r"""
    (?P<minus>-(?=\S))?
    (?: (?P<name>[^\W\d][\w.]*) (?P<sign>>=|<=|:|=|>|<) )?
    (?: "(?P<phrase>[^"]*)"? | (?P<word>[^\s"]+) )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query. `name` and `sign` are empty for plain words; `start`, `end`: its place in the text."""

    text: str
    start: int
    end: int
    value: str
    name: str = ""
    sign: str = ""
    quoted: bool = False
    negative: bool = False


def tokens(query: str) -> list[Token]:
    """Take a query apart; nothing that a person can type is an error."""
    found: list[Token] = []
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        match = _TOKEN.match(query, at)
        if match is None or match.end() == at:
            at += 1  # a lone sign says nothing
            continue
        phrase = match["phrase"]
        value = phrase if phrase is not None else match["word"] or ""
        found.append(
            Token(
                match[0],
                at,
                match.end(),
                value.strip(),
                match["name"] or "",
                match["sign"] or "",
                phrase is not None,
                bool(match["minus"]),
            )
        )
        at = match.end()
    return found


def without(query: str, text: str) -> str:
    """Return a query without one of its tokens: what closing a chip does."""
    token = next((token for token in tokens(query) if token.text == text), None)
    return query if token is None else " ".join((query[: token.start] + query[token.end :]).split())


def written(name: str, value: str, sign: str = ":") -> str:
    """Return a filter as it is typed, in quotation marks where its value has blanks."""
    plain = value.replace('"', "")
    return f'{name}{sign}"{plain}"' if re.search(r"\s", plain) or not plain else f"{name}{sign}{plain}"
