"""The list model, with a source of a hundred thousand records and no view."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from db.catalogue import ACTIVITY_TYPES, load_mission
from db.records import Found, ListRow, Wanted
from desktop import theme
from desktop.registers.model import BLOCK, SORT_ROLE, RegisterModel
from desktop.tasks import Ticket

MANY = 100_000
REF, DATE, PLACE, TITLE, STATUS, PEOPLE = range(6)


class FakeSource:
    """Answers at once, and counts what it was asked."""

    def __init__(self, count: int) -> None:
        self.uids = [f"u{number}" for number in range(count)]
        self.asked: list[Wanted] = []
        self.fetched: list[int] = []

    def ids(self, wanted: Wanted, columns: Sequence[str], done: Callable[[Found], object]) -> Ticket:
        self.asked.append(wanted)
        done(Found([uid for uid in self.uids if wanted.query in uid]))
        return Ticket()

    def rows(self, uids: list[str], columns: Sequence[str], done: Callable[[list[ListRow]], object]) -> Ticket:
        self.fetched.append(len(uids))
        done(
            [
                ListRow(
                    uid, "town_hall", f"TH-{uid}", "Title", "held", "2026-03-12", "XK38", "", 1234, False, cells_of(uid)
                )
                for uid in uids
            ]
        )
        return Ticket()


def cells_of(uid: str) -> dict[str, str | int | None]:
    return {"ref": f"TH-{uid}", "date": "2026-03-12", "municipality": "XK38", "title": "Title", "total": 1234}


def make(count: int) -> tuple[RegisterModel, FakeSource]:
    source = FakeSource(count)
    return RegisterModel(source, ACTIVITY_TYPES["town_hall"], load_mission("kosovo")), source


def test_it_keeps_the_rules_of_models(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model, _ = make(30)
    model.show(Wanted())
    qtmodeltester.check(model)


def test_rows_are_fetched_in_blocks_when_they_are_painted(qtbot: QtBot, dressed: theme.Theme) -> None:
    model, source = make(MANY)
    model.show(Wanted())
    assert model.rowCount() == MANY
    assert source.fetched == []
    for row in range(50_010, 50_040):
        assert model.index(row, TITLE).data() is None, "never waits"
    with qtbot.waitSignal(model.dataChanged):
        pass
    assert source.fetched == [BLOCK]
    assert model.index(50_020, REF).data() == "TH-u50020"
    assert model.index(50_020, PLACE).data() == "Mitrovica/Mitrovicë North"
    assert model.index(50_020, PEOPLE).data() == "1,234"
    assert model.index(50_020, PEOPLE).data(SORT_ROLE) == 1234
    assert model.row_of("u50020") == 50_020


def test_the_same_ids_keep_the_place_and_changed_rows_are_read_again(qtbot: QtBot) -> None:
    model, source = make(10)
    resets: list[object] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show(Wanted())
    model.index(3, REF).data()
    qtbot.waitUntil(lambda: model.index(3, REF).data() is not None)
    model.forget({"u3"})
    assert len(resets) == 1
    assert model.index(3, REF).data() == "TH-u3", "what is shown stays until the new row is there"
    qtbot.waitUntil(lambda: len(source.fetched) == 2)


def test_the_first_lines_are_shown_before_all_and_nobody_loses_the_place(qtbot: QtBot) -> None:
    model, source = make(300)
    resets: list[object] = []
    model.modelReset.connect(lambda: resets.append(1))
    answer: list[Callable[[Found], object]] = []
    source.ids = lambda wanted, columns, done: answer.append(done) or Ticket()
    loaded: list[int] = []
    model.loaded.connect(lambda: loaded.append(model.rowCount()))
    model.show(Wanted())
    first = Found(source.uids[:100], whole=False)
    answer[-1](first)
    assert (model.rowCount(), loaded, len(resets)) == (100, [], 1)
    answer[-1](Found(source.uids))
    assert (model.rowCount(), loaded, len(resets)) == (300, [300], 1), "the others come after them"
    model.forget({"u3"})
    answer[-1](first)
    assert model.rowCount() == 300, "the same list read again never shrinks"
    answer[-1](Found(source.uids[1:]))
    model.show(Wanted("u2"))
    answer[-1](Found(["u2", "u20"], whole=False))
    assert model.rowCount() == 2


def test_drafts_are_marked(qtbot: QtBot) -> None:
    model, _ = make(5)
    model.show(Wanted())
    model.index(1, REF).data()
    qtbot.waitUntil(lambda: model.index(1, REF).data() is not None)
    model.mark_drafts(frozenset({"u1"}))
    assert "not saved" in model.index(1, TITLE).data(Qt.ItemDataRole.ToolTipRole)
    assert not model.index(1, TITLE).data(Qt.ItemDataRole.DecorationRole).isNull()
