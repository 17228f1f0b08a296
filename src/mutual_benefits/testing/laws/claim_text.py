"""The texts of counterexamples: sums, terms with their sources, and claims as Python code."""

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
from ..term_bounds import TermBounds

LANGUAGES = ("en", "zh")
ALL_OF_IT = both("all benefits together", "各项互助金合计")
NO_AMOUNT = both("The answer to this claim was not an amount: {error}.", "对该申请未得出金额：{error}。")


def phrase(form: Text, **given: Any) -> Text:
    """A template filled in, in both languages."""
    texts = (
        form.in_(lang).format(**{name: _in(value, lang) for name, value in given.items()})
        for lang in LANGUAGES
    )
    return both(*texts)


def _in(value: Any, lang: str) -> Any:
    if isinstance(value, Text):
        return value.in_(lang)
    return yuan(value).in_(lang) if isinstance(value, Decimal) else value


def yuan(fen: Decimal | int) -> Text:
    """An amount of fen in yuan, with all its decimal places if it is not a whole number of fen.

    >>> str(yuan(160_000)), str(yuan(Decimal("0.5")))
    ('1,600.00 yuan', '0.005 yuan')
    """
    exact = Decimal(fen) / 100
    rounded = exact.quantize(Decimal("0.01")) if exact == round(exact, 2) else exact.normalize()
    return both(f"{rounded:,f} yuan", f"{rounded:,f}元")


def term(name: Text, bounds: TermBounds, unit: str) -> Text:
    """A term with its value or bounds and its source: `rate per day: 80.00 yuan a day [seed]`."""
    value = amount(bounds, unit)
    return both(f"{name.en}: {value.en}", f"{name.zh}：{value.zh}")


def amount(bounds: TermBounds, unit: str) -> Text:
    """The value or the bounds of a term, with its source."""
    value = outward(span(bounds.low, bounds.high), unit)
    return both(*(quantity(*value, lang) + cited(bounds.source, bounds.basis, lang) for lang in LANGUAGES))


def condition_text(condition: Any) -> Text:
    """The requirement of a condition, with its source."""
    text = CONDITIONS[condition.condition]
    return both(*(text.in_(lang) + cited(condition.source, condition.basis, lang) for lang in LANGUAGES))


def limit_name(limit: Any) -> Text:
    """The name of a limit, in quotation marks."""
    return both(f"limit “{limit.name.en}”", f"限额“{limit.name.zh}”")


def listed(texts: Iterable[Text]) -> Text:
    """Several texts, separated by semicolons."""
    parts = tuple(texts)
    return both("; ".join(text.en for text in parts), "；".join(text.zh for text in parts))


def benefit_names(benefits: Iterable[Benefit]) -> Text:
    """The names of several benefits."""
    names = tuple(benefit.name for benefit in benefits)
    return both(", ".join(name.en for name in names), "、".join(name.zh for name in names))


def as_python(value: Any) -> str:
    """A model as a Python expression, without the fields that have their default value."""
    if not isinstance(value, Frozen):
        return repr(value).removeprefix("datetime.")
    fields = type(value).model_fields
    arguments = [
        f"{name}={as_python(part)}"
        for name, part in value.__dict__.items()
        if name != "kind" and (fields[name].is_required() or part != fields[name].default)
    ]
    return f"mb.{type(value).__name__}({', '.join(arguments)})"


def claim_as_python(claim: Claim) -> str:
    """A claim as a Python expression, with a line for each part."""
    own = [f"{name}={as_python(getattr(claim, name))}" for name in ("id", "member")]
    days = [
        f"{name}={as_python(getattr(claim, name))}"
        for name in ("notified_on", "claimed_on")
        if getattr(claim, name) is not None
    ]
    parts = [f"{name}={as_python(getattr(claim, name))}" for name in ("enrolment", "event")]
    told = ", ".join(f"{name}={value!r}" for name, value in claim.facts.items())
    facts = [f"facts=dict({told})"] if told else []
    lines = [", ".join(own), *parts, *days, *facts]
    return "mb.Claim(\n" + "".join(f"    {line},\n" for line in lines) + ")"
