"""Claims of the snapshot, for tests that need many different claims."""

from folders import TESTS

import mutual_benefits as mb
from mutual_benefits.cli.claims_csv import read_claims


def sample(number: int) -> list[mb.Claim]:
    """About this many claims, spread over all plans and versions."""
    rows = list(read_claims((TESTS / "snapshot" / "claims.csv").read_bytes()))
    return [row.claim for row in rows[:: len(rows) // number | 1]]  # an odd step, since versions alternate
