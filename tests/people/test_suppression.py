"""Whoever collects everything that is written for others works out no small count (DP-06).

A solver gets all of it: every workbook and report, of all windows, made at several times between which records changed.
It is even told which counts stayed the same from one time to the next, and narrows what each blank may be.
"""

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.errors import KnownError
from db.parcels import publish
from db.records import create, update, view
from db.records.outside import told_before
from db.records.suppression import NOT_RECORDED
from db.reports import maker_of
from db.reports.blocks import Table
from db.reports.office import REPORTS, office_report
from db.reports.papers import paper_of
from db.reports.printing import noted
from db.revisions import RecordKey
from db.store import Office
from tests.builders import counts, project, town_hall

BELOW = 5
SEX = {"women": "f", "men": "m", "other": "i", NOT_RECORDED: "not_recorded"}
MANY = 10_000
MARCH = ("2026-03-01", "2026-03-31")
EVEN = {"women": 40, "men": 9, "other": 0, NOT_RECORDED: 0}
Truth = dict[str, int]  # how many people there were, those not recorded among them
Page = dict[str, int | None]


# ---- the solver ----


def narrow(equations: Iterable[tuple[list[object], int]], at_least: Iterable[object]) -> dict[object, tuple[int, int]]:
    """What each unknown may be, given sums of them and which of them are not nothing."""
    equations, bounds = list(equations), dict[object, tuple[int, int]]()
    for unknowns, _ in equations:
        bounds |= {one: (0, MANY) for one in unknowns if one not in bounds}
    bounds |= dict.fromkeys(at_least, (1, MANY))
    moved = True
    while moved:
        moved = False
        for unknowns, total in equations:
            for one in unknowns:
                low, high = bounds[one]
                others = [bounds[other] for other in unknowns if other is not one]
                new = max(low, total - sum(b for _, b in others)), min(high, total - sum(a for a, _ in others))
                if new != (low, high) and new[0] <= new[1]:
                    bounds[one], moved = new, True
    return bounds


def test_the_solver_finds_what_can_be_found():
    found = narrow([(["a", "b"], 5), (["b", "c"], 3), (["c"], 2)], ["a"])
    assert found == {"a": (4, 4), "b": (1, 1), "c": (2, 2)}
    assert narrow([(["a", "b"], 9)], ["a", "b"]) == {"a": (1, 8), "b": (1, 8)}


# ---- what it gets ----


def pages_in(file: Path) -> dict[str, Page]:
    """What a workbook shows of each activity, by its number; of what is blanked "hidden women" is there."""
    _, tags, *rows = load_workbook(file)["Activities"].iter_rows(values_only=True)
    found: dict[str, Page] = {}
    for row in rows:
        cells = dict(zip(tags, row, strict=True))
        shown = {name: cells.get(f"#reached+ind+{tag}") for name, tag in {**SEX, "total": "total"}.items()}
        blank = str(cells["#meta+suppressed"] or "").split("; ")
        hidden = {f"hidden {name}": 1 for name, tag in SEX.items() if tag in blank or "all" in blank}
        found[str(cells["#activity+code"])] = shown | hidden
    return found


def test_nothing_small_is_worked_out_of_all_that_was_written(office: Office, tmp_path: Path):
    dice = random.Random(7)
    acts: dict[str, RecordKey] = {}
    truth: dict[str, Truth] = {}
    truths: list[dict[str, Truth]] = []
    seen: list[dict[str, Page]] = []
    for step in range(3):
        for _ in range(1 if step else 14):
            one, day = people(dice), f"2026-{dice.choice((1, 3)):02d}-12"
            key = town_hall(office, status="held", actual_start=day, **counted(one))
            with office.read() as reading:
                ref = str(view(reading, key).values["ref"])
            acts[ref], truth[ref] = key, one
        for ref in dice.sample(sorted(truth), 6) if step else ():  # a late-comer, a wrong count, everything wrong
            by = {name: dice.choice((0, 0, 0, -2, -1, 1, 2, 6, 15)) for name in SEX}
            one = {name: max(0, truth[ref][name] + moved) for name, moved in by.items()}
            truth[ref] = one if dice.random() < 0.8 else people(dice)
            with office.write("save") as write:
                update(write, acts[ref].uid, counted(truth[ref]))
        truths.append(dict(truth))
        seen.append(written(office, tmp_path))
    bounds = solved(seen, truths)
    small = shown = 0
    for step, known in enumerate(truths):
        for ref, name in ((ref, name) for ref in known for name in SEX):
            here, value = unknown(truths, step, ref, name), known[ref][name]
            found = {low for low, high in [bounds[here]] if low == high} if here in bounds else set()
            if 0 < value < BELOW:
                small += 1
                assert found != {value}, (step, ref, name, value)
            shown += found == {value}
            if step and ref in truths[step - 1] and 0 < abs(value - truths[step - 1][ref][name]) < BELOW:
                then = bounds.get(unknown(truths, step - 1, ref, name), (0, MANY))
                assert found != {value} or then != (truths[step - 1][ref][name],) * 2, (step, ref, name)
    assert small > 40 and shown > 40, "there was something to hide, and something was told"


def people(dice: random.Random) -> Truth:
    return {name: dice.choice((0, 0, 0, 1, 2, 3, 4, 5, 8, 9, 12, 20, 30, 41)) for name in SEX}


def counted(truth: Truth) -> dict[str, object]:
    split = {name: n for name, n in truth.items() if name != NOT_RECORDED}
    return {"total": sum(truth.values()), "tallies": counts(**split)}


def written(office: Office, folder: Path) -> dict[str, Page]:
    """Write everything that is for others, and return what the workbook for partners says: all else says no more."""
    partner = pages_in(publish(office, "partner", "UNDP", folder, period=("2026-01-01", "2026-12-31")).file)
    public = pages_in(publish(office, "public", "press", folder, period=MARCH).file)
    with office.read() as reading:
        made = office_report(reading, maker_of(office), "women", MARCH, outside=True)
    noted(office, made, "women.pdf")
    assert {ref: page["total"] for ref, page in public.items()} == {ref: partner[ref]["total"] for ref in public}
    lines = [line.cells for block in made.sections[0].blocks if isinstance(block, Table) for line in block.lines]
    whole = [page for ref, page in partner.items() if ref in public and not any("hidden" in name for name in page)]
    women, base = (sum(page[name] or 0 for page in whole for name in some) for some in (("women",), list(SEX)[:3]))
    assert [line[1:3] for line in lines] == ([(str(women), str(base))] if base else []), "it adds up what the rows say"
    return partner


def solved(seen: list[dict[str, Page]], truths: list[dict[str, Truth]]) -> dict[object, tuple[int, int]]:
    equations: list[tuple[list[object], int]] = []
    there = set[object]()
    for step, pages in enumerate(seen):
        for ref, page in pages.items():
            unknowns = {name: unknown(truths, step, ref, name) for name in SEX}
            equations += [([unknowns[name]], number) for name in SEX if (number := page[name]) is not None]
            if (total := page["total"]) is not None:
                equations.append(([*unknowns.values()], total))
                there |= {unknowns[name] for name in SEX if f"hidden {name}" in page}
    return narrow(equations, there)


def unknown(truths: list[dict[str, Truth]], step: int, ref: str, name: str) -> tuple[str, str, int]:
    """Name an unknown: it is the same one as long as its count is. Whoever solves is told that."""
    while step and ref in truths[step - 1] and truths[step - 1][ref][name] == truths[step][ref][name]:
        step -= 1
    return ref, name, step


# ---- the doors ----


def test_a_paper_that_was_given_to_others_is_remembered(office: Office, tmp_path: Path):
    key = town_hall(office, status="held", actual_start="2026-03-12", **counted({**EVEN, "other": 6}))
    with office.read() as reading:
        own = office_report(reading, maker_of(office), "women", MARCH)
        made = office_report(reading, maker_of(office), "women", MARCH, outside=True)
    noted(office, own, "own.pdf")  # the office's own is told to nobody
    with office.write("save") as write:
        update(write, key.uid, counted({**EVEN, "other": 2}))
    noted(office, made, "women.pdf")
    (page,) = pages_in(publish(office, "partner", "UNDP", tmp_path).file).values()
    assert page["total"] is None, "the report had told of six others"
    assert made.marking == "UNCLASSIFIED"
    assert "hidden women" in page


def test_only_some_reports_are_for_others_and_they_name_no_title(office: Office):
    town_hall(office, status="held", actual_start="2026-03-12", title_en="A title", **counted(EVEN))
    town_hall(office, status="held", actual_start="2026-03-12", classification="CONFIDENTIAL", **counted(EVEN))
    for name, kind in REPORTS.items():
        with office.read() as reading:
            if kind.outside:
                made = office_report(reading, maker_of(office), name, MARCH, outside=True)
                assert "A title" not in str(made.sections) and len(made.told) == 1
                continue
            with pytest.raises(KnownError) as error:
                office_report(reading, maker_of(office), name, MARCH, outside=True)
            assert error.value.code == "own-paper"


def test_a_donor_hears_of_no_small_count(office: Office):
    uid = project(office, status="active", **counted({**EVEN, "other": 2})).uid
    with office.write("save") as write:
        line = create(write, "funding", {"project": uid, "source": "FUND-BIL", "donor": "Norway"})
    with office.read() as reading:
        made = paper_of(office, reading, line.uid, "", maker_of(office))
    assert made.told[uid].cells["sex"]["men"] is None
    assert [section for section in made.sections if section.heading == "Participants"] == []
    noted(office, made, "donor.pdf")
    with office.read() as reading:
        assert told_before(reading, [uid])[uid] == made.told[uid]


def test_a_mission_has_a_threshold_of_its_own(office: Office, tmp_path: Path):
    town_hall(office, status="held", **counted({**EVEN, "men": 7}))
    office.mission = replace(office.mission, suppress_below=10)
    (page,) = pages_in(publish(office, "partner", "UNDP", tmp_path).file).values()
    assert page["men"] is None
    office.set_setting("suppress_below", "3")
    assert office.settings()["suppress_below"] == "3"
