"""Laws about days: a version holds on each of its days, and a renewed member need not wait."""

from typing import Any

from hypothesis import strategies as st

from ....claims import Claim
from ....rules import Benefit, Waiting
from ....sources import Text
from ....terms import Ladder
from ....vocabulary import PHRASES, both
from ...oracle import day_of_cover, held, shifted
from ...strategies.boundaries import Boundaries, values
from ...strategies.dates import ClaimDates, edges, waits_over
from ...strategies.one_claim import claim_of
from ...version_view import AnsweringDays, VersionView, parts_of
from ..claim_text import ALL_OF_IT, phrase
from ..law import Complaint, Ground, Law, any_version, asked_rules
from ..payout import Payer
from .refusals import placed

OTHERWISE = both(
    "{name}: {one} was paid on {day}, and {other} on {later}; both days belong to the version in force"
    " from {first}{known}.",
    "{name}：{day}给付{one}，{later}给付{other}；两日均适用 {first} 版条款{known}。",
)
UNEQUAL = both(
    "{name}: {one} was paid on day {day} of cover and {other} on day {later}; a renewal waives the wait.",
    "{name}：保障期第{day}日给付{one}，第{later}日给付{other}；续保免除等待期。",
)
SHIFTS = (30, -30, 100, -100, 7, -7, 1, -1)
"""So many days apart two claims are put, the first distance at which both lie in one version and in cover."""


def _at_an_edge(ground: Ground) -> st.SearchStrategy[Claim]:
    return _edge(ground, {span: st.sampled_from(edges(span)) for span in ground.book.spans})


@st.composite
def _edge(draw: Any, ground: Ground, ends: dict[AnsweringDays, st.SearchStrategy[Any]]) -> Claim:
    claim = draw(claim_of(ground.sound))
    span = next(span for span in ground.book.spans if span.product == claim.enrolment.product)
    day, ours = draw(ends[span]), ground.sound.days
    if ours.marks.calendar_year:
        return placed(claim, ClaimDates(span.product, day, day))
    after = draw(ours.covered)
    return placed(claim, ours.apart(span.product, day, after))


def _first_day(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    rules = asked_rules(book, claim)
    for days in SHIFTS:
        other = _moved(claim, days)
        if book.governs(other) and _holds(book, rules, claim) and _holds(book, rules, other):
            break
    else:
        return None
    version = book.version
    known = "" if version.known_to == "day" else f"known_to_{version.known_to}"
    given: dict[str, Any] = {
        "day": claim.event.happened_on,
        "later": other.event.happened_on,
        "first": version.effective_from,
        "known": PHRASES[known] if known else "",
    }
    return _unlike(pay, claim, other, rules, OTHERWISE, given)


def _moved(claim: Claim, days: int) -> Claim:
    bought, event = claim.enrolment, claim.event
    return placed(
        claim, ClaimDates(bought.product, shifted(bought.cover_from, days), shifted(event.happened_on, days))
    )


def _holds(book: VersionView, rules: tuple[Benefit, ...], claim: Claim) -> bool:
    return all(held(book, guard, claim) is True for rule in rules for guard in book.guards(rule))


def _unlike(
    pay: Payer,
    claim: Claim,
    other: Claim,
    rules: tuple[Benefit, ...],
    form: Text,
    given: dict[str, Any],
    *,
    whole: bool = True,
) -> Complaint | None:
    """The complaint if two claims are paid differently: of these benefits, or of the whole if it is told."""
    named: list[tuple[Text, str | None]] = [(rule.name, rule.code) for rule in rules]
    if not pay(claim).by_benefit:
        named = [(ALL_OF_IT, None)] if whole else []
    for name, code in named:
        one, two = pay(claim).sum_of(code), pay(other).sum_of(code)
        if one is not None and two is not None and one != two:
            return Complaint(phrase(form, name=name, one=one, other=two, **given), (claim, other))
    return None


def _waits(book: VersionView, rule: Benefit) -> list[Any]:
    """What makes a benefit wait: conditions, and ladders by day of cover."""
    ladders = [part for part in parts_of(rule) if isinstance(part, Ladder) and part.by == "day_of_cover"]
    return [*ladders, *(guard for guard in book.guards(rule) if isinstance(guard, Waiting))]


def _waived(book: VersionView, rule: Benefit) -> bool:
    """Whether the record states that a renewal waives all waiting for a benefit."""
    waits = _waits(book, rule)
    return bool(waits) and all(min(values(wait.waiver), default=0) > 0 for wait in waits)


def _waives(book: VersionView) -> bool:
    return any(_waived(book, rule) for rule in book.version.benefits)


@st.composite
def _renewed(draw: Any, ground: Ground) -> Claim:
    rules = [rule for rule in ground.book.version.benefits if _waived(ground.book, rule)]
    rule, ours = draw(st.sampled_from(rules)), ground.sound.days
    claim = draw(claim_of(ground.sound, rule.event, (rule.code,)))
    governing = claim.enrolment.cover_from if ground.book.by_cover_start else claim.event.happened_on
    after = draw(st.integers(0, waits_over(ours.marks) - 1))
    early = placed(claim, ours.apart(claim.enrolment.product, governing, after))
    return early.model_copy(update={"enrolment": early.enrolment.model_copy(update={"renewed": True})})


def _renewal(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    asked = asked_rules(book, claim)
    wait = waits_over(Boundaries(book))
    bought, event = claim.enrolment, claim.event
    days = (
        ClaimDates(bought.product, bought.cover_from, shifted(bought.cover_from, wait))
        if book.by_cover_start
        else ClaimDates(bought.product, shifted(event.happened_on, -wait), event.happened_on)
    )
    later = placed(claim, days)
    rules = tuple(rule for rule in asked if _waived(book, rule))
    if not book.governs(later) or not (_holds(book, rules, claim) and _holds(book, rules, later)):
        return None
    given = {"day": day_of_cover(claim), "later": wait + 1}
    return _unlike(pay, claim, later, rules, UNEQUAL, given, whole=rules == asked)


TIMES = (Law("first_day", any_version, _first_day, _at_an_edge), Law("renewal", _waives, _renewal, _renewed))
