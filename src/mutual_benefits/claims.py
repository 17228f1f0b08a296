"""A member's enrolment in a plan, and a claim: one event under one enrolment."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidationInfo, field_validator
from pydantic.fields import FieldInfo

from .events import Event, Name
from .frozen import Day, Frozen

Occupation = Literal["ordinary", "high_risk"]
MemberClass = Literal["ordinary", "model_worker", "hardship"]


class Enrolment(Frozen):
    """One member's cover: the plan, the first day of cover, and what was bought.

    `product` names one of several that a plan sells side by side; it may be left out where all of them come
    to the same.
    `fee_tier` is the ordinary fee as text (`"26"`, `"50"`, `"74"`, `"100"`), also for a high-risk
    occupation. `sex` and `born_on` are checked where a plan has such a condition and they are given.
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


class Claim(Frozen):
    """One event that a member claims for.

    `notified_on` is the day on which the association was notified, `claimed_on` the day on which the
    claim was made; a day that is left out is not checked, and the assessment's caveats say so.

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

    @field_validator("notified_on", "claimed_on")
    @classmethod
    def _not_before_the_event(cls, day: date | None, info: ValidationInfo) -> date | None:
        event = info.data.get("event")
        if day is not None and event is not None and day < event.happened_on:
            raise ValueError(
                f"{day} is before the event of {event.happened_on}; give that day or a later one"
            )
        return day


def kind_of(field: FieldInfo) -> type:
    """The type of a fact: text, a whole number, a truth value, a day or a decimal."""
    return _kind(field.annotation) or str


def _kind(annotation: Any) -> type | None:
    if annotation in (date, bool, int, Decimal):
        return annotation  # type: ignore[no-any-return]  # one of the four
    return next((kind for part in get_args(annotation) if (kind := _kind(part))), None)
