"""A claim's facts by their paths: `event.hospital_days`, `enrolment.fee_tier`, `notified_on`."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Annotated, Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from ..claims import Claim, Enrolment
from ..errors import InvalidScenario, UnknownPath
from ..formatting import quantity
from ..sources import Text
from ..vocabulary import CAUSES, KEYS, VALUES, both, name_of

NOTICES = ("notified_on", "claimed_on")
"""The facts that must not lie before the event."""
EVENT_DAY = "event.happened_on"


def facts_by_path(claim: Claim) -> dict[str, FieldInfo]:
    """Every fact of a claim of this kind by its path, except its plan and its kind, which tell what it is."""
    found = {
        **{f"enrolment.{name}": field for name, field in Enrolment.model_fields.items() if name != "plan"},
        **{
            f"event.{name}": field for name, field in type(claim.event).model_fields.items() if name != "kind"
        },
    }
    own = {name: field for name, field in Claim.model_fields.items() if name not in ("enrolment", "event")}
    return found | own


def fact(claim: Claim, path: str) -> Any:
    """What a claim says at a path."""
    owner, _, name = path.rpartition(".")
    return getattr(getattr(claim, owner) if owner else claim, name)


def with_facts(claim: Claim, facts: Mapping[str, object]) -> Claim:
    """The claim with other facts, validated as a whole.

    Raises:
        pydantic.ValidationError: a fact cannot have this value; the message names the path and the value.
    """
    told: dict[str, Any] = {
        **claim.__dict__,
        "enrolment": dict(claim.enrolment.__dict__),
        "event": dict(claim.event.__dict__),
    }
    for path, value in facts.items():
        owner, _, name = path.rpartition(".")
        (told[owner] if owner else told)[name] = value
    return Claim.model_validate(told)


def check_paths(claim: Claim, paths: Iterable[str]) -> None:
    """That each path leads to a fact of the claim.

    Raises:
        UnknownPath: one does not; the message names the nearest.
        InvalidScenario: it leads to the plan, which is the rule book and no fact.
    """
    known = facts_by_path(claim)
    for path in paths:
        if path == "enrolment.plan":
            raise InvalidScenario(
                "enrolment.plan is the rule book and no fact; `compare` puts a claim to several"
            )
        if path not in known:
            raise UnknownPath.of(path, list(known), f"a claim for {claim.event.kind}")


def checked_values(claim: Claim, vary: Mapping[str, Iterable[object]]) -> dict[str, list[Any]]:
    """The values that each varied fact takes, each validated once.

    Raises:
        UnknownPath, InvalidScenario: a path leads nowhere, or has no values or one word in place of several.
        pydantic.ValidationError: a fact cannot have one of its values.
    """
    check_paths(claim, vary)
    if not vary:
        raise InvalidScenario("nothing is varied; give facts and their values, by path")
    known = facts_by_path(claim)
    # What one varied fact may be must not hang on what another is at the moment.
    free: dict[str, object] = {path: None for path in NOTICES if path in vary}
    if EVENT_DAY in vary:
        free[EVENT_DAY] = date.min
    loose = with_facts(claim, free)
    found = {path: _checked(loose, path, values, known[path]) for path, values in vary.items()}
    _check_notices(claim, found)
    return found


def _checked(claim: Claim, path: str, given: Iterable[object], field: FieldInfo) -> list[Any]:
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise InvalidScenario(f"{path}: give several values, e.g. [{given!r}], not {given!r}")
    # NumPy's numbers and days are taken as Python's.
    values = [value.item() if type(value).__module__ == "numpy" else value for value in given]  # type: ignore[attr-defined]
    if not values:
        raise InvalidScenario(f"{path}: there are no values to take; give at least one")
    kind: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    whole: TypeAdapter[list[Any]] = TypeAdapter(list[kind], config=ConfigDict(strict=True))
    try:
        checked = whole.validate_python(values)
        if path == EVENT_DAY:
            with_facts(claim, {path: max(checked)})
        return checked
    except ValidationError:
        # Once more one by one, for the error that says which fact of the claim it is.
        return [fact(with_facts(claim, {path: value}), path) for value in values]


def _check_notices(claim: Claim, values: Mapping[str, list[Any]]) -> None:
    """That no notice lies before the event in any combination."""
    days = values.get(EVENT_DAY, [claim.event.happened_on])
    for path in NOTICES:
        for notice, day in product(values.get(path, ()), days):
            if notice is not None and notice < day:
                with_facts(claim, {EVENT_DAY: day, path: notice})


_UNITS = {
    "living_days": "day",
    "hospital_days": "day",
    "care_days": "day",
    "days": "day",
    "self_paid": "yuan",
    "over_cap": "yuan",
    "other_cover": "yuan",
    "loss": "yuan",
    "area": "square_metre",
    "shares": "share",
}


def fact_name(path: str, kind: str = "") -> Text:
    """The name of a fact; the day of an event has one for each kind of event."""
    field = path.rpartition(".")[2]
    return name_of(f"{kind}.{field}" if kind and field == "happened_on" else field)


def fact_unit(path: str) -> str:
    """The unit in which a number is counted, as `words.quantity` knows it."""
    return _UNITS.get(path.rpartition(".")[2], "ordinal")


def fact_said(path: str, value: Any) -> Text:
    """What a fact says, in words."""
    if isinstance(value, bool) or value is None:
        return VALUES[value]
    if isinstance(value, int | Decimal):
        return both(*(quantity(value, value, fact_unit(path), lang) for lang in ("en", "zh")))
    if isinstance(value, date):
        return both(value.isoformat(), value.isoformat())
    text = str(value)
    own = VALUES.get(f"{path.rpartition('.')[2]}.{text}")
    return own or VALUES.get(text) or CAUSES.get(text) or KEYS.get(text) or both(text, text)
