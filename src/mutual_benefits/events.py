"""What happened: one class for each kind of event. A field left at its default is not claimed."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from ._language import chosen_language
from .frozen import Day, Frozen
from .money import Area, Yuan

MOST_DAYS = 100_000
Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]
CONTROLS = r"\x00-\x1f\x7f"
"""Control characters, as part of a pattern that every regular expression engine reads."""

BLANKS = " \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""White space that is no control character, and characters without a width."""

_BLANKS = "".join(f"\\u{ord(one):04x}" for one in BLANKS)  # escaped, since schemas show the pattern
NAME = f"^[^{CONTROLS}]*[^{CONTROLS}{_BLANKS}][^{CONTROLS}]*$"
MOST_CHARACTERS = 200
"""The most characters of a word, an id or a member."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARACTERS, pattern=NAME)]
Grade = Annotated[int, Field(ge=1, le=10)]


def as_code(word: str) -> str:
    """A word as the engine compares it: in lower case, with underscores; one that is too long stays so.

    >>> as_code(" Drunk driving ")
    'drunk_driving'
    """
    if len(word) > MOST_CHARACTERS:
        return word
    return word.strip(BLANKS).lower().replace(" ", "_").replace("-", "_")


Code = Annotated[Name, BeforeValidator(lambda value: as_code(value) if isinstance(value, str) else value)]
"""A code of a plan in lower case: `Drunk driving` and `drunk_driving` are the same."""


CONTRADICTIONS = {
    "born_after_event": (
        "the event of {day} is before the birth of the member on {born}; one of the days is wrong",
        "出险日 {day} 早于会员出生日期 {born}，请核对",
    ),
    "born_after_cover": (
        "{born} is after the first day of cover, {first}; give the member's day of birth",
        "出生日期 {born} 晚于保障起始日 {first}，请核对",
    ),
    "before_event": (
        "{day} is before the event of {event}; give that day or a later one",
        "{day} 早于出险日 {event}，请核对",
    ),
    "before_notice": (
        "{day} is before the notice of {notice}, and a claim is a notice; give {day} or an earlier day as"
        " notified_on",
        "申请日 {day} 早于报案日 {notice}；申请即为报案，报案日不得晚于申请日",
    ),
    "discharged_before": (
        "{day} is before the first day of the stay, {first}; one of the days is wrong",
        "出院日 {day} 早于入院日 {first}，请核对",
    ),
    "stay_too_long": (
        "a stay from {first} to {day} has {nights} nights; give a day that makes it at most {most}",
        "自 {first} 至 {day} 共{nights}夜，最多{most}夜，请核对",
    ),
    "before_discharge": (
        "{day} is before the discharge of {discharged}; claim once the stay is over, or leave the day out",
        "申请日 {day} 早于出院日 {discharged}；请在出院后申请，或不填出院日",
    ),
    "days_not_over": (
        "{name} is {claimed}, and from the event of {event} to {day} there are {most} days; claim the days"
        " that are over",
        "自出险日 {event} 至 {day} 共 {most} 天，所填“{name}”为 {claimed} 天；请只申请已经过的天数",
    ),
}
"""How facts of a claim contradict each other, in English and in Chinese."""


def contradiction(kind: str, **details: object) -> PydanticCustomError:
    """The error for facts that contradict each other, in the language that was chosen."""
    return PydanticCustomError(kind, CONTRADICTIONS[kind][chosen_language() == "zh"], details)


class Happening(Frozen):
    """What all events share: the day, and which fields count hundredths, hold words or count days."""

    hundredths: ClassVar[tuple[str, ...]] = ()
    named: ClassVar[tuple[str, ...]] = ()
    """The fields whose words a plan matches by every name that it knows."""
    days_since: ClassVar[tuple[str, ...]] = ()
    """The fields that count days from the day of the event on; not those of a stay that may begin before."""

    happened_on: Day


class Injury(Happening):
    """An accidental injury of the member; days are whole days, and grade 1 is the severest."""

    named: ClassVar[tuple[str, ...]] = ("injury_kind", "cause")
    days_since: ClassVar[tuple[str, ...]] = ("living_days", "hospital_days", "care_days")

    kind: Literal["injury"] = "injury"
    living_days: Days = 0
    hospital_days: Days = 0
    care_days: Days = 0
    disability_grade: Grade | None = None
    died: bool = False
    injury_kind: Code | None = None
    cause: Code | None = None


class ChildInjury(Happening):
    """An accidental injury of one of the member's children."""

    named: ClassVar[tuple[str, ...]] = ("cause",)

    kind: Literal["child_injury"] = "child_injury"
    child: Name
    disability_grade: Grade | None = None
    died: bool = False
    cause: Code | None = None


class Diagnosis(Happening):
    """A disease, dated by its pathology report."""

    named: ClassVar[tuple[str, ...]] = ("disease", "severity")

    kind: Literal["diagnosis"] = "diagnosis"
    disease: Name
    in_situ: bool = False
    hospital_days: Days = 0
    surgery: bool | None = None
    severity: Code | None = None


class HospitalStay(Happening):
    """A stay in hospital, dated by the day of admission; `ordinal` counts the stays of the cover period.

    `days` are those that are claimed. A rule book of your own may pay by the nights from the day of admission
    to `discharged_on`, the day of discharge, instead.
    """

    days_since: ClassVar[tuple[str, ...]] = ("days",)

    kind: Literal["hospital_stay"] = "hospital_stay"
    days: Days
    ordinal: Annotated[int, Field(ge=1, le=1000)] = 1
    discharged_on: Day | None = None

    @field_validator("discharged_on")
    @classmethod
    def _after_admission(cls, day: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("happened_on")
        if day is not None and first is not None:
            if day < first:
                raise contradiction("discharged_before", day=str(day), first=str(first))
            if (nights := (day - first).days) > MOST_DAYS:
                details = {"day": str(day), "nights": nights, "most": MOST_DAYS}
                raise contradiction("stay_too_long", first=str(first), **details)
        return day

    @property
    def nights(self) -> int | None:
        """The nights from admission to discharge; None where the day of discharge is not given."""
        return None if self.discharged_on is None else (self.discharged_on - self.happened_on).days


class MedicalExpense(Happening):
    """What the member paid: `self_paid` below the ceiling of the medical insurance, `over_cap` above it.

    `other_cover` is what others paid. It is deducted from the part above the ceiling; the record does not
    say that it is deducted from the part below, so there it is not, and the assessment's caveats say so.
    """

    hundredths: ClassVar[tuple[str, ...]] = ("self_paid", "over_cap", "other_cover")
    named: ClassVar[tuple[str, ...]] = ("hospital_level",)

    kind: Literal["medical_expense"] = "medical_expense"
    setting: Literal["inpatient", "outpatient"] = "inpatient"
    self_paid: Yuan
    over_cap: Yuan = Decimal("0.00")
    other_cover: Yuan = Decimal("0.00")
    hospital_level: Code | None = None
    ordinal: Annotated[int, Field(ge=1, le=1000)] = 1


class HomeLoss(Happening):
    """Damage to the member's home: `loss` in yuan, `area` damaged in square metres."""

    hundredths: ClassVar[tuple[str, ...]] = ("loss", "area")

    kind: Literal["home_loss"] = "home_loss"
    peril: Literal["fire", "burst_pipe"] = "fire"
    loss: Yuan | None = None
    area: Area | None = None


KINDS = {
    model.model_fields["kind"].default: model
    for model in (Injury, ChildInjury, Diagnosis, HospitalStay, MedicalExpense, HomeLoss)
}
"""The class of each kind of event, by its `kind`."""

KIND_BY_FIELD = {
    "child": "child_injury",
    "peril": "home_loss",
    "disease": "diagnosis",
    "self_paid": "medical_expense",
    "days": "hospital_stay",
}
"""The kind of event of a row of a table without a kind, by the last of these columns that is filled."""

# A field that only one kind of event has identifies the kind of a mapping that does not name it.
_KIND_OF_FIELD = {
    field: kind
    for kind, model in KINDS.items()
    for field in model.model_fields
    if sum(field in other.model_fields for other in KINDS.values()) == 1
}


def _kind(value: Any) -> str | None:
    if not isinstance(value, dict):
        return getattr(value, "kind", None)
    if "kind" in value:
        return str(value["kind"])
    return next((_KIND_OF_FIELD[field] for field in value if field in _KIND_OF_FIELD), None)


Event = Annotated[
    Annotated[Injury, Tag("injury")]
    | Annotated[ChildInjury, Tag("child_injury")]
    | Annotated[Diagnosis, Tag("diagnosis")]
    | Annotated[HospitalStay, Tag("hospital_stay")]
    | Annotated[MedicalExpense, Tag("medical_expense")]
    | Annotated[HomeLoss, Tag("home_loss")],
    Discriminator(
        _kind,
        custom_error_type="unknown_event",
        custom_error_message="give the kind of event: " + ", ".join(KINDS),
    ),
]
