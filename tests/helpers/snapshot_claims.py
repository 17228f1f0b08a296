"""Claims of the snapshot, for tests that need many that differ."""

from folders import TESTS

import mutual_benefits as mb
from mutual_benefits.cli.claims_csv import read_claims


def some(number: int) -> list[mb.Claim]:
    """So many claims, spread over all plans and versions."""
    rows = list(read_claims((TESTS / "snapshot" / "claims.csv").read_bytes()))
    return [row.claim for row in rows[:: len(rows) // number | 1]]  # odd, since versions take turns
