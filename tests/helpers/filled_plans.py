"""Plans in which every term that the record leaves unstated has a figure."""

from collections.abc import Callable

import mutual_benefits as mb
from mutual_benefits.diseases import Disease, DiseaseList
from mutual_benefits.frozen import Frozen, every

SOURCE = mb.Source(id="test", title=mb.Text(en="a made-up figure", zh="虚构数字"))
OPEN_ENDED = 10_000_000
"""The highest figure for a term without a maximum: 100,000 yuan, or 1,000 times a base."""


def filled(value, choose: Callable[[mb.Unstated], int]):
    """`value` with a figure in place of each unstated term; `choose` gives the figure."""
    if isinstance(value, mb.Unstated):
        return mb.Figure(value=choose(value), source=SOURCE, basis=mb.Basis.INFERRED)
    if isinstance(value, tuple):
        return tuple(filled(part, choose) for part in value)
    if not isinstance(value, Frozen):
        return value
    fields = {name: filled(part, choose) for name, part in value.__dict__.items()}
    if "area_not_given" in fields:  # it must stay a bound, so its bounds are narrowed to a point
        point = fields["area_not_given"].value
        bounds = {"low": point, "high": point, "source": SOURCE, "basis": mb.Basis.INFERRED}
        fields["area_not_given"] = value.area_not_given.model_copy(update=bounds)
    return type(value)(**fields)


A_COLD = Disease(code="common_cold", name=mb.Text(en="common cold", zh="普通感冒"))


def with_whole_lists(versions):
    """Versions with every list of diseases complete: those that it names, or all that any list names."""
    named = {disease.code: disease for each in every(DiseaseList, versions) for disease in each.diseases}
    return _with_whole_lists(versions, tuple(named.values()) or (A_COLD,))


def _with_whole_lists(value, others):
    if isinstance(value, tuple):
        return tuple(_with_whole_lists(part, others) for part in value)
    if not isinstance(value, Frozen):
        return value
    fields = {name: _with_whole_lists(part, others) for name, part in value.__dict__.items()}
    if isinstance(value, DiseaseList):
        listed = value.diseases or others
        fields |= {"diseases": listed, "count": len(listed)}
    return type(value)(**fields)


def at_share(permille: dict[str, int], default: int = 500) -> Callable[[mb.Unstated], int]:
    """A function that chooses a point between the bounds of a term.

    `permille` gives its position for terms by English name: 0 is the least, 1000 the most.
    """

    def choose(term: mb.Unstated) -> int:
        high = OPEN_ENDED if term.high is None else term.high
        return term.low + (high - term.low) * permille.get(term.what.en, default) // 1000

    return choose


def unstated_in(value) -> set[str]:
    """The English names of the unstated terms in `value`."""
    if isinstance(value, mb.Unstated):
        return {value.what.en}
    parts = value if isinstance(value, tuple) else ()
    if isinstance(value, Frozen):
        parts = tuple(value.__dict__.values())
    return {name for part in parts for name in unstated_in(part)}
