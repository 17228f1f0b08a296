"""Finds the shipped plans: packages in the folder `plans`, each with a `NAME` and files `from_<day>.py`."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from ..._arguments import checked
from ..._texts import OR, both, listed
from ...diseases import nearest, plain
from ...errors import UnknownPlan
from ..plan import Plan

MOST_NAMED = 2
"""Plans that one word may suggest."""

_FOLDER = Path(__file__).parents[2] / "plans"


@checked
def get_plan(code: str) -> Plan:
    """The plan with this code, or this name in either language; its files are loaded on first use.

    Raises:
        UnknownPlan: there is no such plan; the message suggests the nearest.

    >>> get_plan("accident").name.zh, get_plan("女工特疾").code
    ('在职职工意外伤害互助保障活动', 'female_illness')
    """
    known = shipped_code(code)
    if known is None:
        raise no_such_plan(code, "code")
    return _load(known)


def shipped_plan(code: str) -> Plan:
    """The plan of the library with this very code, which a claim must have: results and limits name it.

    Raises:
        UnknownPlan: there is no such plan.
    """
    if code not in _codes():
        raise no_such_plan(code, "enrolment.plan")
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
    given = unicodedata.normalize("NFKC", name)
    near = nearest(given, shipped_names())
    meant = near[:1] or _named_with(plain(given))
    message = both(
        "no plan {given!r}; {near} are {plans}",
        "没有活动“{given}”；{near}现有活动：{plans}",
        given=name,
        near=both(
            "did you mean {meant}? The plans",
            "是否指{meant}？",
            meant=listed((both(f"{code!r}", f"“{code}”") for code in meant), by=OR),
        )
        if meant
        else both("the plans", ""),
        plans=listed(_codes()),
    )
    return UnknownPlan(message, field=field, given=name, choices=dict.fromkeys((*near, *meant, *_codes())))


def _named_with(part: str) -> list[str]:
    """The plans whose names contain these words, such as 住院津贴; none where they tell no plans apart."""
    found = list(dict.fromkeys(code for name, code in shipped_names().items() if part and part in name))
    return found if len(found) <= MOST_NAMED else []


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
