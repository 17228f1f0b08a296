"""Hypothesis strategies for claims, histories, tables and rule books."""
