"""Turns an engine's plain tuples into entitlements, steps and caveats, when somebody reads them."""

from functools import lru_cache
from typing import Any

from .. import formatting
from .._version import __version__
from ..canonical_hash import content_hash
from ..engine.adjudication import add_draws, key_of
from ..engine.outcome import GuardedBenefit, Outcome
from ..engine.prepared_plan import PreparedPlan, PreparedVersion
from ..intervals import ends
from ..money import to_yuan
from ..usage import LimitKey, Usage
from ..vocabulary import both
from .caveats import found
from .entitlement import Caveat, Entitlement, RuleBook, Step
from .receipt import Receipt, Result
from .steps import step_fields
from .worked_claim import WorkedClaim


class AssessmentReport(WorkedClaim):
    """All that an assessment says of a worked claim: each late field has a method here."""

    __slots__ = ()

    def rule_book(self) -> RuleBook:
        return rule_book(self.plan, self.prepared)

    def readings(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.plan.readings.items()))

    def entitlements(self) -> tuple[Entitlement, ...]:
        return tuple(
            _entitlement(self, index, part, outcome)
            for index, (part, outcome) in enumerate(zip(self.answer.parts, self.outcomes, strict=True))
        )

    def drawn(self) -> Usage:
        ledger: dict[LimitKey, Any] = {}
        add_draws(ledger, self.claim, self.facts, self.journal)
        return Usage.of((key, _closed(granted)) for key, granted in ledger.items())

    def receipt(self) -> Receipt:
        own = [(limit, key_of(limit, self.claim, self.facts)) for limit in self.answer.limits]
        known = [(key, self.before[limit.code]) for limit, key in own if limit.code in self.before]
        before = Usage.of((key, _closed(units)) for key, units in known)
        return Receipt(
            library=__version__,
            plan=self.plan.plan.code,
            version=self.prepared.version.effective_from,
            product=self.prepared.version.product,
            rule_book=self.prepared.content_hash,
            claim_id=self.claim.id,
            claim=content_hash(self.claim),
            readings=self.readings(),
            before=before,
            after=before.after(self.drawn()),
            result=tuple(
                Result(
                    benefit=part.benefit.code,
                    status=status,
                    low=to_yuan(low),
                    high=None if high is None else to_yuan(high),
                    reason=reason,
                )
                for part, (status, low, high, _, reason, _) in zip(
                    self.answer.parts, self.outcomes, strict=True
                )
            ),
        ).sealed()

    def caveats(self) -> tuple[Caveat, ...]:
        return tuple(
            Caveat.trusted(
                code=code,
                text=both(formatting.caveat(code, given, "en"), formatting.caveat(code, given, "zh")),
            )
            for code, given in found(self)
        )


@lru_cache(maxsize=256)
def rule_book(plan: PreparedPlan, prepared: PreparedVersion) -> RuleBook:
    """What an assessment says of the rule book that answered."""
    version = prepared.version
    return RuleBook.trusted(
        plan_name=plan.plan.name,
        effective_from=version.effective_from,
        known_to=version.known_to,
        source=version.source,
        basis=version.basis,
        label=version.label,
    )


def _closed(granted: Any) -> tuple[int, int | None]:
    low, high = ends(granted)
    return max(low or 0, 0), high


def _entitlement(report: AssessmentReport, index: int, part: GuardedBenefit, outcome: Outcome) -> Entitlement:
    status, low, high, units, reason, missing = outcome
    return Entitlement.from_recipe(
        {
            "benefit": part.benefit.code,
            "name": part.benefit.name,
            "status": status,
            "amount": None if status == "undetermined" else to_yuan(low),
            "low": to_yuan(low),
            "high": None if high is None else to_yuan(high),
            "units": units,
            "source": part.benefit.source,
            "missing": tuple(report.answer.place(part, term) for term in missing),
            "reason": reason,
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
        return tuple([Step.trusted(**step_fields(raw)) for raw in self.report.trace.parts[self.index]])
