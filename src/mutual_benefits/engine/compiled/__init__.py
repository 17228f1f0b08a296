"""Compiles a version's formulas into one Python function for each kind of event."""
