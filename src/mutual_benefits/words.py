"""Puts values, steps and sources into words, in English and in Chinese."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .amendments import Amendment
from .calculators.bounded import ends, span
from .calculators.traced import RawStep
from .money import to_yuan
from .sources import Basis, Source, Text
from .vocabulary import BASES, CAVEATS, HUNDREDTHS, KEYS, PHRASES, SINGULAR, STEPS, UNITS, both

Shown = int | Decimal | str
"""A value as people write it: yuan and percent with two places, whole days, ISO dates."""


def outward(value: Any, unit: str) -> tuple[Shown, Shown | None, str]:
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


def number(value: Shown, unit: str) -> str:
    """A value as text, thousands set apart; percent without idle zeros."""
    if isinstance(value, str):
        return value
    whole, point, places = str(value).partition(".")
    if unit == "percent":
        return f"{whole}{point}{places}".rstrip("0").rstrip(".") if point else whole
    return f"{int(whole):,}{point}{places}"


@lru_cache(maxsize=4096)
def quantity(low: Shown, high: Shown | None, unit: str, lang: str) -> str:
    """A value or its bounds with the unit: `20 days`, `0.00 to 5,000.00 yuan`."""
    named = UNITS[unit].in_(lang)
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


def said(step: RawStep) -> dict[str, Any]:
    """The fields of a `Step`: what a step worked out, its value or bounds with the unit, and whence."""
    low, high, unit = outward(step.value, step.unit)
    source, basis = whence(step)
    return {
        "label": label(step),
        "value": low if low == high else None,
        "low": low,
        "high": high,
        "unit": unit,
        "source": source,
        "basis": basis,
    }


def whence(step: RawStep) -> tuple[Any, Basis | None]:
    """The source and basis of the figure that a step used."""
    term: Any = step.term
    return (None, None) if term is None else (term.source, term.basis)


def label(step: RawStep) -> Text:
    """What a step worked out, in words."""
    if step.limit is None or step.around is None:
        return _plain_label(step.label, step.key)
    asked, used, ceiling = step.around
    cut = ends(step.value) != ends(asked)
    name = step.limit.name
    return _limit_label(name.en, name.zh, step.unit, ends(asked) if cut else None, ends(used), ends(ceiling))


@lru_cache(maxsize=1024)
def _plain_label(code: str, key: str | int | None) -> Text:
    text = STEPS[code]
    if key is None:
        return text
    said = KEYS.get(str(key), both(str(key), str(key)))
    return both(f"{text.en} ({said.en})", f"{text.zh}（{said.zh}）")


Ends = tuple[int | None, int | None]


@lru_cache(maxsize=4096)
def _limit_label(en: str, zh: str, unit: str, cut: Ends | None, used: Ends, ceiling: Ends) -> Text:
    def said(bounds: Ends, lang: str) -> str:
        return quantity(*outward(span(*bounds), unit), lang)

    en = f"limit “{en}”: at most {said(ceiling, 'en')}"
    zh = f"限额“{zh}”：最多{said(ceiling, 'zh')}"
    if used != (0, 0):
        en += f", {said(used, 'en')} used before"
        zh += f"，此前已用{said(used, 'zh')}"
    if cut is not None:
        en += f", which cuts {said(cut, 'en')}"
        zh += f"，超出限额的部分不计（申请{said(cut, 'zh')}）"
    return both(en, zh)


def cited(source: Source | None, basis: Basis | None, lang: str) -> str:
    """The source of a figure behind it: ` [CSDN, inferred]`."""
    if source is None:
        return ""
    if basis is None or source.id == basis.value:
        return f" [{source.id}]"
    return f" [{source.id}{'，' if lang == 'zh' else ', '}{BASES[basis].in_(lang)}]"


def caveat(code: str, **given: Any) -> Text:
    """A caveat's words, with what it speaks of filled in."""
    said = CAVEATS[code]
    return both(said.en.format(**given), said.zh.format(**given))


def money(low: int, high: int | None) -> Text:
    """A sum in fen, or its bounds, in words."""
    least, most = to_yuan(low), None if high is None else to_yuan(high)
    return both(quantity(least, most, "yuan", "en"), quantity(least, most, "yuan", "zh"))


def amended(changes: tuple[Amendment, ...]) -> Text:
    """What an amended version was made from: each new figure and the one that it took the place of."""
    told = {}
    for lang, gap in (("en", "; "), ("zh", "；")):
        said = PHRASES["amended"].in_(lang)
        unstated = PHRASES["unstated_before"].in_(lang)
        told[lang] = gap.join(
            said.format(
                name=one.name.in_(lang),
                new=quantity(one.new, one.new, one.unit, lang),
                old=unstated if one.old is None else quantity(one.old, one.old, one.unit, lang),
            )
            for one in changes
        )
    return both(told["en"], told["zh"])


def listed(texts: Iterable[Text]) -> Text:
    """Several names in a row."""
    named = tuple(texts)
    return both(" or ".join(text.en for text in named), "、".join(text.zh for text in named))
