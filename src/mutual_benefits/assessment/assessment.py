"""What a claim is entitled to: one entitlement per benefit, their sum, and how they came about."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

from ..claims import Claim
from ..errors import UndeterminedTotal
from ..money import to_fen, to_yuan
from ..usage import Usage
from .entitlement import Caveat, Entitlement, RuleBook, Status, least, most
from .explanation import explain, html
from .lazy_model import LazyModel
from .receipt import Receipt


class Assessment(LazyModel):
    """The result of one claim under one rule book.

    `drawn` is what the claim used of each limit. `readings` are those in force where the plan has a
    choice, given or default. `receipt` is what to keep, to be able to `verify` the result later.

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

    _ROW: ClassVar[tuple[Status, ...]] = ("undetermined", "payable", "refused", "nil")

    claim: Claim
    plan: str
    version: date
    rule_book: RuleBook
    readings: tuple[tuple[str, str], ...]
    entitlements: tuple[Entitlement, ...]
    caveats: tuple[Caveat, ...]
    drawn: Usage
    receipt: Receipt

    @classmethod
    def reported(cls, report: Any) -> "Assessment":
        """The assessment that a report of the engine describes."""
        known = {
            "claim": report.claim,
            "plan": report.claim.enrolment.plan,
            "version": report.prepared.version.effective_from,
        }
        return cls.from_recipe(known, report)

    @property
    def _report(self) -> Any:
        """The engine's report of an assessment that was not read from elsewhere."""
        return getattr(self, "_recipe", None)

    def _rows(self) -> list[tuple[Any, ...]]:
        """Status, least and most in fen, units, reason of each benefit; entitlements need not exist."""
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
        return to_yuan(least(self._rows()))

    @property
    def high(self) -> Decimal | None:
        """The most that can be due, in yuan; None where no maximum is known."""
        high = most(self._rows())
        return None if high is None else to_yuan(high)

    @property
    def total(self) -> Decimal:
        """What is due, in yuan.

        Raises:
            UndeterminedTotal: a term that the record does not state decides the sum.
        """
        if self.status != "undetermined":
            return self.low
        missing = dict.fromkeys(name for part in self.entitlements for name in part.missing)
        high = "no known maximum" if self.high is None else f"{self.high} yuan"
        raise UndeterminedTotal(
            f"claim {self.claim.id}: the total lies between {self.low} yuan and {high}, since the"
            f" record does not state {', '.join(missing)}; read `low` and `high`"
        )

    @property
    def status(self) -> Status:
        """Undetermined if any part is; else payable if anything is; else refused if any part is."""
        found = {row[0] for row in self._rows()}
        return next(status for status in self._ROW if status in found)

    @property
    def reason(self) -> str | None:
        """The reason of the first refusal, where the claim as a whole is refused."""
        return next((row[4] for row in self._rows() if row[4]), None) if self.status == "refused" else None

    def __getitem__(self, benefit: str) -> Entitlement:
        """The entitlement of one benefit.

        Raises:
            KeyError: the version has no such benefit for this event.
        """
        for part in self.entitlements:
            if part.benefit == benefit:
                return part
        known = ", ".join(part.benefit for part in self.entitlements)
        raise KeyError(f"no benefit {benefit!r} answers this claim; these do: {known}")

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """The reasons, as text in English or in Chinese.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        return explain(self, lang)

    def explain_change(self, other: "Assessment", lang: Literal["en", "zh"] = "en") -> str:
        """Why another assessment comes to another sum than this one, as text.

        Each fact, each term of the rule book and each reading that differs is changed by itself, and
        the claim is worked out again; then all are changed one after the other. `scenarios.change`
        gives the same as numbers.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
            InvalidScenario: one of the two was read back from JSON, and its rule book is none that the
                library has.
        """
        from ..scenarios.comparison.assessment_change import explained_change

        return explained_change(self, other, lang)

    def _repr_html_(self) -> str:
        return html(self)
