"""Works claims out again: from a receipt, or under what was known on another day; says what differs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ..claims import Claim
from ..frozen import Frozen
from ..rulebook.plan import Plan
from ..sources import Text
from ..vocabulary import both
from .assess import assess, assess_all
from .assessment import Assessment
from .receipt import Receipt

_PARTS = {
    "library": both("release of the library", "程序库版本"),
    "plan": both("plan", "活动"),
    "version": both("first day of the version", "版本起始日"),
    "product": both("product", "产品"),
    "rule_book": both("hash of the rule book", "条款哈希值"),
    "claim_id": both("id of the claim", "申请编号"),
    "claim": both("hash of the claim", "申请哈希值"),
    "readings": both("readings", "条款解读"),
    "before": both("usage before", "申请前已用额度"),
    "after": both("usage after", "申请后已用额度"),
    "result": both("result", "结果"),
    "seal": both("seal of the receipt", "回执校验值"),
}
"""The parts of a receipt."""


class Difference(Frozen):
    """One part of a receipt that comes out otherwise now: as it was noted, and as it is found."""

    part: str
    name: Text
    noted: str
    found: str

    def __str__(self) -> str:
        return f"{self.name.en}: noted {self.noted}, found {self.found}"


class Verification(Frozen):
    """What differs from a receipt, and the receipt as it would be written now.

    `ok` says that the claim, the rule book and the result are those of the receipt; another release of the
    library that gives the same result is no failure, and stands among the differences all the same.
    """

    differences: tuple[Difference, ...]
    receipt: Receipt

    @property
    def ok(self) -> bool:
        """Whether nothing differs but the release of the library."""
        return all(difference.part == "library" for difference in self.differences)

    def text(self, lang: str = "en") -> str:
        """What differs, a line each, in English or in Chinese."""
        if not self.differences:
            return "完全一致。" if lang == "zh" else "Nothing differs."
        says = "{}：回执记为 {}，现为 {}" if lang == "zh" else "{}: {} in the receipt, {} now"
        return "\n".join(says.format(d.name.in_(lang), d.noted, d.found) for d in self.differences)


def verify(receipt: Receipt, claim: Claim, *, plan: Plan | None = None) -> Verification:
    """Works the claim out again, with the usage and the readings of the receipt.

    Args:
        receipt: the receipt of an earlier assessment.
        claim: the claim as it is now.
        plan: a plan of your own, where the assessment was made with one.

    Raises:
        MutualBenefitsError: the claim cannot be answered any more, e.g. its plan is unknown.

    >>> from datetime import date
    >>> import mutual_benefits as mb
    >>> claim = mb.Claim(
    ...     id="C-1", member="M-1",
    ...     enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    ...     event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
    ... )
    >>> receipt = mb.assess(claim).receipt
    >>> mb.verify(receipt, claim).ok
    True
    >>> event = claim.event.model_copy(update={"living_days": 5})
    >>> for difference in mb.verify(receipt, claim.model_copy(update={"event": event})).differences:
    ...     print(difference.part)
    claim
    after
    result.living_allowance
    """
    found = assess(claim, usage=receipt.before, readings=dict(receipt.readings), plan=plan).receipt
    parts = tuple(
        Difference(part=part, name=_name(part), noted=a, found=b) for part, a, b in _differ(receipt, found)
    )
    return Verification(differences=parts, receipt=found)


def _differ(noted: Receipt, found: Receipt) -> Iterator[tuple[str, str, str]]:
    if noted.seal != noted.proper_seal():
        yield "seal", noted.seal, noted.proper_seal()
    for part in Receipt.model_fields:
        if part not in ("seal", "result") and getattr(noted, part) != getattr(found, part):
            yield part, _shown(getattr(noted, part)), _shown(getattr(found, part))
    were, are = ({result.benefit: result for result in one.result} for one in (noted, found))
    for benefit in dict.fromkeys((*were, *are)):
        if were.get(benefit) != are.get(benefit):
            yield f"result.{benefit}", _shown(were.get(benefit)), _shown(are.get(benefit))


def _name(part: str) -> Text:
    kind, _, benefit = part.partition(".")
    name = _PARTS[kind]
    return Text(en=f"{name.en} ({benefit})", zh=f"{name.zh}（{benefit}）") if benefit else name


def _shown(value: Any) -> str:
    return value.model_dump_json(exclude_none=True) if isinstance(value, Frozen) else str(value)


class Revision(Frozen):
    """One claim whose result changed as more became known."""

    claim_id: str
    before: Assessment
    after: Assessment


def retro_diff(
    claims: Iterable[Claim],
    known_a: date,
    known_b: date | None = None,
    *,
    readings: Mapping[str, str] | None = None,
    plan: Plan | None = None,
) -> tuple[Revision, ...]:
    """The claims whose result differs between two states of knowledge, in order of date, then id.

    Args:
        claims: all claims that matter; limits are drawn down from claim to claim, as in `assess_all`.
        known_a: the day whose knowledge comes first.
        known_b: the day whose knowledge it is compared with; what is known now if left out.
        readings: as in `assess`.
        plan: as in `assess`.
    """
    given = tuple(claims)
    before, after = (
        assess_all(given, readings=readings, plan=plan, known_on=known) for known in (known_a, known_b)
    )
    return tuple(
        Revision(claim_id=old.claim.id, before=old, after=new)
        for old, new in zip(before, after, strict=True)
        if old.receipt.result != new.receipt.result
    )
