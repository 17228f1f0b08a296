"""Models that work out some of their fields when these are first read."""

from typing import Any, Self

from pydantic import SerializerFunctionWrapHandler, model_serializer

from ..frozen import Frozen

_put = object.__setattr__
_KEPT_BY_PYDANTIC = ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")


class LazyModel(Frozen):
    """A model some of whose fields are worked out when they are first read.

    Who only wants the sums should not pay for reasons. A recipe has a method for each late
    field; everything that looks at the whole value (comparing, hashing, printing, copying, pickling, JSON)
    works the late fields out first, so that nobody can tell the difference.
    """

    __slots__ = ("_recipe",)

    _recipe: Any

    @classmethod
    def from_recipe(cls, known: dict[str, Any], recipe: object) -> Self:
        """An instance with some fields known; the recipe has a method for each of the others."""
        self = cls.__new__(cls)
        _put(self, "__dict__", known)
        _put(self, "_recipe", recipe)
        return self

    def __getattr__(self, name: str) -> Any:
        if name in type(self).model_fields:
            made = getattr(self._recipe, name)()
            return self.__dict__.setdefault(name, made)
        if name in _KEPT_BY_PYDANTIC:
            return object.__getattribute__(self.settled(), name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def settled(self) -> Self:
        """This value, with every field worked out."""
        for name in type(self).model_fields:
            getattr(self, name)
        # One order of fields, however they came to be known.
        fields = {name: self.__dict__[name] for name in type(self).model_fields}
        _put(self, "__dict__", fields)
        _put(self, "__pydantic_fields_set__", set(fields))
        _put(self, "__pydantic_extra__", None)
        _put(self, "__pydantic_private__", None)
        return self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LazyModel):
            return NotImplemented
        return type(self) is type(other) and self.settled().__dict__ == other.settled().__dict__

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.settled().__dict__.values())))

    def __getstate__(self) -> dict[Any, Any]:
        return super(LazyModel, self.settled()).__getstate__()

    def __repr_args__(self) -> Any:
        return super(LazyModel, self.settled()).__repr_args__()

    def model_copy(self, **options: Any) -> Self:
        """A validated copy, with the late fields worked out first."""
        return super(LazyModel, self.settled()).model_copy(**options)

    @model_serializer(mode="wrap")
    def _whole(self, handler: SerializerFunctionWrapHandler) -> Any:
        return handler(self.settled())
