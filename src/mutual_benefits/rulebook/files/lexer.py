"""Splits a TOML or JSON file into tokens, to check it before it is parsed and to find the line of each key.

The same tokens serve both formats. Parsing itself is left to the standard library.
"""

import json
import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping

from ..._texts import Text, both
from ..checks.hints import Path
from .size_limits import DEEPEST, MOST_DIGITS, MOST_KEY, MOST_TOKENS

# Every repetition is possessive and every text may end with the file, so that no input causes backtracking.
_TOKEN = re.compile(
    r'''(?P<text>"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)
               |\'\'\'(?:[^']++|'(?!\'\'))*+(?:'{3,5}|\Z)
               |"(?:[^"\\\n]++|\\[^\n])*+"?
               |'[^'\n]*+'?)
      |(?P<comment>\#[^\n]*+)
      |(?P<end>\n)
      |(?P<mark>[\[\]{},=:])
      |(?P<word>[^\s\[\]{},=:"'\#]++)''',
    re.VERBOSE | re.DOTALL,
)
_MANY_DIGITS = re.compile(rf"[0-9_]{{{MOST_DIGITS + 1},}}")


class Refused(Exception):
    """A file is not parsed, or cannot be: the line, if it is known, and what is right."""

    def __init__(self, line: int | None, right: Text) -> None:
        super().__init__(line, right)
        self.line = line
        self.right = right


def check(text: str) -> None:
    """Check that the text can be parsed quickly and without deep recursion.

    Raises:
        Refused: it is nested too deeply, or has too many tokens, or one that is too long.
    """
    depth = dots = tokens = 0
    for token in _TOKEN.finditer(text):
        kind, word = token.lastgroup, token[0]
        if kind == "mark":
            depth += (word in "[{") - (word in "]}")
            depth, dots = max(depth, 0), 0
        elif kind == "end":
            dots = 0
        elif kind == "word":
            dots += word.count(".")
            if _MANY_DIGITS.search(word):
                right = both(
                    "a number of many digits; give at most {most} digits",
                    "数字过长；最多 {most} 位",
                    most=MOST_DIGITS,
                )
                raise Refused(_line(text, token), right)
            if len(word) > MOST_KEY:
                right = both(
                    "a word of {n} characters; put text in quotes",
                    "{n} 个字符的词；文字请加引号",
                    n=len(word),
                )
                raise Refused(_line(text, token), right)
        tokens += kind in ("mark", "word", "text")
        if tokens > MOST_TOKENS:
            right = both(
                "more than {most} words and marks; one version needs fewer",
                "词和符号超过 {most} 个；一个版本用不了这么多",
                most=MOST_TOKENS,
            )
            raise Refused(_line(text, token), right)
        if depth > DEEPEST or dots > DEEPEST:
            right = both(
                "tables or lists nested too deeply; nest at most {most} of them",
                "表或列表嵌套过深；最多 {most} 层",
                most=DEEPEST,
            )
            raise Refused(_line(text, token), right)


def _line(text: str, token: re.Match[str]) -> int:
    return text.count("\n", 0, token.start()) + 1


def lines_of(text: str) -> Mapping[Path, int]:
    """The line of each key and each list entry of a file that could be parsed.

    >>> lines_of('a = 1\\n[[b]]\\nc = [\\n"x", "y"]\\n')[("b", 0, "c", 1)]
    4
    """
    return _Places(text).lines


def repeated_keys(text: str) -> Mapping[Path, int]:
    """The keys that are repeated within a table, each with the line of its repetition."""
    return _Places(text).repeated


class _Places:
    """Finds the lines of the keys of a valid file."""

    def __init__(self, text: str) -> None:
        self._ends = [token.start() for token in re.finditer("\n", text)]
        is_json = text.lstrip().startswith("{")
        ignored = ("comment", "end") if is_json else ("comment",)
        self._tokens = [token for token in _TOKEN.finditer(text) if token.lastgroup not in ignored]
        self._at = 0
        self.lines: dict[Path, int] = {}
        self.repeated: dict[Path, int] = {}
        if is_json:
            self._value(())
        else:
            self._document()

    def _next(self) -> str:
        """The current token, or nothing at the end of the file; a line end is a token in TOML."""
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _note(self, path: Path) -> None:
        token = self._tokens[min(self._at, len(self._tokens) - 1)]
        line = bisect_left(self._ends, token.start()) + 1
        if path in self.lines:
            self.repeated.setdefault(path, line)
        self.lines.setdefault(path, line)

    def _document(self) -> None:
        base: Path = ()
        entries: dict[Path, int] = {}
        while self._at < len(self._tokens):
            if self._next() == "\n":
                self._at += 1
            elif self._next() == "[":
                base = self._header(entries)
            else:
                self._pair(base)

    def _header(self, entries: dict[Path, int]) -> Path:
        """The path of the table that a header opens; `entries` counts those of each list of tables."""
        opening = self._at
        while self._next() == "[":
            self._at += 1
        many = self._at - opening > 1
        *parents, last = self._key("]")
        path: Path = ()
        for part in parents:
            path = (*path, part)
            if path in entries:
                path = (*path, entries[path])
        path = (*path, last)
        if many:
            self._note(path)
            entries[path] = entries.get(path, -1) + 1
            path = (*path, entries[path])
        self._note(path)
        while self._next() == "]":
            self._at += 1
        return path

    def _key(self, *ends: str) -> list[str]:
        parts: list[str] = []
        while self._next() not in (*ends, "\n", ""):
            token = self._tokens[self._at]
            parts += [_word(token[0])] if token.lastgroup == "text" else filter(None, token[0].split("."))
            self._at += 1
        return parts

    def _pair(self, base: Path) -> None:
        start = self._at
        path = (*base, *self._key("=", ":"))
        stop, self._at = self._at, start
        for length in range(len(base) + 1, len(path) + 1):
            self._note(path[:length])
        self._at = stop + 1
        self._value(path)

    def _value(self, path: Path) -> None:
        opened = self._next()
        if opened not in ("[", "{"):
            while self._next() not in (",", "]", "}", "\n", ""):
                self._at += 1
            return
        self._at += 1
        place = 0
        while True:
            while self._next() in (",", "\n"):
                self._at += 1
            if self._next() in ("]", "}", ""):
                self._at += 1
                return
            if opened == "[":
                self._note((*path, place))
                self._value((*path, place))
                place += 1
            else:
                self._pair(path)


def _word(quoted: str) -> str:
    """The word in a quoted key."""
    try:
        word: str = json.loads(quoted)
    except ValueError:
        word = tomllib.loads(f"word = {quoted}")["word"]
    return word
