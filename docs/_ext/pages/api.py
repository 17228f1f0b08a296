"""The reference pages: every public name, grouped by purpose, for Sphinx's autodoc to read from the code."""

from collections.abc import Iterator
from importlib import import_module
from inspect import isclass, isfunction, ismodule
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import mutual_benefits as mb

GROUPS = {
    ("claims", "Claims and events"): ("claims", "events"),
    ("assessing", "Assessing a claim"): (
        "assessment.assess",
        "assessment.assessment",
        "assessment.entitlement",
        "usage",
    ),
    ("tables", "Tables and files of claims"): (
        "tables.assess_table",
        "files.claims_file",
        "files.wrong_rows",
    ),
    ("plans", "Plans and their versions"): (
        "rulebook.registry.shipped_plans",
        "rulebook.plan",
        "rulebook.version",
        "rulebook.description",
        "plans.fees",
        "rulebook.amendment",
        "rulebook.files.loading",
        "rulebook.files.dumping",
    ),
    ("rule_book_parts", "Parts of a rule book"): ("sources", "terms", "limits", "diseases"),
    ("reviewing", "Reviewing a rule book"): ("rulebook.audit", "rulebook.diff"),
    ("receipts", "Receipts"): (
        "assessment.receipt",
        "canonical_hash",
        "assessment.verification",
        "tables.receipt",
    ),
    ("errors", "Errors and languages"): ("errors", "_validation", "_texts"),
}
"""The modules whose public names a page lists, by the page's file name and title."""
PARTS = {
    "mutual_benefits.scenarios": "What-if scenarios: mutual_benefits.scenarios",
    "mutual_benefits.testing": "For your own tests: mutual_benefits.testing",
    "mutual_benefits.testing.laws": "Laws: mutual_benefits.testing.laws",
}
"""Packages that have a reference page of their own."""
NOT_OURS = "model_config, model_post_init, __new__"
"""Members that a class inherits from pydantic or from a tuple, and that the reference leaves out."""


def pages() -> Iterator[tuple[str, str]]:
    """Yields the name and the text of each reference page."""
    for module, title in PARTS.items():
        part = import_module(module)
        yield (
            module.removeprefix("mutual_benefits.").replace(".", "_"),
            _page(title, module, list(part.__all__)),
        )
    for (page, title), homes in GROUPS.items():
        names = [name for home in homes for name in mb.__all__ if _home(name) == home]
        yield page, _page(title, "mutual_benefits", names)
    known = {home for homes in GROUPS.values() for home in homes}
    rest = [name for name in mb.__all__ if _home(name) not in known]
    if rest:
        yield "others", _page("Other names", "mutual_benefits", rest)


def _home(name: str) -> str:
    return str(getattr(mb, name).__module__).removeprefix("mutual_benefits.")


def _page(title: str, module: str, names: list[str]) -> str:
    lines = [title, "=" * len(title), "", f".. currentmodule:: {module}", ""]
    if module != "mutual_benefits":
        lines += [f".. automodule:: {module}", "   :no-members:", "   :no-index:", ""]
    package = import_module(module)
    for name in names:
        lines += _directive(module, name, getattr(package, name))
    return "\n".join(lines)


def _directive(module: str, name: str, value: object) -> list[str]:
    if ismodule(value):
        return []  # a package with a page of its own
    if isclass(value):
        left_out = ", ".join((NOT_OURS, *getattr(value, "_fields", ())))
        head = [f".. autoclass:: {module}.{name}", "   :members:", f"   :exclude-members: {left_out}", ""]
        return [*head, *_fields(value)]
    if isfunction(value):
        return [f".. autofunction:: {module}.{name}", ""]
    return [f".. autodata:: {module}.{name}", "   :no-value:", ""]


def _fields(model: type) -> list[str]:
    """Lists the fields of a model, or of a tuple, with their types and defaults."""
    tuple_fields = get_type_hints(model) if hasattr(model, "_fields") else {}
    lines = [f"   * ``{name}``: ``{_kind(kind)}``" for name, kind in tuple_fields.items()]
    for name, field in getattr(model, "model_fields", {}).items():
        left_out = (
            field.is_required() or f", ``{field.get_default(call_default_factory=True)!r}`` if left out"
        )
        default = "" if left_out is True else left_out
        lines.append(f"   * ``{name}``: ``{_kind(field.annotation)}``{default}")
    return ["   **Fields**", "", *lines, ""] if lines else []


def _kind(annotation: Any) -> str:
    """Formats a type as in source code, without its validators.

    >>> _kind(Annotated[int, "at least 0"] | None)
    'int | None'
    """
    if isinstance(annotation, list):  # the arguments of a function
        return f"[{', '.join(map(_kind, annotation))}]"
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(inner[0])
    if origin in (Union, UnionType):
        return " | ".join(dict.fromkeys(map(_kind, inner)))
    if origin is Literal:
        return " | ".join(map(repr, inner))
    if inner:
        return f"{_kind(origin)}[{', '.join(map(_kind, inner))}]"
    if annotation in (None, NoneType, Ellipsis):
        return "..." if annotation is Ellipsis else "None"
    return getattr(annotation, "__name__", None) or str(getattr(annotation, "__forward_arg__", annotation))
