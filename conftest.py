"""Registers the Hypothesis profiles: no deadline, and the same examples in every run but a search.

`--hypothesis-profile` chooses one of them by its name. The tests that draw a number of examples of their own
scale it with the profile: see `tests/helpers/example_counts.py`.
"""

import gc

from hypothesis import HealthCheck, settings

EXAMPLES = {"default": 10, "thorough": 80}
"""How many examples a profile draws where the default of Hypothesis is 100.

Faults are planted with the default, so that the share of them that a test notices holds for it.
"""

steady = settings(
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
for name, count in EXAMPLES.items():
    settings.register_profile(name, steady, max_examples=count)
settings.register_profile("search", steady, max_examples=2000, derandomize=False)
settings.load_profile("default")

# What is loaded grows for seconds, and then hardly: looking through it took an eighth of the time.
# It is not frozen: with old releases of Hypothesis, a draw then differs from the one before.
gc.set_threshold(10_000, 10, 1_000)
