"""Numbers of people: how a field for one looks, how exact it is, and which number is a part of which."""

from db.catalogue.dimensions import ABOUT, EXACT, QUALIFIED, UP_TO, UPWARD
from db.catalogue.fields import Check, Field, Values
from db.catalogue.kinds import CODE, COUNT, TEXT
from db.catalogue.sections import PEOPLE
from db.errors import Problem
from db.marks import N_


def numbered_people(key: str, label: str, hxl: str, help: str, section: str) -> tuple[Field, Field, Field]:
    """Return a number of people with what says how exact it is and where it comes from."""
    return (
        Field(key, COUNT, label, help, hxl=hxl, section=section),
        Field(
            f"{key}_is",
            CODE,
            N_("The number is"),
            help=N_("Empty means exact. Anything else marks every sum that the number enters."),
            choices="qualifier",
            hxl=f"#meta+qualifier+{key}+code",
            section=section,
        ),
        Field(
            f"{key}_source",
            TEXT,
            N_("Source of the number"),
            help=N_("Who says so, where it is not our own count."),
            hxl=f"#meta+source+{key}",
            section=section,
        ),
    )


PEOPLE_FIELDS = (
    *numbered_people(
        "total",
        N_("Participants in all"),
        "#reached+ind+total",
        N_("People in the room, each counted once. Empty means not recorded; 0 means nobody."),
        PEOPLE,
    ),
    Field("counted_by", CODE, N_("Counted by"), choices="counting", hxl="#meta+method", section=PEOPLE),
    *numbered_people(
        "remote",
        N_("Taking part remotely"),
        "#reached+ind+remote",
        N_("By video or phone; never added to the people in the room."),
        PEOPLE,
    ),
    Field(
        "attendances",
        COUNT,
        N_("Attendances"),
        help=N_("Every coming counted, the same person several times: over many days or sessions. They are no people."),
        hxl="#reached+attendances",
        section=PEOPLE,
    ),
    Field(
        "community_by",
        CODE,
        N_("Communities known by"),
        help=N_("Only what people say of themselves, or a rounded estimate."),
        choices="community_by",
        hxl="#meta+method+community+code",
        section=PEOPLE,
    ),
)


def qualifier(values: Values, key: str) -> str:
    """Return how exact a number is: a code of the list `qualifier`."""
    said = values.get(QUALIFIED.get(key, "")) or EXACT
    return ABOUT if said == EXACT and key == "total" and values.get("counted_by") == "estimate" else str(said)


def part_of(part: str, whole: str, severity: str = "refuse") -> Check:
    """Return the rule that one number is a part of another; where they are estimates they may seem to differ."""

    def check(values: Values) -> Problem | None:
        few, many = values.get(part), values.get(whole)
        if not isinstance(few, int) or not isinstance(many, int) or few <= many:
            return None
        if qualifier(values, whole) in UPWARD or qualifier(values, part) in (ABOUT, UP_TO):
            return None
        return Problem(part, "part-more-than-whole", {"part": few, "whole": many}, severity)

    return check


def attendances_of_people(values: Values) -> Problem | None:
    """Everybody who came, came at least once."""
    people, attendances = values.get("total"), values.get("attendances")
    if not isinstance(people, int) or not isinstance(attendances, int) or attendances >= people:
        return None
    if qualifier(values, "total") in (ABOUT, UP_TO):
        return None
    return Problem("attendances", "attendances-few", {"attendances": attendances, "people": people}, "warn")
