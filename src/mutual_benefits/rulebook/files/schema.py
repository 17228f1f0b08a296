"""The JSON Schemas of plan files, made from the schemas of the models.

A file names its sources by their ids, writes small mappings as tables, and leaves out null values.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..._given_facts import FACT_NAME
from ...claims import COUNTED_FACTS
from ...frozen import Frozen
from ...rules import AnyBenefit, AnyCondition, Band, TopBand
from ..checks.field_types import kind_of
from ..checks.known_facts import ALL_FACTS, FACT_FIELDS, FOR_OWN_FACTS
from ..version import PlanVersion
from .loading import SCHEMA_KEY, PlanFile

Schema = dict[str, Any]
Maker = Callable[[Any], Schema]

_WITH_UNITS: tuple[type[Frozen], ...] = (
    *kind_of(AnyBenefit).models,
    *kind_of(AnyCondition).models,
    Band,
    TopBand,
)


def of_plan_file(schema_of: Maker) -> Schema:
    """The schema of a plan's own file, `plan.toml` or `plan.json`."""
    return _with_schema_key(schema_of(PlanFile))


def of_version_file(schema_of: Maker) -> Schema:
    """The schema of a version's file, such as `2016-01-01.toml`."""
    schema: Schema = _as_in_files(schema_of(PlanVersion))
    models = schema["$defs"]
    for part in (schema, *models.values()):
        _set_required(part)
    models["FactName"] = {"description": "A fact of every claim.", "enum": sorted(ALL_FACTS)}
    declared = {"description": "A fact that `facts` declares.", "type": "string", "pattern": FACT_NAME}
    models["DeclaredFact"] = declared
    models["Cited"] = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Source"}], "description": _CITED}
    listed = {**models["Source"], "required": ["title"]}
    about = "The sources of this file by their ids, which `source` names elsewhere."
    entries = {"type": "object", "additionalProperties": listed, "description": about}
    schema["properties"]["sources"] = entries
    for name, named in FACT_FIELDS.items():
        for field in named:
            properties = models[name]["properties"]
            properties[field] = _with_facts(properties[field], _NAMES.get(name, _EVERY_NAME))
    for model in _WITH_UNITS:
        units = model.__dict__.get("units", {})
        for field, unit in units.items() if isinstance(units, Mapping) else ():
            term = models[model.__name__]["properties"][field]
            term["description"] = f"in {unit.replace('_', ' ')}"
    return _with_schema_key(schema)


_CITED = "The id of a source of `sources`, or the source itself."


def _with_schema_key(schema: Schema) -> Schema:
    schema["properties"] = {
        SCHEMA_KEY: {"type": "string", "description": "The location of this schema, for editors."},
        **schema["properties"],
    }
    return schema


def _as_in_files(node: Any) -> Any:
    """A part of a schema in which sources may be cited and mappings are tables."""
    if isinstance(node, list):
        return [_as_in_files(part) for part in node]
    if not isinstance(node, dict):
        return node
    if node.get("$ref") == "#/$defs/Source":
        return {"$ref": "#/$defs/Cited"}
    either = node.get("anyOf", ())
    table = next((part for part in either if part.get("type") == "object"), None)
    if table is not None:  # the models accept pairs or a table, files only a table
        least = next((part["minItems"] for part in either if "minItems" in part), 0)
        others = {key: part for key, part in node.items() if key not in ("anyOf", "default")}
        return _as_in_files({**others, **table, **({"minProperties": least} if least else {})})
    return {
        key: _as_in_files(part)
        for key, part in node.items()
        if key != "discriminator" and not (key == "default" and part is None)
    }


def _set_required(model: Schema) -> None:
    """Let fields that may be null be left out, and require the fields that name the kind of a rule."""
    fields = model.get("properties", {})
    null = {"type": "null"}
    required = [name for name in model.get("required", ()) if null not in fields[name].get("anyOf", ())]
    required += [tag for tag in ("rule", "condition") if "const" in fields.get(tag, {})]
    if required:
        model["required"] = list(dict.fromkeys(required))


_EVERY_NAME: Schema = {"$ref": "#/$defs/FactName"}
_DECLARED: Schema = {"$ref": "#/$defs/DeclaredFact"}
_NAMES: dict[str, Schema] = {
    **{model: {"anyOf": [_EVERY_NAME, _DECLARED]} for model in FOR_OWN_FACTS},
    "PerDiem": {"anyOf": [_EVERY_NAME, {"enum": list(COUNTED_FACTS)}]},
    "Ladder": {"anyOf": [{"enum": ["day_of_cover", "ordinal"]}, _DECLARED]},
    "ExpenseShare": _DECLARED,
}
"""The names that the fields of a model may have that take a fact, where a declared one may stand there."""


def _with_facts(node: Any, names: Schema) -> Any:
    """A part of a schema in which `names` take the place of any text."""
    if isinstance(node, list):
        return [_with_facts(part, names) for part in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "string":
        return {**names, **{key: part for key, part in node.items() if key != "type"}}
    return {key: _with_facts(part, names) for key, part in node.items()}
