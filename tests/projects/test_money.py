"""Money: exact, in the cycle's currency at the stated rate, never added across currencies without one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import KnownError
from db.projects import Part, ProjectFile, broken, money, money_by_currency, variances
from db.projects.money import over_ceiling, paid_over_approved, settlement
from db.records import create, find, list_parts, portfolio, project_file, update, view
from db.store import Office
from tests.projects.papers import add, bring_to, cycle, proposal

RULES = {"ceiling": "25000.00", "currency": "USD", "budget_year": "2022-23"}
AMOUNTS = st.decimals("0.00", 99_999, places=2)


def part(kind: str, **values) -> Part:
    return Part("u", kind, values)


def paid(*amounts: Decimal, **values) -> tuple[Part, ...]:
    return tuple(part("payment", amount=str(one), paid_on="2019-01-10", **values) for one in amounts)


@pytest.mark.parametrize(
    ("amount", "currency", "rate", "code"),
    [
        ("25000.00", "USD", None, None),
        ("25000.01", "USD", None, "over-ceiling"),
        ("22800.00", "EUR", None, "rate-missing"),
        ("22800.00", "EUR", "0.921", None),
        ("22800.00", "EUR", "0.91", "over-ceiling"),
        ("23025.00", "EUR", "0.921", None),
    ],
)
def test_the_ceiling_is_checked_in_the_cycles_currency(amount: str, currency: str, rate: str | None, code: str | None):
    values = {"requested_amount": amount, "requested_currency": currency, "requested_rate": rate}
    found = over_ceiling(ProjectFile(values, RULES), "requested_amount")
    assert (found.code if found else None) == code
    if code == "over-ceiling":
        assert "the ceiling of 25000.00 USD of 2022-23" in found.message


@given(st.lists(AMOUNTS, max_size=6), AMOUNTS)
def test_paid_and_balance_are_the_approved_amount(amounts: list[Decimal], approved: Decimal):
    file = ProjectFile({"approved_amount": str(approved), "currency": "USD"}, RULES, {"payment": paid(*amounts)})
    found = money(file)
    assert found.paid == sum(amounts) and found.balance is not None and found.paid + found.balance == approved
    assert (paid_over_approved(file) is not None) == (sum(amounts) > approved)


def test_each_currency_of_a_file_has_its_own_sums():
    values = {"approved_amount": "20000.00", "currency": "EUR", "approved_rate": "0.8"}
    paid_locally = part("payment", local_amount="8000.00", local_currency="EUR", paid_on="2019-01-10")
    with_rate = part("payment", local_amount="800.00", local_currency="EUR", rate="0.8", paid_on="2019-02-10")
    dollars, euros = money_by_currency(ProjectFile(values, RULES, {"payment": (paid_locally, with_rate)}))
    assert (dollars.currency, dollars.approved, dollars.paid, dollars.without_rate) == ("USD", 25000, 1000, 1)
    assert (euros.currency, euros.approved, euros.paid, euros.balance) == ("EUR", 20000, 8800, 11200)
    assert money_by_currency(ProjectFile({}, None)) == []


@given(st.lists(AMOUNTS, min_size=1, max_size=4), st.data())
def test_a_settlement_holds_only_to_the_cent(amounts: list[Decimal], data: st.DataObject):
    whole = sum(amounts)
    spent = data.draw(st.decimals(0, whole, places=2))
    for returned, holds in ((whole - spent, True), (whole - spent + Decimal("0.01"), False)):
        closure = part("closure", spent=str(spent), returned=str(returned), currency="USD")
        file = ProjectFile({}, RULES, {"payment": paid(*amounts), "closure": (closure,)})
        assert (settlement(file) == []) is holds
        assert money(file).open == whole - spent - returned


def test_a_settlement_in_the_currency_that_was_paid():
    local = {"local_amount": "9000.00", "local_currency": "EUR", "rate": "0.9"}
    payments = paid(Decimal("10000.00"), **local)
    closure = part("closure", spent="8900.00", returned="100.00", currency="EUR")
    file = ProjectFile({}, RULES, {"payment": payments, "closure": (closure,)})
    assert settlement(file) == [] and money(file).spent is None, "in dollars nobody knows it"
    other = ProjectFile({}, RULES, {"payment": (*payments, *paid(Decimal("5.00"))), "closure": (closure,)})
    assert [problem.code for problem in settlement(other)] == ["rate-missing"]


def test_a_payment_in_local_currency_is_worked_out_and_checked(office: Office):
    project = proposal(office, cycle(office))
    local = {"local_amount": "1000.00", "local_currency": "EUR", "rate": "0.921", "rate_day": "2019-01-01"}
    key = add(office, "payment", project=project, paid_on="2019-01-10", **local)
    with office.read() as reading:
        values = view(reading, key).values
    assert (values["amount"], values["status"]) == ("1085.78", "paid")
    with pytest.raises(KnownError, match=r"1085.80 is not what the local amount comes to at the rate \(1085.78\)"):
        add(office, "payment", project=project, amount="1085.80", **local)
    with pytest.raises(KnownError, match="local_currency: is needed"):
        add(office, "payment", project=project, local_amount="1")
    with pytest.raises(KnownError, match="paid_on: is needed"):
        add(office, "payment", project=project, amount="1", status="paid")


def test_more_than_approved_is_paid_only_with_a_reason(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    with pytest.raises(KnownError, match=r"24800.01 USD are paid, only 24800.00 are approved"):
        add(office, "payment", project=project, amount="4960.01", paid_on="2019-02-01", voucher="V-9")
    over = {"amount": "4960.01", "paid_on": "2019-02-01", "voucher": "V-9", "override": "bank charges, agreed"}
    add(office, "payment", project=project, **over)
    with office.read() as reading:
        assert [problem.code for problem in view(reading, find(reading, project)).problems] == ["exception"]
        (exception,) = list_parts(reading, "override", project)
    assert exception.values["rules"] == "payment.amount:paid-over-approved"


def test_budget_lines_tell_where_the_money_went_and_why(office: Office):
    project = proposal(office, cycle(office))
    with office.write("save") as write:
        (line,) = list_parts(write, "budget_line", project)
        update(write, line.uid, {"spent": "24500.00", "variance_reason": "The hall cost less."})
        create(write, "budget_line", {"project": project, "number": 2, "un_share": "100.00"})
    with office.read() as reading:
        (found,) = variances(project_file(reading, project))
    assert (found.planned, found.spent, found.difference) == (
        Decimal("24800.00"),
        Decimal("24500.00"),
        Decimal("-300.00"),
    )
    assert found.reason == "The hall cost less."


def test_a_portfolio_adds_nothing_across_currencies_without_a_rate(office: Office):
    year = cycle(office)
    first = proposal(office, year)
    bring_to(office, first, "evaluated")
    second = proposal(office, year, requested_amount="9210.00", requested_currency="EUR", requested_rate="0.921")
    add(office, "project", title_en="Without a rate", cycle=year.uid, requested_amount="5", requested_currency="EUR")
    add(office, "project", title_en="Of no cycle", approved_amount="7.00", currency="EUR", status="active")
    add(office, "payment", project=second, local_amount="100.00", local_currency="EUR", paid_on="2019-01-10")
    with office.read() as reading:
        of_none, of_year = portfolio(reading)
        assert portfolio(reading, "2018-19") == portfolio(reading, year.uid) == [of_year]
        with pytest.raises(KnownError, match="no record '2031'"):
            portfolio(reading, "2031")
    assert (of_year.promised, of_year.target, of_year.states) == (1, 18, {"evaluated": 1, "draft": 2})
    dollars, euros = of_year.sums["USD"], of_year.sums["EUR"]
    assert (dollars.requested, dollars.approved, dollars.paid) == (
        Decimal("34800.00"),
        Decimal("24800.00"),
        Decimal("24800.00"),
    )
    assert (dollars.spent, dollars.returned, dollars.balance) == (
        Decimal("24500.00"),
        Decimal("300.00"),
        Decimal("0.00"),
    )
    assert (euros.requested, euros.paid) == (Decimal("5.00"), Decimal("100.00"))
    assert (of_none.uid, of_none.sums["EUR"].approved) == ("", Decimal("7.00"))


def test_what_cannot_be_compared_breaks_no_rule():
    assert broken(ProjectFile({"status": "draft", "approved_amount": "5.00", "currency": "USD"})) == []
