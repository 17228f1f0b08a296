"""What a claim is entitled to: one entitlement per benefit, their sum, and the reasons."""

from decimal import Decimal
from typing import Any, ClassVar, Literal

from ..claims import Claim
from ..errors import UndeterminedTotal
from ..frozen import Day
from ..money import to_fen, to_yuan
from ..usage import Usage
from .entitlement import Caveat, Entitlement, RuleBook, Status, least, most
from .explanation import explain, html
from .lazy_model import LazyModel
from .receipt import Receipt


class Assessment(LazyModel):
    """The result of one claim under one rule book.

    `drawn` is the claim's own use of each limit. `readings` are those in force where the plan offers a
    choice, whether chosen or default. Keep `receipt` to be able to `verify` the result later.

    >>> import mutual_benefits as mb
    >>> from datetime import date
    >>> assessment = mb.assess(mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12),
    ... ))
    >>> assessment.total
    Decimal('2560.00')
    """

    _PRECEDENCE: ClassVar[tuple[Status, ...]] = ("undetermined", "payable", "refused", "nil")

    claim: Claim
    plan: str
    version: Day
    rule_book: RuleBook
    readings: tuple[tuple[str, str], ...]
    entitlements: tuple[Entitlement, ...]
    caveats: tuple[Caveat, ...]
    drawn: Usage
    receipt: Receipt

    @classmethod
    def reported(cls, report: Any) -> "Assessment":
        """The assessment whose fields come from an `AssessmentReport`."""
        known = {
            "claim": report.claim,
            "plan": report.claim.enrolment.plan,
            "version": report.prepared_version.version.effective_from,
        }
        return cls.from_recipe(known, report)

    @property
    def _report(self) -> Any:
        """The `AssessmentReport` that this came from; None where it was read from JSON or a pickle."""
        return getattr(self, "_recipe", None)

    def _outcomes(self) -> list[tuple[Any, ...]]:
        """Each benefit's status, least and most in fen, units and reason, without building entitlements."""
        report = self._report
        if report is not None:
            outcomes: list[tuple[Any, ...]] = report.outcomes
            return outcomes
        high = [None if part.high is None else to_fen(part.high) for part in self.entitlements]
        return [
            (part.status, to_fen(part.low), most, part.units, part.reason)
            for part, most in zip(self.entitlements, high, strict=True)
        ]

    @property
    def low(self) -> Decimal:
        """The least that is due, in yuan."""
        return to_yuan(least(self._outcomes()))

    @property
    def high(self) -> Decimal | None:
        """The most that can be due, in yuan; None where no maximum is known."""
        high = most(self._outcomes())
        return None if high is None else to_yuan(high)

    @property
    def total(self) -> Decimal:
        """What is due, in yuan.

        Raises:
            UndeterminedTotal: the sum depends on a term that the record does not state, or on a word of the
                claim that the plan does not know.
        """
        if self.status != "undetermined":
            return self.low
        missing = tuple(dict.fromkeys(name for part in self.entitlements for name in part.missing))
        words = [path for path in missing if path.startswith("event.")]
        terms = [path for path in missing if path not in words]
        event = self.claim.event
        why = [f"{path} {getattr(event, path[6:])!r} is no word that the plan knows" for path in words]
        why += [f"the record does not state {', '.join(terms)}"] if terms else []
        bounds = f"is {self.low} yuan or more, with no known maximum"
        if self.high is not None:
            bounds = f"lies between {self.low} yuan and {self.high} yuan"
        error = UndeterminedTotal(
            f"claim {self.claim.id}: the total {bounds}, since {' and '.join(why)}; read `low` and `high`",
            low=self.low,
            high=self.high,
            missing=missing,
        )
        error.claim = self.claim
        raise error

    @property
    def status(self) -> Status:
        """Undetermined if any part is; else payable if anything is; else refused if any part is."""
        statuses = {outcome[0] for outcome in self._outcomes()}
        return next(status for status in self._PRECEDENCE if status in statuses)

    @property
    def reason(self) -> str | None:
        """The reason of the first refusal, where the claim as a whole is refused."""
        if self.status != "refused":
            return None
        return next((outcome[4] for outcome in self._outcomes() if outcome[4]), None)

    def __getitem__(self, benefit: str) -> Entitlement:
        """The entitlement of one benefit.

        Raises:
            KeyError: the version has no such benefit for this event.
        """
        for part in self.entitlements:
            if part.benefit == benefit:
                return part
        known = ", ".join(part.benefit for part in self.entitlements)
        raise KeyError(f"this claim has no entitlement for the benefit {benefit!r}; it has {known}")

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """The calculation and its reasons, as text in English or in Chinese.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        return explain(self, lang)

    def explain_change(self, other: "Assessment", lang: Literal["en", "zh"] = "en") -> str:
        """Why another assessment comes to a different sum than this one, as text.

        Each fact, term of the rule book and reading that differs is changed by itself, and the claim is
        assessed again; then all are changed one after the other. `scenarios.change` gives the same as
        numbers.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
            InvalidScenario: one of the two was read back from JSON, and the library does not have its
                rule book.
        """
        from ..scenarios.comparison.assessment_change import explained_change

        return explained_change(self, other, lang)

    def _repr_html_(self) -> str:
        return html(self)
