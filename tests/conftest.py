"""Registers the Hypothesis profiles: no deadline, and the same examples in every run but a search."""

from example_counts import PROFILE
from hypothesis import HealthCheck, settings

settings.register_profile(
    "full",
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile("fast", settings.get_profile("full"), max_examples=25)
settings.register_profile("search", settings.get_profile("full"), derandomize=False, max_examples=2000)
settings.load_profile(PROFILE)
