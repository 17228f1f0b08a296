"""What each change does to a sum: alone, alone on the other side, and step by step until all are made."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from ...money import to_yuan
from ...sources import Text
from ...vocabulary import both
from ..progress import Progress, shown
from ..sums import Effect, Shift, Sums, WaterfallStep, shift_of
from .difference import Piece
from .vocabulary import WHY

SumsWith = Callable[[frozenset[str]], Sums | None]
"""What comes out with the changes of these paths made; None where that cannot be worked out."""


class Attribution(NamedTuple):
    """The effects of all changes, the steps that add up, and what only several changes do together."""

    effects: tuple[Effect, ...]
    steps: tuple[WaterfallStep, ...]
    interaction: Shift | None


def attributed(
    changes: Sequence[Piece],
    run: SumsWith,
    before: Sums,
    after: Sums,
    progress: Progress | bool | None = False,
) -> Attribution:
    """Why a sum is `after` and not `before`, found by running again with some of the changes made.

    Every change is made alone in the first case, and undone alone in the second. Then all are made one
    after the other; one that cannot be made yet waits for those behind it, and those that can never be
    made one by one are one step together. With `n` changes that takes about `3 n` runs.

    What the runs with no change and with all changes do not account for is a step of its own at the
    end, so that the steps always add up to `after - before`.
    """
    kept: SumsWith = cache(run)
    everything = frozenset(change.path for change in changes)
    none, all_made = kept(frozenset()), kept(everything)
    effects = [
        Effect(
            **change._asdict(),
            forward=shift_of(none, kept(frozenset({change.path}))),
            backward=shift_of(kept(everything - {change.path}), all_made),
        )
        for change in shown(changes, total=len(changes), what="differences", progress=progress)
    ]
    steps = _steps(changes, kept, before, after)
    if steps and steps[-1].name == WHY["rest"]:
        said = {"before": WHY["one_way"], "after": WHY["other_way"]}
        own = steps[-1].shift
        effects.append(Effect(path="rest", kind="rest", name=WHY["rest"], **said, forward=own, backward=own))
    return Attribution(tuple(effects), steps, _interaction(effects, before, after))


def _steps(changes: Sequence[Piece], run: SumsWith, before: Sums, after: Sums) -> tuple[WaterfallStep, ...]:
    steps: list[WaterfallStep] = []
    here, taken, waiting = run(frozenset()), frozenset[str](), list(changes)
    # The sums of the two cases themselves are kept to, should the runs begin or end elsewhere.
    offset, shown = before.minus(here), before
    while waiting:
        left = []
        for change in waiting:
            there = run(taken | {change.path})
            if there is None or here is None:
                left.append(change)
                continue
            taken, here = taken | {change.path}, there
            shown = _step(steps, [change], shown, there.plus(offset))
        if len(left) == len(waiting):
            end = run(taken | {change.path for change in left})
            shown = _step(steps, left, shown, after if end is None else end.plus(offset))
            break
        waiting = left
    if shown != after:
        rest = Piece("rest", "rest", WHY["rest"], WHY["one_way"], WHY["other_way"])
        _step(steps, [rest], shown, after)
    return tuple(steps)


def _step(steps: list[WaterfallStep], made: Sequence[Piece], here: Sums, there: Sums) -> Sums:
    """Notes a step, unless it moves nothing, and says where it leads."""
    shift = shift_of(here, there)
    if shift is not None and (here != there):
        name = made[0].name if len(made) == 1 else _together(made)
        high = None if there.high is None else to_yuan(there.high)
        paths = tuple(change.path for change in made)
        steps.append(WaterfallStep(paths=paths, name=name, shift=shift, low=to_yuan(there.low), high=high))
    return there


def _together(made: Sequence[Piece]) -> Text:
    told = {}
    for lang, gap in (("en", ", "), ("zh", "、")):
        names = gap.join(dict.fromkeys(change.name.in_(lang) for change in made))
        told[lang] = WHY["together"].in_(lang).format(names=names)
    return both(told["en"], told["zh"])


def _interaction(effects: Sequence[Effect], before: Sums, after: Sums) -> Shift | None:
    forward = [effect.forward for effect in effects]
    whole = shift_of(before, after)
    if whole is None or any(one is None for one in forward):
        return None
    known = [one for one in forward if one is not None]
    highs = [one.high for one in known if one.high is not None]
    lost = whole.high is None or len(highs) < len(known)
    return Shift(
        low=whole.low - sum((one.low for one in known), to_yuan(0)),
        high=None if lost or whole.high is None else whole.high - sum(highs, to_yuan(0)),
    )
