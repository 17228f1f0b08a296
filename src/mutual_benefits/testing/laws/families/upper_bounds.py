"""Laws about maxima: no benefit is paid above what each of its terms allows."""

from collections.abc import Callable
from decimal import Decimal

from ....claims import Claim
from ....limits import Limit
from ....rules import BandedShare, Benefit, ExpenseShare, GradedSum, LumpSum, PerArea, PerDiem, ShareOfLoss
from ....sources import Text
from ....vocabulary import both
from ...version_view import VersionView
from ..claim_text import ALL_OF_IT, listed, phrase
from ..law import Counterexample, Law, claimed_benefits, has_benefit
from ..maximum import UpperBound, ceilings, without_shared_deductibles
from ..payout import CachedPayout

ABOVE = both(
    "{name}: {sum} was paid; at most {most} is due{why}.", "{name}：给付{sum}；最多应付{most}{why}。"
)
BECAUSE = both(" ({why})", "（{why}）")
NOTHING = both("", "")


def above(name: Text, sum_: Decimal, most_: Decimal | int, why: tuple[Text, ...]) -> Text:
    """The text for a sum above the maximum due."""
    reason = phrase(BECAUSE, why=listed(why)) if why else NOTHING
    return phrase(ABOVE, name=name, sum=sum_, most=Decimal(most_), why=reason)


def _within(code: str) -> Callable[[VersionView, Claim, CachedPayout], Counterexample | None]:
    """A check that no benefit is paid above the upper bounds of one law."""

    def check(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
        paid, benefits = pay(claim), without_shared_deductibles(claimed_benefits(view, claim))
        if not paid.by_benefit:
            return _total_within(code, claim, paid.total, benefits)
        for benefit in benefits:
            sum_ = paid.of(benefit.code)
            for bound in ceilings(benefit, claim) if sum_ else ():
                if bound.law == code and bound.fen is not None and sum_ is not None and sum_ > bound.fen:
                    text = above(benefit.name, sum_, bound.fen, bound.why)
                    return Counterexample(text, (claim,), benefit.code)
        return None

    return check


def _total_within(
    code: str, claim: Claim, total: Decimal | None, benefits: tuple[Benefit, ...]
) -> Counterexample | None:
    """The check of a total, if every benefit has an upper bound and this law sets the lowest of one."""
    binding: list[UpperBound] = []
    due = 0
    for benefit in benefits:
        known = [bound for bound in ceilings(benefit, claim) if bound.fen is not None]
        if not known:
            return None
        tightest = min(known, key=lambda bound: bound.fen or 0)
        binding += [tightest] if tightest.law == code else []
        due += tightest.fen or 0
    if not binding or total is None or total <= due:
        return None
    why = tuple(text for bound in binding for text in bound.why)
    return Counterexample(above(ALL_OF_IT, total, due, why), (claim,))


def has_limits(unit: str, *, shared: bool = False) -> Callable[[VersionView], bool]:
    """Applies to versions with a limit in this unit, or with one that several benefits share."""

    def applies(view: VersionView) -> bool:
        codes = [
            limit.code
            for benefit in view.version.benefits
            for limit in benefit.limits
            if isinstance(limit, Limit) and limit.unit == unit and limit.ceiling is not None
        ]
        return len(codes) > len(set(codes)) if shared else bool(codes)

    return applies


def _counts_shares(benefit: Benefit) -> bool:
    """Whether the public record states a maximum number of shares that count."""
    most_shares = benefit.most_shares if isinstance(benefit, LumpSum) else None
    return most_shares is not None and getattr(most_shares, "high", 0) is not None


def has_kind(*kinds: type[Benefit]) -> Callable[[VersionView], bool]:
    """Applies to versions with a benefit of one of these kinds."""
    return has_benefit(lambda benefit: isinstance(benefit, kinds))


def _has_deductible(benefit: Benefit) -> bool:
    terms = (benefit.deductible, benefit.yearly_deductible) if isinstance(benefit, ExpenseShare) else ()
    return any(term is not None for term in terms)


UPPER_BOUNDS = (
    Law("days_claimed", has_kind(PerDiem), _within("days_claimed")),
    Law(
        "waiting_days",
        has_benefit(lambda benefit: isinstance(benefit, PerDiem) and benefit.waiting_days is not None),
        _within("waiting_days"),
    ),
    Law("day_cap", lambda view: has_kind(PerDiem)(view) and has_limits("day")(view), _within("day_cap")),
    Law("lump_sum", has_kind(LumpSum), _within("lump_sum")),
    Law("share_cap", has_benefit(_counts_shares), _within("share_cap")),
    Law("graded_sum", has_kind(GradedSum), _within("graded_sum")),
    Law(
        "paid_instead",
        has_benefit(lambda benefit: isinstance(benefit, GradedSum) and bool(benefit.unless)),
        _within("paid_instead"),
    ),
    Law("percentage", has_kind(ShareOfLoss, PerArea, ExpenseShare, BandedShare), _within("percentage")),
    Law("ceiling", has_kind(ShareOfLoss, PerArea), _within("ceiling")),
    Law("deductible", has_benefit(_has_deductible), _within("deductible")),
    Law("out_of_pocket", has_kind(ShareOfLoss, ExpenseShare, BandedShare), _within("out_of_pocket")),
)
