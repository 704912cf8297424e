"""The context of what happened: notes about the area, how events felt, what was tense or false, dates ahead."""

from collections import Counter

from db.marks import N_
from db.records.titles import best_title
from db.records.window import Row
from db.reports.blocks import Block, Text
from db.reports.office.data import EVENTS, Window


def context(w: Window) -> tuple[Block, ...]:
    """Return the notes on the context, the atmosphere of the events, what was tense or false there, and dates ahead."""
    say, events = w.say, w.of(*EVENTS)
    moods = Counter(one.text("mood") for one in events if one.text("mood"))
    order = [code.code for code in say.maker.mission.lists["mood"].entries]
    blocks: list[Block] = [Text(_noted(w, note), "numbered") for note in w.notes]
    if moods:
        told = say.counted((say.label("mood", code), moods[code]) for code in order if moods[code])
        blocks.append(Text(say(N_("Atmosphere at the events where it was noted: {told}."), told=told), "numbered"))
    for key, text in (
        ("tension", N_("Points of tension, {place} ({ref}): {words}")),
        ("disinformation", N_("Disinformation heard, {place} ({ref}): {words}")),
    ):
        for one in events:
            if one.text(key):
                blocks.append(
                    Text(
                        say(text, place=say.place(one.text("municipality")), ref=one.ref, words=one.text(key)),
                        "numbered",
                    )
                )
    incidents = [one.ref for one in events if one.text("incident") not in ("", "none", "no")]
    if incidents:
        text = N_("Incidents were noted at {refs}; what happened goes through the proper channel.")
        blocks.append(Text(say(text, refs=say.listed(incidents)), "numbered"))
    ahead = [(one.text("next_session"), one) for one in events if one.text("next_session") > w.until]
    for day, one in sorted(ahead, key=lambda pair: (pair[0], pair[1].ref))[:8]:
        blocks.append(
            Text(
                say(N_("{day}: the next session of {title} ({ref})."), day=say.day(day), title=one.title, ref=one.ref),
                "numbered",
            )
        )
    return tuple(blocks)


def _noted(w: Window, note: Row) -> str:
    """Return a note on the context as a paragraph: when and where, how tense, what goes on and what may come."""
    say = w.say
    where = say.listed((say.day(note["day"]), say.place(note["municipality"])))
    tension = say.label("tension", note["tension"])
    said = [f"{where}: {best_title(note, say.maker.mission)}", note["note"], note["outlook"]]
    if tension:
        said.insert(1, say(N_("Tension: {level}"), level=tension))
    if note["next_date"]:
        said.append(say(N_("Next date to watch: {day}"), day=say.day(note["next_date"])))
    return " ".join(f"{' '.join(str(one).split()).rstrip('.')}." for one in said if one)
