"""Turns an engine's plain tuples into entitlements, steps and caveats, when somebody reads them."""

from bisect import bisect_right
from typing import Any

from . import words
from .assessment import Caveat, Entitlement, RuleBook, Step
from .calculators.bounded import ends
from .calculators.traced import RawStep
from .claims import Claim
from .errors import MutualBenefitsError
from .frozen import Frozen
from .limits import Limit, LimitKey, Usage
from .money import to_yuan
from .rulebook import Answer, Part, Ready, ReadyPlan, ready_plan
from .sources import Basis
from .terms import Figure, Table, Unstated
from .work import Outcome, add_draws, work


class Report:
    """All that is needed to say how one claim was worked out. Each late field has a method here."""

    __slots__ = ("answer", "before", "claim", "facts", "journal", "outcomes", "plan", "ready", "trace")

    def __init__(
        self,
        plan: ReadyPlan,
        ready: Ready,
        answer: Answer,
        claim: Claim,
        facts: Any,
        before: dict[str, Any],
        outcomes: list[Outcome],
        journal: list[tuple[Limit, Any, Any]],
    ) -> None:
        self.plan = plan
        self.ready = ready
        self.answer = answer
        self.claim = claim
        self.facts = facts
        self.before = before
        self.outcomes = outcomes
        self.journal = journal
        self.trace: list[tuple[RawStep, ...]] = []

    def steps_of(self, index: int) -> tuple[RawStep, ...]:
        """The steps of one benefit: the claim is worked out once more, this time keeping them."""
        if not self.trace:
            trace: list[tuple[RawStep, ...]] = []
            work(self.answer, self.facts, dict(self.before), trace)
            self.trace = trace
        return self.trace[index]

    def rule_book(self) -> RuleBook:
        version = self.ready.version
        return RuleBook.trusted(
            plan_name=self.plan.plan.name,
            effective_from=version.effective_from,
            known_to=version.known_to,
            source=version.source,
            basis=version.basis,
        )

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
        return Usage.of((key, _closed(granted)) for key, granted in ledger.items() if granted != 0)

    def caveats(self) -> tuple[Caveat, ...]:
        return (*self._of_the_version(), *self._of_facts(), *self._of_terms(), *self._of_readings())

    def _of_the_version(self) -> list[Caveat]:
        version = self.ready.version
        day, first = self.plan.governing_day(self.claim), version.effective_from
        found = [
            Caveat.trusted(code="version_doubtful", text=doubt.text)
            for doubt in version.doubts
            if day >= doubt.since
        ]
        same_month = (day.year, day.month) == (first.year, first.month)
        if version.known_to != "day" and (
            same_month if version.known_to == "month" else day.year == first.year
        ):
            found.append(_caveat(f"version_known_to_{version.known_to}", day=day, first=first))
        return found

    def _claimed(self) -> list[tuple[int, Part]]:
        """The benefits that the claim asks for: those that left steps or were refused."""
        parts = zip(self.answer.parts, self.outcomes, strict=True)
        return [
            (index, part)
            for index, (part, outcome) in enumerate(parts)
            if outcome[0] != "nil" or self.steps_of(index)
        ]

    def _of_facts(self) -> list[Caveat]:
        claimed = self._claimed()
        own = [condition for _, part in claimed for condition in part.conditions]
        conditions = [*self.answer.conditions, *own] if claimed else []
        absent = [
            fact for condition in conditions for fact in condition.needs if getattr(self.facts, fact) is None
        ]
        found = [_caveat("not_checked", fact=fact) for fact in dict.fromkeys(absent)]
        disease, diseases = getattr(self.facts, "disease", None), self.ready.version.diseases
        if disease is not None and diseases is not None and disease not in diseases.codes:
            near = diseases.near(disease)
            code = "disease_not_named_near" if near else "disease_not_named"
            names = words.listed([one.name for one in near])
            found.append(_caveat(code, disease=disease, near=names))
        cause = getattr(self.facts, "cause", None)
        causes = {cause for condition in conditions for cause in getattr(condition, "causes", ())}
        if cause is not None and causes and cause not in causes:
            found.append(_caveat("cause_not_listed", cause=cause))
        return found

    def _of_terms(self) -> list[Caveat]:
        found = []
        for index, part in self._claimed():
            for step in self.steps_of(index):
                _, basis = whence(step)
                idle = step.around is not None and step.value == step.around[0]
                if basis is Basis.INFERRED and not idle and not isinstance(step.term, Unstated):
                    named = step.limit.name if step.limit else words.label(step)
                    found.append(
                        _caveat("inferred", benefit=part.rule.name, term=named, source=whence(step)[0])
                    )
        return list({caveat.text: caveat for caveat in found}.values())

    def _of_readings(self) -> list[Caveat]:
        """One caveat for each other reading under which this claim would come out differently."""
        found = []
        for name, options in self.plan.offered.items():
            if name == "version.date" and self._same_version_either_way():
                continue
            for other in options:
                if other != self.plan.readings[name]:
                    result = self._under({**self.plan.readings, name: other})
                    if result is None or result != [outcome[:3] for outcome in self.outcomes]:
                        code = "reading_unanswered" if result is None else "reading"
                        total = None if result is None else words.money(*_total(result))
                        chosen = self.plan.readings[name]
                        found.append(_caveat(code, name=name, chosen=chosen, other=other, total=total))
        return found

    def _same_version_either_way(self) -> bool:
        first_days = self.plan.first_days[self.claim.enrolment.product]
        event, start = self.claim.event.happened_on, self.claim.enrolment.cover_from
        return bisect_right(first_days, event) == bisect_right(first_days, start)

    def _under(self, readings: dict[str, str]) -> list[tuple[Any, ...]] | None:
        """The outcomes under other readings, or None where no version then answers the claim."""
        try:
            _, answer = ready_plan(self.plan.plan, readings).ready_for(self.claim)
        except MutualBenefitsError:
            return None
        outcomes, _ = work(answer, self.facts, dict(self.before))
        return [outcome[:3] for outcome in outcomes]


def _caveat(code: str, **given: Any) -> Caveat:
    return Caveat.trusted(code=code, text=words.caveat(code, **given))


def whence(step: RawStep) -> tuple[Any, Basis | None]:
    """The source and basis of the figure that a step used."""
    term = step.term
    if isinstance(term, Figure | Table | Unstated):
        return term.source, term.basis
    return None, None


def _closed(granted: Any) -> tuple[int, int | None]:
    low, high = ends(granted)
    return max(low or 0, 0), high


def _total(result: list[tuple[Any, ...]]) -> tuple[int, int | None]:
    highs = [high for _, _, high in result]
    return sum(low for _, low, _ in result), None if None in highs else sum(highs)


def _entitlement(report: Report, index: int, part: Part, outcome: Outcome) -> Entitlement:
    status, low, high, units, reason, missing = outcome
    return Entitlement.from_recipe(
        {
            "benefit": part.rule.code,
            "name": part.rule.name,
            "status": status,
            "amount": None if status == "undetermined" else to_yuan(low),
            "low": to_yuan(low),
            "high": None if high is None else to_yuan(high),
            "units": units,
            "source": part.rule.source,
            "missing": tuple(term_path(report.answer, part, term) for term in missing),
            "reason": reason,
        },
        _Steps(report, index),
    )


class _Steps:
    """The recipe of an entitlement: its steps."""

    __slots__ = ("index", "report")

    def __init__(self, report: Report, index: int) -> None:
        self.report = report
        self.index = index

    def steps(self) -> tuple[Step, ...]:
        return tuple(_step(raw) for raw in self.report.steps_of(self.index))


def _step(raw: RawStep) -> Step:
    low, high, unit = words.outward(raw.value, raw.unit)
    source, basis = whence(raw)
    return Step.trusted(
        label=words.label(raw),
        value=low if low == high else None,
        low=low,
        high=high,
        unit=unit,
        source=source,
        basis=basis,
    )


def term_path(answer: Answer, part: Part, term: Any) -> str:
    """Where an unstated term stands: `care_allowance.rate`, `death_sum.sum.26`, `usage.<limit>`."""
    if isinstance(term, Limit):
        return f"usage.{term.code}"
    guards = ((guard, guard.condition) for guard in (*answer.conditions, *part.conditions))
    for owner, name in ((part.rule, part.rule.code), *guards):
        path = _find(owner, term)
        if path is not None:
            return ".".join((name, *path))
    raise LookupError(f"{term} is no term of {part.rule.code}")


def _find(value: Any, term: Any) -> tuple[str, ...] | None:
    for name, part in _children(value):
        below = () if part is term else _find(part, term)
        if below is not None:
            return (name, *below)
    return None


def _children(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, Table):
        return [(str(key), row) for key, row in value.rows]
    if isinstance(value, tuple):
        return [(getattr(part, "code", str(index)), part) for index, part in enumerate(value)]
    return list(value.__dict__.items()) if isinstance(value, Frozen) else []
