"""Draws the portfolio of projects and the dialog of a move."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.revisions import RecordKey
from db.store import Office
from desktop import theme
from desktop.context import Context
from desktop.projects.move import Mover
from tests.desktop.recorder import RecordingNotices
from tests.projects.papers import bring_to, cycle, proposal

LOOKS = {"light": theme.LIGHT, "dark": theme.DARK}
Save = Callable[[QWidget, str], None]


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest, dressed: theme.Theme) -> Iterator[str]:
    """Each of the two themes."""
    dressed.wear(LOOKS[request.param])
    yield request.param
    dressed.wear(theme.LIGHT)


def test_a_move_that_is_not_ready(
    look: str, context: Context, notices: RecordingNotices, office: Office, save: Save, qtbot: QtBot
) -> None:
    project = proposal(office, cycle(office))
    bring_to(office, project, "submitted")
    owner = QWidget()
    qtbot.addWidget(owner)
    mover = Mover(context, owner)
    mover.move(RecordKey("project", project), "screened")
    qtbot.waitUntil(lambda: bool(notices.dialogs))
    (dialog,) = notices.dialogs
    save(dialog, f"move-{look}")
    dialog.reject()
