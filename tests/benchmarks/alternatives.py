"""Times two day allowances of 2016 by other means: `python tests/benchmarks/alternatives.py`.

The others work out two capped sums and nothing else; the library also validates the claim, chooses the
version, checks the conditions and counts the limits. OpenFisca and the DMN engine of SpiffWorkflow are timed
where `pip install openfisca-core SpiffWorkflow` has installed them, each with the same rates and caps.
"""

import time
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from types import SimpleNamespace

import numpy as np
import polars as pl

import mutual_benefits as mb

RATES = {"26": (3000, 2000), "50": (4000, 4000), "74": (5500, 5500), "100": (8000, 8000)}
ROWS = 1_000_000
RIGHT = 8000 * 20 + 8000 * 12
"""The fen that a claim of tier 100 with 25 days at home, 12 of them in hospital, is entitled to."""


def best(work: Callable[[], object], times: int, turns: int = 5) -> float:
    """The least seconds that one of `times` calls takes, over some turns."""
    found = []
    for _ in range(turns):
        start = time.perf_counter()
        for _ in range(times):
            work()
        found.append((time.perf_counter() - start) / times)
    return min(found)


def by_hand(tier: str, living_days: int, hospital_days: int) -> int:
    """The two sums as somebody would write them down."""
    living, hospital = RATES[tier]
    return living * min(living_days, 20) + hospital * min(hospital_days, 20)


def library() -> int:
    """Validates a claim, assesses it and reads the total."""
    claim = mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
        event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12),
    )
    return int(mb.assess(claim).total * 100)


def columns() -> dict[str, np.ndarray]:
    """The facts of a million claims."""
    draw = np.random.default_rng(1)
    tiers = draw.choice([int(tier) for tier in RATES], ROWS)
    return {
        "tier": tiers,
        "living_days": draw.integers(0, 40, ROWS),
        "hospital_days": draw.integers(0, 20, ROWS),
    }


def table() -> pl.LazyFrame:
    """The same claims as a lazy Polars frame."""
    facts = columns()
    frame = pl.DataFrame(facts).with_columns(
        fee_tier=pl.col("tier").cast(pl.String), happened_on=date(2016, 5, 4), cover_from=date(2016, 1, 1)
    )
    return frame.drop("tier").lazy()


def openfisca() -> Callable[[dict[str, np.ndarray]], int]:
    """The two sums as a variable of OpenFisca, of as many persons as there are rows."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import MONTH
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity(key="person", plural="persons", label="", is_person=True)
    system = TaxBenefitSystem([person])

    def total(people, period):
        tiers = people("tier", period)
        living, hospital = (
            np.select([tiers == int(tier) for tier in RATES], [rates[place] for rates in RATES.values()])
            for place in (0, 1)
        )
        days = (np.minimum(people(name, period), 20) for name in ("living_days", "hospital_days"))
        return living * next(days) + hospital * next(days)

    for name in ("tier", "living_days", "hospital_days", "total"):
        fields = {"value_type": int, "entity": person, "definition_period": MONTH, "label": name}
        system.add_variable(type(name, (Variable,), fields | ({"formula": total} if name == "total" else {})))

    def run(facts: dict[str, np.ndarray]) -> int:
        simulation = SimulationBuilder().build_default_simulation(system, len(facts["tier"]))
        for name, column in facts.items():
            simulation.set_input(name, "2016-05", column)
        return int(simulation.calculate("total", "2016-05").sum())

    return run


def decision_table() -> Callable[[], int]:
    """The two sums as a decision table of DMN, one row a tier."""
    from lxml import etree
    from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
    from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
    from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

    space = "https://www.omg.org/spec/DMN/20191111/MODEL/"
    rules = "".join(
        f'<rule id="r{tier}"><inputEntry id="i{tier}"><text>"{tier}"</text></inputEntry>'
        f'<outputEntry id="o{tier}"><text>{living} * min(living_days, 20)'
        f" + {hospital} * min(hospital_days, 20)</text></outputEntry></rule>"
        for tier, (living, hospital) in RATES.items()
    )
    node = etree.fromstring(
        f'<definitions xmlns="{space}"><decision id="d"><decisionTable id="t" hitPolicy="UNIQUE">'
        '<input id="a"><inputExpression id="e"><text>fee_tier</text></inputExpression></input>'
        f'<output id="b" name="total" typeRef="integer"/>{rules}</decisionTable></decision></definitions>'
    )
    parser = DMNParser(None, node, {"dmn": space})
    parser.parse()

    task = SimpleNamespace(
        data={"fee_tier": "100", "living_days": 25, "hospital_days": 12}, script_engine=PythonScriptEngine()
    )
    task.workflow = task
    engine = DMNEngine(parser.decision.decisionTables[0])
    return lambda: engine.result(task)["total"]


def main() -> None:
    """Prints the best time of each, after a check that it gives the right sum."""
    assert by_hand("100", 25, 12) == library() == RIGHT
    print(f"if/else, one claim: {best(lambda: by_hand('100', 25, 12), 20_000) * 1e6:.2f} µs")
    print(f"this library, one claim: {best(library, 2_000) * 1e6:.1f} µs")
    facts, claims = columns(), table()
    expected = sum(
        by_hand(str(tier), *days) for tier, *days in zip(*(c.tolist() for c in facts.values()), strict=True)
    )
    rows = [c.tolist() for c in facts.values()]
    loop = best(lambda: [by_hand(str(t), a, b) for t, a, b in zip(*rows, strict=True)], 1, 3)
    print(f"if/else, a million claims: {loop:.2f} s")
    done = mb.assess_table(claims, plan="accident").select(pl.col("total_fen").sum())
    assert done.collect().item() == expected
    print(f"this library, a million claims: {best(done.collect, 1):.2f} s")
    if find_spec("openfisca_core"):
        run = openfisca()
        one = {name: np.array([value]) for name, value in zip(facts, (100, 25, 12), strict=True)}
        assert run(one) == RIGHT
        assert run(facts) == expected
        print(f"OpenFisca, one claim: {best(lambda: run(one), 500) * 1e6:.0f} µs")
        print(f"OpenFisca, a million claims: {best(lambda: run(facts), 1):.2f} s")
    if find_spec("SpiffWorkflow"):
        decide = decision_table()
        assert decide() == RIGHT
        seconds = best(decide, 1_000)
        print(f"DMN (SpiffWorkflow), one claim: {seconds * 1e6:.0f} µs; as many seconds a million")


if __name__ == "__main__":
    main()
