"""The terms of a rule book: figures with their sources, and what the record leaves open.

A `Figure` is a number; an `Unstated` term has none, but may have known bounds. A `Table` gives a term for
each value of a fact, a `Ladder` one that depends on a number, and a `Choice` one for each reading of an
ambiguous record. Numbers are whole fen, days or basis points, as the field that holds the term says.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Generic, Literal, Self, TypeVar

from pydantic import Field, NonNegativeInt, model_validator

from ._texts import both, did_you_mean, listed
from .errors import InvalidPlan, UnknownReading
from .frozen import WITHOUT_PARTS, Frozen, Pairs, parts_of
from .sources import Basis, Source, Text

T = TypeVar("T")


class Figure(Frozen):
    """One number and its source; `basis` says how the record supports it."""

    term: Literal["figure"] = "figure"
    value: int = Field(ge=0, le=10**13)
    source: Source
    basis: Basis
    note: Text | None = None


class Unstated(Frozen):
    """A term that the public record does not state, within the bounds that it does state.

    `high` is None where no maximum is known. A known bound needs the source that gives it.

    Raises:
        InvalidPlan: the bounds are reversed, or a bound has no source.
    """

    term: Literal["unstated"] = "unstated"
    what: Text
    low: int = Field(default=0, ge=0)
    high: int | None = Field(default=None, ge=0, le=10**13)
    source: Source | None = None
    basis: Basis | None = None

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if self.high is not None and self.high < self.low:
            raise InvalidPlan(
                both(
                    "{what}: the bounds {low} to {high} are reversed",
                    "{what}：上下限 {low} 至 {high} 颠倒",
                    what=self.what,
                    low=self.low,
                    high=self.high,
                )
            )
        if (self.low > 0 or self.high is not None) and (self.source is None or self.basis is None):
            raise InvalidPlan(
                both(
                    "{what}: a bound needs its source and its basis",
                    "{what}：上下限须有出处和依据",
                    what=self.what,
                )
            )
        return self


class Table(Frozen):
    """A term for each value of one fact, e.g. a rate by `fee_tier`.

    A plain number has the table's source and basis; a row with others is a `Figure` or an `Unstated`
    term of its own; a row that depends on a second fact is another `Table`.
    """

    term: Literal["table"] = "table"
    by: str
    rows: Pairs[str | int, "NonNegativeInt | Figure | Unstated | Table | Ladder"] = Field(min_length=1)
    source: Source
    basis: Basis

    @model_validator(mode="after")
    def _each_key_once(self) -> Self:
        keys = [key for key, _ in self.rows]
        if len(set(keys)) < len(keys):
            raise InvalidPlan(
                both(
                    "the table by {by} has a key twice: {keys}",
                    "按 {by} 列的表中有键重复：{keys}",
                    by=self.by,
                    keys=keys,
                )
            )
        return self

    @property
    def keys(self) -> tuple[str | int, ...]:
        """The values of the fact that have a row."""
        return tuple(key for key, _ in self.rows)


class Rung(Frozen):
    """One rung of a ladder: the value up to `through`, which is included if `inclusive`."""

    through: int = Field(ge=0)
    inclusive: bool = True
    value: Figure | Unstated


class Ladder(Frozen):
    """A term that depends on a number: the value of the first rung that reaches it, or else `beyond`.

    `by` is `day_of_cover` (the first day of cover is day 1), `ordinal`, or a whole number that the rule book
    declares as a fact. A rung that is not `inclusive` ends before its number. `waiver` says whether a renewal
    goes straight to `beyond`: a figure of 1 says that it does, an unstated term that the record does not say.

    Raises:
        InvalidPlan: the rungs do not rise.
    """

    term: Literal["ladder"] = "ladder"
    by: str
    rungs: tuple[Rung, ...] = Field(min_length=1)
    beyond: Figure | Unstated
    waiver: Figure | Unstated | None = None

    @model_validator(mode="after")
    def _rising(self) -> Self:
        ends = [(rung.through, rung.inclusive) for rung in self.rungs]
        if ends != sorted(set(ends)):
            raise InvalidPlan(
                both(
                    "the ladder by {by}: the rungs {ends} do not rise",
                    "按 {by} 分级的各级 {ends} 未逐级升高",
                    by=self.by,
                    ends=ends,
                )
            )
        return self

    def rung_at(self, number: int) -> Rung | None:
        """The rung that reaches a number; None beyond the last."""
        for rung in self.rungs:
            if number < rung.through + rung.inclusive:
                return rung
        return None

    def days_of(self, rung: Rung | None) -> str | None:
        """The days of cover for which a rung applies, such as `31-60` or, beyond the last, `61-`.

        None where the ladder is not by day of cover.
        """
        if self.by != "day_of_cover":
            return None
        place = len(self.rungs) if rung is None else self.rungs.index(rung)
        ends = [each.through - (not each.inclusive) for each in self.rungs]
        return f"{ends[place - 1] + 1 if place else 1}-{'' if rung is None else ends[place]}"


class DayOfYear(Frozen):
    """A fixed day: this `day` of this `month`, `years` years after the year in question.

    29 February, which most years do not have, is none.
    """

    years: int = Field(default=0, ge=0, le=100)
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)

    @model_validator(mode="after")
    def _in_every_year(self) -> Self:
        if self.day > (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[self.month - 1]:
            raise InvalidPlan(
                both(
                    "month {month} has no day {day} in every year; give one that it has",
                    "{month} 月并非每年都有 {day} 日；请给出每年都有的日期",
                    month=self.month,
                    day=self.day,
                )
            )
        return self


class Choice(Frozen, Generic[T]):
    """A term under each reading of an ambiguous record; the first option is the default."""

    term: Literal["choice"] = "choice"
    reading: str
    options: Pairs[str, T] = Field(min_length=2)

    def __reduce__(self) -> tuple[Any, ...]:
        # Pickle cannot import a parametrised generic model by name; it gets the model and its arguments.
        generic = type(self).__pydantic_generic_metadata__
        return _choice, (generic["origin"] or type(self), generic["args"], self.__dict__)


def _choice(generic: Any, args: tuple[Any, ...], fields: dict[str, Any]) -> Any:
    return (generic[args] if args else generic).trusted(**fields)


Term = Figure | Unstated | Table | Ladder


def no_option(reading: str, chosen: str, options: Iterable[str]) -> UnknownReading:
    """The error for an option that a reading does not have."""
    known, near = listed(options), did_you_mean(chosen, options)
    message = both(
        f"reading {reading!r} has no option {chosen!r}; choose one of {known.en}{near.en}",
        f"解读“{reading}”没有选项“{chosen}”；可选：{known.zh}{near.zh}",
    )
    return UnknownReading(message, field="readings", given=chosen, choices=options)


def read(value: Any, readings: Mapping[str, str]) -> Any:
    """`value` with each `Choice` in it replaced by the option that `readings` names, or by its default.

    Raises:
        UnknownReading: a choice in `value` has no such option.
    """
    if isinstance(value, Choice):
        options = dict(value.options)
        chosen = readings.get(value.reading, value.options[0][0])
        if chosen not in options:
            raise no_option(value.reading, chosen, options)
        return read(options[chosen], readings)
    if isinstance(value, tuple):
        items = tuple(read(item, readings) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if isinstance(value, Frozen):
        parts = {name: item for name, item in value.__dict__.items() if type(item) not in WITHOUT_PARTS}
        resolved = {name: read(item, readings) for name, item in parts.items()}
        changed = any(resolved[name] is not item for name, item in parts.items())
        return type(value).model_validate({**value.__dict__, **resolved}) if changed else value
    return value


def choices(value: Any) -> dict[str, tuple[str, ...]]:
    """The readings offered anywhere in `value`, each with its options, the default first.

    Raises:
        InvalidPlan: two places offer one reading with other options.
    """
    own = isinstance(value, Choice)
    offered = {value.reading: tuple(name for name, _ in value.options)} if own else {}
    for part in [option for _, option in value.options] if own else parts_of(value):
        within = choices(part)
        for reading, options in within.items():
            if offered.get(reading, options) != options:
                message = both(
                    "reading {reading!r} offers {here} here and {there} elsewhere; give it one list of"
                    " options, in one order",
                    "解读“{reading}”在此处的选项为 {here}，在别处为 {there}；请统一选项及其顺序",
                    reading=reading,
                    here=listed(options),
                    there=listed(offered[reading]),
                )
                raise InvalidPlan(message)
        offered = within | offered if own else offered | within
    return offered
