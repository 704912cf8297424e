"""The money of a project: what it may cost, who gives it, when it is due, what was paid."""

from db.catalogue.amounts import converted
from db.catalogue.checks import currency_beside_amount, paid_day, payment_agrees, shares_make_the_whole
from db.catalogue.fields import Field, RecordType, Values
from db.catalogue.kinds import CODE, COUNT, DATE, MONEY, NOTE, TEXT, Value
from db.catalogue.quantities import DECIMAL, PERCENT
from db.catalogue.sections import of_project
from db.marks import N_

BUDGET_LINE = RecordType(
    "budget_line",
    N_("Budget line"),
    N_("Budget lines"),
    "",
    "Budget lines",
    (
        of_project(),
        Field("number", COUNT, N_("Line"), hxl="#value+line+num"),
        Field("category", CODE, N_("Category"), choices="budget_category", hxl="#value+type+code"),
        Field("item", TEXT, N_("What for"), hxl="#item+name"),
        Field("measure", TEXT, N_("Unit"), N_("For example piece, month, trip."), hxl="#item+unit"),
        Field("quantity", DECIMAL, N_("Quantity"), hxl="#item+num", unit="cost"),
        Field("unit_cost", MONEY, N_("Unit cost"), hxl="#value+unit", unit="cost"),
        Field("currency", CODE, N_("Currency"), choices="currency", hxl="#currency+code", unit="cost"),
        Field("un_share", MONEY, N_("United Nations"), hxl="#value+budget", unit="shares"),
        Field("partner_share", MONEY, N_("Partner"), hxl="#value+contribution", unit="shares"),
        Field("in_kind", MONEY, N_("In kind"), hxl="#value+in_kind", unit="shares"),
        Field("spent", MONEY, N_("Spent"), hxl="#value+expenditure"),
        Field("variance_reason", TEXT, N_("Why it differs"), hxl="#cause+deviation"),
    ),
    ("budget_line",),
    (shares_make_the_whole, currency_beside_amount("unit_cost", "currency")),
    owner="project",
)

INSTALMENT = RecordType(
    "instalment",
    N_("Instalment"),
    N_("Instalments"),
    "",
    "Instalments",
    (
        of_project(),
        Field("number", COUNT, N_("No."), hxl="#value+instalment+num"),
        Field("share", PERCENT, N_("Share"), hxl="#value+instalment+pct", measure="%"),
        Field("amount", MONEY, N_("Amount"), hxl="#value+commitment", unit="sum"),
        Field("currency", CODE, N_("Currency"), choices="currency", hxl="#currency+code", unit="sum"),
        Field("trigger", TEXT, N_("Paid when"), hxl="#description+condition"),
        Field("due", DATE, N_("Planned for"), hxl="#date+due"),
    ),
    ("instalment",),
    (currency_beside_amount("amount", "currency"),),
    owner="project",
    natural_key=("number",),
)


def base_amount(values: Values) -> Values:
    """Return what a payment in local currency comes to at its rate, and that what has a day of payment is paid."""
    found: dict[str, Value] = {}
    if values.get("amount") is None:
        found["amount"] = converted(values.get("local_amount"), values.get("rate"))
    if values.get("paid_on") and values.get("status") in (None, "requested"):
        found["status"] = "paid"
    return {key: value for key, value in found.items() if value is not None}


PAYMENT = RecordType(
    "payment",
    N_("Payment"),
    N_("Payments"),
    "",
    "Payments",
    (
        of_project(),
        Field("instalment", COUNT, N_("Instalment"), N_("Its number."), hxl="#value+disbursement+num"),
        Field("requested_on", DATE, N_("Requested"), hxl="#date+requested"),
        Field("documents", NOTE, N_("Documents seen"), hxl="#description+documents"),
        Field(
            "amount",
            MONEY,
            N_("Amount in the cycle's currency"),
            help=N_("Left empty, it is worked out from the local amount and the rate."),
            hxl="#value+disbursement+c_base",
            unit="sum",
        ),
        Field("local_amount", MONEY, N_("Local amount"), hxl="#value+disbursement+c_local", unit="sum"),
        Field("local_currency", CODE, N_("Local currency"), choices="currency", hxl="#currency+code", unit="sum"),
        Field(
            "rate",
            DECIMAL,
            N_("Rate"),
            help=N_("How much local currency one unit of the cycle's currency buys, for example 0.921 euro a dollar."),
            hxl="#value+rate",
            unit="sum",
            source="United Nations operational rate of exchange",
        ),
        Field("rate_day", DATE, N_("Rate of"), hxl="#date+rate", unit="sum"),
        Field("paid_on", DATE, N_("Paid"), hxl="#date+disbursement"),
        Field("voucher", TEXT, N_("Voucher"), hxl="#value+voucher"),
        Field("status", CODE, N_("Status"), choices="payment_status", hxl="#status+code", default="requested"),
    ),
    ("payment",),
    (payment_agrees, paid_day, currency_beside_amount("local_amount", "local_currency")),
    owner="project",
    follows=base_amount,
)

FUNDING = RecordType(
    "funding",
    N_("Funding line"),
    N_("Funding lines"),
    "",
    "Funding",
    (
        of_project(),
        Field("source", CODE, N_("Source"), choices="funding", hxl="#org+funding+type"),
        Field("donor", TEXT, N_("Donor"), hxl="#org+funding+name"),
        Field("reference", TEXT, N_("Reference"), hxl="#value+code"),
        Field("amount", MONEY, N_("Amount"), hxl="#value+funding", unit="sum"),
        Field("currency", CODE, N_("Currency"), choices="currency", hxl="#currency+code", unit="sum"),
        Field("rate", DECIMAL, N_("Rate"), hxl="#value+rate", unit="sum"),
        Field("rate_day", DATE, N_("Rate of"), hxl="#date+rate", unit="sum"),
        Field("start", DATE, N_("From"), hxl="#date+start"),
        Field("end", DATE, N_("Until"), hxl="#date+end"),
        Field("note", NOTE, N_("Note"), hxl="#description"),
    ),
    ("funding",),
    (currency_beside_amount("amount", "currency"),),
    owner="project",
)
