"""Whatever people do in whatever order: no state without its papers or a recorded exception, and money that adds up."""

import shutil
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels
from db.projects import FIRST, broken, clock, money, next_step, papers
from db.projects.gates import exceptions
from db.records import (
    advance,
    children,
    create,
    delete,
    find,
    list_parts,
    portfolio,
    project_file,
    read_files,
    restore,
    undo,
    update,
    view,
)
from db.store import Office, Reading, verify
from tests.builders import dumped
from tests.conftest import CHEAP, PASSPHRASE
from tests.projects.papers import WAY, bring_to, cycle, proposal

TODAY = date(2019, 3, 1)
STATES = [*WAY, "draft", "returned", "ineligible", "reserve", "suspended", "withdrawn", "cancelled", "terminated"]
KINDS = ("payment", "deliverable", "mou", "closure", "committee", "screening", "tag", "visit", "override", "score")
FIELDS = ("need", "partner", "approved_amount", "requested_amount", "received_at", "actual_end", "cycle", "currency")
COMMAND = st.one_of(
    st.tuples(st.just("papers"), st.sampled_from(list(WAY))),
    st.tuples(st.just("on"), st.none()),
    st.tuples(st.just("on"), st.none()),
    st.tuples(st.just("advance"), st.sampled_from(STATES)),
    st.tuples(st.just("override"), st.sampled_from(STATES)),
    st.tuples(st.just("pay"), st.decimals("0.01", 30_000, places=2)),
    st.tuples(st.just("delete"), st.tuples(st.sampled_from(KINDS), st.integers(0, 3))),
    st.tuples(st.just("restore"), st.integers(0, 3)),
    st.tuples(st.just("clear"), st.sampled_from(FIELDS)),
    st.tuples(st.just("settle"), st.decimals("0.01", 30_000, places=2)),
    st.tuples(st.just("undo"), st.none()),
)


def do(office: Office, project: str, what: str, with_: object, deleted: list[str]) -> None:
    """Do one thing as an officer would; what is refused changes nothing."""
    before = dumped(office)
    try:
        with office.write(what) as write:
            match what:
                case "papers" if WAY[str(with_)]:
                    WAY[str(with_)](write, project)  # pyright: ignore[reportOptionalCall]
                case "on":
                    advance(write, project, next_step(project_file(write, project), TODAY).state)
                case "advance":
                    advance(write, project, str(with_))
                case "override":
                    advance(write, project, str(with_), "agreed with the head of office")
                case "pay":
                    paid = {"amount": str(with_), "paid_on": "2019-02-01", "voucher": "V-9"}
                    create(write, "payment", {"project": project, **paid})
                case "delete":
                    kind, number = with_  # pyright: ignore
                    found = list_parts(write, kind, project)
                    if found:
                        deleted.append(found[number % len(found)].uid)
                        delete(write, deleted[-1])
                case "restore" if deleted:
                    restore(write, deleted[int(str(with_)) % len(deleted)])
                case "clear":
                    update(write, project, {str(with_): None})
                case "settle":
                    closure = {"spent": str(with_), "returned": "0.00", "currency": "USD"}
                    create(write, "closure", {"project": project, **closure})
                case "undo":
                    undo(write)
                case _:
                    pass
    except (KnownError, ValueError):  # ValueError: papers that unpack what is not there
        assert dumped(office) == before


@pytest.fixture(scope="module")
def begun(template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    """Offices whose one project has come so far, not opened."""
    made: dict[str, tuple[Path, str]] = {}
    for state in ("draft", "approved", "active", "completed"):
        home = Path(shutil.copytree(template, tmp_path_factory.mktemp(state) / "home"))
        with closing(Office.open(home, PASSPHRASE)) as office:
            project = proposal(office, cycle(office))
            if state != "draft":
                bring_to(office, project, state)
        made[state] = (home, project)
    return made


@settings(max_examples=8)
@given(st.sampled_from(["draft", "approved", "active", "completed"]), st.lists(COMMAND, min_size=1, max_size=10))
def test_no_legal_commands_reach_a_state_without_its_papers(
    begun: dict[str, tuple[Path, str]],
    tmp_path_factory: pytest.TempPathFactory,
    start: str,
    commands: list[tuple[str, object]],
):
    home, project = begun[start]
    deleted: list[str] = []
    with closing(Office.open(Path(shutil.copytree(home, tmp_path_factory.mktemp("o") / "home")), PASSPHRASE)) as office:
        for what, with_ in commands:
            do(office, project, what, with_, deleted)
            with office.read() as reading:
                all_is_well(reading, project)
        assert verify(office).problems == ()


def all_is_well(reading: Reading, project: str) -> None:
    """Every paper of the state is there or set aside with a reason; the money adds up; tables and revisions agree."""
    if reading.folded(project).deleted:
        return  # its making was undone
    file = project_file(reading, project)
    assert broken(file) == []
    assert file.state in FIRST or papers(file, file.state) == []
    assert all(one.text("reason") and one.text("rules") for one in file.all("override"))
    found, excepted = money(file), exceptions(file)
    if found.approved is not None and "payment.amount:paid-over-approved" not in excepted:
        assert found.paid <= found.approved
    if file.state in ("settled", "closed", "evaluated") and found.open is not None:
        assert found.open == 0 or "closure.spent:not-settled" in excepted
    same = read_files(reading, [project])[project]
    assert (money(same), clock(same, TODAY)) == (found, clock(file, TODAY))
    (sums,) = (one for one in portfolio(reading) if one.states)
    assert not found.paid or sums.sums["USD"].paid == found.paid


ADDED = st.tuples(
    st.sampled_from(["payment", "visit", "deliverable", "modification", "budget_line", "output", "place"]),
    st.integers(1, 4),
)


@settings(max_examples=3)
@given(st.lists(ADDED, max_size=6), st.lists(ADDED, max_size=6))
def test_two_offices_at_work_on_one_project_keep_every_entry(
    template: Path, tmp_path_factory: pytest.TempPathFactory, here: list[tuple[str, int]], there: list[tuple[str, int]]
):
    folder = tmp_path_factory.mktemp("two")
    names = {"mission": "kosovo", "office": "HQ", "role": "hq", "officer": "H", "passphrase": PASSPHRASE}
    with (
        closing(Office.open(Path(shutil.copytree(template, folder / "first")), PASSPHRASE)) as first,
        closing(Office.create(folder / "second", **names, cost=CHEAP)[0]) as second,
    ):
        work_apart(first, second, folder, here, there)


def work_apart(first: Office, second: Office, folder: Path, here: list, there: list) -> None:
    """Let two offices add to one project, exchange twice, and look for every entry."""
    project = proposal(first, cycle(first))
    receive_parcels(second, [export_parcel(first, "HQ", folder).file])
    wrote: dict[str, list[str]] = {}
    for office, entries in ((first, here), (second, there)):
        for place, (kind, number) in enumerate(entries):
            values = {
                "payment": {"amount": f"{number}.00", "paid_on": "2019-01-10", "voucher": f"{office.author} {place}"},
                "visit": {"number": number, "day": "2019-02-01", "visitors": f"{office.author} {place}"},
                "deliverable": {"number": number, "what": f"{office.author} {place}"},
                "modification": {"change": "scope", "reason": f"{office.author} {place}"},
                "budget_line": {"number": number, "item": f"{office.author} {place}"},
                "output": {"what": f"{office.author} {place}", "people": number},
                "place": {"municipality": f"XK0{number}", "settlement": f"{office.author} {place}"},
            }[kind]
            owner = "activity" if kind in ("output", "place") else "project"
            try:
                with office.write("save") as write:
                    key = create(write, kind, {owner: project, **values})
                wrote.setdefault(key.uid, []).append(f"{office.author} {place}")
            except KnownError as error:
                if error.code != "part-exists":
                    raise
    for _ in range(2):
        receive_parcels(second, [export_parcel(first, "HQ", folder).file])
        receive_parcels(first, [export_parcel(second, "MIT", folder).file])
    assert dumped(first) == dumped(second)
    with second.read() as reading:
        known = {key.uid for key in children(reading, project)}
        assert wrote.keys() <= known
        for uid, words in wrote.items():
            said = str([revision.set for revision in reading.revisions(uid)])
            assert all(word in said for word in words), "every value that anybody typed is still there"
        paid = [Decimal(str(p.values["amount"])) for p in list_parts(reading, "payment", project)]
        assert money(project_file(reading, project)).paid == sum(paid)
        assert view(reading, find(reading, project)).deleted is False
    assert verify(first).problems == verify(second).problems == ()
