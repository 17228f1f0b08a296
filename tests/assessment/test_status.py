"""A claim is refused only if every benefit that it asks for is; covered and nothing due is `nil`."""

import pickle
from datetime import date, timedelta

import pytest
import small_plans as small
import strategies_tables as our
from hypothesis import given

import mutual_benefits as mb
from mutual_benefits import rules

PLANS = [plan.code for plan in mb.all_plans()]


def asks_for(benefit, event):
    """Whether an event asks for a benefit: told from the words of the plans, without their formulas."""
    facts = event.model_dump()
    if benefit in ("living_allowance", "convalescence_sum") and event.kind == "diagnosis":
        return facts["hospital_days"] > 0
    return {
        "living_allowance": lambda: facts["living_days"] > 0,
        "hospital_allowance": lambda: facts["hospital_days"] > 0,
        "care_allowance": lambda: facts["care_days"] > 0,
        "death_sum": lambda: facts["died"],
        "child_death_sum": lambda: facts["died"],
        "disability_sum": lambda: facts["disability_grade"] is not None or disabling(facts),
        "child_disability_sum": lambda: facts["disability_grade"] is not None,
        "consolation_sum": lambda: facts["injury_kind"] is not None,
        "fire_loss": lambda: facts["peril"] == "fire" and facts["loss"] is not None,
        "pipe_loss": lambda: (
            facts["peril"] == "burst_pipe" and (facts["loss"], facts["area"]) != (None, None)
        ),
        "condolence_sum": lambda: True,
        "stay_allowance": lambda: facts["days"] > 0,
        "stay_share": lambda: facts["self_paid"] > 0,
        "over_cap_share": lambda: facts["over_cap"] > 0,
    }[benefit]()


def disabling(facts):
    """Whether the kind of injury itself is graded; only a plan without a consolation sum reads it so."""
    return facts["injury_kind"] is not None and facts.get("by_kind", True)


def asked_of(assessment):
    """The entitlements that a claim asks for."""
    event, codes = assessment.claim.event, {part.benefit for part in assessment.entitlements}
    asked = []
    for part in assessment.entitlements:
        if part.benefit in ("illness_sum", "in_situ_sum"):
            both_open = "in_situ_sum" not in codes
            # What is in situ is decided by the disease too; what is claimed is never without a sum here.
            claims_it = both_open or part.status != "nil"
        elif part.benefit == "disability_sum" and (
            "consolation_sum" in codes or assessment.version.year < 2010
        ):
            claims_it = event.disability_grade is not None
        else:
            claims_it = asks_for(part.benefit, event)
        if claims_it:
            asked.append(part)
    return asked


def status_of(assessment):
    """The status of a claim, from the statuses of what it asks for."""
    statuses = [part.status for part in asked_of(assessment)]
    if "undetermined" in statuses:
        return "undetermined"
    if "payable" in statuses:
        return "payable"
    if statuses and all(status == "refused" for status in statuses):
        return "refused"
    return "nil"


@pytest.mark.parametrize("plan", PLANS)
def test_a_claim_is_refused_only_if_every_benefit_that_it_asks_for_is(plan):
    @given(our.histories(plan))
    def check(claims):
        for assessment in mb.assess_all(claims, on_error="yield"):
            if isinstance(assessment, mb.MutualBenefitsError):
                continue
            assert assessment.status == status_of(assessment), assessment.explain()
            reasons = {part.reason for part in asked_of(assessment)}
            assert assessment.reason in (reasons if assessment.status == "refused" else {None})

    check()


def two_settings():
    """A plan with a share for costs outside hospital and one for costs in hospital, which is told in time."""

    def share(code):
        terms = {"deductible": small.figure(100_000), "share": small.figure(50_00)}
        return small.benefit(rules.ExpenseShare, code, "medical_expense", **terms)

    def setting(word, code):
        return rules.InSetting(setting=word, benefits=(code,), **small.SOURCED)

    notice = rules.Notice(days=small.figure(10), benefits=("stay_share",), **small.SOURCED)
    conditions = (setting("outpatient", "clinic_share"), setting("inpatient", "stay_share"), notice)
    version = small.version(share("clinic_share"), share("stay_share"), conditions=conditions)
    return small.plan(version)


def expense(self_paid, number=1, *, told=1, **fields):
    day = small.FIRST + timedelta(30)
    event = mb.MedicalExpense(happened_on=day, self_paid=self_paid, **fields)
    return small.claim(number, event, notified_on=day + timedelta(told))


def accident(number, month, **facts):
    enrolment = mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100")
    event = mb.Injury(happened_on=date(2016, month, 1), **facts)
    return mb.Claim(id=f"C-{number:04}", member="M-1", enrolment=enrolment, event=event)


ACCIDENT = mb.get_plan("accident")
LATER = accident(1, 5, living_days=5).model_copy(
    update={"event": mb.Injury(happened_on=date(2017, 2, 1), living_days=5)}
)
CASES = {
    "a cost below its deductible": (two_settings(), [expense(900)], "nil", None),
    "the same outside hospital": (two_settings(), [expense(900, setting="outpatient")], "nil", None),
    "a cost above its deductible": (two_settings(), [expense(1_100)], "payable", None),
    "told late": (two_settings(), [expense(900, told=11)], "refused", "late_notice"),
    "nothing asked for": (two_settings(), [expense(0, told=11)], "nil", None),
    "a refusal beside benefits that are not asked for": (ACCIDENT, [LATER], "refused", "out_of_cover"),
    "a fracture on the other route, and the one sum for death used up": (
        ACCIDENT,
        [accident(1, 2, died=True), accident(2, 3, died=True, injury_kind="bone_fracture")],
        "nil",
        None,
    ),
    "days used up, and a grade that sends the fracture on the other route": (
        ACCIDENT,
        [
            accident(1, 2, hospital_days=180, died=True),
            accident(2, 3, hospital_days=9, disability_grade=1, injury_kind="bone_fracture"),
        ],
        "nil",
        None,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_statuses_by_hand(case):
    plan, claims, status, reason = CASES[case]
    *_, last = mb.assess_all(claims, plan=plan)
    assert (last.status, last.reason) == (status, reason), last.explain()
    for again in (
        pickle.loads(pickle.dumps(last)),  # noqa: S301  # our own bytes
        mb.Assessment.model_validate_json(last.model_dump_json()),
    ):
        assert (again.status, again.reason) == (status, reason)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("engine", our.QUICK)
def test_statuses_of_tables_by_hand(case, engine):
    plan, claims, status, reason = CASES[case]
    table = our.ENGINES[engine].make(small.table(claims))
    rows = our.dicts(mb.assess_table(table, plan=plan, unit="fen"))
    last = max(rows, key=lambda row: row["id"])
    assert (last["status"], last["reason"]) == (status, reason)
