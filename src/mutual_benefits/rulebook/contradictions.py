"""Finds what contradicts itself in a version as a whole: names, fee tiers, limits, how benefits combine."""

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import Any

from .._texts import Text, both, listed
from ..frozen import Frozen, every, parts_of
from ..limits import Limit, LimitCount, limits_in
from ..rules.own_facts import check_declarations
from ..rules.words import check_words
from ..terms import Choice, Table, choices, read
from .effects import MAPPINGS

Contradiction = tuple[tuple[str | int, ...], Text]
"""The path of a value of a version, and what is wrong with it."""

MOST_TOLD = 50
"""Contradictions that are told at once."""


def contradictions(version: Any) -> Iterator[Contradiction]:
    """Everything that contradicts itself in a version, each part of which is valid."""
    codes = [benefit.code for benefit in version.benefits]
    tiers = [tier.code for tier in version.fee_tiers]
    for name, kind, given in (
        ("benefits", both("benefit", "互助金"), codes),
        ("fee_tiers", both("fee tier", "会费档次"), tiers),
    ):
        for place, code in enumerate(given):
            if code in given[:place]:
                twice = both("{kind} {code} appears twice", "{kind} {code} 出现两次", kind=kind, code=code)
                yield (name, place, "code"), twice
    for code, text in column_taken(codes):
        yield ("benefits", codes.index(code), "code"), text
    shown = version.shown_until
    if shown is not None and shown.day < version.effective_from:
        text = both(
            "shown_until is {day}, before the first day; give a day on which the record shows the version in"
            " force",
            "shown_until 为 {day}，早于起始日；请填写资料显示该版本施行的日期",
            day=shown.day,
        )
        yield ("shown_until", "day"), text
    yield from _unknown_benefits(version, codes)
    for wrong in check_words(version.words, version.benefits, version.conditions):
        yield ("words",), wrong
    for name, text in check_declarations(dict(version.facts), codes):
        yield ("facts", name), text
    if any(_has_other_tiers(table, tiers) for table in every(Table, version)):
        yield from _wrong_tiers(version, tiers, (), "")
    yield from _among_limits(version)


def _among_limits(version: Any) -> Iterator[Contradiction]:
    """Limits with two definitions, and benefits that nothing combines, under any reading."""
    # Sets first: a hostile file may name one benefit a thousand times.
    groups = {frozenset(adds.benefits) for adds in version.adds}
    added = {frozenset(pair) for group in groups for pair in combinations(group, 2)}
    known: dict[int, tuple[Any, tuple[Limit, ...]]] = {}

    def with_limits(part: Any) -> tuple[Any, tuple[Limit, ...]]:
        """The part with its limits, found once: most parts are the same under every reading."""
        if id(part) not in known:
            known[id(part)] = part, limits_in(part)
        return known[id(part)]

    for readings in single_readings(version):
        resolved = read((version.benefits, version.conditions), readings)
        benefits, conditions = ([with_limits(part) for part in parts] for parts in resolved)
        yield from _wrong_limits(benefits, conditions)
        yield from _wrong_uses(*resolved)
        yield from _wrong_combinations(resolved[0], added)


def single_readings(value: Any) -> list[dict[str, str]]:
    """The default readings, and each other option alone, with those around it that lead to it.

    Raises:
        InvalidPlan: two places offer one reading with other options.
    """
    found: list[dict[str, str]] = [{}]
    for choice in every(Choice, value) if choices(value) else ():
        for name, option in choice.options[1:]:
            found += [{**inner, choice.reading: name} for inner in single_readings(option)]
    return list({tuple(sorted(each.items())): each for each in found}.values())


def column_taken(codes: Collection[str]) -> Iterator[tuple[str, Text]]:
    """Each code of a benefit whose column is that of the total, or of a bound of another benefit."""
    bounds = {f"{code}_{end}": code for code in codes for end in ("low", "high")}
    for code in codes:
        if code in bounds or code in ("low", "high", "total"):
            what = both("the total", "合计") if code not in bounds else both(bounds[code], bounds[code])
            yield (
                code,
                both(
                    "a table has a column for {what} under the name {code}; give the benefit another code",
                    "表格中 {code} 列属于{what}；请为该互助金改用其他代码",
                    what=what,
                    code=code,
                ),
            )


def _unknown_benefits(version: Any, codes: list[str]) -> Iterator[Contradiction]:
    for name in ("conditions", "adds"):
        for place, part in enumerate(getattr(version, name)):
            for number, code in enumerate(part.benefits):
                if code not in codes:
                    text = both(
                        "{part} names {code}; the benefits are {codes}",
                        "{part} 提到 {code}；现有互助金：{codes}",
                        part=type(part).__name__,
                        code=code,
                        codes=listed(codes),
                    )
                    yield (name, place, "benefits", number), text


def _has_other_tiers(table: Table, tiers: list[str]) -> bool:
    """Whether a table is by fee tiers that are not those of the version."""
    return table.by == "fee_tier" and set(table.keys) != set(tiers)


def _wrong_tiers(
    value: object, tiers: list[str], path: tuple[str | int, ...], named: str
) -> Iterator[Contradiction]:
    """The tables whose rows are not the fee tiers of the version."""
    if isinstance(value, Table) and _has_other_tiers(value, tiers):
        text = both(
            "{named}: rows for the fee tiers {rows}; the version has {tiers}",
            "{named}：所列会费档次为 {rows}；该版本的档次为 {tiers}",
            named=named,
            rows=listed(value.keys),
            tiers=listed(tiers) if tiers else both("none", "无"),
        )
        yield path, text
    parts: Iterable[tuple[str | int, Any]] = enumerate(parts_of(value))
    if isinstance(value, Frozen):
        parts = value.__dict__.items()
    elif path and path[-1] in MAPPINGS:
        parts = ((str(key), part) for key, part in value)  # type: ignore[attr-defined]  # pairs
    for name, part in parts:
        yield from _wrong_tiers(
            part, tiers, (*path, name), f"{named}.{getattr(part, 'code', name)}".strip(".")
        )


WithLimits = list[tuple[Any, tuple[Limit, ...]]]
"""Benefits or conditions, each with the limits in it."""


def _wrong_limits(benefits: WithLimits, conditions: WithLimits) -> Iterator[Contradiction]:
    defined: dict[str, Limit] = {}
    for name, parts in (("benefits", benefits), ("conditions", conditions)):
        for place, (part, limits) in enumerate(parts):
            for limit in limits:
                if defined.setdefault(limit.code, limit) != limit:
                    text = both(
                        "{part}: the limit {limit} is defined differently elsewhere; give it one definition",
                        "{part}：限额 {limit} 在别处的定义不同；请统一定义",
                        part=getattr(part, "code", type(part).__name__),
                        limit=limit.code,
                    )
                    yield (name, place), text


_USES = {name: name for name in ("limits", "counter", "line_counter", "yearly_deductible")}
_USES["limit"] = "limits"  # of a condition, which asks what the benefits have drawn on it


def _wrong_uses(benefits: Iterable[Any], conditions: Iterable[Any]) -> Iterator[Contradiction]:
    """The limits that are used in two ways: what is counted in one would count in the other."""
    uses: dict[str, str] = {}
    for name, parts in (("benefits", benefits), ("conditions", conditions)):
        for place, part in enumerate(parts):
            for field, limit in _limits_of(part):
                use = _USES[field]
                if uses.setdefault(limit.code, use) != use:
                    text = both(
                        "{part}: the limit {limit} is used as {use} here and as {other} elsewhere; give each"
                        " use a limit of its own",
                        "{part}：限额 {limit} 在此用作 {use}，在别处用作 {other}；请分别设限额",
                        part=getattr(part, "code", type(part).__name__),
                        limit=limit.code,
                        use=use,
                        other=uses[limit.code],
                    )
                    yield (name, place, field), text


def _limits_of(part: Any) -> Iterator[tuple[str, Limit]]:
    """The limits of a benefit or a condition, each with its field."""
    for field in _USES:
        yield from ((field, limit) for limit in limits_in(getattr(part, field, None)))


def counts_of(version: Any) -> dict[str, set[LimitCount]]:
    """How the use of each limit of a version is counted, under any reading."""
    counts: dict[str, set[LimitCount]] = {}
    for part in (*version.benefits, *version.conditions):
        for field, limit in _limits_of(part):
            counts.setdefault(limit.code, set()).add(LimitCount.of(limit, _USES[field]))
    return counts


def _codes_that_cut(rule: Any) -> set[str]:
    """The limits that cut what a benefit pays; one without a ceiling only counts."""
    return {limit.code for limit in rule.limits if limit.ceiling is not None}


def _wrong_combinations(benefits: Iterable[Any], added: set[frozenset[str]]) -> Iterator[Contradiction]:
    """The benefits for one event of which nothing states how they combine."""
    with_codes = [(rule, _codes_that_cut(rule)) for rule in benefits]
    for (_, (first, own)), (other, (second, others)) in combinations(enumerate(with_codes), 2):
        combined = own & others or frozenset((first.code, second.code)) in added
        if first.event == second.event and not combined:
            text = both(
                "{one} and {other} both cover {event}; let them share a limit with a ceiling, or name them"
                " together in adds",
                "{one} 和 {other} 均保障 {event}；请让两者共用有上限的限额，或在 adds 中一并列出",
                one=first.code,
                other=second.code,
                event=first.event,
            )
            yield ("benefits", other), text
