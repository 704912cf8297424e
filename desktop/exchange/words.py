"""Parcels in words: what was written, what became of the rows that came in, what a person should know or do."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.catalogue import RECORD_TYPES, Mission
from db.parcels import (
    ALARMS,
    ASIDE,
    ATTACHMENTS,
    LEFT_OUT,
    REFUSALS,
    Proposal,
    Published,
    Received,
    Sent,
    companion_of,
)
from db.parcels.problems import worded
from desktop.conflicts.words import brief
from desktop.forms.wording import field_name, value_text
from desktop.i18n import breakable, counted, number, sentence, short_date, tr_db


def _tr(text: str) -> str:
    return QCoreApplication.translate("exchange", text)


def _rows(count: int) -> str:
    return counted(count, _tr("1 row"), _tr("{count} rows"))


def written(sent: Sent, start: str, end: str) -> str:
    """Return what was written for a period (ISO days), in as many files as it needed."""
    words = {
        "changes": _tr("Written: {file} with {rows}. It may be received any number of times."),
        "receipt": _tr("Written: {file}. It is a receipt: nothing is new."),
        "nil": _tr("Written: {file}. It says that nothing happened from {start} to {end}."),
    }
    files = [sent, *sent.more]
    text = words[sent.kind].format(
        file=breakable(sent.file.name),
        rows=_rows(sum(one.records for one in files)),
        start=short_date(start),
        end=short_date(end),
    )
    if sent.companions:
        zips = ", ".join(breakable(path.name) for path in sent.companions)
        along = _tr("Send {names} along: one photo or paper is in it.")
        several = _tr("Send {names} along: {count} photos and papers are in it.")
        text = f"{text} {counted(sent.attachments, along, several, names=zips)}"
    if not sent.more:
        return text
    names = ", ".join(breakable(one.file.name) for one in sent.more)
    more = _tr("It needed {count} files; send {names} as well, in any order.").format(count=len(files), names=names)
    return f"{text} {more}"


def published(made: Published) -> str:
    """Return what was written for somebody outside, what was blanked in it, and how much stayed out."""
    text = _tr("Written: {file} with {rows}. Rows in which small counts were blanked: {blanked}.").format(
        file=breakable(made.file.name), rows=_rows(made.records), blanked=number(made.blanked)
    )
    out = [tr_db(LEFT_OUT[why]).format(count=number(count)) for why, count in made.left_out.items() if count]
    return " ".join([text, *([_tr("Left out: {what}.").format(what="; ".join(out))] if out else [])])


def counts(results: Sequence[Received]) -> str:
    """Return what became of the rows of some parcels, in one line."""
    names = (
        ("new", _tr("{count} new")),
        ("updated", _tr("{count} updated")),
        ("same", _tr("{count} the same")),
        ("conflict", _tr("{count} in conflict")),
        ("proposal", _tr("{count} changed by hand")),
        ("problem", _tr("{count} with problems")),
    )
    found = ((text, sum(getattr(one, key) for one in results)) for key, text in names)
    return ", ".join(text.format(count=number(count)) for text, count in found if count) or _tr("no rows")


def state_of(one: Received, taken: bool) -> str:
    """Return in a few words what became of a parcel, or will become of it where it is not `taken` in yet."""
    if one.refused is not None:
        return _tr("Needs a password") if is_locked(one) else _tr("Cannot be taken")
    if one.aside:
        return _tr("Set aside") if taken else _tr("Will be set aside")
    if one.lacking:
        return _tr("Photos are missing")
    alarms = {"gap": _tr("One before it is missing"), "fork": _tr("Two copies"), "restored": _tr("New id")}
    kinds = {"receipt": _tr("Receipt"), "nil": _tr("Nothing to report")}
    plain = _tr("Taken in") if taken else _tr("Ready")
    return alarms.get(one.alarm) or (_tr("Has problems") if one.problem else "") or kinds.get(one.kind, plain)


def is_locked(one: Received) -> bool:
    """Whether only a password is missing."""
    return one.refused is not None and one.refused.code in ("password-needed", "password-wrong")


def summary(results: Sequence[Received], taken: bool) -> str:
    """Return what became, or will become, of several parcels together."""
    good = [one for one in results if one.refused is None and not one.aside]
    done = _tr("Taken in.") if taken else _tr("Nothing has been taken in yet.")
    lines = [done if good else _tr("Nothing is taken in.")]
    if good:
        read = _rows(sum(one.read for one in good))
        lines.append(_tr("{count}: {rows}.").format(count=read, rows=counts(good)))
    for text, count in (
        (_tr("Set aside: {count}."), sum(bool(one.aside) for one in results)),
        (_tr("Cannot be taken: {count}."), sum(one.refused is not None for one in results)),
    ):
        lines += [text.format(count=number(count))] if count else []
    return " ".join(lines)


def details(one: Received, mission: Mission, taken: bool) -> list[tuple[str, str]]:
    """Return everything a person should know of one parcel, each with its look in the style sheet."""
    if one.refused is not None:
        return [("problem", sentence(one.refused))]
    if one.aside:
        laptop = one.laptop or _tr("another office")
        lines = [("warning", tr_db(ASIDE[one.aside]).format(laptop=laptop))]
        where = _tr("It is kept whole on the page Laptops, where it can be taken in later.")
        return [*lines, ("muted", where)] if taken else lines
    if one.kind == ATTACHMENTS:
        return _companion(one, taken)
    told = {
        "seen": _tr("From {laptop}, {office}, number {serial}. Nobody has compared the code of this laptop yet."),
        "confirmed": _tr("From {laptop}, {office}, number {serial}. The code of this laptop was compared."),
        "unsigned": _tr("From {laptop}, {office}, number {serial}. It has no signature: an older program wrote it."),
    }
    plain = _tr("From {laptop}, {office}, number {serial}.")
    office = mission.office_name(one.sender)
    lines = [("muted", told.get(one.trust, plain).format(laptop=one.laptop, office=office, serial=one.serial))]
    if one.parts > 1:
        text = _tr("It is part {part} of {parts}. The others may come before or after it.")
        lines.append(("", text.format(part=one.part, parts=one.parts)))
    if one.lacking:
        text = _tr("{count} photos and papers have not come. Ask {laptop} for {file}; its next parcels bring them too.")
        single = _tr("A photo or paper has not come. Ask {laptop} for {file}; its next parcels bring it too.")
        name = breakable(companion_of(Path(one.file)).name)
        lines.append(("warning", counted(one.lacking, single, text, laptop=one.laptop, file=name)))
    if one.alarm:
        lines.append(("warning", tr_db(ALARMS[one.alarm])))
    if one.kind == "receipt":
        lines.append(("", _tr("A receipt: it confirms what went there and brings nothing new.")))
    if one.kind == "nil":
        lines.append(("", _tr("The office says that nothing happened in this period.")))
    if one.newer:
        text = _tr("Kept and passed on, but shown only by a newer Groundwork: {names}.")
        lines.append(("", text.format(names=", ".join(one.newer))))
    if one.lists:
        lines.append(("", _tr("Headquarters sent new lists: {names}.").format(names=", ".join(one.lists))))
    lines += [("problem", _at(p.sheet, p.row, p.column, worded(p, tr_db))) for p in one.problems]
    lines += [("", _at(p.sheet, p.row, _edit(p, mission))) for p in one.proposals]
    lines += [("small", _at(p.sheet, p.row, worded(p, tr_db))) for p in one.notices]
    return lines


def _companion(one: Received, taken: bool) -> list[tuple[str, str]]:
    """Return what a person should know of a file of photos and papers."""
    lines = [("muted", _tr("Photos and papers of a parcel: {read} are in it.").format(read=number(one.read)))]
    for text, count in (
        (_tr("New: {count}"), one.new - one.early),
        (_tr("Wait for their parcel: {count}"), one.early),
        (_tr("Here already: {count}"), one.same),
    ):
        lines += [("", text.format(count=number(count)))] if count else []
    refused = _tr("{name} is not taken: {why}.")
    why = {key: tr_db(text) for key, text in REFUSALS.items()}
    return lines + [("problem", refused.format(name=breakable(r.name), why=why[r.why])) for r in one.refusals]


def _at(sheet: str, row: int, *words: str) -> str:
    place = _tr("{sheet}, row {row}").format(sheet=sheet, row=row) if row else sheet
    return ": ".join(filter(None, (place, *words)))


def _edit(one: Proposal, mission: Mission) -> str:
    """Return a hand edit in one line, with the reason that was given for it."""
    text = _changed(one, mission)
    return _tr("{text} (reason: {why})").format(text=text, why=brief(one.why, 80)) if one.why else text


def _changed(one: Proposal, mission: Mission) -> str:
    if one.delete:
        return _tr("by hand: delete the record")
    kind = RECORD_TYPES[one.type]
    after = {key: brief(value_text(kind, key, value, mission), 80) for key, value in one.after.items()}
    if one.new:
        parts = [f"{field_name(kind, key, mission)}: {text}" for key, text in after.items()]
        return _tr("by hand, a new row: {values}").format(values="; ".join(parts))
    before = {key: brief(value_text(kind, key, one.before.get(key), mission), 80) for key in after}
    parts = [f"{field_name(kind, key, mission)}: {before[key]} → {text}" for key, text in after.items()]
    return _tr("by hand: {values}").format(values="; ".join(parts))
