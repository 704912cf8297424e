"""One row of a sheet beside the record it was written from: what a person proposes by it, and what cannot be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from db.catalogue import RECORD_TYPES, Field, Mission, Refused, Value
from db.catalogue.kinds import LINK
from db.folding import fold
from db.parcels import cells
from db.parcels.finding import Page
from db.parcels.layout import CHANGE_TAG, CHANGES, DELETE, NEW, REASON_TAG, STATE_TAG, UID_TAG, Column
from db.parcels.problems import CellProblem, Notice
from db.parcels.rows import Record, cell_of, state_of
from db.workbooks import Row

NOT_A_VALUE = {"error": "cell-error", "formula": "cell-formula"}
HIDDEN = ("merged", "covered")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person proposed by editing a row: the fields changed, before and after; or a deletion; or a new record.

    `uid` of a new record is derived from the parcel and the row, so that taking it in twice makes one record. `why` is
    the reason that the person gave.
    """

    sheet: str
    row: int
    type: str
    uid: str
    before: Mapping[str, Value]
    after: Mapping[str, Value]
    delete: bool = False
    new: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written into a parcel's cells: its id, its records by uid, and the record of each state."""

    parcel: str
    records: Mapping[str, Record]
    states: Mapping[str, str]
    mission: Mission

    def link(self, field: Field, raw: object) -> Value:
        """Return the id of the record that a cell names, by its id or by what people call it.

        Raises Refused.
        """
        text = str(raw or "").strip()
        if not text:
            return None
        alike = [
            record.uid
            for record in self.records.values()
            if record.type in field.links and not record.folded.deleted and is_called(record, text)
        ]
        if len(alike) != 1:
            raise Refused("link-unknown", text=text)
        return alike[0]


def is_called(record: Record, text: str) -> bool:
    """Whether people mean a record by a text: its id, its number, a title, or what else tells it apart."""
    kind = RECORD_TYPES[record.type]
    keys = ("ref", *kind.named_by, *(field.key for field in kind.fields if field.key.startswith("title_")))
    names = [kind.called_by(record.values), *(str(record.values.get(key) or "") for key in keys)]
    return record.uid == text.lower() or fold(text) in {fold(name) for name in names if name}


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one row.

    `changed` are the tags of the columns that no longer say what was written, whether or not they can be taken;
    `hidden` counts the cells that lie under merged ones.
    """

    row: Row
    record: Record | None = None
    changed: tuple[str, ...] = ()
    proposal: Proposal | None = None
    problems: tuple[CellProblem, ...] = ()
    notices: tuple[Notice, ...] = ()
    hidden: int = 0


def record_of(page: Page, row: Row, written: Written) -> Record | CellProblem | None:
    """Return the record that a row is of, None for a row without one, or why it cannot be told.

    The state at the row's end tells what it was written from. It stays when a cell is corrected; where it speaks of
    another record than the Id, or of another state of it, rows were sorted, filled or pasted in part.
    """
    uid, state = str(page.cell(row, UID_TAG)).strip(), str(page.cell(row, STATE_TAG)).strip()
    if not uid:
        return None
    record = written.records.get(uid)
    if record is None or record.type != page.layout.kind.key:
        return replace(page.problem(row, UID_TAG, "id-unknown"), uid=written.states.get(state, ""))
    if state and state != state_of(record):
        moved = state in written.states
        problem = page.problem(row, UID_TAG, "row-moved" if moved else "row-elsewhere")
        return replace(problem, uid=written.states.get(state, uid))
    return record


def change_of(page: Page, row: Row) -> str | CellProblem:
    """Return the word in a row's change column as the program writes it, or what is wrong with it."""
    text = str(page.cell(row, CHANGE_TAG)).strip()
    word = next((word for word in CHANGES if word.lower() == text.lower()), "")
    if text and not word:
        return page.problem(row, CHANGE_TAG, "change-unknown", text=text, known=", ".join(CHANGES))
    return word


def why_of(page: Page, row: Row) -> str:
    """Return the reason that a person gave beside a row, "" where none can be read."""
    return "" if page.fault(row, REASON_TAG) in NOT_A_VALUE else str(page.cell(row, REASON_TAG)).strip()


def judge(page: Page, row: Row, record: Record, written: Written) -> Judged:
    """Compare a row with the record it was written from.

    Every cell stands for itself: one that cannot be taken is a problem and does not keep the others from being
    proposed. Only the word Delete, and the word New over a changed row, speak for the row as a whole.
    """
    change, why = change_of(page, row), why_of(page, row)
    if change == DELETE:
        proposal = Proposal(page.title, row.number, record.type, record.uid, {}, {}, delete=True, why=why)
        return Judged(row, record, proposal=proposal)
    before: dict[str, Value] = {}
    after: dict[str, Value] = {}
    changed: list[str] = []
    problems = [change] if isinstance(change, CellProblem) else []
    notices: list[Notice] = []
    hidden = 0
    for column in page.columns:
        if page.fault(row, column.tag) in HIDDEN:
            hidden += 1
            continue
        if says_the_same(page, row, column, record, written.mission):
            continue
        changed.append(column.tag)
        value = _read(page, row, column, record, written)
        key = column.key
        if isinstance(value, CellProblem):
            problems.append(value)
        elif value != record.values.get(key):  # another spelling of the same is no change
            before[key], after[key] = record.values.get(key), value
            if page.turns(row, column):
                notices.append(page.notice(row.number, "marks-hidden", column=column.heading))
    for column in page.names:
        if column.key in after or says_the_same(page, row, column, record, written.mission):
            continue
        found = _meant_by_name(page, row, column, record, written)
        if isinstance(found, CellProblem):
            problems.append(found)
        elif isinstance(found, Notice):
            notices.append(found)
        elif found not in (None, record.values.get(column.key)):
            before[column.key], after[column.key] = record.values.get(column.key), found
    if change == NEW and (changed or after):
        ref = RECORD_TYPES[record.type].called_by(record.values) or record.uid
        return Judged(row, record, tuple(changed), None, (page.problem(row, CHANGE_TAG, "new-over-old", ref=ref),))
    if why and not after and not problems:
        notices.append(page.notice(row.number, "reason-alone", text=why))
    proposal = Proposal(page.title, row.number, record.type, record.uid, before, after, why=why) if after else None
    return Judged(row, record, tuple(changed), proposal, tuple(problems), tuple(notices), hidden)


def says_the_same(page: Page, row: Row, column: Column, record: Record, mission: Mission) -> bool:
    """Whether a cell still says what was written into it."""
    assert column.field is not None
    if page.fault(row, column.tag) in NOT_A_VALUE:
        return False
    return cells.same(column.field.kind, cell_of(column, record, mission), page.value(row, column))


def _read(page: Page, row: Row, column: Column, record: Record, written: Written) -> Value | CellProblem:
    """Read the value that a person wrote into a cell of a record's row."""
    field, mission = column.field, written.mission
    assert field is not None
    expected = cell_of(column, record, mission)
    if not field.editable or field.key in page.layout.kind.fixed:
        return page.problem(row, column.tag, "column-fixed", text="" if expected is None else expected)
    if (doubt := doubtful(page, row, column, expected)) is not None:
        return doubt
    try:
        if field.kind is LINK:
            return written.link(field, page.value(row, column))
        codes = str(record.values.get(field.choices_by)) if field.choices_by else field.choices
        return field.kind.parse(page.value(row, column), mission.lists.get(codes))
    except Refused as refused:
        return page.problem(row, column.tag, refused.code, **refused.values)


def doubtful(page: Page, row: Row, column: Column, expected: object) -> CellProblem | None:
    """Say why a cell must not be read, although it could be: None where nothing speaks against it."""
    assert column.field is not None
    odd, content = page.fault(row, column.tag), page.value(row, column)
    if odd in NOT_A_VALUE:
        return page.problem(row, column.tag, NOT_A_VALUE[odd])
    text = cells.plain(column.field.kind, content)
    if odd == "computed":
        return page.problem(row, column.tag, "cell-computed", text=text)
    code = cells.doubt(column.field.kind, expected, content)
    return page.problem(row, column.tag, code, text=text) if code else None


def _meant_by_name(
    page: Page, row: Row, column: Column, record: Record, written: Written
) -> Value | CellProblem | Notice:
    """Say what is meant by a name that was changed, while the code or id that it explains was not.

    An id is hidden, so the name of another record means that one. Of a code and its name only the code counts: a name
    that means another code is a problem, because somebody wanted something by it; any other may be one that a newer
    list has.
    """
    field, text = column.field, str(page.cell(row, column.tag)).strip()
    assert field is not None
    if not text or page.fault(row, column.tag) in HIDDEN:
        return None
    if field.kind is LINK:
        if field.key in page.layout.kind.fixed:
            return page.problem(row, column.tag, "column-fixed", text=cell_of(column, record, written.mission) or "")
        try:
            return written.link(field, text)
        except Refused as refused:
            return page.problem(row, column.tag, refused.code, **refused.values)
    code = str(record.values.get(field.key) or "")
    meant = [written.mission.lists[field.choices].find(part) for part in text.split(";")]
    codes = ";".join(entry.code for entry in meant if entry is not None)
    if codes == code:
        return None
    if None in meant:
        return page.notice(row.number, "name-ignored", text=text, code=code or "–")
    return page.problem(row, column.tag, "name-changed", code=codes)
