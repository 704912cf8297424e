"""The door to the background."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from db.errors import KnownError
from db.progress import Cancelled, Progress
from db.records import count_records, create
from db.store import Write
from desktop.context import Context
from tests.desktop.recorder import RecordingNotices


def test_a_read_answers_on_the_main_thread(context: Context, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    answers: list[dict[str, int]] = []

    def count(reading):
        threads.append(threading.current_thread())
        return count_records(reading)

    context.tasks.read(count, answers.append)
    assert answers == [], "never inside the call"
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0]["town_hall"] == 0
    assert threads[0] is not threading.main_thread()


def test_a_write_tells_the_bus_once_and_after_the_commit(context: Context, qtbot: QtBot) -> None:
    def work(write: Write):
        return create(write, "town_hall", {"title_en": "A"})

    done: list[object] = []
    with qtbot.waitSignal(context.bus.changed) as told:
        context.tasks.write("create", "A", work, done.append)
    assert told.args[0].touches("town_hall")
    qtbot.waitUntil(lambda: bool(done))


def test_a_known_error_goes_to_the_notices(context: Context, notices: RecordingNotices, qtbot: QtBot) -> None:
    def work(write: Write):
        raise KnownError("disk-full")

    context.tasks.write("save", "", work)
    qtbot.waitUntil(lambda: bool(notices.problems))
    assert "not saved" in notices.problems[0]


def test_a_bug_is_raised_on_the_main_thread(context: Context, qtbot: QtBot) -> None:
    def work(reading):
        raise ZeroDivisionError("a bug")

    with qtbot.captureExceptions() as caught:
        context.tasks.read(work, print)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_dropped_answer_never_comes(context: Context, qtbot: QtBot) -> None:
    answers: list[object] = []
    context.tasks.read(count_records, answers.append).drop()
    qtbot.waitUntil(lambda: context.tasks.idle)
    assert answers == []


def test_long_work_reports_and_can_be_cancelled(context: Context, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []
    failures: list[object] = []
    began = threading.Event()

    def work(progress: Progress) -> None:
        for step in range(1_000_000):
            progress(step, 1_000_000)
            began.set()

    def step(done: int, total: int) -> None:
        steps.append((done, total))

    ticket = context.tasks.long(work, None, failures.append, step)
    assert began.wait(5)
    ticket.cancel()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)
    assert steps[0] == (0, 1_000_000)


@pytest.mark.parametrize("count", [50])
def test_a_save_that_waits_its_turn_survives_the_end(context: Context, qtbot: QtBot, count: int) -> None:
    def work(write: Write):
        return create(write, "town_hall", {"title_en": "A"})

    for _ in range(count):
        context.tasks.write("create", "A", work)
    context.tasks.close()
    with context.office.read() as reading:
        assert count_records(reading)["town_hall"] == count
    qtbot.waitUntil(lambda: context.tasks.idle)
