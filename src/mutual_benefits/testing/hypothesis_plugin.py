"""What Hypothesis loads with itself: `st.from_type(mb.Claim)` just works.

Only the models are loaded here. Strategies are made, and rule books read, when one is first asked for.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def register() -> None:
    """Tell Hypothesis how claims, enrolments, events and rule books are drawn; its entry point calls this."""
    from hypothesis import strategies as st

    from ..claims import Claim, Enrolment
    from ..events import KINDS
    from ..rulebook.plan import Plan
    from ..rulebook.version import PlanVersion

    def later(module: str, name: str, *given: Any) -> Callable[[Any], st.SearchStrategy[Any]]:
        return lambda _: getattr(import_module(f".{module}", __package__), name)(*given)

    st.register_type_strategy(Claim, later("strategies.claims", "any_claims"))
    st.register_type_strategy(Enrolment, later("strategies.claims", "any_enrolments"))
    for kind, model in KINDS.items():
        st.register_type_strategy(model, later("strategies.claims", "events", kind))
    st.register_type_strategy(PlanVersion, later("strategies.plans", "plan_versions"))
    st.register_type_strategy(Plan, later("strategies.plans", "plans"))
