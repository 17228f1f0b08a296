"""Fills in what the record leaves open: a plan whose every unstated term has become a figure."""

from collections.abc import Callable

import mutual_benefits as mb
from mutual_benefits.frozen import Frozen

SOURCE = mb.Source(id="test", title=mb.Text(en="a made-up figure", zh="虚构数字"))
OPEN_ENDED = 10_000_000
"""As high as an open-ended term is tried: 100,000 yuan, or 1,000 times a base."""


def filled(value, choose: Callable[[mb.Unstated], int]):
    """`value` with each unstated term in it replaced by the figure that `choose` gives for it."""
    if isinstance(value, mb.Unstated):
        return mb.Figure(value=choose(value), source=SOURCE, basis=mb.Basis.INFERRED)
    if isinstance(value, tuple):
        return tuple(filled(part, choose) for part in value)
    if not isinstance(value, Frozen):
        return value
    fields = {name: filled(part, choose) for name, part in value.__dict__.items()}
    if "area_not_given" in fields:  # a fact that is missing, not a term: it can only be narrowed to a point
        point = fields["area_not_given"].value
        bounds = {"low": point, "high": point, "source": SOURCE, "basis": mb.Basis.INFERRED}
        fields["area_not_given"] = value.area_not_given.model_copy(update=bounds)
    return type(value)(**fields)


def at_share(permille: dict[str, int], default: int = 500) -> Callable[[mb.Unstated], int]:
    """Chooses for each term the point so many thousandths of the way between its bounds."""

    def choose(term: mb.Unstated) -> int:
        high = OPEN_ENDED if term.high is None else term.high
        return term.low + (high - term.low) * permille.get(term.what.en, default) // 1000

    return choose


def unstated_in(value) -> set[str]:
    """What the unstated terms in `value` are called."""
    if isinstance(value, mb.Unstated):
        return {value.what.en}
    parts = value if isinstance(value, tuple) else ()
    if isinstance(value, Frozen):
        parts = tuple(value.__dict__.values())
    return {name for part in parts for name in unstated_in(part)}
