"""Tells why rows have no single sum: what is open in each claim after the member's earlier ones."""

from collections.abc import Mapping
from typing import Any

from ... import formatting
from ..._texts import Lang
from ...assessment.desk import Desk
from ...claims import Claim
from ...errors import MutualBenefitsError
from ...files.claim_rows import RowReader, as_text
from .typed_columns import ROW


def why_open(
    rows: Any, wanted: set[int], reader: RowReader, readings: Mapping[str, str], lang: Lang
) -> dict[int, str]:
    """What is open in the `wanted` ones of some sound rows, in words, by the numbers of the rows.

    Among the rows are all of each member of a wanted one.
    """
    claims = []
    for row in rows.iter_rows(named=True):
        cells = {heading: as_text(row[field]) for heading, field in reader.header.read.items()}
        claim = reader.read(row[ROW], cells)
        if isinstance(claim, Claim):
            claims.append((claim.event.happened_on, claim.id, row[ROW], claim))
    desk, words = Desk(readings=readings, plan=reader.own), {}
    for *_, number, claim in sorted(claims, key=lambda each: each[:3]):
        try:
            result = desk.assess(claim)
        except MutualBenefitsError as error:
            words[number] = error.in_(lang)
            continue
        if number in wanted:
            missing = dict.fromkeys(term for part in result.entitlements for term in part.missing)
            gaps = formatting.gaps(missing, claim, dict(result.rule_book.facts), lang)
            words[number] = ("；" if lang == "zh" else "; ").join(gaps)
    return words
