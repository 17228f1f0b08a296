"""For the tests of other people's systems: claims by Hypothesis, and laws for a payout function.

`claims`, `enrolments`, `events`, `histories`, `plan_versions`, `plans` and `tables` are strategies that are
drawn from the rule books' own data; `laws.check` holds a payout function to what the rule books say.
Needs the extra `testing`; nothing of it is loaded before it is used.

>>> from decimal import Decimal
>>> from mutual_benefits.testing import laws
>>> laws.check(lambda claim: Decimal(0), plan="hospital_medical", max_examples=20).violations[0].law
'full_sum'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtra

if TYPE_CHECKING:
    from . import laws
    from .frames import tables
    from .rulebooks import plan_versions, plans
    from .strategies import claims, enrolments, events, histories

_HOMES = {
    "claims": "strategies",
    "enrolments": "strategies",
    "events": "strategies",
    "histories": "strategies",
    "laws": "laws",
    "plan_versions": "rulebooks",
    "plans": "rulebooks",
    "tables": "frames",
}

__all__ = ["claims", "enrolments", "events", "histories", "laws", "plan_versions", "plans", "tables"]


def __getattr__(name: str) -> Any:
    """Loads the module of a public name when the name is first used: the entry point loads this package.

    Raises:
        MissingExtra: Hypothesis is not installed.
    """
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        module = import_module(f".{_HOMES[name]}", __name__)
    except ModuleNotFoundError as missing:
        if missing.name != "hypothesis":
            raise
        raise MissingExtra(
            "the testing kit needs Hypothesis; pip install 'mutual_benefits[testing]'"
        ) from missing
    value = globals()[name] = module if name == "laws" else getattr(module, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
