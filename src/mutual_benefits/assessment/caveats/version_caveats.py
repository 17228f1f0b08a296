"""Caveats about the version: amended, in doubt, or known to the month or year only."""

from collections.abc import Iterator
from functools import partial

from ... import formatting
from ...rulebook.amendment import amendment_text
from ..worked_claim import WorkedClaim
from .caveat_fields import CaveatFields


def version_caveats(worked: WorkedClaim) -> Iterator[CaveatFields]:
    """The caveats about the version that answers a claim."""
    version = worked.prepared_version.version
    day, first = worked.prepared_plan.governing_day(worked.claim), version.effective_from
    if version.draft:
        yield "amended", {"label": version.label, "changes": partial(amendment_text, version.made_from)}
    for doubt in version.doubts:
        if day >= doubt.since and all(getattr(worked.facts, fact) == word for fact, word in doubt.only):
            yield "version_doubtful", {"text": doubt.text}
    product, enrolment = version.product, worked.claim.enrolment
    if product is not None and enrolment.product is None:
        sold_from = worked.prepared_plan.timelines.of[product].first_days[0]
        if enrolment.cover_from < sold_from:
            yield (
                "product_left_out",
                {"product": partial(formatting.product_name, product), "first": sold_from},
            )
    near = {"day": False, "month": day.month == first.month, "year": True}[version.known_to]
    if near and day.year == first.year:
        yield f"version_known_to_{version.known_to}", {"day": day, "first": first}
