"""What a limit may be used for: one thing, and to combine benefits only where it has a ceiling."""

from datetime import date

import pytest
import small_plans as small

import mutual_benefits as mb
from mutual_benefits import rules
from mutual_benefits.rulebook import contradictions
from mutual_benefits.rules import Benefit, Condition, ExpenseShare, LumpSum, PaidOnce

YEAR = small.limit("year", "fen", 500)
PAID = small.limit("paid", "payment", None)


def share(code, **terms):
    return small.benefit(ExpenseShare, code, "medical_expense", share=small.figure(50_00), **terms)


def lump(code, *limits):
    return small.benefit(LumpSum, code, when="died", sum=small.figure(900), limits=limits)


@pytest.mark.parametrize(
    ("benefits", "said"),
    [
        (
            [share("one", yearly_deductible=YEAR, limits=(YEAR,))],
            "one: the limit year is used as yearly_deductible here and as limits elsewhere",
        ),
        (
            [share("one", yearly_deductible=YEAR), lump("sum", YEAR)],
            "sum: the limit year is used as limits here and as yearly_deductible elsewhere",
        ),
        (
            [share("one", counter=PAID), share("two", limits=(PAID,))],
            "two: the limit paid is used as limits here and as counter elsewhere",
        ),
    ],
)
def test_a_limit_is_used_for_one_thing(benefits, said):
    """What is taken off the costs of a year would else use up what is paid for them."""
    with pytest.raises(mb.InvalidPlan, match=said) as caught:
        small.version(*benefits)
    assert "请分别设限额" in caught.value.in_("zh")


def test_a_later_version_gives_a_limit_no_other_use():
    """What the first deducted would else count as paid by the second."""
    first = small.version(share("one", yearly_deductible=YEAR))
    later = small.version(share("one", limits=(YEAR,)), effective_from=date(2021, 1, 1))
    with pytest.raises(mb.InvalidPlan, match=r"counted otherwise .*; there .*use = \"yearly_deductible\""):
        small.plan(first, later)


def test_every_field_of_a_limit_has_a_use():
    """A limit in a field that is not known here would be passed over."""
    fields = {
        name
        for rule in vars(rules).values()
        if isinstance(rule, type) and issubclass(rule, Benefit | Condition)
        for name, field in rule.model_fields.items()
        if "Limit" in str(field.annotation)
    }
    assert fields == set(contradictions._USES)


def test_a_condition_asks_what_was_drawn_on_limits_not_on_a_counter():
    once = PaidOnce(limit=PAID, benefits=("one",), **small.SOURCED)
    assert small.version(share("one", limits=(PAID,)), conditions=(once,)).conditions == (once,)
    with pytest.raises(
        mb.InvalidPlan, match="PaidOnce: the limit paid is used as limits here and as counter"
    ):
        small.version(share("one", counter=PAID), conditions=(once,))


@pytest.mark.parametrize(
    ("terms", "combined"),
    [
        ({"limits": (YEAR,)}, True),
        ({"limits": (PAID,)}, False),
        ({"counter": PAID}, False),
        ({"yearly_deductible": YEAR}, False),
    ],
)
def test_a_shared_limit_combines_benefits_only_where_it_cuts_what_they_pay(terms, combined):
    """A count, or a deductible, leaves open whether both are paid."""
    both = share("one", **terms), share("two", **terms)
    assert small.version(*both).benefits == both
    if combined:
        assert small.version(*both, adds=()).benefits == both
    else:
        with pytest.raises(
            mb.InvalidPlan, match="one and two both cover medical_expense; let them share a limit with"
        ):
            small.version(*both, adds=())
