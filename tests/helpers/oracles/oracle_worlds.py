"""Holds an assessment against a naive oracle that was asked in every world the record leaves possible."""

import mutual_benefits as mb

UNANSWERED = (mb.NoVersionInForce, mb.UnknownProduct)
NO_MAXIMUM = 10**9
"""From here on a sum in fen has no known maximum."""


def told(oracle, claims, readings):
    """For each claim the outcomes of each benefit in every world, in order of date and id."""
    worlds = [oracle.outcomes(claims, readings, world) for world in oracle.WORLDS]
    return [
        {benefit: [world[index][benefit] for world in worlds] for benefit in worlds[0][index]}
        for index in range(len(claims))
    ]


def fen(yuan):
    return NO_MAXIMUM if yuan is None else int(yuan * 100)


def bounds(outcomes):
    sums = [sum_ if isinstance(sum_, int) else 0 for sum_ in outcomes]
    return min(sums), min(max(sums), NO_MAXIMUM)


def shown(assessment, expected):
    return f"\nthe oracle says {expected}\n\n{assessment.explain()}\n\n{assessment.claim!r}"


def compare(assessment, expected, *, exactly=True):
    """The engine's bounds are those of the oracle's worlds, or no narrower where `exactly` is not asked.

    The engine takes what is open in one claim and in the next as independent, the oracle does not.
    """
    assert {part.benefit for part in assessment.entitlements} == set(expected), shown(assessment, expected)
    for benefit, outcomes in expected.items():
        part = assessment[benefit]
        low, high = bounds(outcomes)
        if exactly:
            assert (fen(part.low), fen(part.high)) == (low, high), shown(assessment, expected)
        else:
            assert fen(part.low) <= low, shown(assessment, expected)
            assert high <= fen(part.high), shown(assessment, expected)
        reasons = [outcome for outcome in outcomes if not isinstance(outcome, int)]
        if part.status == "refused":
            assert len(reasons) == len(outcomes), shown(assessment, expected)
            assert any(part.reason in reason for reason in reasons), shown(assessment, expected)
        elif len(reasons) == len(outcomes):
            assert not exactly, shown(assessment, expected)


def compare_in_turn(oracle, claims, readings):
    """Compares each claim of a history, exactly as long as nothing was open for its member before."""
    open_for = set()
    assessments = mb.assess_all(claims, readings=readings)
    for assessment, expected in zip(assessments, told(oracle, claims, readings), strict=True):
        claim = assessment.claim
        compare(assessment, expected, exactly=claim.member not in open_for)
        if any(low != high for low, high in map(bounds, expected.values())):
            open_for.add(claim.member)
