"""Compares a payout function with the library's engine: exactly, or within the bounds of open terms."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from ..._arguments import checked
from ...assessment.assess import assess
from ...assessment.assessment import Assessment
from ...claims import Claim
from ...errors import NoSuchRow
from ...formatting import quantity
from ...rulebook.registry.book import AnyPlan
from ...rulebook.version import PlanVersion
from ...sources import Text
from ...vocabulary import REASONS, both
from ..strategies.one_claim import ClaimStrategies, single_claim
from ..version_view import VersionView, version_views
from .checker import LawCheck
from .claim_text import ALL_OF_IT, LANGUAGES, NO_AMOUNT, phrase
from .law import Counterexample, Law, VersionUnderTest, any_version
from .payout import CachedPayout, Payment, Payout
from .violations import Report

OTHERWISE = both("{name}: {sum} was paid; the rule book gives {due}.", "{name}：给付{sum}；按条款为{due}。")
REFUSED = both("{due}, refused: {why}", "{due}，不予给付：{why}")


@checked
def differential(
    payout: Payout,
    plan: AnyPlan,
    *,
    version: PlanVersion | date | None = None,
    max_examples: int = 200,
    seed: int = 0,
    readings: Mapping[str, str] | None = None,
) -> Report:
    """Compare a payout function with the library's engine, claim by claim.

    Where the engine's sum is determined, the payout must equal it; where the public record leaves it open,
    the payout must lie within the bounds. For each version one example is reported of each benefit that is
    paid too much, too little, or against one reason for a refusal. Arguments and errors are those of
    `check`.

    >>> import mutual_benefits as mb
    >>> differential(lambda claim: mb.assess(claim).low, plan="accident", max_examples=20).violations
    ()
    """
    run = LawCheck(payout, max_examples, seed)
    law = Law("differential", any_version, PayoutComparison(readings).check, _any_claim)
    views = version_views(plan, version, readings)
    violations = [each for view in views for each in run.violations([law], [VersionUnderTest(view)])]
    violations += run.never_answered(law.code)
    return Report(
        plan=views[0].plan.code,
        laws=(law.code,),
        passed_over=(),
        violations=tuple(violations),
        asked=run.pay.asked,
        unanswered=run.pay.unanswered,
        repeats=not violations or run.pay.repeats(),
    )


def _any_claim(tested: VersionUnderTest) -> st.SearchStrategy[Claim]:
    some_left_out = ClaimStrategies(tested.view, near=True, codes=True)
    return single_claim(some_left_out) | single_claim(tested.eligible)


class PayoutComparison:
    """Compares what a function pays with the engine's answers under some readings."""

    def __init__(self, readings: Mapping[str, str] | None) -> None:
        self.readings = readings

    def check(self, view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
        """Compares one claim; one for which a table of the rule book has no row is passed over."""
        try:
            assessment = assess(claim, readings=self.readings, plan=view.plan)
        except NoSuchRow:
            return None
        return self.compare(assessment, view, pay)

    def compare(self, assessment: Assessment, view: VersionView, pay: CachedPayout) -> Counterexample | None:
        """Reports the first benefit, or the total, that differs from the engine's."""
        claim = assessment.claim
        pay.view = view if assessment.low == assessment.high else None
        paid = pay(claim)
        if paid.error:
            text, key = phrase(NO_AMOUNT, error=paid.error), paid.mistake
            return None if key in pay.known else Counterexample(text, (claim,), key)
        known = False
        for code, name, sum_, low, high, reason in _compared(assessment, paid):
            if sum_ is None or (sum_ >= low * 100 and (high is None or sum_ <= high * 100)):
                continue
            # A sum that is too high, too low, or paid against one reason is one fault of a benefit.
            key = f"{code}: {reason or ('less' if sum_ < low * 100 else 'more')}"
            if key not in pay.known and not (
                known and code == WHOLE
            ):  # a known fault makes the sum of all wrong
                due = _due(low, high, reason)
                return Counterexample(phrase(OTHERWISE, name=name, sum=sum_, due=due), (claim,), key)
            known = True
        return None


WHOLE = "total"
"""Stands for all benefits together among the codes of benefits."""

Compared = tuple[str, Text, Decimal | None, Decimal, Decimal | None, str | None]
"""A benefit's code and name, what was paid for it in fen, the engine's bounds in yuan, why it is refused."""


def _compared(assessment: Assessment, paid: Payment) -> list[Compared]:
    whole = WHOLE, ALL_OF_IT, paid.total, assessment.low, assessment.high, assessment.reason
    if not paid.by_benefit:
        return [whole]
    parts = assessment.entitlements
    known = {part.benefit for part in parts}
    unknown = [code for code in paid.parts or {} if code not in known]
    return [
        *(
            (each.benefit, each.name, paid.of(each.benefit), each.low, each.high, each.reason)
            for each in parts
        ),
        *((code, both(code, code), paid.of(code), Decimal(0), Decimal(0), None) for code in unknown),
        # Each part may lie within its bounds where not all of them can be due together.
        whole,
    ]


def _due(low: Decimal, high: Decimal | None, reason: str | None) -> Text:
    due = both(*(quantity(low, high, "yuan", lang) for lang in LANGUAGES))
    return phrase(REFUSED, due=due, why=REASONS[reason]) if reason in REASONS else due
