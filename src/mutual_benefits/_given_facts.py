"""What a claim tells of the facts that a rule book declares, before anybody knows which rule book."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetPydanticSchema, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ._language import chosen_language
from .events import MOST_CHARACTERS

WRONG = {
    "facts": ("give a mapping from names of facts to values", "请填写由事项名称到其值的映射"),
    "fact_name": (
        "{name} is no name of a fact; give lower-case letters, digits and _, a letter first",
        "{name} 不是事项名称；应为小写字母、数字和 _，以字母开头",
    ),
    "fact_value": (
        "{name} is {value}; give text of 1 to {most} characters, a number, a Decimal, a day or a bool",
        "{name} 为 {value}；请填写1至{most}字的文字、整数、Decimal、日期或是否",
    ),
}
"""What is wrong with the facts of a claim, in English and in Chinese."""


class GivenFacts(Mapping[str, str | int | bool]):
    """What a claim tells of the facts that its rule book declares, by their names; read-only and hashable.

    Values are kept as JSON writes them: a day and a decimal as text. `None` tells nothing and is left out.
    What a fact may be is checked against its declaration when the claim is assessed.

    >>> GivenFacts({"total_bill": Decimal("80.50"), "retired": True, "city": None})
    GivenFacts({'retired': True, 'total_bill': '80.50'})
    """

    __slots__ = ("_told",)

    def __init__(self, told: Mapping[str, Any] = {}) -> None:  # it is only read
        names = sorted(name for name, value in told.items() if value is not None)
        self._told = MappingProxyType({name: _as_json(name, told[name]) for name in names})

    def __getitem__(self, name: str) -> str | int | bool:
        return self._told[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    def __hash__(self) -> int:
        return hash(tuple(self._told.items()))

    def __repr__(self) -> str:
        return f"GivenFacts({dict(self._told)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return GivenFacts, (dict(self._told),)


NO_FACTS = GivenFacts()
"""What most claims tell of declared facts."""

FACT_NAME = r"^[a-z][a-z0-9_]{0,59}$"
"""The names that a rule book may give to facts of its own."""


def _wrong(kind: str, **details: object) -> PydanticCustomError:
    return PydanticCustomError(kind, WRONG[kind][chosen_language() == "zh"], details)


def _given_facts(given: Any) -> GivenFacts:
    if given is None:
        return NO_FACTS
    if not isinstance(given, Mapping):
        raise _wrong("facts")
    return given if isinstance(given, GivenFacts) else GivenFacts(given)


def _as_json(name: Any, value: Any) -> str | int | bool:
    """A value of a fact as JSON writes it; an error if no fact can have such a value or name."""
    if not isinstance(name, str) or not re.match(FACT_NAME, name):
        raise _wrong("fact_name", name=repr(name))
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and 0 < len(value) <= MOST_CHARACTERS:
        return value
    raise _wrong("fact_value", name=name, value=repr(value), most=MOST_CHARACTERS)


def _facts(_: Any, __: GetCoreSchemaHandler) -> CoreSchema:
    # Null where there are none, so that the hash of a claim stays what it was before there were such facts.
    as_dict = core_schema.plain_serializer_function_ser_schema(lambda facts: dict(facts) or None)
    return core_schema.no_info_plain_validator_function(_given_facts, serialization=as_dict)


_KINDS = [{"type": kind} for kind in ("string", "integer", "boolean", "null")]

Facts = Annotated[
    Mapping[str, Any],
    GetPydanticSchema(_facts),
    WithJsonSchema(
        {
            "type": ["object", "null"],
            "propertyNames": {"pattern": FACT_NAME},
            "additionalProperties": {"anyOf": _KINDS},
        }
    ),
]
"""A mapping from names of facts to what is told of them, kept as `GivenFacts`."""
