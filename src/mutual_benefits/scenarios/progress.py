"""Progress bars: shown on a terminal if tqdm is installed, absent otherwise."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")
Progress = Callable[..., Iterable[Any]]
"""A callable such as `tqdm.tqdm`: called with the items, `total` and `desc`, it yields the items."""


def with_progress(
    items: Iterable[T], *, total: int, what: str, progress: Progress | bool | None = None
) -> Iterator[T]:
    """Yields the items and reports progress to `progress`; True and None choose tqdm on a terminal.

    >>> list(with_progress([1, 2], total=2, what="grid", progress=False))
    [1, 2]
    """
    if progress is False:
        yield from items
    else:
        show = progress if callable(progress) else _terminal_progress
        yield from show(items, total=total, desc=what)


def _terminal_progress(items: Iterable[T], *, total: int, desc: str) -> Iterable[T]:
    if not sys.stderr.isatty():
        return items
    try:
        from tqdm.auto import tqdm
    except ModuleNotFoundError:
        return items
    bar: Iterable[T] = tqdm(items, total=total, desc=desc)
    return bar
