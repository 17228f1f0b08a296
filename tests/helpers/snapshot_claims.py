"""Claims of the snapshot, for tests that need many different claims."""

from folders import TESTS

import mutual_benefits as mb


def sample(number: int) -> list[mb.Claim]:
    """About this many claims, spread over all plans and versions."""
    claims, _ = mb.read_claims(TESTS / "snapshot" / "claims.csv")
    return list(claims[:: len(claims) // number | 1])  # an odd step, since versions alternate
