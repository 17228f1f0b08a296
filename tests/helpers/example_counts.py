"""The number of examples of a property test, which depends on the Hypothesis profile."""

from hypothesis import settings


def examples(count: int) -> int:
    """So many examples in a profile that draws 100 by default, and in proportion in any other."""
    return max(1, round(count * settings().max_examples / 100))
