"""The laws, and those that a check is asked for."""

from ..._texts import both, did_you_mean, listed
from ...errors import MutualBenefitsError
from .families.answers import ANSWERS
from .families.facts_not_read import FACTS_NOT_READ
from .families.further_units import FURTHER_UNITS
from .families.monotonicity import MONOTONICITY
from .families.refusals import REFUSALS
from .families.shared_limits import SHARED_LIMITS
from .families.time_invariance import TIME_INVARIANCE
from .families.upper_bounds import UPPER_BOUNDS
from .law import Law, Laws, VersionUnderTest

LAWS = Laws(
    (
        *(*ANSWERS, *FACTS_NOT_READ, *REFUSALS, *UPPER_BOUNDS, *SHARED_LIMITS),
        *(*MONOTONICITY, *FURTHER_UNITS, *TIME_INVARIANCE),
    )
)
"""Every law, by families; `check` tests those that apply to the plan."""


class UnknownLaw(MutualBenefitsError):
    """There is no law with this code, or none of the chosen laws applies to the plan."""


def chosen_laws(only: tuple[str, ...], skip: tuple[str, ...]) -> list[Law]:
    """The laws to check, by their codes: all, or `only` some, without those to `skip`."""
    codes = [law.code for law in LAWS]
    for code in (*only, *skip):
        if code not in codes:
            message = both(
                "there is no law {code!r}; the laws are {codes}{near}",
                "没有规则“{code}”；现有：{codes}{near}",
                code=code,
                codes=listed(codes),
                near=did_you_mean(code, codes),
            )
            raise UnknownLaw(message, field="law", given=code, choices=codes)
    return [law for law in LAWS if (not only or law.code in only) and law.code not in skip]


def nothing_to_check(chosen: list[Law], versions: list[VersionUnderTest]) -> UnknownLaw:
    """The error where none of the chosen laws applies to any version under test."""
    given = [law.code for law in chosen]
    right = [law.code for law in LAWS if any(law.applies(tested.view) for tested in versions)]
    message = both(
        "no law that you chose ({given}) applies to plan {plan}; those that apply are {right}",
        "所选规则（{given}）均不适用于活动 {plan}；适用的有：{right}",
        given=listed(given) if given else both("none", "无"),
        plan=versions[0].view.plan.code,
        right=listed(right),
    )
    return UnknownLaw(message, field="law", given=given, choices=right)
