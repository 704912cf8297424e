"""The recovery sheet: the code that opens the office when a passphrase is forgotten, on paper alone."""

from db.marks import N_
from db.reports.blocks import Blank, Blanks, Block, Boxes, Section, Signatures, Text
from db.reports.frame import highest_marking
from db.reports.listing import Maker
from db.reports.report import Report, report
from db.reports.telling import Say
from db.reports.values import Fact
from db.store.keys import CODE_GROUP, CODE_GROUPS

_RULES = (
    N_("Keep this sheet in a sealed envelope where the office keeps its sealed envelopes, away from the laptop."),
    N_("The code opens all records of this office. Nobody needs it for daily work, and nobody asks for it by mail."),
    N_("After it was used, or when somebody may have seen it, make a new code: page Protection, New recovery code."),
    N_("A new code makes this one void. Tear up this sheet then."),
)


def recovery_sheet(maker: Maker, code: str = "") -> Report:
    """Return the sheet for a recovery code; without one, with boxes to write it in by hand.

    The program shows a code once and cannot print it later: it does not keep it.
    """
    say = Say(maker)
    groups = tuple(code.split("-")) if code else ("",) * CODE_GROUPS
    text = (
        N_("This is the recovery code of the office.")
        if code
        else N_("Write the recovery code into the boxes, one letter or digit in each, as the program shows it.")
    )
    kept = (N_("Sealed on"), N_("Kept at"), N_("Opened on"), N_("Opened by, and why"))
    lines: tuple[Block, ...] = (Blanks(tuple(Blank(say(label)) for label in kept)),)
    marking = maker.mission.lists["classification"].entries[-1].code
    return report(
        maker,
        say(N_("Recovery sheet")),
        [
            Section(say(N_("The code")), (Text(say(text)), Boxes(groups, CODE_GROUP))),
            Section(say(N_("What to know")), tuple(Text(say(rule), "bullet") for rule in _RULES)),
            Section(say(N_("The envelope")), lines),
            Section(say(N_("Signatures")), (Signatures((say(N_("Sealed by")), say(N_("Witnessed by")))),)),
        ],
        marking=highest_marking(maker.mission, [marking], maker.translate),
        cover=(Fact(say(N_("Office")), f"{maker.office} · {say(maker.mission.office_name(maker.office))}"),),
    )
