"""Hypothesis strategies for claims, histories, tables and rule books."""

from ...errors import MissingExtra

MissingExtra.unless_installed("the testing kit", "testing", "hypothesis")
