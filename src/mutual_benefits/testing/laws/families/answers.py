"""Laws about answers as such: that there is one, that it is an amount, that it depends on nothing else."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ....claims import Claim
from ....events import KINDS
from ....rules import LumpSum
from ....vocabulary import both
from ...oracle import asked
from ...strategies.dates import in_cover
from ...strategies.one_claim import Drawing, claim_of, event_of
from ...version_view import VersionView, books
from ..claim_text import ALL_OF_IT, benefits, phrase, yuan
from ..law import Complaint, Ground, Law, any_version, asked_rules, changed, sums
from ..payout import Payer


def _answers(_: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    wrong = pay(claim).wrong
    form = both("The answer to this claim was not an amount: {wrong}.", "对该申请未得出金额：{wrong}。")
    return Complaint(phrase(form, wrong=wrong), (claim,)) if wrong else None


def _never_negative(_: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    below = {name: sum_ for name, sum_ in sums(pay(claim)).items() if sum_ < 0}
    form = both("{name}: {sum} was paid.", "{name}：给付{sum}。")
    return next(
        (Complaint(phrase(form, name=name, sum=sum_), (claim,)) for name, sum_ in below.items()), None
    )


def _whole_fen(_: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    form = both("{name}: {sum} was paid, not a whole number of fen.", "{name}：给付{sum}，含不足一分的尾数。")
    for name, sum_ in sums(pay(claim)).items():
        if sum_ != sum_.to_integral_value():
            return Complaint(phrase(form, name=name, sum=sum_), (claim,))
    return None


def _same_again(_: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    first, second = sums(pay(claim)), sums(pay.again(claim))
    form = both(
        "The same claim was paid {first} at first and {second} the second time.",
        "同一申请首次给付{first}，再次计算时给付{second}。",
    )
    if first == second:
        return None
    return Complaint(phrase(form, first=_told(first), second=_told(second)), (claim,))


def _told(paid: dict[str, Decimal]) -> str:
    return ", ".join(f"{name} {yuan(sum_).en}" for name, sum_ in paid.items() if sum_) or "0.00 yuan"


def _identity(_: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    other = claim.model_copy(update={"id": "C-2", "member": "M-3"})
    first, second = sums(pay(claim)), sums(pay(other))
    form = both(
        "Under another id and another member the claim was paid {second} instead of {first}.",
        "变更申请编号和会员编号后，给付由{first}变为{second}。",
    )
    if first == second or pay(other).wrong:
        return None
    return Complaint(phrase(form, first=_told(first), second=_told(second)), (claim, other))


def _known_benefits(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    paid = pay(claim)
    known = {rule.code for rule in book.rules(claim.event.kind)}
    form = both(
        "{sum} was paid as “{name}”; for this event the version in force from {first} has only: {known}.",
        "以“{name}”名义给付{sum}；{first} 版条款对该事件规定的互助金仅有：{known}。",
    )
    for name, sum_ in sums(paid).items() if paid.by_benefit else ():
        if sum_ and name not in known:
            said = phrase(
                form, name=name, sum=sum_, first=book.version.effective_from, known=", ".join(sorted(known))
            )
            return Complaint(said, (claim,))
    return None


def _not_answered(book: VersionView) -> list[str]:
    """The kinds of event that another version of the plan answers and this one does not."""
    elsewhere = dict.fromkeys(rule.event for each in book.plan.versions for rule in each.benefits)
    return [kind for kind in elsewhere if kind not in book.kinds]


def _of_another_version(ground: Ground) -> st.SearchStrategy[Claim]:
    others = [each for each in books(ground.book.plan) if set(each.kinds) - set(ground.book.kinds)]
    drawings = [Drawing(each, near=True, sound=True, codes=True) for each in others]
    return _strange(ground, drawings)


@st.composite
def _strange(draw: Any, ground: Ground, drawings: list[Drawing]) -> Claim:
    claim: Claim = draw(claim_of(ground.sound))
    other = draw(st.sampled_from(drawings))
    kind = draw(st.sampled_from([kind for kind in other.book.kinds if kind not in ground.book.kinds]))
    days = draw(in_cover(ground.sound.days))
    event = draw(event_of(other, kind, days))
    update = {"notified_on": None, "claimed_on": None, "event": event}
    bought = {"cover_from": days.cover_from, "product": days.product}
    return changed(claim, **bought).model_copy(update=update)


def _not_covered(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    total = sum(sums(pay(claim)).values(), Decimal(0))
    form = both(
        "{sum} was paid; the version in force from {first} does not cover {kind}, only: {kinds}.",
        "给付{sum}；{first} 版条款不保障此类事件（{kind}），仅保障：{kinds}。",
    )
    first, kinds = book.version.effective_from, ", ".join(book.kinds)
    said = phrase(form, sum=total, first=first, kind=claim.event.kind, kinds=kinds)
    return Complaint(said, (claim,)) if total > 0 else None


def _not_asked(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    paid = pay(claim)
    form = both("{name}: {sum} was paid, but not claimed.", "{name}：给付{sum}，但并未申请。")
    for rule in book.rules(claim.event.kind):
        sum_ = paid.of(rule.code)
        if sum_ and not asked(book, rule, claim):
            return Complaint(phrase(form, name=rule.name, sum=sum_), (claim,))
    return None


def _something_can_be_left_out(book: VersionView) -> bool:
    return any(not (isinstance(rule, LumpSum) and rule.when == "disease") for rule in book.version.benefits)


ALWAYS_GIVEN = ("happened_on", "child", "disease", "peril", "setting", "ordinal")
NOTHING = {"days": 0, "self_paid": Decimal("0.00")}


def _nothing_claimed(book: VersionView, claim: Claim, pay: Payer) -> Complaint | None:
    event = claim.event
    kept: dict[str, Any] = {name: getattr(event, name) for name in ALWAYS_GIVEN if hasattr(event, name)}
    none: dict[str, Any] = {name: value for name, value in NOTHING.items() if hasattr(event, name)}
    bare = claim.model_copy(update={"event": KINDS[event.kind](**kept, **none)})
    if asked_rules(book, bare):
        return None
    total = sum(sums(pay(bare)).values(), Decimal(0))
    form = both(
        "{name}: {sum} was paid for a claim for none of: {known}.",
        "{name}：未申请其中任何一项（{known}），却给付{sum}。",
    )
    said = phrase(form, name=ALL_OF_IT, sum=total, known=benefits(book.rules(event.kind)))
    return Complaint(said, (bare,)) if total > 0 else None


NUMBERS = (
    Law("answers", any_version, _answers),
    Law("never_negative", any_version, _never_negative),
    Law("whole_fen", any_version, _whole_fen),
    Law("same_again", any_version, _same_again),
    Law("identity", any_version, _identity),
    Law("known_benefits", any_version, _known_benefits),
    Law("not_covered", lambda book: bool(_not_answered(book)), _not_covered, _of_another_version),
    Law("not_asked", any_version, _not_asked),
    Law("nothing_claimed", _something_can_be_left_out, _nothing_claimed),
)
