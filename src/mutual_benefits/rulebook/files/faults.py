"""Collects the faults of a folder of plan files: the file, the line, the key, and what is right."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..._language import chosen_language
from ..._texts import Text, both, say
from ...errors import InvalidPlan
from ..checks.hints import Path, brief, key_of
from .size_limits import MOST_FAULTS

LINE = both("line {line}", "第{line}行")
NOT_READABLE = {
    "one": both(
        "{folder} is not a readable plan, {count} fault:", "{folder} 不是可读取的活动，有 {count} 处错误："
    ),
    "some": both(
        "{folder} is not a readable plan, {count} faults:", "{folder} 不是可读取的活动，有 {count} 处错误："
    ),
    "many": both(
        "{folder} is not a readable plan, {count} faults or more:",
        "{folder} 不是可读取的活动，至少有 {count} 处错误：",
    ),
}


class Fault(NamedTuple):
    """One fault; `file` is empty for the folder as a whole, `key` for a file as a whole.

    >>> right = both("give a whole number", "请给出整数")
    >>> print(Fault("2020-01-01.toml", 4, "fee.value", brief("30"), right))
    2020-01-01.toml, line 4, fee.value: '30'; give a whole number
    """

    file: str
    line: int | None
    key: str
    given: Text | None
    right: Text

    def __str__(self) -> str:
        return self.in_(chosen_language())

    def in_(self, lang: str) -> str:
        """The fault in one language, `en` or `zh`."""
        comma, colon, semicolon = ("，", "：", "；") if lang == "zh" else (", ", ": ", "; ")
        line = "" if self.line is None else LINE.in_(lang).format(line=self.line)
        place = comma.join(part for part in (self.file, line, self.key) if part)
        words = [one.in_(lang) for one in (self.given, self.right) if one is not None]
        return colon.join(filter(None, (place, semicolon.join(words))))


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
        more = "many" if count >= MOST_FAULTS else "one" if count == 1 else "some"
        title = say(NOT_READABLE[more], folder=shown_name(folder), count=count)
        message = both(
            title.en + "".join(f"\n  {fault.in_('en')}" for fault in self.collected),
            title.zh + "".join(f"\n  {fault.in_('zh')}" for fault in self.collected),
        )
        error = InvalidPlan(message)
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

    def add(self, path: Path, right: Text, *, given: Any = ...) -> None:
        """Add a fault at a key; `given` is the value there, if it is worth showing."""
        self._add(self._line(path), key_of(path), None if given is ... else brief(given), right)

    def add_line(self, line: int | None, right: Text) -> None:
        """Add a fault on a line of a file that cannot be parsed."""
        self._add(line, "", None, right)

    def _add(self, line: int | None, key: str, given: Text | None, right: Text) -> None:
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


def shown_name(name: str) -> str:
    """The name of a file or folder, with unprintable characters escaped."""
    return name if name.isprintable() else ascii(name)
