"""JSON Schemas of plan files, claims and assessments, for editors and for other languages.

The schemas are files in this folder. Run `python -m mutual_benefits.cli.schemas` to write them again after a
change to the models; a test compares them.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from ...assessment.assessment import Assessment
from ...claims import Claim
from ...rulebook.files.schema import of_plan_file, of_version_file

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _PlainSchemas(GenerateJsonSchema):
    """Schemas without titles that only repeat the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _of(model: type[BaseModel], mode: JsonSchemaMode = "validation") -> dict[str, Any]:
    schema: dict[str, Any] = _portable(model.model_json_schema(mode=mode, schema_generator=_PlainSchemas))
    return schema


def _portable(node: Any) -> Any:
    """A schema without the one-word `enum` that only older releases of pydantic write beside `const`."""
    if isinstance(node, list):
        return [_portable(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {key: _portable(part) for key, part in node.items() if key != "enum" or "const" not in node}


_MADE: dict[str, Callable[[], dict[str, Any]]] = {
    "plan": lambda: of_plan_file(_of),
    "version": lambda: of_version_file(_of),
    "claim": lambda: _of(Claim),
    "assessment": lambda: _of(Assessment, "serialization"),
}
NAMES = tuple(_MADE)
"""The names of the schemas."""


def made(name: str) -> str:
    """The text of a schema, generated from the models."""
    return json.dumps({"$schema": DIALECT, **_MADE[name]()}, ensure_ascii=False, indent=2) + "\n"


def path_of(name: str) -> Path:
    """The path of a schema's file.

    >>> path_of("claim").name
    'claim.json'
    """
    return Path(__file__).with_name(f"{name}.json")


def shipped(name: str) -> str:
    """The text of a schema, as shipped."""
    return path_of(name).read_text("utf-8")


__all__ = ["NAMES", "made", "path_of", "shipped"]
