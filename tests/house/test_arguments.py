"""Every public function names an argument of a wrong type, what was given, and what would be right."""

import inspect
import re
from datetime import date, datetime
from functools import cache

import pytest
from folders import SAMPLE
from pydantic import ValidationError
from strategies_tables import table_of

import mutual_benefits as mb
from mutual_benefits import scenarios, testing
from mutual_benefits.scenarios import charts, tables
from mutual_benefits.testing import laws

ACCIDENT = mb.get_plan("accident")
OLD, NEW = ACCIDENT.versions
CLAIM = mb.Claim(
    id="C-1",
    member="M-1",
    enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
    event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25),
)
FRAME = table_of([CLAIM])


@cache
def assessment():
    return mb.assess(CLAIM)


@cache
def result():
    return mb.assess_table(FRAME, plan="accident")


@cache
def comparison():
    return scenarios.compare(CLAIM, [OLD, NEW])


@cache
def revaluation():
    return scenarios.revalue(FRAME, before=OLD, after=NEW, plan="accident")


@cache
def sensitivities():
    return scenarios.sensitivities(CLAIM)


@cache
def assumptions():
    stays = scenarios.Incidence(
        event="hospital_stay", count=scenarios.Chance(of="0.5"), facts={"days": scenarios.Fixed(value=9)}
    )
    cover = mb.Enrolment(plan="hospital_allowance", cover_from=date(2011, 1, 1))
    cohort = scenarios.Cohort(enrolment=cover, weight=1)
    return scenarios.CoverAssumptions(cohorts=(cohort,), incidences=(stays,), note="made up")


@cache
def cover_cost():
    return scenarios.cost_of_cover(assumptions(), members=5, simulations=3, seed=1, progress=False)


@cache
def grid():
    return scenarios.grid(CLAIM, vary={"event.living_days": [1, 2]})


def payout(claim):
    return mb.assess(claim).total


CALLS = {
    "get_plan": lambda: (mb.get_plan, {"code": "accident"}),
    "assess": lambda: (mb.assess, {"claim": CLAIM}),
    "assess_all": lambda: (lambda *a, **k: list(mb.assess_all(*a, **k)), {"claims": [CLAIM]}, mb.assess_all),
    "assess_table": lambda: (mb.assess_table, {"frame": FRAME, "plan": "accident"}),
    "audit": lambda: (mb.audit, {"plan": ACCIDENT}),
    "check_unit": lambda: (mb.check_unit, {"version": NEW, "staff": 61, "members": 30}),
    "content_hash": lambda: (mb.content_hash, {"value": CLAIM}),
    "describe": lambda: (mb.describe, {"plan": ACCIDENT, "version": NEW}),
    "diff": lambda: (mb.diff, {"before": OLD, "after": NEW}),
    "dump_plan": lambda: (mb.dump_plan, {"plan": ACCIDENT, "folder": "/dev/null/x"}),
    "fee_due": lambda: (mb.fee_due, {"enrolment": CLAIM.enrolment}),
    "language": lambda: (mb.language, {"lang": "en"}),
    "load_plan": lambda: (mb.load_plan, {"path": "/dev/null/x"}),
    "read_claims": lambda: (mb.read_claims, {"path": SAMPLE}),
    "retro_diff": lambda: (mb.retro_diff, {"claims": [CLAIM], "known_on": date(2020, 1, 1)}),
    "table_receipt": lambda: (mb.table_receipt, {"frame": result(), "plan": "accident"}),
    "verify": lambda: (mb.verify, {"receipt": assessment().receipt, "claim": CLAIM}),
    "verify_table": lambda: (
        mb.verify_table,
        {"receipt": mb.table_receipt(result(), plan="accident"), "frame": FRAME},
    ),
    "Plan.version_on": lambda: (ACCIDENT.version_on, {"day": date(2016, 5, 4)}),
    "Plan.as_known": lambda: (ACCIDENT.as_known, {}),
    "PlanVersion.amend": lambda: (NEW.amend, {"changes": {"limits.living_days": 25}}),
    "Usage.after": lambda: (mb.Usage().after, {"drawn": mb.Usage()}),
    "Assessment.explain": lambda: (assessment().explain, {}),
    "Assessment.explain_change": lambda: (assessment().explain_change, {"other": assessment()}),
    "Text.in_": lambda: (ACCIDENT.name.in_, {"lang": "zh"}),
    "Changes.text": lambda: (mb.diff(OLD, NEW).text, {}),
    "Audit.text": lambda: (mb.audit(ACCIDENT).text, {}),
    "Audit.rows": lambda: (mb.audit(ACCIDENT).rows, {}),
    "scenarios.plan_of": lambda: (scenarios.plan_of, {"book": OLD, "plan": "accident"}),
    "scenarios.change": lambda: (scenarios.change, {"before": assessment(), "after": assessment()}),
    "scenarios.compare": lambda: (scenarios.compare, {"claims": CLAIM, "books": [OLD, NEW]}),
    "scenarios.cost_of_cover": lambda: (
        scenarios.cost_of_cover,
        {"assumptions": assumptions(), "members": 5, "simulations": 3, "seed": 1},
    ),
    "scenarios.grid": lambda: (scenarios.grid, {"claim": CLAIM, "vary": {"event.living_days": [1, 2]}}),
    "scenarios.movements": lambda: (
        scenarios.movements,
        {"frame": FRAME, "before": OLD, "after": NEW, "plan": "accident"},
    ),
    "scenarios.revalue": lambda: (
        scenarios.revalue,
        {"frame": FRAME, "before": OLD, "after": NEW, "plan": "accident"},
    ),
    "scenarios.sensitivities": lambda: (scenarios.sensitivities, {"claims": CLAIM}),
    "scenarios.synthetic_portfolio": lambda: (scenarios.synthetic_portfolio, {"rows": 3, "seed": 1}),
    "scenarios.thresholds": lambda: (scenarios.thresholds, {"claim": CLAIM}),
    "Comparison.frame": lambda: (comparison().frame, {}),
    "Comparison.waterfall": lambda: (comparison().waterfall, {}),
    "Revaluation.frame": lambda: (revaluation().frame, {"by": "total"}),
    "Sensitivities.frame": lambda: (sensitivities().frame, {}),
    "charts.cost_of_cover": lambda: (charts.cost_of_cover, {"cost": cover_cost()}),
    "charts.entitlement_of_grid": lambda: (
        charts.entitlement_of_grid,
        {"frame": grid(), "along": "event.living_days"},
    ),
    "charts.page": lambda: (charts.page, {"chart": charts.timeline(), "path": "chart.html"}),
    "charts.entitlement": lambda: (charts.entitlement, {"claim": CLAIM}),
    "charts.movement": lambda: (charts.movement, {"revaluation": revaluation()}),
    "charts.movement_by": lambda: (charts.movement_by, {"revaluation": revaluation(), "by": "tier"}),
    "charts.timeline": lambda: (charts.timeline, {}),
    "charts.tornado": lambda: (charts.tornado, {"sensitivities": sensitivities()}),
    "charts.waterfall": lambda: (charts.waterfall, {"comparison": comparison()}),
    "tables.changes": lambda: (tables.changes, {"before": OLD, "after": NEW}),
    "tables.comparison": lambda: (tables.comparison, {"comparison": comparison()}),
    "tables.entitlement": lambda: (tables.entitlement, {"assessment": assessment()}),
    "tables.grid": lambda: (tables.grid, {"frame": grid(), "along": "event.living_days"}),
    "tables.revaluation": lambda: (tables.revaluation, {"revaluation": revaluation()}),
    "testing.claims": lambda: (testing.claims, {"plan": "accident"}),
    "testing.enrolments": lambda: (testing.enrolments, {"plan": "accident"}),
    "testing.events": lambda: (testing.events, {"of": "accident"}),
    "testing.histories": lambda: (testing.histories, {"plan": "accident"}),
    "testing.plan_versions": lambda: (testing.plan_versions, {}),
    "testing.plans": lambda: (testing.plans, {}),
    "testing.tables": lambda: (testing.tables, {"plan": "accident"}),
    "laws.check": lambda: (laws.check, {"payout": payout, "plan": "accident", "max_examples": 1}),
    "laws.differential": lambda: (
        laws.differential,
        {"payout": payout, "plan": "accident", "max_examples": 1},
    ),
    "laws.histories": lambda: (
        laws.histories,
        {"start": lambda: payout, "plan": "accident", "max_examples": 1, "most": 1},
    ),
}


class Odd:
    """Nothing that any function takes."""

    def __repr__(self):
        return "<odd>"


TAKES_ANYTHING = {("content_hash", "value", 3.5), ("content_hash", "value", "rubbish")}
WORDS = {"label", "title", "code", "path", "folder", "plan", "along", "by"}
"""Parameters that take a text, of which `rubbish` may be one."""


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_argument_is_named(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call, arguments, *signed = CALLS[name]()
    parameters = inspect.signature(signed[0] if signed else call).parameters.values()
    silent = []
    for one in parameters:
        if one.kind is one.VAR_KEYWORD:
            with pytest.raises((TypeError, ValueError), match="no_such_option"):
                call(**arguments, no_such_option=1)
            continue
        for given in (Odd(), 3.5, [Odd()], "rubbish", b"x", datetime(2016, 5, 4)):
            if (name, one.name, given if isinstance(given, (str, float)) else None) in TAKES_ANYTHING:
                continue
            try:
                call(**{**arguments, one.name: given})
            except (mb.MutualBenefitsError, ValidationError, ValueError, TypeError) as error:
                said = re.search(rf"\b{one.name}\b", str(error)) is not None
                unknown = given == "rubbish" and "rubbish" in str(error)
                if not said and not unknown:
                    silent.append(f"{one.name}={given!r}: {type(error).__name__}: {error}")
            except Exception as error:  # the fault that the test looks for
                silent.append(f"{one.name}={given!r}: {type(error).__name__}: {error}")
            else:
                if not (given == "rubbish" and one.name in WORDS):
                    silent.append(f"{one.name}={given!r} is accepted")
    assert not silent, "\n".join(silent)


def test_every_public_function_is_swept():
    own = {name for name in mb.__all__ if inspect.isfunction(getattr(mb, name))}
    for prefix, part in (
        ("scenarios", scenarios),
        ("charts", charts),
        ("tables", tables),
        ("testing", testing),
        ("laws", laws),
    ):
        own |= {f"{prefix}.{name}" for name in part.__all__ if inspect.isfunction(getattr(part, name))}
    assert own - set(CALLS) == NOT_SWEPT


NOT_SWEPT = {"all_plans", "wrong_fields"}  # the one takes nothing, the other an error of pydantic


@pytest.mark.parametrize("option", ["usage", "bounds", "caveats", "extra_columns", "on_error"])
def test_the_options_of_a_verification_are_checked(option):
    receipt = mb.table_receipt(result(), plan="accident")
    for given in (Odd(), 3.5, "rubbish"):
        with pytest.raises((mb.InvalidArgument, mb.InvalidTable), match=option) as caught:
            mb.verify_table(receipt, FRAME, **{option: given})
        assert caught.value.field == option
