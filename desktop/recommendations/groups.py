"""Which bars stand above the recommendations: one for each set, or one for each status, theme, addressee or place."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from db.catalogue import Mission
from db.promises import RecommendationLine, SetLine, grouped
from desktop.i18n import number, tr_db
from desktop.recommendations.bars import Bar

MISSING_TOLD = 6  # so many missing numbers are told one by one


def _tr(text: str) -> str:
    return QCoreApplication.translate("recommendations", text)


def bars_of_sets(sets: Sequence[SetLine]) -> list[Bar]:
    """Return a bar for each set: how many of its recommendations move, and which numbers are missing."""
    return [Bar(one.title or one.ref, one.statuses, one.whole, _set_figures(one)) for one in sets]


def bars_by(by: str, lines: Sequence[RecommendationLine], mission: Mission) -> list[Bar]:
    """Return a bar for each status, theme, addressee or municipality of some recommendations."""
    bars: list[Bar] = []
    for group, counts in grouped(lines, by).items():
        count = sum(counts.values())
        whole = len(lines) if by == "status" else count
        done = count if by == "status" else count - counts.get("no_activity", 0)
        figures = _tr("{count} of {whole}").format(count=number(done), whole=number(whole))
        bars.append(Bar(_group_name(by, group, mission), counts, whole, figures))
    return bars


def _group_name(by: str, group: str, mission: Mission) -> str:
    if not group:
        return _tr("Not recorded")
    if by == "addressee":
        return group
    name = {"status": "progress_status", "theme": "recommendation_theme"}.get(by, by)
    return tr_db(mission.lists[name].label(group))


def _set_figures(one: SetLine) -> str:
    text = _tr("{count} of {whole} in progress or further").format(count=number(one.moving), whole=number(one.whole))
    if not one.missing:
        return text
    if len(one.missing) > MISSING_TOLD:
        return _tr("{text} · {count} missing").format(text=text, count=number(len(one.missing)))
    return _tr("{text} · missing no. {told}").format(text=text, told=", ".join(map(str, one.missing)))
