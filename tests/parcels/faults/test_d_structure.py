"""Faults D: sheets, columns and rows that people moved, copied, pasted, merged and took away.

D1 (saved again by LibreOffice) is in `tests/parcels/test_untouched.py`, D2 (by Excel, WPS, Google Sheets, Numbers) in
`tests/workbooks/MANUAL.md`.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels
from db.parcels.edits import Notice
from db.parcels.problems import worded
from db.records import conflicts, list_uids, update
from db.store import Office
from tests.builders import dumped, town_hall
from tests.parcels.faults.conftest import HALLS, Bench
from tests.parcels.helpers import column, edit, send, states

Make = Callable[..., Office]
LAST = 2 + HALLS


def said(notices: tuple[Notice, ...]) -> list[str]:
    """The codes of what was left aside; that a workbook was saved again goes without saying here."""
    return [notice.code for notice in notices if notice.code != "saved-again"]


def codes(got) -> list[str]:
    return [problem.code for problem in got.problems]


def lines(page, first: int = 3) -> list[list]:
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=first)]


def put(page, rows: list[list], first: int = 3) -> None:
    for number, values in enumerate(rows, first):
        for place, value in enumerate(values, 1):
            page.cell(number, place).value = value


def test_d03_columns_moved_hidden_inserted_and_renamed_change_nothing(bench: Bench):
    def change(page):
        page.move_range(f"F1:F{LAST}", cols=160)
        page.insert_cols(3)
        page.cell(1, 3).value, page.cell(5, 3).value = "Our remark", "call the mayor"
        page.column_dimensions["G"].hidden = True
        for cell in page[1]:
            if cell.value == "Venue":
                cell.value = "Lokali"
        page.cell(6, column(page, "#loc+venue+name")).value = "square"

    got = bench.edited(change)
    (proposal,) = got.proposals
    assert (proposal.row, dict(proposal.after)) == (6, {"venue": "square"})
    assert (got.problem, said(got.notices)) == (0, ["columns-own"])
    assert "Our remark" in got.notices[-1].message and "call the mayor" not in got.notices[-1].message


def test_d03_a_column_taken_away_changes_nothing_and_is_said(bench: Bench):
    def change(page):
        page.delete_cols(column(page, "#loc+venue+name"))
        page.delete_cols(column(page, "#meta+change"))

    got = bench.edited(change)
    assert (got.proposal, got.problem, said(got.notices)) == (0, 0, ["columns-gone"])
    assert "Venue" in got.notices[-1].message


def test_d04_the_row_of_tags_deleted_the_names_tell_the_columns(bench: Bench):
    """Better than the list asks: the changes are proposals anyway, so nobody has to confirm the columns besides."""

    def change(page):
        page.cell(4, column(page, "#loc+venue+name")).value = "square"
        page.delete_rows(2)

    got = bench.edited(change)
    (proposal,) = got.proposals
    assert (proposal.row, dict(proposal.before), dict(proposal.after)) == (3, {"venue": "hall 1"}, {"venue": "square"})
    assert (got.problem, said(got.notices)) == (0, ["tags-gone"])


def test_d04_one_tag_overwritten_makes_its_column_somebodys_own(bench: Bench):
    def change(page):
        place = column(page, "#loc+venue+name")
        page.cell(4, place).value = "square"
        page.cell(2, place).value = "venue"

    got = bench.edited(change)
    assert (got.proposal, got.problem, said(got.notices)) == (0, 0, ["columns-own", "columns-gone"])


def test_d05_rows_sorted_whole_are_no_edit(bench: Bench):
    def change(page):
        put(page, lines(page)[::-1])

    got = bench.edited(change)
    assert (got.proposal, got.problem, said(got.notices)) == (0, 0, [])


def moved(tag: str, step: int) -> Callable:
    """A change that moves the cells of a column by a step; 0 turns them round."""

    def change(page):
        place = column(page, tag)
        values = [page.cell(row, place).value for row in range(3, LAST + 1)]
        turned = (
            values[::-1] if not step else [*[None] * step, *values[:-step]] if step > 0 else [*values[-step:], None]
        )
        for row, value in enumerate(turned, 3):
            page.cell(row, place).value = value

    return change


TAGS = ["#loc+venue+name", "#date+start+planned", "#reached+ind+total", "#activity+name+i_en"]


@pytest.mark.parametrize("tag", [*TAGS, "#activity+code"])
@pytest.mark.parametrize("step", [0, 1, -1], ids=["sorted", "down", "up"])
def test_d06_one_column_sorted_or_shifted_alone_is_stopped(bench: Bench, tag: str, step: int):
    got = bench.edited(moved(tag, step))
    assert (codes(got)[0], got.proposals) == ("column-sorted", ())
    assert got.problems[0].row == 2, "it stands at the head of the column"


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("upwards", [False, True])
def test_d06_one_value_filled_over_others_is_stopped(bench: Bench, tag: str, upwards: bool):
    def change(page):
        place = column(page, tag)
        source = page.cell(9 if upwards else 5, place).value
        for row in range(5, 10):
            page.cell(row, place).value = source

    got = bench.edited(change)
    assert (codes(got), got.proposals) == (["column-filled"], ())
    assert "4 different values" in got.problems[0].message


def test_d06_several_columns_sorted_without_the_id_are_one_sentence(bench: Bench):
    def change(page):
        rows = lines(page)
        put(page, [[*row[:2], *other[2:-1], row[-1]] for row, other in zip(rows, rows[::-1], strict=True)])

    got = bench.edited(change)
    assert got.proposals == () and codes(got)[0] == "column-sorted"
    assert {"Venue", "Partner", "Planned start"} <= set(got.problems[0].column.split(", "))


def test_d06_a_state_set_in_many_rows_is_what_people_do_and_no_fault(bench: Bench):
    """Filled over a short list of states it is ordinary work; each row is shown to the person who decides."""

    def change(page):
        for row in range(3, 10):
            page.cell(row, column(page, "#status+code")).value = "completed"

    got = bench.edited(change)
    assert (got.proposal, got.problem) == (7, 0)


def test_d06_a_spelling_put_right_in_many_rows_is_no_fault(bench: Bench):
    def change(page):
        for row in (3, 5, 8, 9):
            page.cell(row, column(page, "#loc+venue+name")).value = "House of culture"

    assert bench.edited(change).proposal == 4


def test_d07_rows_deleted_delete_nothing(bench: Bench):
    def change(page):
        page.delete_rows(4, 6)

    got = bench.edited(change)
    assert (got.new, got.proposal, got.problem, said(got.notices)) == (bench.look(bench.file).new, 0, 0, [])


def copied(page, source: int, target: int, **values: object) -> None:
    """Copy a row as people do, with what is hidden."""
    for cell in page[source]:
        page.cell(target, cell.column).value = cell.value
    for tag, value in values.items():
        page.cell(target, column(page, tag)).value = value


def test_d08_the_same_row_twice_with_other_values_is_refused_both_times(bench: Bench):
    got = bench.edited(lambda page: copied(page, 4, LAST + 1, **{"#loc+venue+name": "square"}))
    assert [(p.row, p.code) for p in got.problems] == [(4, "id-twice"), (LAST + 1, "id-twice")]
    assert (got.proposal, got.read) == (0, bench.look(bench.file).read + 1)


def test_d08_the_very_same_row_twice_counts_once(bench: Bench):
    got = bench.edited(lambda page: copied(page, 4, LAST + 1))
    assert (got.problem, said(got.notices), got.read) == (0, ["row-repeated"], bench.look(bench.file).read)


def test_d08_a_copied_row_marked_new_is_a_new_record(bench: Bench):
    """The Id is hidden: somebody who copies a row to write another record cannot know that it goes along."""
    new = {"#activity+name+i_en": "Copied and written anew", "#meta+change": "New"}
    got = bench.edited(lambda page: copied(page, 4, LAST + 1, **new))
    (proposal,) = got.proposals
    assert proposal.new and proposal.after["title_en"] == "Copied and written anew"
    assert "ref" not in proposal.after and "office" not in proposal.after
    assert (got.problem, said(got.notices)) == (0, [])


def test_d08_a_row_written_over_and_marked_new_is_refused(bench: Bench):
    def change(page):
        page.cell(4, column(page, "#activity+name+i_en")).value = "Another one"
        page.cell(4, column(page, "#meta+change")).value = "New"

    got = bench.edited(change)
    assert (codes(got), got.proposals) == (["new-over-old"], ())
    assert "TH-" in got.problems[0].message


def test_d09_rows_added_by_hand_are_new_records_once(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office)

    def change(page):
        for row in (5, 9):  # the second says the very same
            page.cell(row, column(page, "#activity+name+i_en")).value = "Added by hand"
            page.cell(row, column(page, "#adm2+name")).value = "Zvečan"
            page.cell(row, column(page, "#activity+code")).value = "my number 1"

    file = edit(send(office, "HQ", tmp_path), "Town halls", change)
    for _ in range(2):
        (got,) = receive_parcels(hq, [file], accept_edits=True)
        assert (len(got.proposals), said(got.notices)) == (1, ["number-given", "row-repeated"])
    with hq.read() as reading:
        added = [uid for uid in list_uids(reading, "town_hall") if uid != key.uid]
        assert len(added) == 1
    assert '"municipality":"XK29"' in dumped(hq) and "my number 1" not in dumped(hq)


def test_d09_a_count_added_by_hand_is_the_one_that_the_program_would_make(make_office: Make, tmp_path: Path):
    """People see the number of the activity, not its id; the record is the same whoever writes it down."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, tallies=[{"dimension": "sex", "category": "men", "count": 3}])

    def change(page):
        ref = page.cell(3, column(page, "#activity+code")).value
        for place, row in enumerate((4, 5)):
            page.cell(row, column(page, "#activity+code")).value = ref
            page.cell(row, column(page, "#beneficiary+dimension")).value = "sex"
            page.cell(row, column(page, "#beneficiary+category+code")).value = ("women", "men")[place]
            page.cell(row, column(page, "#reached+ind")).value = 41

    file = edit(send(office, "HQ", tmp_path), "Participants", change)
    (got,) = receive_parcels(hq, [file], accept_edits=True)
    assert (states(got)["proposal"], [(p.row, p.code) for p in got.problems]) == (1, [(5, "row-there")])
    with office.write("save") as write:
        update(write, key.uid, {"tallies": [{"dimension": "sex", "category": "women", "count": 40}]})
    late, newer = make_office("HQ", "hq"), send(office, "HQ", tmp_path)
    receive_parcels(hq, [newer])
    receive_parcels(late, [newer])
    receive_parcels(late, [file], accept_edits=True)
    for one in (hq, late):
        with one.read() as reading:
            (conflict,) = conflicts(reading)
        assert {candidate.value for candidate in conflict.candidates} == {40, 41}


def test_d09_a_new_row_enters_whole_or_not_at_all(bench: Bench):
    """Without its broken cell it would be another record, and would come twice once the cell has been mended."""

    def change(page):
        page.cell(LAST + 2, column(page, "#activity+name+i_en")).value = "New"
        page.cell(LAST + 2, column(page, "#adm2+code+v_kas")).value = "Atlantis"
        page.cell(LAST + 2, column(page, "#reached+ind+total")).value = "many"

    got = bench.edited(change)
    assert [(p.row, p.code) for p in got.problems] == [(LAST + 2, "code-unknown"), (LAST + 2, "count-unreadable")]
    assert (got.proposal, got.problem) == (0, 1)


@pytest.mark.parametrize("rows", [(4, 5), (4, 9)])
def test_d10_ids_pasted_to_other_rows_are_refused_row_by_row(bench: Bench, rows: tuple[int, int]):
    def change(page):
        one, other = (page.cell(row, 1) for row in rows)
        one.value, other.value = other.value, one.value

    got = bench.edited(change)
    assert [(p.row, p.code) for p in got.problems] == [(row, "row-moved") for row in rows]
    assert got.proposals == () and got.read == bench.look(bench.file).read


def test_d10_the_column_of_ids_sorted_alone_stops_the_sheet(bench: Bench):
    def change(page):
        values = [page.cell(row, 1).value for row in range(3, LAST + 1)]
        for row, value in enumerate(values[::-1], 3):
            page.cell(row, 1).value = value
        page.cell(3, column(page, "#loc+venue+name")).value = "square"

    got = bench.edited(change)
    assert (codes(got), got.proposals) == (["rows-moved"], ())
    assert f"{HALLS} rows" in got.problems[0].message


def test_d10_a_cell_corrected_by_hand_is_never_taken_for_a_moved_row(bench: Bench):
    """The digest of a row is of what it was written from, so corrections in every row do not touch it."""

    def change(page):
        for row in range(3, LAST + 1):
            page.cell(row, column(page, "#description")).value = f"What happened at number {row}"

    assert bench.edited(change).proposal == HALLS


def hidden_sheet(book) -> None:
    del book["_sync"]


def one_chunk(book) -> None:
    book["_sync"].delete_rows(1)


def one_letter(book) -> None:
    cell = book["_sync"].cell(1, 4)
    cell.value = "A" + cell.value[1:-1] + "A"


def shown(book) -> None:
    book["_sync"].sheet_state = "visible"


@pytest.mark.parametrize(
    ("change", "code"),
    [(hidden_sheet, "parcel-stripped"), (one_chunk, "parcel-damaged"), (one_letter, "parcel-damaged"), (shown, "")],
)
def test_d11_the_hidden_sheet_deleted_edited_or_shown(bench: Bench, change: Callable, code: str):
    """There is no second copy: a parcel that lost its envelope is asked for again, or imported as a list."""
    book = load_workbook(bench.file)
    change(book)
    book.save(bench.folder / "changed.xlsx")
    if not code:
        assert bench.look(bench.folder / "changed.xlsx").problem == 0
        return
    with pytest.raises(KnownError) as error:
        bench.look(bench.folder / "changed.xlsx")
    assert error.value.code == code


def test_d12_a_sheet_deleted_is_said_and_the_records_come_all_the_same(bench: Bench):
    def change(page):
        del page.parent["Town halls"]

    got = bench.edited(change)
    assert (codes(got), got.new) == (["sheet-missing"], bench.look(bench.file).new)


def test_d12_a_sheet_renamed_is_known_by_its_records(bench: Bench):
    def change(page):
        page.title = "Tribina"
        page.cell(4, column(page, "#loc+venue+name")).value = "square"

    got = bench.edited(change)
    assert (got.proposal, got.problem, said(got.notices)) == (1, 0, ["sheet-renamed"])
    assert got.proposals[0].sheet == "Tribina"


def test_d12_a_sheet_copied_is_left_aside_aloud(bench: Bench):
    def change(page):
        copy = page.parent.copy_worksheet(page)
        copy.title = "Town halls (2)"
        copy.cell(4, column(page, "#loc+venue+name")).value = "only a draft"
        page.cell(5, column(page, "#loc+venue+name")).value = "square"
        page.parent.create_sheet("Our calendar")["B2"] = "Monday"

    got = bench.edited(change)
    assert [dict(p.after) for p in got.proposals] == [{"venue": "square"}]
    assert [(n.sheet, n.code) for n in got.notices][-2:] == [
        ("Our calendar", "sheet-own"),
        ("Town halls (2)", "sheet-copied"),
    ]


def test_d13_cells_merged_across_records_are_no_edit(bench: Bench):
    def change(page):
        venue = column(page, "#loc+venue+name")
        page.merge_cells(start_row=4, end_row=6, start_column=venue, end_column=venue)
        page.merge_cells(
            start_row=8,
            end_row=8,
            start_column=column(page, "#activity+name+i_en"),
            end_column=column(page, "#activity+name+i_sr"),
        )

    got = bench.edited(change)
    assert (got.proposal, got.problem, said(got.notices)) == (0, 0, ["cells-merged"])


def test_d13_cells_merged_over_the_ids_stop_the_sheet(bench: Bench):
    got = bench.edited(lambda page: page.merge_cells("A5:C8"))
    assert (codes(got), got.proposals) == (["sheet-ids-merged"], ())


def test_d14_titles_notes_blank_rows_and_totals_are_left_aside_aloud(bench: Bench):
    def change(page):
        page.insert_rows(7, 2)
        page.cell(LAST + 4, column(page, "#activity+code")).value = "Total"
        page.cell(LAST + 4, column(page, "#reached+ind+total")).value = "=SUM(M3:M14)"
        page.cell(LAST + 6, column(page, "#loc+venue+name")).value = "Checked on Monday"
        page.cell(4, 160).value = "beside the table"
        page.insert_rows(1, 2)
        page.cell(1, 3).value = "Our town halls of spring"

    got = bench.edited(change)
    assert (got.proposal, got.problem) == (0, 0)
    assert said(got.notices) == ["columns-own", "text-above", "totals-row", "text-beside"]
    assert "Our town halls of spring" in " ".join(n.message for n in got.notices)


def test_d15_rows_hidden_by_a_filter_are_read(bench: Bench):
    def change(page):
        page.auto_filter.add_filter_column(5, ["something"])
        for row in range(4, LAST + 1):
            page.row_dimensions[row].hidden = True
        page.cell(6, column(page, "#loc+venue+name")).value = "square"

    assert bench.edited(change).proposal == 1


def test_d16_tables_and_names_do_not_matter(bench: Bench):
    """We use no tables: columns are found by their tags, rows by standing below them."""

    def change(page):
        page.auto_filter.ref = None
        page.freeze_panes = None
        page.add_table(Table(displayName="Halls", ref="C1:F6"))
        page.cell(LAST, column(page, "#loc+venue+name")).value = "square"

    assert bench.edited(change).proposal == 1


def test_d17_charts_are_ignored_and_comments_listed(bench: Bench):
    def change(page):
        chart = BarChart()
        chart.add_data(Reference(page, min_col=13, min_row=3, max_row=9))
        page.add_chart(chart, "AX2")
        page.cell(4, column(page, "#loc+venue+name")).comment = Comment("Was it not <Friday> & noon?", "Ana")

    got = bench.edited(change)
    (comment,) = [notice for notice in got.notices if notice.code == "comment"]
    assert (comment.sheet, comment.row, comment.message) == (
        "Town halls",
        4,
        "Comment: Ana: Was it not <Friday> & noon?",
    )
    assert (got.proposal, got.problem) == (0, 0)


@pytest.mark.parametrize(
    "formula", ["=A1", "=SUM(A1:A3)", '=HYPERLINK("http://x","y")', "=WEBSERVICE(A1)", "=cmd|'/c calc'!A1"]
)
def test_d18_h6_formulas_in_cells_of_values_are_refused(bench: Bench, formula: str):
    assert codes(bench.written("#loc+venue+name", formula)) == ["cell-formula"]


def test_d18_a_formula_with_a_result_is_refused_and_its_result_suggested(bench: Bench):
    def formula(part: bytes) -> bytes:
        assert b"hall 1</t>" in part
        head, _, rest = part.partition(b"hall 1</t>")
        start = head.rindex(b"<c ")
        cell = head[start:].replace(b't="inlineStr"', b't="str"').partition(b">")[0]
        return head[:start] + cell + b"><f>A1&amp;B1</f><v>square</v></c>" + rest.partition(b"</c>")[2]

    sheet = f"xl/worksheets/sheet{load_workbook(bench.file).sheetnames.index('Town halls') + 1}.xml"
    got = bench.look(bench.operated({sheet: formula}))
    (problem,) = got.problems
    assert (problem.row, problem.code) == (4, "cell-computed") and "'square'" in problem.message
    assert got.proposals == ()


def test_d19_find_and_replace_over_ids_stops_the_sheet(bench: Bench):
    def change(page):
        for row in page.iter_rows(min_row=3):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace("7", "1")

    got = bench.edited(change)
    assert (codes(got), got.proposals) == (["rows-moved"], ())


def test_d20_two_people_edited_two_copies_of_one_parcel(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office, venue="hall")
    file = send(office, "HQ", tmp_path)
    for name, values in (
        ("ana", {"venue": "square", "partner": "one"}),
        ("ben", {"venue": "school", "settlement": "Z"}),
    ):
        tags = {"venue": "#loc+venue+name", "partner": "#org+impl+name", "settlement": "#loc+settlement+name"}

        def change(page, values=values, tags=tags):
            for key, value in values.items():
                page.cell(3, column(page, tags[key])).value = value

        copy = Path(shutil.copy(file, tmp_path / f"{name}.xlsx"))
        receive_parcels(hq, [edit(copy, "Town halls", change)], accept_edits=True)
    with hq.read() as reading:
        (conflict,) = conflicts(reading)
    assert {candidate.value for candidate in conflict.candidates} == {"square", "school"}
    assert '"partner":"one"' in dumped(hq) and '"settlement":"Z"' in dumped(hq)


def test_d21_rows_of_an_older_parcel_pasted_into_a_newer_one_undo_nothing(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    keys = [town_hall(office, venue=f"hall {number}", title_en=f"Number {number}") for number in range(6)]
    old = load_workbook(send(office, "HQ", tmp_path))["Town halls"]
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    with office.write("save") as write:
        for key in keys[:4]:
            update(write, key.uid, {"venue": "moved to the school"})
    newer = export_parcel(office, "HQ", tmp_path, full=True).file
    for rows, expected in (([3, 4], ["row-elsewhere"] * 2), ([3, 4, 5, 6, 7], ["rows-moved"]), ([7, 8], [])):

        def paste(page, rows=rows):
            for row in rows:
                for cell in old[row]:
                    page.cell(row, cell.column).value = cell.value

        (got,) = receive_parcels(hq, [edit(newer, "Town halls", paste)], dry_run=True)
        assert (codes(got), got.proposals) == (expected, ())


def test_d22_two_offices_workbooks_put_together_are_asked_for_one_by_one(
    bench: Bench, make_office: Make, tmp_path: Path
):
    other = make_office("PRZ")
    for number in range(4):
        town_hall(other, title_en=f"Elsewhere {number}")
    theirs = lines(load_workbook(send(other, "HQ", tmp_path))["Town halls"])

    def change(page):
        put(page, theirs, LAST + 1)

    got = bench.edited(change)
    assert (codes(got), got.proposals) == (["rows-moved"], ())
    few = bench.edited(lambda page: put(page, theirs[:1], LAST + 1))
    assert codes(few) == ["id-unknown"] and "must come in that workbook" in few.problems[0].message


@pytest.mark.parametrize("word", ["Delete", "delete", " DELETE "])
def test_d23_only_the_word_delete_deletes(bench: Bench, word: str):
    (proposal,) = bench.written("#meta+change", word).proposals
    assert proposal.delete


@pytest.mark.parametrize("word", ["yes", "YES", "ja", "oui", True, 1, "x", "Deleted?"])
def test_d23_any_other_word_is_asked_about_and_keeps_no_cell_from_entering(bench: Bench, word: object):
    """There is no column for a reason: the person who takes the proposal gives one."""

    def change(page):
        page.cell(4, column(page, "#meta+change")).value = word
        page.cell(4, column(page, "#loc+venue+name")).value = "square"

    got = bench.edited(change)
    assert codes(got) == ["change-unknown"] and "Delete" in got.problems[0].message
    assert [dict(p.after) for p in got.proposals] == [{"venue": "square"}]
    assert (got.proposal, got.problem) == (0, 1), "the row counts once, as the problem that somebody must mend"


def test_d24_a_document_inspector_took_everything_hidden(bench: Bench, tmp_path: Path):
    book = load_workbook(bench.file)
    del book["_sync"]
    for page in book.worksheets:
        for number in range(page.max_column, 0, -1):
            if page.column_dimensions[page.cell(1, number).column_letter].hidden:
                page.delete_cols(number)
    book.save(tmp_path / "inspected.xlsx")
    with pytest.raises(KnownError) as error:
        bench.look(tmp_path / "inspected.xlsx")
    assert error.value.code == "parcel-stripped", "also without its Ids"


def test_every_sentence_can_be_said_in_another_language(bench: Bench):
    got = bench.written("#meta+change", "perhaps")
    assert worded(got.problems[0], lambda text: text.replace("is not one of", "nuk është")).startswith(
        "'perhaps' nuk është New"
    )
