"""The inside of a page: key facts, texts, money, and what is still to settle."""

from db.catalogue import RECORD_TYPES, Field
from db.catalogue.kinds import LINK, MONEY, NOTE
from db.catalogue.sections import BASICS, RECORD, WHEN, WHERE
from db.errors import PROBLEMS
from db.marks import N_
from db.naming import placeless
from db.records.family import family_revisions
from db.records.views import RecordView
from db.reports.cutting import cuts, worth_cutting
from db.reports.page import FACT_LIMIT, Page
from db.reports.participation import sums_beyond_total
from db.reports.problems import after, problem_text
from db.reports.values import Fact, Narrative
from db.reports.wording import clip, day, listed, period
from db.revisions import LIFE, fold
from db.store.writing import Reading

WORDS_LIMIT, TEXT_LIMIT = 120, 1_200  # words and characters of a text on the page; the record keeps all of it

# Fields that have a place of their own on the page; every other field with a value becomes a key fact by itself.
_PLACED = {
    *("ref", "office", "status", "classification", "total", "counted_by", "description"),
    *("planned_start", "planned_end", "actual_start", "actual_end", "municipality", "settlement", "venue"),
    *("latitude", "longitude"),
}
_PRINTED = (BASICS, WHEN, WHERE, RECORD)  # sections whose fields stand on the page; a proposal is a document of its own


def facts(page: Page) -> tuple[Fact, ...]:
    """Return the key facts that have a value: dates and place, then every field without a place of its own."""
    found = [*_dates(page), Fact(page.translate(N_("Place")), _place(page))]
    for field in page.kind.fields:
        if _is_fact(page, field):
            found.append(Fact(page.translate(field.label), page.shown(field, page.record.values.get(field.key))))
    return tuple(fact for fact in found if fact.value)


def _is_fact(page: Page, field: Field) -> bool:
    """Whether a field is printed as a key fact."""
    if field.key in _PLACED or field.language or field.section not in _PRINTED:
        return False
    return field.kind not in (NOTE, LINK) and not _is_money(page, field)


def _dates(page: Page) -> list[Fact]:
    """Return when it happened; what was planned only where nothing has happened yet."""
    began, ended = page.text("actual_start"), page.text("actual_end")
    if began and ended:
        label = N_("Date") if began == ended else N_("Dates")
        return [Fact(page.translate(label), period(began, ended, page.locale))]
    if began and page.kind.key != "project":
        return [Fact(page.translate(N_("Date")), day(began, page.locale))]
    start, end = page.text("planned_start"), page.text("planned_end")
    ends = Fact(page.translate(N_("Planned end")), day(end, page.locale) if end else "")
    if began:
        return [Fact(page.translate(N_("Began")), day(began, page.locale)), ends]
    if ended:
        return [Fact(page.translate(N_("Ended")), day(ended, page.locale))]
    if not start:
        return [ends]
    return [Fact(page.translate(N_("Planned")), period(start, end or start, page.locale))]


def _place(page: Page) -> str:
    """Return the place: the municipality under the double name that the United Nations uses, in every language."""
    code = page.text("municipality")
    parts = [page.mission.lists["municipality"].label(code) if code else ""]
    if page.text("protected") != "yes":
        parts += [page.text("settlement"), page.text("venue")]
    return clip(listed(parts, page.locale), FACT_LIMIT)


def narratives(page: Page) -> tuple[Narrative, ...]:
    """Return the texts, cut at a sentence where the page has no room; what happened is asked for even when empty."""
    found: list[Narrative] = []
    for field in page.kind.fields:
        text = page.text(field.key)
        if field.kind is not NOTE or field.section != BASICS or not (text or field.key == "description"):
            continue
        label = page.translate(field.label)
        pieces = worth_cutting(cuts(text, words=WORDS_LIMIT, characters=TEXT_LIMIT))
        if not pieces:
            found.append(Narrative(label, page.translate(N_("Nothing recorded yet"))))
            continue
        cut = "".join(pieces[0].split()) != "".join(text.split())
        found.append(Narrative(label, pieces[0], cut, tuple(pieces[1:])))
    return tuple(found)


def money(page: Page) -> tuple[Fact, ...]:
    """Return each amount, exactly, with its currency."""
    found: list[Fact] = []
    for fields in page.kind.units.values():
        amount = next((f for f in fields if f.kind is MONEY and page.text(f.key)), None)
        if amount is not None:
            currency = next((page.text(f.key) for f in fields if f.choices == "currency"), "")
            written = page.shown(amount, page.record.values.get(amount.key))
            if not currency:
                written = f"{written} ({page.translate(N_('currency not recorded'))})"
            value = f"{currency}\N{NO-BREAK SPACE}{written}" if currency else written
            found.append(Fact(page.translate(amount.label), value))
    return tuple(found)


def _is_money(page: Page, field: Field) -> bool:
    """Whether a field is an amount, or moves together with one (its currency)."""
    return any(part.kind is MONEY for part in page.kind.units[field.merge_unit])


def flags(page: Page, disputed: list[str]) -> tuple[str, ...]:
    """Return what a reader must know before signing: figures that do not add up, broken rules, open conflicts."""
    found = sums_beyond_total(page.record, page.mission, page.locale, page.translate)
    for problem in page.record.problems:
        if problem.code != "more-than-total":
            said = placeless(problem_text(problem, page.mission, page.translate, page.locale), page.places)
            field = page.kind.by_key.get(problem.field)
            # A sentence of ours that begins small goes on after the name of its field.
            if field is not None and PROBLEMS[problem.code][0].islower():
                found.append(after(page.translate(field.label), said, page.translate))
            else:
                found.append(said[:1].upper() + said[1:])
    if disputed:
        one = N_("This record has 1 unresolved conflict: {fields}.")
        many = N_("This record has {number} unresolved conflicts: {fields}.")
        text = page.translate(one if len(disputed) == 1 else many)
        names = list(dict.fromkeys(_unit_name(page, unit) for unit in disputed))
        found.append(text.format(number=len(disputed), fields=listed(names, page.locale)))
    return tuple(found)


def _unit_name(page: Page, unit: str) -> str:
    if unit == LIFE:
        return page.translate(N_("deleted or kept"))
    part = RECORD_TYPES.get(unit.partition(".")[0])
    if part is not None:
        return page.translate(part.plural).lower()
    fields = page.kind.units.get(unit)
    return page.translate(fields[0].label) if fields else unit


def disputed(reading: Reading, record: RecordView) -> list[str]:
    """Return the units in open conflict, those of its parts included: "tally.count"."""
    family = family_revisions(reading, record.key, alive=True)
    parts = [f"{key.type}.{u}" for key, found in family.items() if key != record.key for u in fold(found).conflicts]
    return [*record.conflicts, *parts]
