"""Models that compute some of their fields when these are first read."""

from typing import Any, Self

from pydantic import GetJsonSchemaHandler, SerializationInfo, SerializerFunctionWrapHandler, model_serializer
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..frozen import Frozen

_put = object.__setattr__
_PYDANTIC_ATTRIBUTES = ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")


def _without_serializer(schema: Any) -> Any:
    """The schema of a model's fields, which a serializer that completes them would hide."""
    inner = {"schema": _without_serializer(schema["schema"])} if schema["type"] == "function-wrap" else {}
    return {name: part for name, part in schema.items() if name != "serialization"} | inner


class LazyModel(Frozen):
    """A model some of whose fields are computed when they are first read.

    A caller who needs only the sums does not pay for the reasons. The recipe has a method for each lazy
    field. Comparing, hashing, printing, copying, pickling and writing JSON compute the lazy fields first,
    so the model behaves like any other.
    """

    __slots__ = ("_recipe",)

    _recipe: Any

    @classmethod
    def from_recipe(cls, known: dict[str, Any], recipe: object) -> Self:
        """An instance with the known fields; the recipe has a method for each of the others."""
        self = cls.__new__(cls)
        _put(self, "__dict__", known)
        _put(self, "_recipe", recipe)
        return self

    def __getattr__(self, name: str) -> Any:
        if name in type(self).model_fields:
            value = getattr(self._recipe, name)()
            return self.__dict__.setdefault(name, value)
        if name in _PYDANTIC_ATTRIBUTES:
            return object.__getattribute__(self.completed(), name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def completed(self) -> Self:
        """This value, with every field computed."""
        for name in type(self).model_fields:
            getattr(self, name)
        # The fields are in the model's order, whichever was read first.
        fields = {name: self.__dict__[name] for name in type(self).model_fields}
        _put(self, "__dict__", fields)
        _put(self, "__pydantic_fields_set__", set(fields))
        _put(self, "__pydantic_extra__", None)
        _put(self, "__pydantic_private__", None)
        return self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LazyModel):
            return NotImplemented
        return type(self) is type(other) and self.completed().__dict__ == other.completed().__dict__

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.completed().__dict__.values())))

    def __getstate__(self) -> dict[Any, Any]:
        return super(LazyModel, self.completed()).__getstate__()

    def __repr_args__(self) -> Any:
        return super(LazyModel, self.completed()).__repr_args__()

    def model_copy(self, **options: Any) -> Self:
        """A validated copy, with every field computed first."""
        return super(LazyModel, self.completed()).model_copy(**options)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(_without_serializer(schema))

    @model_serializer(mode="wrap")
    def _serialized(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
        return handler(self.completed())
