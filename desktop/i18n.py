"""Languages: Qt's translator, catalogue labels, dates and numbers as the reader writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTranslator

from db.errors import PROBLEMS, KnownError, Problem
from db.messages import MESSAGES
from db.resources import resource

ENGLISH = "en"
NAMES = {"en": "English", "fr": "Français", "sq": "Shqip", "sr": "Srpski"}


def languages() -> dict[str, str]:
    """Return the languages the window can speak: English and every translation that was shipped."""
    found = {ENGLISH: NAMES[ENGLISH]}
    for path in sorted(resource("translations").glob("groundwork_*.qm")):
        code = path.stem.removeprefix("groundwork_")
        found[code] = NAMES.get(code, code)
    return found


def install(language: str, app: QCoreApplication) -> QTranslator | None:
    """Let the window speak `language`, its dates and numbers too; the caller keeps the translator alive."""
    # British English: the day stands before the month, as the missions' duty stations write it.
    QLocale.setDefault(QLocale("en_GB" if language == ENGLISH else language))
    if language == ENGLISH:
        return None
    translator = QTranslator(app)
    if not translator.load(str(resource("translations", f"groundwork_{language}.qm"))):
        return None
    app.installTranslator(translator)
    return translator


def tr_db(text: str) -> str:
    """Translate a text that `db` marked with `N_`; the translators' tool files those without a context."""
    return QCoreApplication.translate("", text)


def problem_text(problem: Problem) -> str:
    """Return what is wrong with a field in the reader's language."""
    values = {key: tr_db(str(value)) if key == "what" else value for key, value in problem.values.items()}
    return tr_db(PROBLEMS[problem.code]).format(**values)


def sentence(error: KnownError) -> str:
    """Return a known error in the reader's language."""
    values = {
        key: breakable(str(value)) if key == "file" or isinstance(value, PurePath) else value
        for key, value in error.values.items()
    }
    return tr_db(MESSAGES[error.code]).format(**values)


def breakable(name: str) -> str:
    """Let a long path or file name go on in the next line: a label breaks lines only where it may."""
    for sign in "/\\_":
        name = name.replace(sign, f"{sign}\u200b")
    return name


def money_text(amount: Decimal | None, currency: str = "") -> str:
    """Return an amount exactly, after its currency, in one piece that no line break tears; "" where none is known."""
    if amount is None:
        return ""
    whole, _, cents = f"{abs(amount):.2f}".partition(".")
    sign, locale = "\N{MINUS SIGN}" if amount < 0 else "", QLocale()
    return f"{currency}\N{NO-BREAK SPACE}{sign}{number(int(whole))}{locale.decimalPoint()}{cents}".strip()


def capital(text: str) -> str:
    """Return a sentence with a capital first letter: some of `db` begin after the name of a field."""
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """Return a label as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def long_date(iso: str) -> str:
    """Return a day in words, weekday included: it shows what was understood."""
    return QLocale().toString(QDate.fromString(iso, "yyyy-MM-dd"), "dddd d MMMM yyyy")


def short_date(iso: str) -> str:
    """Return a day as lists show it; the text itself where it is no day."""
    day = QDate.fromString(iso, "yyyy-MM-dd")
    return QLocale().toString(day, "d MMM yyyy") if day.isValid() else iso


def day_text(typed: str) -> str:
    """Return a day or a month out of a query as lists show it, "3 Jan 2026" or "Jan 2026"; anything else as it is."""
    month = QDate.fromString(f"{typed}-01", "yyyy-MM-dd")
    return QLocale().toString(month, "MMM yyyy") if month.isValid() else short_date(typed)


def moment(iso: str) -> str:
    """Return an instant (UTC) as people say it: "today 09:12", "3 Nov 09:12", with the year where it is another."""
    try:
        then = datetime.fromisoformat(iso.replace("Z", "+00:00"))
    except ValueError:
        return iso
    local, today = then.replace(tzinfo=then.tzinfo or UTC).astimezone(), date.today()
    clock = local.strftime("%H:%M")
    if local.date() == today:
        return QCoreApplication.translate("i18n", "today {time}").format(time=clock)
    day = QDate(local.year, local.month, local.day)
    pattern = "d MMM" if local.year == today.year else "d MMM yyyy"
    return f"{QLocale().toString(day, pattern)} {clock}"


def counted(count: int, one: str, many: str, **values: object) -> str:
    """Return a sentence about a number of things, in the words for one of them or for several (both translated)."""
    return (one if count == 1 else many).format(count=number(count), **values)


def number(value: int) -> str:
    """Return a whole number with the reader's separators."""
    return QLocale().toString(value)
