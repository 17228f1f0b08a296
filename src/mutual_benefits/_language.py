"""The language in which the library speaks where nobody says which: the one setting for it."""

import os
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Literal, Protocol

Lang = Literal["en", "zh"]
LANGUAGES = ("en", "zh")
VARIABLE = "MUTUAL_BENEFITS_LANG"
"""The environment variable that names the language of a process."""

CHOSEN: ContextVar[Lang | None] = ContextVar("mutual_benefits_language", default=None)
"""What `language` has chosen in this thread or task."""


class Words(Protocol):
    """The same words in English and in Chinese, such as a `Text`."""

    @property
    def en(self) -> str:
        """The words in English."""

    @property
    def zh(self) -> str:
        """The words in Chinese."""


def chosen_language() -> Lang:
    """The language of what is said without an explicit one."""
    return CHOSEN.get() or named_language(os.environ.get(VARIABLE, ""))


def named_language(name: str) -> Lang:
    """The language of a name such as `zh_CN.UTF-8`: Chinese if it begins with `zh`, else English."""
    return "zh" if name.lower().startswith("zh") else "en"


def language_of_call(arguments: Sequence[str]) -> Lang:
    """The language of a call: that of `--lang`, or else of the environment, or else English."""
    chosen = None
    for one, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if one == "--lang" or one.startswith("--lang="):
            chosen = one.partition("=")[2] if "=" in one else following
    known = chosen is not None and chosen.lower().startswith(LANGUAGES)
    return named_language(chosen or "") if known else chosen_language()
