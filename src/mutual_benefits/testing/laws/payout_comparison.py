"""Holds a payout function to the library's engine: exactly, or within the bounds that the record leaves."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from ...assessment.assess import assess
from ...assessment.assessment import Assessment
from ...claims import Claim
from ...formatting import quantity
from ...rulebook.plan import Plan
from ...rulebook.version import PlanVersion
from ...sources import Text
from ...vocabulary import REASONS, both
from ..strategies.one_claim import claim_of
from ..version_view import VersionView, books
from .checker import LawCheck
from .claim_text import ALL_OF_IT, LANGUAGES, phrase
from .law import Complaint, Ground, Law, any_version
from .payout import Paid, Payer, Payout
from .violations import Report, Violation

OTHERWISE = both(
    "{name}: {sum} was paid; the rule book comes to {due}.", "{name}：给付{sum}；按条款为{due}。"
)
REFUSED = both("{due}, refused: {why}", "{due}，不予给付：{why}")


def differential(
    payout: Payout,
    plan: str | Plan,
    *,
    version: PlanVersion | date | None = None,
    max_examples: int = 200,
    seed: int = 0,
    readings: Mapping[str, str] | None = None,
) -> Report:
    """Compare a payout function with the library's engine, claim by claim.

    Where the engine's sum is determined the payout must be the same; where the public record leaves it
    open, it must lie within the bounds. One example is reported for each version. Arguments and errors
    are those of `laws.check`.

    >>> import mutual_benefits as mb
    >>> differential(lambda claim: mb.assess(claim).low, plan="accident", max_examples=20).violations
    ()
    """
    run = LawCheck(payout, max_examples, seed)
    found: list[Violation] = []
    every = books(plan, version, readings)
    for book in every:
        law = Law("differential", any_version, _PayoutComparison(readings).check, _anything)
        found += run.broken([law], [Ground(book)])
    return Report(plan=every[0].plan.code, laws=("differential",), passed_over=(), violations=tuple(found))


def _anything(ground: Ground) -> st.SearchStrategy[Claim]:
    return claim_of(ground.free) | claim_of(ground.sound)


class _PayoutComparison:
    def __init__(self, readings: Mapping[str, str] | None) -> None:
        self.readings = readings

    def check(self, book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
        """The first benefit, or the whole, that is paid otherwise than the engine says."""
        right = assess(claim, readings=self.readings, plan=book.plan)
        paid = pay(claim)
        if paid.wrong:
            form = both(
                "The answer to this claim was not an amount: {wrong}.", "对该申请未得出金额：{wrong}。"
            )
            return Complaint(phrase(form, wrong=paid.wrong), (claim,))
        for name, sum_, low, high, reason in _compared(right, paid):
            if sum_ is not None and (sum_ < low * 100 or (high is not None and sum_ > high * 100)):
                due = _due(low, high, reason)
                return Complaint(phrase(OTHERWISE, name=name, sum=sum_, due=due), (claim,))
        return None


Compared = tuple[Text, Decimal | None, Decimal, Decimal | None, str | None]


def _compared(right: Assessment, paid: Paid) -> list[Compared]:
    if not paid.by_benefit:
        return [(ALL_OF_IT, paid.total, right.low, right.high, right.reason)]
    known = {part.benefit for part in right.entitlements}
    strange = [code for code in paid.parts or {} if code not in known]
    return [
        *(
            (part.name, paid.of(part.benefit), part.low, part.high, part.reason)
            for part in right.entitlements
        ),
        *((both(code, code), paid.of(code), Decimal(0), Decimal(0), None) for code in strange),
    ]


def _due(low: Decimal, high: Decimal | None, reason: str | None) -> Text:
    due = both(*(quantity(low, high, "yuan", lang) for lang in LANGUAGES))
    return phrase(REFUSED, due=due, why=REASONS[reason]) if reason in REASONS else due
