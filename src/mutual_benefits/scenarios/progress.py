"""Progress bars: shown on a terminal and in a notebook if tqdm is installed."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")
Progress = Callable[..., Iterable[Any]]
"""A callable such as `tqdm.tqdm`: called with the items, `total` and `desc`, it yields the items."""


def with_progress(
    items: Iterable[T], *, total: int, what: str, progress: Progress | bool | None = None
) -> Iterator[T]:
    """Yields the items and reports progress to `progress`; True and None choose tqdm, where somebody watches.

    >>> list(with_progress([1, 2], total=2, what="grid", progress=False))
    [1, 2]
    """
    if progress is False:
        yield from items
    else:
        show = progress if callable(progress) else _shown_by_tqdm
        yield from show(items, total=total, desc=what)


def _shown_by_tqdm(items: Iterable[T], *, total: int, desc: str) -> Iterable[T]:
    """The items with a bar of text, where somebody watches and tqdm is installed."""
    if not (sys.stderr.isatty() or "ipykernel" in sys.modules):
        return items
    try:
        from tqdm import tqdm
    except ModuleNotFoundError:
        return items
    bar: Iterable[T] = tqdm(items, total=total, desc=desc)
    return bar
