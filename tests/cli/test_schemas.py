"""The shipped JSON Schemas: those of the models, valid for everything the library writes, and strict."""

import json
import subprocess
import sys
import tomllib
from datetime import date
from functools import cache
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from folders import REPOSITORY
from invented_plan import HARBOUR
from jsonschema import Draft202012Validator
from plan_folders import PLAN, VERSION
from snapshot_claims import sample

import mutual_benefits as mb
from mutual_benefits.cli import main, schemas
from mutual_benefits.rulebook.files.model_writer import data_of_version


@cache
def validator(name):
    schema = json.loads(schemas.shipped(name))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def as_json(data):
    """TOML data as a JSON Schema validator of an editor sees it, with days as texts."""
    return json.loads(json.dumps(data, default=date.isoformat))


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_shipped_schemas_are_those_of_the_models(name):
    assert schemas.shipped(name) == schemas.made(name), "run python -m mutual_benefits.cli.schemas"


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_command_prints_the_shipped_schema(name):
    assert CliRunner().invoke(main, ["schema", name]).stdout == schemas.shipped(name)


def test_an_unknown_schema_is_an_error_that_names_the_known_ones():
    result = CliRunner().invoke(main, ["schema", "policy"])
    assert result.exit_code == 2
    assert all(f"'{name}'" in result.stderr for name in schemas.NAMES)


@pytest.mark.parametrize("plan", [*mb.all_plans(), HARBOUR], ids=lambda plan: plan.code)
@pytest.mark.parametrize("format_", ["toml", "json"])
def test_the_files_of_every_dumped_plan_are_valid(plan, format_, tmp_path):
    mb.dump_plan(plan, tmp_path / "plan", format=format_)
    for path in (tmp_path / "plan").iterdir():
        data = (tomllib if format_ == "toml" else json).loads(path.read_text("utf-8"))
        name = "plan" if path.stem == "plan" else "version"
        validator(name).validate(as_json(data))
        validator(name).validate({"$schema": "../version.json", **as_json(data)})


def test_the_small_plan_of_the_tests_is_valid():
    validator("plan").validate(tomllib.loads(PLAN))
    validator("version").validate(as_json(tomllib.loads(VERSION)))


def test_claims_and_assessments_that_the_library_writes_are_valid():
    for claim in sample(150):
        validator("claim").validate(json.loads(claim.model_dump_json()))
        validator("claim").validate(json.loads(claim.model_dump_json(exclude_defaults=True)))
        validator("assessment").validate(json.loads(mb.assess(claim).model_dump_json()))


def paths_in(data, path=()):
    yield path, data
    for key, part in (
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    ):
        yield from paths_in(part, (*path, key))


def with_change(data, path, change):
    """The data with one part changed."""
    if not path:
        return change(data)
    copy = list(data) if isinstance(data, list) else dict(data)
    copy[path[0]] = with_change(data[path[0]], path[1:], change)
    return copy


def test_an_unknown_key_anywhere_is_invalid():
    """Except in tables whose keys are the plan's own words: rows, options, sources."""
    version = as_json(data_of_version(mb.get_plan("accident").versions[-1]))
    tried = 0
    for path, part in paths_in(version):
        if isinstance(part, dict) and not (path and path[-1] in ("rows", "options", "sources", "only")):
            broken = with_change(version, path, lambda table: {**table, "valeu": 1})
            assert not validator("version").is_valid(broken), path
            tried += 1
    assert tried > 80


def test_a_part_of_another_type_is_invalid_anywhere():
    version = as_json(tomllib.loads(VERSION))
    tried = 0
    for path, part in paths_in(version):
        for other in (1.5, True, "odd !", [], {}):
            fits = isinstance(part, type(other)) and path[-1:] not in LISTED_WORDS
            if not fits and (path[-1:], type(other)) not in ALSO_RIGHT:
                broken = with_change(version, path, lambda _, other=other: other)
                assert not validator("version").is_valid(broken), (path, other)
                tried += 1
    assert tried > 100


LISTED_WORDS = [(key,) for key in ("rule", "condition", "event", "basis", "days")]
ALSO_RIGHT = [(("effective_from",), str)]  # formats are only checked on request


BROKEN = [
    ("plan", {"code": "Quay", "name": {"en": "a", "zh": "b"}}),
    ("plan", {"code": "quay", "name": {"en": "a"}}),
    ("plan", {"code": "quay"}),
    ("claim", {}),
    ("claim", {"id": "", "member": "M", "enrolment": {}, "event": {}}),
    ("assessment", {}),
]


@pytest.mark.parametrize(("name", "data"), BROKEN)
def test_incomplete_or_malformed_data_is_invalid(name, data):
    assert not validator(name).is_valid(data)


def test_a_claim_with_an_unknown_key_or_a_wrong_value_is_invalid():
    claim = json.loads(sample(5)[0].model_dump_json())
    validator("claim").validate(claim)
    for path, part in paths_in(claim):
        if isinstance(part, dict):
            broken = with_change(claim, path, lambda table: {**table, "valeu": 1})
            assert not validator("claim").is_valid(broken), path
    for field, wrong in (("shares", 0), ("fee_tier", 100), ("occupation", "risky"), ("renewed", "no")):
        broken = with_change(claim, ("enrolment", field), lambda _, wrong=wrong: wrong)
        assert not validator("claim").is_valid(broken), field


def test_the_schema_of_a_version_lists_the_names_of_facts():
    schema = json.loads(schemas.shipped("version"))
    facts = schema["$defs"]["FactName"]["enum"]
    assert {"hospital_level", "fee_tier", "living_days", "notified_on"} <= set(facts)
    wrong = as_json(tomllib.loads(VERSION.replace("hospital_days", "hospital_stays")))
    assert not validator("version").is_valid(wrong)


def test_the_schemas_are_in_the_wheel(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(ZipFile(wheel).namelist())
    assert {f"mutual_benefits/cli/schemas/{name}.json" for name in schemas.NAMES} <= names
