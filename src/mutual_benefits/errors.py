"""The errors of the library, one class per failure.

A message names the field, what was given and what would be right. An invalid field of a model raises
pydantic's own `ValidationError`. A benefit that the rules refuse (out of cover, an excluded cause, ...)
is not an error but a `refused` entitlement.
"""

import difflib
from collections.abc import Sequence
from typing import Any


class MutualBenefitsError(Exception):
    """The base class of every error that this library raises itself."""


class UnknownPlan(MutualBenefitsError):
    """No plan has this code."""


class NoVersionInForce(MutualBenefitsError):
    """The day is before the plan's first version, so the record says nothing about it."""


class UnknownFeeTier(MutualBenefitsError):
    """The version in force has no such fee tier, or requires one and none was given."""


class UnknownProduct(MutualBenefitsError):
    """The plan sells no product of this name."""


class NoSuchRow(MutualBenefitsError):
    """A table of the rule book has no row for a fact of the claim, which may have been left out."""

    @classmethod
    def of(cls, fact: str, given: object, whose: str, keys: tuple[object, ...]) -> "NoSuchRow":
        """The error for a fact without a row: what was given, whose table it is, and the rows it has."""
        was = "was left out" if given is None else f"is {given!r}"
        return cls(f"{fact} {was}; {whose} has rows for {', '.join(map(str, keys))}")


class NotCovered(MutualBenefitsError):
    """The version in force does not cover events of this kind."""


class UnknownReading(MutualBenefitsError):
    """No plan offers this reading, or the reading has no such option."""


class UndeterminedTotal(MutualBenefitsError):
    """The total depends on terms that the public record does not state; read `low` and `high`."""


class InvalidPlan(MutualBenefitsError):
    """A plan or a version contradicts itself, or its files cannot be read.

    `faults` lists each fault of the files: file, line, key, what was given, what is right.
    """

    faults: tuple[Any, ...] = ()


class UnwritablePlan(MutualBenefitsError):
    """A plan cannot be written to that folder, or would not read back as the same plan."""


class InvalidAmendment(InvalidPlan):
    """An amendment that changes nothing, or that gives a term a value which it cannot have."""


class UnknownPath(MutualBenefitsError):
    """No term of a rule book, or no fact of a claim, has this path."""

    @classmethod
    def of(cls, path: str, known: Sequence[str], where: str) -> "UnknownPath":
        """The error that suggests the nearest known paths."""
        near = difflib.get_close_matches(path, known, n=3, cutoff=0.5)
        last = path.split(".")[-1]
        near += [one for one in known if last in one.split(".") and one not in near][: 3 - len(near)]
        hint = f"did you mean {' or '.join(near)}?" if near else f"the paths are {', '.join(known)}"
        return cls(f"{where} has nothing at {path!r}; {hint}")


class InvalidScenario(MutualBenefitsError):
    """What a scenario is to vary or to compare is missing, unknown or contradictory."""


class InvalidUsage(MutualBenefitsError):
    """Usage names one limit twice, or units that cannot have been used."""


class InvalidTable(MutualBenefitsError):
    """A table of claims cannot be read; the message names columns and the first bad rows."""


class MissingExtra(MutualBenefitsError):
    """A part of the library needs an optional dependency that is not installed."""
