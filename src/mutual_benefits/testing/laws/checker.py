"""Checks a payout function against laws on claims from Hypothesis, and shrinks each counterexample."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, configuration, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, Unsatisfiable

from ..._arguments import check_positive, checked
from ..._texts import both, say
from ...claims import Claim
from ...rulebook.registry.book import AnyPlan
from ...rulebook.version import PlanVersion
from ..version_view import VersionView, version_views
from .chosen_laws import LAWS, chosen_laws, nothing_to_check
from .law import CaseStrategy, Counterexample, Law, VersionUnderTest
from .payout import CachedPayout, Payout
from .statements import LAWS as WORDS
from .violations import Report, Violation

PHASES = (Phase.generate, Phase.shrink)
"""What Hypothesis does: it generates claims, and shrinks one that breaks a law."""


ENOUGH = 20
"""So many claims of a version are all answered with None only by a function that does not know it."""


@checked
def check(
    payout: Payout,
    plan: AnyPlan,
    *,
    version: PlanVersion | date | None = None,
    max_examples: int = 200,
    seed: int = 0,
    readings: Mapping[str, str] | None = None,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
) -> Report:
    """Check a payout function against every law that follows from the rule book's data.

    The library's engine is not used: the laws are derived from terms, limits and conditions. Each claim is
    the member's first, and its diseases are given by code. For each broken law, the report has the smallest
    example that was found; for each benefit that breaks it, one.

    Args:
        payout: returns for a claim `Decimal` yuan, or a mapping from benefit codes to `Decimal` yuan. A
            benefit that is left out is not paid; one that is `None` is not checked. Where it returns one sum
            for all benefits, laws about single benefits are checked as far as the sum allows.
        plan: the plan, by its code or its name, or a `Plan`.
        version: one version, or the one in force on a day; all of them if left out.
        max_examples: the number of claims for each law.
        seed: the same number gives the same claims again, another number other claims.
        readings: the readings that the payout function follows, by name.
        only: codes of the laws to check; all if left out.
        skip: codes of the laws to leave out.

    Raises:
        UnknownPlan, UnknownReading, NoVersionInForce: there is no such plan, reading or version.
        UnknownLaw: `only` or `skip` names a code that no law has, or they leave no law that applies.
        ValueError: `max_examples` is below 1.

    >>> from decimal import Decimal
    >>> check(lambda claim: Decimal(-1), plan="warm_aid", only=["never_negative"], max_examples=5).broken
    ('never_negative',)
    """
    run, chosen = LawCheck(payout, max_examples, seed), chosen_laws(tuple(only), tuple(skip))
    versions = [VersionUnderTest(view) for view in version_views(plan, version, readings)]
    applicable = [law for law in chosen if any(law.applies(tested.view) for tested in versions)]
    if not applicable:
        raise nothing_to_check(chosen, versions)
    groups: dict[CaseStrategy, list[Law]] = {}
    for law in applicable:
        groups.setdefault(law.cases, []).append(law)
    violations = [each for laws in groups.values() for each in run.violations(laws, versions)]
    codes = tuple(law.code for law in applicable)
    violations += run.never_answered("answers" if "answers" in codes else codes[0], ENOUGH)
    order = [law.code for law in LAWS]
    return Report(
        plan=versions[0].view.plan.code,
        laws=codes,
        passed_over=tuple(law.code for law in chosen if law not in applicable),
        violations=tuple(sorted(violations, key=lambda violation: order.index(violation.law))),
        asked=run.pay.asked,
        unanswered=run.pay.unanswered,
        repeats=not violations or run.pay.repeats(),
    )


class _CounterexampleFound(Exception):
    """A claim breaks a law; Hypothesis shrinks the claim as long as this is raised."""


@contextmanager
def temporary_hypothesis_folder() -> Iterator[None]:
    """Lets Hypothesis write its files to a folder that is removed afterwards."""
    before = getattr(configuration, "__hypothesis_home_directory", None)
    with TemporaryDirectory() as folder:
        configuration.set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            configuration.set_hypothesis_home_dir(before)


class LawCheck:
    """Checks one payout function, with a fixed number of claims and a fixed seed."""

    def __init__(self, payout: Payout, max_examples: int, random_seed: int) -> None:
        check_positive("max_examples", max_examples)
        self.pay = CachedPayout(payout)
        self.random_seed = random_seed
        self.found: dict[str, frozenset[str]] = {}
        """The keys of the counterexamples found so far, by the law's code."""
        self.last_key = ""
        # Every setting is given, so that the profile of the surrounding test suite has no effect.
        self.settings = settings(
            max_examples=max_examples,
            derandomize=False,  # the seed decides
            database=None,
            deadline=None,
            phases=PHASES,
            print_blob=False,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.quiet,
        )

    def violations(self, laws: list[Law], versions: list[VersionUnderTest]) -> Iterable[Violation]:
        """One violation for each fault that breaks a law; the laws are checked on the same claims."""
        left = list(laws)
        self.found = {law.code: frozenset() for law in laws}
        cases = {
            tested.view: st.tuples(st.just(tested.view), laws[0].cases(tested))
            for tested in versions
            if any(law.applies(tested.view) for law in laws)
        }
        while left:
            strategies = [cases[view] for view in cases if any(law.applies(view) for law in left)]
            violation = self.first_violation(left, st.one_of(strategies))
            if violation is None:
                return
            yield violation
            known = self.found[violation.law]
            self.found[violation.law] = known | {self.last_key}
            if not self.last_key or self.last_key in known:
                left = [law for law in left if law.code != violation.law]

    def first_violation(
        self, laws: list[Law], cases: st.SearchStrategy[tuple[VersionView, Claim]]
    ) -> Violation | None:
        """The smallest violation of the law that is broken first; None if no law is broken."""
        suspects = list(laws)
        last: list[Violation] = []

        def test(case: tuple[VersionView, Claim]) -> None:
            view, claim = case
            self.pay.forget()
            self.pay.view = view
            for law in suspects:
                self.pay.known = self.found.get(law.code, frozenset())
                counterexample = law.check(view, claim, self.pay) if law.applies(view) else None
                if counterexample is not None:
                    suspects[:] = [law]  # from now on, examples are shrunk for this law alone
                    self.pay.known = frozenset()
                    self.last_key = counterexample.key
                    last[:] = [self.violation(law.code, view, counterexample)]
                    raise _CounterexampleFound

        return None if self.passes(cases, test) else last[0]

    def passes(self, cases: st.SearchStrategy[Any], test: Callable[[Any], None]) -> bool:
        """Whether a test passes for every case; if not, the smallest counterexample was run last."""
        hypothesis_test = seed(self.random_seed)(self.settings(given(cases)(test)))
        try:
            with temporary_hypothesis_folder():
                hypothesis_test()
        except (_CounterexampleFound, Flaky):  # a flaky payout is reported by what it returned once
            return False
        except Unsatisfiable:
            return True
        return True

    def never_answered(self, code: str, enough: int = 1) -> Iterator[Violation]:
        """The violations of a function that returned None for every claim, or for all of some versions.

        One of several versions counts if it had `enough` claims: the record may leave a few all open.
        """
        silent = {view: claims for view, claims in self.pay.silent.items() if claims}
        form = both(
            "The function returned None for every claim under the version in force from {first}.",
            "对适用 {first} 版条款的申请均返回 None。",
        )
        for view, claims in silent.items():
            if len(claims) >= enough or len(silent) == len(self.pay.silent):
                text = say(form, first=view.version.effective_from)
                yield self.violation(code, view, Counterexample(text, (claims[0],)))

    def violation(self, code: str, view: VersionView, counterexample: Counterexample) -> Violation:
        """A counterexample with what was paid for its claims."""
        return Violation(
            law=code,
            rule=WORDS[code],
            text=counterexample.text,
            version=view.version.effective_from,
            claims=counterexample.claims,
            paid=tuple(self.pay(claim).amounts for claim in counterexample.claims),
        )
