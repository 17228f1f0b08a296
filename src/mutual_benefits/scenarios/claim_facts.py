"""A claim's facts by their paths: `event.hospital_days`, `enrolment.fee_tier`, `notified_on`."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from .._texts import both
from ..claims import Claim, Enrolment
from ..errors import InvalidScenario, UnknownPath
from ..frozen import Day
from ..money import Yuan
from ..rules.own_facts import MOST_NUMBER, Fact
from ..vocabulary import event_words

_NESTED = ("enrolment", "event", "facts")
NOTICES = ("notified_on", "claimed_on")
"""The facts that must not be earlier than the event."""
EVENT_DAY, DISCHARGE = "event.happened_on", "event.discharged_on"


FACTS = "facts."
"""How the path of a fact begins that the plan declares: its name follows."""

_DECLARED: dict[str, Any] = {
    "money": Yuan,
    "number": Annotated[int, Field(ge=0, le=MOST_NUMBER)],
    "word": str,
    "flag": bool,
    "day": Day,
}


def facts_by_path(claim: Claim, declared: Mapping[str, Fact] = MappingProxyType({})) -> dict[str, FieldInfo]:
    """Every fact of a claim of this kind by its path, except its plan and its kind of event.

    `declared` are the facts that its plan declares.
    """
    nested = {
        **{f"enrolment.{name}": field for name, field in Enrolment.model_fields.items() if name != "plan"},
        **{
            f"event.{name}": field for name, field in type(claim.event).model_fields.items() if name != "kind"
        },
    }
    own = {name: field for name, field in Claim.model_fields.items() if name not in _NESTED}
    fields = {name: FieldInfo.from_annotation(_DECLARED[fact.kind]) for name, fact in declared.items()}
    return nested | own | {f"{FACTS}{name}": field for name, field in fields.items()}


def fact(claim: Claim, path: str) -> Any:
    """The value of a claim's fact at a path."""
    owner, _, name = path.rpartition(".")
    if path.startswith(FACTS):
        return claim.facts.get(name)
    return getattr(getattr(claim, owner) if owner else claim, name)


def typed_fact(claim: Claim, path: str, field: FieldInfo) -> Any:
    """The value of a claim's fact at a path; a claim holds one that its plan declares as JSON writes it."""
    value = fact(claim, path)
    if value is None or not path.startswith(FACTS):
        return value
    kind: Any = field.annotation
    return TypeAdapter(kind).validate_python(value)


def with_facts(claim: Claim, facts: Mapping[str, object]) -> Claim:
    """The claim with other values of some facts, validated as a whole.

    Raises:
        pydantic.ValidationError: a fact cannot have this value; the message names the path and the value.
    """
    fields: dict[str, Any] = {
        **claim.__dict__,
        "enrolment": dict(claim.enrolment.__dict__),
        "event": dict(claim.event.__dict__),
        "facts": dict(claim.facts),
    }
    for path, value in facts.items():
        owner, _, name = path.rpartition(".")
        (fields[owner] if owner else fields)[name] = value
    return Claim.model_validate(fields)


def check_paths(
    claim: Claim, paths: Iterable[str], declared: Mapping[str, Fact] = MappingProxyType({})
) -> None:
    """Checks that each path names a fact of the claim.

    Raises:
        UnknownPath: a path names no fact; the message names the nearest.
        InvalidScenario: a path names the plan, which is the rule book and not a fact.
    """
    known = facts_by_path(claim, declared)
    for path in paths:
        if path == "enrolment.plan":
            raise InvalidScenario(
                both(
                    "enrolment.plan is the rule book and not a fact; give books to `compare` to vary it",
                    "enrolment.plan 是条款，不是事实；如要变换，请在 `compare` 中给出 books",
                ),
                field=path,
            )
        if path not in known:
            where = both("a claim for {kind}", "{kind}申请", kind=event_words(claim.event.kind))
            raise UnknownPath.of(path, list(known), where)


def checked_values(
    claim: Claim, vary: Mapping[str, Iterable[object]], declared: Mapping[str, Fact] = MappingProxyType({})
) -> dict[str, list[Any]]:
    """The values of each varied fact, which may be one that the plan declares, each validated once.

    Raises:
        UnknownPath, InvalidScenario: a path names no fact, or has no values, or one word instead of several.
        pydantic.ValidationError: a fact cannot have one of its values.
    """
    check_paths(claim, vary, declared)
    if not vary:
        raise InvalidScenario(
            both(
                "vary is empty; give the values of one or more facts by path, e.g. {'event.days': range(10)}",
                "vary 为空；请按路径给出一项或多项事实的值，如 {'event.days': range(10)}",
            ),
            field="vary",
            given=vary,
        )
    known = facts_by_path(claim, declared)
    # The values allowed for one varied fact must not depend on the present value of another.
    free: dict[str, object] = {path: None for path in NOTICES if path in vary}
    if EVENT_DAY in vary:
        free |= {EVENT_DAY: date.min, "enrolment.born_on": None}
        free |= {DISCHARGE: None} if DISCHARGE in known else {}
    if any(path in vary for path in ("enrolment.born_on", "enrolment.cover_from")):
        free["enrolment.born_on"] = None
    if DISCHARGE in vary or any(path.rpartition(".")[2] in claim.event.days_since for path in vary):
        free["claimed_on"] = None
    loose = with_facts(claim, free)
    values = {path: _checked(loose, path, choices, known[path]) for path, choices in vary.items()}
    _check_notices(claim, values)
    return values


def _checked(claim: Claim, path: str, choices: Iterable[object], field: FieldInfo) -> list[Any]:
    if isinstance(choices, str | bytes) or not isinstance(choices, Iterable):
        raise InvalidScenario(
            both(
                f"{path}: give several values, e.g. [{choices!r}], not {choices!r}",
                f"{path}：请给出多个值，如 [{choices!r}]，所给为 {choices!r}",
            ),
            field=path,
            given=choices,
        )
    # NumPy's numbers and dates become Python's.
    values = [value.item() if type(value).__module__ == "numpy" else value for value in choices]  # type: ignore[attr-defined]
    if not values:
        raise InvalidScenario(
            both(f"{path}: there are no values; give at least one", f"{path}：没有值；请至少给出一个"),
            field=path,
            given=choices,
        )
    kind: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    whole: TypeAdapter[list[Any]] = TypeAdapter(list[kind], config=ConfigDict(strict=True))
    try:
        checked = whole.validate_python(values)
        if path == EVENT_DAY:
            with_facts(claim, {path: max(checked)})
        return checked
    except ValidationError:
        # Validating the values one by one gives an error that names the fact of the claim.
        return [fact(with_facts(claim, {path: value}), path) for value in values]


def _check_notices(claim: Claim, values: Mapping[str, list[Any]]) -> None:
    """Checks that no notice, and no discharge, is earlier than the event in any combination."""
    days = values.get(EVENT_DAY, [claim.event.happened_on])
    present = {DISCHARGE: [getattr(claim.event, "discharged_on", None)]}
    for path in (*NOTICES, DISCHARGE):
        for notice, day in product(values.get(path, present.get(path, ())), days):
            if notice is not None and notice < day:
                with_facts(claim, {EVENT_DAY: day, path: notice})
