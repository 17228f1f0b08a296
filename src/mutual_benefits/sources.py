"""Where a figure comes from, and how firmly the record states it."""

from datetime import date
from enum import StrEnum

from .frozen import Frozen


class Text(Frozen):
    """The same words in English and in Chinese.

    >>> str(Text(en="living allowance", zh="生活补助互助金"))
    'living allowance'
    """

    en: str
    zh: str

    def __str__(self) -> str:
        return self.en

    def in_(self, lang: str) -> str:
        """The words in one language, `en` or `zh`."""
        return self.zh if lang == "zh" else self.en


class Basis(StrEnum):
    """How the record supports a figure."""

    SEED = "seed"
    """The Beijing office's page of 2016, from which the library starts, says it."""
    PUBLISHED = "published"
    """Another public page says it."""
    INFERRED = "inferred"
    """It was worked out from what the record says, and is written nowhere."""
    ASSUMED = "assumed"
    """The record does not say it: whoever amended the rule book, to ask “what if”, put it there."""


class Source(Frozen):
    """One public page: a short id, what it is, its address if one was recorded, and its date.

    `checked_on` is the day on which somebody last compared the rule books with it.
    """

    id: str
    title: Text
    url: str | None = None
    dated: str | None = None
    checked_on: date | None = None
