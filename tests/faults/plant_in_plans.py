"""Changes or leaves out each figure, date, fact and list entry of the plan files in turn; lists what no
test noticed.

PYTHONPATH=src python tests/faults/plant_in_plans.py [plan ...] [--sample N] [--minutes M]
"""

import ast
from datetime import date, timedelta

from harness import Fault, arguments, main, offsets, package, place

FACTS = {
    "living_days": "hospital_days",
    "hospital_days": "living_days",
    "care_days": "living_days",
    "died": "disability_grade",
    "disability_grade": "died",
    "injury_kind": "disability_grade",
    "cover_period": "lifetime",
    "event": "cover_period",
    "fire": "burst_pipe",
    "burst_pipe": "fire",
    "year": "day",
    "month": "day",
    "calendar_year": "cover_period",
    "lifetime": "cover_period",
    "disease": "in_situ",
    "in_situ": "disease",
    "one_year": "two_year",
    "two_year": "one_year",
    "three_year": "one_year",
}
SKIPPED = ("Text", "Source")
LISTS = ("unless", "causes", "benefits", "grades")
PARTS = ("conditions", "diseases", "limits", "doubts", "rungs", "bands")
TERMS = (
    "covers_from",
    "waiver",
    "least",
    "most_shares",
    "subject",
    "counter",
    "yearly_deductible",
    "product",
)
TERMS += ("waiting_days", "count", "fee", "group")


def faults_in(path: str, source: bytes) -> list[Fault]:  # noqa: C901  # one branch for each kind of fault
    """Faults that change a figure, a date or a fact, or leave out an entry of a list."""
    tree, starts = ast.parse(source), offsets(source)
    faults, passed_over = [], set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SKIPPED:
            passed_over |= {id(part) for part in ast.walk(node)}
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "date":
            passed_over |= {id(part) for part in ast.walk(node)}
            day = date(*(part.value for part in node.args))
            for step in (-1, 1):
                other = day + timedelta(step)
                instead = f"date({other.year}, {other.month}, {other.day})".encode()
                faults.append(Fault(path, node.lineno, *place(starts, node), instead, f"{day} is {other}"))
    for node in ast.walk(tree):
        named = isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Choice[tuple")
        if named or (isinstance(node, ast.keyword) and node.arg in LISTS):
            name = node.targets[0].id if named else node.arg
            by_reading = isinstance(node.value, ast.Call)  # a list for each reading
            parts = ast.walk(node.value) if by_reading else [node.value]
            tuples = [part for part in parts if isinstance(part, ast.Tuple) and part.elts]
            tuples = [part for part in tuples if isinstance(part.elts[0], ast.Constant)]
            for part in tuples:
                for element in part.elts:
                    kept = [ast.unparse(other) for other in part.elts if other is not element]
                    instead = f"({' '.join(f'{one},' for one in kept)})".encode()
                    what = f"{name} without {element.value}"
                    faults.append(Fault(path, part.lineno, *place(starts, part), instead, what))
        if not isinstance(node, ast.Constant) or id(node) in passed_over:
            continue
        if type(node.value) is int:
            for other in {node.value + 1, max(node.value - 1, 0)} - {node.value}:
                at = place(starts, node)
                faults.append(Fault(path, node.lineno, *at, str(other).encode(), f"{node.value} is {other}"))
        elif node.value in FACTS:
            other = FACTS[node.value]
            at = place(starts, node)
            faults.append(Fault(path, node.lineno, *at, repr(other).encode(), f"{node.value} is {other}"))
    return faults


def left_out(path: str, source: bytes) -> list[Fault]:
    """Faults that leave out a condition, disease, limit, band or optional term, or flip a truth value."""
    tree, starts = ast.parse(source), offsets(source)
    faults = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.keyword):
            continue
        if node.arg in PARTS and isinstance(node.value, ast.Tuple):
            for element in node.value.elts:
                begin, end = place(starts, element)
                what = f"without {' '.join(source[begin:end].decode().split())[:60]}"
                faults.append(Fault(path, element.lineno, begin, end, b"*()", what))
        if node.arg in TERMS:
            begin, end = place(starts, node)
            faults.append(Fault(path, node.lineno, begin, end, b"**{}", f"without {node.arg}"))
        if isinstance(node.value, ast.Constant) and type(node.value.value) is bool:
            at = place(starts, node.value)
            other = str(not node.value.value)
            faults.append(Fault(path, node.lineno, *at, other.encode(), f"{node.arg} is {other}"))
    return faults


def reordered_readings(path: str, source: bytes) -> list[Fault]:
    """Faults that change the default of a reading, which is its first option."""
    tree, starts = ast.parse(source), offsets(source)
    faults = []
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "options" and isinstance(node.value, ast.Dict):
            first, second = node.value.keys[:2]
            (a, b), (c, d) = place(starts, first), place(starts, second)
            instead = source[c:d] + source[b:c] + source[a:b]
            what = f"{first.value} and {second.value} change places"
            faults.append(Fault(path, node.value.lineno, a, d, instead, what))
    return faults


if __name__ == "__main__":
    given = arguments()
    planted = []
    for file in sorted(package().glob("plans/*/from_*.py")):
        if not given.names or file.parent.name in given.names:
            name, text = str(file.relative_to(package())), file.read_bytes()
            planted += faults_in(name, text) + reordered_readings(name, text) + left_out(name, text)
    main(planted, given)
