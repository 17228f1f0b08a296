"""Finds the shipped plans: packages in the folder `plans`, each with a `NAME` and files `from_<day>.py`."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from ..._arguments import checked
from ..._texts import both, listed
from ...diseases import nearest, plain
from ...errors import UnknownPlan
from ..plan import Plan

_FOLDER = Path(__file__).parents[2] / "plans"


@checked
def get_plan(code: str) -> Plan:
    """The plan with this code; its files are loaded on first use.

    Raises:
        UnknownPlan: there is no such plan; the message suggests the nearest.

    >>> get_plan("accident").name.zh
    '在职职工意外伤害互助保障活动'
    """
    if code not in _codes():
        raise no_such_plan(code, "code")
    return _load(code)


def all_plans() -> tuple[Plan, ...]:
    """Every plan of the library, sorted by code."""
    return tuple(_load(code) for code in _codes())


def shipped_code(name: str) -> str | None:
    """The code of the shipped plan with this code or name, however it is spelt; None if there is none.

    >>> shipped_code("女工特疾"), shipped_code("暖·互助"), shipped_code("accidnet")
    ('female_illness', 'warm_aid', None)
    """
    return name if name in _codes() else shipped_names().get(plain(unicodedata.normalize("NFKC", name)))


@cache
def shipped_names() -> Mapping[str, str]:
    """The code of each name of a shipped plan, in `plain` form."""
    names: dict[str, str] = {}
    for code in _codes():
        package = _package(code)
        full, short = package.NAME, getattr(package, "ALSO", ())
        for name in (code, full.en, full.zh, *full.zh.split("（"), *short):
            names.setdefault(plain(name), code)
    return names


def no_such_plan(name: str, field: str) -> UnknownPlan:
    """The error for a word that names no plan; it lists the plans, those with a near name first."""
    near = nearest(unicodedata.normalize("NFKC", name), shipped_names())
    message = both(
        "no plan {given!r}; {near} are {plans}",
        "没有活动“{given}”；{near}现有活动：{plans}",
        given=name,
        near=both("did you mean {near!r}? The plans", "是否指“{near}”？", near=near[0])
        if near
        else both("the plans", ""),
        plans=listed(_codes()),
    )
    return UnknownPlan(message, field=field, given=name, choices=dict.fromkeys((*near, *_codes())))


@cache
def _codes() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in iter_modules([str(_FOLDER)]) if module.ispkg))


def _package(code: str) -> ModuleType:
    return import_module(f"...plans.{code}", __package__)


@cache
def _load(code: str) -> Plan:
    package = _package(code)
    names = sorted(m.name for m in iter_modules(package.__path__) if m.name.startswith("from_"))
    versions = tuple(import_module(f"{package.__name__}.{name}").VERSION for name in names)
    return Plan(code=code, name=package.NAME, versions=versions)
