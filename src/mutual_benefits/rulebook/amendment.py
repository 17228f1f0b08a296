"""Amends a version: replaces figures by path and records what was changed."""

from collections.abc import Mapping
from decimal import Decimal

from pydantic import Field, ValidationError

from .._texts import both, give
from .._validation import right_of
from ..errors import InvalidAmendment
from ..formatting import quantity
from ..frozen import Frozen
from ..money import EXACT, to_yuan
from ..sources import Basis, Source, Text
from ..terms import Figure
from ..vocabulary import HUNDREDTHS, PHRASES, UNITS
from .term_path import LeafTerm, Place, VersionT, place_of, rewritten, value_of

# These bounds keep every sum within a column of 64 bits, whatever a claim says (see `money.MOST_YUAN`).
_MOST = {
    "fen": 10**13,
    "fen_per_day": 10**12,
    "fen_per_square_metre": 10**9,
    "hundredth_square_metre": 10**8,
    "basis_points": 10**5,
    "year": 1_000,
    "month": 12_000,
    "flag": 1,
}
_MOST_WHOLE = 100_000


def most_of(unit: str) -> int:
    """The greatest figure that a term in a unit may have, in the units of rule books.

    >>> most_of("day"), most_of("fen")
    (100000, 10000000000000)
    """
    return _MOST.get(unit, _MOST_WHOLE)


def amended(version: VersionT, changes: Mapping[str, Decimal | int], label: str) -> VersionT:
    """See `PlanVersion.amend`."""
    if not label.strip():
        raise InvalidAmendment(
            both(
                "an amended version needs a label that distinguishes it, e.g. 'draft 2027'",
                "修订稿须有用以区别的名称，如 'draft 2027'",
            )
        )
    if not changes:
        raise InvalidAmendment(
            both(
                "nothing is amended; give figures by path, e.g. {'limits.living_days': 25}",
                "没有任何修订；请按路径给出数额，如 {'limits.living_days': 25}",
            )
        )
    source = Source(id="amendment", title=Text(en=f"Amendment “{label}”", zh=f"修订稿“{label}”"))
    terms: dict[Place, LeafTerm] = {}
    amendments: list[Amendment] = []
    for path, given in changes.items():
        place = place_of(version, path)
        value = inward(given, place)
        if value_of(place.term) == (value, value):
            raise InvalidAmendment(
                both(
                    "{path} is {given} already, so nothing would change; leave it out",
                    "{path} 本来就是 {given}，修订后不变；请不要列出",
                    path=path,
                    given=given,
                )
            )
        if any(set(place.leaves) & set(other.leaves) for other in terms):
            raise InvalidAmendment(
                both(
                    "{path} is amended twice; give each term one figure",
                    "{path} 修订了两次；每项只能给出一个数额",
                    path=path,
                )
            )
        terms[place] = Figure(value=value, source=source, basis=Basis.ASSUMED)
        old = place.term.value if isinstance(place.term, Figure) else None
        amendments.append(
            Amendment(
                path=place.path,
                name=place.name,
                unit=HUNDREDTHS.get(place.unit, place.unit),
                old=None if old is None else outward(old, place.unit),
                new=outward(value, place.unit),
            )
        )
    try:
        draft = Draft(label=label, made_from=(*version.made_from, *amendments))
        return rewritten(version, terms, draft=draft)
    except ValidationError as error:
        details = error.errors()[0]
        figures = ", ".join(f"{path} = {given}" for path, given in changes.items())
        message = both(
            "{figures}: {what}, not {given!r}",
            "{figures}：{what}，所给为“{given}”",
            figures=figures,
            what=right_of(details),
            given=details["input"],
        )
        raise InvalidAmendment(message) from error


def inward(given: object, place: Place) -> int:
    """A figure in the units of rule books: whole fen, basis points, days.

    Raises:
        InvalidAmendment: it is not a whole number (for money and percent, a decimal of two places), or it
            is out of bounds.
    """
    hundredths = place.unit in HUNDREDTHS
    unit = UNITS[HUNDREDTHS.get(place.unit, place.unit)]
    about = (
        both("{path} is in {unit}; ", "{path} 的单位为{unit}；", path=place.path, unit=unit)
        if unit.en
        else both("{path}: ", "{path}：", path=place.path)
    )
    whole_number = both("a whole number", "整数")
    if isinstance(given, bool) and place.unit == "flag":
        return int(given)
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        decimal = both(
            "a whole number or a Decimal, e.g. Decimal('80.50')", "整数或 Decimal，如 Decimal('80.50')"
        )
        raise InvalidAmendment(_not(about, decimal if hundredths else whole_number, repr(given)))
    whole = Decimal(given)
    if hundredths and whole.is_finite():
        whole = whole.scaleb(2, EXACT)
    if not whole.is_finite() or whole != int(whole):
        places = both("at most two places", "至多两位小数")
        raise InvalidAmendment(_not(about, places if hundredths else whole_number, given))
    most = most_of(place.unit)
    if not 0 <= whole <= most:
        bounds = both("0 to {most}", "0 至 {most}", most=outward(most, place.unit))
        raise InvalidAmendment(_not(about, bounds, given))
    return int(whole)


def _not(about: Text, right: Text, given: object) -> Text:
    return both(
        "{about}{give}, not {given}",
        "{about}{give}，所给为 {given}",
        about=about,
        give=give(right),
        given=given,
    )


def outward(value: int, unit: str) -> Decimal | int:
    """A figure as people write it: `Decimal` yuan and percent, whole days."""
    return to_yuan(value) if unit in HUNDREDTHS else value


class Amendment(Frozen):
    """One figure of an amended version, and the figure that it replaced.

    `old` and `new` are in `unit`, as people write them: yuan and percent as `Decimal`, days as whole
    numbers. `old` is None where the term was not stated.
    """

    path: str = Field(min_length=1)
    name: Text
    unit: str
    old: int | Decimal | None
    new: int | Decimal


class Draft(Frozen):
    """The label of an amended version, and every change in order."""

    label: str = Field(min_length=1)
    made_from: tuple[Amendment, ...] = Field(min_length=1)


def amendment_text(changes: tuple[Amendment, ...], lang: str) -> str:
    """The changes of an amended version in words: each new figure and the one that it replaced."""
    phrase = PHRASES["amended"].in_(lang)
    unstated = PHRASES["unstated_before"].in_(lang)
    return {"en": "; ", "zh": "；"}[lang].join(
        phrase.format(
            name=one.name.in_(lang),
            new=quantity(one.new, one.new, one.unit, lang),
            old=unstated if one.old is None else quantity(one.old, one.old, one.unit, lang),
        )
        for one in changes
    )
