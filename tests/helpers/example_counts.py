"""The number of examples of a property test, which depends on the Hypothesis profile."""

import os

PROFILE = os.environ.get("MB_HYPOTHESIS", "full")


def examples(count: int) -> int:
    """The count itself in the full profile, fewer in the fast one, more in a search."""
    return {"fast": max(10, count // 5), "search": count * 20}.get(PROFILE, count)
