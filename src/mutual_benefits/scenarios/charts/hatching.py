"""Hatched boxes out of slanting strokes, since Vega-Lite fills nothing with a pattern.

A stroke is a rule from one point to another, so that it is drawn alike as SVG, on a canvas and on paper.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Box(NamedTuple):
    """A box in the units of both axes."""

    left: float
    right: float
    bottom: float
    top: float


def strokes(box: Box, *, apart: float, across: float) -> Iterator[tuple[float, float, float, float]]:
    """The strokes that hatch a box, each as left, bottom, right, top, cut off at its sides.

    Strokes stand `apart` from each other along the box; each rises from its bottom to its top over
    `across`. Both are in the units of the horizontal axis.

    >>> list(strokes(Box(0, 4, 0, 2), apart=2, across=2))
    [(0, 0.0, 2, 2.0), (2, 0.0, 4, 2.0)]
    """
    height = box.top - box.bottom
    start = box.left - apart * (across // apart)
    while start < box.right:
        left, right = max(start, box.left), min(start + across, box.right)
        if left < right:
            yield (
                left,
                box.bottom + height * (left - start) / across,
                right,
                box.bottom + height * (right - start) / across,
            )
        start += apart
