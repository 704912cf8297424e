"""Between values and what stands in the inputs: one flat map of texts, counts as "tallies.sex.women"."""

from collections.abc import Mapping

from db.catalogue import ACTIVITY_TYPES, Mission, RecordType, Value, dimensions_of
from db.catalogue.layout import composed_fields
from db.records import Entry, RecordView, Tally, read_entry

Texts = dict[str, str]
TALLIES = "tallies."


def tally_key(dimension: str, category: str) -> str:
    """Return the key of one count."""
    return f"{TALLIES}{dimension}.{category}"


def texts_of(view: RecordView | None, kind: RecordType, mission: Mission) -> Texts:
    """Return what the inputs show for a record, for a new one its defaults."""
    values: Mapping[str, Value] = view.values if view else {f.key: f.default for f in kind.fields}
    texts = {key: _text(values.get(key)) for key in composed_fields(kind, mission)}
    if view is None and "currency" in texts:
        texts["currency"] = mission.currency
    if kind.key not in ACTIVITY_TYPES:
        return texts
    counts = {(t.dimension, t.category): t.count for t in (view.tallies if view else ())}
    for dimension in dimensions_of(kind.key):
        for entry in mission.lists[dimension].entries:
            texts[tally_key(dimension, entry.code)] = _text(counts.get((dimension, entry.code)))
    return texts


def raw_of(texts: Mapping[str, str]) -> dict[str, object]:
    """Return texts as the verbs of `db.records` take them."""
    raw: dict[str, object] = {key: text for key, text in texts.items() if not key.startswith(TALLIES)}
    tallies: list[dict[str, str]] = []
    for key, text in texts.items():
        if key.startswith(TALLIES):
            _, dimension, category = key.split(".")
            tallies.append({"dimension": dimension, "category": category, "count": text})
    return raw | ({"tallies": tallies} if tallies else {})


def read_texts(mission: Mission, kind: RecordType, texts: Mapping[str, str], view: RecordView | None) -> Entry:
    """Check what was typed against the record as it stands."""
    if view is None:
        return read_entry(mission, kind.key, raw_of(texts))
    return read_entry(mission, kind.key, raw_of(texts), before=view.values, tallies_before=view.tallies)


def typed_people(texts: Mapping[str, str]) -> tuple[dict[str, Value], list[Tally]]:
    """Return the numbers and the counts that can be read so far; what cannot is left out, the problem says so."""
    tallies: list[Tally] = []
    values: dict[str, Value] = {}
    for key, text in texts.items():
        if key.startswith(TALLIES):
            _, dimension, category = key.split(".")
            tallies += [Tally(dimension, category, int(text))] if text.isdecimal() else []
        elif text:
            values[key] = int(text) if text.isdecimal() else text
    return values, tallies


def _text(value: Value) -> str:
    return "" if value is None else str(value)
