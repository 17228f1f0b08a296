"""The effects of changes on a sum: each change alone, and step by step until all are made."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from ...money import to_yuan
from ...sources import Text
from ...vocabulary import both
from ..progress import Progress, with_progress
from ..sums import Effect, Shift, Sums, WaterfallStep, shift_of
from .version_difference import ChangedItem
from .vocabulary import WHY

SumsWithChanges = Callable[[frozenset[str]], Sums | None]
"""Computes the sums with the changes of these paths made; None if the rule book or claim would be invalid."""


class Attribution(NamedTuple):
    """The effects of all changes, the steps, which add up, and the interaction of the changes."""

    effects: tuple[Effect, ...]
    steps: tuple[WaterfallStep, ...]
    interaction: Shift | None


def attribution_of(
    changes: Sequence[ChangedItem],
    run: SumsWithChanges,
    before: Sums,
    after: Sums,
    progress: Progress | bool | None = False,
) -> Attribution:
    """Attributes the difference of two sums to changes, by assessing again with some of them made.

    Every change is made alone in the first case, and undone alone in the second. Then all are made one
    after the other: a change that is not possible yet is tried again after the others, and those that are
    never possible one by one form one step. With `n` changes that takes about `3 n` runs.

    A difference that the changes do not explain becomes a last step, so that the steps always add up
    to `after - before`.
    """
    cached: SumsWithChanges = cache(run)
    all_paths = frozenset(change.path for change in changes)
    none_made, all_made = cached(frozenset()), cached(all_paths)
    effects = [
        Effect(
            **change._asdict(),
            forward=shift_of(none_made, cached(frozenset({change.path}))),
            backward=shift_of(cached(all_paths - {change.path}), all_made),
        )
        for change in with_progress(changes, total=len(changes), what="differences", progress=progress)
    ]
    steps = _steps(changes, cached, before, after)
    if steps and steps[-1].name == WHY["rest"]:
        shift = steps[-1].shift
        effects.append(Effect(**_REST._asdict(), forward=shift, backward=shift))
    return Attribution(tuple(effects), steps, _interaction(effects, before, after))


_REST = ChangedItem("rest", "rest", WHY["rest"], WHY["one_way"], WHY["other_way"])


def _steps(
    changes: Sequence[ChangedItem], run: SumsWithChanges, before: Sums, after: Sums
) -> tuple[WaterfallStep, ...]:
    steps: list[WaterfallStep] = []
    start, made, waiting = run(frozenset()), frozenset[str](), list(changes)
    # The steps lead from `before` to `after`, even if the runs start or end with other sums.
    offset, sums = before.minus(start), before
    while waiting:
        left = []
        for change in waiting:
            following = run(made | {change.path})
            if following is None or start is None:
                left.append(change)
                continue
            made |= {change.path}
            sums = _add_step(steps, [change], sums, following.plus(offset))
        if len(left) == len(waiting):
            end = run(made | {change.path for change in left})
            sums = _add_step(steps, left, sums, after if end is None else end.plus(offset))
            break
        waiting = left
    if sums != after:
        _add_step(steps, [_REST], sums, after)
    return tuple(steps)


def _add_step(steps: list[WaterfallStep], made: Sequence[ChangedItem], before: Sums, after: Sums) -> Sums:
    """Adds a step unless it changes nothing, and returns the sums after it."""
    shift = shift_of(before, after)
    if shift is not None and before != after:
        name = made[0].name if len(made) == 1 else _names_together(made)
        high = None if after.high is None else to_yuan(after.high)
        paths = tuple(change.path for change in made)
        steps.append(WaterfallStep(paths=paths, name=name, shift=shift, low=to_yuan(after.low), high=high))
    return after


def _names_together(made: Sequence[ChangedItem]) -> Text:
    text = {}
    for lang, gap in (("en", ", "), ("zh", "、")):
        names = gap.join(dict.fromkeys(change.name.in_(lang) for change in made))
        text[lang] = WHY["together"].in_(lang).format(names=names)
    return both(text["en"], text["zh"])


def _interaction(effects: Sequence[Effect], before: Sums, after: Sums) -> Shift | None:
    forward = [effect.forward for effect in effects]
    whole = shift_of(before, after)
    if whole is None or any(shift is None for shift in forward):
        return None
    known = [shift for shift in forward if shift is not None]
    highs = [shift.high for shift in known if shift.high is not None]
    open_ = whole.high is None or len(highs) < len(known)
    return Shift(
        low=whole.low - sum((shift.low for shift in known), to_yuan(0)),
        high=None if open_ or whole.high is None else whole.high - sum(highs, to_yuan(0)),
    )
