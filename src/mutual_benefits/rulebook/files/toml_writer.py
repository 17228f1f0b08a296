"""Writes the data of plan files as readable TOML: short tables and lists are written on one line."""

import json
import re
from datetime import date
from typing import Any

from .model_writer import Mapped

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH = 110


def written(data: dict[str, Any], comment: str = "") -> str:
    r"""The data as a TOML document.

    >>> print(written({"code": "harbour", "name": {"en": "Harbour", "zh": "港"}, "days": [1, 2]}), end="")
    code = "harbour"
    name = { en = "Harbour", zh = "港" }
    days = [1, 2]
    """
    lines = [f"# {line}" for line in comment.splitlines()]
    if lines:
        lines.append("")
    _table(data, (), lines)
    return "\n".join(lines) + "\n"


def _table(data: dict[str, Any], path: tuple[str, ...], lines: list[str]) -> None:
    """Append the lines of a table: first its own keys, then the tables below it under their headers."""
    below = _below(data)
    for key, value in data.items():
        if key not in below:
            lines.append(f"{_key(key)} = {_value(key, value)}")
    for key in data:
        if key not in below:
            continue
        header = ".".join(map(_key, (*path, key)))
        many = isinstance(data[key], list)
        for entry in data[key] if many else [data[key]]:
            if many or not _headers_alone(entry):
                lines += ["", f"[[{header}]]" if many else f"[{header}]"]
            _table(entry, (*path, key), lines)


def _below(data: dict[str, Any]) -> tuple[str, ...]:
    """The keys whose values are written under headers of their own."""
    long = tuple(key for key, value in data.items() if not _is_inline(key, value))
    if not long or not isinstance(data, Mapped):
        return long
    # Order matters here, and a value beside its key must come before those with headers.
    keys = tuple(data)
    for below in (keys, keys[keys.index(long[0]) :]):
        if all(isinstance(data[key], dict) for key in below):
            return below
    return ()


def _headers_alone(data: dict[str, Any]) -> bool:
    """Whether all of a table is written under headers below, which imply its own."""
    return 0 < len(_below(data)) == len(data)


def _is_inline(key: str, value: Any) -> bool:
    """Whether a value is written beside its key rather than under a header of its own."""
    if isinstance(value, dict):
        return _fits(key, value)
    if isinstance(value, list):
        return all(not isinstance(item, dict) or _fits("", item) for item in value)
    return True


def _fits(key: str, value: Any) -> bool:
    return len(f"{key} = {_inline(value)}") <= _WIDTH


def _value(key: str, value: Any) -> str:
    if not isinstance(value, list) or _fits(key, value):
        return _inline(value)
    return "\n".join(("[", *(f"    {_inline(item)}," for item in value), "]"))


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_inline(part)}" for key, part in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    # Every escape of JSON is also one of TOML.
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
