"""Assesses claims again, from a receipt or as known on another day, and reports what differs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from typing import Any

from .._arguments import checked, renamed
from .._texts import COMMA, Lang, language_of
from ..claims import Claim
from ..engine.prepare import with_older_defaults
from ..frozen import Frozen, Items
from ..rulebook.registry.book import AnyPlan, Book
from ..sources import Text
from .assess import assess_all
from .assessment import Assessment
from .desk import ledger_of, reported
from .explanation import sum_in_words
from .receipt import Receipt, Result
from .vocabulary import RECEIPT_PARTS, REVISIONS, VERIFICATION


class Difference(Frozen):
    """One part of a receipt that differs: as `noted` in the receipt, and as `found` now."""

    part: str
    name: Text
    noted: str
    found: str

    def __str__(self) -> str:
        return self.line("en")

    def line(self, lang: str) -> str:
        """The difference in one line, in English or in Chinese."""
        noted, found = (self._told(text, lang) for text in (self.noted, self.found))
        return VERIFICATION["part"].in_(lang).format(self.name.in_(lang), noted, found)

    def _told(self, text: str, lang: str) -> str:
        may_lack = self.part in ("product", "readings") or self.part.startswith("result.")
        if may_lack and text in ("", str(None)):
            return VERIFICATION["absent"].in_(lang)
        return text.replace(", ", COMMA.in_(lang)) if self.part == "readings" else text


class Verification(Frozen):
    """What differs from a receipt, and the receipt as it would be written now.

    `ok` means that the claim, the rule book and the result are those of the receipt; a verification is true
    if it is. Another release of the library with the same result is no failure, although it is listed among
    the differences.
    """

    differences: Items[Difference]
    receipt: Receipt

    @property
    def ok(self) -> bool:
        """Whether nothing differs but the release of the library."""
        return all(difference.part == "library" for difference in self.differences)

    def __bool__(self) -> bool:
        return self.ok

    def text(self, lang: Lang | None = None) -> str:
        """The differences, one a line, in English or in Chinese."""
        lang = language_of(lang)
        if not self.differences:
            return VERIFICATION["same"].in_(lang)
        return "\n".join(difference.line(lang) for difference in self.differences)


@checked
def verify(receipt: Receipt, claim: Claim, *, plan: Book | None = None) -> Verification:
    """Assesses the claim again, with the usage and the readings of the receipt.

    Args:
        receipt: the receipt of an earlier assessment.
        claim: the claim as it is now.
        plan: a rule book: a plan's code or name, a `Plan`, or one version, as if always in force,
            where the assessment was made with one.

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
    readings = with_older_defaults(dict(receipt.readings))
    # The limits that the receipt names may be those of another release: they are compared, and not checked.
    now = Assessment.reported(reported(claim, ledger_of(receipt.before), readings, plan, None)).receipt
    noted = [name for name, _ in receipt.readings]
    if "product.unnamed" not in noted:
        kept = tuple((name, option) for name, option in now.readings if name != "product.unnamed")
        now = now.model_copy(update={"readings": kept}).sealed()
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
    before, after = _by_benefit(receipt), _by_benefit(now)
    for benefit in dict.fromkeys((*before, *after)):
        if before.get(benefit) != after.get(benefit):
            yield f"result.{benefit}", _texts(before.get(benefit)), _texts(after.get(benefit))


def _by_benefit(receipt: Receipt) -> dict[str, tuple[Result, ...]]:
    """The results of each benefit, one if the receipt is sound; their order is no part of a receipt."""
    found: dict[str, tuple[Result, ...]] = {}
    for result in receipt.result:
        found[result.benefit] = (*found.get(result.benefit, ()), result)
    return found


def _name(part: str) -> Text:
    kind, _, benefit = part.partition(".")
    name = RECEIPT_PARTS[kind]
    if not benefit:
        return name
    form = VERIFICATION["benefit"]
    return Text(en=form.en.format(name.en, benefit), zh=form.zh.format(name.zh, benefit))


def _texts(results: tuple[Result, ...] | None) -> str:
    return str(None) if results is None else "; ".join(map(_text, results))


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"{name}={option}" for name, option in value)
    return value.model_dump_json(exclude_none=True) if isinstance(value, Frozen) else str(value)


class Revision(Frozen):
    """One claim whose result changed as more became known."""

    claim_id: str
    before: Assessment
    after: Assessment

    @property
    def benefits(self) -> tuple[str, ...]:
        """The codes of the benefits whose result differs."""
        before, after = _by_benefit(self.before.receipt), _by_benefit(self.after.receipt)
        return tuple(code for code in dict.fromkeys((*before, *after)) if before.get(code) != after.get(code))

    def explain(self, lang: Lang | None = None) -> str:
        """Both results and the benefits that differ, as one line of text."""
        lang = language_of(lang)
        names = {part.benefit: part.name for one in (self.before, self.after) for part in one.entitlements}
        return (
            REVISIONS["one"]
            .in_(lang)
            .format(
                id=self.claim_id,
                before=sum_in_words(self.before, lang),
                after=sum_in_words(self.after, lang),
                benefits=REVISIONS["comma"].in_(lang).join(names[code].in_(lang) for code in self.benefits),
            )
        )


class Revisions(tuple[Revision, ...]):
    """The claims whose result changed, in order; a notebook shows a line for each."""

    __slots__ = ()

    def explain(self, lang: Lang | None = None) -> str:
        """A line for each claim, as text in English or in Chinese.

        Raises:
            ValueError: `lang` is neither `en` nor `zh`.
        """
        lang = language_of(lang)
        return "\n".join(one.explain(lang) for one in self) or REVISIONS["none"].in_(lang)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.explain())}</pre>"


@renamed(known_a="known_on", known_b="known_later")
@checked
def retro_diff(
    claims: Iterable[Claim],
    known_on: date,
    known_later: date | None = None,
    *,
    readings: Mapping[str, str] | None = None,
    plan: AnyPlan | None = None,
) -> Revisions:
    """The claims whose result differs between two states of knowledge, in order of date, then id.

    Args:
        claims: all claims that matter; limits are drawn down from claim to claim, as in `assess_all`.
        known_on: the rule books as they were known on this day come first.
        known_later: the later day that they are compared with; as they are known now if left out.
        readings: as in `assess`.
        plan: the plan, by its code or its name, or a `Plan`; the library's plans of the claims if left out.
    """
    given = tuple(claims)
    before, after = (
        assess_all(given, readings=readings, plan=plan, known_on=day) for day in (known_on, known_later)
    )
    return Revisions(
        Revision(claim_id=old.claim.id, before=old, after=new)
        for old, new in zip(before, after, strict=True)
        if _by_benefit(old.receipt) != _by_benefit(new.receipt)
    )
