"""Who must be called, and what to ask for: sentences out of the lines of the board. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from db.board.lines import DUE, LATE, Board, LaptopLine, OfficeLine
from db.marks import N_

Say = Callable[[str], str]  # a translation, or how a day is written

EXCHANGE, LAPTOPS = "exchange", "laptops"  # the pages of the window where one sees more

# What can be the matter, the most urgent first: the whole sentence, and in few words behind another one.
SENTENCES: dict[str, str] = {
    "stolen": N_(
        "Call {office}: a parcel of {laptop} came after that laptop was reported lost. Ask who has it now, and tell "
        "security."
    ),
    "forged": N_(
        "Call {office}: a parcel that says it is from {laptop} bears a signature that is not right, or none. Ask "
        "whether they sent it, and for a new one."
    ),
    "fork": N_("Call {office}: two copies of {laptop} send parcels. Ask who has the copy, and let one of them stop."),
    "gap": N_(
        "Call {office}: parcels {numbers} of {laptop} never came, and what came after is not whole. Ask for a new one."
    ),
    "torn": N_(
        "Call {office}: only a part of the last parcel of {laptop} came; {numbers} are missing. Ask for those files."
    ),
    "waiting": N_(
        "Call {office}: parcels of {laptop} wait because nobody has compared its code. Ask them to read it aloud."
    ),
    "lost": N_(
        "Call {office}: parcels {numbers} of {laptop} never came. A later one brought what they held; ask where the "
        "files are now."
    ),
    "silent": N_(
        "Call {office}: nothing ever came from there. Their report was due on {due}; ask whether the program runs."
    ),
    "late": N_(
        "Call {office}: their report was due on {due}. Everything is here up to {complete}; ask for a parcel, or for "
        "a report that nothing happened."
    ),
    "late-from-nothing": N_(
        "Call {office}: their report was due on {due}, and none of what came covers it. Ask for a whole parcel."
    ),
    "one-late": N_(
        "Call {office}: {laptop} sent nothing for the period, others there did. Ask whether it is still in use."
    ),
    "unsigned": N_(
        "Call {office}: {laptop} sends parcels without a signature, which anybody could write. Ask them to update."
    ),
    "clock": N_("Call {office}: the clock of {laptop} is wrong. Ask them to set its date and time."),
    "unknown": N_("Call {office}: nobody has compared the code of {laptop}. Ask them to read it aloud."),
}
SHORTLY: dict[str, str] = {
    "stolen": N_("a parcel of {laptop}, which was reported lost"),
    "forged": N_("a wrong signature of {laptop}"),
    "fork": N_("two copies of {laptop}"),
    "gap": N_("parcels {numbers} of {laptop}, which are missing"),
    "torn": N_("the parts {numbers} of the last parcel of {laptop}, which are missing"),
    "waiting": N_("the code of {laptop}, for which its parcels wait"),
    "lost": N_("parcels {numbers} of {laptop}, which never came"),
    "late": N_("their report, which was due on {due}"),
    "late-from-nothing": N_("their report, which was due on {due}"),
    "one-late": N_("{laptop}, which sent nothing for the period"),
    "unsigned": N_("{laptop}, which does not sign"),
    "clock": N_("the clock of {laptop}"),
    "unknown": N_("the code of {laptop}"),
}
_STRAYS = N_("Parcels of a newer program lie aside: {count}. Nobody need be called; update this one.")
_ALSO = N_("Ask also about {matters}.")
_PAGES: dict[str, str] = dict.fromkeys(("silent", "late", "late-from-nothing", "one-late", "lost", "torn"), EXCHANGE)
_WHY = {
    "revoked": "stolen",
    "signature-broken": "forged",
    "key-changed": "forged",
    "unsigned-now": "forged",
    "other-headquarters": "forged",
    "unconfirmed": "waiting",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One office to be called.

    `why` is the most urgent matter, a key of `SENTENCES`, `replica` the laptop that it is about, "" where it is about
    the office; `page` is where to see more.
    """

    office: str
    why: str
    text: str
    page: str
    replica: str = ""


@dataclass(frozen=True, slots=True)
class _Matter:
    why: str
    laptop: str = ""
    numbers: tuple[int, ...] = ()
    replica: str = ""


def calls(board: Board, *, translate: Say = str, day: Say = str) -> list[Call]:
    """Return one call for each office that needs one, the most urgent first, and in the order of the board.

    `translate` turns the English words into the reader's, `day` writes an ISO day as the reader does.
    """
    order = list(SENTENCES)
    found: list[tuple[int, Call]] = []
    for office in board.offices:
        matters = sorted(dict.fromkeys(_matters(office)), key=lambda one: order.index(one.why))
        if matters:
            first, *rest = matters
            values = {
                "office": office.name,
                "due": day(board.due),
                "complete": day(office.complete) if office.complete else "",
            }
            text = translate(SENTENCES[first.why]).format(**_said(first, values))
            if rest:
                shortly = [translate(SHORTLY[one.why]).format(**_said(one, values)) for one in rest]
                text += " " + translate(_ALSO).format(matters="; ".join(shortly))
            page = _PAGES.get(first.why, LAPTOPS)
            found.append((order.index(first.why), Call(office.office, first.why, text, page, first.replica)))
    return [call for _, call in sorted(found, key=lambda one: one[0])]


def strays(board: Board, translate: Say = str) -> str:
    """Return what is to be done about parcels that only a newer program can read; "" where none lies aside."""
    return translate(_STRAYS).format(count=board.strays) if board.strays else ""


def _said(matter: _Matter, values: Mapping[str, str]) -> dict[str, str]:
    numbers = ", ".join(f"S{number:03d}" for number in matter.numbers)
    return {**values, "laptop": matter.laptop, "numbers": numbers}


def _matters(office: OfficeLine) -> Iterator[_Matter]:
    """Yield what is the matter with an office and its laptops."""
    in_use = [one for one in office.laptops if one.in_use]
    if office.report == LATE:
        came = any(one.last.count for one in office.laptops)
        yield _Matter("late" if office.complete else "late-from-nothing" if came else "silent")
    for one in office.laptops:
        yield from _of_laptop(one)
        if one in in_use and one.report == LATE and office.report not in (LATE, DUE):
            yield _Matter("one-late", one.name, replica=one.replica)


def _of_laptop(one: LaptopLine) -> Iterator[_Matter]:
    for why in one.asides:
        if why in _WHY:
            yield _Matter(_WHY[why], one.name, replica=one.replica)
    if one.trust == "revoked" or one.former:
        return
    if one.alarm == "fork":
        yield _Matter("fork", one.name, replica=one.replica)
    torn = tuple(part.serial for part in one.torn)
    if torn:
        yield _Matter("torn", one.name, torn, one.replica)
    if one.alarm == "gap" and one.missing:
        yield _Matter("gap", one.name, one.lost or one.missing, one.replica)
    elif lost := tuple(number for number in one.lost if number not in torn):
        yield _Matter("lost", one.name, lost, one.replica)
    if one.unsigned:
        yield _Matter("unsigned", one.name, replica=one.replica)
    elif one.unknown:
        yield _Matter("unknown", one.name, replica=one.replica)
    if one.wrong_clock:
        yield _Matter("clock", one.name, replica=one.replica)
