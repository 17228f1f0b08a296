"""The base of results that print as text and display in a notebook."""

from abc import abstractmethod
from collections.abc import Iterable
from html import escape
from typing import Literal

from ..formatting import check_language
from ..frozen import Frozen


class Printable(Frozen):
    """A result with a text in English and in Chinese; `print` it, or display it in a notebook."""

    @abstractmethod
    def _lines(self, lang: str) -> Iterable[str]:
        """The lines of the text."""

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """The result as text.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        check_language(lang)
        return "\n".join(self._lines(lang))

    def __str__(self) -> str:
        return self.explain()

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.explain())}</pre>"
