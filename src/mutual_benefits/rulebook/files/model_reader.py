"""Builds models from the data of a file, and reports every fault at its key.

Faults are wrong types, missing and unknown keys, and contradictions. The annotations of the models say what
each field may hold. A model is built after its parts, so that a fault which it finds in itself (a table has a
key twice, bounds are reversed) is reported at its key.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import ValidationError

from ..._texts import Text, both, give, listed
from ..._validation import right_of
from ...errors import InvalidPlan
from ...frozen import Frozen
from ...rules import Benefit, Condition
from ...sources import Source
from ...terms import Table
from ..checks.field_types import TELLING, FieldType, enum_in, fields_of, kind_of, tag_of, words_of
from ..checks.hints import NUMBER_AS_KEY, Path, near
from ..checks.known_facts import FACT_FIELDS, KnownFacts
from ..version import PlanVersion
from .faults import FileFaults

FAILED: Any = object()
"""Stands for a value that could not be built; its faults have been reported."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,4}")
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")


class Builder:
    """Builds the models of one file; `sources` are those that it may name by their ids.

    Days are text in JSON (`days_are_text`), but not in TOML.
    """

    def __init__(self, faults: FileFaults, sources: Mapping[str, Source], *, days_are_text: bool) -> None:
        self.faults = faults
        self.sources = sources
        self.days_are_text = days_are_text
        self.parts: dict[Path, Frozen] = {}
        """The benefits and the conditions that could be built, by their paths."""
        self.known = KnownFacts({})
        self.unbuilt: tuple[str, ...] = ()
        """The names of declared facts that could not be built, and of which no more is said."""

    def model(self, model: type[Frozen], data: Any, path: Path, *, extra_keys: tuple[str, ...] = ()) -> Any:
        """A model from a table, which may have `extra_keys` besides the fields; or FAILED."""
        if not isinstance(data, dict):
            return self._wrong(path, give(words_of(model)), data)
        kinds = fields_of(model)
        for key in data:
            if key not in kinds and key not in extra_keys:
                self.faults.add(
                    (*path, key),
                    both(
                        "no such key here; {near}",
                        "此处没有这个键；{near}",
                        near=near(key, [*(kind for kind in kinds if kind != "term"), *extra_keys]),
                    ),
                )
        # The facts that a version declares come first, since its other parts name them.
        keys = sorted((key for key in data if key in kinds), key=lambda key: key not in ("facts", "words"))
        values = {key: self._field(model, key, kinds[key], data, (*path, key)) for key in keys}
        for key, field in model.model_fields.items():
            if not field.is_required() or key in data:
                continue
            if NoneType in kinds[key].scalars:
                values[key] = None  # a key left out is null, which TOML cannot write
            else:
                self.faults.add(
                    (*path, key), both("missing; {give}", "缺少；{give}", give=give(kinds[key].words()))
                )
        return self._built(model, values, path)

    def _built(self, model: type[Frozen], values: dict[str, Any], path: Path) -> Any:
        sound = {key: value for key, value in values.items() if value is not FAILED}
        try:
            built = model(**sound)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                key = details["loc"][0] if details["loc"] else ""
                if key in sound:
                    self.faults.add((*path, key), _reworded(details), given=details["input"])
            return FAILED
        except InvalidPlan as error:
            for below, text in error.faults or (((), both(error.in_("en"), error.in_("zh"))),):
                if len(sound) == len(values):
                    self.faults.add((*path, *below), shortened(text))
            return FAILED
        return built if len(sound) == len(values) else FAILED

    def _field(self, model: type[Frozen], key: str, kind: FieldType, data: dict[str, Any], path: Path) -> Any:
        if model is Table and key == "rows":
            counted = isinstance(data.get("by"), str) and self.known.is_counted(data["by"])
            return self._pairs(kind, data[key], path, counted=counted)
        value = self.value(kind, data[key], path)
        if key == "facts" and isinstance(data[key], dict):
            self.known = KnownFacts({} if value is FAILED else dict(value), self.known.words)
            self.unbuilt = tuple(data[key]) if value is FAILED else ()
        if key == "words" and model is PlanVersion and value is not FAILED:
            self.known = KnownFacts(self.known.own, value)
        named = key in FACT_FIELDS.get(model.__name__, ())
        return self._facts(model.__name__, value, path) if named else value

    def _facts(self, model: str, value: Any, path: Path) -> Any:
        """The name of a fact, or a tuple of names, if claims have all these facts; or FAILED."""
        names = [(path, value)] if isinstance(value, str) else []
        if isinstance(value, tuple):
            names = [((*path, place), name) for place, name in enumerate(value)]
        wrong = [(at, name, self.known.wrong_fact(model, name)) for at, name in names]
        for at, name, right in wrong:
            if right and name not in self.unbuilt:
                self.faults.add(at, right, given=name)
        return FAILED if any(right for _, _, right in wrong) else value

    def value(self, kind: FieldType, data: Any, path: Path) -> Any:
        """The value of a field from its data; or FAILED."""
        if isinstance(data, dict):
            if kind.keys is not None:
                return self._pairs(kind, data, path)
            if kind.models:
                return self._one_of(kind.models, data, path)
        elif isinstance(data, list):
            if kind.items is not None:
                items = kind_of(kind.items)
                entries = [self.value(items, item, (*path, place)) for place, item in enumerate(data)]
                return FAILED if FAILED in entries else tuple(entries)
        elif isinstance(data, str) and Source in kind.models:
            return self._source(data, path)
        elif kind.scalars:
            return self._scalar(kind, data, path)
        return self._wrong(path, give(kind.words()), data)

    def _pairs(self, kind: FieldType, data: Any, path: Path, *, counted: bool = False) -> Any:
        """A table with any keys as pairs; `counted` keys are whole numbers, which files write as text."""
        if not isinstance(data, dict):
            return self._wrong(path, both("give a table", "请给出一个表"), data)
        values = kind_of(kind.values)
        pairs = []
        for key, entry in data.items():
            value = self.value(values, entry, (*path, key))
            if type(value) is int and value < 0:
                value = self._wrong((*path, key), both("give 0 or more", "不得小于 0"), entry)
            if counted and not _COUNT.fullmatch(key):
                value = self._wrong((*path, key), NUMBER_AS_KEY, ...)
            pairs.append((int(key) if counted and value is not FAILED else key, value))
        return FAILED if any(value is FAILED for _, value in pairs) else tuple(pairs)

    def _one_of(self, models: tuple[type[Frozen], ...], data: dict[str, Any], path: Path) -> Any:
        """A table as one of several models, chosen by its tag or else by its keys."""
        if len(models) == 1:
            return self.model(models[0], data, path)
        built = self._tagged(models, data, path)
        if isinstance(built, Benefit | Condition):
            self.parts[path] = built
        return built

    def _tagged(self, models: tuple[type[Frozen], ...], data: dict[str, Any], path: Path) -> Any:
        tags = {tag[1]: model for model in models if (tag := tag_of(model))}
        name = next((tag[0] for model in models if (tag := tag_of(model))), "")
        given = data.get(name)
        if isinstance(given, str) and given in tags:
            return self.model(tags[given], data, path)
        if given is not None:
            return self._wrong((*path, name), near(given if isinstance(given, str) else "", tags), given)
        if name != "term":
            right = both("missing; {near}", "缺少；{near}", near=near("", tags))
            return self._wrong((*path, name), right, ...)
        told = [key for key in TELLING if key in data]
        if len(told) > 1:
            right = both(
                "give either {keys}, not both",
                "{keys} 只能给出其一",
                keys=listed(told, by=both(" or ", " 或 ")),
            )
            return self._wrong(path, right, ...)
        return self.model(
            max(models, key=lambda model: len(data.keys() & fields_of(model).keys())), data, path
        )

    def _source(self, id_: str, path: Path) -> Any:
        if id_ in self.sources:
            return self.sources[id_]
        right = both(
            "no such source in [sources]; {near}",
            "[sources] 中没有这个出处；{near}",
            near=near(id_, self.sources),
        )
        return self._wrong(path, right, id_)

    def _scalar(self, kind: FieldType, data: Any, path: Path) -> Any:
        wanted = kind.scalars
        day = self._day(data) if date in wanted else None
        if day is not None:
            return day
        words = enum_in(kind)
        if words is not None and isinstance(data, str):
            known = [str(member) for member in words]
            return words(data) if data in known else self._wrong(path, near(data, known), data)
        literals = [word for one in wanted for word in get_args(one) if get_origin(one) is not None]
        if literals and isinstance(data, str):
            return data if data in literals else self._wrong(path, near(data, literals), data)
        if Decimal in wanted and isinstance(data, str) and _DECIMAL.fullmatch(data):
            return Decimal(data)
        if type(data) in wanted:
            return data
        if type(data) is date and str in wanted:
            return self._wrong(path, both("this must be text; put it in quotes", "须为文字；请加引号"), data)
        if date in wanted and isinstance(data, str) and _DAY.fullmatch(data) and not self.days_are_text:
            return self._wrong(
                path, both("this must be a day; write it without quotes", "须为日期；请不要加引号"), data
            )
        right = kind.words()
        if self.days_are_text:
            right = both(*(words.replace("2016-05-04", '"2016-05-04"') for words in (right.en, right.zh)))
        return self._wrong(path, give(right), data)

    def _day(self, data: Any) -> date | None:
        if not self.days_are_text:
            return data if type(data) is date else None
        if not isinstance(data, str) or not _DAY.fullmatch(data):
            return None
        try:
            return date.fromisoformat(data)
        except ValueError:  # 2016-02-30
            return None

    def _wrong(self, path: Path, right: Text, given: Any) -> Any:
        self.faults.add(path, right, given=given)
        return FAILED


def shortened(text: Text) -> Text:
    """A message of limited length."""
    return both(*(words if len(words) <= 400 else f"{words[:400]}..." for words in (text.en, text.zh)))


def _reworded(details: Mapping[str, Any]) -> Text:
    """An error of pydantic in the style of this library's faults."""
    if details["type"] == "string_pattern_mismatch":
        return both(
            "give lower-case letters, digits and _, beginning with a letter",
            "请用小写字母、数字和 _，以字母开头",
        )
    message = re.sub("(Input|String|Tuple) should", "it should", details["msg"])
    entries = "too few entries; " if details["type"] == "too_short" else ""
    return shortened(both(f"{entries}{message}", right_of(details).zh))
