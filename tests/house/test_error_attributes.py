"""What an error's message says, its attributes say: the source is searched for errors that leave them out."""

import ast
import re
from functools import cache

import pytest
from folders import REPOSITORY

import mutual_benefits as mb

SOURCE = REPOSITORY / "src" / "mutual_benefits"
ERRORS = {
    name
    for name in dir(mb)
    if isinstance(getattr(mb, name), type) and issubclass(getattr(mb, name), mb.MutualBenefitsError)
}
PLANS = {"InvalidPlan", "InvalidAmendment", "UnwritablePlan"}
"""Errors of a rule book: its files' faults are in `faults`, and what a plan contradicts is no argument."""

NAMES_NOTHING = {
    "UndeterminedTotal"  # it has attributes of its own
}


@cache
def raised():
    """Each error that the library makes: where, its class, its source text, and the attributes given."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                name, place = node.func.id, f"{path.relative_to(SOURCE)}:{node.lineno}"
                if name in ERRORS - PLANS:
                    found.append((place, name, ast.unparse(node), {word.arg for word in node.keywords}))
    return tuple(found)


def test_errors_are_found():
    assert len(raised()) > 60


@pytest.mark.parametrize("name", sorted(ERRORS - PLANS - NAMES_NOTHING))
def test_every_error_has_attributes_for_what_its_message_names(name):
    silent = []
    for place, error, text, attributes in raised():
        if error != name:
            continue
        wanted = {"field"} if name != "InvalidTable" else set()
        if re.search(r"\bis \{[^}]*\}[;,]? ?|given is", text):
            wanted |= {"field", "given"}
        if re.search(r"give one of|choose one of|give '\w+' or '\w+'", text):
            wanted |= {"choices"}
        if name == "InvalidTable" and re.search(r"\bcolumns? \{", text):
            wanted |= {"columns"}
        if name == "InvalidTable" and not attributes & {"columns", "field", "rows", "given"}:
            wanted |= {"columns, field, rows or given"}
        if missing := wanted - attributes:
            silent.append(f"{place} lacks {', '.join(sorted(missing))}: {text[:150]}")
    assert not silent, "\n".join(silent)
