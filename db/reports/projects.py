"""What only the page of a project has: its money, its clock, its next step, and what is on its file."""

from collections.abc import Sequence
from datetime import date

from db.catalogue import RECORD_TYPES
from db.marks import N_
from db.projects import Part, ProjectFile, clock, money, next_step
from db.records.project_files import project_file
from db.reports.page import Page
from db.reports.standing import light_text, step_text
from db.reports.values import Fact, Project, Sheet
from db.reports.wording import clip, day, percent, short_day, whole
from db.reports.wording import money as amount_text
from db.store.writing import Reading

ROWS = 8  # of a sheet on the page; the record keeps all of them
WORDS = 60  # characters of one cell
_DONE = ("delivered", "accepted")


def file_of(reading: Reading, page: Page) -> ProjectFile | None:
    """Return the file of a project; None for another activity."""
    return project_file(reading, page.record.key.uid) if page.kind.key == "project" else None


def project_block(file: ProjectFile | None, page: Page, today: date, chain: tuple[Fact, ...]) -> Project | None:
    """Return how a project stands on a day, its initiatives last; None where there is no file of one."""
    if file is None:
        return None
    sheets = (_instalments(page, file), _visits(page, file), _deliverables(page, file), _modifications(page, file))
    text = step_text(next_step(file, today), page.mission, page.translate, page.locale)
    step = Fact(page.translate(N_("Next step")), text)
    standing = (*_standing(page, file, today), *chain)
    return Project(_money(page, file), standing, step, tuple(one for one in sheets if one.rows))


def said(file: ProjectFile | None, today: date, chain: tuple[Fact, ...]) -> dict[str, object]:
    """Return what the page of a project says beyond the record's own values: for the hash of its content."""
    if file is None:
        return {}
    now = clock(file, today)
    parts = {
        kind: {part.uid: {key: value for key, value in part.values.items() if value is not None} for part in found}
        for kind, found in file.parts.items()
        if kind != "tally"
    }
    found: dict[str, object] = {
        "parts": parts,
        "light": now.light,
        "late": now.late_since is not None,
        "cycle": file.cycle_name,
    }
    return found | {"initiatives": [fact.value for fact in chain]}


def _money(page: Page, file: ProjectFile) -> tuple[Fact, ...]:
    """Return what was paid, spent and given back, and what may still be paid, in the currency of the cycle."""
    found = money(file)
    base = found.currency
    if not base or (found.approved is None and not file.all("payment")):
        return ()
    amounts = [
        (N_("Approved in {currency}"), found.approved if file.text("currency") != base else None),
        (N_("Paid"), found.paid),
        (N_("Spent"), found.spent),
        (N_("Returned"), found.returned),
        (N_("Still to be paid"), found.balance),
    ]
    facts = [
        Fact(page.translate(label).format(currency=base), f"{base}\N{NO-BREAK SPACE}{_exact(page, str(amount))}")
        for label, amount in amounts
        if amount is not None
    ]
    if found.without_rate:
        facts.append(Fact(page.translate(N_("Payments without a rate")), whole(found.without_rate, page.locale)))
    return tuple(facts)


def _standing(page: Page, file: ProjectFile, today: date) -> tuple[Fact, ...]:
    """Return the year, the days and how much is delivered."""
    now = clock(file, today)
    plan = [one for one in file.all("deliverable") if one.text("status") != "dropped"]
    done = sum(one.text("status") in _DONE for one in plan)
    delivered = page.translate(N_("{done} of {planned}, {share}")).format(
        done=whole(done, page.locale),
        planned=whole(len(plan), page.locale),
        share=percent(done, len(plan), page.locale),
    )
    facts = (
        Fact(page.translate(N_("Programme cycle")), clip(file.cycle_name, WORDS) if file.cycle is not None else ""),
        Fact(page.translate(N_("Due")), day(now.due.isoformat(), page.locale) if now.due else ""),
        Fact(page.translate(N_("Delivered")), delivered if plan else ""),
        Fact(page.translate(N_("In time")), light_text(now, page.translate, page.locale)),
    )
    return tuple(fact for fact in facts if fact.value)


def _sheet(page: Page, label: str, heads: Sequence[str], rows: list[tuple[str, ...]], wide: int = -1) -> Sheet:
    kept = tuple(tuple(clip(cell, WORDS) for cell in row) for row in rows[:ROWS])
    names = tuple(page.translate(head) for head in heads)
    return Sheet(page.translate(label), names, kept, len(rows), wide % len(names))


def _instalments(page: Page, file: ProjectFile) -> Sheet:
    paid = {one.text("instalment"): one.text("paid_on") for one in file.all("payment") if one.text("paid_on")}
    rows = [
        (
            one.text("number"),
            f"{one.text('currency')} {_exact(page, one.text('amount'))}".strip(),
            _day(page, one.text("due")),
            _day(page, paid.get(one.text("number"), "")) or page.translate(N_("not yet")),
        )
        for one in sorted(file.all("instalment"), key=_number)
    ]
    return _sheet(page, N_("Instalments"), (N_("No."), N_("Amount"), N_("Planned for"), N_("Paid")), rows)


def _visits(page: Page, file: ProjectFile) -> Sheet:
    rows = [
        (
            _day(page, one.text("day")),
            percent(int(progress), 100, page.locale) if (progress := one.number("progress")) is not None else "",
            _label(page, one, "risk"),
            _label(page, one, "advice"),
        )
        for one in sorted(file.all("visit"), key=_newest, reverse=True)
    ]
    return _sheet(page, N_("Monitoring visits"), (N_("Day"), N_("Progress"), N_("Risk"), N_("Recommendation")), rows)


def _deliverables(page: Page, file: ProjectFile) -> Sheet:
    of = page.translate(N_("{delivered} of {planned}"))
    rows = [
        (
            f"{one.text('number')}  {one.text('what')}",
            of.format(delivered=one.text("delivered") or "0", planned=planned)
            if (planned := one.text("planned"))
            else "",
            _day(page, one.text("due")),
            _label(page, one, "status"),
        )
        for one in sorted(file.all("deliverable"), key=_number)
    ]
    return _sheet(page, N_("Deliverables"), (N_("What"), N_("Done"), N_("Due"), N_("Status")), rows, wide=0)


def _modifications(page: Page, file: ProjectFile) -> Sheet:
    rows = [
        (_day(page, one.text("day")), _label(page, one, "change"), one.text("reason") or _label(page, one, "cause"))
        for one in sorted(file.all("modification"), key=_newest, reverse=True)
    ]
    return _sheet(page, N_("Modifications"), (N_("Day"), N_("What changes"), N_("Reason")), rows)


def _exact(page: Page, amount: str) -> str:
    return amount_text(amount, page.locale) if amount else ""


def _day(page: Page, iso: str) -> str:
    return short_day(iso, page.locale) if iso else ""


def _label(page: Page, part: Part, key: str) -> str:
    return page.shown(RECORD_TYPES[part.type].by_key[key], part.values.get(key))


def _number(part: Part) -> tuple[int, str]:
    return (int(part.text("number") or 0), part.uid)


def _newest(part: Part) -> tuple[str, str]:
    return (part.text("day"), part.uid)
