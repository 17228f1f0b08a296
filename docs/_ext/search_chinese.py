"""Searches English by words and Chinese by pairs of characters, in one index and without a dictionary.

A run of Chinese is kept as each character and each pair of neighbours, on the page and in the query
alike; a query finds the pages that hold all its pairs.
"""

import re
from typing import Any

from sphinx.search import SearchEnglish

_PARTS = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")


def parts(text: str) -> list[str]:
    """The words of a text as the index holds them.

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
    """English, with Chinese by pairs of characters."""

    lang = "mixed"
    language_name = "English and Chinese"
    # A query of one character looks for it, a longer one for its pairs.
    js_splitter_code = r"""
var splitQuery = (query) =>
  (query.match(/[\p{L}\p{N}_]+/gu) || []).flatMap((run) =>
    (run.match(/[\u3400-\u9fff]+|[^\u3400-\u9fff]+/g) || []).flatMap((part) =>
      /^[\u3400-\u9fff]{2,}$/.test(part)
        ? Array.from({ length: part.length - 1 }, (_, at) => part.slice(at, at + 2))
        : [part]));
"""

    def split(self, input: str) -> list[str]:  # noqa: A002  # Sphinx names it so
        """The words of a text."""
        return parts(input)


def setup(app: Any) -> dict[str, bool]:
    """Makes the language known to Sphinx."""
    app.add_search_language(Mixed)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
