"""What an activity of any type leads to: results, promises, what it serves, how it was screened, and its photos."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from sqlalchemy import select

from db.catalogue import CHILD_TYPES
from db.catalogue.attachments import may_be_shown
from db.marks import N_
from db.projects import ProjectFile
from db.promises.lines import text_of
from db.records.parts import count_parts
from db.records.untold import unplaced
from db.records.window import Row, parts_of
from db.reports.page import FACT_LIMIT, Page
from db.reports.projects import WORDS
from db.reports.values import Beyond, Fact, Photo, Sheet
from db.reports.wording import clip, short_day
from db.schema.recommendations import recommendation
from db.store import Office
from db.store.rows import by_name
from db.store.writing import Reading

PROMISES = 5  # rows on the page
PHOTOS = 2
_SCREENED = (
    ("hrddp", N_("Human rights due diligence")),
    ("sea", N_("Sexual exploitation and abuse")),
    ("do_no_harm", N_("Do no harm")),
    ("environment", N_("Environment")),
)


def beyond(reading: Reading, page: Page, file: ProjectFile | None, photos: tuple[Photo, ...]) -> Beyond:
    """Return the blocks that every activity may have."""
    there = count_parts(reading, page.record.key.uid)
    block = _Block(reading, page, there)
    sheets = (block.outputs(), block.changes())
    return Beyond(
        results=tuple(sheet for sheet in sheets if sheet.rows),
        promised=block.promised(),
        serves=block.serves(),
        care=_care(page, file),
        photos=photos,
    )


def said(found: Beyond) -> dict[str, object]:
    """Return what these blocks say, for the hash of a page; of a photo what is written below it."""
    told = asdict(found) | {"photos": [photo.caption for photo in found.photos]}
    return {"beyond": told} if any(told.values()) else {}


def photos_of(office: Office, reading: Reading, uid: str, limit: int = PHOTOS) -> tuple[Photo, ...]:
    """Return the photos of an activity that may be printed, the oldest first.

    That is: none of a protected place (DP-07), none without the consent that it needs (DP-14), none that is not here.
    """
    values = reading.folded(uid).values
    if values.get("protected") == "yes":
        return ()
    rows = [row for row in parts_of(reading, "attachment", [uid]).get(uid, ()) if _printable(row)]
    held = office.attachments.held(str(row["digest"]) for row in rows)
    chosen = [row for row in rows if row["digest"] in held][:limit]
    return tuple(_photo(row, office.attachments.get(str(row["digest"]))) for row in chosen)


def _photo(row: Row, data: bytes) -> Photo:
    return Photo(data, row["width"], row["height"], row["caption"] or "")


def _printable(row: Row) -> bool:
    picture = str(row["media_type"] or "") in ("image/jpeg", "image/png") and row["width"] and row["height"]
    return bool(picture and row["digest"] and may_be_shown(row))


def _care(page: Page, file: ProjectFile | None) -> tuple[Fact, ...]:
    """Return the words in which screening ended: no case detail."""
    sheet = file.one("screening") if file is not None else None
    if sheet is None:
        return ()
    kind = CHILD_TYPES["screening"]
    found = [Fact(page.translate(name), page.shown(kind.by_key[key], sheet.values.get(key))) for key, name in _SCREENED]
    return tuple(fact for fact in found if fact.value)


class _Block:
    """The parts of one activity and how its page says them."""

    def __init__(self, reading: Reading, page: Page, there: Mapping[str, int]) -> None:
        self._reading, self._page, self._there = reading, page, there

    def outputs(self) -> Sheet:
        """Return what was produced, planned and delivered."""
        rows = [
            (str(row["what"] or ""), self._said(row, "output", "planned"), self._said(row, "output", "delivered"),
             self._said(row, "output", "item"))
            for row in self._parts("output")
        ]  # fmt: skip
        return self._sheet(N_("Outputs"), (N_("What"), N_("Planned"), N_("Delivered"), N_("Unit")), rows)

    def changes(self) -> Sheet:
        """Return what changed with whom, and how well that is shown."""
        rows = [
            (" · ".join(filter(None, (str(row["who"] or ""), str(row["change"] or "")))),
             self._said(row, "change_note", "aspect"), self._said(row, "change_note", "strength"))
            for row in self._parts("change_note")
        ]  # fmt: skip
        return self._sheet(N_("What changed"), (N_("Who, from what to what"), N_("What"), N_("Evidence is")), rows)

    def promised(self) -> Sheet:
        """Return the recommendations that it serves and the commitments that were made there."""
        served = [str(row["recommendation"]) for row in self._parts("contribution") if row["recommendation"]]
        r = recommendation
        found: Iterable[Row] = ()
        if served:
            chosen = select(r).where(r.c.uid.in_(served), r.c.deleted.is_(False)).order_by(r.c.number, r.c.uid)
            found = [by_name(row) for row in self._reading.connection.execute(chosen).mappings()]
        mission = self._page.mission
        rows = [
            (
                str(one["number"] or ""),
                text_of(one, mission),
                str(one["addressee"] or ""),
                self._due(one),
                self._status(one),
            )
            for one in found
        ]
        rows += [
            ("", str(one["what"] or ""), str(one["holder"] or ""), self._due(one), self._status(one))
            for one in self._parts("commitment")
        ]
        heads = (N_("No."), N_("What"), N_("By whom"), N_("Due"), N_("Status"))
        return self._sheet(N_("Recommendations and commitments"), heads, rows, 1, PROMISES)

    def serves(self) -> tuple[Fact, ...]:
        """Return the tags, a line for each framework, the main code first."""
        by_framework: dict[str, list[str]] = {}
        rows = sorted(self._parts("tag"), key=lambda row: (row["main"] != "yes", str(row["code"])))
        lists = self._page.mission.lists
        for row in rows:
            framework, code = str(row["framework"] or ""), str(row["code"] or "")
            if framework in lists and code:
                told = self._page.translate(lists[framework].label(code, self._page.language))
                by_framework.setdefault(framework, []).append(f"{code} {told}")
        order = [entry.code for entry in lists["framework"].entries if entry.code in by_framework]
        return tuple(
            Fact(
                self._page.translate(lists["framework"].label(key, self._page.language)),
                clip("; ".join(by_framework[key]), FACT_LIMIT),
            )
            for key in order
        )

    def _parts(self, kind: str) -> list[Row]:
        uid = self._page.record.key.uid
        rows = parts_of(self._reading, kind, [uid]).get(uid, []) if self._there.get(kind) else []
        return [unplaced(kind, row, self._page.record.values) for row in rows]

    def _said(self, row: Row, kind: str, key: str) -> str:
        return self._page.shown(CHILD_TYPES[kind].by_key[key], row[key])

    def _due(self, row: Row) -> str:
        return short_day(str(row["due"]), self._page.locale) if row["due"] else ""

    def _status(self, row: Row) -> str:
        return self._page.shown(CHILD_TYPES["commitment"].by_key["status"], row["status"])

    def _sheet(
        self, label: str, heads: tuple[str, ...], rows: list[tuple[str, ...]], wide: int = 0, limit: int = 8
    ) -> Sheet:
        kept = tuple(
            tuple(clip(cell, 2 * WORDS if at == wide else WORDS) for at, cell in enumerate(row)) for row in rows[:limit]
        )
        return Sheet(self._page.translate(label), tuple(map(self._page.translate, heads)), kept, len(rows), wide)
