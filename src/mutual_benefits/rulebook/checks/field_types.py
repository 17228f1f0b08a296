"""Reads from the annotation of a model's field what the field may hold."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from ..._texts import OR, Text, both, listed
from ...frozen import Frozen
from ...sources import Source

TAGS = ("rule", "condition", "term")
"""The fields that distinguish the models that a field may hold."""

TELLING = ("value", "what", "rows", "rungs", "options")
"""The keys that tell a figure, an unstated term, a table, a ladder and a choice apart."""

_WORDS: dict[Any, Text] = {
    str: both("text in quotes", "带引号的文字"),
    int: both("a whole number", "整数"),
    bool: both("true or false", "true 或 false"),
    Decimal: both('a decimal as text, such as "80.00"', '以文字写的小数，如 "80.00"'),
}


class FieldType(NamedTuple):
    """What a field may hold."""

    models: tuple[type[Frozen], ...] = ()
    items: Any = None
    """The annotation of the entries, if it may hold a list."""
    keys: Any = None
    """The annotation of the keys, if it may hold a table with any keys: a small mapping, stored as pairs."""
    values: Any = None
    scalars: tuple[Any, ...] = ()

    def words(self) -> Text:
        """What to give, in words."""
        kinds = [_WORDS[one] for one in self.scalars if one in _WORDS]
        kinds += [words_of(model) for model in self.models]
        kinds += [both("a list", "列表")] if self.items is not None else []
        kinds += [both("a table", "表")] if self.keys is not None else []
        kinds += [both("a day, such as 2016-05-04", "日期，如 2016-05-04")] if date in self.scalars else []
        literals = [str(word) for one in self.scalars if get_origin(one) is Literal for word in get_args(one)]
        enums = [str(member) for one in self.scalars if _is_enum(one) for member in one]
        kinds += [both(repr(word), repr(word)) for word in (*literals, *enums)]
        return kinds[0] if len(kinds) == 1 else listed((listed(kinds[:-1]), kinds[-1]), by=OR)


def words_of(model: type[Frozen]) -> Text:
    """A model in words, as a table with its keys.

    >>> from mutual_benefits.sources import Text
    >>> print(words_of(Text))
    a table with en and zh
    """
    if model is Source:
        return both("the id of one of the file's sources, in quotes", "本文件中一个出处的编号（带引号）")
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    keys = ", ".join(model.model_fields)
    if needed:
        keys = " and ".join(filter(None, (", ".join(needed[:-1]), needed[-1])))
    return both(f"a table with {keys}", f"含 {'、'.join(needed or model.model_fields)} 的表")


@cache
def fields_of(model: type[Frozen]) -> dict[str, FieldType]:
    """The fields of a model by name, each with what it may hold."""
    model.model_rebuild()
    return {name: kind_of(field.annotation) for name, field in model.model_fields.items()}


def kind_of(annotation: Any) -> FieldType:
    """What an annotation allows.

    >>> kind_of(tuple[int, ...] | str)
    FieldType(models=(), items=<class 'int'>, keys=None, values=None, scalars=(<class 'str'>,))
    """
    models, scalars = [], []
    kind = FieldType()
    for one in _alternatives(annotation):
        if isinstance(one, type) and issubclass(one, Frozen):
            models.append(one)
        elif get_origin(one) is tuple:
            entry = get_args(one)[0]
            if get_origin(entry) is tuple:
                keys, values = get_args(entry)
                kind = kind._replace(keys=keys, values=values)
            else:
                kind = kind._replace(items=entry)
        else:
            scalars.append(one)
    return kind._replace(models=tuple(models), scalars=tuple(scalars))


def _alternatives(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _alternatives(part)
    else:
        yield annotation


def _is_enum(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Enum)


def enum_in(kind: FieldType) -> type[Enum] | None:
    """The enumeration whose words a field may hold, if there is one."""
    return next((one for one in kind.scalars if _is_enum(one)), None)


def tag_of(model: type[Frozen]) -> tuple[str, str] | None:
    """The field and the word that distinguish a model from others, if it has such a field."""
    for tag in TAGS:
        field = model.model_fields.get(tag)
        if field is not None and get_origin(field.annotation) is Literal:
            return tag, get_args(field.annotation)[0]
    return None
