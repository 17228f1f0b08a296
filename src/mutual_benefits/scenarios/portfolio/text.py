"""Puts assumptions into words, in English and in Chinese: nothing that was assumed stays unsaid."""

from collections.abc import Iterable
from typing import Any

from ...formatting import number
from ...money import to_yuan
from ...vocabulary import CAUSES, KEYS, VALUES, name_of
from ..sums import decimal_of, plain
from .distributions import Bands, Beyond, ByTier, CappedGeometric, Chance, Fact, Fixed, Poisson, Weighted
from .vocabulary import DISTRIBUTIONS, SHAPE

IN_FEN = ("self_paid", "over_cap", "other_cover", "loss")
"""Facts that are drawn in whole fen."""


def named(fact: str, lang: str) -> str:
    """A fact's name in one language; one that has none here stands for itself."""
    return name_of(fact).in_(lang)


def said(distribution: Any, fact: str, lang: str) -> str:
    """A distribution of one fact in words."""
    words, comma = DISTRIBUTIONS[distribution.kind].in_(lang), SHAPE["comma"].in_(lang)
    match distribution:
        case Fixed(value=value):
            return words.format(value=_value(value, fact, lang))
        case Chance(of=chance) | Poisson(of=chance):
            return words.format(of=plain(chance))
        case Weighted(rows=rows):
            row = DISTRIBUTIONS["row"].in_(lang)
            each = (row.format(value=_value(value, fact, lang), weight=plain(w)) for value, w in rows)
            return words.format(rows=comma.join(each))
        case CappedGeometric(goes_on=chance, least=least, most=most):
            mean = decimal_of(distribution.mean, 2)
            return words.format(least=least, most=most, goes_on=plain(chance), mean=mean)
        case Bands(rows=bands):
            band = DISTRIBUTIONS["band"].in_(lang)
            ends = ((_value(least, fact, lang), _value(most, fact, lang), w) for least, most, w in bands)
            each = (band.format(least=least, most=most, weight=plain(w)) for least, most, w in ends)
            return words.format(rows=comma.join(each))
        case ByTier(rows=tiers):
            tier = DISTRIBUTIONS["tier"].in_(lang)
            each = (tier.format(tier=code, said=said(one, fact, lang)) for code, one in tiers)
            return words.format(rows=SHAPE["semicolon"].in_(lang).join(each))
        case Beyond(fact=other, by=by):
            return words.format(fact=named(other, lang), by=said(by, fact, lang))
    raise TypeError(f"{distribution!r} is no distribution")


def severity_lines(facts: Iterable[tuple[str, Any]], lang: str) -> list[str]:
    """The facts of a kind of event with their distributions, a line for each."""
    return ["  " + fact_line(name, distribution, lang) for name, distribution in facts]


def fact_line(name: str, distribution: Any, lang: str) -> str:
    """A fact with its distribution."""
    words = SHAPE["fact"].in_(lang)
    return "  " + words.format(fact=named(name, lang), said=said(distribution, name, lang))


def _value(value: Fact, fact: str, lang: str) -> str:
    if isinstance(value, bool) or value is None:
        return VALUES[value].in_(lang)
    if isinstance(value, int):
        return number(to_yuan(value), "yuan") if fact in IN_FEN else f"{value:,}"
    word = VALUES.get(f"{fact}.{value}") or VALUES.get(value) or CAUSES.get(value) or KEYS.get(value)
    return word.in_(lang) if word else value
