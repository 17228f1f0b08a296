"""Finds and loads the plans: each is a package with a `NAME` and files `from_YYYY_MM_DD.py`."""

import difflib
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from .._arguments import checked
from .._texts import both, listed
from ..errors import UnknownPlan
from ..rulebook.plan import Plan


@cache
def _codes() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in iter_modules([str(Path(__file__).parent)]) if module.ispkg))


@cache
def _load(code: str) -> Plan:
    package = import_module(f".{code}", __package__)
    names = sorted(m.name for m in iter_modules(package.__path__) if m.name.startswith("from_"))
    versions = tuple(import_module(f"{package.__name__}.{name}").VERSION for name in names)
    return Plan(code=code, name=package.NAME, versions=versions)


@checked
def get_plan(code: str) -> Plan:
    """The plan with this code; its files are loaded on first use.

    Raises:
        UnknownPlan: there is no such plan; the message suggests the nearest.

    >>> get_plan("accident").name.zh
    '在职职工意外伤害互助保障活动'
    """
    if code not in _codes():
        near = difflib.get_close_matches(code, _codes(), n=1)
        message = both(
            "no plan {code!r}; {near}the plans are {plans}",
            "没有活动“{code}”；{near}现有活动：{plans}",
            code=code,
            near=both("did you mean {near!r}? ", "是否指“{near}”？", near=near[0]) if near else "",
            plans=listed(_codes()),
        )
        raise UnknownPlan(message, field="code", given=code, choices=(*near, *_codes()) if near else _codes())
    return _load(code)


def all_plans() -> tuple[Plan, ...]:
    """Every plan of the library, sorted by code."""
    return tuple(_load(code) for code in _codes())
