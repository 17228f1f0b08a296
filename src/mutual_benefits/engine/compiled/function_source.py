"""Collects the lines of one Python function, with stand-ins for values not known until it runs."""

import linecache
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from weakref import finalize

from ...intervals import NEITHER, Value
from ..exact import Indeterminate


class FunctionSource:
    """The body of a function in the making: its lines, and the objects that they name."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.depth = 1
        self.things: dict[str, Any] = {"Indeterminate": Indeterminate}
        self.made = 0

    def line(self, text: str) -> None:
        """One more line."""
        self.lines.append("    " * self.depth + text)

    def name(self, prefix: str = "v") -> str:
        """A name that nothing has yet."""
        self.made += 1
        return f"{prefix}{self.made}"

    def put(self, expression: str) -> "PendingValue":
        """A line that keeps the value of an expression under a new name."""
        name = self.name()
        self.line(f"{name} = {expression}")
        return PendingValue(self, name)

    def thing(self, thing: Any) -> str:
        """The name under which the lines find an object."""
        name = self.name("k")
        self.things[name] = thing
        return name

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Lines that stand under a line of their own, such as `if ...`."""
        self.line(head + ":")
        self.depth += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            self.line("pass")
        self.depth -= 1

    def doubt(self) -> None:
        """A line that gives up: there is no single value."""
        self.line("raise Indeterminate")

    def function(self, name: str, parameters: str) -> Callable[..., Any]:
        """The function with these lines; tracebacks and debuggers show them like those of a file."""
        source = "\n".join((f"def {name}({parameters}):", *self.lines, ""))
        file = f"<mutual_benefits {name} {next(_NUMBERS)}>"
        namespace = dict(self.things)
        exec(compile(source, file, "exec"), namespace)  # noqa: S102  # lines that this package writes
        function: Callable[..., Any] = namespace[name]
        # An entry without a modification time stays until the function itself is gone.
        linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
        finalize(function, linecache.cache.pop, file, None).atexit = False
        return function


_NUMBERS = count(1)
"""Tells apart the names under which tracebacks know compiled functions."""


class PendingValue:
    """A value that is not known yet: the name under which the lines keep it."""

    __hash__ = None  # type: ignore[assignment]  # a value yet unknown is equal to nothing yet
    __slots__ = ("script", "text")

    def __init__(self, script: FunctionSource, text: str) -> None:
        self.script = script
        self.text = text

    def __repr__(self) -> str:
        return self.text

    def __add__(self, other: Value) -> "PendingValue":
        return self.script.put(f"{self} + {other!r}")

    def __radd__(self, other: Value) -> "PendingValue":
        return self.script.put(f"{other!r} + {self}")

    def __sub__(self, other: Value) -> "PendingValue":
        return self.script.put(f"{self} - {other!r}")

    def __rsub__(self, other: Value) -> "PendingValue":
        return self.script.put(f"{other!r} - {self}")

    def __mul__(self, other: Value) -> "PendingValue":
        return self.script.put(f"{self} * {other!r}")

    __rmul__ = __mul__

    def __lt__(self, other: Value) -> "PendingValue":
        return self.script.put(f"{self} < {other!r}")

    def __le__(self, other: Value) -> "PendingValue":
        return self.script.put(f"{self} <= {other!r}")

    def __gt__(self, other: Value) -> "PendingValue":
        return self.script.put(f"{self} > {other!r}")

    def __ge__(self, other: Value) -> "PendingValue":
        return self.script.put(f"{self} >= {other!r}")

    def __bool__(self) -> bool:
        raise TypeError(NEITHER)
