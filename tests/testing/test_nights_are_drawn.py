"""The testing kit draws days of discharge: a payout that ignores them breaks a law or differs."""

from datetime import timedelta

import pytest
import strategies_tables as our
from hypothesis import HealthCheck, given, seed, settings
from small_plans import SOURCED, benefit, figure, limit, plan, version

import mutual_benefits as mb
from mutual_benefits import testing
from mutual_benefits.rules import ClaimWindow, NumberBounds, PerDiem
from mutual_benefits.testing import laws

WORDS = mb.Text(en="a short stay", zh="住院不足")


def nightly():
    """Nights after the first, at most twelve of a stay, for stays of three or more; claims in 60 days."""
    capped = limit("nights", "day", 12, per="event")
    paid = benefit(
        PerDiem,
        "nightly",
        "hospital_stay",
        days="nights",
        rate=figure(100),
        waiting_days=figure(1),
        limits=(capped,),
    )
    short = NumberBounds(fact="nights", at_least=figure(3), reason="short", words=WORDS, **SOURCED)
    window = ClaimWindow(days=figure(60), **SOURCED)
    return plan(version(paid, conditions=(short, window)))


OWN = nightly()


def paid(claim):
    return {part.benefit: part.low for part in mb.assess(claim, plan=OWN).entitlements}


def with_end(claim, nights):
    last = None if nights is None else claim.event.happened_on + timedelta(max(nights, 0))
    return claim.model_copy(
        update={"event": claim.event.model_copy(update={"discharged_on": last}), "claimed_on": None}
    )


FAULTS = {
    "days for nights": lambda claim: claim.event.days,
    "a night less": lambda claim: (claim.event.nights or 0) - 1,
    "both days": lambda claim: (claim.event.nights or 0) + 1,
    "nothing at all": lambda _: None,
    "a week": lambda _: 7,
}


def test_the_engine_keeps_the_laws():
    assert not laws.check(paid, OWN, max_examples=60).violations
    assert not laws.differential(paid, OWN, max_examples=60).violations


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("name", FAULTS)
def test_a_payout_that_counts_otherwise_is_noticed(name):
    def payout(claim):
        return paid(with_end(claim, FAULTS[name](claim)))

    checked = (laws.check(payout, OWN, max_examples=claims) for claims in (20, 200))
    assert any(report.broken for report in checked), "a law is broken"
    report = laws.differential(payout, OWN)
    assert report.broken == ("differential",)
    assert "discharged_on=" in str(report)


def test_claims_that_are_drawn_are_answered_and_reach_each_boundary():
    seen, more = set(), set()

    @seed(3)
    @settings(max_examples=200, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(testing.claims(OWN))
    def draw(claim):
        mb.assess(claim, plan=OWN)
        nights = claim.event.nights
        seen.add(nights)
        more.add(None if nights is None else claim.event.days - nights)

    draw()
    assert {None, 2, 3, 12, 13, 14} <= seen
    assert {0, 1} <= more


def test_tables_that_are_drawn_hold_the_day():
    @seed(3)
    @settings(max_examples=6, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(testing.tables(OWN))
    def draw(frame):
        assert "discharged_on" in frame.columns
        rows = our.dicts(mb.assess_table(frame, plan=OWN, unit="fen"))
        assert all(row["status"] != "invalid" for row in rows)

    draw()
