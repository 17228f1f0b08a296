"""Collects the faults of a folder of plan files: the file, the line, the key, and what is right."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ...errors import InvalidPlan
from .size_limits import MOST_COMPARED, MOST_FAULTS, MOST_KEY

Path = tuple[str | int, ...]
"""The path of a value in a file: keys, and the indexes of list entries."""

_MOST_SHOWN = 60
_BARE = re.compile(r"[A-Za-z0-9_$-]+")


class Fault(NamedTuple):
    """One fault; `file` is empty for the folder as a whole, `key` for a file as a whole.

    >>> print(Fault("2020-01-01.toml", 4, "fee.value", "'30'", "give a whole number"))
    2020-01-01.toml, line 4, fee.value: '30'; give a whole number
    """

    file: str
    line: int | None
    key: str
    given: str | None
    right: str

    def __str__(self) -> str:
        line = "" if self.line is None else f"line {self.line}"
        place = ", ".join(part for part in (self.file, line, self.key) if part)
        given = "" if self.given is None else f"{self.given}; "
        return f"{place}: {given}{self.right}" if place else f"{given}{self.right}"


class Enough(Exception):
    """There are so many faults that no more are looked for."""


class Faults:
    """Collects the faults of a folder."""

    def __init__(self) -> None:
        self.collected: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Add a fault.

        Raises:
            Enough: there are as many faults as are reported at once.
        """
        if fault not in self.collected:
            self.collected.append(fault)
        if len(self.collected) >= MOST_FAULTS:
            raise Enough

    def error(self, folder: str) -> InvalidPlan:
        """The error that lists every fault, by file and line."""
        self.collected.sort(key=lambda fault: (fault.file, fault.line or 0))
        count = len(self.collected)
        many = f"{count} faults or more" if count >= MOST_FAULTS else f"{count} fault{'s'[: count > 1]}"
        lines = "".join(f"\n  {fault}" for fault in self.collected)
        error = InvalidPlan(f"{shown_name(folder)} is not a readable plan, {many}:{lines}")
        error.faults = tuple(self.collected)
        return error


class FileFaults:
    """Collects the faults of one file; its lines are looked up when the first fault with a key is added."""

    def __init__(self, all_faults: Faults, file: str) -> None:
        self._all = all_faults
        self._file = shown_name(file)
        self._count = 0
        self.lines: Callable[[], Mapping[Path, int]] = dict
        self._lines: Mapping[Path, int] | None = None

    def add(self, path: Path, right: str, *, given: Any = ...) -> None:
        """Add a fault at a key; `given` is the value there, if it is worth showing."""
        self._add(self._line(path), key_of(path), None if given is ... else brief(given), right)

    def add_line(self, line: int | None, right: str) -> None:
        """Add a fault on a line of a file that cannot be parsed."""
        self._add(line, "", None, right)

    def _add(self, line: int | None, key: str, given: str | None, right: str) -> None:
        self._count += 1
        self._all.add(Fault(self._file, line, key, given, right))

    def any(self) -> bool:
        """Whether the file has a fault."""
        return self._count > 0

    def _line(self, path: Path) -> int | None:
        if self._lines is None:
            self._lines = self.lines()
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path)


def key_of(path: Path) -> str:
    """A path as people write it.

    >>> key_of(("benefits", 0, "rate", "rows", "26"))
    'benefits[0].rate.rows.26'
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step if _BARE.fullmatch(step) and len(step) <= _MOST_SHOWN else brief(step)}"
    return text.removeprefix(".")


def brief(value: Any) -> str:
    """A given value as text: one line of limited length.

    >>> brief("日" * 100)[:12], brief({"a": 1}), brief([1, 2])
    ("'日日日日日日日日日日日", 'a table', 'a list')
    """
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, str):
        return repr(value) if len(value) <= _MOST_SHOWN else f"{value[:_MOST_SHOWN]!r}..."
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) >= 10**_MOST_SHOWN:
        return "a number of many digits"
    return str(value)


def shown_name(name: str) -> str:
    """The name of a file or folder, with unprintable characters escaped."""
    return name if name.isprintable() else ascii(name)


def near(given: str, known: Iterable[str]) -> str:
    """The hint that suggests the nearest of the known names, or lists them.

    >>> near("valeu", ["value", "source"])
    "did you mean 'value'?"
    >>> near("zzz", ["value", "source"])
    'give one of value, source'
    """
    names = list(known)
    few = len(given) <= MOST_KEY and len(names) <= MOST_COMPARED
    close = difflib.get_close_matches(given, names, n=1) if few else []
    if close:
        return f"did you mean {close[0]!r}?"
    listed = ", ".join(map(_short, names[:MOST_COMPARED])) + (", ..." if len(names) > MOST_COMPARED else "")
    return f"give one of {listed}" if names else "there is none to give"


def _short(name: str) -> str:
    return name if len(name) <= _MOST_SHOWN else f"{name[:_MOST_SHOWN]}..."
