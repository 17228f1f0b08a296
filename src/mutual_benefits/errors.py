"""What can go wrong, one class per failure.

A message names the field, what was given and what would have been right. A bad field of a model is
pydantic's own `ValidationError`; what the rules refuse (out of cover, an excluded cause, ...) is not
an error but a `refused` entitlement.
"""

import difflib
from collections.abc import Sequence
from typing import Any


class MutualBenefitsError(Exception):
    """The parent of every error that this library raises itself."""


class UnknownPlan(MutualBenefitsError):
    """No plan has this code."""


class NoVersionInForce(MutualBenefitsError):
    """The day lies before the plan's first version: the record says nothing about it."""


class UnknownFeeTier(MutualBenefitsError):
    """The version in force has no such fee tier, or needs one and got none."""


class UnknownProduct(MutualBenefitsError):
    """The plan sells no product of this name."""


class NoSuchRow(MutualBenefitsError):
    """A table of the rule book has no row for a fact of the claim, which may have been left out."""

    @classmethod
    def of(cls, fact: str, given: object, whose: str, keys: tuple[object, ...]) -> "NoSuchRow":
        """The error that names a fact, what was given, whose table it is, and the rows there are."""
        was = "was left out" if given is None else f"is {given!r}"
        return cls(f"{fact} {was}; {whose} has rows for {', '.join(map(str, keys))}")


class NotCovered(MutualBenefitsError):
    """The version in force answers no event of this kind."""


class UnknownReading(MutualBenefitsError):
    """No plan offers this reading, or not this option of it."""


class UndeterminedTotal(MutualBenefitsError):
    """The total depends on terms that the public record does not state; read `low` and `high`."""


class InvalidPlan(MutualBenefitsError):
    """A plan or a version contradicts itself, or the files of one cannot be read.

    `faults` holds what is wrong with files one by one: file, line, key, what was given, what is right.
    """

    faults: tuple[Any, ...] = ()


class UnwritablePlan(MutualBenefitsError):
    """A plan cannot be written to that folder, or not so that it would read back as the same plan."""


class InvalidAmendment(InvalidPlan):
    """An amendment that changes nothing, or gives a value that the term cannot have."""


class UnknownPath(MutualBenefitsError):
    """No term of a rule book, or no fact of a claim, has this path."""

    @classmethod
    def of(cls, path: str, known: Sequence[str], where: str) -> "UnknownPath":
        """The error that names the nearest of the known paths."""
        near = difflib.get_close_matches(path, known, n=3, cutoff=0.5)
        last = path.split(".")[-1]
        near += [one for one in known if last in one.split(".") and one not in near][: 3 - len(near)]
        right = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
        return cls(f"{where} has nothing at {path!r}; {right}")


class InvalidScenario(MutualBenefitsError):
    """What is to be varied or compared is not said in a way that can be worked out."""


class InvalidUsage(MutualBenefitsError):
    """Usage that names one limit twice, or units that cannot have been used."""


class InvalidTable(MutualBenefitsError):
    """A table of claims cannot be read; the message names columns and the first bad rows."""


class MissingExtra(MutualBenefitsError):
    """A part of the library was called whose optional dependency is not installed."""
