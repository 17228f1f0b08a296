"""Where a figure comes from, and how firmly the record states it."""

from enum import StrEnum

from ._arguments import wrong
from .frozen import Day, Frozen


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
        """The words in one language, `en` or `zh`.

        Raises:
            ValueError: `lang` is neither.
        """
        if lang == "en":
            return self.en
        if lang == "zh":
            return self.zh
        raise wrong("lang", lang, "'en' or 'zh'", ("en", "zh"))


class Basis(StrEnum):
    """How the record supports a figure."""

    SEED = "seed"
    """The Beijing office's page of 2016, from which the library started, states it."""
    PUBLISHED = "published"
    """Another public page states it."""
    INFERRED = "inferred"
    """It was inferred from the record; no page states it."""
    ASSUMED = "assumed"
    """The record does not state it; an amendment that asks “what if” assumes it."""


class Source(Frozen):
    """One public page: a short id, its title, its address if one was recorded, and its date.

    `checked_on` is the day on which the rule books were last compared with it.
    """

    id: str
    title: Text
    url: str | None = None
    dated: str | None = None
    checked_on: Day | None = None
