"""Moving a project through its gates from a window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.records import list_parts, update, view
from db.revisions import RecordKey
from db.store import Office
from desktop.context import Context
from desktop.projects.move import Mover
from desktop.projects.move_on import MoveOn
from tests.desktop.recorder import RecordingNotices
from tests.projects.papers import bring_to, cycle, proposal, write_papers


@pytest.fixture
def mover(context: Context, qtbot: QtBot) -> Iterator[Mover]:
    """A mover with a window around it."""
    owner = QWidget()
    qtbot.addWidget(owner)
    yield Mover(context, owner)
    owner.close()


def move(mover: Mover, context: Context, qtbot: QtBot, project: str, to: str) -> None:
    """Ask for a move and wait until it is done or something is asked."""
    mover.move(RecordKey("project", project), to)
    qtbot.waitUntil(lambda: context.tasks.idle)


def state(office: Office, project: str) -> object:
    """The state a project is in."""
    with office.read() as reading:
        return view(reading, RecordKey("project", project)).values["status"]


def dialog(notices: RecordingNotices) -> MoveOn:
    """The dialog that was opened."""
    (found,) = notices.dialogs
    assert isinstance(found, MoveOn)
    return found


def test_with_all_on_file_it_moves_without_a_question(
    mover: Mover, context: Context, notices: RecordingNotices, qtbot: QtBot, office: Office
) -> None:
    project = proposal(office, cycle(office))
    move(mover, context, qtbot, project, "submitted")
    assert state(office, project) == "submitted"
    assert not notices.dialogs
    assert notices.messages[0].startswith("Multi-ethnic Women Advocacy Group is now: Submitted.")


def test_where_no_way_leads_the_sentence_names_the_ways_there_are(
    mover: Mover, context: Context, notices: RecordingNotices, qtbot: QtBot, office: Office
) -> None:
    project = proposal(office, cycle(office))
    move(mover, context, qtbot, project, "closed")
    assert not notices.dialogs
    assert state(office, project) == "draft"
    assert notices.messages == [
        "From Draft a project cannot go to Closed. It can go to: Submitted, Dropped, Cancelled, Terminated."
    ]


def test_what_is_missing_is_listed_and_a_line_leads_to_it(
    mover: Mover, context: Context, notices: RecordingNotices, qtbot: QtBot, office: Office
) -> None:
    project = proposal(office, cycle(office), need="")
    move(mover, context, qtbot, project, "submitted")
    asked = dialog(notices)
    assert asked.choice.parent() is None  # the board has said where it goes
    assert [line.accessibleName() for line in asked.lines] == ["This is not on file: Problem."]
    with qtbot.waitSignal(mover.jump) as jumped:
        qtbot.keyClick(asked.lines[0], Qt.Key.Key_Space)
    key, problem = jumped.args
    assert (key.uid, problem.field) == (project, "need")
    assert not asked.isVisible()
    assert state(office, project) == "draft"


def test_a_reason_leads_past_it_and_stays_on_file(
    mover: Mover, context: Context, notices: RecordingNotices, qtbot: QtBot, office: Office
) -> None:
    project = proposal(office, cycle(office))
    bring_to(office, project, "approved")
    write_papers(office, project, "mou_signed")
    with office.write("save") as write:
        (deliverable,) = list_parts(write, "deliverable", project)
        update(write, deliverable.uid, {"due": None})
    move(mover, context, qtbot, project, "mou_signed")
    asked = dialog(notices)
    assert [line.accessibleName() for line in asked.lines] == [
        "Deliverable 1: The work plan has no dated deliverables."
    ]
    assert not asked.go.isEnabled()  # without a reason nothing happens
    qtbot.keyClicks(asked.reason, "The partner dates it next week")
    qtbot.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: context.tasks.idle)
    assert state(office, project) == "mou_signed"
    with office.read() as reading:
        (exception,) = list_parts(reading, "override", project)
    assert exception.values["reason"] == "The partner dates it next week"
