"""Exchange, import, history and paper, with real files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from db.board import Period
from db.parcels import export_parcel
from db.records import count_records
from db.reports.office.own_words import kept_words
from db.reports.printing import chosen_pages
from db.reports.values import Summary
from db.store import Office
from desktop.context import Context
from desktop.exchange.page import ExchangePage
from desktop.history.page import HistoryPage
from desktop.reports.office_dialog import OfficeReportDialog
from desktop.reports.preview import Preview, open_preview
from desktop.trackers.page import ImportPage
from tests.builders import town_hall
from tests.desktop.exchanges import said
from tests.desktop.recorder import RecordingNotices
from tests.parcels.helpers import column, edit
from tests.reports.every import text_of
from tests.trackers.sheets import workbook

TRACKER = """
| Title           | Type      | Start date | Municipality | People | Women |
|-----------------|-----------|------------|--------------|--------|-------|
| Language rights | Town hall | 2026-03-12 | Звечан       | 60     | 41    |
| Young voices    | Workshop  | 2026-04-01 | prishtine    |        | 12    |
| Bad day         | Town hall | in spring   | Zubin Potok  | many   |       |
"""


def live(office: Office) -> int:
    with office.read() as reading:
        return sum(count_records(reading).values())


@pytest.fixture
def hq(make_office: Callable[..., Office]) -> Office:
    return make_office("HQ", "hq")


@pytest.fixture
def shown(qtbot: QtBot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.resize(1140, 740)
        widget.show()
        return widget

    return show


def test_a_parcel_goes_out_and_comes_in(
    context: Context, notices: RecordingNotices, hq: Office, tmp_path: Path, shown, qtbot: QtBot
) -> None:
    town_hall(context.office, title_en="First")
    page = shown(ExchangePage(context))
    qtbot.waitUntil(lambda: context.tasks.idle)
    assert page.ledger.isHidden()
    assert not page.send.write.isEnabled(), "no folder yet"
    assert page.send.to.who == "HQ"
    notices.files = [tmp_path]
    page.send.choose_folder()
    page.send.write.click()
    qtbot.waitUntil(lambda: "Written" in page.send.result.text())
    qtbot.waitUntil(lambda: not page.ledger.isHidden())
    assert page.ledger.plain.rows[0][2] == "HQ"
    (file,) = tmp_path.glob("*.xlsx")

    context.tasks.attach(hq)
    theirs = shown(ExchangePage(Context(hq, context.tasks, context.bus, notices, context.window_settings)))
    theirs.receive.look_at([file])
    qtbot.waitUntil(theirs.receive.take.isVisible)
    assert theirs.receive.table.plain.rows[0][1:5] == ("Ready", 1, 1, 0)
    assert "Nothing has been taken in yet" in theirs.receive.words.text()
    assert live(hq) == 0, "a plan keeps nothing"
    theirs.receive.take.click()
    qtbot.waitUntil(lambda: "Taken in" in theirs.receive.words.text())
    assert live(hq) == 1


def test_a_wrong_folder_is_said(context: Context, shown, qtbot: QtBot) -> None:
    page = shown(ExchangePage(context))
    page.send.folder.setText("/nowhere/at/all")
    page.send.write.click()
    qtbot.waitUntil(lambda: "Cannot write" in page.send.result.text())
    page.send.start.set_text("31/2/2026")
    page.send.write.click()
    assert "does not exist" in page.send.result.text()


def test_a_file_that_is_no_parcel_does_not_hide_the_others(
    context: Context, hq: Office, make_office: Callable[..., Office], tmp_path: Path, shown, qtbot: QtBot
) -> None:
    sender = make_office("PEJ")
    town_hall(sender)
    good = export_parcel(sender, "HQ", tmp_path).file
    bad = workbook(tmp_path / "list.xlsx", TRACKER)
    context.tasks.attach(hq)
    page = shown(ExchangePage(Context(hq, context.tasks, context.bus, context.notices, context.window_settings)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bad)), QUrl.fromLocalFile(str(good)), QUrl.fromLocalFile("/x.pdf")])
    event = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.receive.dropEvent(event)
    qtbot.waitUntil(page.receive.take.isVisible)
    page.receive.table.selectRow(0)
    qtbot.waitUntil(lambda: "not a Groundwork parcel" in said(page.receive.details))
    page.receive.take.click()
    qtbot.waitUntil(lambda: live(hq) == 1)
    qtbot.waitUntil(lambda: context.tasks.idle)


def test_a_tracker_is_looked_at_and_imported(
    context: Context, notices: RecordingNotices, tmp_path: Path, shown, qtbot: QtBot
) -> None:
    page = shown(ImportPage(context))
    notices.files = [workbook(tmp_path / "list.xlsx", TRACKER)]
    page.choose.click()
    qtbot.waitUntil(page.take.isVisible)
    assert [page.numbers[k].text() for k in ("read", "new", "duplicate", "problem")] == ["3", "2", "0", "1"]
    assert page.take.text() == "Import 2 records"
    assert page.problems.plain.rows[0][:2] == ("Sheet1", 4)
    assert live(context.office) == 0
    page.take.click()
    qtbot.waitUntil(lambda: live(context.office) == 2)
    qtbot.waitUntil(lambda: "Imported 2" in page.words.text())
    qtbot.waitUntil(lambda: context.tasks.idle)


def test_a_tracker_that_nobody_knows_asks_for_a_mapping(
    context: Context, notices: RecordingNotices, tmp_path: Path, shown, qtbot: QtBot
) -> None:
    page = shown(ImportPage(context))
    page.look_at(workbook(tmp_path / "odd.xlsx", "| Foo | Bar |\n|---|---|\n| 1 | 2 |"))
    qtbot.waitUntil(page.choose_map.isVisible)
    assert "No known mapping" in page.words.text()


def test_any_gesture_can_be_taken_back(context: Context, notices: RecordingNotices, shown, qtbot: QtBot) -> None:
    town_hall(context.office, title_en="First")
    town_hall(context.office, title_en="Second")
    page = shown(HistoryPage(context))
    qtbot.waitUntil(lambda: len(page.table.plain.rows) == 2)
    page.table.selectRow(1)
    page.take_back.click()
    qtbot.waitUntil(lambda: len(page.table.plain.rows) == 3)
    assert live(context.office) == 1
    assert page.table.plain.rows[2][4] == "taken back"
    page.table.selectRow(2)
    assert not page.take_back.isEnabled()


def test_what_a_parcel_brought_is_asked_about(
    context: Context, notices: RecordingNotices, make_office: Callable[..., Office], tmp_path: Path, shown, qtbot: QtBot
) -> None:
    hq = make_office("HQ", "hq")
    town_hall(context.office)
    file = export_parcel(context.office, "HQ", tmp_path).file
    from db.parcels import receive_parcels

    receive_parcels(hq, [file])
    context.tasks.attach(hq)
    page = shown(HistoryPage(Context(hq, context.tasks, context.bus, notices, context.window_settings)))
    qtbot.waitUntil(lambda: len(page.table.plain.rows) == 1)
    page.take_back.click()
    assert notices.questions == ["Take back what this parcel brought?"]
    assert live(hq) == 1
    notices.answers = ["undo"]
    page.take_back.click()
    qtbot.waitUntil(lambda: live(hq) == 0)
    qtbot.waitUntil(lambda: context.tasks.idle)


@pytest.fixture
def preview(context: Context, notices: RecordingNotices, qtbot: QtBot) -> Preview:
    made = open_preview(context, town_hall(context.office, title_en="Language rights"))
    qtbot.addWidget(made)
    qtbot.waitUntil(made.print.isEnabled)
    return made


def test_a_paper_names_places_in_the_chosen_form(preview: Preview, tmp_path: Path, qtbot: QtBot) -> None:
    preview.draw()
    preview.work.cancel.click()
    qtbot.waitUntil(lambda: preview.state.text() == "Stopped.")
    assert preview.work.isHidden() and preview.print.isEnabled(), "what was drawn before can still be printed"
    forms = [preview.names.itemText(at) for at in range(preview.names.count())]
    assert forms == ["UN double name", "Albanian", "Serbian, Latin script", "Serbian, Cyrillic script"]
    preview.names.setCurrentIndex(3)
    preview.names.activated.emit(3)
    qtbot.waitUntil(lambda: not preview.print.isEnabled())
    qtbot.waitUntil(preview.print.isEnabled)
    assert preview._drawn is not None
    document = preview._drawn.composed.document
    assert isinstance(document, Summary)
    assert "Зубин Поток" in [fact.value for fact in document.facts]
    assert preview._context.remembered("place_names") == "sr_cyrl"


def test_a_summary_is_shown_saved_and_printed(
    preview: Preview, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    assert "TH-" in preview.windowTitle()
    notices.files = [tmp_path / "summary.pdf"]
    preview.save.click()
    qtbot.waitUntil(lambda: "Saved" in preview.state.text())
    assert "Language rights" in PdfReader(tmp_path / "summary.pdf").pages[0].extract_text()
    preview.paper.setCurrentIndex(1)
    preview.paper.activated.emit(1)
    qtbot.waitUntil(preview.print.isEnabled)
    notices.files = [tmp_path / "printed.pdf"]
    preview.print.click()
    qtbot.waitUntil(lambda: "printer" in preview.state.text() and preview.print.isEnabled())
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1
    preview.reject()


def test_other_papers_languages_pages_and_zoom_are_chosen_and_remembered(
    preview: Preview, context: Context, notices: RecordingNotices, qtbot: QtBot
) -> None:
    qtbot.waitUntil(preview.print.isEnabled)
    preview.language.setCurrentIndex(preview.language.findData("sq"))
    preview.language.activated.emit(0)
    qtbot.waitUntil(preview.print.isEnabled)
    assert context.remembered("paper/summary/language") == "sq"
    preview.what.setCurrentIndex(preview.what.findData("sign-in"))
    preview.what.activated.emit(0)
    qtbot.waitUntil(lambda: preview.print.isEnabled() and preview.sheets.count == 2)
    assert "Lista e nënshkrimeve" in preview.windowTitle() and preview.sheets.thumbs.isVisible()
    width = preview.sheets.pages[0].width()
    preview.larger()
    assert preview.sheets.pages[0].width() > width
    preview.sheets.thumbs.setCurrentRow(1)
    assert preview.sheets.area.verticalScrollBar().value() > 0
    preview.pages.setText("7")
    preview.copy.click()
    assert "no pages of this paper" in preview.state.text()
    preview.pages.setText("2")
    preview.copy.click()
    qtbot.waitUntil(lambda: "clipboard" in preview.state.text())
    image = QGuiApplication.clipboard().image()
    assert image.width() > image.height(), "the second page lies on its side"
    notices.printer = False
    preview.print.click()
    assert "There is no printer on this computer" in preview.state.text() and preview.save.hasFocus()
    preview.reject()


def test_words_are_found_in_the_pages_and_chosen_pages_are_saved_alone(
    preview: Preview, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    preview.what.setCurrentIndex(preview.what.findData("sign-in"))
    preview.what.activated.emit(0)
    qtbot.waitUntil(lambda: not preview.print.isEnabled())
    qtbot.waitUntil(lambda: preview.print.isEnabled() and preview.sheets.count == 2)
    preview.finder.line.setText("mitrovica")
    qtbot.keyClick(preview.finder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: " of " in preview.finder.said.text())
    assert {hit.page for hit in preview.sheets.hits} == {1, 2} and preview.finder.said.text().startswith("1 of")
    page, hit = preview.sheets.pages[0], preview.sheets.hits[0]
    assert page.rect().contains(page.spot(hit).toRect()) and page.spot(hit).y() < page.height() / 10, "in the header"
    preview.finder.before()
    assert preview.sheets.hits[preview.sheets.hit].page == 2, "from the first to the last"
    preview.finder.line.setText("xylophone")
    preview.finder.after()
    qtbot.waitUntil(lambda: preview.finder.said.text() == "Nothing found")
    preview.pages.setText("2")
    notices.files = [tmp_path / "second.pdf"]
    preview.save.click()
    qtbot.waitUntil(lambda: "Saved" in preview.state.text())
    (alone,) = PdfReader(tmp_path / "second.pdf").pages
    assert "2 of 2" in alone.extract_text()
    preview.reject()


def test_pages_are_read_as_people_write_them() -> None:
    wanted = {"": [1, 2, 3], "2": [2], "1-2": [1, 2], " 3 ; 1": [1, 3], "2–9": [2, 3], "x": None, "0": None, "4": None}
    assert {text: chosen_pages(text, 3) for text in wanted} == wanted


def test_the_report_of_the_office_is_chosen_by_its_days_and_shown(
    context: Context, notices: RecordingNotices, qtbot: QtBot
) -> None:
    town_hall(context.office, title_en="Held in May", actual_start="2020-05-12")
    dialog = OfficeReportDialog(context)
    qtbot.addWidget(dialog)
    dialog.bar.go_to(Period("2020-05-01", "2020-05-31"))
    dialog.outside.setChecked(True)
    dialog.report.setCurrentIndex(dialog.report.findData("women"))
    dialog.report.activated.emit(dialog.report.currentIndex())
    assert dialog.outside.isEnabled()
    dialog.report.setCurrentIndex(dialog.report.findData("monthly"))
    dialog.report.activated.emit(dialog.report.currentIndex())
    assert not dialog.outside.isEnabled(), "the whole report is the office's own"
    dialog.bar.changed.emit()
    qtbot.waitUntil(lambda: context.tasks.idle and dialog.sections.count() == 15)
    dialog.sections.setCurrentRow(1)
    dialog.words.setPlainText("Quiet on the whole.")
    dialog.show_report.click()
    qtbot.waitUntil(lambda: bool(notices.dialogs))
    made = notices.dialogs[-1]
    assert isinstance(made, Preview)
    qtbot.waitUntil(made.print.isEnabled)
    assert "2020-05-01" in made.windowTitle() and made.sheets.count > 2
    assert made._drawn is not None and "Quiet on the whole." in text_of(made._drawn.composed.document)
    made.reject()
    again = OfficeReportDialog(context)
    qtbot.addWidget(again)
    again.bar.go_to(Period("2020-05-01", "2020-05-31"))
    again.bar.changed.emit()
    qtbot.waitUntil(lambda: context.tasks.idle and again.sections.count() == 15)
    again.sections.setCurrentRow(1)
    assert again.words.toPlainText() == "Quiet on the whole." and again.sections.item(1).font().bold()
    again.words.setPlainText("Tense since Tuesday.")
    again.reject()
    qtbot.waitUntil(lambda: context.tasks.idle)
    with context.office.read() as reading:
        assert kept_words(reading, "MIT", ("2020-05-01", "2020-05-31")) == {"context": "Tense since Tuesday."}


def broken_parcel(sender: Office, folder: Path) -> Path:
    """A parcel in which a colleague broke a cell, changed another and wrote beside the table."""
    town_hall(sender, title_en="First", venue="hall")

    def change(page):
        page.cell(3, column(page, "#date+start+planned")).value = "in spring"
        page.cell(3, column(page, "#loc+venue+name")).value = "square"
        own = page.max_column + 1
        page.cell(1, own).value, page.cell(3, own).value = "Our remark", "call the mayor"

    return edit(export_parcel(sender, "HQ", folder).file, "Town halls", change)


def test_what_was_left_aside_is_said_and_the_rows_to_mend_are_saved(
    context: Context, notices: RecordingNotices, hq: Office, tmp_path: Path, shown, qtbot: QtBot
) -> None:
    file = broken_parcel(context.office, tmp_path)
    context.tasks.attach(hq)
    page = shown(ExchangePage(Context(hq, context.tasks, context.bus, notices, context.window_settings)))
    assert page.receive.mend.isHidden()
    page.receive.look_at([file])
    qtbot.waitUntil(page.receive.mend.save.isVisible)
    qtbot.waitUntil(lambda: "Our remark" in said(page.receive))
    assert not page.receive.mend.bring.isVisible()
    assert "square" in said(page.receive), "the good cell of the row is still proposed"
    notices.files = [tmp_path / "mend.xlsx"]
    page.receive.mend.save.click()
    qtbot.waitUntil(lambda: "1 row in" in page.receive.mend.said.text())
    sheet = load_workbook(tmp_path / "mend.xlsx")["Town halls"]
    assert sheet.max_row == 3 and "in spring" in sheet["B3"].value
    page.receive.forget.click()
    assert not page.receive.mend.isVisible()


def test_a_parcel_without_its_hidden_sheet_is_carried_to_the_import(
    hq: Office, make_office: Callable[..., Office], open_window, tmp_path: Path, qtbot: QtBot
) -> None:
    sender = make_office("PEJ")
    town_hall(sender, title_en="First")
    book = load_workbook(export_parcel(sender, "HQ", tmp_path).file)
    del book["_sync"]
    book.save(tmp_path / "stripped.xlsx")
    window = open_window(hq)
    window.go_to("exchange")
    card = window.pages["exchange"].receive
    card.look_at([tmp_path / "stripped.xlsx"])
    qtbot.waitUntil(card.mend.bring.isVisible)
    qtbot.waitUntil(lambda: "its hidden sheet is gone" in said(card))
    card.mend.bring.click()
    page = window.pages["import"]
    qtbot.waitUntil(page.take.isVisible)
    assert page.isVisible() and page.numbers["new"].text() == "1"
    page.take.click()
    qtbot.waitUntil(lambda: live(hq) == 1)
    qtbot.waitUntil(lambda: window.context.tasks.idle)


def test_a_trackers_rows_to_mend_are_saved(
    context: Context, notices: RecordingNotices, tmp_path: Path, shown, qtbot: QtBot
) -> None:
    page = shown(ImportPage(context))
    page.look_at(workbook(tmp_path / "list.xlsx", TRACKER))
    qtbot.waitUntil(page.mend.isVisible)
    notices.files = [tmp_path / "mend.xlsx"]
    page.mend.click()
    qtbot.waitUntil(lambda: "Saved: mend.xlsx" in page.words.text())
    assert page.mend.isEnabled() and page.take.isEnabled()
    sheet = load_workbook(tmp_path / "mend.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]][:2] == ["What is wrong", "Title"] and sheet.max_row == 3
    page.look_at(workbook(tmp_path / "good.xlsx", "| Title | Start date |\n|---|---|\n| Visit | 2026-03-12 |"))
    qtbot.waitUntil(lambda: "good.xlsx" in page.words.text() and page.take.isEnabled())
    assert not page.mend.isVisible()
