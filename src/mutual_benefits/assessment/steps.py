"""Turns the recorded steps of a calculation into words and into models."""

from functools import lru_cache
from typing import Any

from ..engine.trace import RawStep
from ..formatting import amount, cited, outward
from ..intervals import ends
from ..sources import Basis, Text
from ..vocabulary import KEYS, LIMIT_STEPS, STEPS, both


def step_line(step: RawStep, colon: str, lang: str) -> str:
    """A step as a line of text: its label, its value, and its source."""
    value, term = amount(*ends(step.value), shown_unit(step.unit), lang), step.term
    source = "" if term is None else cited(term.source, term.basis, lang)
    return f"  {step_label(step, lang)}{colon}{value}{source}"


def shown_unit(unit: str) -> str:
    """The unit in which a step is shown: all years in steps are years of age, in Chinese 岁."""
    return "age" if unit == "year" else unit


def step_fields(step: RawStep) -> dict[str, Any]:
    """The fields of a `Step`: label, value or bounds with the unit, and source."""
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
    """The label of a step, in both languages."""
    return both(step_label(step, "en"), step_label(step, "zh"))


def step_label(step: RawStep, lang: str) -> str:
    """The label of a step, in one language."""
    code, value, unit, _, key, limit, limit_units = step
    if limit is None:
        return _plain_label(code, key, lang)
    return _limit_label(limit.name.in_(lang), unit, value, limit_units, lang)


@lru_cache(maxsize=1024)
def _plain_label(code: str, key: str | int | None, lang: str) -> str:
    text = STEPS[code].in_(lang)
    if key is None:
        return text
    row = KEYS[str(key)].in_(lang) if str(key) in KEYS else key
    return f"{text}（{row}）" if lang == "zh" else f"{text} ({row})"


@lru_cache(maxsize=8192)
def _limit_label(
    name: str, unit: str, granted: Any, limit_units: tuple[Any, Any, Any] | None, lang: str
) -> str:
    asked, used, ceiling = (ends(value) for value in limit_units or ())
    form = "ceiling" if ceiling[0] == ceiling[1] else "open_ceiling"
    label = LIMIT_STEPS[form].in_(lang).format(name=name, ceiling=amount(*ceiling, unit, lang))
    if used != (0, 0):
        label += LIMIT_STEPS["used"].in_(lang).format(used=amount(*used, unit, lang))
    if ends(granted) != asked:
        form = "cut" if asked[0] == asked[1] else "open_cut"
        label += LIMIT_STEPS[form].in_(lang).format(asked=amount(*asked, unit, lang))
    return label
