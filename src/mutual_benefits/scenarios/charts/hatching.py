"""Rectangles hatched with slanting strokes, since Vega-Lite has no pattern fills.

A stroke is a rule from one point to another, which looks the same in SVG, on a canvas and in print.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Rectangle(NamedTuple):
    """A rectangle in the units of both axes."""

    left: float
    right: float
    bottom: float
    top: float


def strokes(area: Rectangle, *, apart: float, across: float) -> Iterator[tuple[float, float, float, float]]:
    """The strokes that hatch a rectangle, each as left, bottom, right, top, clipped at its sides.

    Strokes are `apart` from each other horizontally; each rises from the bottom to the top over a width of
    `across`. Both are in the units of the horizontal axis.

    >>> list(strokes(Rectangle(0, 4, 0, 2), apart=2, across=2))
    [(0, 0.0, 2, 2.0), (2, 0.0, 4, 2.0)]
    """
    height = area.top - area.bottom
    start = area.left - apart * (across // apart)
    while start < area.right:
        left, right = max(start, area.left), min(start + across, area.right)
        if left < right:
            yield (
                left,
                area.bottom + height * (left - start) / across,
                right,
                area.bottom + height * (right - start) / across,
            )
        start += apart
