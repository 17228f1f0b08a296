"""Holds a payout function to laws: draws claims, and shrinks what breaks a law."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, configuration, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, Unsatisfiable

from ...claims import Claim
from ...errors import MutualBenefitsError
from ...rulebook.plan import Plan
from ...rulebook.version import PlanVersion
from ...vocabulary import both
from ..version_view import VersionView, books
from .families.answers import NUMBERS
from .families.monotonicity import GROWTH
from .families.refusals import REFUSALS
from .families.shared_limits import TOGETHER
from .families.time_invariance import TIMES
from .families.upper_bounds import BOUNDS
from .law import Cases, Complaint, Ground, Law
from .payout import Payer, Payout
from .statements import LAWS as WORDS
from .violations import Report, Violation

LAWS: tuple[Law, ...] = (*NUMBERS, *REFUSALS, *BOUNDS, *TOGETHER, *GROWTH, *TIMES)
"""Every law, by families; `check` tries those that speak of the plan."""


class UnknownLaw(MutualBenefitsError):
    """No law has this code."""


def check(
    payout: Payout,
    plan: str | Plan,
    *,
    version: PlanVersion | date | None = None,
    max_examples: int = 200,
    seed: int = 0,
    readings: Mapping[str, str] | None = None,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
) -> Report:
    """Hold a payout function to every law that the rule book's own data state.

    The library's engine is not asked what is right: the laws are read from terms, limits and conditions.
    Each claim is the member's first, its diseases go by their codes. One example is reported for each law,
    the smallest that was found.

    Args:
        payout: gives for a claim `Decimal` yuan, or a mapping from benefit code to them. A benefit that
            is left out is not paid; no law is held to one that is `None`. With one sum for all, laws
            about single benefits are held as far as the sum tells.
        plan: a plan's code, or a plan of your own.
        version: one version, or the one that answers a day; all of them if left out.
        max_examples: so many claims are drawn for each law.
        seed: a number; another one draws other claims, the same number draws the same again.
        readings: the readings that the payout function follows, by name.
        only: codes of the laws to try; all if left out.
        skip: codes of laws to pass over.

    Raises:
        UnknownPlan, UnknownReading, NoVersionInForce: there is no such plan, reading or version.
        UnknownLaw: no law has a code that `only` or `skip` names.
        ValueError: `max_examples` is below 1.

    >>> from decimal import Decimal
    >>> check(lambda claim: Decimal(-1), plan="warm_aid", only=["never_negative"], max_examples=5).broken
    ('never_negative',)
    """
    if max_examples < 1:
        raise ValueError(f"max_examples is {max_examples}; give 1 or more")
    wanted = _chosen(tuple(only), tuple(skip))
    grounds = [Ground(book) for book in books(plan, version, readings)]
    spoken = [law for law in wanted if any(law.applies(ground.book) for ground in grounds)]
    run = LawCheck(payout, max_examples, seed)
    groups: dict[Cases, list[Law]] = {}
    for law in spoken:
        groups.setdefault(law.cases, []).append(law)
    found = [violation for laws in groups.values() for violation in run.broken(laws, grounds)]
    if run.pay.silent is not None and any(law.code == "answers" for law in spoken):
        found.append(run.unanswered(grounds, run.pay.silent))
    order = [law.code for law in LAWS]
    return Report(
        plan=grounds[0].book.plan.code,
        laws=tuple(law.code for law in spoken),
        passed_over=tuple(law.code for law in wanted if law not in spoken),
        violations=tuple(sorted(found, key=lambda violation: order.index(violation.law))),
    )


def _chosen(only: tuple[str, ...], skip: tuple[str, ...]) -> list[Law]:
    codes = [law.code for law in LAWS]
    for code in (*only, *skip):
        if code not in codes:
            raise UnknownLaw(f"no law {code!r}; the laws are {', '.join(codes)}")
    return [law for law in LAWS if (not only or law.code in only) and law.code not in skip]


class _Broken(Exception):
    """A law is broken; Hypothesis shrinks the claim as long as this is raised."""


@contextmanager
def nothing_written() -> Iterator[None]:
    """Hypothesis keeps what it read of the program's source in a folder; it is gone afterwards."""
    usual = getattr(configuration, "__hypothesis_home_directory", None)
    with TemporaryDirectory() as folder:
        configuration.set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            configuration.set_hypothesis_home_dir(usual)


class LawCheck:
    """One payout function, and how claims are drawn for it."""

    def __init__(self, payout: Payout, count: int, number: int) -> None:
        self.pay = Payer(payout)
        self.number = number
        # Everything is said here, so that the profile of the suite around it changes nothing.
        self.settings = settings(
            max_examples=count,
            derandomize=False,  # the seed decides
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            print_blob=False,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.quiet,
        )

    def broken(self, laws: list[Law], grounds: list[Ground]) -> Iterable[Violation]:
        """The violations of laws that are tried on the same claims, one for each law."""
        left = list(laws)
        while left:
            drawn = [
                st.tuples(st.just(ground.book), left[0].cases(ground))
                for ground in grounds
                if any(law.applies(ground.book) for law in left)
            ]
            violation = self.first(left, st.one_of(drawn)) if drawn else None
            if violation is None:
                return
            yield violation
            left = [law for law in left if law.code != violation.law]

    def first(self, laws: list[Law], drawn: st.SearchStrategy[tuple[VersionView, Claim]]) -> Violation | None:
        """The smallest violation of whichever of the laws breaks first."""
        suspects = list(laws)
        last: list[Violation] = []

        def test(case: tuple[VersionView, Claim]) -> None:
            book, claim = case
            self.pay.forget()
            for law in suspects:
                complaint = law.check(book, claim, self.pay) if law.applies(book) else None
                if complaint is not None:
                    suspects[:] = [law]  # what is shrunk from now on is an example for this law
                    last[:] = [self.violation(law.code, book, complaint)]
                    raise _Broken

        if self.attempt(drawn, test):
            return None
        return last[0]

    def attempt(self, drawn: st.SearchStrategy[Any], test: Callable[[Any], None]) -> bool:
        """Whether a test passes for all that is drawn; if not, the smallest example was run last."""
        hypothesis_test = seed(self.number)(self.settings(given(drawn)(test)))
        try:
            with nothing_written():
                hypothesis_test()
        except (_Broken, Flaky):  # flaky: the payout changes its mind, and what it did once is shown
            return False
        except Unsatisfiable:
            return True
        return True

    def unanswered(self, grounds: list[Ground], claim: Claim) -> Violation:
        """The violation of a payout function that never said anything."""
        book = next((ground.book for ground in grounds if ground.book.governs(claim)), grounds[0].book)
        said = both("None was the answer to every claim.", "对所有申请均返回 None。")
        return self.violation("answers", book, Complaint(said, (claim,)))

    def violation(self, code: str, book: VersionView, complaint: Complaint) -> Violation:
        """A complaint with what was paid."""
        return Violation(
            law=code,
            rule=WORDS[code],
            text=complaint.text,
            version=book.version.effective_from,
            claims=complaint.claims,
            paid=tuple(self.pay(claim).told for claim in complaint.claims),
        )
