"""Turns models into the data of plan files: defaults are left out, and each source is written once."""

from datetime import date
from decimal import Decimal
from typing import Any

from ...frozen import Frozen, every
from ...sources import Source, Text
from ..checks.field_types import TAGS, FieldType, fields_of, kind_of
from ..plan import Plan
from ..version import PlanVersion

Data = Any
"""Texts, numbers, truth values, days, lists and tables."""


class Mapped(dict[str, Data]):
    """A table whose order matters: rows, and options, of which the first is the default."""


def data_of_plan(plan: Plan) -> dict[str, Data]:
    """The data of the plan's own file."""
    return {"code": plan.code, "name": {"en": plan.name.en, "zh": plan.name.zh}}


def data_of_version(version: PlanVersion) -> dict[str, Data]:
    """The data of a version's file: its fields, then its `sources`, which the fields name by their ids."""
    sources: dict[str, Source] = {}
    for source in every(Source, version):
        sources.setdefault(source.id, source)
    shaper = _Shaper(sources)
    fields: dict[str, Data] = shaper.model(version)
    listed = Mapped({id_: shaper.model(source) for id_, source in sources.items()})
    for entry in listed.values():
        del entry["id"]
    return {**fields, "sources": listed}


class _Shaper:
    def __init__(self, sources: dict[str, Source]) -> None:
        self.sources = sources

    def model(self, model: Frozen) -> dict[str, Data]:
        """The fields that are not at their defaults; of the tags, those that the keys do not imply."""
        data = {}
        kinds = fields_of(type(model))
        for name, kind in sorted(kinds.items(), key=lambda item: item[0] not in TAGS):
            value = getattr(model, name)
            field = type(model).model_fields[name]
            if name in ("rule", "condition") or (
                name != "term" and (field.is_required() or value != field.default)
            ):
                data[name] = self.value(kind, value)
        return {name: value for name, value in data.items() if value is not None}

    def value(self, kind: FieldType, value: Any) -> Data:
        """A value as data; None for null, which files leave out."""
        if isinstance(value, Source) and self.sources.get(value.id) == value:
            return value.id
        if isinstance(value, Text):
            return {"en": value.en, "zh": value.zh}
        if isinstance(value, Frozen):
            return self.model(value)
        if kind.keys is not None:
            values = kind_of(kind.values)
            return Mapped({str(key): self.value(values, part) for key, part in value})
        if isinstance(value, tuple):
            items = kind_of(kind.items)
            return [self.value(items, part) for part in value]
        if isinstance(value, Decimal):
            return str(value)
        return value if value is None or isinstance(value, (bool, int, date)) else str(value)
