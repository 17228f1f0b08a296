"""Collects the faults of a folder of plan files: the file, the line, the key, and what is right."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ..._language import chosen_language
from ..._texts import Text, both, listed, say
from ...errors import InvalidPlan
from .size_limits import MOST_COMPARED, MOST_FAULTS, MOST_KEY

Path = tuple[str | int, ...]
"""The path of a value in a file: keys, and the indexes of list entries."""

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

YES_OR_NO = both("give true or false", "请给出 true 或 false")
A_WORD = both("give a word in quotes", "请给出带引号的词")
NUMBER_AS_KEY = both("the key must be a whole number; 1 is yes and 0 is no", "键须为整数；1 表示是，0 表示否")
FEN = both("give fen for money", "金额请用 fen")
OTHER_UNITS = both("give number, day or share", "请给出 number、day 或 share")

_MOST_SHOWN = 60
_BARE = re.compile(r"[A-Za-z0-9_$-]+")


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


def brief(value: Any) -> Text:
    """A given value as text: one line of limited length.

    >>> str(brief("日" * 100))[:12], str(brief({"a": 1})), str(brief([1, 2]))
    ("'日日日日日日日日日日日", 'a table', 'a list')
    """
    if isinstance(value, dict):
        return both("a table", "一个表")
    if isinstance(value, (list, tuple)):
        return both("a list", "一个列表")
    if isinstance(value, int) and abs(value) >= 10**_MOST_SHOWN:
        return both("a number of many digits", "位数很多的数")
    if value is None or isinstance(value, bool):
        shown = {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, str):
        shown = repr(value) if len(value) <= _MOST_SHOWN else f"{value[:_MOST_SHOWN]!r}..."
    else:
        shown = str(value)
    return both(shown, shown)


def shown_name(name: str) -> str:
    """The name of a file or folder, with unprintable characters escaped."""
    return name if name.isprintable() else ascii(name)


def near(given: str, known: Iterable[str]) -> Text:
    """The hint that suggests the nearest of the known names, or lists them.

    >>> str(near("valeu", ["value", "source"]))
    "did you mean 'value'?"
    >>> near("zzz", ["value", "source"]).zh
    '请给出以下之一：value、source'
    """
    names = list(known)
    few = len(given) <= MOST_KEY and len(names) <= MOST_COMPARED
    close = difflib.get_close_matches(given, names, n=1) if few else []
    if close:
        return both("did you mean {name!r}?", "是否指 {name!r}？", name=close[0])
    if not names:
        return both("there is none to give", "没有可用的名称")
    shown = [*map(_short, names[:MOST_COMPARED]), *(["..."] if len(names) > MOST_COMPARED else [])]
    return both("give one of {names}", "请给出以下之一：{names}", names=listed(shown))


def _short(name: str) -> str:
    return name if len(name) <= _MOST_SHOWN else f"{name[:_MOST_SHOWN]}..."
