"""Codes text columns: the words that a plan uses, their spellings, and a number for each word."""

from functools import lru_cache
from typing import Any, get_args

import narwhals.stable.v2 as nw

from ..diseases import PUNCTUATION
from ..engine.prepared_plan import PreparedPlan
from ..events import BLANKS, CONTROLS, KINDS, MOST_CHARACTERS, Code
from ..frozen import every
from ..rules.spelling import JOINTS
from ..terms import Table
from .columnar.values import UNKNOWN

FEW_WORDS = 8
"""The most words for which a chain of comparisons is faster than a look-up."""

BEYOND_A_BYTE = 128
"""From so many words on, their indices need more than one byte."""

DOUBTFUL = [*map(chr, (*range(0x20), 0x7F)), *BLANKS]
"""Control characters and blanks; a short text without any is readable."""


IN_LOWER_CASE = {
    name
    for model in KINDS.values()
    for name, field in model.model_fields.items()
    if Code in get_args(field.annotation)
}
"""The facts that a claim holds in lower case, in which İ is two characters and no other letter is."""


def known_words(name: str, plan: PreparedPlan) -> tuple[str, ...]:
    """The words of an open vocabulary that some version of the plan knows."""
    versions = plan.versions
    if name == "fee_tier":
        words = [tier.code for prepared in versions for tier in prepared.version.fee_tiers]
    elif name == "product":
        words = list(plan.timelines.products)
    elif name == "disease":
        words = list(plan.words.codes["disease"].values())
    elif name in plan.words.open:
        # The words of tables come first, in the order of the rows: see `LookUps.key_index`.
        words = [*_table_keys(plan).get(name, ()), *(word.code for word in plan.words.open[name].words)]
    else:
        words = []
    return tuple(dict.fromkeys((*words, *_table_keys(plan).get(name, ()))))


def spellings(name: str, words: tuple[str, ...], plan: PreparedPlan) -> dict[str, int]:
    """The index among `words` of the word that each spelling, in the form in which it is compared, means."""
    return {spelling: words.index(code) for spelling, code in plan.words.codes.get(name, {}).items()}


def code_type(api: Any, words: tuple[str, ...]) -> Any:
    """The type of the indices of words, one byte where that is enough."""
    return api.Int8 if len(words) < BEYOND_A_BYTE else api.Int64


def words_themselves(api: Any, text: Any, words: tuple[str, ...]) -> Any:
    """The index among `words` of each cell that is one of them to the letter; `UNKNOWN` for any other."""
    codes = {word: index for index, word in enumerate(words)}
    return _codes_of(api, text, codes, code_type(api, words))


def encoded(
    api: Any, name: str, text: Any, code: Any, words: tuple[str, ...], plan: PreparedPlan
) -> tuple[Any, Any]:
    """The index among `words` of each cell's word, `UNKNOWN` for any other; and whether a cell is unreadable.

    `code` is that of `words_themselves`, which most cells hold. Only the others are put into the form without
    case and punctuation, and searched for control characters, which is slow: in all other rows the text that
    is looked at is null.
    """
    kind, known = code_type(api, words), spellings(name, words, plan)
    unknown = code == api.lit(UNKNOWN, dtype=kind)
    other = api.when(unknown).then(text)
    if known:
        ignored = JOINTS if name == "fee_tier" else PUNCTUATION
        form = lowered(api, other, sigma=any("σ" in spelling for spelling in known))
        form = form.str.replace_all(ignored, "")
        code = api.when(unknown).then(_codes_of(api, form, known, kind)).otherwise(code)
    wrong = unreadable(other)
    if name in IN_LOWER_CASE:
        long = api.when(other.str.len_chars() > MOST_CHARACTERS // 2).then(other)
        length = long.str.replace_all("İ", "i̇", literal=True).str.len_chars()
        wrong = wrong | (length > MOST_CHARACTERS).fill_null(value=False)
    return code, wrong


def lowered(api: Any, text: Any, *, sigma: bool = True) -> Any:
    """Text in lower case, on every engine as `lower` has it; without `sigma` as Python has it."""
    if api is not nw:
        text = text.str.to_lowercase()
    else:  # the engine may leave out the dot that Python and Polars keep
        text = text.str.replace_all("İ", "i̇", literal=True).str.to_lowercase()
    return text.str.replace_all("ς", "σ", literal=True) if sigma else text


def doubtful(api: Any, text: Any) -> Any:
    """The cells that may be unreadable; on Polars all others are null.

    Polars finds one of many characters in half of the time of a pattern.
    """
    if api is nw:
        return text
    found = text.str.contains_any(DOUBTFUL) | (text.str.len_bytes() > MOST_CHARACTERS) | (text == "")
    return api.when(found).then(text)


def unreadable(text: Any) -> Any:
    """Whether a cell is blank, too long or has control characters, which claims refuse too."""
    # No pattern ends in `$`, which means the end of the text or the last line, as an engine has it.
    controlled, visible = f"[{CONTROLS}]", f"[^{CONTROLS}{BLANKS}]"
    too_long = text.str.len_chars() > MOST_CHARACTERS
    return text.str.contains(controlled) | ~text.str.contains(visible) | too_long


@lru_cache(maxsize=64)
def _table_keys(plan: PreparedPlan) -> dict[str, list[str]]:
    """By fact: the words among the keys of every table that the fact chooses a row of."""
    keys: dict[str, list[str]] = {}
    for prepared in plan.versions:
        for table in every(Table, prepared.version):
            keys.setdefault(table.by, []).extend(key for key in table.keys if isinstance(key, str))
    return keys


def _codes_of(api: Any, text: Any, codes: dict[str, int], kind: Any) -> Any:
    """The code of each cell's spelling, of this type; `UNKNOWN` for any other."""
    by_code: dict[int, list[str]] = {}
    for spelling, code in codes.items():
        by_code.setdefault(code, []).append(spelling)
    if api is not nw and len(codes) > FEW_WORDS:
        return _codes_on_polars(api, text, by_code).cast(kind)
    if len(by_code) > FEW_WORDS:
        return text.replace_strict(list(codes), list(codes.values()), default=UNKNOWN, return_dtype=kind)
    result: Any = api.lit(UNKNOWN, dtype=kind)
    for code, words in by_code.items():
        found = text == api.lit(words[0]) if len(words) == 1 else text.is_in(words)
        result = api.when(found).then(api.lit(code, dtype=kind)).otherwise(result)
    return result


def _codes_on_polars(polars: Any, text: Any, by_code: dict[int, list[str]]) -> Any:
    """The code of each cell's spelling, by the place of the spelling in an Enum.

    Polars looks up an Enum's words row by row, in batches; a look-up by `replace_strict` gathers the column.
    Each code has as many places. Those that it does not need hold capitals, which no spelling has.
    """
    most = max(map(len, by_code.values()))
    places = [
        words[place] if place < len(words) else f"UNUSED {code} {place}"
        for code in range(max(by_code) + 1)
        for words in (by_code.get(code, []),)
        for place in range(most)
    ]
    place = text.cast(polars.Enum(places), strict=False).to_physical().cast(polars.Int32)
    return (place // most if most > 1 else place).fill_null(UNKNOWN)
