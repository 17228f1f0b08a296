"""Assesses claims again, from a receipt or as known on another day, and reports what differs."""

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
"""The names of a receipt's parts."""

_DIFFERENCE = {"en": "{}: {} in the receipt, {} now", "zh": "{}：回执记为 {}，现为 {}"}


class Difference(Frozen):
    """One part of a receipt that differs: as `noted` in the receipt, and as `found` now."""

    part: str
    name: Text
    noted: str
    found: str

    def __str__(self) -> str:
        return _DIFFERENCE["en"].format(self.name.en, self.noted, self.found)


class Verification(Frozen):
    """What differs from a receipt, and the receipt as it would be written now.

    `ok` means that the claim, the rule book and the result are those of the receipt. Another release of
    the library with the same result is no failure, although it is listed among the differences.
    """

    differences: tuple[Difference, ...]
    receipt: Receipt

    @property
    def ok(self) -> bool:
        """Whether nothing differs but the release of the library."""
        return all(difference.part == "library" for difference in self.differences)

    def text(self, lang: str = "en") -> str:
        """The differences, one a line, in English or in Chinese."""
        if not self.differences:
            return "完全一致。" if lang == "zh" else "Nothing differs."
        line = _DIFFERENCE["zh" if lang == "zh" else "en"]
        return "\n".join(line.format(d.name.in_(lang), d.noted, d.found) for d in self.differences)


def verify(receipt: Receipt, claim: Claim, *, plan: Plan | None = None) -> Verification:
    """Assesses the claim again, with the usage and the readings of the receipt.

    Args:
        receipt: the receipt of an earlier assessment.
        claim: the claim as it is now.
        plan: a plan of your own, where the assessment was made with one.

    Raises:
        MutualBenefitsError: the claim can no longer be answered, e.g. because its plan is unknown.

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
    now = assess(claim, usage=receipt.before, readings=dict(receipt.readings), plan=plan).receipt
    differences = tuple(
        Difference(part=part, name=_name(part), noted=before, found=after)
        for part, before, after in _differences(receipt, now)
    )
    return Verification(differences=differences, receipt=now)


def _differences(receipt: Receipt, now: Receipt) -> Iterator[tuple[str, str, str]]:
    """Each part that differs, with its text in the receipt and its text now."""
    if receipt.seal != receipt.proper_seal():
        yield "seal", receipt.seal, receipt.proper_seal()
    for part in Receipt.model_fields:
        if part not in ("seal", "result") and getattr(receipt, part) != getattr(now, part):
            yield part, _text(getattr(receipt, part)), _text(getattr(now, part))
    before, after = ({result.benefit: result for result in one.result} for one in (receipt, now))
    for benefit in dict.fromkeys((*before, *after)):
        if before.get(benefit) != after.get(benefit):
            yield f"result.{benefit}", _text(before.get(benefit)), _text(after.get(benefit))


def _name(part: str) -> Text:
    kind, _, benefit = part.partition(".")
    name = _PARTS[kind]
    return Text(en=f"{name.en} ({benefit})", zh=f"{name.zh}（{benefit}）") if benefit else name


def _text(value: Any) -> str:
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
