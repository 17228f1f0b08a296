"""Finds the facts that a benefit or a condition reads."""

import re

from ..frozen import every
from ..limits import Limit
from ..rules import Benefit, Condition
from .compiled.function_source import FunctionSource
from .compiled.verbs import CompiledVerbs


def facts_read(part: Benefit | Condition) -> frozenset[str]:
    """The names of the facts on which a benefit, or whether a condition holds, may depend.

    They are found in the lines that are compiled from its formula. A fact that a formula names only as a step
    of the explanation is not among them.

    >>> from mutual_benefits import get_plan
    >>> allowance = get_plan("hospital_allowance").versions[0].benefits[0]
    >>> sorted(facts_read(allowance))
    ['days']
    """
    do = CompiledVerbs(FunctionSource())
    if isinstance(part, Condition):
        do.script.line(repr(part.holds(do.facts, do)))
        others = part.needs
    else:
        do.script.line(repr((part.claimed(do.facts, do), part.formula(do.facts, do))))
        others = ()
    counted_by = (limit.subject for limit in every(Limit, part) if limit.subject)
    # A word of a plan that looks like a look-up could hide a caveat, no more. `ast` would tell them apart,
    # but may not be used by several threads on Python 3.11.
    looked_up = re.findall(r"\bfacts\['(\w+)'\]", "\n".join(do.script.lines))
    return frozenset((*looked_up, *others, *counted_by))
