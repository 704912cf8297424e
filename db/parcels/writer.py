"""Writes the workbook of a parcel: a report that people read and edit, and the envelope."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from openpyxl import Workbook

from db.catalogue import Mission
from db.marks import N_
from db.parcels.layout import README_SHEET, SYNC_SHEET
from db.parcels.manifest import Manifest
from db.parcels.pages import new_page, write_lists, write_words
from db.parcels.rows import Record, cell_of, shown_sheets
from db.progress import Progress
from db.workbooks.writing import Content, MemorySheet, bare_cell, close, make_cell, new_book, new_sheet, packed


def write_workbook(
    manifest: Manifest,
    envelope: Callable[[str], Iterable[Sequence[Content]]],
    records: Mapping[str, Record],
    mission: Mission,
    progress: Progress,
) -> bytes:
    """Return the workbook of a parcel that shows `records`.

    `envelope` makes the rows of its hidden sheet, once the digest of everything else in the file is known. `progress`
    is told (rows written, rows in all) and may raise `Cancelled`.
    """
    book = new_book()
    try:
        _fill(book, manifest, records, mission, progress)
        hidden = new_envelope(book)
        return packed(book, hidden, lambda others: write_envelope(hidden, envelope(others)))
    finally:
        close(book)  # also when it was cancelled


def _fill(
    book: Workbook,
    manifest: Manifest,
    records: Mapping[str, Record],
    mission: Mission,
    progress: Progress,
) -> None:
    _write_readme(book, manifest, mission)
    done, total = 0, sum(manifest.sheets.values())
    for sheet, rows in shown_sheets(mission, records):
        page = new_page(book, sheet.title, sheet.columns, len(rows), mission)
        for record in rows:
            page.append([make_cell(cell_of(column, record, mission)) for column in sheet.columns])
            done += 1
            if done % 200 == 0:
                progress(done, total)
    write_lists(book, mission)
    progress(total, total)


def new_envelope(book: Workbook) -> MemorySheet:
    """Add the hidden sheet that carries the exact revisions, still empty."""
    hidden = new_sheet(book, SYNC_SHEET)
    hidden.sheet_state = "veryHidden"  # pyright: ignore
    return hidden


def write_envelope(hidden: MemorySheet, rows: Iterable[Sequence[Content]]) -> None:
    """Fill the hidden sheet with the rows of `db.parcels.manifest.to_chunks`."""
    for row in rows:
        hidden.append([bare_cell(part) for part in row])


def _write_readme(book: Workbook, manifest: Manifest, mission: Mission) -> None:
    """Write the sheet by which people know what the file is and how they may edit it."""
    sender = manifest.sender
    period = f"{manifest.period[0] or '…'} – {manifest.period[1] or '…'}" if any(manifest.period) else N_("all records")
    part = N_("{part} of {parts} files that were written together. Send all of them, in any order.")
    facts = [
        (N_("From"), f"{mission.office_name(sender.office)} ({sender.office}), {sender.laptop}"),
        (N_("To"), mission.office_name(manifest.to)),
        (N_("Serial number"), str(manifest.serial)),
        *([(N_("Part"), part.format(part=manifest.part, parts=manifest.parts))] if manifest.parts > 1 else []),
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
    if manifest.attachments:
        how_many = N_("{count}, in the file of the same name that ends in .zip. Send both.")
        facts.append((N_("Photos and papers"), how_many.format(count=len(manifest.attachments))))
    if manifest.lacking:
        facts.append((N_("Photos and papers that never arrived here"), str(len(manifest.lacking))))
    if manifest.kind == "nil":
        facts.append((N_("Nothing to report"), N_("The office says that there was no activity in this period.")))
    if manifest.kind == "receipt":
        facts.append((N_("Receipt"), N_("It only confirms what was received; there is nothing new to take in.")))
    how = [
        N_("Read it, sort it, filter it, add columns of your own: nothing of that changes a record."),
        N_("Change a cell to propose a correction. The receiver sees what was and what you wrote, and decides."),
        N_("To delete a record, write Delete in the column Change. A row that is missing deletes nothing."),
        N_("Say why in the column Reason: it stays with what you changed, added or deleted in that row."),
        N_("To propose a new record, add a row below the others, or copy one and write New in the column Change."),
        N_("Blank means not recorded; 0 means none. Do not remove the hidden sheet: it carries the exact records."),
    ]
    title = N_("Groundwork parcel · {mission}").format(mission=mission.short)
    write_words(new_sheet(book, README_SHEET), title, facts, (N_("How to edit"), how))
