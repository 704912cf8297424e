"""What cannot be taken from the visible cells of a parcel, and what was left aside, in words for a person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from db.errors import PROBLEMS
from db.marks import N_

Translate = Callable[[str], str]

SENTENCES: dict[str, str] = {
    # whole sheets and columns
    "sheet-missing": N_("This sheet is gone, or its hidden Id is: changes made in it are not seen."),
    "sheet-ids-merged": N_("Cells were merged over the hidden Id. Unmerge them; no change of this sheet was taken."),
    "rows-moved": N_(
        "{number} rows no longer fit their hidden Id: a part of the columns was sorted, filled or pasted without the "
        "rest. No change of this sheet was taken. Undo that, or start again from the workbook as it came."
    ),
    "column-twice": N_("The tag {tag} stands over two columns. Take it away from the column that is your own."),
    "column-sorted": N_(
        "Values were sorted or moved to other rows without the rest. No change of this sheet was taken. Undo that, or "
        "sort whole rows."
    ),
    "column-filled": N_(
        "{number} different values were filled over with one. No change of this sheet was taken. Undo that, or write "
        "each value by itself."
    ),
    "column-emptied": N_(
        "{number} cells were emptied at once. No change of this sheet was taken. Undo that, or empty them one by one."
    ),
    # rows
    "id-unknown": N_(
        "This row's hidden Id is not of a record in this parcel. A row of another workbook must come in that workbook; "
        "a new row must have its Id emptied."
    ),
    "id-twice": N_(
        "{number} rows have the same hidden Id and do not say the same. Keep one; write New in the column Change of a "
        "copy that is a new record."
    ),
    "row-moved": N_("This row has the hidden Id of another row. Undo the sorting, filling or pasting of column A."),
    "row-elsewhere": N_(
        "This row was written from another state of its record: it was pasted from another workbook. Send that one."
    ),
    "new-over-old": N_(
        "This row says New but is the row of {ref}. Put back what was there and add the new record in a row of its own."
    ),
    "change-unknown": N_("'{text}' is not one of {known}."),
    "delete-nothing": N_("This row has no hidden Id, so there is nothing to delete. Delete the row itself."),
    "row-there": N_("There is a row for this already. Change that one."),
    # rows of a workbook that lost its hidden sheet
    "delete-not-here": N_("A list deletes nothing. Delete the record itself."),
    "deleted-here": N_("This record was deleted here. Restore it, then change it."),
    "other-here": N_("This record is here already and says something else: {columns}. Change it here."),
    "owner-missing": N_("What this row belongs to is neither here nor among the rows that can be taken."),
    # cells
    "cell-error": N_("This cell shows an error such as #REF! or #N/A. Write the value itself."),
    "cell-formula": N_("This cell holds a formula. Write the value itself, for example by pasting it as a value."),
    "cell-computed": N_("This cell holds a formula with the result '{text}'. Write the value itself."),
    "column-fixed": N_("This column is set by the program. Put back '{text}'."),
    "name-changed": N_("This column only says what the code beside it means. Write {code} there instead."),
    "date-ambiguous": N_("'{text}' could be two different days. Write it as 2026-03-12."),
    "date-early": N_("Programs count the days before March 1900 differently. Write {text} as text."),
    "number-in-text": N_(
        "'{text}' is a number here, and zeros before it may be lost. Make it text and write it again."
    ),
    "percent-unclear": N_("'{text}' could be meant as a hundred times as much. Write 12 for 12 %."),
    "digits-lost": N_("'{text}' is longer than a number keeps exactly. Make the cell text and write it again."),
}

NOTICES: dict[str, str] = {
    "saved-again": N_("The workbook was saved again with {program}."),
    "saved-again-by": N_("The workbook was saved again by {person} with {program}."),
    "sheet-own": N_("This sheet is not part of the parcel and was left aside."),
    "sheet-copied": N_("This sheet is a copy of one of the parcel's and was left aside."),
    "sheet-renamed": N_("This sheet was read as '{title}'."),
    "tags-gone": N_("The row of tags is gone; the columns were found by their names. Look at its changes with care."),
    "columns-own": N_("Columns that are not part of the parcel were left aside: {columns}."),
    "columns-gone": N_("Columns that are no longer there count as unchanged: {columns}."),
    "text-above": N_("Text above the table was left aside: {text}"),
    "text-beside": N_("Text outside the table was left aside: {text}"),
    "totals-row": N_("This looks like a line of totals and was left aside: {text}"),
    "number-given": N_("A new record gets its number from the program; '{text}' was left aside."),
    "row-repeated": N_("This row repeats another one and counts once."),
    "cells-merged": N_("{number} cells are hidden under merged ones and count as unchanged."),
    "name-ignored": N_("'{text}' beside the code {code} was left aside: only the code counts."),
    "reason-alone": N_("A reason was given, but nothing in this row was changed: {text}"),
    "marks-hidden": N_("'{column}' holds invisible marks that turn the direction of writing."),
    "comment": N_("Comment: {text}"),
}


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something in the visible cells that cannot be taken: where it is, and what would be accepted.

    `row` is the row of tags, or 0, where a whole column or sheet is meant. `tag` is the column's, "" where none is to
    blame; `values` fill the sentence of `code`.
    """

    sheet: str
    row: int
    column: str
    code: str
    message: str
    uid: str = ""
    tag: str = ""
    values: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was left aside and may have meant something to somebody; `row` is 0 for a whole sheet."""

    sheet: str
    row: int
    code: str
    message: str
    values: Mapping[str, str] = field(default_factory=dict[str, str])


def plain(text: str) -> str:
    """Return a sentence as it is: the translation into English."""
    return text


def worded(found: CellProblem | Notice, translate: Translate) -> str:
    """Return what is wrong, or was left aside, in the reader's language."""
    return sentence(found.code, found.values, translate)


def sentence(code: str, values: Mapping[str, str], translate: Translate = plain) -> str:
    """Return the sentence of a code."""
    template = SENTENCES.get(code) or NOTICES.get(code) or PROBLEMS[code]
    text = translate(template).format(**values)
    return text[:1].upper() + text[1:]


def notice(sheet: str, row: int, code: str, /, **values: object) -> Notice:
    """Return a notice with its English sentence."""
    filled = {name: str(value) for name, value in values.items()}
    return Notice(sheet, row, code, sentence(code, filled), filled)
