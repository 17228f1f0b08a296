"""Parses the bytes of a TOML or JSON file as texts, whole numbers, truth values, days, tables and lists.

Input on which the standard library's parsers would be slow or recurse deeply is refused beforehand.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import partial
from typing import Any

from ..._texts import Text, both
from ..checks.hints import Path, brief
from .faults import FileFaults
from .lexer import Refused, check, lines_of, repeated_keys
from .size_limits import MOST_ENTRIES, MOST_KEY, MOST_NUMBER, MOST_STEPS, MOST_TEXT, MOST_VALUES, STEPS

_RAW_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NOT_DISPLAYABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, line ends, marks that change the direction of writing, and non-characters."""


def data_of(raw: bytes, format_: str, faults: FileFaults) -> dict[str, Any] | None:
    """The data of a file in `toml` or `json`; None if it has faults, which are added to `faults`."""
    try:
        text = _decoded(raw)
        control = _RAW_CONTROLS.search(text)
        if control:
            line = text.count("\n", 0, control.start()) + 1
            right = both(
                "a control character ({character!a}); remove it",
                "含控制字符（{character!a}）；请删去",
                character=control[0],
            )
            raise Refused(line, right)
        check(text)
        data = _toml(text) if format_ == "toml" else _json(text, faults)
    except Refused as refused:
        faults.add_line(refused.line, refused.right)
        return None
    if not isinstance(data, dict):
        faults.add(
            (), both("give one object with keys, { ... }", "请给出一个由键和值组成的对象 { ... }"), given=data
        )
        return None
    faults.lines = partial(lines_of, text)
    _check_tree(data, faults)
    return None if faults.any() else data


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(
            1, both("the text is UTF-16; save the file as UTF-8", "文字编码为 UTF-16；请将文件存为 UTF-8")
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = raw[error.start]
        right = both(
            "byte {byte:#04x} is not UTF-8 text (GB18030 perhaps?); save the file as UTF-8",
            "字节 {byte:#04x} 不是 UTF-8 文字（可能是 GB18030）；请将文件存为 UTF-8",
            byte=byte,
        )
        raise Refused(line, right) from None


_WHY_NOT_TOML = (
    ("Unclosed array", "列表未闭合"),
    ("Unclosed inline table", "表未闭合"),
    ("Unterminated string", "文字缺少后引号"),
    ('Expected "\'"', "文字缺少后引号"),
    ("Invalid value", "值无效"),
    ("Invalid statement", "写法无效"),
    ("Invalid initial character for a key", "键的第一个字符无效"),
    ("Expected '=' after a key", "键后缺少 ="),
    ("Expected ']'", "缺少 ]"),
    ("Expected newline or end of document", "一行只能写一项"),
    ("Illegal character", "含不允许的字符"),
    ("Unescaped", "反斜线的写法无效"),
    ("Invalid date", "日期无效"),
    ("Invalid hex", "字符的写法无效"),
)
"""How the standard library begins to say why a text is not TOML, and the same in Chinese."""


_WITH_PLACE = ("Invalid value", "Expected newline", "Unclosed")
"""How the messages begin that say nothing of what was given."""


def _toml(text: str) -> Any:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        message = str(error)
        place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
        line = int(place[1]) if place and place[1] else text.count("\n") + 1 if place else None
        given = _given_at(text, int(place[1]), int(place[2])) if place and place[1] else ""
        reason = message[: place.start()] if place else message
        repeated = both("; a key appears twice, keep one", "：有键重复，请只保留一个")
        right = both(
            "not valid TOML: {reason}{given}{hint}{repeated}",
            "不是有效的 TOML{why}{given}{hint}{repeated}",
            reason=reason,
            given=_shown(given) if reason.startswith(_WITH_PLACE) else "",
            hint=_hint(given) if reason.startswith("Invalid value") else "",
            why=next((f"（{zh}）" for en, zh in _WHY_NOT_TOML if reason.startswith(en)), ""),
            repeated=repeated if "overwrite" in reason or "twice" in reason else "",
        )
        raise Refused(line, right) from None


def _given_at(text: str, line: int, column: int) -> str:
    """What stands at a place that cannot be parsed."""
    rest = text.split("\n")[line - 1][column - 1 :]
    return re.split("[],}#]", rest, maxsplit=1)[0].strip()


def _shown(given: str) -> Text:
    return both(" at {given}", "：{given}", given=brief(given)) if given else both("", "")


def _hint(given: str) -> Text:
    """How a value is written that stands without quotes; nothing where it does not begin with a letter."""
    if given.lower() in ("true", "false"):
        return both("; write {right}", "；请写 {right}", right=given.lower())
    return both("; put text in quotes", "；文字请加引号") if given[:1].isalpha() else both("", "")


def _json(text: str, faults: FileFaults) -> Any:
    has_repeated_keys = False

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal has_repeated_keys
        data = dict(pairs)
        has_repeated_keys = has_repeated_keys or len(data) < len(pairs)
        return data

    try:
        data = json.loads(text, object_pairs_hook=table, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        given = _given_at(text, error.lineno, error.colno) if error.msg == "Expecting value" else ""
        why = both(
            "{why}{given}{hint}", "{given}{hint}", why=error.msg, given=_shown(given), hint=_hint(given)
        )
        raise Refused(error.lineno, _not_json(why)) from None
    except (ValueError, RecursionError) as error:
        raise Refused(None, _not_json(both(str(error), ""))) from None
    if has_repeated_keys and isinstance(data, dict):
        lines = repeated_keys(text)
        faults.lines = lambda: lines
        for path in lines:
            faults.add(path, both("the key appears twice; keep one", "该键重复；请只保留一个"))
    return data


def _not_json(why: Text) -> Text:
    return both("not valid JSON: {why}", "不是有效的 JSON{why}", why=why)


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is not a number")


def _check_tree(data: dict[str, Any], faults: FileFaults) -> None:
    """Check that every part of the data is small enough and every text can be displayed."""
    for count, (path, part) in enumerate(parts_of(data), 1):
        if count > MOST_VALUES:
            right = both(
                "more than {most} values; one version needs fewer",
                "值超过 {most} 个；一个版本用不了这么多",
                most=MOST_VALUES,
            )
            faults.add((), right)
            return
        if isinstance(part, str):
            _check_text(path, part, faults)
        elif isinstance(part, (dict, list)):
            most = MOST_STEPS if isinstance(part, list) and path[-1] in STEPS else MOST_ENTRIES
            if len(part) > most:
                faults.add(
                    path,
                    both(
                        "{n} entries; give at most {most}",
                        "共 {n} 项；最多 {most} 项",
                        n=len(part),
                        most=most,
                    ),
                )
            for key in part if isinstance(part, dict) else ():
                _check_text((*path, key), key, faults, most=MOST_KEY)
        elif type(part) is int and abs(part) > MOST_NUMBER:
            right = both("give a number of at most {most}", "请给出不大于 {most} 的数", most=MOST_NUMBER)
            faults.add(path, right, given=part)


def parts_of(data: Any) -> Iterator[tuple[Path, Any]]:
    """Every value with its path, in no particular order and without recursion."""
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, part = waiting.pop()
        yield path, part
        if isinstance(part, dict):
            waiting += [((*path, key), value) for key, value in part.items()]
        elif isinstance(part, list):
            waiting += [((*path, place), value) for place, value in enumerate(part)]


def _check_text(path: Path, text: str, faults: FileFaults, most: int = MOST_TEXT) -> None:
    if len(text) > most:
        right = both(
            "{n} characters; give at most {most}", "共 {n} 个字符；最多 {most} 个", n=len(text), most=most
        )
        faults.add(path, right)
    match = _NOT_DISPLAYABLE.search(text)
    if match:
        right = both(
            "the character {character!a} cannot be displayed; remove it",
            "字符 {character!a} 无法显示；请删去",
            character=match[0],
        )
        faults.add(path, right)
