"""The cells of a table of parts, in words."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from db.catalogue import Mission, RecordType
from db.catalogue.amounts import amount
from db.records import PartRow, best_title
from desktop.forms.wording import value_text
from desktop.i18n import money_text, tr_db


def cell(kind: RecordType, key: str, row: PartRow, mission: Mission, called: Mapping[str, str]) -> str:
    """Return one value of a part in words, "" where nothing is recorded."""
    field, value = kind.by_key[key], row.values.get(key)
    if field.language and key.startswith("title_"):
        return best_title(row.values, mission)  # in any language: a name in one is a name
    if value is None:
        return ""
    if field.links:
        return called.get(str(value), str(value))
    if field.choices_by:
        codes = mission.lists.get(str(row.values.get(field.choices_by)))
        return tr_db(codes.label(str(value))) if codes is not None else str(value)
    if key == "criterion":  # a grid may have criteria of its own, so the catalogue names no list
        return tr_db(called.get(str(value), str(value)))
    if field.kind.name == "money":
        currency = row.values.get("currency") if "currency" in _beside(kind, key) else None
        return money_text(amount(value), str(currency or ""))
    if field.kind.name == "percent":
        return QCoreApplication.translate("parts", "{number} %").format(number=value)
    return " ".join(value_text(kind, key, value, mission).split())


def part_name(kind: RecordType, row: PartRow, mission: Mission, called: Mapping[str, str]) -> str:
    """Return what people call a part: "Payment · V-1"."""
    if kind.by_name:
        return " · ".join([tr_db(kind.label), row.name])
    told = (
        cell(kind, key, row, mission, called) for key in kind.named_by or kind.natural_key or () if key in kind.by_key
    )
    return " · ".join([tr_db(kind.label), *filter(None, told)])


def _beside(kind: RecordType, key: str) -> set[str]:
    """Return the fields that move together with one."""
    return {field.key for field in kind.units[kind.by_key[key].merge_unit]}
