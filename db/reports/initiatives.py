"""The chain that a project is a link of: what it belongs to beyond its year, with whom, and who took it over."""

from db.catalogue import SHARED_TYPES
from db.marks import N_
from db.projects import ProjectFile
from db.records.lists import list_rows
from db.records.parts import list_parts
from db.reports.page import FACT_LIMIT, Page
from db.reports.values import Fact
from db.reports.wording import clip, day
from db.store.writing import Reading

_INITIATIVE = SHARED_TYPES["initiative"]


def chain(reading: Reading, page: Page, file: ProjectFile | None) -> tuple[Fact, ...]:
    """Return a fact for each initiative of a project; nothing for another activity."""
    wanted = [link.text("initiative") for link in file.all("initiative_link")] if file is not None else []
    if not wanted:
        return ()
    known = {row.uid: row for row in list_parts(reading, _INITIATIVE.key)}
    links = list_parts(reading, "initiative_link")
    found: list[Fact] = []
    for row in (known[uid] for uid in wanted if uid in known):
        beside = [one.owner for one in links if one.values.get("initiative") == row.uid]
        titles = sorted(one.title or one.ref for one in list_rows(reading, beside) if one.uid != page.record.key.uid)
        told = [row.name]
        if titles:
            told.append(page.translate(N_("together with {titles}")).format(titles=", ".join(titles)))
        if to := row.values.get("handed_over_to"):
            on = row.values.get("handed_over_on")
            text = N_("handed over to {to} on {day}") if on else N_("handed over to {to}")
            told.append(page.translate(text).format(to=to, day=day(str(on), page.locale) if on else ""))
        found.append(Fact(page.translate(_INITIATIVE.label), clip("; ".join(told), FACT_LIMIT)))
    return tuple(found)
