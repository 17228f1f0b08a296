"""The steps of a calculation in words, and as models."""

from functools import lru_cache
from typing import Any

from ..engine.trace import RawStep
from ..formatting import amount, cited, outward
from ..intervals import ends
from ..sources import Basis, Text
from ..vocabulary import KEYS, LIMIT_STEPS, STEPS, both


def step_line(step: RawStep, colon: str, lang: str) -> str:
    """A step as a line of text: what was worked out, its value, and whence."""
    shown, term = amount(*ends(step.value), step.unit, lang), step.term
    source = "" if term is None else cited(term.source, term.basis, lang)
    return f"  {step_label(step, lang)}{colon}{shown}{source}"


def step_fields(step: RawStep) -> dict[str, Any]:
    """The fields of a `Step`: what a step worked out, its value or bounds with the unit, and whence."""
    low, high, unit = outward(step.value, step.unit)
    source, basis = source_and_basis(step)
    return {
        "label": step_name(step),
        "value": low if low == high else None,
        "low": low,
        "high": high,
        "unit": unit,
        "source": source,
        "basis": basis,
    }


def source_and_basis(step: RawStep) -> tuple[Any, Basis | None]:
    """The source and basis of the figure that a step used."""
    term: Any = step.term
    return (None, None) if term is None else (term.source, term.basis)


def step_name(step: RawStep) -> Text:
    """What a step worked out, in words."""
    return both(step_label(step, "en"), step_label(step, "zh"))


def step_label(step: RawStep, lang: str) -> str:
    """What a step worked out, in one language."""
    code, value, unit, _, key, limit, around = step
    if limit is None:
        return _plain_label(code, key, lang)
    return _limit_label(limit.name.in_(lang), unit, value, around, lang)


@lru_cache(maxsize=1024)
def _plain_label(code: str, key: str | int | None, lang: str) -> str:
    text = STEPS[code].in_(lang)
    if key is None:
        return text
    row = KEYS[str(key)].in_(lang) if str(key) in KEYS else key
    return f"{text}（{row}）" if lang == "zh" else f"{text} ({row})"


@lru_cache(maxsize=8192)
def _limit_label(name: str, unit: str, granted: Any, around: tuple[Any, Any, Any] | None, lang: str) -> str:
    asked, used, ceiling = (ends(value) for value in around or ())
    said = LIMIT_STEPS["ceiling"].in_(lang).format(name=name, ceiling=amount(*ceiling, unit, lang))
    if used != (0, 0):
        said += LIMIT_STEPS["used"].in_(lang).format(used=amount(*used, unit, lang))
    if ends(granted) != asked:
        said += LIMIT_STEPS["cut"].in_(lang).format(asked=amount(*asked, unit, lang))
    return said
