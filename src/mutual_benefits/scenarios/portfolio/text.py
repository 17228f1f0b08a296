"""The text of distributions and facts, in English and in Chinese."""

from collections.abc import Iterable
from typing import Any

from ..._texts import both
from ...formatting import quantity
from ...money import to_yuan
from ...vocabulary import CAUSES, KEYS, VALUES
from ..fact_words import fact_name, fact_unit
from ..sums import decimal_of, plain
from .assumed_figures import Fact
from .distributions import Bands, Beyond, ByTier, CappedGeometric, Chance, Fixed, Poisson, Weighted
from .vocabulary import DISTRIBUTIONS, SHAPE

IN_FEN = ("self_paid", "over_cap", "other_cover", "loss")
"""Facts whose distributions are in whole fen."""


def distribution_text(distribution: Any, fact: str, lang: str) -> str:
    """The distribution of one fact in words."""
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
            start, end = (_value(days, fact, lang) for days in (least, most))
            return words.format(least=start, most=end, goes_on=plain(chance), mean=mean)
        case Bands(rows=bands):
            band = DISTRIBUTIONS["band"].in_(lang)
            ends = ((_value(least, fact, lang), _value(most, fact, lang), w) for least, most, w in bands)
            each = (band.format(least=least, most=most, weight=plain(w)) for least, most, w in ends)
            return words.format(rows=comma.join(each))
        case ByTier(rows=tiers):
            tier = DISTRIBUTIONS["tier"].in_(lang)
            each = (
                tier.format(tier=code, distribution=distribution_text(one, fact, lang)) for code, one in tiers
            )
            return words.format(rows=SHAPE["semicolon"].in_(lang).join(each))
        case Beyond(fact=other, by=by):
            return words.format(fact=fact_name(other).in_(lang), by=distribution_text(by, fact, lang))
    raise TypeError(both("{given!r} is not a distribution", "{given!r} 不是分布", given=distribution))


def severity_lines(facts: Iterable[tuple[str, Any]], lang: str) -> list[str]:
    """A line for each fact of an event, with its distribution."""
    return ["  " + fact_line(name, distribution, lang) for name, distribution in facts]


def fact_line(name: str, distribution: Any, lang: str) -> str:
    """A fact with its distribution."""
    text = distribution_text(distribution, name, lang)
    return "  " + SHAPE["fact"].in_(lang).format(fact=fact_name(name).in_(lang), distribution=text)


def _value(value: Fact, fact: str, lang: str) -> str:
    if isinstance(value, bool) or value is None:
        return VALUES[value].in_(lang)
    if isinstance(value, int):
        shown = to_yuan(value) if fact in IN_FEN else value
        return quantity(shown, shown, fact_unit(fact), lang)
    word = VALUES.get(f"{fact}.{value}") or VALUES.get(value) or CAUSES.get(value) or KEYS.get(value)
    return word.in_(lang) if word else value
