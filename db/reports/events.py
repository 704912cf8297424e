"""What only the page of an event has: questions, topics and broadcasts of a town hall, delegates of an assembly."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from db.catalogue import CHILD_TYPES
from db.marks import N_
from db.records.parts import PartRow, count_parts, list_parts
from db.records.sums import coverage
from db.reports.page import Page
from db.reports.projects import ROWS, WORDS
from db.reports.values import Event, Fact, Sheet
from db.reports.wording import clip, listed, short_day, whole
from db.store.writing import Reading

_TOPICS = 5
_STATUSES = {
    "answered": N_("{number} answered"),
    "partly": N_("{number} partly"),
    "taken_away": N_("{number} taken away"),
    "not_answered": N_("{number} not answered"),
}


def event_block(reading: Reading, page: Page) -> Event | None:
    """Return what was said and done at an event; None of a project, and where nothing of it is recorded."""
    if page.kind.key == "project":
        return None
    block = _Block(reading, page)
    facts = [*block.languages(), *block.questions(), *block.broadcasts(), *block.delegates()]
    sheets = [block.asked(), block.regions(), block.sessions(), block.ideas(), block.steps()]
    shown = tuple(sheet for sheet in sheets if sheet.rows)
    return Event(tuple(fact for fact in facts if fact.value), shown) if any(f.value for f in facts) or shown else None


def said(event: Event | None) -> dict[str, object]:
    """Return what the page of an event says beyond the record's own values: for the hash of its content."""
    return {"event": asdict(event)} if event is not None else {}


class _Block:
    """The parts of one event and how its page says them."""

    def __init__(self, reading: Reading, page: Page) -> None:
        self._reading, self._page = reading, page
        self._there = count_parts(reading, page.record.key.uid)

    def languages(self) -> list[Fact]:
        """Return the languages that were spoken, and what was interpreted into which."""
        page, value = self._page, self._page.record.values.get("languages")
        spoken = page.shown(page.kind.by_key["languages"], value) if value else ""
        into = page.translate(N_("{source} into {target}"))
        pairs = [
            into.format(source=self._said(row, "source"), target=self._said(row, "target"))
            for row in self._parts("interpretation")
        ]
        return [self._fact(N_("Languages"), spoken), self._fact(N_("Interpretation"), "; ".join(pairs))]

    def questions(self) -> list[Fact]:
        """Return how many questions were asked, what became of them, and what they were about."""
        rows = self._parts("question")
        counted = Counter(str(row.values.get("status")) for row in rows)
        told = [self._page.translate(N_("{number} asked")).format(number=self._whole(len(rows)))] if rows else []
        told += [
            self._page.translate(text).format(number=self._whole(counted[code]))
            for code, text in _STATUSES.items()
            if counted[code]
        ]
        topics = [self._said(row, "topic") or str(row.values.get("words") or "") for row in self._parts("topic")]
        about = Counter(topic for row in rows if (topic := self._said(row, "topic")))
        topics += [topic for topic, _ in about.most_common()]
        named = list(dict.fromkeys(filter(None, topics)))[:_TOPICS]
        return [self._fact(N_("Questions"), self._listed(told)), self._fact(N_("Topics"), self._listed(named))]

    def _listed(self, parts: Iterable[str]) -> str:
        return listed(parts, self._page.locale)

    def broadcasts(self) -> list[Fact]:
        """Return where and when it was on the air; an audience is nobody in the room."""
        aired: list[str] = []
        for row in self._parts("broadcast"):
            day, hour = str(row.values.get("day") or ""), str(row.values.get("time") or "")
            when = " ".join(filter(None, (short_day(day, self._page.locale) if day else "", hour)))
            aired.append(self._listed((str(row.values.get("channel") or ""), when)))
        return [self._fact(N_("Broadcast"), "; ".join(filter(None, aired)))]

    def delegates(self) -> list[Fact]:
        """Return how much of the mission's area the delegates come from; whoever lives elsewhere covers nothing."""
        if not self._parts("residence"):
            return []
        found = coverage(self._reading, self._page.record.key.uid)
        text = N_("{here} of {all} municipalities, {elsewhere} places elsewhere")
        numbers = {"here": len(found.municipalities), "all": found.of, "elsewhere": len(found.elsewhere)}
        told = self._page.translate(text).format(**{key: self._whole(number) for key, number in numbers.items()})
        return [self._fact(N_("Delegates from"), told)]

    def asked(self) -> Sheet:
        """Return the questions with who asked, by category, and what became of them."""
        rows = [
            (str(row.values.get("question") or ""), self._said(row, "asked_by"), self._said(row, "status"))
            for row in self._parts("question")
        ]
        return self._sheet(N_("Questions"), (N_("Question"), N_("Asked by"), N_("Answered")), rows, 0)

    def regions(self) -> Sheet:
        """Return the delegates by region of the mission, and from elsewhere."""
        places, elsewhere = self._page.mission.lists["municipality"], self._page.translate(N_("Elsewhere"))
        counted: Counter[str] = Counter()
        for row in self._parts("residence"):
            place, number = places.get(str(row.values.get("residence"))), row.values.get("delegates")
            counted[place.group if place is not None else elsewhere] += number if isinstance(number, int) else 0
        rows = [(region, self._whole(number)) for region, number in counted.most_common() if number]
        return self._sheet(N_("Delegates by region"), (N_("Region"), N_("Delegates")), rows, 0)

    def sessions(self) -> Sheet:
        """Return the sessions; who took part in them is counted in attendances."""
        rows = [
            (self._said(row, "session_type"), str(row.values.get("title") or ""), self._number(row, "participants"))
            for row in self._parts("session")
        ]
        return self._sheet(N_("Sessions"), (N_("Kind"), N_("Title"), N_("Taking part")), rows, 1)

    def ideas(self) -> Sheet:
        """Return the ideas for projects, and which of them became one."""
        yes = self._page.translate(N_("drafted"))
        rows = [
            (str(row.values.get("title") or ""), yes if row.values.get("project") else "")
            for row in self._parts("project_idea")
        ]
        return self._sheet(N_("Project ideas"), (N_("Title"), N_("Project")), rows, 0)

    def steps(self) -> Sheet:
        """Return what is still to be done, by whom and until when."""
        rows = [
            (
                str(row.values.get("what") or ""),
                str(row.values.get("who") or ""),
                short_day(str(row.values["due"]), self._page.locale) if row.values.get("due") else "",
            )
            for row in self._parts("follow_up")
            if row.values.get("status") == "open"
        ]
        return self._sheet(N_("Next steps"), (N_("What"), N_("By whom"), N_("Until")), rows, 0)

    def _parts(self, kind: str) -> list[PartRow]:
        part = CHILD_TYPES[kind]
        if self._page.kind.key not in part.links[part.owner] or not self._there.get(kind):
            return []
        rows = list_parts(self._reading, kind, self._page.record.key.uid)
        return sorted(rows, key=lambda row: (int(str(row.values.get("number") or 0)), row.uid))

    def _said(self, row: PartRow, key: str) -> str:
        return self._page.shown(CHILD_TYPES[row.type].by_key[key], row.values.get(key))

    def _number(self, row: PartRow, key: str) -> str:
        number = row.values.get(key)
        return self._whole(number) if isinstance(number, int) else ""

    def _whole(self, number: int) -> str:
        return whole(number, self._page.locale)

    def _fact(self, label: str, value: str) -> Fact:
        return Fact(self._page.translate(label), clip(value, 3 * WORDS))

    def _sheet(self, label: str, heads: Sequence[str], rows: list[tuple[str, ...]], wide: int) -> Sheet:
        kept = tuple(tuple(clip(cell, WORDS) for cell in row) for row in rows[:ROWS])
        return Sheet(self._page.translate(label), tuple(map(self._page.translate, heads)), kept, len(rows), wide)
