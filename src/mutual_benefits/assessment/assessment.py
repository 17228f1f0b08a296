"""What a claim is entitled to: one entitlement per benefit, their sum, and the reasons."""

from decimal import Decimal
from typing import Any, ClassVar, Self, get_args

from pydantic import (
    ConfigDict,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler

from .._arguments import checked
from .._texts import Lang, language_of, listed, say
from ..claims import Claim
from ..engine.claim_sums import Sums, sums_of
from ..engine.outcome import NIL, refusal_of
from ..errors import UndeterminedTotal
from ..frozen import Day, Items, Pair
from ..money import Sum, to_fen, to_yuan
from ..usage import Usage
from .entitlement import Caveat, Entitlement, RuleBook, Status
from .explanation import explain, html
from .lazy_model import LazyModel
from .open_total import why_open
from .receipt import Receipt
from .vocabulary import NOT_SO, WHY_OPEN

SUMS = ("status", "total", "low", "high")
"""What the JSON of an assessment states beside its fields, for readers that do not add up."""


def _with_sums(schema: dict[str, Any]) -> None:
    """Add the sums to the JSON schema of an assessment."""
    yuan = {"type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$"}
    sums = {
        "status": {"enum": list(get_args(Status)), "type": "string"},
        "total": {"anyOf": [yuan, {"type": "null"}]},
        "low": yuan,
        "high": {"anyOf": [yuan, {"type": "null"}]},
    }
    schema["properties"] = sums | schema["properties"]


class Assessment(LazyModel):
    """The result of one claim under one rule book.

    `drawn` is the claim's own use of each limit. `readings` are those in force where the plan offers a
    choice, whether chosen or default. Keep `receipt` to be able to `verify` the result later. `least_in_all`
    and `most_in_all` are the least and the most in yuan of all benefits together, where that is more than
    their lows add up to, or less than their highs: a limit is on all of them, or something open decides
    several of them. They are None elsewhere. JSON holds the fields, and `status`, `total` (null where
    undetermined), `low` and `high`.

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

    model_config = ConfigDict(json_schema_extra=_with_sums)

    _PRECEDENCE: ClassVar[tuple[Status, ...]] = ("payable", "nil", "refused")

    claim: Claim
    plan: str
    version: Day
    rule_book: RuleBook
    readings: Items[Pair]
    entitlements: Items[Entitlement]
    caveats: Items[Caveat]
    drawn: Usage
    receipt: Receipt
    least_in_all: Sum | None = None
    most_in_all: Sum | None = None

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
        """Each benefit's status, least and most in fen, units and reason, without building entitlements.

        A benefit that the claim does not ask for is `NIL`.
        """
        report = self._report
        if report is not None:
            outcomes: list[tuple[Any, ...]] = report.outcomes
            return outcomes
        high = [None if part.high is None else to_fen(part.high) for part in self.entitlements]
        return [
            # A benefit that is asked for has steps, if only the amount that is claimed.
            (part.status, to_fen(part.low), most, part.units, part.reason)
            if part.status != "nil" or part.steps
            else NIL
            for part, most in zip(self.entitlements, high, strict=True)
        ]

    def _in_all(self) -> Sums:
        """The least and the most in fen of all benefits together."""
        if self._report is not None:
            sums: Sums = self._report.sums
            return sums
        low, high = sums_of(self._outcomes())
        least, most = self.least_in_all, self.most_in_all
        return low if least is None else to_fen(least), high if most is None else to_fen(most)

    @property
    def low(self) -> Decimal:
        """The least that is due, in yuan."""
        return to_yuan(self._in_all()[0])

    @property
    def high(self) -> Decimal | None:
        """The most that can be due, in yuan; None where no maximum is known."""
        _, high = self._in_all()
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
        why = why_open(missing, self.claim, dict(self.rule_book.facts))
        bounds = WHY_OPEN["no_maximum" if self.high is None else "between"]
        bounds = say(bounds, low=self.low, high=self.high)
        error = UndeterminedTotal(
            say(WHY_OPEN["total"], id=self.claim.id, bounds=bounds, why=why),
            low=self.low,
            high=self.high,
            missing=missing,
        )
        error.claim = self.claim
        raise error

    def _sums(self) -> dict[str, Any]:
        total = None if self.status == "undetermined" else self.low
        return {"status": self.status, "total": total, "low": self.low, "high": self.high}

    @property
    def status(self) -> Status:
        """Undetermined if the total is; else payable if anything is due; else nil, or refused.

        The total has one value although its parts have none where either one is due or another. A claim is
        refused if every benefit that it asks for is. It is nil if one of them is covered and nothing is due,
        or if it asks for none.
        """
        statuses = {outcome[0] for outcome in self._outcomes() if outcome is not NIL}
        if "undetermined" in statuses:
            low, high = self._in_all()
            return "undetermined" if low != high else "payable" if low else "nil"
        return next((status for status in self._PRECEDENCE if status in statuses), "nil")

    @property
    def reason(self) -> str | None:
        """The reason of the first refusal, where the claim as a whole is refused.

        That a benefit is for another route or setting is the reason only where there is no other.
        """
        return refusal_of(self._outcomes())

    def __getitem__(self, benefit: str) -> Entitlement:
        """The entitlement of one benefit.

        Raises:
            KeyError: the version has no such benefit for this event.
        """
        for part in self.entitlements:
            if part.benefit == benefit:
                return part
        known = listed(part.benefit for part in self.entitlements)
        raise KeyError(str(say(NOT_SO["no_benefit"], benefit=benefit, known=known)))

    @model_serializer(mode="wrap")
    def _serialized(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
        sums = {
            name: value
            for name, value in self._sums().items()
            if (info.include is None or name in info.include)
            and (info.exclude is None or name not in info.exclude)
            and not (info.exclude_none and value is None)
        }
        return sums | handler(self.completed())

    @model_validator(mode="wrap")
    @classmethod
    def _sums_agree(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, dict):
            return handler(data)
        assessment = handler({name: value for name, value in data.items() if name not in SUMS})
        for name, sum_ in assessment._sums().items():
            if str(data.get(name, sum_)) != str(sum_):
                raise ValueError(say(NOT_SO["sum"], name=name, given=data[name], sum=sum_))
        (low, high), (least, most) = assessment._in_all(), sums_of(assessment._outcomes())
        if low < least or (high is not None and high < low) or (most is not None and (high or 0) > most):
            raise ValueError(say(NOT_SO["total"], low=low, high=high))
        return assessment

    def explain(self, lang: Lang | None = None) -> str:
        """The calculation and its reasons, as text in English or in Chinese.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        return explain(self, lang)

    @checked
    def explain_change(self, other: "Assessment", lang: Lang | None = None) -> str:
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

        return explained_change(self, other, language_of(lang))

    def __repr_args__(self) -> Any:
        """A line that fits a screen; `explain` and `model_dump_json` give everything."""
        shown = (self.claim.id, self.plan, str(self.version), self.status, self.low, self.high)
        return list(zip(("claim", "plan", "version", "status", "low", "high"), shown, strict=True))

    def _repr_html_(self) -> str:
        return html(self)
