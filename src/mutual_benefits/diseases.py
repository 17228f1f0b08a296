"""Diseases and the lists that name them."""

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Self, TypeVar

from pydantic import Field, model_validator

from ._texts import both
from .errors import InvalidPlan
from .frozen import Frozen, every, within
from .sources import Basis, Source, Text
from .terms import Table

T = TypeVar("T")


class Disease(Frozen):
    """One disease of a list: its code, its name, and other names for it."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The code and every name."""
        return (self.code, self.name.en, self.name.zh, *self.also)


SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    "\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
)
"""Every character that Unicode calls white space, and those without a width; engines differ in both."""

PUNCTUATION = "[" + SPACES + r"\-_/()'\"“”‘’（）、，,。.·：:；;／＿－‐‑–—]+"
"""What is ignored when names are compared, as a pattern that every regular expression engine reads."""


def lower(name: str) -> str:
    """A name in lower case, in which a sigma at the end of a word is written as any other.

    >>> lower("ΟΔΟΣ") == lower("οδος")
    True
    """
    return name.lower().replace("ς", "σ")


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name without case, spaces and punctuation, for comparing.

    >>> plain(" Breast cancer (invasive) ") == plain("breast-cancer invasive")
    True
    """
    return re.sub(PUNCTUATION, "", lower(name))


def nearest(name: str, by_name: Mapping[str, T]) -> tuple[T, ...]:
    """Up to three values whose names, in their `plain` form, resemble a name."""
    close = difflib.get_close_matches(plain(name), by_name, n=3, cutoff=0.6)
    return tuple(dict.fromkeys(by_name[known] for known in close))


class DiseaseList(Frozen):
    """A list of diseases as the record gives it.

    `count` is the number of entries on the official list, None where the record does not state it. A
    list that names fewer is known only in part: a disease that it does not name may still be on it.

    Raises:
        InvalidPlan: two diseases share a code or a name.
    """

    diseases: tuple[Disease, ...]
    count: int | None = Field(default=None, ge=1)
    source: Source
    basis: Basis

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        seen: dict[str, str] = {}
        for disease in self.diseases:
            for name in disease.names:
                if seen.setdefault(plain(name), disease.code) != disease.code:
                    raise InvalidPlan(
                        both(
                            "disease list: {name!r} names {one} and {other}",
                            "病种清单：“{name}”同时是 {one} 和 {other} 的名称",
                            name=name,
                            one=seen[plain(name)],
                            other=disease.code,
                        )
                    )
        codes = [disease.code for disease in self.diseases]
        if len(set(codes)) < len(codes):
            raise InvalidPlan(
                both(
                    "disease list: a code appears twice in {codes}",
                    "病种清单：{codes} 中有代码重复",
                    codes=codes,
                )
            )
        return self

    @property
    def complete(self) -> bool:
        """Whether every entry of the official list is named."""
        return self.count is not None and len(self.diseases) >= self.count

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the diseases that are named."""
        return tuple(disease.code for disease in self.diseases)

    def code_of(self, name: str) -> str | None:
        """The code of the disease with this name or code; None if the list names no such disease."""
        wanted = plain(name)
        for disease in self.diseases:
            if any(plain(known) == wanted for known in disease.names):
                return disease.code
        return None

    def near(self, name: str) -> tuple[Disease, ...]:
        """Up to three diseases whose names resemble one that is not on the list."""
        by_name = {plain(known): disease for disease in self.diseases for known in disease.names}
        return nearest(name, by_name)


def lists_in(value: Any) -> tuple[DiseaseList, ...]:
    """Every list of diseases anywhere in a part of a rule book, each once."""
    return tuple(dict.fromkeys(every(DiseaseList, value)))


def names_in(value: Any) -> Iterator[tuple[str, str]]:
    """Each name of a disease in a part of a rule book, with the disease's code.

    These are the names in every list, and the codes that only a benefit, a table or a condition mentions.
    """
    for mention in _mentions(value):
        if isinstance(mention, DiseaseList):
            yield from ((name, disease.code) for disease in mention.diseases for name in disease.names)
        else:
            yield mention, mention


def _mentions(value: Any) -> Iterator[DiseaseList | str]:
    """The lists in a part of a rule book, and the codes mentioned outside lists."""
    for part in within(value):
        if isinstance(part, DiseaseList):
            yield part
        elif isinstance(part, Table) and part.by == "disease":
            yield from (key for key in part.keys if isinstance(key, str))
        elif isinstance(part, Frozen):
            fields = ["diseases", "unless_diseases", "except_diseases"]
            fields += ["among"] if part.__dict__.get("fact") == "disease" else []
            for field in fields:
                codes = part.__dict__.get(field)
                codes = codes if isinstance(codes, tuple) else ()
                yield from (code for code in codes if isinstance(code, str))
