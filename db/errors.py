"""The failures that a person can understand and act upon.

A `KnownError` carries a code and values; its sentence says what happened, what was not lost and what to do. Everything
else that goes wrong is a bug and reaches the crash dialog with its trace.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from db.marks import N_
from db.messages import MESSAGES

# What a person may do all the same who says why: a window asks, and does it again with the answer.
WANT_REASON = frozenset({"rule-broken", "state-refused", "lowering", "approved-why", "correction"})


class KnownError(Exception):
    """A failure of the user's world, worded for the user.

    Arguments: `code`, a key of `db.messages.MESSAGES`; `values`, what its sentence mentions; `found`, the problems
    that it tells of, so that a window can word them in its own language.
    """

    def __init__(self, code: str, found: "Sequence[Problem]" = (), /, **values: object) -> None:
        self.code = code
        self.values = values
        self.found = tuple(found)
        super().__init__(MESSAGES[code].format(**values))

    @property
    def wants_reason(self) -> bool:
        """Whether only a reason is missing."""
        return self.code in WANT_REASON


# What can be wrong with a value or a record, in words that follow its field's name.
PROBLEMS: dict[str, str] = {
    "text-too-long": N_("has {length} characters; at most {limit} are kept. Shorten it or use the description."),
    "text-control": N_("contains a character that cannot be printed (code {number}). Remove it."),
    "date-unreadable": N_("'{text}' is not a date. Write it as 2026-03-12 or 12/3/2026."),
    "date-impossible": N_("'{text}' is a day that does not exist. Write it as 2026-03-12."),
    "count-unreadable": N_("'{text}' is not a whole number. Write digits only, or leave it empty if not recorded."),
    "count-negative": N_("'{text}' is below zero. Leave it empty if not recorded."),
    "count-too-large": N_("'{text}' is too large; at most {limit}."),
    "money-unreadable": N_("'{text}' is not an amount. Write it as 25000.00."),
    "money-negative": N_("'{text}' is below zero."),
    "money-fraction": N_("'{text}' has more than two decimals."),
    "money-too-large": N_("'{text}' is too large."),
    "number-unreadable": N_("'{text}' is not a number. Write it as 0.921."),
    "number-negative": N_("'{text}' is below zero."),
    "number-too-long": N_("'{text}' has too many digits; at most {digits}, of these {decimals} after the point."),
    "percent-over": N_("'{text}' is more than a hundred."),
    "degrees-unreadable": N_("'{text}' is not in decimal degrees. Write it as 42.9136, south and west with a minus."),
    "degrees-beyond": N_("'{text}' is beyond {bound} degrees."),
    "instant-unreadable": N_("'{text}' is not a day and an hour. Write it as 2026-03-27 23:59 +02:00."),
    "zone-missing": N_("'{text}' has no time zone. Write it as 2026-03-27 23:59 +02:00, or with a name such as CEST."),
    "time-unreadable": N_("'{text}' is not an hour of the day. Write it as 18:30."),
    "code-unknown": N_("'{text}' is not in the list. {hint}"),
    "title-missing": N_("Give a title in at least one language."),
    "end-before-start": N_("The end ({end}) lies before the start ({start}). Change one of them."),
    "more-than-total": N_("{sum} is more than the total of {total}: change one of them or the total."),
    "crossing-more": N_("{sum} are '{what}' by sex and age together, but {count} where they are counted alone."),
    "community-how": N_("Say how communities are known: by what people say of themselves, or as a rounded estimate."),
    "residence-more": N_("The places of residence name {sum}, the whole number is {count}."),
    "residence-fewer": N_("The place of residence of {rest} of {count} is not recorded."),
    "parts-many": N_("There are {number} of {what}; no more than {most} are meant to be."),
    "dimension-unknown": N_("There is no dimension '{dimension}'. Known: {known}."),
    "category-unknown": N_("'{category}' is not a category of {dimension}. Known: {known}."),
    "value-unfit": N_("came with a value that this field cannot hold. Look into its history and write it again."),
    "category-twice": N_("This category is counted twice. Leave one of the two."),
    "tally-unknown-key": N_("A count has no '{key}'. It has dimension, category and count."),
    "text-unreadable": N_("'{text}' is not text."),
    "text-invisible": N_("has no letter that can be seen."),
    "cutoff-after-year": N_("{cutoff} lies after the end of the budget year ({end}). Change one of them."),
    "part-more-than-whole": N_("{part} is more than the whole of {whole}. Change one of them."),
    "attendances-few": N_("{attendances} attendances are fewer than the {people} people who came."),
    "minors-consent": N_("{minors} minors take part; the consent of all their guardians is not noted."),
    "minors-alone": N_("{minors} minors take part; no chaperone is noted."),
    "basis-missing": N_("a person is named: say on what basis, and what the name is needed for."),
    "currency-missing": N_("is needed: an amount without a currency says nothing."),
    "amounts-disagree": N_(
        "{amount} is not what the local amount comes to at the rate ({worth}). Change it or empty it."
    ),
    "two-roles": N_("two peacebuilding roles at a time ({one}, {other}). Take one away, or say until when it holds."),
    "two-main-tags": N_("two main tags of one framework ({one}, {other}). Leave one of them as the main one."),
    "hint-no-role": N_("no peacebuilding role yet: did the mission articulate, enable or implement?"),
    "hint-labour-market": N_(
        "services or the economy: whom does it employ, at what pay, and whose work or trade could it harm?"
    ),
    "hint-due-diligence": N_("security forces take part: human rights due diligence has to be answered first."),
    "hint-campaign": N_("is in the time of a campaign ({campaign}): keep from anything that favours a side."),
    "hint-neutrality": N_("elections: in the time of a campaign nothing may look like help for one side."),
    "hint-good-offices": N_("good offices: think about its classification before anything leaves the office."),
    "theme-of-another-set": N_("'{text}' is no theme of this set. Known: {known}."),
    "number-twice": N_("no. {number} stands in row {row} too, with other words. Leave the right one."),
    "number-taken": N_(
        "no. {number} is in the set already and says something else. Change it there, let this list change it, or "
        "leave it out."
    ),
    "evidence-missing": N_("is not recorded: say what shows this status."),
    "person-without-grounds": N_(
        "is needed: nobody is named without a purpose, a lawful basis and where the name comes from."
    ),
    "day-missing": N_("is needed: what was paid was paid on some day."),
    "no-file-attached": N_("is made by attaching a file; a row alone is no photo and no paper."),
    "lock-by-hand": N_(
        "is written by the program, when somebody approves, closes or allows; a row alone does nothing."
    ),
    "shares-differ": N_("the shares add up to {sum}, the line costs {cost}."),
    # what keeps a project from a state, in words that may follow "Sign the MoU:"
    "state-jump": N_("from {state} a project cannot go to {to}. It can go to: {next}."),
    "state-final": N_("a project that is {state} has come to its end."),
    "papers-missing": N_("{number} things that this state needs are not on file."),
    "not-on-file": N_("this is not on file: {what}."),
    "no-part": N_("there is none on file: {what}."),
    "no-aim": N_("no aim of the call is chosen."),
    "late": N_("it came in on {received}, the call closed on {deadline}."),
    "over-ceiling": N_("{amount} {currency} is above the ceiling of {ceiling} {currency} of {cycle}."),
    "rate-missing": N_("without a rate of exchange nobody knows what {currency} come to in {base}."),
    "may-not-apply": N_("an applicant of this kind ({applicant}) may not apply in {cycle}."),
    "screened-no": N_("the screening sheet says no: {what}."),
    "not-eligible": N_("the screening did not find it eligible."),
    "hrddp-open": N_("security forces take part, so human rights due diligence must be answered first."),
    "no-score": N_("there is no score for {what}."),
    "score-too-high": N_("{score} is more than the best score ({best})."),
    "not-decided": N_("what was decided is something else."),
    "plan-past-cutoff": N_("the plan runs until {end}, but projects of this cycle are complete by {last}."),
    "nothing-dated": N_("the work plan has no dated deliverables."),
    "undated": N_("deliverable {number} of the work plan has no date."),
    "no-clause": N_("the memorandum has not got it: {what}."),
    "instalments-differ": N_("the instalments add up to {sum}, the memorandum says {amount}."),
    "mou-over-approved": N_("the memorandum says {amount}, only {approved} are approved."),
    "conditions-open": N_("the conditions of the committee are not met yet."),
    "nothing-paid": N_("no instalment has been paid yet."),
    "no-voucher": N_("the first payment has no voucher."),
    "paid-over-approved": N_("{paid} {currency} are paid, only {approved} are approved."),
    "not-delivered": N_("deliverable {number} is not delivered yet."),
    "no-photos": N_("no photo is attached to the project, to a visit or here."),
    "no-final-visit": N_("no final visit is on file."),
    "not-accepted": N_("this is still open: {what}."),
    "not-settled": N_("{spent} spent and {returned} returned are not the {paid} that were paid."),
    "not-explained": N_("{spent} are spent of {approved} approved, and nobody says why."),
    "not-signed": N_("this signature is missing: {what}."),
    "too-early": N_("an evaluation waits until {day}."),
    "not-accounted": N_("money was paid: say how much came back and how much is written off."),
    "exception": N_("went on to {state} with an exception of {day} by {by}: {reason}"),
    "overdue": N_("it was due on {due}."),
    "visit-overdue": N_("a visit was due by {day}."),
    "guardian-needed": N_("of a minor needs the consent of a parent or guardian."),
    "needed": N_("is needed: without it nobody knows what this is about."),
    "link-unknown": N_("'{text}' is not the number or the id of a record here."),
    "link-other": N_("'{text}' is of the wrong type ({kind})."),
    "pasted-known": N_("'{ref}' is in the register already. Pasting makes new records only."),
    "pasted-wide": N_("The row has {cells} cells, the table has {columns} columns."),
    "row-locked": N_("falls on {day}, and the days from {start} to {end} are closed ({ref}, by {by})."),
    "tallies-not-a-list": N_("Counts are a list, each with dimension, category and count."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field: shown beside the field, listed by imports, printed by the command line.

    `code` is a key of `PROBLEMS`, `values` fill its sentence; `severity` is "refuse" (a person typing cannot save) or
    "warn" (saved and flagged); `part` is the uid of the part that it is about, "" for the record itself.
    """

    field: str
    code: str
    values: Mapping[str, object] = dataclass_field(default_factory=dict[str, object])
    severity: str = "refuse"
    part: str = ""

    @property
    def message(self) -> str:
        """The sentence in English; a window words it in its own language."""
        return PROBLEMS[self.code].format(**self.values)
