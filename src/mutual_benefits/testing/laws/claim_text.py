"""Puts into words what a law found: sums, terms with their sources, the claim as it can be typed in."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ...claims import Claim
from ...formatting import cited, outward, quantity
from ...frozen import Frozen
from ...intervals import span
from ...rules import Benefit
from ...sources import Text
from ...vocabulary import CONDITIONS, both
from ..oracle import TermBounds

LANGUAGES = ("en", "zh")
ALL_OF_IT = both("all benefits together", "各项互助金合计")


def phrase(form: Text, **given: Any) -> Text:
    """The words of a form in both languages, with what it speaks of filled in."""
    said = (
        form.in_(lang).format(**{name: _in(value, lang) for name, value in given.items()})
        for lang in LANGUAGES
    )
    return both(*said)


def _in(value: Any, lang: str) -> Any:
    if isinstance(value, Text):
        return value.in_(lang)
    return yuan(value).in_(lang) if isinstance(value, Decimal) else value


def yuan(fen: Decimal | int) -> Text:
    """An amount of fen as yuan, with all its places where it is no whole number of fen.

    >>> str(yuan(160_000)), str(yuan(Decimal("0.5")))
    ('1,600.00 yuan', '0.005 yuan')
    """
    exact = Decimal(fen) / 100
    shown = exact.quantize(Decimal("0.01")) if exact == round(exact, 2) else exact.normalize()
    return both(f"{shown:,f} yuan", f"{shown:,f}元")


def term(name: Text, found: TermBounds, unit: str) -> Text:
    """A term with its value or bounds and its source: `rate per day: 80.00 yuan a day [seed]`."""
    said = amount(found, unit)
    return both(f"{name.en}: {said.en}", f"{name.zh}：{said.zh}")


def amount(found: TermBounds, unit: str) -> Text:
    """The value or the bounds of a term, with its source."""
    value = outward(span(found.low, found.high), unit)
    return both(*(quantity(*value, lang) + cited(found.source, found.basis, lang) for lang in LANGUAGES))


def condition(guard: Any) -> Text:
    """What a condition asks, with its source."""
    asks = CONDITIONS[guard.condition]
    return both(*(asks.in_(lang) + cited(guard.source, guard.basis, lang) for lang in LANGUAGES))


def limit_name(limit: Any) -> Text:
    """What a limit is called."""
    return both(f"limit “{limit.name.en}”", f"限额“{limit.name.zh}”")


def listed(texts: Iterable[Text]) -> Text:
    """Several texts in a row."""
    found = tuple(texts)
    return both("; ".join(text.en for text in found), "；".join(text.zh for text in found))


def benefits(rules: Iterable[Benefit]) -> Text:
    """The names of several benefits."""
    found = tuple(rule.name for rule in rules)
    return both(", ".join(name.en for name in found), "、".join(name.zh for name in found))


def typed(value: Any) -> str:
    """A claim as Python that makes it again, without the fields that are at their default."""
    if not isinstance(value, Frozen):
        return _literal(value)
    fields = type(value).model_fields
    given = [
        f"{name}={typed(part)}"
        for name, part in value.__dict__.items()
        if name != "kind" and (fields[name].is_required() or part != fields[name].default)
    ]
    return f"mb.{type(value).__name__}({', '.join(given)})"


def _literal(value: Any) -> str:
    return repr(value).removeprefix("datetime.")


def told(claim: Claim) -> str:
    """A claim as Python, one part a line."""
    own = [f"{name}={typed(getattr(claim, name))}" for name in ("id", "member")]
    days = [
        f"{name}={typed(getattr(claim, name))}"
        for name in ("notified_on", "claimed_on")
        if getattr(claim, name) is not None
    ]
    lines = [", ".join(own), f"enrolment={typed(claim.enrolment)}", f"event={typed(claim.event)}", *days]
    return "mb.Claim(\n" + "".join(f"    {line},\n" for line in lines) + ")"
