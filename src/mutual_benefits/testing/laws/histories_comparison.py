"""Compares a system that counts limits from claim to claim with the library's engine, on histories."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from inspect import signature
from typing import Any

from hypothesis import strategies as st

from ..._arguments import check_positive, checked, wrong
from ...assessment.assess import assess_all
from ...claims import Claim
from ...errors import MutualBenefitsError
from ...rulebook.registry.book import AnyPlan
from ...rulebook.version import PlanVersion
from ...vocabulary import both
from ..strategies.claims import history_of
from ..strategies.one_claim import ClaimStrategies
from ..version_view import VersionView, version_views
from .checker import LawCheck
from .claim_text import phrase
from .law import Counterexample, Law, VersionUnderTest, any_version
from .payout import CachedPayout, Payout
from .payout_comparison import PayoutComparison
from .violations import Report, Violation

OF_ONE_CLAIM = both("Claim {id}: {text}", "申请 {id}：{text}")


@checked
def histories(
    start: Callable[[], Payout],
    plan: AnyPlan,
    *,
    version: PlanVersion | date | None = None,
    max_examples: int = 200,
    seed: int = 0,
    readings: Mapping[str, str] | None = None,
    most: int = 5,
) -> Report:
    """Compare a system that counts limits from claim to claim with the engine, on histories of claims.

    A history has up to `most` claims of one or two members, and the system is asked for each in order of
    date. Every history begins with a function that `start` makes, which knows of no earlier claim. A
    violation has the claims of its history up to the one that is paid otherwise. Long histories are drawn
    only if none of two claims is paid otherwise. The other arguments and the errors are those of
    `differential`.

    >>> import mutual_benefits as mb
    >>> def start():
    ...     return lambda claim: mb.assess(claim).low  # knows of no earlier claim
    >>> len(histories(start, plan="hospital_allowance", version=date(2012, 5, 4)).violations[0].claims)
    2
    """
    check_positive("most", most)
    run = LawCheck(_first_payout(start), max_examples, seed)
    views = version_views(plan, version, readings)
    strategies = [
        ClaimStrategies(view, near=True, eligible=eligible, codes=True)
        for eligible in (True, False)  # the first that covers it draws a further claim of a cover
        for view in views
    ]
    comparison = _HistoriesComparison(start, readings)
    code = "histories"
    found: list[Violation] = []
    for length in (2, most) if most > 2 else (most,):
        cases: Any = partial(_of_any_version, history_of(strategies, length))
        law = Law(code, any_version, comparison.check, cases)
        found = found or list(run.violations([law], [VersionUnderTest(views[0])]))
    found += run.never_answered(code)
    return Report(
        plan=views[0].plan.code,
        laws=(code,),
        passed_over=(),
        violations=tuple(_under_its_version(each, views) for each in found),
        asked=run.pay.asked,
        unanswered=run.pay.unanswered,
    )


def _first_payout(start: Any) -> Payout:
    """The payout that `start` makes; refuses a payout itself, which needs a claim."""
    right = both("a function that needs nothing and makes the payout", "无需参数、返回给付函数的函数")
    try:
        signature(start).bind()
    except TypeError:
        raise wrong("start", start, right) from None
    except ValueError:
        pass  # a function that is not written in Python may tell no arguments
    payout: Payout = start()
    if not callable(payout):
        raise wrong("start", payout, right)
    return payout


def _of_any_version(cases: st.SearchStrategy[Any], _: VersionUnderTest) -> st.SearchStrategy[Any]:
    return cases


def _under_its_version(violation: Violation, views: tuple[VersionView, ...]) -> Violation:
    """The violation with the version under which its last claim is assessed."""
    applying = [view for view in views if view.applies_to(violation.claims[-1])]
    return (
        violation.model_copy(update={"version": applying[0].version.effective_from})
        if applying
        else violation
    )


class _HistoriesComparison(PayoutComparison):
    def __init__(self, start: Callable[[], Payout], readings: Mapping[str, str] | None) -> None:
        super().__init__(readings)
        self.start = start

    def check(self, view: VersionView, claims: Any, pay: CachedPayout) -> Counterexample | None:
        """Reports the first claim of a history that is paid otherwise than by the engine."""
        pay.payout = self.start()
        before: list[Claim] = []
        for assessment in assess_all(claims, readings=self.readings, plan=view.plan, on_error="yield"):
            if isinstance(assessment, MutualBenefitsError):
                continue  # a table of the rule book has no row
            before.append(assessment.claim)
            found = self.compare(assessment, view, pay)
            if found is not None:
                text = phrase(OF_ONE_CLAIM, id=assessment.claim.id, text=found.text)
                return found._replace(text=text, claims=tuple(before))
        return None
