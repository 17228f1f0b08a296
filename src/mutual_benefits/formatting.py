"""Formats values, sources, readings and caveats as text, in English and in Chinese."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ._calendar import written_day
from ._language import LANGUAGES as LANGUAGES
from ._texts import both
from .intervals import ends, span
from .money import to_yuan
from .sources import Basis, Source, Text
from .terms import DayOfYear
from .vocabulary import (
    BASES,
    CAVEATS,
    CONDITIONS,
    FIELDS,
    HUNDREDTHS,
    KEYS,
    PHRASES,
    READINGS,
    REASONS,
    SINGULAR,
    UNITS,
    VALUES,
    name_of,
)

ReadableValue = int | Decimal | str
"""A value as people write it: yuan and percent with two places, whole days, ISO dates."""


def outward(value: Any, unit: str) -> tuple[ReadableValue, ReadableValue | None, str]:
    """A value of the engine, or its bounds, as people write it: minimum, maximum (None if open), unit."""
    if unit == "word":
        return str(value), str(value), unit
    low, high = ends(value)
    low = 0 if low is None else low  # an open lower bound occurs only in intermediate steps
    if unit == "date":
        return written_day(low), None if high is None else written_day(high), unit
    if unit in HUNDREDTHS:
        return to_yuan(low), None if high is None else to_yuan(high), HUNDREDTHS[unit]
    return low, high, unit


def number(value: ReadableValue, unit: str) -> str:
    """A value as text with separators of thousands; a percentage without trailing zeros."""
    if isinstance(value, str):
        return value
    whole, point, places = f"{value:f}".partition(".") if isinstance(value, Decimal) else (str(value), "", "")
    if unit == "percent":
        return f"{whole}{point}{places}".rstrip("0").rstrip(".") if point else whole
    return f"{int(whole):,}{point}{places}"


def quantity(low: ReadableValue, high: ReadableValue | None, unit: str, lang: str) -> str:
    """A value or its bounds with the unit, such as `20 days`, `0.00 to 5,000.00 yuan` or `yes`."""
    unit_name = UNITS[unit].in_(lang) if unit in UNITS else unit
    if unit == "word":
        named = KEYS.get(str(low)) or VALUES.get(str(low))
        return named.zh if named and lang == "zh" else str(low).replace("_", " ")
    if unit == "flag":
        answers = [PHRASES[word].in_(lang) for word, value in (("yes", 1), ("no", 0)) if value in (low, high)]
        return ("或" if lang == "zh" else " or ").join(answers)
    if lang == "en" and low == high == 1:
        unit_name = SINGULAR.get(unit, unit_name)
    gap = "" if lang == "zh" or unit_name in ("", "%") else " "
    least = number(low, unit)
    if lang == "zh" and unit.startswith("ordinal"):
        least = f"第{least}"
    if high is None:
        least = f"{least}{gap}{unit_name}"
        return f"不低于{least}，上限未知" if lang == "zh" else f"{least} or more, no known maximum"
    if low == high:
        return f"{least}{gap}{unit_name}"
    return f"{least}{'至' if lang == 'zh' else ' to '}{number(high, unit)}{gap}{unit_name}"


@lru_cache(maxsize=8192)
def amount(low: Any, high: Any, unit: str, lang: str) -> str:
    """A value of the engine, or its bounds, with the unit; cached, since most values recur."""
    return quantity(*outward(span(low, high), unit), lang)


def cited(source: Source | None, basis: Basis | None, lang: str) -> str:
    """The citation that follows a figure, such as ` [CSDN, inferred]`."""
    return "" if source is None else _cited(source.id, basis, lang)


@lru_cache(maxsize=1024)
def _cited(source: str, basis: Basis | None, lang: str) -> str:
    name = source_name(source, lang)
    if basis is None or source == basis.value:
        return f" [{name}]"
    return f" [{name}{'，' if lang == 'zh' else ', '}{BASES[basis].in_(lang)}]"


def source_name(source: str, lang: str) -> str:
    """The code of a source; in Chinese the page that the project starts from has a name."""
    return BASES[Basis.SEED].zh if lang == "zh" and source == Basis.SEED.value else source


def caveat(code: str, details: Mapping[str, Any], lang: str) -> str:
    """The text of a caveat with its details; a detail that depends on the language is a function of it."""
    values = {name: _detail(value, lang) for name, value in details.items()}
    return CAVEATS[code].in_(lang).format(**values)


def _detail(value: Any, lang: str) -> Any:
    if isinstance(value, Source):
        return source_name(value.id, lang)
    return value(lang) if callable(value) else value


def reading_words(name: str, kind: str, lang: str) -> str:
    """A reading in words, or an option as `reading=option`; the day of an event by the kind of event."""
    if name == "version.date=event":
        text = name_of(f"{kind}.happened_on").in_(lang)
    else:
        text = READINGS[name].in_(lang) if name in READINGS else name.rpartition("=")[2]
    return f"“{text}”" if "=" in name else text


def reading_name(name: str, lang: str) -> str:
    """A reading in words with its code; a reading that the vocabulary lacks by its code alone."""
    return with_path(READINGS[name], name, lang) if name in READINGS else name


def option_name(name: str, chosen: str, lang: str) -> str:
    """An option of a reading in words with its code."""
    code = f"{name}={chosen}"
    if code not in READINGS:
        return f"“{chosen}”"
    text = READINGS[code].in_(lang)
    return f"“{text}”（{chosen}）" if lang == "zh" else f"“{text}” ({chosen})"


def reading_text(name: str) -> Text:
    """The name of a reading in both languages."""
    return both(reading_name(name, "en"), reading_name(name, "zh"))


def options_text(name: str, options: Iterable[str]) -> Text:
    """The options of a reading in both languages, the default first."""
    codes = tuple(options)
    return both(*(" | ".join(option_name(name, code, lang) for code in codes) for lang in LANGUAGES))


def roughly(day: date, known_to: str, lang: str) -> str:
    """A day, and whether it is known only to the month or the year."""
    return f"{day}{known_only(known_to, lang)}"


def known_only(known_to: str, lang: str) -> str:
    """That a day is known only to the month or the year; nothing where the day is known."""
    return "" if known_to == "day" else PHRASES[f"known_to_{known_to}"].in_(lang)


def product_name(code: str, lang: str) -> str:
    """A product by its code, in Chinese after its name."""
    return f"{KEYS[code].zh}（{code}）" if lang == "zh" and code in KEYS else code


def product_names(codes: Sequence[str | None], lang: str, *, coded: bool = True) -> str:
    """Several products, by their codes as `product_name` gives them, or by their names alone."""
    names = [product_name(code, lang) if code else PHRASES["no_product"].in_(lang) for code in codes]
    if not coded:
        names = [
            KEYS[str(code)].in_(lang) if code in KEYS else name
            for code, name in zip(codes, names, strict=True)
        ]
    return "、".join(names) if lang == "zh" else " and ".join(names)


def with_path(name: Text, path: str, lang: str) -> str:
    """A name in words, followed by the path that programs use for it."""
    text = name.in_(lang)
    if text == path:
        return path
    return f"{text}（{path}）" if lang == "zh" else f"{text} ({path})"


@lru_cache(maxsize=1024)
def unstated(path: str, lang: str) -> str:
    """The name of an unstated term in words, such as `sum (tier 26)` for `death_sum.sum.26`.

    A path that has no words, such as one of a plan of one's own, stands for itself.
    """
    owner, *rest = path.split(".")
    owners = CONDITIONS | {"usage": PHRASES["used_before"]}
    names = [owners[owner]] if owner in owners else []
    names += [FIELDS[part] for part in rest if part in FIELDS and (part, rest[0]) != ("ceiling", "limits")]
    names = [FIELDS[path]] if path in FIELDS else names
    if not names:
        return path
    text = ("，" if lang == "zh" else ", ").join(dict.fromkeys(name.in_(lang) for name in names))
    if rest and rest[-1] not in FIELDS and rest[-1] in KEYS:
        row = KEYS[rest[-1]].in_(lang)
        return f"{text}（{row}）" if lang == "zh" else f"{text} ({row})"
    return text


def gaps(paths: Iterable[str], claim: Any, own_facts: Mapping[str, Text], lang: str) -> list[str]:
    """Why a sum has no single value: words nobody knows, facts not given, unstated terms, open earlier use.

    `paths` are those of an entitlement's `missing`; `event.<fact>` is a word of the claim's event, or a day
    that it lacks, `facts.<fact>` one of the rule book's own facts, of which `own_facts` gives the names.
    """
    comma = "、" if lang == "zh" else ", "
    words, terms, facts, others = [], [], [], []
    for path in paths:
        owner, _, fact = path.partition(".")
        if owner == "facts" and fact not in claim.facts:
            facts.append(own_facts[fact].in_(lang))
        elif owner == "event" and getattr(claim.event, fact) is None:
            facts.append(name_of(fact).in_(lang))
        elif owner in ("event", "facts"):
            name = own_facts.get(fact, name_of(fact)).in_(lang)
            word = claim.facts[fact] if owner == "facts" else getattr(claim.event, fact)
            words.append(PHRASES["unknown_word"].in_(lang).format(name=name, word=word))
        elif owner == "usage":
            others = [PHRASES["unknown_usage"].in_(lang)]
        elif fact.endswith("_not_given"):
            facts.append(name_of(fact.removesuffix("_not_given")).in_(lang))
        else:
            terms.append(unstated(path, lang))
    named = [(key, dict.fromkeys(each)) for key, each in (("not_in_claim", facts), ("unstated_terms", terms))]
    lists = [PHRASES[key].in_(lang).format(terms=comma.join(each)) for key, each in named if each]
    return [*words, *lists, *others]


def listed(texts: Iterable[Text]) -> Text:
    """Alternatives in words, such as `breast cancer or cervical cancer`."""
    names = tuple(texts)
    return both(" or ".join(name.en for name in names), "或".join(name.zh for name in names))


def refusal(reason: str, words: Text | None) -> Text:
    """A refusal in words: the rule book's own, those of the library, or else its code."""
    return words or REASONS.get(reason) or both(reason, reason)


def own_words(name: str, value: Text | DayOfYear, lang: str) -> list[str]:
    """A fixed day of a year, or the words of a refusal; other texts are names, for which there is no line."""
    if isinstance(value, Text):
        return [PHRASES["refused_as"].in_(lang).format(words=value.in_(lang))] if name == "words" else []
    key = "by_day" if value.years else "by_day_of_the_year"
    return [PHRASES[key].in_(lang).format(**value.__dict__)]
