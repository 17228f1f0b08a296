"""Progress of long work: shown on a terminal where tqdm is installed, silent otherwise."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")
Progress = Callable[..., Iterable[Any]]
"""What `tqdm.tqdm` is: called with the items, `total` and `desc`, it gives the items."""


def shown(
    items: Iterable[T], *, total: int, what: str, progress: Progress | bool | None = None
) -> Iterator[T]:
    """The items one by one. `progress` shows how many are done; True and None leave it to tqdm on a terminal.

    >>> list(shown([1, 2], total=2, what="grid", progress=False))
    [1, 2]
    """
    if progress is False:
        yield from items
    else:
        show = progress if callable(progress) else _on_a_terminal
        yield from show(items, total=total, desc=what)


def _on_a_terminal(items: Iterable[T], *, total: int, desc: str) -> Iterable[T]:
    if not sys.stderr.isatty():
        return items
    try:
        from tqdm.auto import tqdm
    except ModuleNotFoundError:
        return items
    around: Iterable[T] = tqdm(items, total=total, desc=desc)
    return around
