"""Pictures of photos and papers in a record's form."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from db.attachments import attach, prepare_bytes
from db.store import Office
from tests.attachments.pictures import PDF, photo
from tests.desktop.sample import fill
from tests.desktop.screens.looks import CASES, EVERY


@pytest.mark.usefixtures("worn")
@pytest.mark.parametrize(("size", "look"), CASES)
def test_photos_and_papers(open_window: Callable, office: Office, save: Callable, end: str, qtbot: QtBot, size):
    uids = fill(office)
    files = [prepare_bytes(photo(seed=n), f"IMG_2026031{n}.jpg") for n in (1, 2)]
    attach(office, uids[0], files, caption="The hall before the opening", consent="not_needed")
    attach(office, uids[0], [prepare_bytes(photo(900, 1600, seed=7), "a-very-long-name-of-a-photo-from-a-phone.jpg")])
    attach(office, uids[0], [prepare_bytes(PDF, "minutes.pdf")], caption="Minutes")
    attach(office, uids[0], [prepare_bytes(b"lost", "list of panellists.txt")])
    held = office.attachments.older(0)
    office.attachments.drop({digest for digest in held if office.attachments.get(digest) == b"lost"})
    window = open_window(office)
    window.resize(*size)
    window.go_to("town_hall")
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    page = window.register
    page.open(uids[0])
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    window.repaint()
    page.form.sheet.go_to("attached")
    window.repaint()
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    sheet = page.form.sheet
    assert sheet._inside.width() <= sheet.area.viewport().width(), "nothing is cut off at the right"
    save(window, f"attached-{end}")
    if EVERY:
        page.form.attached.ask_blur(next(t.one for t in page.form.attached.tiles.values() if "long-name" in t.one.name))
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        dialog = window.context.notices.dialogs[-1]
        dialog.canvas.rectangles = [QRect(80, 120, 60, 80)]
        dialog.canvas.changed.emit()
        save(dialog, f"attached-blur-{end}")
        dialog.reject()
    page.form.attached._tell("virus.pdf cannot be attached: it is a program or a script. Nothing was kept.")
    page.form.sheet.go_to("attached")
    save(window, f"attached-refused-{end}")
    page.new()
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    page.form.sheet.go_to("attached")
    save(window, f"attached-new-{end}")
