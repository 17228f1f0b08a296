"""Turns the engine's plain tuples into entitlements, steps and caveats when they are first read."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from .. import formatting
from .._version import __version__
from ..canonical_hash import content_hash
from ..claims import Claim
from ..engine.adjudication import add_draws, key_of
from ..engine.claim_sums import sums_of
from ..engine.outcome import GuardedBenefit, Outcome
from ..engine.prepared_plan import PreparedPlan, PreparedVersion
from ..intervals import ends
from ..money import to_yuan
from ..usage import LimitKey, Usage
from ..vocabulary import both
from .caveats import caveat_fields
from .entitlement import Caveat, Entitlement, RuleBook, Step
from .receipt import Receipt, Result
from .steps import scope_of, step_fields, steps_told
from .worked_claim import WorkedClaim


class AssessmentReport(WorkedClaim):
    """The recipe of an assessment: one method for each field that is computed when first read."""

    __slots__ = ()

    def rule_book(self) -> RuleBook:
        return rule_book(self.prepared_plan, self.prepared_version)

    def readings(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.prepared_plan.readings.items()))

    def entitlements(self) -> tuple[Entitlement, ...]:
        outcomes = zip(self.answer.benefits, self.outcomes, strict=True)
        return tuple(
            _entitlement(self, index, guarded, outcome) for index, (guarded, outcome) in enumerate(outcomes)
        )

    def drawn(self) -> Usage:
        ledger: dict[LimitKey, Any] = {}
        add_draws(ledger, self.claim, self.facts, self.journal)
        return Usage.of((key, _bounds(granted)) for key, granted in ledger.items())

    def least_in_all(self) -> Decimal | None:
        (least, _), (low, _) = self.sums, sums_of(self.outcomes)
        return to_yuan(least) if least > low else None

    def most_in_all(self) -> Decimal | None:
        (_, most), (_, high) = self.sums, sums_of(self.outcomes)
        return None if most is None or most == high else to_yuan(most)

    def receipt(self) -> Receipt:
        version, used = self.prepared_version.version, self.used_before
        before = Usage.of(
            (key_of(limit, self.claim, self.facts), _bounds(used[limit.code]))
            for limit in self.answer.limits
            if limit.code in used
        )
        return Receipt(
            library=__version__,
            plan=self.prepared_plan.plan.code,
            version=version.effective_from,
            product=version.product,
            rule_book=self.prepared_version.content_hash,
            claim_id=self.claim.id,
            claim=content_hash(_without_further_fields(self.claim)),
            readings=self.readings(),
            before=before,
            after=before.after(self.drawn()),
            result=tuple(
                Result(
                    benefit=guarded.benefit.code,
                    status=status,
                    low=to_yuan(low),
                    high=None if high is None else to_yuan(high),
                    reason=reason,
                )
                for guarded, (status, low, high, _, reason, _) in zip(
                    self.answer.benefits, self.outcomes, strict=True
                )
            ),
        ).sealed()

    def caveats(self) -> tuple[Caveat, ...]:
        return tuple(
            Caveat.trusted(
                code=code,
                text=both(formatting.caveat(code, details, "en"), formatting.caveat(code, details, "zh")),
            )
            for code, details in caveat_fields(self)
        )


@lru_cache(maxsize=256)
def rule_book(plan: PreparedPlan, prepared: PreparedVersion) -> RuleBook:
    """The rule book of an assessment: the version that answered."""
    version = prepared.version
    return RuleBook.trusted(
        plan_name=plan.plan.name,
        effective_from=version.effective_from,
        known_to=version.known_to,
        source=version.source,
        basis=version.basis,
        covers_from=version.counts_from,
        label=version.label,
        facts=plan.words.names_of_facts,
    )


def _without_further_fields(claim: Claim) -> Claim:
    """The claim as its JSON in an assessment has it: without the fields of a class of the caller's own."""
    if type(claim) is Claim:
        return claim
    return Claim.trusted(**{name: getattr(claim, name) for name in Claim.model_fields})


def _bounds(units: Any) -> tuple[int, int | None]:
    """The least and the most of a number of units, the least not below 0."""
    low, high = ends(units)
    return max(low or 0, 0), high


def _entitlement(
    report: AssessmentReport, index: int, guarded: GuardedBenefit, outcome: Outcome
) -> Entitlement:
    status, low, high, units, reason, missing = outcome
    return Entitlement.from_recipe(
        {
            "benefit": guarded.benefit.code,
            "name": guarded.benefit.name,
            "status": status,
            "amount": None if status == "undetermined" else to_yuan(low),
            "low": to_yuan(low),
            "high": None if high is None else to_yuan(high),
            "units": units,
            "unit": guarded.benefit.unit,
            "source": guarded.benefit.source,
            "missing": tuple(report.answer.term_path(guarded, term) for term in missing),
            "reason": reason,
            "refusal": report.answer.words_of(guarded, reason),
        },
        _Steps(report, index),
    )


class _Steps:
    """The recipe of an entitlement: its steps."""

    __slots__ = ("index", "report")

    def __init__(self, report: AssessmentReport, index: int) -> None:
        self.report = report
        self.index = index

    def steps(self) -> tuple[Step, ...]:
        scope = scope_of(self.report)
        steps = self.report.trace.benefits[self.index]
        return tuple([Step.trusted(**step_fields(raw, scope)) for raw in steps_told(steps, scope)])
