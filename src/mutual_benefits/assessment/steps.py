"""Turns the recorded steps of a calculation into words and into models."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from ..engine.prepared_plan import PreparedPlan, PreparedVersion
from ..engine.trace import NAMED_WITH_FACT, RawStep
from ..formatting import amount, cited, outward
from ..intervals import ends
from ..rules.fact_names import NAMED_BY_FACT, key_name
from ..sources import Basis, Text
from ..terms import Figure
from ..vocabulary import FACT_NAMES, KEYS, LIMIT_STEPS, PHRASES, STEPS, VALUES, both, name_of
from .worked_claim import WorkedClaim


class StepScope(NamedTuple):
    """What the name of a step may depend on: the plan, the kind of event, which limits are deductibles."""

    plan: str
    kind: str
    deductibles: tuple[Any, ...]
    own_facts: dict[str, Text]
    """The names of the plan's own facts, and of their words."""


@lru_cache(maxsize=512)
def step_scope(plan: PreparedPlan, prepared: PreparedVersion, kind: str) -> StepScope:
    """The scope of the steps of claims for one kind of event under one version."""
    benefits = [guarded.benefit for guarded in prepared.answers[kind].benefits]
    # A model is slow to say that it has no such field; its dictionary is not.
    deductibles = tuple(limit for each in benefits if (limit := vars(each).get("yearly_deductible")))
    return StepScope(plan.plan.code, kind, deductibles, NAMED_BY_FACT | dict(plan.words.names_of_facts))


def scope_of(worked: WorkedClaim) -> StepScope:
    """The scope of the steps of one claim."""
    return step_scope(worked.prepared_plan, worked.prepared_version, worked.claim.event.kind)


def steps_told(steps: tuple[RawStep, ...], scope: StepScope) -> tuple[RawStep, ...]:
    """The steps that are told: a deductible of 0 marks a case in which nothing is taken off."""
    if not scope.deductibles:
        return steps
    nothing = (step for step in steps if step.limit_units and step.limit_units[2] == 0)
    left_out = [id(step) for step in nothing if _is_deducted(step, scope)]
    return tuple(step for step in steps if id(step) not in left_out)


def _is_deducted(step: RawStep, scope: StepScope) -> bool:
    return step.limit is not None and any(step.limit is each for each in scope.deductibles)


def step_line(step: RawStep, scope: StepScope, colon: str, disease: str, lang: str) -> str:
    """A step as a line of text: its label, its value, and its source; a disease in the words of the claim."""
    term = step.term
    value = amount(*ends(step.value), shown_unit(step.unit, step.label), lang)
    if step.label == "disease":
        value = f"“{disease}”"
    if step.label == "cause" or step.label.startswith(_FACT):
        own = scope.own_facts.get(f"{_fact(step)}.{step.value}")
        value = own.in_(lang) if own else value
    source = "" if term is None else cited(term.source, term.basis, lang)
    return f"  {step_label(step, scope, lang)}{colon}{value}{source}"


def shown_unit(unit: str, label: str) -> str:
    """The unit in which a step is shown: years are years of age, in Chinese 岁, but for those of cover."""
    return "age" if unit == "year" and label not in _COVER_YEARS else unit


_COVER_YEARS = ("cover_years", STEPS["cover_years"].en)


def step_fields(step: RawStep, scope: StepScope) -> dict[str, Any]:
    """The fields of a `Step`: label, value or bounds with the unit, and source."""
    low, high, unit = outward(step.value, step.unit)
    source, basis = source_and_basis(step)
    return {
        "label": step_name(step, scope),
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


def step_name(step: RawStep, scope: StepScope) -> Text:
    """The label of a step, in both languages."""
    return both(step_label(step, scope, "en"), step_label(step, scope, "zh"))


def step_label(step: RawStep, scope: StepScope, lang: str) -> str:
    """The label of a step, in one language."""
    code, limit = step.label, step.limit
    if limit is not None:
        deducted = _is_deducted(step, scope)
        return _limit_label(limit.name.in_(lang), step.unit, step.value, step.limit_units, lang, deducted)
    if code.startswith(_FACT):
        return scope.own_facts.get(_fact(step), name_of(_fact(step))).in_(lang)
    if code == "event_day":
        return FACT_NAMES[f"{scope.kind}.happened_on"].in_(lang)
    if code in _WITH_ENDS and isinstance(step.term, Figure):
        upto = amount(step.term.value, step.term.value, "fen", lang)
        return STEPS[f"{code}_up_to"].in_(lang).format(upto=upto)
    if code in _VARIANTS:
        code = _VARIANTS[code](step) or code
    own = f"{code}.{scope.plan}"
    return _plain_label(own if own in STEPS else code, _row_name(step, scope, lang), lang)


def _row_name(step: RawStep, scope: StepScope, lang: str) -> str | None:
    """The row of a table or the rung that was used, by its name; None if there was none."""
    key = step.key
    if key is None or isinstance(key, bool):
        return None if key is None else VALUES[key].in_(lang)
    text = str(key)
    if own := scope.own_facts.get(text):
        return own.in_(lang)
    by, _, word = text.partition(".")
    if by.isidentifier() and word.isdecimal():
        return key_name(by, int(word), scope.own_facts).in_(lang)
    text = word if by in NAMED_WITH_FACT or by in scope.own_facts else text
    named = KEYS.get(text) or VALUES.get(text)
    return named.in_(lang) if named else _days(text, lang)


_FACT = "fact."
"""How the label of a step begins that tells a fact: its name follows."""


def _fact(step: RawStep) -> str:
    return step.label.removeprefix(_FACT)


_WITH_ENDS = ("costs_in_band", "banded_otherwise", "banded_by_line")
"""The steps whose label names the end of a band, where it is one figure."""

_VARIANTS: dict[str, Callable[[RawStep], str | None]] = {
    "disease": lambda step: None if step.value in step.term.codes else "disease_not_listed",  # type: ignore[union-attr]  # a list of diseases
    "payments_asked": lambda step: "payments_none" if step.value == 0 else None,
    "costs_in_band": lambda step: "costs_in_top_band" if step.term is None else None,
}
"""The steps whose label depends on their value or term, each with the label for this step, if another."""


def _plain_label(code: str, row: str | None, lang: str) -> str:
    text = STEPS[code].in_(lang)
    if row is None:
        return text
    return f"{text}（{row}）" if lang == "zh" else f"{text} ({row})"


def _days(key: str, lang: str) -> str:
    """The days of cover of a rung, such as `31-60` or `61-`, in words; any other key as it is."""
    first, dash, last = key.partition("-")
    if not dash or not first.isdigit():
        return key
    return PHRASES["cover_days" if last else "cover_from"].in_(lang).format(first=first, last=last)


@lru_cache(maxsize=8192)
def _limit_label(
    name: str, unit: str, granted: Any, limit_units: tuple[Any, Any, Any] | None, lang: str, deducted: bool
) -> str:
    asked, used, ceiling = (ends(value) for value in limit_units or ())
    form = "ceiling" if ceiling[0] == ceiling[1] else "open_ceiling"
    form = "deducted" if deducted else form
    label = LIMIT_STEPS[form].in_(lang).format(name=name, ceiling=amount(*ceiling, unit, lang))
    if used != (0, 0):
        form = "deducted_before" if deducted else "used" if used[0] == used[1] else "open_used"
        label += LIMIT_STEPS[form].in_(lang).format(used=amount(*used, unit, lang))
    if ends(granted) != asked and not deducted:
        surely = ends(granted)[1] != asked[1]
        form = "open_cut" if asked[0] != asked[1] else "cut" if surely else "perhaps_cut"
        label += LIMIT_STEPS[form].in_(lang).format(asked=amount(*asked, unit, lang))
    return label
