"""Caveats about the facts of a claim: not given, not on a list, near a name."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ... import formatting
from ...engine.outcome import GuardedBenefit
from ...events import KINDS
from ...rules import Condition, OnList
from ...rules.calculator import Calculator, Value
from ...rules.words import UnknownWord, Word
from ...vocabulary import CONDITIONS, PHRASES, name_of
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatRule, CaveatScope, any_claimed, stated


def fact_caveats(scope: CaveatScope) -> Iterator[CaveatRule]:
    """The caveats about the facts that the conditions of the claimed benefits read."""
    guarded = [(each, (*scope.answer.conditions, *each.conditions)) for each in scope.answer.benefits]
    conditions = [condition for _, guards in guarded for condition in guards]
    for fact in dict.fromkeys(fact for condition in conditions for fact in condition.needs):
        needing = [each for each, guards in guarded if any(fact in guard.needs for guard in guards)]
        unchecked = [CONDITIONS[guard.condition] for guard in conditions if fact in guard.needs]
        named = stated(fact=name_of(fact).in_, conditions=formatting.listed(dict.fromkeys(unchecked)).in_)
        yield CaveatRule("not_checked", partial(_not_given, fact, needing), named)
    has = KINDS[scope.kind].model_fields
    if "disease" in has and scope.prepared.disease_lists:
        codes = tuple(code for each in scope.prepared.disease_lists for code in each.codes)
        listing = [
            (each, guard.diseases.codes)
            for each, guards in guarded
            for guard in guards
            if isinstance(guard, OnList)
        ]
        not_named = partial(_not_named, codes, listing)
        yield CaveatRule("disease_not_named", not_named, _disease_details, _disease_code)
    if "discharged_on" in has:
        yield CaveatRule("days_not_of_stay", _days_not_of_stay, _stay_details)
    with_causes = [(each, causes) for each, guards in guarded if (causes := _causes(guards))]
    for fact in KINDS[scope.kind].named:
        judged = [each for each, _ in with_causes] if fact == "cause" else []
        details = partial(_word_details, fact)
        if fact != "disease":
            yield CaveatRule("unknown_word", partial(_unknown_word, fact, judged), details)
        if judged:
            yield CaveatRule("cause_unknown_word", partial(_unknown_cause, judged), details)
    if "cause" in has and with_causes:
        yield CaveatRule("cause_not_listed", partial(_cause_not_listed, with_causes), _cause_details)


def _not_given(fact: str, needing: list[GuardedBenefit], facts: Any, do: Calculator) -> Value:
    """Whether a fact is not given, though a condition of a claimed benefit needs it."""
    return do.both(any_claimed(needing, facts, do), do.negate(do.given(fact)))


def _not_named(
    codes: tuple[str, ...], listing: list[tuple[GuardedBenefit, tuple[str, ...]]], facts: Any, do: Calculator
) -> Value:
    """Whether a disease is given that no list of the version names, or none of those of claimed benefits."""
    not_named = do.negate(do.among(facts.disease, codes))
    claimed: Value = False
    named: Value = False
    for each, listed in listing:
        asks = each.benefit.claimed(facts, do)
        claimed = do.either(claimed, asks)
        named = do.either(named, do.both(asks, do.among(facts.disease, listed)))
    not_named = do.either(not_named, do.both(claimed, do.negate(named)))
    return do.both(do.given("disease"), not_named)


def _near(worked: WorkedClaim) -> tuple[Any, ...]:
    """The diseases that a name which the plan does not know may mean, of the lists of claimed benefits."""
    if not isinstance(worked.facts.disease, UnknownWord):
        return ()
    guards = (guard for each, _ in worked.claimed_benefits() for guard in each.conditions)
    lists = [guard.diseases for guard in (*worked.answer.conditions, *guards) if isinstance(guard, OnList)]
    disease = _disease(worked)
    return tuple(dict.fromkeys(one for each in lists for one in each.near(disease)))


def _disease(worked: WorkedClaim) -> str:
    """The disease in the words of the claim."""
    return worked.claim.event.disease  # type: ignore[union-attr]  # a diagnosis, by the rule's kind


def _disease_code(worked: WorkedClaim) -> str:
    return "disease_not_named_near" if _near(worked) else "disease_not_named"


def _disease_details(worked: WorkedClaim) -> dict[str, Any]:
    near = formatting.listed([one.name for one in _near(worked)])
    return {"disease": _disease(worked), "near": near}


def _days_not_of_stay(facts: Any, do: Calculator) -> Value:
    """Whether the days of a stay are neither its nights nor one more, where the day of discharge is given."""
    return do.negate(do.among(facts.days_less_nights, (0, 1)))


def _stay_details(worked: WorkedClaim) -> dict[str, Any]:
    stay: Any = worked.claim.event
    return {
        "days": stay.days,
        "nights": stay.nights,
        "day": stay.happened_on,
        "discharged": stay.discharged_on,
    }


def _causes(guards: tuple[Condition, ...]) -> tuple[str, ...]:
    return tuple(cause for guard in guards for cause in getattr(guard, "causes", ()))


def _cause_not_listed(
    with_causes: list[tuple[GuardedBenefit, tuple[str, ...]]], facts: Any, do: Calculator
) -> Value:
    """Whether a cause is given that the conditions of no claimed benefit list, though some list causes."""
    known = do.both(do.given("cause"), do.known(facts.cause))
    not_listed = do.both(known, any_claimed([each for each, _ in with_causes], facts, do))
    for each, causes in with_causes:
        listed = do.both(each.benefit.claimed(facts, do), do.among(facts.cause, causes))
        not_listed = do.both(not_listed, do.negate(listed))
    return not_listed


def _cause_details(worked: WorkedClaim) -> dict[str, Any]:
    known = worked.prepared_plan.words.open["cause"].words
    (name,) = [word.name for word in known if word.code == worked.facts.cause]
    return {"cause": name.in_}


def _unknown(fact: str, facts: Any, do: Calculator) -> Value:
    """Whether a word is given that the plan does not know."""
    return do.both(do.given(fact), do.negate(do.known(getattr(facts, fact))))


def _unknown_word(fact: str, judged: list[GuardedBenefit], facts: Any, do: Calculator) -> Value:
    """Whether such a word is given, and none of the benefits that it decides is claimed."""
    return do.both(_unknown(fact, facts, do), do.negate(any_claimed(judged, facts, do)))


def _unknown_cause(judged: list[GuardedBenefit], facts: Any, do: Calculator) -> Value:
    """Whether a cause is given that the plan does not know, and that decides a claimed benefit."""
    return do.both(_unknown("cause", facts, do), any_claimed(judged, facts, do))


def _word_details(fact: str, worked: WorkedClaim) -> dict[str, Any]:
    word: UnknownWord = getattr(worked.facts, fact)
    near = partial(_suggestions, worked.prepared_plan.words.near(word))
    return {"word": word, "fact": name_of(fact).in_, "near": near}


def _suggestions(words: tuple[Word, ...], lang: str) -> str:
    """The end of a sentence: a question whether one of these words was meant, or a full stop."""
    if not words:
        return "。" if lang == "zh" else "."
    names = [
        word.name.zh if lang == "zh" else formatting.with_path(word.name, word.code, lang) for word in words
    ]
    return PHRASES["suggestion"].in_(lang).format(names=("或" if lang == "zh" else " or ").join(names))
