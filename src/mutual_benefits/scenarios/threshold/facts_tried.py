"""The facts of a claim that may have thresholds."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ..._texts import both, listed
from ...claims import Claim, kind_of
from ...errors import InvalidScenario
from ...rulebook.plan import Plan
from ...rules.fact_names import names_of
from ...rules.own_facts import facts_declared
from ...sources import Text
from ..claim_facts import check_paths, facts_by_path, typed_fact
from ..fact_words import fact_name


def facts_tried(claim: Claim, plan: Plan, facts: Iterable[str] | None) -> Iterator[tuple[str, Text, Any]]:
    """The path, the name and the value of each day and number of a claim that it tells, or of those given.

    Raises:
        UnknownPath: the claim has no such fact.
        InvalidScenario: a fact is a word, or yes or no.
    """
    declared = facts_declared(plan.versions)
    known = facts_by_path(claim, declared)
    numbers = [path for path, field in known.items() if kind_of(field) in (date, int, Decimal)]
    tried = numbers if facts is None else list(dict.fromkeys(facts))
    check_paths(claim, tried, declared)
    for path in tried:
        if path not in numbers:
            message = both(
                "{path} is no day or number, so it has no threshold (see `grid`); give some of {numbers}",
                "{path} 不是日期或数字，没有临界点（可用 `grid` 变换）；可选：{numbers}",
                path=path,
                numbers=listed(numbers),
            )
            raise InvalidScenario(message, field="facts", given=path, choices=numbers)
    own = dict(names_of(declared.items()))
    for path in tried:
        value = typed_fact(claim, path, known[path])
        if value is not None:
            yield path, fact_name(path, claim.event.kind, own), value
