"""The selection grid: weights of the cycle, every criterion scored, no score beyond the best."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from db.projects import Part, ProjectFile, result

GRID = {"bridge": Decimal("2.5"), "youth": Decimal(1)}


def scored(**scores: int) -> ProjectFile:
    parts = tuple(Part(code, "score", {"criterion": code, "score": n}) for code, n in scores.items())
    return ProjectFile({}, {"score_most": 3}, {"score": parts}, GRID)


def test_points_are_weighted_and_known_only_when_all_are_there():
    assert result(scored(bridge=2)) is None
    assert result(scored(bridge=4, youth=1)) is None, "four is more than the best score"
    found = result(scored(bridge=2, youth=3))
    assert found is not None
    assert (found.points, found.most, found.percent) == (Decimal("8.0"), Decimal("10.5"), Decimal("76.2"))
    assert result(ProjectFile({})) is None


@given(st.integers(0, 3), st.integers(0, 3))
def test_a_better_score_is_never_worse(bridge: int, youth: int):
    found, best = result(scored(bridge=bridge, youth=youth)), result(scored(bridge=3, youth=youth))
    assert found is not None and best is not None and found.percent <= best.percent <= 100
