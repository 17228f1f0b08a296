"""The engine: works out one claim under one version of a plan, in plain tuples."""
