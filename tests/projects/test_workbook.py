"""A project's sheets: its number beside every part, rows that people add by hand, and what a re-save may not change."""

from pathlib import Path

from openpyxl import load_workbook

from db.parcels import export_parcel, receive_parcels
from db.records import find, list_parts, view
from db.store import Office, verify
from tests.builders import one_of_each
from tests.parcels.helpers import column, edit
from tests.projects.papers import add, bring_to, cycle, proposal

# What DOMAIN's readers look for on each sheet.
TAGS = {
    "Payments": "#activity+project+code #value+disbursement+num #value+disbursement+c_usd #value+disbursement+c_eur "
    "#date+disbursement #status+name",
    "Monitoring visits": "#activity+project+code #date+occurred #org+reporting+name #indicator+value+actual+num "
    "#value+expenditure #severity+risk #description #status+name",
    "Deliverables": "#output+code #output+name #item+name #output+num+planned #output+num+actual #date+due",
    "Modifications": "#cause+deviation #date+approved",
    "Projects": "#activity+programme+name #value+budget #value+approved #value+contribution #currency+code "
    "#org+impl+type #severity+risk #geo+lat #geo+lon #status+code",
    "Closure": "#value+expenditure #value+returned #date+closed #cause+deviation",
}


def test_every_sheet_has_the_tags_that_readers_look_for(office: Office, tmp_path: Path):
    one_of_each(office)
    book = load_workbook(export_parcel(office, "HQ", tmp_path).file)
    for title, tags in TAGS.items():
        there = {cell.value for cell in book[title][2]}
        assert set(tags.split()) <= there, title


def test_a_row_shows_the_number_of_its_project_and_the_name_of_its_cycle(office: Office, tmp_path: Path):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    with office.read() as reading:
        ref = view(reading, find(reading, project)).ref
    book = load_workbook(export_parcel(office, "HQ", tmp_path).file)
    page = book["Payments"]
    assert page.cell(3, column(page, "#activity+project+code")).value == ref
    assert page.cell(3, column(page, "#value+disbursement+c_usd")).value == 19840
    page = book["Projects"]
    assert page.cell(3, column(page, "#activity+programme+name")).value == "Confidence-building projects 2018-19"
    page = book["Instalments"]
    assert [page.cell(row, column(page, "#value+instalment+num")).value for row in (3, 4)] == [1, 2]


def test_a_part_added_by_hand_names_its_project_as_people_do(office: Office, make_office, tmp_path: Path):
    project = proposal(office, cycle(office))
    with office.read() as reading:
        ref = view(reading, find(reading, project)).ref

    def by_hand(page):
        row = page.max_row + 1
        for tag, value in (
            ("#activity+project+code", ref),
            ("#value+disbursement+num", 1),
            ("#value+disbursement+c_eur", 921),
            ("#currency+code", "EUR"),
            ("#value+rate", 0.921),
            ("#value+voucher", "V-77"),
        ):
            page.cell(row, column(page, tag)).value = value

    hq = make_office("HQ", "hq")
    file = edit(export_parcel(office, "HQ", tmp_path).file, "Payments", by_hand)
    (got,) = receive_parcels(hq, [file], accept_edits=True)
    assert (got.proposal, got.problem) == (1, 0)
    with hq.read() as reading:
        (payment,) = list_parts(reading, "payment", ref)
    assert (payment.values["amount"], payment.values["voucher"], payment.owner) == ("1000.00", "V-77", project)
    (again,) = receive_parcels(hq, [file], accept_edits=True)
    with hq.read() as reading:
        assert len(list_parts(reading, "payment", ref)) == 1 and again.problem == 0
    assert verify(hq).ok


def test_a_change_of_one_part_brings_what_its_row_names(office: Office, make_office, tmp_path: Path):
    project = proposal(office, cycle(office))
    hq = make_office("HQ", "hq")
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    receive_parcels(office, [export_parcel(hq, "MIT", tmp_path).file])
    add(office, "payment", project=project, amount="5", voucher="V-1")
    file = export_parcel(office, "HQ", tmp_path).file
    book = load_workbook(file)
    assert book["Payments"].max_row == 3 and "Programme cycles" in book.sheetnames
    (got,) = receive_parcels(hq, [file])
    assert (got.new, got.same, got.proposal, got.problem) == (1, got.read - 1, 0, 0)
