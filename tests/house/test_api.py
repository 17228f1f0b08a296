"""The public names: none is added or removed without a change here and an entry in the changelog."""

import ast
import importlib
import inspect

import pytest

import mutual_benefits as mb

NAMES = (
    "Adds Amendment Assessment Audit Basis Caveat Change Changes ChildInjury Choice Claim ClaimsFile "
    "Diagnosis Difference Disease DiseaseList DuplicateClaim Enrolment Entitlement FeeTier Figure Finding "
    "HomeLoss HospitalStay Injury InvalidAmendment InvalidArgument InvalidFact InvalidPlan InvalidScenario "
    "InvalidTable InvalidUsage Limit LimitKey MedicalExpense MissingExtra MutualBenefitsError "
    "NoSuchRow NoVersionInForce NotCovered Plan "
    "PlanVersion Problem Receipt Result Revision Revisions RuleBook Source Step Table TableReceipt Text "
    "UndeterminedTotal UnitCheck UnknownFeeTier UnknownPath UnknownPlan UnknownProduct UnknownReading "
    "Unstated UnwritablePlan Usage Used Verification WrongRow all_plans assess assess_all assess_table audit "
    "check_unit content_hash describe diff dump_plan fee_due get_plan language load_plan read_claims "
    "retro_diff "
    "table_receipt verify verify_table wrong_fields "
)
PUBLIC = NAMES.split()

SIGNATURES = {
    "all_plans": "()",
    "get_plan": "(code)",
    "load_plan": "(path)",
    "dump_plan": "(plan, folder, *, format, overwrite)",
    "assess": "(claim, *, usage, readings, plan, known_on)",
    "assess_all": "(claims, *, usage, readings, plan, known_on, on_error)",
    "assess_table": "(frame, *, plan, readings, unit, usage, on_error, bounds, caveats, extra_columns,"
    " known_on)",
    "audit": "(plan, *, stale_before)",
    "check_unit": "(version, *, staff, members)",
    "content_hash": "(value)",
    "describe": "(plan, version, lang)",
    "diff": "(before, after)",
    "fee_due": "(enrolment, *, members, plan)",
    "language": "(lang)",
    "read_claims": "(path, *, plan, unit, extra_columns)",
    "retro_diff": "(claims, known_on, known_later, *, readings, plan)",
    "table_receipt": "(frame, *, plan, readings, unit, known_on)",
    "verify": "(receipt, claim, *, plan)",
    "verify_table": "(receipt, frame, *, plan, known_on, **options)",
    "wrong_fields": "(error, *, lang)",
}


def test_the_public_names_are_these():
    assert sorted(mb.__all__) == sorted(PUBLIC)
    assert set(PUBLIC) <= set(dir(mb))
    for name in PUBLIC:
        assert getattr(mb, name).__doc__, f"{name} says nothing of itself"


def parameters(function):
    """The names of a function's parameters, as written in its signature."""
    names, starred = [], False
    for one in inspect.signature(function).parameters.values():
        if one.kind is one.KEYWORD_ONLY and not starred:
            names.append("*")
            starred = True
        names.append(f"**{one.name}" if one.kind is one.VAR_KEYWORD else one.name)
    return f"({', '.join(names)})"


@pytest.mark.parametrize("name", [name for name in PUBLIC if name.islower()])
def test_a_public_function_keeps_its_parameters(name):
    assert parameters(getattr(mb, name)) == SIGNATURES[name]


PACKAGES = ("", "scenarios", "scenarios.charts", "scenarios.tables", "testing")


@pytest.mark.parametrize("package", PACKAGES)
def test_type_checkers_see_the_names_that_load_when_first_used(package):
    module = importlib.import_module(f"mutual_benefits.{package}".rstrip("."))
    tree = ast.parse(inspect.getsource(module))
    (checked,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {
        ("." * (node.level - 1) + node.module if node.module else None, alias.name)
        for node in checked.body
        for alias in node.names
    }
    (call,) = (node.value for node in tree.body if isinstance(node, ast.Assign) and is_lazy(node))
    homes = ast.literal_eval(call.args[1])
    parts = next((ast.literal_eval(word.value) for word in call.keywords if word.arg == "parts"), ())
    loaded = {(home, name) for home, names in homes.items() for name in names.split()}
    assert seen == loaded | {(None, part) for part in parts}
    assert {name for _, name in loaded} <= set(module.__all__)
    for home, name in loaded:
        assert getattr(module, name) is getattr(importlib.import_module(f".{home}", module.__name__), name)


def is_lazy(node):
    return isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "lazy_names"
