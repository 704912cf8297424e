"""Parcels against the bare loops of the libraries beneath them, over the same cells."""

from pathlib import Path

from openpyxl import Workbook, load_workbook

from db.parcels import export_parcel, receive_parcels
from db.parcels.reader import read_parcel
from db.revisions import fold
from db.store import Office
from tests.benchmarks.rows import Row, seconds, seconds_in_window


def _cells(file: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
    book = load_workbook(file, read_only=True)
    found = [(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in book.worksheets]
    book.close()
    return found


def parcels(office: Office, headquarters: Office, folder: Path) -> list[Row]:
    """Write, read and merge one parcel of everything."""
    sent = []
    writing = seconds_in_window(lambda: sent.append(export_parcel(office, "HQ", folder)))
    file = sent[0].file
    cells: list[tuple[str, list[tuple[object, ...]]]] = []
    bare_reading = seconds(lambda: cells.extend(_cells(file)))

    def bare_writing() -> None:
        book = Workbook(write_only=True)
        for title, rows in cells:
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        book.save(folder / "bare.xlsx")

    bare = seconds(bare_writing)
    parcels = []
    reading = seconds_in_window(lambda: parcels.append(read_parcel(file)))
    revisions = parcels[0].revisions
    grouped: dict[str, list] = {}
    for revision in revisions:
        grouped.setdefault(revision.record.uid, []).append(revision)
    folding = seconds_in_window(lambda: [fold(found) for found in grouped.values()])
    receiving = seconds_in_window(lambda: receive_parcels(headquarters, [file]))
    merging = receiving - reading
    return [
        Row("export", bare / writing, "of a bare write-only loop's speed", 0.7, f"{bare:.2f} s bare", at_most=False),
        Row("read a parcel", bare_reading / reading, "times openpyxl's read-only loop", 5, "", at_most=False),
        Row("fold", len(revisions) / folding, "revisions a second", 20_000, "", at_most=False),
        Row("merge", len(revisions) / merging, "revisions a second", 5_000, "", at_most=False),
    ]
