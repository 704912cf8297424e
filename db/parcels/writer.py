"""Writes the workbook of a parcel: a report that people read and edit, and the envelope."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from db.catalogue import Mission
from db.marks import N_
from db.parcels.in_memory import MemorySheet, close, new_sheet, packed
from db.parcels.layout import (
    CHANGES,
    HEADER_ROWS,
    LISTS_SHEET,
    README_SHEET,
    SYNC_SHEET,
    Column,
    Sheet,
    sheets_of,
)
from db.parcels.manifest import Manifest
from db.parcels.rows import Record, Shown, cell_of, shown_sheets
from db.progress import Progress

_DARK = PatternFill("solid", fgColor="16324F")
_PALE = PatternFill("solid", fgColor="E7EEF5")
_HEADER = Font(bold=True, color="FFFFFF")
_TAG = Font(italic=True, size=8, color="5B6B7B")
_TITLE = Font(bold=True, size=14)
_WRAP = Alignment(wrap_text=True, vertical="top")


def write_workbook(
    manifest: Manifest,
    envelope: Iterable[Sequence[Shown]],
    records: Mapping[str, Record],
    mission: Mission,
    progress: Progress,
) -> bytes:
    """Return the workbook of a parcel. `envelope` are the rows of its hidden sheet, `records` what it shows.

    `progress` is told (rows written, rows in all) and may raise `Cancelled`.
    """
    book = Workbook(write_only=True)
    try:
        _fill(book, manifest, envelope, records, mission, progress)
    finally:
        close(book)  # also when it was cancelled: an open sheet complains when it is thrown away
    return packed(book)


def _fill(
    book: Workbook,
    manifest: Manifest,
    envelope: Iterable[Sequence[Shown]],
    records: Mapping[str, Record],
    mission: Mission,
    progress: Progress,
) -> None:
    _write_readme(book, manifest, mission)
    done, total = 0, sum(manifest.sheets.values())
    for sheet, rows in shown_sheets(mission, records):
        page = _page(book, sheet, len(rows), mission)
        for record in rows:
            _append(page, [_cell(page, cell_of(column, record, mission)) for column in sheet.columns])
            done += 1
            if done % 200 == 0:
                progress(done, total)
    _write_lists(book, mission)
    hidden = new_sheet(book, SYNC_SHEET)
    hidden.sheet_state = "veryHidden"  # pyright: ignore
    for chunk in envelope:
        _append(hidden, [_cell(hidden, part) for part in chunk])
    progress(total, total)


def _cell(sheet: MemorySheet, content: Shown) -> Cell | None:
    """Return the cell for what `shown` gave; an empty one is no cell at all.

    Text is given to the cell as text outright: the library would make a formula of "=1+1" and an error of "#N/A".
    """
    if content is None:
        return None
    made = Cell(sheet)  # pyright: ignore
    if isinstance(content, str):
        made._value, made.data_type = content, "s"  # pyright: ignore
        sheet.dress(made, "@", quoted=content[:1] in ("=", "+", "-", "@", "\t"))
    else:
        made.value = content  # pyright: ignore
        if isinstance(content, date):
            sheet.dress(made, "yyyy-mm-dd")
        elif isinstance(content, Decimal):
            sheet.dress(made, "#,##0.00" if content.as_tuple().exponent == -2 else "General")
    return made


def _append(page: MemorySheet, row: Sequence[object]) -> None:
    """Write one row; the one place that meets the library's missing types."""
    page.append(row)  # pyright: ignore[reportUnknownMemberType]


def _page(book: Workbook, sheet: Sheet, rows: int, mission: Mission) -> MemorySheet:
    """Make a sheet with its two header rows, frozen, filtered, with its lists to choose from."""
    page = new_sheet(book, sheet.title)
    page.freeze_panes = f"D{HEADER_ROWS + 1}"
    last_row = rows + HEADER_ROWS
    page.auto_filter.ref = f"A{HEADER_ROWS}:{get_column_letter(len(sheet.columns))}{max(last_row, HEADER_ROWS)}"  # pyright: ignore
    for number, column in enumerate(sheet.columns, 1):
        dimension = page.column_dimensions[get_column_letter(number)]  # pyright: ignore
        dimension.width = column.width
        dimension.hidden = column.hidden
        if column.choices and not column.name:
            _validate(page, number, column.choices, mission)
    _append(page, [_head(page, _label(column)) for column in sheet.columns])
    _append(page, [_head(page, column.tag, tag=True) for column in sheet.columns])
    return page


def _label(column: Column) -> str:
    field_label = column.field.label if column.field else ""
    return column.label.format(label=field_label)


def _head(page: MemorySheet, text: str, *, tag: bool = False) -> object:
    head = _cell(page, text)
    assert head is not None
    head.font, head.fill, head.alignment = (_TAG if tag else _HEADER), (_PALE if tag else _DARK), _WRAP
    return head


def _list_codes(name: str, mission: Mission) -> Sequence[str]:
    return CHANGES if name == "change" else [code.code for code in mission.lists[name].entries]


def _list_names(mission: Mission) -> list[str]:
    """Return the lists that columns choose from, in the order of their columns on the sheet of lists."""
    used = {column.choices: None for sheet in sheets_of(mission) for column in sheet.columns if column.choices}
    return list(used)


def _validate(page: MemorySheet, number: int, name: str, mission: Mission) -> None:
    """Let a column be filled from its list; rows that people add below are covered too."""
    column = get_column_letter(2 * _list_names(mission).index(name) + 1)
    length = len(_list_codes(name, mission))
    rule = DataValidation(type="list", formula1=f"{LISTS_SHEET}!${column}$2:${column}${length + 1}", allow_blank=True)
    letter = get_column_letter(number)
    rule.add(f"{letter}{HEADER_ROWS + 1}:{letter}100000")  # pyright: ignore[reportUnknownMemberType]
    page.data_validations.append(rule)  # pyright: ignore


def _write_lists(book: Workbook, mission: Mission) -> None:
    """Write every list as two columns: code and name."""
    page = new_sheet(book, LISTS_SHEET)
    names = _list_names(mission)
    columns: list[list[str]] = []
    for name in names:
        codes = _list_codes(name, mission)
        labels = codes if name == "change" else [mission.lists[name].label(code) for code in codes]
        columns += [[name, *codes], [f"{name} (name)", *labels]]
    for row in range(max(len(column) for column in columns)):
        _append(page, [_cell(page, column[row]) if row < len(column) else None for column in columns])


def _write_readme(book: Workbook, manifest: Manifest, mission: Mission) -> None:
    """Write the sheet by which people know what the file is and how they may edit it."""
    page = new_sheet(book, README_SHEET)
    page.column_dimensions["A"].width = 26  # pyright: ignore
    page.column_dimensions["B"].width = 96  # pyright: ignore
    sender = manifest.sender
    period = f"{manifest.period[0] or '…'} – {manifest.period[1] or '…'}" if any(manifest.period) else N_("all records")
    facts = [
        (N_("From"), f"{mission.office_name(sender.office)} ({sender.office}), {sender.laptop}"),
        (N_("To"), mission.office_name(manifest.to)),
        (N_("Serial number"), str(manifest.serial)),
        (N_("Written"), f"{manifest.created} · {manifest.author}"),
        (N_("Period"), period),
        (N_("Records"), ", ".join(f"{title}: {rows}" for title, rows in manifest.sheets.items())),
        (N_("Profile"), N_("Full content for headquarters. Handle it as its records are classified.")),
        (N_("Note"), mission.note),
    ]
    if manifest.missing:
        never = ", ".join(f"{who} S{n:03d}" for who, numbers in sorted(manifest.missing.items()) for n in numbers)
        facts.append(
            (
                N_("Never arrived here"),
                N_("{parcels}. Send another parcel: it brings what they held.").format(parcels=never),
            )
        )
    if manifest.kind == "nil":
        facts.append((N_("Nothing to report"), N_("The office says that there was no activity in this period.")))
    if manifest.kind == "receipt":
        facts.append((N_("Receipt"), N_("It only confirms what was received; there is nothing new to take in.")))
    how = [
        N_("Read it, sort it, filter it, add columns of your own: nothing of that changes a record."),
        N_("Change a cell to propose a correction. The receiver sees what was and what you wrote, and decides."),
        N_("To delete a record, write Delete in the column Change. A row that is missing deletes nothing."),
        N_("To propose a new record, add a row below the others and leave its Id empty."),
        N_("Blank means not recorded; 0 means none. Do not remove the hidden sheet: it carries the exact records."),
    ]
    title = _cell(page, N_("Groundwork parcel · {mission}").format(mission=mission.short))
    assert title is not None
    title.font = _TITLE
    _append(page, [title])
    _append(page, [])
    for label, text in facts:
        _append(page, [_cell(page, label), _cell(page, text)])
    _append(page, [])
    _append(page, [_cell(page, N_("How to edit"))])
    for line in how:
        _append(page, [None, _cell(page, line)])
