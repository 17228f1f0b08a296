"""Puts values, steps and sources into words, in English and in Chinese."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .intervals import ends, span
from .money import to_yuan
from .sources import Basis, Source, Text
from .vocabulary import (
    BASES,
    CAVEATS,
    CONDITIONS,
    FIELDS,
    HUNDREDTHS,
    KEYS,
    PHRASES,
    READINGS,
    SINGULAR,
    UNITS,
    both,
)

ReadableValue = int | Decimal | str
"""A value as people write it: yuan and percent with two places, whole days, ISO dates."""


def outward(value: Any, unit: str) -> tuple[ReadableValue, ReadableValue | None, str]:
    """A value of the engine, or its bounds, as people write it: least, most (None if open), unit."""
    if unit == "word":
        return str(value), str(value), unit
    low, high = ends(value)
    low = 0 if low is None else low  # an open lower end occurs only in steps on the way to a sum
    if unit == "date":
        first = date.fromordinal(low).isoformat()
        return first, None if high is None else date.fromordinal(high).isoformat(), unit
    if unit in HUNDREDTHS:
        return to_yuan(low), None if high is None else to_yuan(high), HUNDREDTHS[unit]
    return low, high, unit


def number(value: ReadableValue, unit: str) -> str:
    """A value as text, thousands set apart; percent without idle zeros."""
    if isinstance(value, str):
        return value
    whole, point, places = f"{value:f}".partition(".") if isinstance(value, Decimal) else (str(value), "", "")
    if unit == "percent":
        return f"{whole}{point}{places}".rstrip("0").rstrip(".") if point else whole
    return f"{int(whole):,}{point}{places}"


def quantity(low: ReadableValue, high: ReadableValue | None, unit: str, lang: str) -> str:
    """A value or its bounds with the unit: `20 days`, `0.00 to 5,000.00 yuan`, `yes`."""
    named = UNITS[unit].in_(lang) if unit in UNITS else unit
    if unit == "word" and lang == "zh" and low in KEYS:
        return KEYS[str(low)].zh
    if unit == "flag":
        answers = [PHRASES[word].in_(lang) for word, value in (("yes", 1), ("no", 0)) if value in (low, high)]
        return ("或" if lang == "zh" else " or ").join(answers)
    if lang == "en" and low == high == 1:
        named = SINGULAR.get(unit, named)
    gap = "" if lang == "zh" or named in ("", "%") else " "
    least = number(low, unit)
    if high is None:
        least = f"{least}{gap}{named}"
        return f"不低于{least}，上限未知" if lang == "zh" else f"{least} or more, no known maximum"
    if low == high:
        return f"{least}{gap}{named}"
    return f"{least}{'至' if lang == 'zh' else ' to '}{number(high, unit)}{gap}{named}"


@lru_cache(maxsize=8192)
def amount(low: Any, high: Any, unit: str, lang: str) -> str:
    """A value of the engine, or its bounds, with the unit. Most values come again in many claims."""
    return quantity(*outward(span(low, high), unit), lang)


def cited(source: Source | None, basis: Basis | None, lang: str) -> str:
    """The source of a figure behind it: ` [CSDN, inferred]`."""
    return "" if source is None else _cited(source.id, basis, lang)


@lru_cache(maxsize=1024)
def _cited(source: str, basis: Basis | None, lang: str) -> str:
    if basis is None or source == basis.value:
        return f" [{source}]"
    return f" [{source}{'，' if lang == 'zh' else ', '}{BASES[basis].in_(lang)}]"


def caveat(code: str, given: Mapping[str, Any], lang: str) -> str:
    """The text of a caveat, with its details filled in; a function gives a detail in a language."""
    told = {name: value(lang) if callable(value) else value for name, value in given.items()}
    return CAVEATS[code].in_(lang).format(**told)


def reading_name(name: str, lang: str) -> str:
    """A reading in words, with its name for programs; a plan's own reading by its name alone."""
    return with_path(READINGS[name], name, lang) if name in READINGS else name


def option_name(name: str, chosen: str, lang: str) -> str:
    """An option of a reading in words, with its code for programs."""
    code = f"{name}={chosen}"
    if code not in READINGS:
        return f"“{chosen}”"
    said = READINGS[code].in_(lang)
    return f"“{said}”（{chosen}）" if lang == "zh" else f"“{said}” ({chosen})"


def reading_text(name: str) -> Text:
    """A reading_name in words, in both languages."""
    return both(reading_name(name, "en"), reading_name(name, "zh"))


def options_text(name: str, options: Iterable[str]) -> Text:
    """The options of a reading in words, in both languages, the default first."""
    chosen = tuple(options)
    return both(*(" | ".join(option_name(name, one, lang) for one in chosen) for lang in ("en", "zh")))


def product_name(code: str, lang: str) -> str:
    """A product_name by its code, and in Chinese by its name as well."""
    return f"{KEYS[code].zh}（{code}）" if lang == "zh" and code in KEYS else code


def with_path(name: Text, path: str, lang: str) -> str:
    """A name in words, and the path by which programs know what it names."""
    said = name.in_(lang)
    if said == path:
        return path
    return f"{said}（{path}）" if lang == "zh" else f"{said} ({path})"


@lru_cache(maxsize=1024)
def unstated(path: str, lang: str) -> str:
    """A term that the record does not state, by its path: `percentage (disability_sum.percentage)`."""
    owner, *rest = path.split(".")
    owners = CONDITIONS | {"usage": PHRASES["used_before"]}
    names = [owners[owner]] if owner in owners else []
    names += [FIELDS[part] for part in rest if part in FIELDS and (part, rest[0]) != ("ceiling", "limits")]
    names = [FIELDS[path]] if path in FIELDS else names
    if not names:
        return path
    name = both(", ".join(name.en for name in names), "，".join(name.zh for name in names))
    return with_path(name, path, lang)


def listed(texts: Iterable[Text]) -> Text:
    """Several names in a row."""
    named = tuple(texts)
    return both(" or ".join(text.en for text in named), "、".join(text.zh for text in named))


LANGUAGES = ("en", "zh")


def check_language(lang: str) -> None:
    """That there are words in this language.

    Raises:
        ValueError: there are none.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}; give 'en' or 'zh'")
