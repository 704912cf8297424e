"""Photos and papers in the window: dropped, pasted, chosen, described, opened, removed, emptied."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from db.attachments import Attached, attach, attached, prepare_bytes
from db.errors import KnownError
from db.parcels import export_parcel
from db.records import delete, undo
from db.revisions import RecordKey
from db.store import Office
from desktop.attachments.opened import empty, lay_out
from desktop.attachments.panel import AttachmentPanel
from desktop.context import Context
from desktop.exchange.receive_card import ReceiveCard
from desktop.exchange.words import details, written
from tests.attachments.pictures import CAMERA, PDF, photo
from tests.builders import town_hall


@pytest.fixture
def key(office: Office) -> RecordKey:
    return town_hall(office)


@pytest.fixture
def panel(context: Context, key: RecordKey, qtbot: QtBot) -> AttachmentPanel:
    made = AttachmentPanel(context)
    qtbot.addWidget(made)
    made.resize(760, 500)
    made.show()
    made.show_record(key, locked=False)
    quiet(made, qtbot)
    return made


def quiet(panel: AttachmentPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: panel._context.tasks.idle)


def listed(panel: AttachmentPanel) -> list[Attached]:
    office = panel._context.office
    assert panel._key is not None
    with office.read() as reading:
        return attached(office, reading, panel._key.uid)


def drop(panel: AttachmentPanel, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    panel.dropEvent(QDropEvent(QPointF(5, 5), actions, data, buttons, Qt.KeyboardModifier.NoModifier))


def test_files_are_dropped_and_what_is_wrong_with_one_is_told(panel: AttachmentPanel, tmp_path: Path, qtbot: QtBot):
    (tmp_path / "hall.jpg").write_bytes(photo())
    (tmp_path / "minutes.pdf").write_bytes(PDF)
    (tmp_path / "virus.pdf").write_bytes(b"MZ")
    drop(panel, *sorted(tmp_path.glob("*.*")))
    quiet(panel, qtbot)
    assert [one.name for one in listed(panel)] == ["hall.jpg", "minutes.pdf"] and len(panel.tiles) == 2
    assert "virus.pdf cannot be attached: it is a program" in panel.problem.text() and panel.problem.isVisible()
    assert all(not tile.picture.pixmap().isNull() for tile in panel.tiles.values())
    panel._context.tasks.write("undo", "", undo)
    quiet(panel, qtbot)
    assert panel.tiles == {}, "one drop is one gesture"


def test_a_picture_is_pasted_and_so_are_files(panel: AttachmentPanel, tmp_path: Path, qtbot: QtBot):
    clipboard = QGuiApplication.clipboard()
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    clipboard.setImage(image)
    qtbot.mouseClick(panel.paste_in, Qt.MouseButton.LeftButton)
    quiet(panel, qtbot)
    (one,) = listed(panel)
    assert (one.kind, one.width, one.height) == ("photo", 300, 200)
    (tmp_path / "minutes.pdf").write_bytes(PDF)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "minutes.pdf"))])
    clipboard.setMimeData(data)
    qtbot.mouseClick(panel.paste_in, Qt.MouseButton.LeftButton)
    quiet(panel, qtbot)
    assert len(listed(panel)) == 2
    clipboard.setText("words")
    qtbot.mouseClick(panel.paste_in, Qt.MouseButton.LeftButton)
    assert "no picture and no file" in panel.problem.text()


def test_a_caption_and_a_consent_are_written_where_they_are_shown(panel: AttachmentPanel, tmp_path: Path, qtbot: QtBot):
    (tmp_path / "a.pdf").write_bytes(PDF)
    panel._context.notices.files = [tmp_path / "a.pdf"]
    qtbot.mouseClick(panel.add, Qt.MouseButton.LeftButton)
    quiet(panel, qtbot)
    (tile,) = panel.tiles.values()
    tile.caption.setFocus()
    qtbot.keyClicks(tile.caption, "The minutes")
    qtbot.keyClick(tile.caption, Qt.Key.Key_Return)
    quiet(panel, qtbot)
    tile.consent.setCurrentIndex(tile.consent.findData("not_needed"))
    tile.consent.activated.emit(tile.consent.currentIndex())
    quiet(panel, qtbot)
    (one,) = listed(panel)
    assert (one.caption, one.consent) == ("The minutes", "not_needed")
    assert list(panel.tiles.values()) == [tile], "the tile stays, and the cursor in it"
    assert "The minutes" in tile.open.accessibleName()


def test_it_is_opened_from_a_private_folder_that_is_emptied(
    panel: AttachmentPanel, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    attach(office, panel._key.uid, [prepare_bytes(PDF, "minutes.pdf"), prepare_bytes(b"a note", "minutes.txt")])
    panel._load()
    quiet(panel, qtbot)
    for tile in panel.tiles.values():
        qtbot.mouseClick(tile.open, Qt.MouseButton.LeftButton)
        quiet(panel, qtbot)
    assert [path.name for path in opened] == ["minutes.pdf", "minutes.txt"] and opened[0].read_bytes() == PDF
    if os.name == "posix":
        folder = office.paths.home / "opened"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in opened} == {0o400}
    empty(office.paths.home)
    assert not (office.paths.home / "opened").exists()
    empty(office.paths.home)


def test_a_copy_is_saved_and_one_is_removed_and_brought_back(
    panel: AttachmentPanel, office: Office, tmp_path: Path, qtbot: QtBot
):
    (key,) = attach(office, panel._key.uid, [prepare_bytes(photo(), "hall.jpg")])
    panel._load()
    quiet(panel, qtbot)
    tile = panel.tiles[key.uid]
    panel._context.notices.files = [tmp_path / "copy.jpg"]
    qtbot.mouseClick(tile.save, Qt.MouseButton.LeftButton)
    quiet(panel, qtbot)
    assert (tmp_path / "copy.jpg").read_bytes().startswith(b"\xff\xd8")
    assert CAMERA.encode() not in (tmp_path / "copy.jpg").read_bytes()
    qtbot.mouseClick(tile.remove, Qt.MouseButton.LeftButton)
    quiet(panel, qtbot)
    assert panel.tiles == {} and listed(panel) == []
    assert panel._context.notices.messages[-1] == "Removed from the record."


def test_what_has_not_come_says_so(panel: AttachmentPanel, office: Office, qtbot: QtBot):
    attach(office, panel._key.uid, [prepare_bytes(PDF, "minutes.pdf")])
    office.paths.attachments.unlink()
    panel._load()
    quiet(panel, qtbot)
    (tile,) = panel.tiles.values()
    assert tile.picture.text() == "Has not come yet" and not tile.open.isEnabled()
    attach(office, panel._key.uid, [prepare_bytes(PDF, "again.pdf")])
    panel._load()
    quiet(panel, qtbot)
    assert tile.open.isEnabled() and not tile.picture.pixmap().isNull(), "it came meanwhile"
    with pytest.raises(KnownError, match="not on this laptop"):
        lay_out(office, Attached(*["x"] * 9, 0, 0, 0, "", False, False), lambda *_: None)


def test_a_new_or_a_deleted_record_takes_nothing(panel: AttachmentPanel, office: Office, tmp_path: Path, qtbot: QtBot):
    (tmp_path / "a.pdf").write_bytes(PDF)
    key = panel._key
    panel.show_record(None, locked=False)
    drop(panel, tmp_path / "a.pdf")
    assert "Save the record first" in panel.words.text() and not panel.add.isVisible()
    with office.write("delete") as write:
        delete(write, key.uid)
    panel.show_record(key, locked=True)
    drop(panel, tmp_path / "a.pdf")
    quiet(panel, qtbot)
    assert office.attachments.older(0) == set() and not panel.paste_in.isVisible()


def test_the_form_has_the_section(open_window: Callable, office: Office, key: RecordKey, qtbot: QtBot):
    attach(office, key.uid, [prepare_bytes(PDF, "minutes.pdf")])
    window = open_window(office)
    window.go_to("town_hall")
    page = window.register
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    page.open(key.uid)
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    page.form.sheet.go_to("attached")
    assert [tile.one.name for tile in page.form.attached.tiles.values()] == ["minutes.pdf"]
    page.new()
    qtbot.waitUntil(lambda: window.context.tasks.idle)
    assert page.form.attached.tiles == {}


def test_a_companion_is_shown_and_what_has_not_come_is_told(
    open_window: Callable, make_office: Callable[..., Office], tmp_path: Path, qtbot: QtBot
):
    field, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(field)
    attach(field, key.uid, [prepare_bytes(PDF, "minutes.pdf")])
    sent = export_parcel(field, "HQ", tmp_path)
    assert "Send" in written(sent, "", "") and "one photo or paper is in it" in written(sent, "", "")
    (companion,) = sent.companions
    alone = companion.rename(tmp_path / "alone.zip")
    window = open_window(hq)
    window.go_to("exchange")
    card = window.findChild(ReceiveCard)

    def taken(path: Path) -> list[str]:
        card.look_at([path])
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        card.take_in()
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        return [text for one in card.results for _, text in details(one, hq.mission, True)]

    assert any("A photo or paper has not come. Ask MIT-A" in text for text in taken(sent.file))
    assert card.table.model().index(0, 1).data() == "Photos are missing"
    assert "New: 1" in taken(alone)
    with hq.read() as reading:
        (one,) = attached(hq, reading, key.uid)
    assert one.here


def test_dp_14_faces_are_blurred_by_dragging_and_a_minor_needs_a_guardian(
    panel: AttachmentPanel, office: Office, qtbot: QtBot
):
    attach(office, panel._key.uid, [prepare_bytes(photo(800, 600), "hall.jpg")], consent="spoken")
    attach(office, panel._key.uid, [prepare_bytes(PDF, "minutes.pdf")])
    panel._load()
    quiet(panel, qtbot)
    tile, paper = sorted(panel.tiles.values(), key=lambda one: one.one.name)
    assert paper.blur.isHidden() and paper.minors.isHidden()
    tile.minors.click()
    quiet(panel, qtbot)
    assert "parent or guardian" in panel.problem.text()
    assert not tile.minors.isChecked(), "what is on record is shown again"
    before = {one.name: one.digest for one in listed(panel)}
    tile.blur.click()
    quiet(panel, qtbot)
    dialog = panel._context.notices.dialogs[-1]
    canvas = dialog.canvas
    assert not dialog.go.isEnabled()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    assert canvas.rectangles == [], "a click is no rectangle"
    for start, end in ((QPoint(10, 10), QPoint(60, 70)), (QPoint(200, 200), QPoint(120, 90))):
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(canvas, end)
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    assert len(canvas.rectangles) == 2
    dialog.back.click()
    ((left, top, right, bottom),) = canvas.regions
    assert (round(left * canvas.width()), round(top * canvas.height())) == (10, 10)
    assert 0 < left < right < 1 and 0 < top < bottom < 1
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    made = canvas.rectangles[-1]
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.rectangles[-1] == made.adjusted(10, 0, 10, 10), "all of it goes by key too"
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(canvas.rectangles) == 1
    dialog.go.click()
    quiet(panel, qtbot)
    after = {one.name: one.digest for one in listed(panel)}
    assert after["hall.jpg"] != before["hall.jpg"] and after["minutes.pdf"] == before["minutes.pdf"]
    assert office.attachments.held([before["hall.jpg"]]) == set()
