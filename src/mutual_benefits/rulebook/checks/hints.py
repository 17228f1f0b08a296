"""Puts into words where something in a rule book is wrong, and what would be right."""

import difflib
import re
from collections.abc import Iterable
from typing import Any

from ..._texts import Text, both, listed

Path = tuple[str | int, ...]
"""The path of a value in a file: keys, and the indexes of list entries."""

YES_OR_NO = both("give true or false", "请给出 true 或 false")
A_WORD = both("give a word in quotes", "请给出带引号的词")
NUMBER_AS_KEY = both("the key must be a whole number; 1 is yes and 0 is no", "键须为整数；1 表示是，0 表示否")

_MOST_COMPARED = 200
"""Names that are compared with a wrong one to suggest the nearest."""

_LONGEST_COMPARED = 200
"""Characters of a wrong name that is compared."""

_MOST_SHOWN = 60
_BARE = re.compile(r"[A-Za-z0-9_$-]+")


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


def near(given: str, known: Iterable[str]) -> Text:
    """The hint that suggests the nearest of the known names, or lists them.

    >>> str(near("valeu", ["value", "source"]))
    "did you mean 'value'?"
    >>> near("zzz", ["value", "source"]).zh
    '请给出以下之一：value、source'
    """
    names = list(known)
    few = len(given) <= _LONGEST_COMPARED and len(names) <= _MOST_COMPARED
    close = difflib.get_close_matches(given, names, n=1) if few else []
    if close:
        return both("did you mean {name!r}?", "是否指 {name!r}？", name=close[0])
    if not names:
        return both("there is none to give", "没有可用的名称")
    shown = [*map(_short, names[:_MOST_COMPARED]), *(["..."] if len(names) > _MOST_COMPARED else [])]
    return both("give one of {names}", "请给出以下之一：{names}", names=listed(shown))


def _short(name: str) -> str:
    return name if len(name) <= _MOST_SHOWN else f"{name[:_MOST_SHOWN]}..."
