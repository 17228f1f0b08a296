"""The engine: computes one claim under one version of a plan, in plain tuples."""
