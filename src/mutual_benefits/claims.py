"""A member's enrolment in a plan, and a claim: one event under one enrolment."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticKnownError

from ._given_facts import NO_FACTS, Facts
from .events import KINDS, Event, Happening, HospitalStay, Name, contradiction
from .frozen import Day, Frozen

Occupation = Literal["ordinary", "high_risk"]


def _class_of_members(given: Any) -> Any:
    """A class of members by its code; which plan knows it is seen when a claim is assessed."""
    if isinstance(given, str) and re.fullmatch(r"[a-z][a-z0-9_]{0,59}", given):
        return given
    raise PydanticKnownError("literal_error", {"expected": "'ordinary', 'model_worker' or 'hardship'"})


MemberClass = Annotated[
    Literal["ordinary", "model_worker", "hardship"] | str, BeforeValidator(_class_of_members)
]
"""A class of members: one that every plan knows, or one that a rule book of your own declares."""


class Enrolment(Frozen):
    """One member's cover: the plan, the first day of cover, and what was bought.

    `plan` is the plan's code; `get_plan(name).code` gives it where only a name is known.
    `product` names one of several that a plan sells side by side; it may be left out where all of them come
    to the same.
    `fee_tier` is the ordinary fee as text (`"26"`, `"50"`, `"74"`, `"100"`), also for a high-risk
    occupation. `sex` and `born_on` are checked where a plan has such a condition and they are given;
    nobody is covered before birth.
    """

    plan: Name
    cover_from: Day
    fee_tier: Name | None = None
    shares: Annotated[int, Field(ge=1, le=1000)] = 1
    occupation: Occupation = "ordinary"
    member_class: MemberClass = "ordinary"
    renewed: bool = False
    sex: Literal["female", "male"] | None = None
    born_on: Day | None = None
    product: Name | None = None

    @field_validator("born_on")
    @classmethod
    def _born_before_cover(cls, born: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("cover_from")
        if born is not None and first is not None and born > first:
            raise contradiction("born_after_cover", born=str(born), first=str(first))
        return born


class Claim(Frozen):
    """One event that a member claims for.

    `notified_on` is the day on which the association was notified, `claimed_on` the day on which the
    claim was made; a day that is left out is not checked, and the assessment's caveats say so. What cannot
    be is an error: an event before the member's birth or after the notice or the claim, a claim before the
    notice or the discharge from hospital, and more days at home, in hospital or of care than there were from
    the event to `claimed_on`.
    `facts` are those that a rule book of your own declares beside the fields here; other plans refuse them.

    >>> from datetime import date
    >>> from mutual_benefits import Claim, Enrolment, Injury
    >>> claim = Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12),
    ... )
    >>> Claim.model_validate_json(claim.model_dump_json()) == claim
    True
    """

    id: Name
    member: Name
    enrolment: Enrolment
    event: Event
    notified_on: Day | None = None
    claimed_on: Day | None = None
    facts: Facts = Field(default_factory=lambda: NO_FACTS)

    @field_validator("event")
    @classmethod
    def _not_before_birth(cls, event: Happening, info: ValidationInfo) -> Happening:
        enrolment = info.data.get("enrolment")
        born = None if enrolment is None else enrolment.born_on
        if born is not None and event.happened_on < born:
            raise contradiction("born_after_event", day=str(event.happened_on), born=str(born))
        return event

    @field_validator("notified_on", "claimed_on")
    @classmethod
    def _not_before_the_event(cls, day: date | None, info: ValidationInfo) -> date | None:
        event = info.data.get("event")
        if day is not None and event is not None and day < event.happened_on:
            raise contradiction("before_event", day=str(day), event=str(event.happened_on))
        return day

    @field_validator("claimed_on")
    @classmethod
    def _possible_when_claimed(cls, day: date | None, info: ValidationInfo) -> date | None:
        """Check the day of the claim against the day of the notice and the days that are claimed."""
        notified, event = info.data.get("notified_on"), info.data.get("event")
        if day is not None and notified is not None and day < notified:
            raise contradiction("before_notice", day=str(day), notice=str(notified))
        if day is not None and isinstance(event, HospitalStay):
            discharged = event.discharged_on
            if discharged is not None and day < discharged:
                raise contradiction("before_discharge", day=str(day), discharged=str(discharged))
        if day is not None and event is not None:
            most = (day - event.happened_on).days + 1
            for name in event.days_since:
                if (claimed := getattr(event, name)) > most:
                    first = str(event.happened_on)
                    raise contradiction(
                        "days_not_over", name=name, claimed=claimed, most=most, day=str(day), event=first
                    )
        return day


CLAIM_FACTS = tuple(
    dict.fromkeys(
        name
        for model in (Claim, Enrolment, *KINDS.values())
        for name in model.model_fields
        if name not in ("enrolment", "event", "facts")
    )
)
"""The names of all facts of claims but those of rule books of one's own; a table's columns have them."""

COUNTED_FACTS = {"nights": "discharged_on"}
"""The facts that are counted from days of a claim, each with the field that a claim may leave out."""


def kind_of(field: FieldInfo) -> type:
    """The type of a fact: text, a whole number, a truth value, a day or a decimal."""
    return _kind(field.annotation) or str


def _kind(annotation: Any) -> type | None:
    if annotation in (date, bool, int, Decimal):
        return annotation  # type: ignore[no-any-return]  # one of the four
    return next((kind for part in get_args(annotation) if (kind := _kind(part))), None)


def bounds_of(field: FieldInfo) -> tuple[int, int]:
    """The least and the most that a field of whole numbers allows."""
    optional = (part for kind in get_args(field.annotation) for part in getattr(kind, "__metadata__", ()))
    metadata = [each for part in (field, *optional) for each in part.metadata]
    (least,) = (each.ge for each in metadata if hasattr(each, "ge"))
    (most,) = (each.le for each in metadata if hasattr(each, "le"))
    return least, most
