"""The selection grid: every criterion scored, weighted by the cycle."""

from dataclasses import dataclass
from decimal import Decimal

from db.errors import Problem
from db.projects.file import ProjectFile


@dataclass(frozen=True, slots=True)
class Result:
    """What the scores of a proposal come to: points of the most that can be had, and the share as a percentage."""

    points: Decimal
    most: Decimal

    @property
    def percent(self) -> Decimal:
        """The points of a hundred, to one decimal."""
        return (100 * self.points / self.most).quantize(Decimal("0.1")) if self.most else Decimal(0)


def unscored(file: ProjectFile) -> list[Problem]:
    """Return the criteria of the grid that have no score, and scores that are higher than the best."""
    best = file.threshold("score_most")
    scores = {part.text("criterion"): part for part in file.all("score") if part.text("score")}
    return [
        Problem(f"score.{code}", "no-score", {"what": file.called.get(code, code)})
        for code in file.criteria
        if code not in scores
    ] + [
        part.problem("score", "score-too-high", score=part.text("score"), best=best)
        for part in scores.values()
        if int(part.text("score")) > best
    ]


def result(file: ProjectFile) -> Result | None:
    """Return what the scores come to; None while a criterion has none."""
    if not file.criteria or unscored(file):
        return None
    scores = {part.text("criterion"): Decimal(part.text("score")) for part in file.all("score") if part.text("score")}
    points = sum((weight * scores[code] for code, weight in file.criteria.items()), Decimal(0))
    return Result(points, sum(file.criteria.values(), Decimal(0)) * file.threshold("score_most"))
