"""The bounds of each benefit in a table: those of the scalar engine's entitlements, claim by claim."""

from datetime import date

from conftest import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_tables import ENGINES, PLANS, benefits, claims, dicts, readings_of, table_of

import mutual_benefits as mb
from mutual_benefits.engine import Desk
from mutual_benefits.money import to_fen


def bounds_by_hand(told: list[mb.Claim], readings: dict) -> dict[str, dict[str, tuple]]:
    """By claim and benefit, the least and the most; without the claims that no version answers."""
    desk, found = Desk(readings=readings), {}
    for claim in sorted(told, key=lambda claim: (claim.event.happened_on, claim.id)):
        try:
            parts = {part.benefit: part for part in desk.assess(claim).entitlements}
        except mb.MutualBenefitsError:
            continue
        found[claim.id] = {
            code: (to_fen(part.low), None if part.high is None else to_fen(part.high))
            for code, part in parts.items()
        }
    return found


@given(data=st.data())
@settings(max_examples=examples(60))
def test_the_bounds_of_a_benefit_are_those_of_its_entitlement(data):
    plan = data.draw(st.sampled_from(PLANS), "plan")
    told = data.draw(claims(plan), "claims")
    readings = data.draw(readings_of(plan), "readings")
    kind = ENGINES[data.draw(st.sampled_from(("polars", "pandas", "pyarrow")), "engine")]
    wanted = bounds_by_hand(told, readings)
    result = mb.assess_table(kind.make(table_of(told)), plan=plan, readings=readings, bounds=True)
    for row in dicts(result):
        for code in benefits(plan):
            low, high = wanted.get(row["id"], {}).get(code, (0, 0))
            if row["status"] == "invalid":
                assert row["id"] not in wanted
                low = high = None
            given_low = row.get(f"{code}_low_fen", row[f"{code}_fen"])
            given_high = row.get(f"{code}_high_fen", row[f"{code}_fen"])
            assert (given_low, given_high) == (low, high), (row["id"], code)


def test_a_table_has_no_such_columns_unless_they_are_asked_for():
    told = [
        mb.Claim(
            id="C-1",
            member="M-1",
            enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 5, 4), fee_tier="26"),
            event=mb.Injury(happened_on=date(2016, 5, 4), disability_grade=3),
        )
    ]
    plain = mb.assess_table(table_of(told), plan="accident")
    bounded = mb.assess_table(table_of(told), plan="accident", bounds=True)
    more = {"disability_sum_low_fen", "disability_sum_high_fen"}
    assert more <= set(bounded.columns) - set(plain.columns)
    assert bounded.select(plain.columns).equals(plain)
    assert "living_allowance_low_fen" not in bounded.columns
