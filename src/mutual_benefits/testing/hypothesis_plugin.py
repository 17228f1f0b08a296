"""Registers the library's models with Hypothesis, so that `st.from_type(mb.Claim)` works.

Only the models are loaded here. Strategies are made, and rule books read, on first use.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def register() -> None:
    """Register the strategies for claims, enrolments, events and rule books; Hypothesis's entry point."""
    from hypothesis import strategies as st

    from ..claims import Claim, Enrolment
    from ..events import KINDS
    from ..rulebook.plan import Plan
    from ..rulebook.version import PlanVersion

    def deferred(module: str, name: str, *arguments: Any) -> Callable[[Any], st.SearchStrategy[Any]]:
        return lambda _: getattr(import_module(f".{module}", __package__), name)(*arguments)

    st.register_type_strategy(Claim, deferred("strategies.claims", "any_claims"))
    st.register_type_strategy(Enrolment, deferred("strategies.claims", "any_enrolments"))
    for kind, model in KINDS.items():
        st.register_type_strategy(model, deferred("strategies.claims", "events", kind))
    st.register_type_strategy(PlanVersion, deferred("strategies.plans", "plan_versions"))
    st.register_type_strategy(Plan, deferred("strategies.plans", "plans"))
