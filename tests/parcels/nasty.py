"""Values that workbooks are known to change."""

from collections.abc import Callable

from db.revisions import Draft, RecordKey
from db.store import Office
from tests.builders import counts, one_of_each, project, town_hall

TEXTS = [
    *(
        "=1+1",
        "+41 79",
        "-5 °C",
        "@home",
        "\ttab first",
        "'quoted",
        "#N/A",
        "#REF!",
        "TRUE",
        "1e5",
        "1E400",
        "1/2",
        "3-4",
    ),
    *("007", "00123", "12345678901234567890", "2026-03-12", "12:30", "50%", "$5", "1,234", "1.234,00", "١٢٣"),
    *("no\u00a0break", "narrow\u202fblank", "soft\u00adhyphen", "zero\u200bwidth", "\u200fright-to-left", "\ufeffmark"),
    *("صباح الخير", "Ђаковица ë ç š đ ћ", "e\u0301 NFD", "\u00e9 NFC", "ﬁ ligature", "👩‍🌾 emoji", "𝒳 beyond"),
    *("_x000D_", "_x0041_", "_x005F_x0041_", "_x0041_x0042_", "_x00e9_", "_xZZZZ_", "a & b < c > d", '"quotes"', "]]>"),
    *("first\nsecond\n\nfourth", "blank at the end of \nlines", "tab\tinside", "&amp; &#10; &lt;"),
]
DAYS = ("1850-06-01", "1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "1904-01-01", "2000-02-29", "9999-12-31")
# What a form refuses and another program may have sent all the same.
RAW = (
    "cut \x00 off",
    "bell \x07",
    "form \x0c feed",
    "line\rreturn",
    "\x0b",
    "\ufffe\uffff",
    "x" * 32_767,
    "y" * 32_768,
)


def nasty_office(make_office: Callable[..., Office]) -> Office:
    """An office full of them, with a record of every type."""
    office = make_office("MIT")
    one_of_each(office)
    for text in TEXTS:
        town_hall(office, title_en=text, description=f"{text}\nsecond line", venue=text, total=0)
    for day in DAYS:
        town_hall(office, planned_start=day, total=None)
    for amount in ("0.00", "0.10", "0.30", "9999999999999.99", "999999999999.99"):
        if len(amount) <= 15:
            project(office, approved_amount=amount, tallies=counts(women=0))
    town_hall(office, description="z" * 32_000, total=999_999_999)
    for text in RAW:
        key = town_hall(office)
        write_raw(office, key, "description", text)
    return office


def write_raw(office: Office, key: RecordKey, unit: str, value: str) -> None:
    """Write a value without asking whether its field can take it, as a merge does."""
    with office.write("save") as write:
        write.append(Draft(key, "set", {unit: value}, {unit: write.folded(key.uid).head_ids(unit)}))
