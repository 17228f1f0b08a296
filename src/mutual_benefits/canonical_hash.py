"""The canonical form of a value, and its hash."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from ._arguments import wrong
from ._texts import both


def canonical(value: Any) -> bytes:
    """The canonical form of a model, or of JSON data.

    >>> canonical({"b": [1, None], "a": "日", "c": None})
    b'{"a":"\\xe6\\x97\\xa5","b":[1,null]}'
    """
    data = value.model_dump(mode="json", exclude=_unused(value)) if isinstance(value, BaseModel) else value
    try:
        text = json.dumps(
            _without_nulls(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
    except (TypeError, ValueError) as error:
        raise wrong(
            "value", value, both("a model or JSON data ({error})", "模型或 JSON 数据（{error}）", error=error)
        ) from error
    return text.encode()


def _unused(value: Any) -> dict[Any, Any]:
    """The fields that a model, or a model within it, got in a later release, and that are empty in it.

    Like nulls they are left out, so that the hash of a rule book stays what it was before there were such
    fields.
    """
    if isinstance(value, BaseModel):
        later: tuple[str, ...] = getattr(type(value), "ADDED_LATER", ())
        parts: Iterable[tuple[Any, Any]] = value
        empty = {name: True for name in later if not getattr(value, name)}
    elif isinstance(value, tuple):
        parts, empty = enumerate(value), {}
    else:
        return {}
    within = {place: unused for place, part in parts if (unused := _unused(part))}
    return within | empty


def _without_nulls(data: Any) -> Any:
    """Data without null members: a member that is absent and one that is null are equal."""
    if isinstance(data, dict):
        return {name: _without_nulls(part) for name, part in data.items() if part is not None}
    return [_without_nulls(part) for part in data] if isinstance(data, (list, tuple)) else data


def content_hash(value: Any) -> str:
    """The hash of a value's canonical form.

    Raises:
        InvalidArgument: the value is neither a model nor JSON data.

    >>> content_hash({"a": 1}) == content_hash({"b": None, "a": 1})
    True
    """
    return f"sha256:{hashlib.sha256(canonical(value)).hexdigest()}"
