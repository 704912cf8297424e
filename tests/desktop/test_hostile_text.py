"""What a record says is shown as it is: HTML in it is drawn nowhere, whoever wrote it (H7)."""

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from db.errors import KnownError
from db.store import Office
from desktop.notices import Choice, Notices
from desktop.widgets.parts import as_it_is, label
from desktop.window.main_window import MainWindow
from tests.builders import town_hall

NASTY = "<img src='file:///etc/hostname'><b>Town</b> & hall"


def read(text: str) -> str:
    """Return the words that somebody sees of a text that Qt may take for HTML."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def test_h7_no_text_of_a_record_is_drawn_as_html(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    town_hall(office, title_en=NASTY)
    assert read(as_it_is(NASTY)) == NASTY
    assert read(as_it_is("two\nlines of <b>words</b>")) == "two\nlines of <b>words</b>"
    assert as_it_is("plain & simple") == "plain & simple"
    assert label(NASTY).textFormat() == Qt.TextFormat.PlainText
    window.go_to("town_hall")
    page = window.register
    assert page is not None
    page.model.forget(set())
    page.model.show(page.model.wanted)
    qtbot.waitUntil(lambda: window.context.tasks.idle and page.model.rowCount() == 1)
    row = [page.model.index(0, column) for column in range(page.model.columnCount())]
    tips = [str(cell.data(Qt.ItemDataRole.ToolTipRole) or "") for cell in row]
    assert any(NASTY in read(tip) for tip in tips)
    assert not any("<img" in tip for tip in tips)


def test_h7_neither_is_one_in_a_message_box(qtbot: QtBot) -> None:
    notices, above = Notices(), QWidget()
    qtbot.addWidget(above)
    notices.window = above
    notices.problem(KnownError("no-record", ref=NASTY))
    notices.ask(NASTY, NASTY, (Choice("ok", "Go on", "main"),), lambda _: None)
    boxes = above.findChildren(QMessageBox)
    assert len(boxes) == 2
    for box in boxes:
        assert "<img" not in box.text() + box.informativeText()
        assert NASTY in read(box.text())
        box.close()
