"""The privacy notice that people read before they sign a list, in the languages of the place (DP-16)."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from db.catalogue import Mission
from db.resources import resource

USUAL_DAYS = 90  # after which a signed list is destroyed


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """A notice in one language: its code in the mission profiles, what stands above it, and its sentences."""

    language: str
    title: str
    lines: tuple[str, ...]


def notice_languages(mission: Mission, municipality: str = "") -> tuple[str, ...]:
    """Return the languages in which a notice is read in a municipality (its code): the official ones first.

    A mission that does not say has its own languages, as far as there is a text in them, else English.
    """
    path = resource("missions", mission.key, "notice_languages.csv")
    if not path.exists():
        return tuple(language for language in mission.languages if language in _texts()) or ("en",)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
    rows = [row for row in csv.DictReader(lines) if row["municipality"] in ("", municipality)]
    return tuple(dict.fromkeys(language for row in rows for language in row["languages"].split(";")))


def privacy_notices(
    mission: Mission, office: str, municipality: str = "", *, contact: str = "", days: int = USUAL_DAYS
) -> tuple[PrivacyNotice, ...]:
    """Return the notice in every language of a municipality. `office` is its code, `days` how long a list is kept.

    Without a `contact` the sentence about it is left out.
    """
    values = {"office": mission.office_name(office), "mission": mission.short, "contact": contact, "days": days}
    return tuple(_notice(language, values) for language in notice_languages(mission, municipality))


def _notice(language: str, values: Mapping[str, object]) -> PrivacyNotice:
    text = _texts()[language]
    lines = [line for line in text.lines if values["contact"] or "{contact}" not in line]
    return PrivacyNotice(language, text.title, tuple(line.format(**values) for line in lines))


@cache
def _texts() -> dict[str, PrivacyNotice]:
    """Return the texts as they are shipped, with their places still to be filled."""
    found = tomllib.loads(resource("privacy_notice.toml").read_text(encoding="utf-8"))
    return {code: PrivacyNotice(code, text["title"], tuple(text["lines"])) for code, text in found.items()}
