"""Laws about answers in general: there is one, it is an amount, and it depends on the claim's facts alone."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ...._texts import both, listed
from ....claims import Claim
from ....events import KINDS
from ....rules import LumpSum
from ....sources import Text
from ....vocabulary import event_words
from ...oracle import is_claimed
from ...strategies.dates import in_cover
from ...strategies.one_claim import ClaimStrategies, drawn_claim, drawn_event
from ...version_view import VersionView, version_views
from ..claim_text import ALL_OF_IT, NO_AMOUNT, benefit_names, phrase, yuan
from ..law import Counterexample, Law, VersionUnderTest, any_version, changed, claimed_benefits, known_sums
from ..payout import CachedPayout


def _answers(_: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    paid = pay(claim)
    if not paid.error or paid.mistake in pay.known:
        return None
    return Counterexample(phrase(NO_AMOUNT, error=paid.error), (claim,), paid.mistake)


def _never_negative(_: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    form = both("{name}: {sum} was paid.", "{name}：给付{sum}。")
    for name, sum_ in known_sums(pay(claim)).items():
        if sum_ < 0:
            return Counterexample(phrase(form, name=name, sum=sum_), (claim,), name)
    return None


def _whole_fen(_: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    form = both("{name}: {sum} was paid, not a whole number of fen.", "{name}：给付{sum}，含不足一分的尾数。")
    for name, sum_ in known_sums(pay(claim)).items():
        if sum_ != sum_.to_integral_value():
            return Counterexample(phrase(form, name=name, sum=sum_), (claim,), name)
    return None


def _same_again(_: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    first, second = known_sums(pay(claim)), known_sums(pay.call_again(claim))
    form = both(
        "The same claim was paid {first} at first and {second} the second time.",
        "同一申请首次给付{first}，再次计算时给付{second}。",
    )
    if first == second:
        return None
    return Counterexample(phrase(form, first=_sums_text(first), second=_sums_text(second)), (claim,))


def _sums_text(paid: dict[str, Decimal]) -> Text:
    """The sums of benefits by their codes; one sum for all by itself."""
    sums = [(name, yuan(sum_)) for name, sum_ in paid.items() if sum_]
    if not sums or list(paid) == ["total"]:
        return yuan(sum(paid.values(), Decimal(0)))
    return both(
        ", ".join(f"{name} {sum_.en}" for name, sum_ in sums),
        "、".join(f"{name} {sum_.zh}" for name, sum_ in sums),
    )


def _identity(_: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    other = claim.model_copy(update={"id": "C-2", "member": "M-3"})
    first, second = known_sums(pay(claim)), known_sums(pay(other))
    form = both(
        "With another id and another member, the claim was paid {second} instead of {first}.",
        "变更申请编号和会员编号后，给付由{first}变为{second}。",
    )
    if first == second or pay(other).error:
        return None
    return Counterexample(phrase(form, first=_sums_text(first), second=_sums_text(second)), (claim, other))


def _known_benefits(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    paid = pay(claim)
    known = {benefit.code for benefit in view.benefits_for(claim.event.kind)}
    form = both(
        "{sum} was paid as “{name}”; for this event the version in force from {first} has only: {known}.",
        "以“{name}”名义给付{sum}；{first} 版条款对该事件规定的互助金仅有：{known}。",
    )
    for name, sum_ in known_sums(paid).items() if paid.by_benefit else ():
        if sum_ and name not in known:
            first, codes = view.version.effective_from, ", ".join(sorted(known))
            text = phrase(form, name=name, sum=sum_, first=first, known=codes)
            return Counterexample(text, (claim,), name)
    return None


def _not_covered_kinds(view: VersionView) -> list[str]:
    """The kinds of event that another version of the plan covers and this one does not."""
    covered = dict.fromkeys(benefit.event for each in view.plan.versions for benefit in each.benefits)
    return [kind for kind in covered if kind not in view.kinds]


def _of_another_version(tested: VersionUnderTest) -> st.SearchStrategy[Claim]:
    others = [each for each in version_views(tested.view.plan) if set(each.kinds) - set(tested.view.kinds)]
    strategies = [ClaimStrategies(each, near=True, eligible=True, codes=True) for each in others]
    return _not_covered_claim(tested, strategies)


@st.composite
def _not_covered_claim(draw: Any, tested: VersionUnderTest, others: list[ClaimStrategies]) -> Claim:
    claim = drawn_claim(draw, tested.eligible)
    other = draw(st.sampled_from(others))
    kind = draw(st.sampled_from([kind for kind in other.view.kinds if kind not in tested.view.kinds]))
    days = in_cover(draw, tested.eligible.days)
    event = drawn_event(draw, other, kind, days)
    update = {"notified_on": None, "claimed_on": None, "event": event}
    return changed(claim, cover_from=days.cover_from, product=days.product).model_copy(update=update)


def _not_covered(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    total = sum(known_sums(pay(claim)).values(), Decimal(0))
    form = both(
        "{sum} was paid; the version in force from {first} does not cover {kind}, only: {kinds}.",
        "给付{sum}；{first} 版条款不保障此类事件（{kind}），仅保障：{kinds}。",
    )
    first, kinds = view.version.effective_from, listed(map(event_words, view.kinds))
    text = phrase(form, sum=total, first=first, kind=event_words(claim.event.kind), kinds=kinds)
    return Counterexample(text, (claim,)) if total > 0 else None


def _not_claimed(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    paid = pay(claim)
    form = both("{name}: {sum} was paid, but not claimed.", "{name}：给付{sum}，但并未申请。")
    for benefit in view.benefits_for(claim.event.kind):
        sum_ = paid.of(benefit.code)
        if sum_ and not is_claimed(view, benefit, claim):
            return Counterexample(phrase(form, name=benefit.name, sum=sum_), (claim,), benefit.code)
    return None


def _something_can_be_left_out(view: VersionView) -> bool:
    benefits = view.version.benefits
    return not all(isinstance(benefit, LumpSum) and benefit.when == "disease" for benefit in benefits)


CLAIM_NOTHING = ("happened_on", "child", "disease", "peril", "setting", "ordinal")
"""Facts of an event that claim no benefit by themselves, except a disease."""

ZEROS = {"days": 0, "self_paid": Decimal("0.00")}
"""Required facts of an event, with the values that claim nothing."""


def _nothing_claimed(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    event = claim.event
    kept: dict[str, Any] = {name: getattr(event, name) for name in CLAIM_NOTHING if hasattr(event, name)}
    zeros: dict[str, Any] = {name: value for name, value in ZEROS.items() if hasattr(event, name)}
    if getattr(event, "discharged_on", None) is not None:
        zeros["discharged_on"] = event.happened_on
    bare = claim.model_copy(update={"event": KINDS[event.kind](**kept, **zeros)})
    if claimed_benefits(view, bare):
        return None
    total = sum(known_sums(pay(bare)).values(), Decimal(0))
    form = both(
        "{name}: {sum} was paid, though the claim claims none of: {known}.",
        "{name}：未申请其中任何一项（{known}），却给付{sum}。",
    )
    text = phrase(form, name=ALL_OF_IT, sum=total, known=benefit_names(view.benefits_for(event.kind)))
    return Counterexample(text, (bare,)) if total > 0 else None


ANSWERS = (
    Law("answers", any_version, _answers),
    Law("never_negative", any_version, _never_negative),
    Law("whole_fen", any_version, _whole_fen),
    Law("same_again", any_version, _same_again),
    Law("identity", any_version, _identity),
    Law("known_benefits", any_version, _known_benefits),
    Law("not_covered", lambda view: bool(_not_covered_kinds(view)), _not_covered, _of_another_version),
    Law("not_asked", any_version, _not_claimed),
    Law("nothing_claimed", _something_can_be_left_out, _nothing_claimed),
)
