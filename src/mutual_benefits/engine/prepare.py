"""A plan made ready by its code, under readings that some plan offers."""

from collections.abc import Mapping
from datetime import date

from ..errors import UnknownReading
from ..plans.registry import all_plans, get_plan
from ..rulebook.plan import Plan
from .prepared_plan import PreparedPlan, prepared_plan


def prepare(
    plan: str | Plan, readings: Mapping[str, str] | None, known_on: date | None = None
) -> PreparedPlan:
    """The plan under these readings, as it was known on a day, or as it is known now.

    Raises:
        UnknownPlan: no plan has this code.
        UnknownReading: no plan offers such a reading, or not this option of it.
        NoVersionInForce: no version of the plan was known on that day.
    """
    prepared = prepared_plan(_standing(get_plan(plan) if isinstance(plan, str) else plan, known_on), readings)
    if readings:
        _check_names(readings, prepared)
    return prepared


_STANDING: dict[tuple[int, date | None], tuple[Plan, Plan]] = {}
"""Plans as they were known, with the plan they come from, so that nothing else comes to have its identity."""
_KEPT = 64


def _standing(plan: Plan, known_on: date | None) -> Plan:
    found = _STANDING.get((id(plan), known_on))
    if found is None:
        if len(_STANDING) >= _KEPT:
            _STANDING.clear()
        found = _STANDING[id(plan), known_on] = plan, plan.as_known(known_on)
    return found[1]


def _check_names(readings: Mapping[str, str], prepared: PreparedPlan) -> None:
    """A reading may be meant for another plan of a mixed run, but some plan must offer it."""
    stray = [name for name in readings if name not in prepared.offered]
    if not stray:
        return
    known = dict(prepared.offered)
    for plan in all_plans():
        known |= prepared_plan(plan, None).offered
    for name in stray:
        if name not in known:
            raise UnknownReading(f"no reading {name!r}; there are {', '.join(sorted(known))}")
        if readings[name] not in known[name]:
            raise UnknownReading(
                f"reading {name!r} has no option {readings[name]!r}; choose one of {', '.join(known[name])}"
            )
