"""Laws about how much: never above what a term allows, never both of two that exclude each other, in full."""

from collections.abc import Callable
from decimal import Decimal

from ....claims import Claim
from ....limits import Limit
from ....rules import BandedShare, Benefit, ExpenseShare, GradedSum, LumpSum, PerArea, PerDiem, ShareOfLoss
from ....sources import Text
from ....vocabulary import both
from ...version_view import VersionView
from ..claim_text import ALL_OF_IT, listed, phrase
from ..law import Complaint, Law, asked_rules, has
from ..maximum import Bound, ceilings
from ..payout import Payer

ABOVE = both(
    "{name}: {sum} was paid; at most {most} is due{why}.", "{name}：给付{sum}；最多应付{most}{why}。"
)
BECAUSE = both(" ({why})", "（{why}）")
NOTHING = both("", "")


def above(name: Text, sum_: Decimal, most_: Decimal | int, why: tuple[Text, ...]) -> Text:
    """The words for a sum above what is due."""
    reason = phrase(BECAUSE, why=listed(why)) if why else NOTHING
    return phrase(ABOVE, name=name, sum=sum_, most=Decimal(most_), why=reason)


def _within(code: str) -> Callable[[VersionView, Claim, Payer], Complaint | None]:
    """A check that no benefit comes to more than the bounds of one law allow."""

    def check(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
        paid, found = pay(claim), asked_rules(book, claim)
        if not paid.by_benefit:
            return _whole_within(code, claim, paid.total, found)
        for rule in found:
            sum_ = paid.of(rule.code)
            for bound in ceilings(rule, claim) if sum_ else ():
                if bound.law == code and bound.fen is not None and sum_ is not None and sum_ > bound.fen:
                    return Complaint(above(rule.name, sum_, bound.fen, bound.why), (claim,))
        return None

    return check


def _whole_within(
    code: str, claim: Claim, total: Decimal | None, found: tuple[Benefit, ...]
) -> Complaint | None:
    """The same for a whole: where this law bounds a benefit more than all others do, and all are bounded."""
    binding: list[Bound] = []
    due = 0
    for rule in found:
        known = [bound for bound in ceilings(rule, claim) if bound.fen is not None]
        if not known:
            return None
        tightest = min(known, key=lambda bound: bound.fen or 0)
        binding += [tightest] if tightest.law == code else []
        due += tightest.fen or 0
    if not binding or total is None or total <= due:
        return None
    why = tuple(said for bound in binding for said in bound.why)
    return Complaint(above(ALL_OF_IT, total, due, why), (claim,))


def has_limits(unit: str, *, shared: bool = False) -> Callable[[VersionView], bool]:
    """Speaks of versions with a limit in this unit, or with one that several benefits share."""

    def applies(book: VersionView) -> bool:
        codes = [
            limit.code
            for rule in book.version.benefits
            for limit in rule.limits
            if isinstance(limit, Limit) and limit.unit == unit and limit.ceiling is not None
        ]
        return len(codes) > len(set(codes)) if shared else bool(codes)

    return applies


def _counts_shares(rule: Benefit) -> bool:
    """Whether the record states how many shares count."""
    most_shares = rule.most_shares if isinstance(rule, LumpSum) else None
    return most_shares is not None and getattr(most_shares, "high", 0) is not None


def is_of(*kinds: type[Benefit]) -> Callable[[VersionView], bool]:
    """Speaks of versions with a benefit of one of these kinds."""
    return has(lambda rule: isinstance(rule, kinds))


BOUNDS = (
    Law("days_claimed", is_of(PerDiem), _within("days_claimed")),
    Law(
        "waiting_days",
        has(lambda rule: isinstance(rule, PerDiem) and rule.waiting_days is not None),
        _within("waiting_days"),
    ),
    Law("day_cap", lambda book: is_of(PerDiem)(book) and has_limits("day")(book), _within("day_cap")),
    Law("lump_sum", is_of(LumpSum), _within("lump_sum")),
    Law("share_cap", has(_counts_shares), _within("share_cap")),
    Law("graded_sum", is_of(GradedSum), _within("graded_sum")),
    Law(
        "paid_instead",
        has(lambda rule: isinstance(rule, GradedSum) and bool(rule.unless)),
        _within("paid_instead"),
    ),
    Law("percentage", is_of(ShareOfLoss, PerArea, ExpenseShare, BandedShare), _within("percentage")),
    Law("ceiling", is_of(ShareOfLoss, PerArea), _within("ceiling")),
    Law(
        "deductible",
        has(
            lambda rule: (
                isinstance(rule, ExpenseShare)
                and (rule.deductible is not None or rule.yearly_deductible is not None)
            )
        ),
        _within("deductible"),
    ),
    Law("out_of_pocket", is_of(ShareOfLoss, ExpenseShare, BandedShare), _within("out_of_pocket")),
)
