"""A plan prepared under chosen readings: what depends on the version alone is computed once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from .._identity_cache import cached_by_identity
from .._texts import both, did_you_mean, listed, was
from ..canonical_hash import content_hash
from ..claims import Claim
from ..diseases import DiseaseList
from ..errors import NotCovered, UnknownFeeTier
from ..frozen import every
from ..limits import Limit, limits_in
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion
from ..rulebook.version_in_force import PRODUCT_UNNAMED, VERSION_DATE, Timelines
from ..rules import Benefit, Condition, PriorPayment
from ..rules.own_facts import check_class, check_facts
from ..rules.words import WordBook
from ..terms import Ladder, choices, no_option, read
from ..vocabulary import event_words
from .event_answer import AnswerDifference, EventAnswer
from .missing_rows import check_rows, table_uses
from .outcome import GuardedBenefit


def offered_by(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The options of each reading that a plan offers, the default first."""
    several = Timelines(plan.code, plan.versions).has_rivals
    return VERSION_DATE | (PRODUCT_UNNAMED if several else {}) | choices(plan)


@dataclass(frozen=True, eq=False)
class PreparedVersion:
    """One version with its choices resolved; `written` is the version with all options still in it."""

    version: PlanVersion
    tiers: frozenset[str]
    answers: Mapping[str, EventAnswer]
    disease_lists: tuple[DiseaseList, ...]
    """Every list of diseases anywhere in the version."""
    written: PlanVersion

    @cached_property
    def content_hash(self) -> str:
        """The hash of the version as written."""
        return content_hash(self.written)


class PreparedPlan:
    """A plan under chosen readings.

    Raises:
        UnknownReading: a reading has an option that this plan does not offer.
    """

    def __init__(self, plan: Plan, readings: Mapping[str, str]) -> None:
        self.plan = plan
        self._others: dict[tuple[str, str], PreparedPlan] = {}
        self._differences: dict[tuple[int, int], AnswerDifference] = {}
        self.offered = offered_by(plan)
        self.readings = {name: readings.get(name, options[0]) for name, options in self.offered.items()}
        for name, chosen in self.readings.items():
            if chosen not in self.offered[name]:
                raise no_option(name, chosen, self.offered[name])
        self.by_cover_start = self.readings["version.date"] == "cover_start"
        self.words = WordBook(plan.versions)
        """Every word of claims that any version knows."""
        classes = frozenset(self.words.member_classes)
        self.versions = tuple(_prepared_version(one, self.readings, classes) for one in plan.versions)
        self.timelines = Timelines(plan.code, plan.versions)
        self.must_agree = self.readings.get("product.unnamed") == "all_agree"
        """Whether a claim that names no product is answered only if all products come to the same."""

    @cached_property
    def alternatives(self) -> tuple[tuple[str, str], ...]:
        """Each reading with each of its options that is not chosen here."""
        return tuple(
            (name, option)
            for name, options in self.offered.items()
            for option in options
            if option != self.readings[name]
        )

    def under(self, name: str, option: str) -> "PreparedPlan":
        """The same plan with one reading changed, prepared on first use and cached."""
        other = self._others.get((name, option))
        if other is None:
            other = self._others[name, option] = prepared_plan(self.plan, {**self.readings, name: option})
        return other

    def difference(self, own: EventAnswer, other: EventAnswer) -> AnswerDifference:
        """How an answer of this plan differs from one of a plan returned by `under`; cached."""
        difference = self._differences.get((id(own), id(other)))
        if difference is None:
            difference = self._differences[id(own), id(other)] = AnswerDifference.between(own, other)
        return difference

    def governing_day(self, claim: Claim) -> date:
        """The day that decides which version answers: that of `governing_field`."""
        return claim.enrolment.cover_from if self.by_cover_start else claim.event.happened_on

    @property
    def governing_field(self) -> str:
        """The field of a claim that holds the day which decides which version answers."""
        return "enrolment.cover_from" if self.by_cover_start else "event.happened_on"

    def answer_for(self, claim: Claim) -> tuple[PreparedVersion, EventAnswer]:
        """The version that answers a claim, and its answer to the event.

        If the claim names no product, that is the newest version; `products.check_product` tells whether
        the claim can do without.

        Raises:
            NoVersionInForce: the governing day is before the first version.
            UnknownProduct: the plan sells no product of this name.
            NotCovered: the version does not cover such an event.
            UnknownFeeTier: the version has no such fee tier.
            InvalidFact: the plan declares no fact of this name, or the fact cannot have such a value.
            NoSuchRow: a table of the version has no row for a fact of the claim.
        """
        day, product = self.governing_day(claim), claim.enrolment.product
        place = self.timelines.place_on(day, product, field=self.governing_field, claim=claim.id)
        return self.answer_by(place, claim)

    def answer_by(self, place: int, claim: Claim) -> tuple[PreparedVersion, EventAnswer]:
        """The version at this place among all versions, and its answer to a claim's event.

        Raises:
            NotCovered, UnknownFeeTier, InvalidFact, NoSuchRow: as `answer_for`.
        """
        prepared = self.versions[place]
        answer = prepared.answers.get(claim.event.kind)
        if answer is None:
            raise NotCovered(
                both(
                    "claim {id}: plan {plan} as of {day} does not cover {kind}; it covers {answers}",
                    "申请 {id}：活动 {plan} {day} 版本不保障{kind}；所保障的事件为{answers}",
                    id=claim.id,
                    plan=self.plan.code,
                    day=prepared.version.effective_from,
                    kind=event_words(claim.event.kind),
                    answers=listed(map(event_words, prepared.answers)),
                ),
                field="event.kind",
                given=claim.event.kind,
                choices=prepared.answers,
            )
        tier = claim.enrolment.fee_tier
        code = None if tier is None else self.words.code_of("fee_tier", tier)
        if code not in prepared.tiers if prepared.tiers else tier is not None:
            known = [tier.code for tier in prepared.version.fee_tiers]
            near = get_close_matches(tier or "", known, n=1)
            tiers = both("give one of {known}", "可选档次：{known}", known=listed(known))
            none = both("it has no fee tiers, so leave it out", "该版本不分会费档次，请不要填写")
            raise UnknownFeeTier(
                both(
                    "claim {id}: enrolment.fee_tier {was}; plan {plan} as of {day}: {right}{near}",
                    "申请 {id}：enrolment.fee_tier {was}；活动 {plan} {day} 版本：{right}{near}",
                    id=claim.id,
                    was=was(tier),
                    plan=self.plan.code,
                    day=prepared.version.effective_from,
                    right=tiers if known else none,
                    near=did_you_mean(tier or "", known),
                ),
                field="enrolment.fee_tier",
                given=tier,
                choices=dict.fromkeys((*near, *known)),
            )
        check_class(claim.enrolment, self.plan.code, self.words.member_classes, claim.id)
        if claim.facts:
            check_facts(claim, self.plan.code, self.words.facts)
        if answer.table_uses:
            check_rows(answer.table_uses, claim, self.words)
        return prepared, answer


def _prepared_version(
    written: PlanVersion, readings: Mapping[str, str], classes: frozenset[str]
) -> PreparedVersion:
    version = read(written, readings)
    answers: dict[str, EventAnswer] = {}
    common = tuple(condition for condition in version.conditions if not condition.benefits)
    prior_payments = tuple(condition for condition in common if isinstance(condition, PriorPayment))
    for kind in dict.fromkeys(rule.event for rule in version.benefits):
        rules = [rule for rule in version.benefits if rule.event == kind]
        benefits = tuple(GuardedBenefit(rule, _own_conditions(version, rule)) for rule in rules)
        codes = {rule.code for rule in rules}
        guards = [each for each in version.conditions if not codes.isdisjoint(each.benefits or codes)]
        limits = {limit.code: limit for limit in limits_in((*rules, *guards))}
        counted = tuple(limit for limit in limits.values() if limit.per != "event")
        money = [each for each in limits.values() if _cuts_in_all(each)]
        uses = ((rule, table_uses(rule, (*common, *conditions), classes)) for rule, conditions in benefits)
        answers[kind] = EventAnswer(
            benefits,
            common,
            prior_payments,
            limits=counted,
            limits_in_all=tuple(limit for limit in money if all(limit in rule.limits for rule in rules)),
            table_uses=tuple((rule, tables) for rule, tables in uses if tables),
        )
    tiers = frozenset(tier.code for tier in version.fee_tiers)
    return PreparedVersion(version, tiers, answers, version.disease_lists, written)


def _cuts_in_all(limit: Limit) -> bool:
    """Whether a limit is one on money that cuts every benefit alike; each may count its own ordinals."""
    by_ordinal = any(ladder.by == "ordinal" for ladder in every(Ladder, limit.ceiling))
    return limit.unit == "fen" and limit.ceiling is not None and not limit.unless and not by_ordinal


def _own_conditions(version: PlanVersion, rule: Benefit) -> tuple[Condition, ...]:
    """The conditions that guard this benefit alone."""
    return tuple(condition for condition in version.conditions if rule.code in condition.benefits)


def prepared_plan(plan: Plan, readings: Mapping[str, str] | None) -> PreparedPlan:
    """The plan under these readings, prepared on first use and cached."""
    return _prepared(plan, tuple(sorted(readings.items())) if readings else ())


@cached_by_identity(64)
def _prepared(plan: Plan, readings: tuple[tuple[str, str], ...]) -> PreparedPlan:
    return PreparedPlan(plan, dict(readings))
