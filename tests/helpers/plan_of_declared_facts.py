"""A plan that declares a fact of each kind."""

import random
from datetime import date, timedelta
from decimal import Decimal

from small_plans import SOURCED, benefit, by, claim, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits.rules import ExpenseShare, FactAmong, NumberBounds
from mutual_benefits.rules.own_facts import Fact
from mutual_benefits.terms import Ladder, Rung

DAY = date(2020, 6, 1)
BIG, SMALL = mb.Text(en="big city", zh="大城市"), mb.Text(en="small town", zh="小城镇")


def text(word):
    return mb.Text(en=word, zh=f"其{word}")


FACTS = {
    "total_bill": Fact(kind="money", name=mb.Text(en="the whole bill", zh="总费用")),
    "town": Fact(
        kind="word", name=mb.Text(en="kind of town", zh="城镇类别"), words={"big": BIG, "small": SMALL}
    ),
    "months_paid": Fact(kind="number", name=mb.Text(en="months paid", zh="已缴月数")),
    "settled_on": Fact(kind="day", name=mb.Text(en="day of settlement", zh="结算日")),
    "retired": Fact(kind="flag", name=mb.Text(en="retired", zh="是否退休"), default=False),
}
SHARES, CEILINGS = {"big": 1_000, "small": 2_000}, (100_00, 50_000_00)


def bounds(fact, **more):
    return NumberBounds(fact=fact, reason=f"{fact}_beyond", words=text(fact), **SOURCED | more)


def among(fact, *words, **more):
    return FactAmong(fact=fact, among=words, reason=f"{fact}_other", words=text(fact), **SOURCED | more)


def book(**more):
    rungs = (Rung(through=12, value=figure(CEILINGS[0])),)
    ceiling = Ladder(by="months_paid", rungs=rungs, beyond=figure(CEILINGS[1]))
    share = benefit(
        ExpenseShare,
        "share",
        "medical_expense",
        of="total_bill",
        share=by("town", SHARES),
        limits=(limit("sum", "fen", ceiling, per="event"),),
    )
    conditions = (
        among("retired", False),
        bounds("settled_on", unit="day", after_event=True, at_most=figure(60)),
    )
    return plan(version(share, **{"facts": FACTS, "conditions": conditions} | more))


def asked(number, facts):
    return claim(number, mb.MedicalExpense(happened_on=DAY, self_paid=1), member=f"M-{number}", facts=facts)


CHOICES = {
    "total_bill": (Decimal(0), Decimal("123.45"), Decimal("123.55"), Decimal(600_000), 5),
    "town": ("big", "small", "大城市", "Small-Town"),
    "months_paid": (0, 12, 13, 10**9),
    "settled_on": (DAY - timedelta(1), DAY + timedelta(60), DAY + timedelta(61)),
    "retired": (True, False, False),
}


def drawn(number, *, seed):
    """What some claims tell, each fact in four of five."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    return [
        {name: chance.choice(values) for name, values in CHOICES.items() if chance.random() < 0.8}
        for _ in range(number)
    ]
