"""Diseases and the lists that name them."""

from pydantic import Field

from .frozen import Frozen
from .sources import Basis, Source, Text


class Disease(Frozen):
    """One disease of a list: a code, its name, and other names that mean the same."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    also: tuple[str, ...] = ()


class DiseaseList(Frozen):
    """A list of diseases as the record gives it.

    `count` is the official number of entries. A list that names fewer is known only in part: a
    disease it does not name may still be on it.
    """

    diseases: tuple[Disease, ...]
    count: int = Field(ge=1)
    source: Source
    basis: Basis

    @property
    def complete(self) -> bool:
        """Whether every entry of the official list is named."""
        return len(self.diseases) >= self.count
