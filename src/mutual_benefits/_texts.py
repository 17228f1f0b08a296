"""Words in English and in Chinese, and the choice between them."""

import difflib
import errno
import re
from collections.abc import Iterable
from itertools import pairwise, zip_longest
from types import TracebackType
from typing import Any

from ._language import CHOSEN, LANGUAGES, chosen_language
from ._language import Lang as Lang
from .errors import InvalidArgument
from .frozen import Frozen


class Text(Frozen):
    """The same words in English and in Chinese; as text, those of the language that `language` chooses.

    >>> str(Text(en="living allowance", zh="生活补助互助金"))
    'living allowance'
    """

    en: str
    zh: str

    def __str__(self) -> str:
        return self.in_(chosen_language())

    def in_(self, lang: str) -> str:
        """The words in one language, `en` or `zh`.

        Raises:
            ValueError: `lang` is neither.
        """
        return self.zh if language_of(lang) == "zh" else self.en


class _Chosen:
    """A choice of a language, which the end of a `with` block undoes."""

    def __init__(self, before: Lang | None) -> None:
        self._before = before

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        CHOSEN.set(self._before)


def language(lang: Lang) -> _Chosen:
    """Choose the language of all that is said without an explicit one, here or for a `with` block.

    This holds for errors, warnings, explanations, caveats and every other text, in this thread or task
    alone. Without a choice it is the language that the environment variable `MUTUAL_BENEFITS_LANG` names
    (Chinese if that begins with `zh`), or else English. An argument `lang` and `in_` go before it.

    Raises:
        InvalidArgument: `lang` is neither `en` nor `zh`.

    >>> import mutual_benefits as mb
    >>> with mb.language("zh"):
    ...     print(mb.get_plan("accident").name)
    在职职工意外伤害互助保障活动
    """
    before = CHOSEN.get()
    CHOSEN.set(language_of(lang))
    return _Chosen(before)


def language_of(lang: str | None) -> Lang:
    """The language that an argument `lang` means: if it is None, the one that is chosen.

    Raises:
        InvalidArgument: it is neither `en` nor `zh`.
    """
    if lang is None:
        return chosen_language()
    if lang in ("en", "zh"):
        return "zh" if lang == "zh" else "en"
    message = both("lang is {lang!r}; give 'en' or 'zh'", "lang 为 {lang!r}；请填写 'en' 或 'zh'", lang=lang)
    raise InvalidArgument(message, field="lang", given=lang, choices=LANGUAGES)


def both(en: str, zh: str, /, **values: Any) -> Text:
    """A text in both languages, with values filled in where any are given; each may be a `Text` itself.

    >>> both("give {right}", "请填写{right}", right=both("a day", "日期")).zh
    '请填写日期'
    """
    if values:
        en, zh = (
            words.format(
                **{
                    name: value.in_(lang) if isinstance(value, Text) else value
                    for name, value in values.items()
                }
            )
            for lang, words in (("en", en), ("zh", zh))
        )
    return Text.trusted(en=en, zh=zh)


def say(template: Text, /, **values: Any) -> Text:
    """The words in both languages with values filled in, each of which may be a `Text` itself."""
    return both(template.en, template.zh, **values)


def joined(place: Text, texts: Iterable[Text]) -> Text:
    """What is wrong in one place: each text after the other."""
    several = list(texts)
    return both(
        f"{place.en}: {'; '.join(text.en for text in several)}",
        f"{place.zh}：{'；'.join(text.zh for text in several)}",
    )


def about(claim: str | None) -> Text:
    """The beginning of a message about a claim; nothing where it is about none."""
    return both("", "") if claim is None else both("claim {id}: ", "申请 {id}：", id=claim)


COMMA, OR, AND = both(", ", "、"), both(" or ", "或"), both(" and ", "；")
"""What may stand between words."""


def listed(words: Iterable[Any], *, by: Text = COMMA) -> Text:
    """Words one after the other, such as `26, 50` and `26、50`; a word may be a `Text`.

    >>> listed([both("text", "文字"), "Plan", "None"], by=OR).zh
    '文字或 Plan 或 None'
    """
    given = [word if isinstance(word, Text) else both(str(word), str(word)) for word in words]
    chinese = [word.zh for word in given]
    if by is OR:
        ends = ((word, nxt) for word, nxt in pairwise(chinese))
        between = [f"{gap(word[-1:])}{by.zh}{gap(nxt[:1])}" for word, nxt in ends]
        joined_zh = "".join(map("".join, zip_longest(chinese, between, fillvalue="")))
    else:
        joined_zh = by.zh.join(chinese)
    return both(by.en.join(word.en for word in given), joined_zh)


def gap(beside: str) -> str:
    """The blank that stands between Chinese words and a Latin letter, a digit or a quotation mark."""
    return " " if beside.isascii() and beside.strip() else ""


def give(right: Text | str) -> Text:
    """What to give: `give a Claim`, `请给出 Claim`."""
    words = right if isinstance(right, Text) else both(right, right)
    return both(f"give {words.en}", f"请给出{gap(words.zh[:1])}{words.zh}")


def was(given: object) -> Text:
    """What was given, after the name of a field."""
    return both("was left out", "未填写") if given is None else both(f"is {given!r}", f"为“{given}”")


def did_you_mean(given: str, known: Iterable[str]) -> Text:
    """The end of a message that suggests the nearest of the known words; empty if none is near.

    >>> did_you_mean("consolation.daycap", ["version.date", "consolation.day_cap"]).en
    '; did you mean consolation.day_cap?'
    """
    near = difflib.get_close_matches(given, list(known), n=1)
    return both("; did you mean {near}?", "；是否指 {near}？", near=near[0]) if near else both("", "")


def one_letter_apart(one: str, other: str) -> bool:
    """Whether neighbours changed places, or a Latin letter after the first is lacking, added or another.

    >>> one_letter_apart("acident", "accident"), one_letter_apart("accident2", "accident")
    (True, False)
    """
    shorter, longer = sorted((len(one), len(other)))
    pairs = enumerate(zip(one, other, strict=False))
    same = next((place for place, (left, right) in pairs if left != right), shorter)
    rest, wanted = one[same:], other[same:]
    if rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]:
        return True
    if not same or longer < 4 or not re.fullmatch("[a-z]+", rest[:1] + wanted[:1]):
        return False
    return rest[1:] in (wanted, wanted[1:]) or rest == wanted[1:]


SYSTEM = {
    "ENOSPC": both("the disk is full", "磁盘已满"),
    "EACCES": both("it is not allowed", "没有权限"),
    "EPERM": both("it is not allowed", "没有权限"),
    "EROFS": both("the folder may not be written", "文件夹不可写入"),
    "ENOENT": both("No such file or directory", "没有该文件或文件夹"),
    "ENOTDIR": both("it is not a folder", "不是文件夹"),
    "EISDIR": both("it is a folder", "是文件夹"),
    "ENAMETOOLONG": both("the name is too long", "名称过长"),
    "ELOOP": both("the links go round in a circle", "链接循环"),
    "EIO": both("the disk fails", "磁盘故障"),
}
"""Why the operating system refuses, by the name of its error."""


def system_error(error: OSError) -> Text:
    """Why the operating system refuses, in words."""
    known = SYSTEM.get(errno.errorcode.get(error.errno or 0, ""))
    return known or both(error.strerror or str(error), f"系统错误 {error.errno}")
