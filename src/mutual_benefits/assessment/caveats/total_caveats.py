"""The caveat that something open decides several benefits, so the total is not the sum of their bounds."""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Any

from ... import formatting
from ...diseases import DiseaseList
from ...engine.claim_sums import cases_of, sums_within_limits
from ...rules.words import UnknownWord
from ...terms import Unstated
from ...vocabulary import PHRASES, name_of
from ..worked_claim import WorkedClaim
from .caveat_rule import CaveatFields

MOST_CASES = 4
"""With more cases than this only what is open is named."""


def total_caveats(worked: WorkedClaim) -> Iterator[CaveatFields]:
    """The caveat that names what is open and, where they are few, what is due in each case."""
    asked = worked.answer, worked.facts, worked.used_before
    if worked.sums != sums_within_limits(*asked, worked.outcomes):
        yield "decided_together", {"open": partial(_open, worked), "cases": partial(_cases, worked)}


def _open(worked: WorkedClaim, lang: str) -> str:
    """What is open and settled in each world, of what is missing for this claim."""
    settled = set(chain.from_iterable(worked.answer.worlds))
    words = any(type(key) is tuple for key in settled)
    missing = [term for *_, terms in worked.outcomes for term in terms]
    named = [term for term in missing if (words if type(term) is UnknownWord else id(term) in settled)]
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(_named(term, lang) for term in named))


def _named(term: Any, lang: str) -> str:
    if isinstance(term, Unstated):
        return term.what.in_(lang)
    if isinstance(term, DiseaseList):
        return PHRASES["on_partial_list"].in_(lang)
    name = name_of(term.fact).in_(lang)
    return PHRASES["unknown_word"].in_(lang).format(name=name, word=term)


def _cases(worked: WorkedClaim, lang: str) -> str:
    """What is due in each case: the sums of those benefits that are paid, or may be."""
    also, space = ("、", "") if lang == "zh" else (" and ", " ")
    names = [guarded.benefit.name.in_(lang) for guarded in worked.answer.benefits]
    cases = []
    for outcomes, _ in cases_of(worked.answer, worked.facts, worked.used_before):
        due = [
            f"{name}{space}{formatting.amount(low, high, 'fen', lang)}"
            for name, (_, low, high, *_) in zip(names, outcomes, strict=True)
            if high != 0
        ]
        cases.append(also.join(due) or formatting.amount(0, 0, "fen", lang))
    distinct = tuple(dict.fromkeys(cases))
    if len(distinct) > MOST_CASES:
        return ""
    return PHRASES["either_or"].in_(lang).format(cases=PHRASES["or"].in_(lang).join(distinct))
