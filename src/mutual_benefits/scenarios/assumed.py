"""Puts assumptions into words, in English and in Chinese: nothing that was assumed stays unsaid."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..formatting import number
from ..money import to_yuan
from ..sources import Text
from ..vocabulary import CAUSES, EVENTS, KEYS, VALUES, name_of
from .distributions import Bands, Beyond, ByTier, CappedGeometric, Chance, Fact, Fixed, Poisson, Weighted
from .wording import DISTRIBUTIONS, SHAPE

if TYPE_CHECKING:
    from .incidences import Severity
    from .portfolio_shape import PlanShape, PortfolioShape

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


def plain(value: Decimal) -> str:
    """A decimal without idle zeros and exponents."""
    return f"{value.normalize():f}"


def decimal_of(value: Fraction, places: int) -> Decimal:
    """A fraction as a decimal of so many places, rounded half up (away from zero)."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


def portfolio_lines(shape: "PortfolioShape", lang: str) -> list[str]:
    """The shape of a portfolio, line by line."""
    from .portfolio_shape import INSURED

    def say(what: str, **details: Any) -> str:
        return SHAPE[what].in_(lang).format(**details)

    lines = [
        say("synthetic"),
        "  " + say("insured", insured=f"{shape.insured:,}", seed=f"{INSURED:,}"),
        "  "
        + say("women", women=_percent(shape.women), first=shape.first_day, age=said(shape.age, "", lang)),
        "  " + say("days", first=shape.first_day, last=shape.last_day),
    ]
    weights = sum((one.weight for one in shape.plans), Decimal(0))
    for one in shape.plans:
        month = SHAPE["the_year" if one.calendar_years else "a_month"].in_(lang)
        women = SHAPE["women_only"].in_(lang) if one.women_only else ""
        weight = {"weight": plain(one.weight), "all": plain(weights)}
        lines.append(
            say("plan", plan=_plan(one, lang), years=one.cover_years, month=month, women=women, **weight)
        )
        lines += [_fact(name, distribution, lang) for name, distribution in one.enrolment]
        all_events = sum((event.weight for event in one.events), Decimal(0))
        for event in one.events:
            kind = EVENTS[event.event].in_(lang)
            lines.append("  " + say("event", event=kind, weight=plain(event.weight), all=plain(all_events)))
            lines += severity_lines(event, lang)
    return lines


def severity_lines(severity: "Severity", lang: str) -> list[str]:
    """The facts of a kind of event, a line for each."""
    return ["  " + _fact(name, distribution, lang) for name, distribution in severity.facts]


def _fact(name: str, distribution: Any, lang: str) -> str:
    words = SHAPE["fact"].in_(lang)
    return "  " + words.format(fact=named(name, lang), said=said(distribution, name, lang))


def _plan(shape: "PlanShape", lang: str) -> str:
    from ..plans.registry import all_plans

    names: dict[str, Text] = {plan.code: plan.name for plan in all_plans()}
    return names[shape.plan].in_(lang) if shape.plan in names else shape.plan


def _value(value: Fact, fact: str, lang: str) -> str:
    if isinstance(value, bool) or value is None:
        return VALUES[value].in_(lang)
    if isinstance(value, int):
        return number(to_yuan(value), "yuan") if fact in IN_FEN else f"{value:,}"
    word = VALUES.get(value) or CAUSES.get(value) or KEYS.get(value)
    return word.in_(lang) if word else value


def _percent(chance: Decimal) -> str:
    return f"{plain(chance * 100)}%"
