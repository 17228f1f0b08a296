"""The errors of the library, one class per failure.

A message names the field, what was given and what would be right. An invalid field of a model raises
pydantic's own `ValidationError`. A benefit that the rules refuse (out of cover, an excluded cause, ...)
is not an error but a `refused` entitlement.
"""

import difflib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from ._language import Words, chosen_language

if TYPE_CHECKING:
    from .claims import Claim


class _Message(NamedTuple):
    """A message in both languages."""

    en: str
    zh: str


class MutualBenefitsError(Exception):
    """The base class of every error that this library raises itself.

    What a message says can be read from attributes too: `field` is the path of the field or the name of the
    argument that is wrong, `given` its value, `choices` the values that would be right, `claim` the claim
    that cannot be assessed. An attribute that does not apply is None, or empty. The message is in the
    language that `language` chooses; `in_` gives it in either.

    >>> import mutual_benefits as mb
    >>> try:
    ...     mb.get_plan("accidnet")
    ... except mb.MutualBenefitsError as error:
    ...     print(error.field, error.given, error.choices[0])
    code accidnet accident
    """

    def __init__(
        self,
        message: Words | str = "",
        *,
        field: str | None = None,
        given: object = None,
        choices: Iterable[Any] = (),
    ) -> None:
        super().__init__(message if isinstance(message, str) else message.en)
        self._zh = message if isinstance(message, str) else message.zh
        self.field = field
        self.given = given
        self.choices = tuple(choices)
        self.claim: Claim | None = None

    def __str__(self) -> str:
        return self.in_(chosen_language())

    def in_(self, lang: str) -> str:
        """The message in one language, `en` or `zh`."""
        return self._zh if lang == "zh" else str(self.args[0])


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
    def of(
        cls, field: str, given: object, keys: tuple[object, ...], *, whose: str = "", claim: str = ""
    ) -> "NoSuchRow":
        """The error for a fact without a row: what was given, whose table it is, and the rows it has."""
        claims = (f"claim {claim}: ", f"申请 {claim}：") if claim else ("", "")
        was = ("was left out", "未填写") if given is None else (f"is {given!r}", f"为“{given}”")
        # A number or a truth value is no word, as which its key may be written by mistake: '1' or 'true'.
        shown = [repr(key) if isinstance(given, int) else str(key) for key in keys]
        flag = (" (1 is yes, 0 is no)", "（1 为是，0 为否）") if isinstance(given, bool) else ("", "")
        en = f"{claims[0]}{field} {was[0]}; {whose or 'the table'} has rows for {', '.join(shown)}{flag[0]}"
        zh = f"{claims[1]}{field} {was[1]}；{whose or '该表'}所列为 {'、'.join(shown)}{flag[1]}"
        return cls(_Message(en, zh), field=field, given=given, choices=keys)


class InvalidFact(MutualBenefitsError):
    """A claim tells a fact, or a class of members, that its plan does not know, or a value that cannot be."""

    right: Any = None
    """What would be right, in both languages."""


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
        message: Words | str = "",
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
    def of(cls, path: str, known: Sequence[str], where: Words) -> "UnknownPath":
        """The error that suggests the nearest known paths."""
        near = difflib.get_close_matches(path, known, n=3, cutoff=0.5)
        last = path.split(".")[-1]
        near += [one for one in known if last in one.split(".") and one not in near][: 3 - len(near)]
        hint = f"did you mean {' or '.join(near)}?" if near else f"the paths are {', '.join(known)}"
        hint_zh = f"是否指 {' 或 '.join(near)}？" if near else f"可用路径：{'、'.join(known)}"
        message = _Message(
            f"{where.en} has nothing at {path!r}; {hint}", f"{where.zh}没有“{path}”；{hint_zh}"
        )
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
        message: Words | str = "",
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
        message = _Message(
            f"money is in whole numbers ({', '.join(columns)}), which may mean fen or yuan: give unit='fen'"
            " or unit='yuan'",
            f"金额为整数（{'、'.join(columns)}），可能是分，也可能是元；请给出 unit='fen' 或 unit='yuan'",
        )
        return cls(message, columns=columns, field="unit", choices=("fen", "yuan"))


def install_hint(extra: str) -> Words:
    """How to install an extra: the one place that says it. The library is on no package index.

    >>> install_hint("cli").en
    "install the extra 'cli': in a checkout, python -m pip install '.[cli]' (docs/install.md: from a wheel)"
    """
    command = f"python -m pip install '.[{extra}]'"
    return _Message(
        f"install the extra '{extra}': in a checkout, {command} (docs/install.md: from a wheel)",
        f"请安装附加组件 {extra}：在源码目录中执行 {command}（用 wheel 安装见 docs/zh/install.md）",
    )


class MissingExtra(MutualBenefitsError, ImportError):
    """A part of the library needs an optional dependency that is not installed."""

    @classmethod
    def of(cls, part: str, needed: str, extra: str, *, field: str | None = None) -> "MissingExtra":
        """The error for a part of the library, such as `charts need`, and for what an extra would bring."""
        hint = install_hint(extra)
        message = _Message(f"{part} {needed}; {hint.en}", f"缺少软件包 {needed}；{hint.zh}")
        return cls(message, field=field or needed)

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
                raise cls.of(f"{part} needs", module, extra) from missing
