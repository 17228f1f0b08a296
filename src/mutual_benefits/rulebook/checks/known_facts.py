"""The facts that claims can have: their types, and the words and numbers that claims can give for them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, get_args

from pydantic.fields import FieldInfo

from ..._texts import Text, both
from ...claims import COUNTED_FACTS, Claim, Enrolment, bounds_of
from ...events import KINDS, MOST_DAYS, Code, HospitalStay, as_code
from ...rules.own_facts import MOST_NUMBER, TYPES, Fact
from ...rules.words import Word
from .field_types import kind_of
from .hints import A_WORD, NUMBER_AS_KEY, near


def _parts(annotation: Any) -> tuple[Any, ...]:
    return (annotation, *get_args(annotation))


_OF_CLAIM = {name: Claim.model_fields[name] for name in ("notified_on", "claimed_on")}
FACTS = {kind: {**Enrolment.model_fields, **model.model_fields, **_OF_CLAIM} for kind, model in KINDS.items()}
"""The facts of each kind of event, each with its field."""

ALL_FACTS = frozenset(fact for fields in FACTS.values() for fact in fields)

OF_SOME_EVENTS = frozenset(fact for fact in ALL_FACTS if any(fact not in fields for fields in FACTS.values()))
"""The facts that not every kind of event has."""

FACTS["hospital_stay"]["nights"] = HospitalStay.model_fields["days"]  # bounded as days are

FACT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "Table": ("by",),
    "PerDiem": ("days",),
    "LumpSum": ("when", "unless"),
    "GradedSum": ("grades", "unless"),
    "NumberBounds": ("fact",),
    "FactAmong": ("fact",),
    "OnRoute": ("unless",),
    "Limit": ("subject", "unless"),
    "Ladder": ("by",),
    "ExpenseShare": ("of",),
}
"""The fields that hold names of facts, by the name of the model."""

FOR_OWN_FACTS = ("Table", "NumberBounds", "FactAmong", "Ladder", "ExpenseShare")
"""The models in which a fact that the rule book declares may stand."""

OWN_KINDS = {"Ladder": "number", "ExpenseShare": "money"}
"""The kinds of declared facts that alone may stand in some of these models."""

FOR_COUNTED_FACTS = ("PerDiem", "NumberBounds")
"""The models in which the nights of a stay may stand."""

_CODES = {
    name for fields in FACTS.values() for name, field in fields.items() if Code in _parts(field.annotation)
}
"""The facts that are codes: claims may write them with capitals, spaces or hyphens."""


@cache
def _types_of(fact: str) -> frozenset[Any]:
    annotations = (fields[fact].annotation for fields in FACTS.values() if fact in fields)
    return frozenset(one for annotation in annotations for one in kind_of(annotation).scalars)


DAYS = frozenset(
    fact
    for fields in FACTS.values()
    for fact, field in fields.items()
    if _types_of(fact) == {int} and bounds_of(field) == (0, MOST_DAYS)
)
"""The facts that are numbers of days."""


class KnownFacts:
    """The facts that claims for a rule book can have: those of every claim, and those that it declares."""

    def __init__(self, own: Mapping[str, Fact], words: tuple[Word, ...] = ()) -> None:
        self.own, self.words = own, words

    def standing_in(self, model: str) -> frozenset[str]:
        """The names that the fields of a model that hold facts may have."""
        kind = OWN_KINDS.get(model)
        own = {name for name, fact in self.own.items() if kind in (None, fact.kind)}
        standing = own if model in FOR_OWN_FACTS else set()
        standing |= COUNTED_FACTS.keys() if model in FOR_COUNTED_FACTS else set()
        if model == "ExpenseShare":
            return frozenset(standing)
        return frozenset(standing | (ALL_FACTS if model != "Ladder" else {"day_of_cover", "ordinal"}))

    def has(self, fact: str) -> bool:
        """Whether claims for some kind of event have a fact."""
        return fact in ALL_FACTS or fact in COUNTED_FACTS or fact in self.own

    def of(self, event: str) -> frozenset[str]:
        """The names of the facts of a kind of event."""
        return frozenset((*FACTS[event], *self.own))

    def types_of(self, fact: str) -> frozenset[Any]:
        """The types of a fact, over every kind of event that has it."""
        return frozenset((TYPES[self.own[fact].kind],)) if fact in self.own else _types_of(fact)

    def right_word(self, fact: str, word: str) -> Text | None:
        """What to write instead of a word that no claim can give for a fact; None if claims can give it."""
        if self.is_counted(fact):
            return NUMBER_AS_KEY
        own = self.own.get(fact)
        known = [each for one in self.types_of(fact) for each in get_args(one)] if own is None else own.codes
        if fact == "member_class":
            known = [*known, *(word.code for word in self.words if word.fact == fact)]
        if known and word not in known:
            hint = near(word, sorted(known))
            zh = f"{fact} 不可能为 {word!r}；{hint.zh}"
            return both(f"no claim can give {word!r} for {fact}; {hint.en}", zh)
        if fact in _CODES and as_code(word) != word:
            right = as_code(word)
            return both(f"claims give {right!r}; write it like that", f"申请中写作 {right!r}；请照此书写")
        return None

    def right_number(self, fact: str, number: int) -> Text | None:
        """What to write instead of a number that no claim can give for a fact; None if claims can give it."""
        if not self.is_counted(fact):
            return A_WORD
        if bool in self.types_of(fact):
            ranges = [(0, 1)]
        elif fact in self.own:
            ranges = [(0, MOST_NUMBER)]
        else:
            ranges = [bounds_of(fields[fact]) for fields in FACTS.values() if fact in fields]
        if any(least <= number <= most for least, most in ranges):
            return None
        least, most = min(least for least, _ in ranges), max(most for _, most in ranges)
        en = f"no claim can give {number} for {fact}; give {least} to {most}"
        return both(en, f"{fact} 不可能为 {number}；请给出 {least} 至 {most}")

    def is_counted(self, fact: str) -> bool:
        """Whether a fact is a number or a truth value, so that a table by it has numbers for keys.

        >>> known = KnownFacts({})
        >>> known.is_counted("disability_grade"), known.is_counted("renewed"), known.is_counted("fee_tier")
        (True, True, False)
        """
        return bool(self.types_of(fact) & {int, bool})

    def is_word(self, fact: str) -> bool:
        """Whether claims can have a fact, and it is neither a number, a truth value nor a day."""
        return self.has(fact) and not self.types_of(fact) & {int, bool, date, Decimal}

    def wrong_fact(self, model: str, fact: str) -> Text | None:
        """What to write instead of a fact that cannot stand in a model; None where it can."""
        kind = OWN_KINDS.get(model)
        if kind and fact in self.own and self.own[fact].kind != kind:
            return both(
                "the fact {fact!r} is of the kind {own}; give one of the kind {kind}",
                "事项 {fact!r} 的类型为 {own}；应为 {kind}",
                fact=fact,
                own=self.own[fact].kind,
                kind=kind,
            )
        if fact not in self.standing_in(model):
            if fact in COUNTED_FACTS:
                return both(
                    "the nights of a stay can be `days` of per_diem or the fact of number_bounds alone",
                    "住院夜数只可用作 per_diem 的 days 或 number_bounds 的 fact",
                )
            hint = near(fact, sorted(self.standing_in(model)))
            if fact in ALL_FACTS:
                wrong = "the fact {fact!r} cannot stand here; {near}", "事项 {fact!r} 不能用于此处；{near}"
                return both(*wrong, fact=fact, near=hint)
            if fact not in self.own:
                return both("claims have no such fact; {near}", "申请没有这一项；{near}", near=hint)
            return both(
                "a fact that the rule book declares cannot stand here: it can be the fact of number_bounds or"
                " fact_among, `by` of a table or a ladder, and `of` of expense_share",
                "条款另设的事项不能用于此处：可用于 number_bounds 和 fact_among 的 fact、分列表或分档的 by、"
                "expense_share 的 of",
            )
        return None


CLAIMS = KnownFacts({})
"""The facts of claims that every rule book has."""


@cache
def always_given(event: str) -> frozenset[str]:
    """The facts of a kind of event that each claim for it has, and that are neither no nor 0.

    >>> sorted(always_given("diagnosis") - always_given("injury"))
    ['disease']
    """
    return frozenset(
        name
        for name, field in FACTS[event].items()
        if (field.is_required() or field.default)
        and (not {int, bool, Decimal} & set(kind_of(field.annotation).scalars) or _at_least_1(field))
    )


def _at_least_1(field: FieldInfo) -> bool:
    return kind_of(field.annotation).scalars == (int,) and bounds_of(field)[0] > 0
