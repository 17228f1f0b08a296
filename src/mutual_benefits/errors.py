"""The errors of the library, one class per failure.

A message names the field, what was given and what would be right. An invalid field of a model raises
pydantic's own `ValidationError`. A benefit that the rules refuse (out of cover, an excluded cause, ...)
is not an error but a `refused` entitlement.
"""

import difflib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .claims import Claim


class MutualBenefitsError(Exception):
    """The base class of every error that this library raises itself.

    What a message says can be read from attributes too: `field` is the path of the field or the name of the
    argument that is wrong, `given` its value, `choices` the values that would be right, `claim` the claim
    that cannot be assessed. An attribute that does not apply is None, or empty. `zh` is the message in
    Chinese, which the errors of files have; `in_` gives it where there is one.

    >>> import mutual_benefits as mb
    >>> try:
    ...     mb.get_plan("accidnet")
    ... except mb.MutualBenefitsError as error:
    ...     print(error.field, error.given, error.choices[0])
    code accidnet accident
    """

    def __init__(
        self,
        message: str = "",
        *,
        field: str | None = None,
        given: object = None,
        choices: Iterable[Any] = (),
    ) -> None:
        super().__init__(message)
        self.field = field
        self.given = given
        self.choices = tuple(choices)
        self.claim: Claim | None = None
        self.zh: str | None = None

    def in_(self, lang: str) -> str:
        """The message in one language, `en` or `zh`; in English where it has no Chinese one."""
        return self.zh if lang == "zh" and self.zh is not None else str(self)


class InvalidArgument(MutualBenefitsError, TypeError, ValueError):
    """An argument of a function has a wrong type or value; the message names it and says what is right."""


class UnknownPlan(MutualBenefitsError):
    """No plan has this code."""


class NoVersionInForce(MutualBenefitsError):
    """The day is before the plan's first version, so the record says nothing about it."""


class UnknownFeeTier(MutualBenefitsError):
    """The version in force has no such fee tier, or requires one and none was given."""


class UnknownProduct(MutualBenefitsError):
    """The plan sells no product of this name, or several of which none was given."""


class NoSuchRow(MutualBenefitsError):
    """A table of the rule book has no row for a fact of the claim, which may have been left out."""

    @classmethod
    def of(cls, fact: str, given: object, whose: str, keys: tuple[object, ...]) -> "NoSuchRow":
        """The error for a fact without a row: what was given, whose table it is, and the rows it has."""
        was = "was left out" if given is None else f"is {given!r}"
        message = f"{fact} {was}; {whose} has rows for {', '.join(map(str, keys))}"
        return cls(message, field=fact, given=given, choices=keys)


class NotCovered(MutualBenefitsError):
    """The version in force does not cover events of this kind."""


class UnknownReading(MutualBenefitsError):
    """No plan offers this reading, or the reading has no such option."""


class DuplicateClaim(MutualBenefitsError):
    """An id is given to more than one claim; `given` is that id, and `claim` the later claim of the first."""


class UndeterminedTotal(MutualBenefitsError):
    """The total depends on terms that the public record does not state, or on a word that nobody knows.

    It is between `low` and `high` yuan, each None where it is not known. `missing` names the terms and
    the facts with such a word (`event.cause`).
    """

    def __init__(
        self,
        message: str = "",
        *,
        low: Decimal | None = None,
        high: Decimal | None = None,
        missing: Iterable[str] = (),
    ) -> None:
        super().__init__(message)
        self.low = low
        self.high = high
        self.missing = tuple(missing)


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
        message = f"{where} has nothing at {path!r}; {hint}"
        return cls(message, field="path", given=path, choices=near or known)


class InvalidScenario(MutualBenefitsError):
    """What a scenario is to vary or to compare is missing, unknown or contradictory."""


class InvalidUsage(MutualBenefitsError):
    """Usage names one limit twice or not as it is counted, or units that cannot have been used."""


class InvalidTable(MutualBenefitsError):
    """A table of claims cannot be read; the message names columns and the first bad rows.

    `columns` are the names of the columns in question, `rows` the numbers of the bad rows, from 0.
    """

    def __init__(
        self,
        message: str = "",
        *,
        columns: Iterable[str] = (),
        rows: Iterable[int] = (),
        field: str | None = None,
        given: object = None,
        choices: Iterable[Any] = (),
    ) -> None:
        super().__init__(message, field=field, given=given, choices=choices)
        self.columns = tuple(columns)
        self.rows = tuple(rows)

    @classmethod
    def without_unit(cls, columns: Sequence[str]) -> "InvalidTable":
        """The error for whole numbers of money, which may be fen or yuan, where no unit is given."""
        message = (
            f"money is in whole numbers ({', '.join(columns)}), which may mean fen or yuan: give unit='fen'"
            " or unit='yuan'"
        )
        return cls(message, columns=columns, field="unit", choices=("fen", "yuan"))


def install_hint(extra: str) -> str:
    """How to install an extra: the one place that says it. The library is on no package index.

    >>> install_hint("cli")
    "install the extra 'cli': in a checkout, python -m pip install '.[cli]' (docs/install.md: from a wheel)"
    """
    return (
        f"install the extra '{extra}': in a checkout, python -m pip install '.[{extra}]'"
        " (docs/install.md: from a wheel)"
    )


class MissingExtra(MutualBenefitsError, ImportError):
    """A part of the library needs an optional dependency that is not installed."""

    @classmethod
    def of(cls, need: str, extra: str, *, field: str) -> "MissingExtra":
        """The error for a need, such as `charts need altair`, that an extra would meet."""
        return cls(f"{need}; {install_hint(extra)}", field=field)

    @classmethod
    def unless_installed(cls, part: str, extra: str, *modules: str) -> None:
        """Check that the modules that a part of the library needs are installed.

        Raises:
            MissingExtra: one of them is not.
        """
        for module in modules:
            try:
                import_module(module)
            except ModuleNotFoundError as missing:
                if missing.name != module:
                    raise
                raise cls.of(f"{part} needs {module}", extra, field=module) from missing
