"""What every paper about one record starts from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from db.catalogue import RECORD_TYPES, Field, Value
from db.catalogue.kinds import LINK, MONEY, NOTE
from db.marks import N_
from db.projects import Part
from db.projects.file import ProjectFile
from db.records.suppression import Figures
from db.records.views import RecordView
from db.reports.beyond import photos_of
from db.reports.blocks import Block, Facts, Picture, Pictures, Section, Text
from db.reports.frame import highest_marking, watermark
from db.reports.listing import Column
from db.reports.qr import qr_svg
from db.reports.report import Report, report
from db.reports.telling import Say
from db.reports.values import Fact
from db.store import Office
from db.store.writing import Reading

_LONG = 60  # characters after which a text stands in a paragraph of its own


@dataclass(frozen=True, slots=True)
class About:
    """A record, its file where it is a project, and how to say things about it."""

    office: Office
    reading: Reading
    say: Say
    record: RecordView
    file: ProjectFile

    def text(self, key: str) -> str:
        """Return a field of the record as text, empty where nothing is recorded."""
        value = self.record.values.get(key)
        return "" if value is None else str(value)

    @property
    def title(self) -> str:
        """The title of the record in the language of the paper, else in the mission's first that has one."""
        own = self.record.values.get(f"title_{self.say.locale.language}")
        return str(own or self.record.title(self.say.maker.mission)) or self.record.ref

    def place(self) -> str:
        """Return where it is: of a protected place only the municipality."""
        parts = [self.say.place(self.text("municipality"))]
        if self.text("protected") != "yes":
            parts += [self.text("settlement"), self.text("venue")]
        return self.say.listed(parts)

    def marking(self) -> str:
        """Return the classification of the record in capitals, the highest where it is disputed."""
        known = self.reading.folded(self.record.key.uid).candidates("classification") or [self.text("classification")]
        return highest_marking(self.say.maker.mission, [str(c) for c in known if c], self.say.maker.translate)

    def watermark(self) -> str:
        """Return the word across a paper about a record that is not to be relied upon yet, or any more."""
        mark = watermark(self.reading, self.record)
        return self.say(mark) if mark else ""

    def heads(self) -> tuple[Fact, ...]:
        """Return what every paper about it begins with."""
        kind = self.record.key.type
        say = self.say
        return (
            Fact(say(N_("Reference no.")), self.record.ref),
            Fact(say(N_("Kind")), say.kind(kind)),
            Fact(say(N_("Title")), self.title),
            Fact(say(N_("Status")), say.shown(kind, "status", self.record.values.get("status"))),
            Fact(say(N_("Place")), self.place()),
            Fact(say(N_("Partner")), self.text("partner")),
        )

    def report(
        self,
        title: str,
        sections: Iterable[Section],
        *,
        cover: Sequence[Fact] = (),
        contents: bool = False,
        signed: bool = True,
        told: Mapping[str, Figures] | None = None,
    ) -> Report:
        """Return a paper about the record, with a code of its reference number in the corner; `told` as in `Report`."""
        return report(
            self.say.maker,
            title,
            sections,
            marking=self.marking(),
            watermark=self.watermark(),
            cover=cover or self.heads(),
            contents=contents,
            signed=signed,
            mark=qr_svg(self.record.ref),
            control=self.say(N_("revision {number}"), number=self.say.whole(self.record.revisions)),
            told=told or {},
        )

    def photos(self, limit: int, height: int = 62) -> tuple[Block, ...]:
        """Return its photos that may be printed, at most so many millimetres high."""
        found = photos_of(self.office, self.reading, self.record.key.uid, limit)
        shown = tuple(Picture(one.data, one.width, one.height, one.caption) for one in found)
        return (Pictures(shown, height),) if shown else ()


def told(say: Say, kind: str, values: Mapping[str, Value], fields: Iterable[Field]) -> list[Block]:
    """Return fields of a record that say something: short ones beside each other, long ones as paragraphs."""
    short: list[Fact] = []
    long: list[Block] = []
    for field in fields:
        text = shown(say, kind, field, values)
        if not text:
            continue
        if field.kind is NOTE or len(text) > _LONG:
            long += [Text(say(field.label), "strong"), Text(text)]
        else:
            short.append(Fact(say(field.label), text))
    return [*([Facts(tuple(short))] if short else []), *long]


def shown(say: Say, kind: str, field: Field, values: Mapping[str, Value]) -> str:
    """Return a field as people read it, an amount with its currency; nothing of links, nor of who somebody is."""
    value = values.get(field.key)
    if value is None or field.kind is LINK or field.personal:
        return ""
    if field.choices == "currency":
        return ""  # it stands with its amount
    if kind == "score" and field.key == "criterion":
        return say.label("criterion", value)  # a code of the grid, kept as text
    text = say.shown(kind, field.key, value)
    if field.kind is MONEY:
        unit = RECORD_TYPES[kind].units[field.merge_unit]
        currency = next((str(values[f.key]) for f in unit if f.choices == "currency" and values.get(f.key)), "")
        return say.money(value, currency)
    return f"{text} {say(field.measure)}" if field.measure and field.measure != "%" and text else text


def parts_table(say: Say, kind: str, parts: Sequence[Part], most: int = 8) -> Block:
    """Return the parts of a type as a table: those columns that any of them fills."""
    fields = [
        field
        for field in RECORD_TYPES[kind].fields
        if field.language in ("", "en") and any(shown(say, kind, field, part.values) for part in parts)
    ][:most]
    columns = [
        Column(field.label, 0 if field.kind.name in ("date", "count", "percent") else 1.0, _side(field))
        for field in fields
    ]
    rows = [tuple(shown(say, kind, field, part.values) for field in fields) for part in parts]
    return say.table(columns, rows)


def _side(field: Field) -> Literal["left", "right"]:
    return "right" if field.kind.name in ("count", "money", "percent", "decimal") else "left"
