"""The facts that claims can have: their types, and the words and numbers that claims can give for them."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, get_args

from ..._texts import Text, both
from ...claims import COUNTED_FACTS, Claim, Enrolment, bounds_of
from ...events import KINDS, Code, HospitalStay, as_code
from ...rules import ExcludedCauses, FactAmong, NumberBounds
from ...rules.own_facts import MOST_NUMBER, TYPES, Fact
from ...rules.words import Word
from ...terms import Table
from .faults import A_WORD, FEN, NUMBER_AS_KEY, OTHER_UNITS, YES_OR_NO, Path, near
from .field_types import kind_of


def _parts(annotation: Any) -> tuple[Any, ...]:
    return (annotation, *get_args(annotation))


_OF_CLAIM = {name: Claim.model_fields[name] for name in ("notified_on", "claimed_on")}
FACTS = {kind: {**Enrolment.model_fields, **model.model_fields, **_OF_CLAIM} for kind, model in KINDS.items()}
"""The facts of each kind of event, each with its field."""

ALL_FACTS = frozenset(fact for fields in FACTS.values() for fact in fields)

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


class KnownFacts:
    """The facts that claims for a rule book can have: those of every claim, and those that it declares."""

    def __init__(self, own: Mapping[str, Fact], words: tuple[Word, ...] = ()) -> None:
        self.own, self.words = own, words

    def standing_in(self, model: str) -> frozenset[str]:
        """The names that the fields of a model that hold facts may have."""
        own = frozenset(self.own) if model in FOR_OWN_FACTS else frozenset()
        own |= frozenset(COUNTED_FACTS) if model in FOR_COUNTED_FACTS else frozenset()
        if model == "ExpenseShare":
            return own
        return own | (ALL_FACTS if model != "Ladder" else {"day_of_cover", "ordinal"})

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

    def wrong_fact(self, model: str, fact: str) -> Text | None:
        """What to write instead of a fact that cannot stand in a model; None where it can."""
        if fact not in self.standing_in(model):
            if fact in COUNTED_FACTS:
                return both(
                    "the nights of a stay can be `days` of per_diem or the fact of number_bounds alone",
                    "住院夜数只可用作 per_diem 的 days 或 number_bounds 的 fact",
                )
            if fact not in self.own:
                hint = near(fact, sorted(self.standing_in(model)))
                return both("claims have no such fact; {near}", "申请没有这一项；{near}", near=hint)
            return both(
                "a fact that the rule book declares cannot stand here: it can be the fact of number_bounds or"
                " fact_among, `by` of a table or a ladder, and `of` of expense_share",
                "条款另设的事项不能用于此处：可用于 number_bounds 和 fact_among 的 fact、分列表或分档的 by、"
                "expense_share 的 of",
            )
        kind = {"Ladder": "number", "ExpenseShare": "money"}.get(model, "")
        if kind and fact in self.own and self.own[fact].kind != kind:
            return both(
                "the fact {fact!r} is of the kind {own}; give one of the kind {kind}",
                "事项 {fact!r} 的类型为 {own}；应为 {kind}",
                fact=fact,
                own=self.own[fact].kind,
                kind=kind,
            )
        return None


class Unusable(NamedTuple):
    """What no claim can match, or what has no effect: where it is in a file, and what is right."""

    path: Path
    right: Text
    given: Any = ...


def unusable_condition(known: KnownFacts, path: Path, condition: Any) -> Iterator[Unusable]:
    """What is wrong with the fact, the words or the numbers of a condition."""
    if isinstance(condition, ExcludedCauses):
        for place, cause in enumerate(condition.causes):
            yield from wrong_word(known, (*path, "causes", place), "cause", cause)
    elif isinstance(condition, NumberBounds):
        yield from _wrong_unit(known, path, condition)
    else:
        yield from _wrong_among(known, path, condition)


def _wrong_among(known: KnownFacts, path: Path, condition: FactAmong) -> Iterator[Unusable]:
    """A fact that is no word and not yes or no, or what it can never be."""
    types = known.types_of(condition.fact)
    if {int, date, Decimal} & types:
        yield Unusable(
            (*path, "fact"),
            both(
                f"the fact {condition.fact!r} is no word; give number_bounds",
                f"事项 {condition.fact!r} 不是词；请用 number_bounds",
            ),
        )
        return
    for place, word in enumerate(condition.among):
        if (bool in types) != isinstance(word, bool):
            right = YES_OR_NO if bool in types else A_WORD
            never = "the fact {fact!r} is never this; {right}", "事项 {fact!r} 不会是此值；{right}"
            yield Unusable((*path, "among", place), both(*never, fact=condition.fact, right=right))
        elif isinstance(word, str):
            yield from wrong_word(known, (*path, "among", place), condition.fact, word)


def _wrong_unit(known: KnownFacts, path: Path, bounds: NumberBounds) -> Iterator[Unusable]:
    """A bound of a fact that is no number, or whose unit is not that of the fact."""
    types = known.types_of(bounds.fact)
    if bounds.after_event and (bounds.fact not in known.own or date not in types):
        right = both("give a fact of the kind day that the rule book declares", "请给出条款另设的日期事项")
        yield Unusable((*path, "after_event"), right)
    elif bounds.after_event:
        if bounds.unit != "day":
            right = both("what is after the event is counted in days; give day", "出险后以天数计；请给出 day")
            yield Unusable((*path, "unit"), right, bounds.unit)
    elif bounds.fact in known.own and date in types:
        yield Unusable(
            (*path, "fact"),
            both(
                f"the fact {bounds.fact!r} is a day; give after_event = true",
                f"事项 {bounds.fact!r} 是日期；请给出 after_event = true",
            ),
        )
    elif not {int, Decimal} & types:
        yield Unusable(
            (*path, "fact"),
            both(
                f"the fact {bounds.fact!r} is not a number; give one that is",
                f"事项 {bounds.fact!r} 不是数；请给出数的事项",
            ),
        )
    elif (Decimal in types) != (bounds.unit == "fen"):
        unit = FEN if Decimal in types else OTHER_UNITS
        right = both(
            "the fact {fact!r} is not counted in it; {right}",
            "事项 {fact!r} 不以此为单位；{right}",
            fact=bounds.fact,
            right=unit,
        )
        yield Unusable((*path, "unit"), right, bounds.unit)


def unusable_table(known: KnownFacts, path: Path, table: Table, outer: Any) -> Iterator[Unusable]:
    """What is wrong with the fact or the keys of a table; `outer` holds it in a row."""
    if {date, Decimal} & known.types_of(table.by):
        right = both(
            "a table has rows for words or whole numbers; give such a fact",
            "分列表只能按词或整数分行；请给出这样的事项",
        )
        yield Unusable((*path, "by"), right, table.by)
        return
    if isinstance(outer, Table) and outer.by == table.by:
        en = f"the rows around it are by {table.by} already; give another fact"
        right = both(en, f"外层已按 {table.by} 分行；请给出另一事项")
        yield Unusable((*path, "by"), right)
    for key in table.keys:
        yield from wrong_word(known, (*path, "rows", str(key)), table.by, key)


def wrong_word(known: KnownFacts, path: Path, fact: str, word: str | int) -> Iterator[Unusable]:
    """A word or a number that no claim can give for a fact."""
    right = known.right_number(fact, word) if isinstance(word, int) else known.right_word(fact, word)
    if right:
        yield Unusable(path, right)
