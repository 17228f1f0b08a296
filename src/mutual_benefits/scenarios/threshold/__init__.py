"""Finds the nearest values of facts at which the result of a claim changes."""
