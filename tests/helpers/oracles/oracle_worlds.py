"""Compares assessments with a naive oracle in every world, that is, every case that the record allows."""

import mutual_benefits as mb

UNANSWERED = (mb.NoVersionInForce, mb.UnknownProduct)
NO_MAXIMUM = 10**9
"""A sum in fen from here on counts as one without a known maximum."""


def outcomes_in_worlds(oracle, claims, readings):
    """For each claim, in order of date and id: the outcomes of each benefit in all worlds."""
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


def in_all(expected):
    """The bounds of all benefits together: one world decides what each of them comes to."""
    worlds = zip(*expected.values(), strict=True)
    return bounds([sum(outcome for outcome in world if isinstance(outcome, int)) for world in worlds])


def report(assessment, expected):
    return f"\nthe oracle says {expected}\n\n{assessment.explain()}\n\n{assessment.claim!r}"


def compare(assessment, expected, *, exactly=True):
    """Check that the engine's bounds are those of the oracle's worlds or, unless `exactly`, no narrower.

    The engine treats open terms of one claim and of the next as independent; the oracle does not.
    """
    assert {part.benefit for part in assessment.entitlements} == set(expected), report(assessment, expected)
    for benefit, outcomes in expected.items():
        part = assessment[benefit]
        low, high = bounds(outcomes)
        if exactly:
            assert (fen(part.low), fen(part.high)) == (low, high), report(assessment, expected)
        else:
            assert fen(part.low) <= low, report(assessment, expected)
            assert high <= fen(part.high), report(assessment, expected)
        reasons = [outcome for outcome in outcomes if not isinstance(outcome, int)]
        if part.status == "refused":
            assert len(reasons) == len(outcomes), report(assessment, expected)
            assert any(part.reason in reason for reason in reasons), report(assessment, expected)
        elif len(reasons) == len(outcomes):
            assert not exactly, report(assessment, expected)
    if exactly:
        assert (fen(assessment.low), fen(assessment.high)) == in_all(expected), report(assessment, expected)


def compare_in_turn(oracle, claims, readings):
    """Compare each claim of a history, exactly until some sum of its member was open."""
    open_for = set()
    assessments = mb.assess_all(claims, readings=readings)
    for assessment, expected in zip(assessments, outcomes_in_worlds(oracle, claims, readings), strict=True):
        claim = assessment.claim
        compare(assessment, expected, exactly=claim.member not in open_for)
        if any(low != high for low, high in map(bounds, expected.values())):
            open_for.add(claim.member)
