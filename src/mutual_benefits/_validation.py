"""What is wrong with the fields of a model, in words: pydantic's own errors are English alone."""

import difflib
import reprlib
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError

from ._arguments import checked
from ._given_facts import WRONG as GIVEN_FACTS
from ._texts import Lang, Text, both, language_of, say
from .errors import MutualBenefitsError
from .events import CONTRADICTIONS, KINDS, NAME
from .frozen import Frozen

WRONG = {
    **{kind: both(*words) for kind, words in (CONTRADICTIONS | GIVEN_FACTS).items()},
    "missing": both("it is missing; give it", "必须填写"),
    "extra_forbidden": both("there is no such field; leave it out", "没有此项，请不要填写"),
    "misspelt": both("there is no such field; did you mean {near!r}?", "没有此项；是否指 {near!r}？"),
    "string": both(
        "give text that is not blank, of at most 200 characters without control characters",
        "请填写文字，不超过 200 字，不含控制字符",
    ),
    "string_pattern_mismatch": both("give text of the form {pattern}", "请填写符合 {pattern} 的文字"),
    "int": both("give a whole number", "请填写整数"),
    "bool": both("give True or False", "请填写 True 或 False"),
    "day": both(
        "give a day as a date, or as text YYYY-MM-DD such as 2016-05-04", "请填写日期，如 2016-05-04"
    ),
    "exact_number": both(
        'give a Decimal, text such as "4867.30", or a whole number', "请填写 Decimal、整数或文字，如 4867.30"
    ),
    "decimal_max_places": both(
        "give at most {decimal_places} decimal places", "最多 {decimal_places} 位小数"
    ),
    "decimal": both("give a number as a Decimal or as text", "请以 Decimal 或文字填写数字"),
    "finite_number": both("give a finite number", "请填写有限的数"),
    "greater_than_equal": both("give {ge} or more", "不得小于 {ge}"),
    "greater_than": both("give more than {gt}", "须大于 {gt}"),
    "less_than_equal": both("give {le} or less", "不得大于 {le}"),
    "less_than": both("give less than {lt}", "须小于 {lt}"),
    "literal_error": both("give {expected}", "请填写以下之一：{expected}"),
    "enum": both("give {expected}", "请填写以下之一：{expected}"),
    "unknown_event": both(
        "give the kind of event: injury, child_injury, diagnosis, hospital_stay, medical_expense, home_loss",
        "请填写事件种类：injury、child_injury、diagnosis、hospital_stay、medical_expense、home_loss",
    ),
    "too_short": both("give at least {min_length} entries", "至少填写 {min_length} 项"),
    "too_long": both("give at most {max_length} entries", "最多填写 {max_length} 项"),
    "frozen_instance": both("a value cannot be changed; make a copy", "数据不可修改，请另作一份"),
    "json_invalid": both("give JSON ({error})", "请填写 JSON（{error}）"),
    "other": both("give what is of type {kind}", "请填写类型为 {kind} 的内容"),
}
"""What is wrong or would be right, by the type of pydantic's error or by the beginning of that type."""


def right_of(details: Mapping[str, Any]) -> Text:
    """What is wrong or would be right, by the details of one of pydantic's errors.

    >>> right_of({"type": "less_than_equal", "ctx": {"le": 10}, "msg": "..."}).zh
    '不得大于 10'
    """
    kind, context = str(details["type"]), dict(details.get("ctx", {}))
    error = context.get("error")
    if kind == "value_error" and isinstance(error, ValueError) and error.args:
        return error.args[0] if isinstance(error.args[0], Text) else both(str(error), str(error))
    if context.get("pattern") == NAME:
        return WRONG["string"]
    known = WRONG.get(kind) or WRONG.get(kind.partition("_")[0])
    if known is None:
        return say(
            WRONG["other"],
            kind=context.get("class_name") or context.get("class") or kind.removesuffix("_type"),
        )
    if "expected" in context:
        context["expected"] = both(context["expected"], context["expected"].replace(" or ", " 或 "))
    return say(known, **context) if context else known


@checked
def wrong_fields(error: ValidationError, *, lang: Lang | None = None) -> tuple[str, ...]:
    """A line for each wrong field of a model: its path, what was given, and what would be right.

    pydantic's own text of a `ValidationError` is English; these lines are in either language.

    >>> from mutual_benefits import Injury
    >>> try:
    ...     Injury(happened_on="04/05/2016")
    ... except ValidationError as error:
    ...     print(*wrong_fields(error), *wrong_fields(error, lang="zh"), sep="\\n")
    happened_on: '04/05/2016'; give a day as a date, or as text YYYY-MM-DD such as 2016-05-04
    happened_on：'04/05/2016'；请填写日期，如 2016-05-04
    """
    spoken = language_of(lang)
    line = both("{place}: {given}; {right}", "{place}：{given}；{right}").in_(spoken)
    without = both("{place}: {right}", "{place}：{right}").in_(spoken)
    lines = []
    for details in error.errors(include_url=False):
        path, fields = _place(error.title, details["loc"])
        right = right_of(details)
        if details["type"] == "extra_forbidden":
            near = difflib.get_close_matches(path[-1], fields, n=1)
            right = say(WRONG["misspelt"], near=near[0]) if near else right
        lines.append(
            (without if details["type"] in ("missing", "value_error") else line).format(
                place=".".join(path) or error.title,
                given=reprlib.repr(details["input"]),
                right=right.in_(spoken),
            )
        )
    return tuple(lines)


def words_of(error: MutualBenefitsError | ValidationError) -> Text:
    """What an error says, in both languages."""
    if isinstance(error, ValidationError):
        return both("; ".join(wrong_fields(error, lang="en")), "；".join(wrong_fields(error, lang="zh")))
    return both(error.in_("en"), error.in_("zh"))


def _place(title: str, steps: tuple[int | str, ...]) -> tuple[list[str], list[str]]:
    """The path to a field of the model with this name, and the fields that stand beside it there.

    pydantic's own steps name the kind of an event too (`event.injury.living_days`), which no claim has.
    """
    models = [model for model in _models_below(Frozen) if model.__name__ == title]
    path: list[str] = []
    for step in steps:
        fields = [model.model_fields[str(step)] for model in models if step in model.model_fields]
        chosen = [] if fields else [model for model in models if _is_kind(model, step)]
        if not chosen and not (path[-1:] == ["event"] and step in KINDS):
            path.append(str(step))
        if fields:
            models = [model for field in fields for model in _models_in(field.annotation)]
        models = chosen or models
    return path, [name for model in models for name in model.model_fields]


def _models_below(model: type[Frozen]) -> Iterator[type[Frozen]]:
    for each in model.__subclasses__():
        yield from (each, *_models_below(each))


def _models_in(annotation: Any) -> Iterator[type[Frozen]]:
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _is_kind(model: type[Frozen], word: int | str) -> bool:
    """Whether a model is chosen among others by this word, as events are by their kind."""
    return any(get_args(field.annotation) == (word,) for field in model.model_fields.values())
