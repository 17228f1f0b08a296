"""Search in English by words and in Chinese by pairs of characters, in one index and without a dictionary.

The index splits a run of Chinese into its characters and its pairs of neighbouring characters. A query is
split into pairs too, and matches the pages that contain all of them.
"""

import re
from typing import Any

from sphinx.search import SearchEnglish

_PARTS = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")


def parts(text: str) -> list[str]:
    """Splits a text into the words that the index stores.

    >>> parts("住院津贴 per day")
    ['住', '院', '津', '贴', '住院', '院津', '津贴', 'per', 'day']
    """
    found: list[str] = []
    for run in _PARTS.findall(text):
        if "\u3400" <= run[0] <= "\u9fff":
            found += [*run, *(run[at : at + 2] for at in range(len(run) - 1))]
        else:
            found.append(run)
    return found


class Mixed(SearchEnglish):
    """The search language: English by words, Chinese by pairs of characters."""

    lang = "mixed"
    language_name = "English"  # Sphinx builds the name of the stemmer's JavaScript class from it
    # A query of one character searches for that character, a longer query for its pairs.
    js_splitter_code = r"""
var splitQuery = (query) =>
  (query.match(/[\p{L}\p{N}_]+/gu) || []).flatMap((run) =>
    (run.match(/[\u3400-\u9fff]+|[^\u3400-\u9fff]+/g) || []).flatMap((part) =>
      /^[\u3400-\u9fff]{2,}$/.test(part)
        ? Array.from({ length: part.length - 1 }, (_, at) => part.slice(at, at + 2))
        : [part]));
"""

    def split(self, input: str) -> list[str]:  # noqa: A002  # the name is set by Sphinx
        """Splits a text into words."""
        return parts(input)


def setup(app: Any) -> dict[str, bool]:
    """Registers the search language with Sphinx."""
    app.add_search_language(Mixed)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
