"""Where a figure comes from, and how firmly the record states it."""

from enum import StrEnum

from ._texts import Text as Text
from .frozen import Day, Frozen


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
