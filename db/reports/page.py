"""What every part of a page needs: the record, its type and mission, and the language to say it in."""

from dataclasses import dataclass

from babel import Locale

from db.catalogue import Field, Mission, RecordType, Value
from db.catalogue.instants import INSTANT
from db.catalogue.kinds import CODE, CODES, COUNT, DATE, MONEY
from db.naming import NAMING, UNTOLD, placeless
from db.records.views import RecordView
from db.reports.wording import Translate, clip, day, listed, money, whole, zoned

FACT_LIMIT = 180  # characters of one key fact, for a page that must fit


@dataclass(frozen=True, slots=True)
class Page:
    """One record, and how its page says things."""

    record: RecordView
    kind: RecordType
    mission: Mission
    language: str
    locale: Locale
    translate: Translate

    def text(self, key: str) -> str:
        """Return a field's text, empty where nothing is recorded."""
        value = self.record.values.get(key)
        return "" if value is None or (self.places and key in UNTOLD) else placeless(str(value), self.places)

    @property
    def places(self) -> tuple[object, ...]:
        """What the venue of a protected place is called: no text of its page may say it (DP-07)."""
        values = self.record.values
        protected = values.get("protected") == "yes"
        return tuple(values[key] for key in NAMING if values.get(key)) if protected else ()

    def shown(self, field: Field, value: Value) -> str:
        """Return a value as people read it."""
        if value is None:
            return ""
        if field.kind is CODE:
            return self.translate(self.mission.lists[field.choices].label(str(value), self.language))
        if field.kind is CODES:
            codes = self.mission.lists[field.choices]
            return listed(
                (self.translate(codes.label(one, self.language)) for one in str(value).split(";")), self.locale
            )
        if field.kind is DATE:
            return day(str(value), self.locale)
        if field.kind is INSTANT:
            return zoned(str(value), self.locale)
        if field.kind is MONEY:
            return money(str(value), self.locale)
        if field.kind is COUNT and isinstance(value, int):
            return whole(value, self.locale)
        return clip(placeless(str(value), self.places), FACT_LIMIT)
