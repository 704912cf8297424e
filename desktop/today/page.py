"""The page that a day begins with: what waits for somebody, each line a way to it; and what was done, in charts."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.catalogue import ACTIVITY_TYPES
from db.folding import fold
from db.store import Changes
from desktop.bus import DECISIONS
from desktop.context import Context
from desktop.i18n import counted, long_date, money_text, number, tr_db
from desktop.today.charts import BarChart, Chart, ColumnChart, Mark, TileMap, marks_of
from desktop.today.source import PERIODS, Item, Today, look
from desktop.widgets.choices import choice_box
from desktop.widgets.freshness import Freshness
from desktop.widgets.parts import button, card, clear, in_order, label


class TodayPage(QWidget):
    """Reads again whenever something changed while it is in sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.today = Today(date.today())
        self.heading = label("", "title")
        self.exchange = label("", "muted", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.period = choice_box(self.tr("Period of the charts"), [(key, tr_db(name)) for key, name in PERIODS.items()])
        self.period.activated.connect(self.reload)
        month, people = self.tr("Month"), self.tr("People")
        activities = self.tr("Activities")
        self.months = Chart(ColumnChart(), self.tr("Activities by month"), (month, activities))
        self.people = Chart(ColumnChart(), self.tr("Participants by month"), (month, people))
        self.sex = Chart(BarChart(), self.tr("Participants by sex"), (self.tr("Sex"), people))
        self.age = Chart(BarChart(), self.tr("Participants by age"), (self.tr("Age"), people))
        drawing = TileMap() if context.mission.tiles else BarChart()
        self.places = Chart(drawing, self.tr("Activities by municipality"), (self.tr("Municipality"), activities))
        self.money = Chart(BarChart(), self.tr("Approved for projects"), (self.tr("Currency"), self.tr("Approved")))
        self._build()
        for chart, page, query in (
            (self.months, "", _month),
            (self.people, "", _month),
            (self.sex, "", partial(_category, "sex")),
            (self.age, "", partial(_category, "age")),
            (self.places, "", _place),
            (self.money, "project", _currency),
        ):
            chart.chosen.connect(partial(self._search, page, query))
        Freshness(self, context.bus, self.reload, _concern)
        self.reload()

    def reload(self) -> None:
        """Read everything again; what is shown stays until it is there."""
        day, period = date.fromisoformat(self._context.office.clock()[:10]), str(self.period.currentData())
        self._context.tasks.read(partial(look, day, period), self._show)

    def search(self) -> None:
        """Go to the search over all registers."""
        self._context.bus.query_wanted.emit("", "")

    # ---- what is shown ----

    def _show(self, today: Today) -> None:
        self.today = today
        self.heading.setText(long_date(today.day.isoformat()))
        self.exchange.setText(self._exchange(today))
        old = [item.widget() for n in range(self.lines.count()) if (item := self.lines.itemAt(n)) is not None]
        at = next((n for n, line in enumerate(old) if line.hasFocus()), -1)
        clear(self.lines)
        lines = [self._line(item) for item in today.items]
        for line in lines:
            self.lines.addWidget(line)
        self.setFocusProxy(lines[0] if lines else self.months.drawing)
        if lines and (at >= 0 or (not old and self.months.drawing.hasFocus())):
            lines[min(max(at, 0), len(lines) - 1)].setFocus()  # the keyboard stays where it was, or begins at the top
        charts = (self.months, self.people, self.places, self.sex, self.age, self.money)
        in_order(*lines, self.period, *(part for chart in charts for part in (chart.drawing, chart.table)))
        if not today.items:
            nothing = label(self.tr("Nothing waits. A good day to enter what was done."), "muted")
            nothing.setContentsMargins(7, 0, 7, 0)
            self.lines.addWidget(nothing)
        figures, mission = today.figures, self._context.mission
        self.months.show_marks([_monthly(one.month, sum(one.activities.values())) for one in figures.months])
        counted_months = figures.months if any(one.people for one in figures.months) else ()
        self.people.show_marks([_monthly(one.month, one.people, one.estimates) for one in counted_months])
        for chart, dimension in ((self.sex, "sex"), (self.age, "age")):
            names = {entry.code: tr_db(entry.label()) for entry in mission.lists[dimension].entries}
            chart.show_marks(marks_of(names, figures.people.get(dimension, {})))
        self.places.show_marks(self._tiles(today))
        amounts = sorted(figures.money.items())
        self.money.show_marks([Mark(code, code, float(sum_), money_text(sum_, code)) for code, sum_ in amounts])

    def _tiles(self, today: Today) -> list[Mark]:
        mission, counts = self._context.mission, today.figures.places
        places = mission.lists["municipality"].entries
        shorts = short_names({one.code: one.label() for one in places})
        if not mission.tiles:
            return marks_of({one.code: one.label() for one in places}, counts)
        return [
            Mark(
                one.code,
                one.label(),
                counts.get(one.code, 0),
                number(counts.get(one.code, 0)),
                mission.tiles[one.code],
                shorts[one.code],
            )
            for one in places
            if one.code in mission.tiles and today.figures.months
        ]

    def _exchange(self, today: Today) -> str:
        if today.sent is None:
            return self.tr("No parcel has been sent yet.")
        days = (today.day - date.fromisoformat(today.sent.entry.at[:10])).days
        ago = self.tr("{days} days ago").format(days=days)
        when = self.tr("today") if days <= 0 else self.tr("yesterday") if days == 1 else ago
        receipt = self.tr("its receipt is here") if today.sent.confirmed else self.tr("no receipt yet")
        text = self.tr("Last parcel to {peer}: {when}; {receipt}.")
        return text.format(peer=today.sent.entry.peer, when=when, receipt=receipt)

    def _line(self, item: Item) -> QWidget:
        """Return a line that opens what it speaks of; what is late says so in words too."""
        entry = button(self._words(item), partial(self._open, item), "line")
        entry.setProperty("late", item.late)
        return entry

    def _words(self, item: Item) -> str:
        words = {  # of one thing, of several
            "late": (
                self.tr("1 thing overdue in projects: {about}"),
                self.tr("{count} overdue in projects, first {about}"),
            ),
            "coming": (
                self.tr("1 thing due in projects within two weeks: {about}"),
                self.tr("{count} due in projects within two weeks, first {about}"),
            ),
            "visits-late": (self.tr("1 visit overdue: {about}"), self.tr("{count} visits overdue, first {about}")),
            "visits-coming": (
                self.tr("1 visit due within two weeks: {about}"),
                self.tr("{count} visits due within two weeks, first {about}"),
            ),
            "promises-late": (
                self.tr("1 commitment or recommendation overdue, of {about}"),
                self.tr("{count} commitments and recommendations overdue, first of {about}"),
            ),
            "promises": (
                self.tr("1 commitment or recommendation due within two weeks"),
                self.tr("{count} commitments and recommendations due within two weeks"),
            ),
            "conflicts": (self.tr("1 conflict to decide"), self.tr("{count} conflicts to decide")),
            "edits": (self.tr("1 hand edit to look at"), self.tr("{count} hand edits to look at")),
            "aside": (self.tr("1 parcel set aside"), self.tr("{count} parcels set aside")),
            "closed": (self.tr("1 period is closed"), self.tr("{count} periods are closed")),
            "exceptions": (
                self.tr("1 exception from a lock, until {about}"),
                self.tr("{count} exceptions from locks, the first until {about}"),
            ),
            "parts": (
                self.tr("1 part of a record begun and not saved"),
                self.tr("{count} parts of records begun and not saved"),
            ),
            "unsent": (self.tr("1 record in no parcel yet"), self.tr("{count} records in no parcel yet")),
            "receipts": (
                self.tr("1 laptop has not confirmed what was sent"),
                self.tr("{count} laptops have not confirmed what was sent"),
            ),
            "kept": (
                self.tr("1 record about people kept longer than it may be"),
                self.tr("{count} records about people kept longer than they may be"),
            ),
        }
        if item.what == "drafts":
            kind = ACTIVITY_TYPES[item.page]
            text = self.tr("{count} begun and not saved: {things}")
            return text.format(count=number(item.count), things=tr_db(kind.plural).lower())
        return counted(item.count, *words[item.what], about=item.about)

    # ---- where it leads ----

    def _open(self, item: Item) -> None:
        if item.record is not None:
            self._context.bus.wanted.emit(item.record)
        elif item.query:
            self._context.bus.query_wanted.emit(item.page, item.query)
        else:
            self._context.bus.page_wanted.emit(item.page, item.part)

    def _search(self, page: str, query: Callable[[str, tuple[str, str]], str], key: str) -> None:
        self._context.bus.query_wanted.emit(page, query(key, self.today.period))

    # ---- building ----

    def _build(self) -> None:
        waits, column = card(14, 6)
        column.setContentsMargins(7, 14, 7, 14)  # what lights up reaches further than the words under each other
        waiting = label(self.tr("What waits"), "section")
        for words in (waiting, self.exchange):
            words.setContentsMargins(7, 0, 7, 0)
        column.addWidget(waiting)
        column.addLayout(self.lines)
        column.addWidget(self.exchange)
        column.addStretch()
        charts = QGridLayout()
        charts.setSpacing(12)
        for chart, at in (
            (self.months, (0, 0)),
            (self.people, (0, 1)),
            (self.places, (1, 0)),
            (self._beside(self.sex, self.age, self.money), (1, 1)),
        ):
            frame, inside = card(14, 6)
            inside.addWidget(chart)
            inside.addStretch()
            charts.addWidget(frame, *at)
        for place in (0, 1):
            charts.setColumnStretch(place, 1)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("What was done"), "heading"))
        head.addWidget(label(self.tr("A click shows the records, T the table"), "muted"))
        head.addStretch()
        head.addWidget(self.period)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(16, 14, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(self.heading)
        whole.addWidget(waits)
        whole.addLayout(head)
        whole.addLayout(charts)
        whole.addStretch()
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.setFocusProxy(self.months.drawing)

    def _beside(self, *charts: Chart) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for chart in charts:
            column.addWidget(chart)
        return holder


def short_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return each name in the first of its forms; where two sound the same, the last word of each tells them apart."""
    short = {code: name.partition("/")[0].strip() for code, name in names.items()}
    sounds = {code: fold(text)[:-1] for code, text in short.items()}  # forms of a name differ in how they end
    many = Counter(sounds.values())
    return {c: f"{text} {names[c].split()[-1]}" if many[sounds[c]] > 1 else text for c, text in short.items()}


def _monthly(month: str, count: int, estimates: int = 0) -> Mark:
    """Return the mark of a month; a sum that holds estimates is one itself."""
    year, part = month.split("-")
    locale = QLocale()
    short = locale.standaloneMonthName(int(part), QLocale.FormatType.ShortFormat)
    figure = f"≈ {number(count)}" if estimates else number(count)
    return Mark(month, f"{locale.standaloneMonthName(int(part))} {year}", count, figure, short=short)


def _within(period: tuple[str, str]) -> str:
    return f"from:{period[0]} to:{period[1]}"


def _month(key: str, period: tuple[str, str]) -> str:
    return f"date:{key}"


def _category(dimension: str, key: str, period: tuple[str, str]) -> str:
    return f"{dimension}.{key}>0 {_within(period)}"


def _place(key: str, period: tuple[str, str]) -> str:
    return f"place:{key} {_within(period)}"


def _currency(key: str, period: tuple[str, str]) -> str:
    said = f"currency:{key}" if key else "-has:currency"
    return f"{said} has:approved_amount {_within(period)}"


def _concern(changes: Changes) -> bool:
    return bool(changes.records) or changes.kind in DECISIONS
