"""Reads from a rule book's data, without the library's engine, what its terms are for a claim.

The value of a term is a `TermBounds`, with its source.
"""

from decimal import Decimal
from typing import Any, NamedTuple

from ..claims import Claim
from ..sources import Basis, Source
from ..terms import Figure, Ladder, Table, Unstated


class TermBounds(NamedTuple):
    """The lowest and highest value of a term for one claim; `high` is None if no maximum is known."""

    low: int
    high: int | None
    source: Source | None = None
    basis: Basis | None = None


OPEN = TermBounds(0, None)


def fact(claim: Claim, name: str) -> Any:
    """A field of the event, the enrolment or the claim, or a declared fact, by its name; None if it is none.

    A declared fact is as JSON has it, and in claims that are drawn a word is given by its code. Nights are
    those of a stay whose day of discharge is told.
    """
    if name == "nights":
        return nights_of(claim.event)
    for part in (claim.event, claim.enrolment, claim):
        if name in type(part).model_fields:
            return getattr(part, name)
    return claim.facts.get(name)


def nights_of(event: Any) -> int | None:
    """The nights from admission to discharge; None if the event is no stay or does not tell its end."""
    last = getattr(event, "discharged_on", None)
    return None if last is None else (last - event.happened_on).days


def fen(claim: Claim, name: str) -> int:
    """An amount of the claim in fen, or its area in hundredths of a square metre; 0 if left out."""
    return int(Decimal(str(fact(claim, name) or 0)) * 100)


def day_of_cover(claim: Claim) -> int:
    """The day of the event, counted from the first day of cover as day 1."""
    return (claim.event.happened_on - claim.enrolment.cover_from).days + 1


def bounds_of(term: Any, claim: Claim) -> TermBounds:
    """The bounds of a term for a claim; open where its table has no row for the claim."""
    if isinstance(term, Figure):
        return TermBounds(term.value, term.value, term.source, term.basis)
    if isinstance(term, Unstated):
        return TermBounds(term.low, term.high, term.source, term.basis)
    if isinstance(term, Table):
        row = dict(term.rows).get(fact(claim, term.by))
        if isinstance(row, int):
            return TermBounds(row, row, term.source, term.basis)
        return OPEN if row is None else bounds_of(row, claim)
    if isinstance(term, Ladder):
        return _of_ladder(term, claim)
    return OPEN


def _of_ladder(ladder: Ladder, claim: Claim) -> TermBounds:
    number = day_of_cover(claim) if ladder.by == "day_of_cover" else fact(claim, ladder.by)
    if number is None:
        return OPEN
    beyond, waived = bounds_of(ladder.beyond, claim), waives(ladder.waiver, claim)
    value = beyond
    for rung in reversed(ladder.rungs):
        if number < rung.through or (rung.inclusive and number == rung.through):
            value = bounds_of(rung.value, claim)
    if waived is None:
        high = None if value.high is None or beyond.high is None else max(value.high, beyond.high)
        return TermBounds(min(value.low, beyond.low), high, value.source, value.basis)
    return beyond if waived else value


def waives(waiver: Any, claim: Claim) -> bool | None:
    """Whether a renewal waives the waiting period for this claim; None where the record does not say."""
    if waiver is None or not claim.enrolment.renewed:
        return False
    term = bounds_of(waiver, claim)
    return True if term.low > 0 else False if term.high == 0 else None
