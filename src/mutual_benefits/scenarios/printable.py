"""The base of results that print as text and display in a notebook."""

from abc import abstractmethod
from collections.abc import Iterable
from html import escape

from .._texts import Lang, language_of
from ..frozen import Frozen


class Printable(Frozen):
    """A result with a text in English and in Chinese; `print` it, or display it in a notebook."""

    @abstractmethod
    def _lines(self, lang: str) -> Iterable[str]:
        """The lines of the text."""

    def explain(self, lang: Lang | None = None) -> str:
        """The result as text.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        lang = language_of(lang)
        return "\n".join(self._lines(lang))

    def __str__(self) -> str:
        return self.explain()

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.explain())}</pre>"
