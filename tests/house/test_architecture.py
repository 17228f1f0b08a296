"""The house: imports point one way, plan files are data, every figure has a source, nothing heavy loads."""

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from graphlib import TopologicalSorter
from itertools import takewhile
from pathlib import Path

import pytest

import mutual_benefits as mb
from mutual_benefits.frozen import Frozen

ROOT = Path(mb.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
PLAN_FILES = [path for path in FILES if path.parent.parent.name == "plans" and path.name != "__init__.py"]
MOST_LINES = 260
MOST_LINES_OF_A_PLAN_FILE = 300


def name_of(path):
    return str(path.relative_to(ROOT))


ROOMS = (
    ("nouns",),
    ("rules",),
    ("rulebook",),
    ("plans",),
    ("engine",),
    ("assessment",),
    ("tables",),
    ("files",),
    ("scenarios", "testing"),
    ("cli",),
    ("__init__", "__main__"),
)
"""Each room imports only from rooms above it, and from itself. The nouns are the modules at the top."""
ROW = {room: row for row, rooms in enumerate(ROOMS) for room in rooms}
LATE = ("assessment.assessment", "scenarios.comparison.assessment_change")
"""The one import upward: an assessment explains how it differs from another (`explain_change`)."""

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix("__init__").rstrip("."): path
    for path in FILES
}


def room_of(module):
    """The room in which a module is."""
    first = module.partition(".")[0]
    if module in ("", "__main__"):
        return module or "__init__"
    return first if (ROOT / first).is_dir() else "nouns"


def imported(module):
    """The modules of the package that a module imports anywhere, also late or for types alone."""
    path = MODULES[module]
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = (*package[: len(package) - node.level + 1], *filter(None, (node.module or "").split(".")))
            for alias in node.names:
                name = ".".join((*base, alias.name))
                yield name if name in MODULES else ".".join(base)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module]
            assert not any(name.startswith("mutual_benefits") for name in names), f"{path}: import relatively"


IMPORTS = {module: set(imported(module)) - {module} for module in MODULES}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module or "__init__")
def test_a_room_imports_only_from_the_rooms_above_it(module):
    own = room_of(module)
    for name in IMPORTS[module]:
        room = room_of(name)
        above = room == own or ROW[room] < ROW[own]
        assert above or (module, name) == LATE, f"{module} imports {name}: {room} is not above {own}"


def test_no_file_imports_itself_by_way_of_others():
    edges = {module: names - {LATE[1]} if module == LATE[0] else names for module, names in IMPORTS.items()}
    below = TopologicalSorter({module: names for module, names in edges.items() if module})
    below.prepare()  # raises CycleError, which names the files of a circle


def test_no_submodule_has_the_name_of_a_public_name_of_its_package():
    for module, path in MODULES.items():
        if path.name == "__init__.py":
            package = importlib.import_module(f"mutual_benefits.{module}".rstrip("."))
            public = set(getattr(package, "__all__", ()))
            for file in path.parent.glob("*"):
                name = file.stem
                if name in public and (file.suffix == ".py" or (file / "__init__.py").exists()):
                    assert inspect.ismodule(getattr(package, name)), f"{module}.{name} hides a name"


def test_a_room_holds_at_most_fourteen_modules():
    rooms = Counter(path.parent for path in FILES if not path.name.startswith("_"))
    crowded = {str(room.relative_to(ROOT)): number for room, number in rooms.items() if number > 14}
    assert not crowded, "give some of these modules a room of their own"


SIDE_BY_SIDE = {"vocabulary", "text", "result", "search"}
"""Names that say the same thing in each room that has one."""
SAME_STEM = {
    "assess": {"assessment.assess", "cli.assess"},
    "assessment": {"assessment", "assessment.assessment"},
    "calculator": {"rules.calculator", "tables.columnar.calculator"},
    "claims": {"claims", "testing.strategies.claims"},
    "files": {"files", "rulebook.files"},
    "plans": {"plans", "cli.plans", "testing.strategies.plans"},
    "receipt": {"assessment.receipt", "tables.receipt"},
    "schema": {"rulebook.files.schema", "cli.schema"},
    "tables": {"tables", "scenarios.tables", "testing.strategies.tables"},
}
"""Names that two rooms share on purpose: the room says whose assessment, calculator or receipt it is."""


def test_a_file_is_found_by_its_name_alone():
    stems = defaultdict(set)
    for module in MODULES:
        if not module.startswith("plans.") and not module.endswith("__main__"):
            stems[module.rpartition(".")[2]].add(module)
    several = {stem: found for stem, found in stems.items() if len(found) > 1 and stem not in SIDE_BY_SIDE}
    assert several == SAME_STEM


def test_a_type_name_has_one_meaning():
    homes = defaultdict(set)
    for module, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                homes[node.name.lstrip("_")].add(module)
    assert not {name: found for name, found in homes.items() if len(found) > 1}


@pytest.mark.parametrize("path", PLAN_FILES, ids=name_of)
def test_a_plan_file_holds_imports_and_assignments_of_plain_data(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstring, *body = tree.body
    assert isinstance(docstring, ast.Expr)
    assert isinstance(docstring.value, ast.Constant)
    imports = list(takewhile(lambda node: isinstance(node, ast.ImportFrom), body))
    assignments = body[len(imports) :]
    known = {"tuple", "str", *(alias.asname or alias.name for node in imports for alias in node.names)}
    data = (ast.Call, ast.keyword, ast.Name, ast.Attribute, ast.Constant, ast.Tuple, ast.Dict, ast.Load)
    generic = (ast.Subscript, ast.Starred)  # Choice[Limit](...), and a tuple[str, ...] in its brackets
    used = Counter()
    for assignment in assignments:
        assert isinstance(assignment, ast.Assign), f"{path}:{assignment.lineno} is not an assignment"
        for node in ast.walk(assignment.value):
            assert isinstance(node, data + generic), f"{path}:{node.lineno} computes something"
            if isinstance(node, ast.Name):
                assert node.id in known, f"{path}:{node.lineno} uses {node.id} before its assignment"
                used[node.id] += 1
        (name,) = [target.id for target in assignment.targets]
        assert re.fullmatch("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", name), f"{name} is not a name in capitals"
        assert name not in known, f"{path}:{assignment.lineno} assigns {name} again"
        known.add(name)
    assert name == "VERSION"
    named = [assignment.targets[0].id for assignment in assignments[:-1]]
    assert all(used[name] >= 2 for name in named), f"{path} names a value that it uses only once"


@pytest.mark.parametrize("path", PLAN_FILES, ids=name_of)
def test_a_plan_file_has_at_most_300_lines(path):
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES_OF_A_PLAN_FILE


@pytest.mark.parametrize("path", PLAN_FILES, ids=name_of)
def test_a_plan_file_is_named_by_its_first_day(path):
    version = next(
        each
        for each in mb.get_plan(path.parent.name).versions
        if path.stem == f"from_{each.effective_from:%Y_%m_%d}"
    )
    assert isinstance(version.effective_from, date)


def parts_below(value, path, sourced):
    """Every figure below a value with its path, and whether a source stands beside or above it."""
    if isinstance(value, Frozen):
        beside = [value, *value.__dict__.values()]  # a rung's number has the source of its value
        own = any(getattr(part, "source", None) is not None for part in beside)
        yield path, value, own
        for name, part in value.__dict__.items():
            yield from parts_below(part, f"{path}.{name}", own)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from parts_below(part, f"{path}[{index}]", sourced)
    elif type(value) is int:
        yield path, value, sourced


@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_every_figure_has_a_source_and_a_basis(plan):
    for path, value, sourced in parts_below(plan.versions, plan.code, False):
        unbounded = ".low" in path or path.endswith(".high")
        if type(value) is int and not unbounded:
            assert sourced, path
        if isinstance(value, (mb.Figure, mb.Table, mb.FeeTier, mb.PlanVersion, mb.Adds)):
            assert isinstance(value.source, mb.Source), path
            assert isinstance(value.basis, mb.Basis), path
            assert value.source.title.en, path
            assert value.source.title.zh, path


@pytest.mark.parametrize("plan", mb.all_plans(), ids=lambda plan: plan.code)
def test_every_source_named_seed_has_the_basis_seed_or_inferred(plan):
    for path, value, _ in parts_below(plan.versions, plan.code, False):
        source, basis = getattr(value, "source", None), getattr(value, "basis", None)
        if basis is mb.Basis.SEED:
            assert source.id == "seed", path
        if basis is mb.Basis.PUBLISHED:
            assert source.id != "seed", path


# Plan files have their own bound; their sources and the vocabulary are data, as long as what they hold.
DATA = {*PLAN_FILES, ROOT / "vocabulary.py", ROOT / "plans" / "sources.py"}


@pytest.mark.parametrize("path", [path for path in FILES if path not in DATA], ids=name_of)
def test_a_file_holds_one_idea(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES, f"{name_of(path)} has {lines} lines: it is two ideas"


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.relative_to(ROOT).parts[0] in ("rules", "engine", "plans")],
    ids=name_of,
)
def test_no_float_carries_money(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), node.lineno
        assert not isinstance(node, ast.Div), "true division makes a float"
        assert not (isinstance(node, ast.Name) and node.id == "float"), node.lineno


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_clock_and_no_chance_is_read(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("now", "today", "utcnow", "fromtimestamp"), f"{path}:{node.lineno}"
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
            assert not names & {"time", "random", "secrets", "socket", "urllib", "urllib.request"}, path


def run(program):
    command = [sys.executable, "-c", f"{program}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"]
    output = subprocess.run(command, capture_output=True, text=True, check=True)  # our own program
    return set(json.loads(output.stdout))


def test_importing_the_library_loads_little():
    loaded = run("import mutual_benefits") - run("pass")
    known = sys.stdlib_module_names | {
        "mutual_benefits",
        "pydantic",
        "pydantic_core",
        "annotated_types",
        "typing_extensions",
        "typing_inspection",
        "dateutil",
        "six",
    }
    made_at_install = ("_sysconfigdata", "__editable__", "_editable", "_virtualenv")
    others = {name for name in loaded if not name.startswith(made_at_install)}
    strange = {name for name in others if name.split(".")[0] not in known}
    assert not strange
    plan_files = {name for name in loaded if name.startswith("mutual_benefits.plans.")}
    assert not plan_files, "a plan's files are read when it is first asked for"
    assert "mutual_benefits.cli" not in loaded
    assert "mutual_benefits.assessment" not in loaded


def test_asking_for_one_plan_reads_that_plan_alone():
    loaded = run("import mutual_benefits as mb; mb.get_plan('accident')")
    read = {name.split(".")[2] for name in loaded if name.startswith("mutual_benefits.plans.")}
    assert read == {"accident", "shared_notes", "sources"}


def test_every_public_name_is_there_and_told():
    assert len(set(mb.__all__)) == len(mb.__all__)
    for name in mb.__all__:
        assert getattr(mb, name).__doc__, name
