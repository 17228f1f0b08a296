"""The law about facts that no rule of a version reads: a claim that tells them is paid the same."""

from decimal import Decimal
from typing import Any

from ....claims import Claim, Enrolment, kind_of
from ....vocabulary import both, name_of
from ...version_view import VersionView
from ..claim_text import ALL_OF_IT, phrase
from ..law import Counterexample, Law, any_version, changed_if_possible
from ..payout import CachedPayout

TOLD: dict[type, Any] = {bool: True, int: 2, Decimal: Decimal("100.00")}
"""What a claim tells of a number, of an amount, and of yes or no. Words are drawn with every claim."""

LEFT_OPEN = ("other_cover",)
"""Of what others paid, the record does not say whether it is deducted."""


def _unread(view: VersionView, claim: Claim) -> dict[str, dict[str, Any]]:
    """The facts that no benefit for the event and no condition reads, each with a change of the claim."""
    read = view.facts_of_benefits(claim.event.kind) | view.facts_of_conditions
    found: dict[str, dict[str, Any]] = {}
    for part in (claim.event, claim.enrolment):
        for name, field in type(part).model_fields.items():
            kind = kind_of(field)
            if name not in (*read, *LEFT_OPEN) and not field.is_required() and kind in TOLD:
                told = {name: TOLD[kind]}
                found[name] = told if isinstance(part, Enrolment) else {"event": told}
    return found


def _not_read(view: VersionView, claim: Claim, pay: CachedPayout) -> Counterexample | None:
    """Checks the claim with all of these facts and, if it is paid otherwise, with each alone."""
    unread = _unread(view, claim)
    events = {name: value for each in unread.values() for name, value in each.get("event", {}).items()}
    enrolments = {name: value for each in unread.values() for name, value in each.items() if name != "event"}
    changes = [*unread.items(), (", ".join(unread), {"event": events, **enrolments})]
    if not unread or _paid_otherwise(view, claim, pay, *changes[-1]) is None:
        return None
    return next(filter(None, (_paid_otherwise(view, claim, pay, *change) for change in changes)))


def _paid_otherwise(
    view: VersionView, claim: Claim, pay: CachedPayout, told: str, change: dict[str, Any]
) -> Counterexample | None:
    """A counterexample if the claim that tells these facts is paid another sum of a benefit."""
    other = changed_if_possible(claim, **change)
    form = both(
        "{name}: {before} was paid, and {after} where the claim tells “{told}” too; the version in force from"
        " {first} does not read it.",
        "{name}：原给付{before}，申请另填“{told}”后给付{after}；{first} 版条款不涉及该事项。",
    )
    if other is None:
        return None
    before, after = pay(claim), pay(other)
    codes = dict.fromkeys(code for paid in (before, after) for code, _ in paid.amounts)
    for code in codes if before.by_benefit and after.by_benefit else (None,):
        sums = before.sum_of(code), after.sum_of(code)
        if None not in sums and sums[0] != sums[1]:
            names = {each.code: each.name for each in view.benefits_for(claim.event.kind)}
            name = ALL_OF_IT if code is None else names.get(code, both(code, code))
            facts = {"before": sums[0], "after": sums[1], "first": view.version.effective_from}
            return Counterexample(
                phrase(form, name=name, told=name_of(told), **facts), (claim, other), code or ""
            )
    return None


FACTS_NOT_READ = (Law("not_read", any_version, _not_read),)
