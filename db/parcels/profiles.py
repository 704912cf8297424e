"""What leaves the office in a workbook that is no parcel: for partners, for the public, for headquarters itself.

Nothing here knows the database or a workbook: records go in, sheets of plain cells come out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from db.catalogue import ACTIVITY_TYPES, RECORD_TYPES, Mission
from db.catalogue.kinds import LINK
from db.catalogue.records import TALLY
from db.marks import N_
from db.parcels.layout import CHANGE_TAG, REASON_TAG, STATE_TAG, UID_TAG, Column, sheets_of
from db.parcels.protected import head_of, is_protected, masked
from db.parcels.rows import Record, Shown, cell_of, shown_sheets
from db.records.outside import CLASSIFIED, DRAFT, SPLITS, page_of, why_untold
from db.records.suppression import ALL, NOT_RECORDED, Figures

PARTNER, PUBLIC, CONSOLIDATED = "partner", "public", "consolidated"
# Said before anything is written, and again in the workbook.
CONTAINS = {
    PARTNER: N_(
        "For partners: one row an activity with its dates, status, municipality and partner organisation; people by "
        "sex and age, small counts blanked. No names of persons, no texts, no venue or settlement, no communities. "
        "Drafts, projects without approval and classified records stay out."
    ),
    PUBLIC: N_(
        "For the public: one row an activity with its dates, status and municipality, and how many people took part "
        "in all; small totals are blanked. Nothing else. Drafts, projects without approval and classified records "
        "stay out."
    ),
    CONSOLIDATED: N_(
        "For headquarters: every record of the period with all its fields, as classified as its records are. Only of "
        "protected places title, venue, settlement, coordinates and partner are left out."
    ),
}
LEFT_OUT = {
    DRAFT: N_("Drafts, and projects without approval: {count}"),
    CLASSIFIED: N_("Classified, or without a classification: {count}"),
}
OFFICE_TAG, SUPPRESSED_TAG = "#meta+office+code", "#meta+suppressed"

_PUBLIC_FIELDS = ("ref", "status", "planned_start", "planned_end", "actual_start", "actual_end", "municipality")
_FIELDS = {PUBLIC: _PUBLIC_FIELDS, PARTNER: (*_PUBLIC_FIELDS, "office", "partner", "counted_by")}
# How the wide form calls what is counted; a category that a mission added is called by its dimension and code.
_TAGS = {
    **{"sex.women": "f", "sex.men": "m", "sex.other": "i", f"sex.{NOT_RECORDED}": "not_recorded"},
    "age.60_plus": "elderly+age_60plus",
}
_OF_PARCELS = (UID_TAG, CHANGE_TAG, REASON_TAG, STATE_TAG)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as it is written."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Shown]]


@dataclass(frozen=True, slots=True)
class Extract:
    """What a profile makes of records: its sheets, how many records stay out and why, how many have blanks, and what it
    tells of the people of each activity.
    """

    tables: tuple[Table, ...]
    left_out: Mapping[str, int]
    blanked: int = 0
    pages: Mapping[str, Figures] = field(default_factory=dict[str, Figures])


def extract(
    profile: str, records: Mapping[str, Record], mission: Mission, below: int, former: Mapping[str, Figures]
) -> Extract:
    """Return what a profile shows of records.

    In those that leave the UN counts from 1 up to `below` are blanked, and what could be worked out beside `former`,
    all that was told before of the people of activities, by uid.
    """
    if profile == CONSOLIDATED:
        return Extract(_all_sheets(records, mission), {})
    return _flat(profile, records, mission, below, former)


# ---- everything, for headquarters ----


def _all_sheets(records: Mapping[str, Record], mission: Mission) -> tuple[Table, ...]:
    tables: list[Table] = []
    for sheet, rows in shown_sheets(mission, masked(records)):
        columns = [c for c in sheet.columns if c.tag not in _OF_PARCELS and not _is_id(c)]
        office = next((c for c in columns if c.tag == OFFICE_TAG), Column(OFFICE_TAG, N_("Office")))
        columns = [replace(c, choices="") for c in (office, *(c for c in columns if c.tag != OFFICE_TAG))]
        cells = [
            [_office(r, records), *(cell_of(c, r, mission) for c in columns[1:])]
            for r in sorted(rows, key=lambda r: str(_office(r, records) or ""))
        ]
        tables.append(Table(sheet.title, tuple(columns), cells))
    return tuple(tables)


def _is_id(column: Column) -> bool:
    """Whether a column holds the id of another record, which is named beside it."""
    return column.field is not None and column.field.kind is LINK and not column.name


def _office(record: Record, records: Mapping[str, Record]) -> Shown:
    office = head_of(record, records).values.get("office")
    return str(office) if office else None


# ---- one flat sheet, for others ----


def _flat(
    profile: str, records: Mapping[str, Record], mission: Mission, below: int, former: Mapping[str, Figures]
) -> Extract:
    parts: dict[str, list[Record]] = {}
    for record in records.values():
        if not record.folded.deleted and RECORD_TYPES[record.type].owner:
            parts.setdefault(str(record.values.get(RECORD_TYPES[record.type].owner)), []).append(record)
    left_out = dict.fromkeys(LEFT_OUT, 0)
    rows: list[list[Shown]] = []
    pages: dict[str, Figures] = {}
    columns = _columns(profile, mission)
    by_type = {sheet.kind.key: {c.tag: c for c in sheet.columns} for sheet in sheets_of(mission)}
    for record in sorted(records.values(), key=lambda r: (str(r.values.get("ref") or ""), r.uid)):
        if record.type not in ACTIVITY_TYPES or record.folded.deleted:
            continue
        if why := why_untold(record.folded.candidates("classification"), record.values.get("status")):
            left_out[why] += 1
            continue
        mine = parts.get(record.uid, [])
        counts = (_count_of(part) for part in mine if part.type == TALLY.key)
        figures = page_of(record.values.get("total"), counts, below, former.get(record.uid))
        found = {
            **{tag: cell_of(c, record, mission) for tag, c in by_type[record.type].items() if c.field is not None},
            **_told(record, mine, mission),
            **_people(figures, columns),
        }
        if is_protected(record):
            found[_PARTNER_TAG] = None  # who runs a shelter is where it is
        rows.append([found.get(column.tag) for column in columns])
        pages[record.uid] = figures if profile == PARTNER else replace(figures, cells={}, blanked=_whole(figures))
    blanked = sum(row[-1] is not None for row in rows)
    return Extract((Table(N_("Activities"), columns, rows),), left_out, blanked, pages)


def _whole(figures: Figures) -> tuple[str, ...]:
    """Return what is blanked of a total alone."""
    return ALL if figures.blanked == ALL else ()


def _count_of(tally: Record) -> tuple[object, object, object]:
    return tally.values.get("dimension"), tally.values.get("category"), tally.values.get("count")


_PARTNER_TAG = ACTIVITY_TYPES["other_activity"].by_key["partner"].hxl
_TOTAL_TAG = ACTIVITY_TYPES["other_activity"].by_key["total"].hxl
_REACHED = "#reached+ind+"
_TYPE, _TYPE_NAME, _ORGANISER = "#activity+type+code", "#activity+type+name", "#org+prog+name"
_FURTHER, _SECTOR = "#adm2+code+further", "#sector+code"


def _columns(profile: str, mission: Mission) -> tuple[Column, ...]:
    sheet = next(sheet for sheet in sheets_of(mission) if sheet.kind.key == "other_activity")
    fields = [replace(c, choices="") for c in sheet.columns if c.key in _FIELDS[profile]]
    columns = [
        fields[0],
        Column(_TYPE, N_("Type"), width=16),
        Column(_TYPE_NAME, N_("Type (name)"), width=26),
        *fields[1:],
    ]
    if profile == PARTNER:
        columns += [
            Column(f"{_FURTHER}+{mission.place_vocabulary}", N_("Further municipalities"), width=20),
            Column(_ORGANISER, N_("Organised by"), width=24),
            Column(_SECTOR, N_("Tags"), width=24),
        ]
    columns.append(Column(_TOTAL_TAG, N_("People in all"), width=12))
    if profile == PARTNER:
        for dimension in SPLITS:
            codes = mission.lists[dimension]
            named = [(code.code, codes.label(code.code)) for code in codes.entries]
            for code, label in [*named, (NOT_RECORDED, _REST[dimension])]:
                columns.append(Column(_count_tag(dimension, code), label, width=12))
    return (*columns, Column(SUPPRESSED_TAG, N_("Blanked because small"), width=24))


_REST = {"sex": N_("Sex not recorded"), "age": N_("Age not recorded")}


def _count_tag(dimension: str, code: str) -> str:
    """Return the tag of a count in the wide form; an attribute begins with a letter, so ages say what they are."""
    return f"{_REACHED}{_TAGS.get(f'{dimension}.{code}', f'{dimension}_{code}')}"


def _people(figures: Figures, columns: Sequence[Column]) -> dict[str, Shown]:
    found: dict[str, Shown] = {_TOTAL_TAG: figures.total}
    for dimension, cells in figures.cells.items():
        found |= {_count_tag(dimension, code): count for code, count in cells.items()}
    names = [_tag_of(cell) for cell in figures.blanked]
    shown = ["all"] if "all" in names else [c.tag for c in columns if c.tag in names]
    found[SUPPRESSED_TAG] = "; ".join(tag.removeprefix(_REACHED) for tag in shown) or None
    return found


def _tag_of(cell: str) -> str:
    """Return the tag of a cell that is blanked, "all" of all."""
    return _count_tag(*cell.split(".")) if "." in cell else cell


def _told(record: Record, parts: Iterable[Record], mission: Mission) -> dict[str, Shown]:
    """Return the cells that no field of the record itself carries."""
    parts = list(parts)
    places = sorted({str(p.values.get("municipality")) for p in parts if p.type == "place"} - {"None"})
    tags = sorted({str(p.values.get("code")) for p in parts if p.type == "tag"} - {"None"})
    return {
        _TYPE: record.type,
        _TYPE_NAME: RECORD_TYPES[record.type].label,
        f"{_FURTHER}+{mission.place_vocabulary}": "; ".join(places) or None,
        _ORGANISER: f"{mission.short} {mission.section}",
        _SECTOR: "; ".join(tags) or None,
    }
