"""Checks the kinds of the facts that parts of a rule book name, and the words and numbers given for them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ..._texts import Text, both, listed
from ...limits import Limit
from ...rules import ExcludedCauses, FactAmong, NumberBounds, PerDiem
from ...terms import Table
from ..version import PlanVersion
from .hints import A_WORD, YES_OR_NO, Path, near
from .known_facts import ALL_FACTS, CLAIMS, DAYS, FACT_FIELDS, FACTS, KnownFacts

FEN = both("give fen for money", "金额请用 fen")
OTHER_UNITS = both("give number, day or share", "请给出 number、day 或 share")


class Unusable(NamedTuple):
    """What no claim can match, or what has no effect: where it is in a file, and what is right."""

    path: Path
    right: Text
    given: Any = ...


def facts_named(value: Any) -> Iterator[tuple[Path, str]]:
    """The facts that the fields of one benefit, condition, term or limit name, each with its path in it."""
    for field in FACT_FIELDS.get(type(value).__name__, ()):
        named = getattr(value, field)
        if isinstance(named, str):
            yield (field,), named
        else:
            yield from (((field, place), fact) for place, fact in enumerate(named or ()))


def of_wrong_kind(known: KnownFacts, path: Path, value: Any) -> Iterator[Unusable]:
    """The facts of a wrong kind that a value names in its fields; those that no claim has are passed over."""
    named = {at: fact for at, fact in facts_named(value) if known.has(fact)}
    wrong = {at: known.wrong_fact(type(value).__name__, fact) for at, fact in named.items()}
    faults = [Unusable((*path, *at), right, named[at]) for at, right in wrong.items() if right]
    if faults or not named:
        yield from faults
    elif isinstance(value, PerDiem):
        if value.days in FACTS[value.event].keys() - DAYS:
            en = f"the fact {value.days!r} is not a number of days; give one that is"
            right = both(en, f"事项 {value.days!r} 不是天数；请给出天数的事项")
            yield Unusable((*path, "days"), right)
    elif isinstance(value, Table):
        if {date, Decimal} & known.types_of(value.by):
            right = both(
                "a table has rows for words or whole numbers; give such a fact",
                "分列表只能按词或整数分行；请给出这样的事项",
            )
            yield Unusable((*path, "by"), right, value.by)
    elif isinstance(value, FactAmong):
        yield from _wrong_among(known, path, value)
    elif isinstance(value, NumberBounds):
        yield from _wrong_unit(known, path, value)
    elif isinstance(value, Limit) and ("subject",) in named and not known.is_word(named["subject",]):
        right = both(
            "claims are counted apart by words alone; give a fact that is a word",
            "只能按词分别累计；请给出词的事项",
        )
        yield Unusable((*path, "subject"), right, value.subject)


def right_facts(
    known: KnownFacts, facts: Iterable[str], value: Any, fault: Unusable
) -> tuple[str, list[str]]:
    """The fact to which a fault of a value is due, and those of `facts` that can stand in its place."""
    named = dict(facts_named(value))
    at = fault.path if fault.path in named else next(iter(named))
    others = sorted(one for one in known.standing_in(type(value).__name__) if one in {*facts, "day_of_cover"})
    filled = {
        one: value.trusted(**value.__dict__ | {at[0]: one if len(at) == 1 else (one,)}) for one in others
    }
    return named[at], [one for one in others if not any(of_wrong_kind(known, (), filled[one]))]


def _wrong_among(known: KnownFacts, path: Path, condition: FactAmong) -> Iterator[Unusable]:
    """A fact that is no word and not yes or no, or that is the other of the two."""
    if {int, date, Decimal} & known.types_of(condition.fact):
        yield Unusable(
            (*path, "fact"),
            both(
                f"the fact {condition.fact!r} is no word; give number_bounds",
                f"事项 {condition.fact!r} 不是词；请用 number_bounds",
            ),
        )
        return
    others = _of_other_kind(known, path, condition)
    if len(others) == len(condition.among):
        yield from others


def _of_other_kind(known: KnownFacts, path: Path, condition: FactAmong) -> list[Unusable]:
    """The words for a fact that is yes or no, or yes and no for one that is a word."""
    flag = bool in known.types_of(condition.fact)
    if not flag and not known.is_word(condition.fact):
        return []
    never = "the fact {fact!r} is never this; {right}", "事项 {fact!r} 不会是此值；{right}"
    right = both(*never, fact=condition.fact, right=YES_OR_NO if flag else A_WORD)
    among = enumerate(condition.among)
    return [Unusable((*path, "among", at), right) for at, word in among if isinstance(word, bool) != flag]


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


def never_given(known: KnownFacts, path: Path, value: Any) -> Iterator[Unusable]:
    """The words and numbers of a table or a condition that no claim can give for its fact."""
    words: Mapping[Path, str | int] = {}
    if isinstance(value, ExcludedCauses):
        fact, words = "cause", {("causes", place): word for place, word in enumerate(value.causes)}
    elif isinstance(value, FactAmong):
        others = _of_other_kind(known, path, value)
        yield from others if len(others) < len(value.among) else ()
        given = enumerate(value.among if known.is_word(value.fact) else ())
        fact, words = value.fact, {("among", at): word for at, word in given if isinstance(word, str)}
    elif isinstance(value, Table) and (known.is_word(value.by) or known.is_counted(value.by)):
        fact, words = value.by, {("rows", str(key)): key for key in value.keys}
    for at, word in words.items():
        right = known.right_number(fact, word) if isinstance(word, int) else known.right_word(fact, word)
        if right:
            yield Unusable((*path, *at), right)


def wrong_in_doubts(version: PlanVersion) -> Iterator[Unusable]:
    """The facts to which a caveat is restricted that no claim has, or of which it asks what it cannot."""
    by_event = [FACTS[event].keys() & ALL_FACTS for event in {rule.event for rule in version.benefits}]
    facts = sorted(frozenset().union(*by_event))
    for place, doubt in enumerate(version.doubts):
        path: Path = ("doubts", place, "only")
        only = {fact for fact, _ in doubt.only}
        for fact, word in doubt.only:
            if fact not in facts:
                hint = near(fact, facts)
                right = both("claims have no such fact; {near}", "申请没有这一项；{near}", near=hint)
                yield Unusable((*path, fact), right)
            elif word != "true" and not CLAIMS.is_word(fact):
                right = both(
                    f"a caveat asks only whether {fact} is given; write 'true'",
                    f"须知事项只看是否填写 {fact}；请写 'true'",
                )
                yield Unusable((*path, fact), right)
        if only.issubset(facts) and not any(map(only.issubset, by_event)):
            together = listed(sorted(only))
            right = both(
                "no claim has all of these facts: {facts}", "没有申请同时有这些事项：{facts}", facts=together
            )
            yield Unusable((*path, max(only)), right)
