"""Searching, sorting, grouping and adding up a register, on a real office."""

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.records import Wanted, count_matching, delete, find_records, keep_draft, list_rows, sum_records
from db.store import Office
from tests.builders import counts, project, town_hall
from tests.conftest import PASSPHRASE

TODAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office.open(Path(shutil.copytree(template, tmp_path_factory.mktemp("search") / "home")), PASSPHRASE)
    rows = (
        ("Water supply", "held", "2026-01-10", "XK29", 40, 22, "exact"),
        ("Waste collection", "held", "2026-01-20", "XK28", 60, 55, "more_than"),
        ("Town hall on water", "draft", "2026-03-01", "XK29", None, None, None),
        ("Street names", "planned", "2025-12-31", "XK38", 10, 0, None),
        ("Hall of the town", "held", None, None, None, None, None),
    )
    for title, status, day, place, total, women, how in rows:
        town_hall(
            office,
            title_en=title,
            status=status,
            planned_start=day,
            municipality=place,
            total=total,
            total_is=how,
            partner="Green Válley",
            tallies=counts(women=women) if women is not None else [],
        )
    for amount, currency in (("25000.50", "USD"), ("100.25", "USD"), ("10.00", "EUR")):
        project(office, title_en=amount, approved_amount=amount, currency=currency)
    gone = town_hall(office, title_en="Gone").uid
    with office.write("delete") as write:
        delete(write, gone)
    yield office
    office.close()


def titles(office: Office, query: str = "", **how: object) -> list[str]:
    with office.read() as reading:
        wanted = Wanted(query, **{"sort": (("title", True),), **how})  # pyright: ignore
        return [row.title for row in list_rows(reading, find_records(reading, "town_hall", wanted, TODAY).uids)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("water", ["Town hall on water", "Water supply"]),
        ('"town hall"', ["Town hall on water"]),
        ("town hall", ["Hall of the town", "Town hall on water"]),
        ("water -draft", ["Town hall on water", "Water supply"]),  # a word of the record, not its state
        ("water -status:draft", ["Water supply"]),
        ("-water status:held", ["Hall of the town", "Waste collection"]),
        ("place:Звечан", ["Town hall on water", "Water supply"]),
        ("place:zvecn", ["Town hall on water", "Water supply"]),
        ("zvecan", ["Town hall on water", "Water supply"]),
        ("from:2026-01 to:2026-01", ["Waste collection", "Water supply"]),
        ("date<2026", ["Street names"]),
        ("women>=22", ["Waste collection", "Water supply"]),
        ("women:0", ["Street names"]),
        ("people>40", ["Waste collection"]),
        ("-has:total", ["Hall of the town", "Town hall on water"]),
        ("has:women -place:XK28", ["Street names", "Water supply"]),
        ("-place:XK28 -place:XK29", ["Hall of the town", "Street names"]),
        ("partner:valley status:planned", ["Street names"]),
        ("is:deleted", ["Gone"]),
        ("is:conflict", []),
        ("changed:2026 elves", []),
    ],
)
def test_queries(filled: Office, query: str, expected: list[str]):
    assert titles(filled, query) == expected


def test_several_columns_sort_and_groups_are_counted_and_added(filled: Office):
    assert titles(filled, sort=(("status", True), ("date", False))) == [
        "Town hall on water",
        "Street names",
        "Waste collection",
        "Water supply",
        "Hall of the town",
    ]
    columns = ("ref", "total", "sex.women")
    with filled.read() as reading:
        found = find_records(reading, "town_hall", Wanted("", (("title", True),), "status", columns=columns), TODAY)
        assert [(g.value, g.sums.records, g.sums.numbers, g.sums.estimates) for g in found.groups] == [
            ("draft", 1, {}, {}),
            ("planned", 1, {"total": 10, "sex.women": 0}, {}),
            ("held", 3, {"total": 100, "sex.women": 77}, {"total": 1}),
        ]
        rows = list_rows(reading, found.uids, columns)
        assert [row.cells["sex.women"] for row in rows] == [None, 0, None, 55, 22]
        months = find_records(reading, "town_hall", Wanted(group="month"), TODAY)
        assert [g.value for g in months.groups] == ["2026-03", "2026-01", "2025-12", ""]
        places = find_records(reading, "town_hall", Wanted(group="municipality"), TODAY)
        assert [(g.value, g.sums.records) for g in places.groups] == [("XK38", 1), ("XK28", 1), ("XK29", 2), ("", 1)]
        assert sum(g.sums.records for g in places.groups) == len(places.uids)


def test_money_is_added_exactly_and_by_currency(filled: Office):
    with filled.read() as reading:
        uids = find_records(reading, "project", Wanted("amount>50"), TODAY).uids
        assert len(uids) == 2
        everything = find_records(reading, "project", Wanted(), TODAY).uids
        sums = sum_records(reading, "project", ("approved_amount", "total"), everything)
    money = {("approved_amount", "USD"): Decimal("25100.75"), ("approved_amount", "EUR"): Decimal("10.00")}
    assert (sums.records, sums.money, sums.numbers) == (3, money, {})


def test_all_registers_are_counted_at_once_and_drafts_are_found(filled: Office):
    kinds = ["town_hall", "project"]
    with filled.read() as reading:
        assert count_matching(reading, kinds, "status:held", TODAY) == {"town_hall": 3}
        assert count_matching(reading, kinds, "-water", TODAY) == {"town_hall": 3, "project": 3}
        uid = find_records(reading, "town_hall", Wanted('"street names"'), TODAY).uids[0]
    with filled.write("draft") as write:
        keep_draft(write, "town_hall", uid, {"venue": "half"})
    assert titles(filled, "is:draft") == ["Street names"]
