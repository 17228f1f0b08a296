"""The base class of every model: deeply immutable, strictly typed and closed to unknown fields.

Claims, usage and results are read alike in Python and in JSON, so that `json.loads` may come first; rule
books are read from JSON itself.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Self, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetPydanticSchema,
    Strict,
    TypeAdapter,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

PartT = TypeVar("PartT")


class Frozen(BaseModel):
    """An immutable value: strict types, no unknown fields, equal by content, hashable.

    A copy is the value itself, since nothing in it can change.

    >>> from mutual_benefits.sources import Text
    >>> import copy
    >>> text = Text(en="day", zh="日")
    >>> copy.deepcopy(text) is text
    True
    """

    # A schema is built on the first use of its model, so that an import does not pay for unused models.
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def trusted(cls, **fields: Any) -> Self:
        """An instance from all its fields without validation, for values that the library itself made."""
        self = cls.__new__(cls)
        set_attribute = object.__setattr__
        set_attribute(self, "__dict__", fields)
        set_attribute(self, "__pydantic_fields_set__", set(fields))
        set_attribute(self, "__pydantic_extra__", None)
        set_attribute(self, "__pydantic_private__", None)
        return self

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields replaced, validated like any other value.

        Raises:
            pydantic.ValidationError: a field of `update` is unknown or wrong.
        """
        if not update:
            return self
        return type(self).model_validate({**self.__dict__, **update})


WITHOUT_PARTS = frozenset({str, int, bool, float, Decimal, date, type(None)})
"""The types of most values inside a rule book; walks pass them over quickly."""


_is_kind: Callable[[type, type], bool] = cache(issubclass)
"""Whether a class is another or below it; cached, since models answer this slowly."""


def parts_of(value: Any) -> tuple[Any, ...]:
    """The fields of a model or the items of a tuple; any other value has no parts."""
    own = type(value)
    if own in WITHOUT_PARTS:
        return ()
    if _is_kind(own, Frozen):
        return tuple(value.__dict__.values())
    return value if _is_kind(own, tuple) else ()


def within(value: Any) -> Iterator[Any]:
    """The value and everything inside it at any depth; each value comes before its parts."""
    left = [value]
    while left:
        part = left.pop()
        yield part
        if type(part) not in WITHOUT_PARTS:
            left += reversed(parts_of(part))


def every(kind: type[PartT], value: Any) -> Iterator[PartT]:
    """Every instance of a class at any depth of a value.

    >>> from mutual_benefits.sources import Text
    >>> [text.en for text in every(Text, ((Text(en="day", zh="日"), 3), Text(en="yuan", zh="元")))]
    ['day', 'yuan']
    """
    return (part for part in within(value) if _is_kind(type(part), kind))


def _pairs(value: Any) -> Any:
    return tuple(value.items()) if isinstance(value, Mapping) else value


def _pairs_or_mapping(pairs: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    mapping: Any = dict
    mapping = mapping[get_args(get_args(pairs)[0])]
    either = core_schema.union_schema([handler(pairs), handler.generate_schema(mapping)])
    return core_schema.no_info_after_validator_function(_pairs, either)


K = TypeVar("K")
V = TypeVar("V")

Pairs = Annotated[tuple[tuple[K, V], ...], GetPydanticSchema(_pairs_or_mapping)]
"""A small read-only mapping, stored as pairs so that nothing in it can change; a dict is accepted too."""


def _day(_: Any, __: GetCoreSchemaHandler) -> CoreSchema:
    written = core_schema.str_schema(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", strict=True)
    text = core_schema.chain_schema([written, core_schema.date_schema(strict=False)])
    either = core_schema.union_schema([core_schema.date_schema(strict=True), text], mode="left_to_right")
    return core_schema.custom_error_schema(
        core_schema.json_or_python_schema(json_schema=text, python_schema=either),
        custom_error_type="day",
        custom_error_message="give a day as a date, or as text YYYY-MM-DD such as 2016-05-04",
    )


Day = Annotated[date, GetPydanticSchema(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day: a `date`, or text `YYYY-MM-DD`. A number, other digits or a time of day are refused."""

_DAY: TypeAdapter[date] = TypeAdapter(Day)


def day_of(value: Any) -> date:
    """The day that a `date` or a text `YYYY-MM-DD` gives.

    Raises:
        ValueError: it is anything else.

    >>> day_of("2016-05-04")
    datetime.date(2016, 5, 4)
    """
    return _DAY.validate_python(value)


Items = Annotated[tuple[K, ...], Strict(strict=False)]
"""A tuple; a list, which is what JSON has, is accepted too."""

Pair = Annotated[tuple[str, str], Strict(strict=False)]
"""Two texts; a list of two is accepted too."""
